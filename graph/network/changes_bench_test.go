package network_test

import (
	"fmt"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/storetest"
)

// Everything that ever changed in a quarter of a million relations, of which one page is shown.
func BenchmarkChanges(b *testing.B) {
	v := network.View{Store: storeOf(storetest.PowerLaw(20_000, 250_000))}
	for _, axis := range []network.ChangeAxis{network.AxisHeld, network.AxisKnown} {
		b.Run(string(axis), func(b *testing.B) {
			q := always(axis)
			for b.Loop() {
				page, err := v.Changes(b.Context(), q)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(page.Total), "changes")
			}
		})
	}
}

// As many events, each reported by one source and denied by another.
func BenchmarkChangesOfEvents(b *testing.B) {
	f := alliance.Facts{Sources: []*alliance.Source{{ID: "a", Published: date("2020")}, {ID: "b", Published: date("2021")}}}
	for i := range 250_000 {
		e := &alliance.Event{ID: fmt.Sprint("event-", i), Type: "ASSAULT", Title: "Raid", Span: alliance.Span{From: date("2020")}}
		for j, s := range []alliance.Stance{alliance.Asserts, alliance.Denies} {
			e.Evidence = append(e.Evidence, &alliance.Evidence{ID: fmt.Sprint(e.ID, ".", j), Fact: e.ID, Stance: s, Source: f.Sources[j]})
		}
		f.Events = append(f.Events, e)
	}
	v := network.View{Store: storeOf(alliance.NewFacts(f))}
	for _, axis := range []network.ChangeAxis{network.AxisHeld, network.AxisKnown} {
		b.Run(string(axis), func(b *testing.B) {
			q := always(axis)
			q.OnlyEvents, q.Events = true, []alliance.EventFilter{{}}
			for b.Loop() {
				page, err := v.Changes(b.Context(), q)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(page.Total), "changes")
			}
		})
	}
}
