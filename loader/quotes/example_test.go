package quotes_test

import (
	"fmt"

	"entente/loader/quotes"
)

func Example() {
	text := quotes.New("“We stand by them,” the envoy said,\nand left.")
	p, err := text.Find(`"We stand by them," […] and left`)
	fmt.Printf("%q %v\n", p.Quote, err)
	_, err = text.Find("We stood by them")
	fmt.Println(err)
	// Output:
	// "“We stand by them,” the envoy said, and left" <nil>
	// "We stood by them" is most like "We stand by them" on line 1, which has "stand" instead of "stood" (copy it word for word, and write […] for what is left out)
}
