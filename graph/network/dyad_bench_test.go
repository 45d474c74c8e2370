package network_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
)

// century returns facts of 190 states in the years 1946 to 2017: 3,000 alliances and guarantees of two sources, 6,000 cases of
// support, 1,000 enmities, and ten treaties of 30 members each.
func century() *alliance.Facts {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a fixed sequence
	lines := []string{"source cow 2013 1816/2012", "source ucdp 2018 1975/2017"}
	state := func() string { return fmt.Sprintf("s%03d", random.IntN(190)) }
	when := func() string {
		from := 1946 + random.IntN(70)
		return fmt.Sprintf(" %d/%d", from, min(from+random.IntN(30), 2017))
	}
	for i := range 10_000 {
		one, other := state(), state()
		if one >= other {
			continue
		}
		switch {
		case i < 5000:
			lines = append(lines, one+" allied_with "+other+" by cow {DEFENSE}"+when()+" ; by cow {NONAGGRESSION}"+when())
		case i < 9000:
			lines = append(lines, one+" supports "+other+" against "+state()+" by ucdp {WEAPONS,FUNDING}"+when()+" ; by ucdp alleged {TROOPS}"+when())
		default:
			lines = append(lines, one+" opposes "+other+" by ucdp"+when())
		}
	}
	for i := range 10 {
		lines = append(lines, fmt.Sprintf("coalition pact%d {DEFENSE}", i))
		for range 30 {
			lines = append(lines, fmt.Sprintf("%s part_of pact%d by cow", state(), i)+when())
		}
	}
	return world(lines...)
}

// BenchmarkDyads asks for the 72 years from 1946 to 2017 of 190 states: 1.3 million pairs.
func BenchmarkDyads(b *testing.B) {
	v := network.View{Store: storeOf(century())}
	for b.Loop() {
		rows, tied := 0, 0
		for d, err := range v.Dyads(b.Context(), network.DyadQuery{From: 1946, To: 2017, Bare: true}) {
			if err != nil {
				b.Fatal(err)
			}
			rows++
			if d.IndependentSources() > 0 {
				tied++
			}
		}
		b.ReportMetric(float64(rows), "rows/op")
		b.ReportMetric(float64(tied), "tied/op")
	}
}
