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
	// hafter: lna, as Haftar's forces. (0.14)
	// خليفه حفتر: haftar, as خليفة حفتر (1.00)
	// lybian army: lna, as Libyan National Army (0.56)
	// TURKIYE: turkey, as Türkiye (1.00)
}

// A query for Lucene, of the words that Document returned.
func ExampleTerms() {
	var clauses []string
	for _, t := range search.Terms("Haftar's army, 2020") {
		clauses = append(clauses, fmt.Sprintf("+(%s* %s~%d)", t.Word, t.Word, t.Edits))
	}
	fmt.Println(strings.Join(clauses, " "))
	// Output: +(2020* 2020~0) +(army* army~1) +(haftars* haftars~2)
}

func ExampleRank() {
	candidates := []alliance.SearchResult{
		&alliance.Source{ID: "al-monitor", Title: "Haftar warns of air strikes"},
		&alliance.Actor{ID: "qatar", Name: "Qatar"},
		&alliance.Actor{ID: "egypt", Name: "Egypt"},
		&alliance.Actor{ID: "haftar", Name: "Khalifa Haftar"},
	}
	for _, h := range search.Rank("haftar", candidates, 10) {
		fmt.Printf("%.2f %s\n", h.Score, h.Matched)
	}
	// Output:
	// 0.88 Khalifa Haftar
	// 0.80 Haftar warns of air strikes
	// 0.24 Qatar
}

func ExampleWords() {
	fmt.Println(strings.Join(search.Words("Al-Monitor: U.A.E., Sana’a, Erdoğan, Россия"), " "))
	// Output: al monitor uae sanaa erdogan россия
}
