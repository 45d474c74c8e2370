package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"entente/graph/alliance"
)

// manyActors returns a data set of n actors with a name of three words and two aliases each. It is deterministic.
func manyActors(n int) *alliance.Facts {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ha if tar ka li fa ben al mo ham mad sar raj tri po lis ba ni wa lid zin tan bra ti slav ko vo")
	word := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		return b.String()
	}
	actors := make([]*alliance.Actor, n)
	for i := range actors {
		actors[i] = &alliance.Actor{
			ID:      fmt.Sprintf("actor-%d", i),
			Name:    word() + " " + word() + " " + word(),
			Aliases: []string{word() + " " + word(), strings.ToUpper(word()[:3])},
		}
	}
	return alliance.NewFacts(alliance.Facts{Actors: actors})
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{40, 50_000} {
		facts := manyActors(n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				New(facts)
			}
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	facts := manyActors(50_000)
	index := New(facts)
	b.Logf("%d words", index.vocab.len())
	for _, bench := range []struct{ name, query string }{
		{"exact", facts.Actors[0].Name},
		{"exact short", "kali"},
		{"one letter", "h"},
		{"prefix", "moham"},
		{"one edit", "hfita"},
		{"two edits", "khalifatar"},
		{"two edits, two words", "khalifatar bensaraj"},
		{"200 characters", strings.Repeat("khalif hafatr ", 14)},
		{"200 characters, distinct", "hafitar kalifa bensaraj mohamad tripolis walidzin brati slavko baniwa zintan libani sarraj hamtar fakali tarwali lisben almoha radraj tripol komoha vobrati nitanwa"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			hits := 0
			for b.Loop() {
				got, _ := index.Search(context.Background(), alliance.SearchQuery{Text: bench.query, First: 10})
				hits = len(got)
			}
			b.ReportMetric(float64(hits), "hits")
		})
	}
}

func BenchmarkRank(b *testing.B) {
	facts := manyActors(200)
	candidates := make([]alliance.SearchResult, 0, len(facts.Actors))
	for _, a := range facts.Actors {
		candidates = append(candidates, a)
	}
	b.ReportAllocs()
	for b.Loop() {
		rank("khalifatar bensaraj", candidates, 10)
	}
}

func BenchmarkWords(b *testing.B) {
	for _, text := range []string{"Libyan National Army", "Türkiye Cumhuriyeti", "خليفة حفتر", "利比亚国民军"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Words(text)
			}
		})
	}
}
