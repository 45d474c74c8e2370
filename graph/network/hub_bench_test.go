package network_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
)

// hub returns a store of an actor with 10,000 ties, to actors with some eleven ties each, made once.
var hub = sync.OnceValue(func() alliance.Store {
	random := rand.New(rand.NewPCG(1, 1))
	lines := make([]string, 0, 110_000)
	add := func(a, b string) {
		verb := []string{"supports", "supports", "allied_with", "opposes"}[random.IntN(4)]
		year := 1950 + random.IntN(50)
		lines = append(lines, fmt.Sprintf("%s %s %s %d/%d", a, verb, b, year, year+random.IntN(20)))
	}
	for i := range 10_000 {
		add("hub", fmt.Sprint("x", i))
		for range 10 {
			add(fmt.Sprint("x", i), fmt.Sprint("x", random.IntN(20_000)))
		}
	}
	return storeOf(world(lines...))
})

// BenchmarkHub asks for the allies of an actor with 10,000 ties, with and without a date, and of one of its neighbours.
func BenchmarkHub(b *testing.B) {
	for _, question := range []struct{ actor, asOf string }{{"hub", ""}, {"hub", "1980"}, {"x15000", ""}} {
		b.Run(question.actor+question.asOf, func(b *testing.B) {
			v := network.View{Store: hub()}
			v.Where.AsOf = date(question.asOf)
			for b.Loop() {
				if _, err := v.Allies(b.Context(), network.Ranking{Actor: question.actor, Indirect: true, First: 20}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
