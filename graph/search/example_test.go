package search_test

import (
	"context"
	"fmt"
	"strings"

	"entente/graph/alliance"
	"entente/graph/search"
)

func Example() {
	index := search.New(&alliance.Facts{Actors: []*alliance.Actor{
		{ID: "haftar", Name: "Khalifa Haftar", Aliases: []string{"Jalifa Haftar", "خليفة حفتر"}},
		{ID: "lna", Name: "Libyan National Army", Description: "Haftar's forces."},
		{ID: "turkey", Name: "Turkey", Aliases: []string{"Türkiye"}},
	}})
	for _, query := range []string{"hafter", "خليفه حفتر", "lybian army", "TURKIYE"} {
		hits, err := index.Search(context.Background(), alliance.SearchQuery{Text: query, First: 10})
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, h := range hits {
			fmt.Printf("%s: %s, as %s (%.2f)\n", query, h.Node.NodeID(), h.Matched, h.Score)
		}
	}
	// Output:
	// hafter: haftar, as Khalifa Haftar (0.38)
	// hafter: lna, as Haftar's forces. (0.29)
	// خليفه حفتر: haftar, as خليفة حفتر (1.00)
	// lybian army: lna, as Libyan National Army (0.56)
	// TURKIYE: turkey, as Türkiye (1.00)
}

// A Lucene query for the words returned by Document.
func ExampleReadings() {
	var readings []string
	for _, terms := range search.Readings("Haftar's cease-fire, 2020") {
		var clauses []string
		for _, t := range terms {
			clauses = append(clauses, fmt.Sprintf("+(%s* %s~%d)", t.Word, t.Word, t.Edits))
		}
		readings = append(readings, "("+strings.Join(clauses, " ")+")")
	}
	fmt.Println(strings.Join(readings, "\n"))
	// Output:
	// (+(2020* 2020~0) +(cease* cease~2) +(fire* fire~1) +(haftar* haftar~2))
	// (+(2020* 2020~0) +(fire* fire~1) +(haftarcease* haftarcease~0))
	// (+(2020* 2020~0) +(ceasefire* ceasefire~0) +(haftar* haftar~2))
	// (+(cease* cease~2) +(fire2020* fire2020~0) +(haftar* haftar~2))
}

func ExampleWords() {
	fmt.Println(strings.Join(search.Words("Al-Monitor: U.A.E., Sana’a, Erdoğan, Россия"), " "))
	// Output: al monitor uae sanaa erdogan россия
}
