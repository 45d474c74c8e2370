package network_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/network"
)

// BenchmarkPaths asks for the shortest paths between two typical actors.
func BenchmarkPaths(b *testing.B) {
	route := network.Route{From: "actor-40000", To: "actor-49000", MaxLength: 6, First: 5}
	together, directed := route, route
	together.Together, directed.Directed = true, true
	for _, test := range []struct {
		name  string
		route network.Route
		asOf  string
	}{
		{"together", together, ""}, {"together in a year", together, "1990"},
		{"through time", route, ""}, {"directed", directed, ""}, {"in a year", route, "1990"},
	} {
		b.Run(test.name, func(b *testing.B) {
			measure(b, func(ctx context.Context, v network.View) error {
				v.Where.AsOf = date(test.asOf)
				paths, err := v.Paths(ctx, test.route)
				b.ReportMetric(float64(len(paths)), "paths")
				return err
			})
		})
	}
}

// BenchmarkPathsOfBriefRelations asks for the shortest paths between random actors that are not among the most connected,
// in a network of 20,000 actors and 200,000 relations of one or two years each, so that most of the relations that lead
// from an actor hold at another time than the one that led there.
func BenchmarkPathsOfBriefRelations(b *testing.B) {
	const actors = 20_000
	v := network.View{Store: memory.New(brief(actors, 200_000), time.Time{})}
	for _, together := range []bool{true, false} {
		b.Run(fmt.Sprint("together=", together), func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 1))
			draw := func() string { return actorID(actors/2 + random.IntN(actors/2)) }
			found := 0
			for b.Loop() {
				route := network.Route{From: draw(), To: draw(), Together: together, MaxLength: 10, First: 5}
				for route.From == route.To {
					route.To = draw()
				}
				paths, err := v.Paths(b.Context(), route)
				if err != nil {
					b.Fatal(err)
				}
				found += min(len(paths), 1)
			}
			b.ReportMetric(float64(found)/float64(b.N), "found/op")
		})
	}
}

// actorID returns the id of the i-th actor.
func actorID(i int) string { return fmt.Sprint("actor-", i) }

// brief returns facts with a power-law degree distribution, whose relations hold for one or two years of sixty.
func brief(actors, relations int) *alliance.Facts {
	random := rand.New(rand.NewPCG(1, 1))
	f := alliance.Facts{Sources: []*alliance.Source{{ID: "source", Title: "Source", Published: date("2020")}}}
	for i := range actors {
		f.Actors = append(f.Actors, &alliance.Actor{ID: actorID(i), Name: actorID(i), Type: alliance.State})
	}
	hub := func() *alliance.Actor { return f.Actors[int(math.Pow(random.Float64(), 3)*float64(actors))] }
	day := func(year int) alliance.Date {
		return date(fmt.Sprintf("%d-%02d-%02d", year, 1+random.IntN(12), 1+random.IntN(28)))
	}
	for i := range relations {
		r := &alliance.Relation{ID: fmt.Sprint("relation-", i), Type: alliance.Supports, Subject: hub(), Object: hub()}
		for r.Object == r.Subject {
			r.Object = hub()
		}
		from := 1950 + random.IntN(60)
		r.Evidence = []*alliance.Evidence{{
			ID: r.ID + ".1", Fact: r.ID, Source: f.Sources[0], Stance: alliance.Asserts,
			Span: alliance.Span{From: day(from), To: day(from + 1)},
		}}
		f.Relations = append(f.Relations, r)
	}
	return alliance.NewFacts(f)
}
