package network_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/network"
	"entente/graph/storetest"
)

// large returns a store of 50,000 actors and 250,000 relations, made once.
var large = sync.OnceValue(func() alliance.Store {
	return memory.New(storetest.PowerLaw(50_000, 250_000), time.Time{})
})

// A clock is a store that measures the time spent in it.
type clock struct {
	alliance.Store
	spent time.Duration
	calls int
}

func (c *clock) Relations(ctx context.Context, q []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	defer func(start time.Time) { c.spent += time.Since(start); c.calls++ }(time.Now())
	return c.Store.Relations(ctx, q)
}

func (c *clock) Actors(ctx context.Context, q []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	defer func(start time.Time) { c.spent += time.Since(start); c.calls++ }(time.Now())
	return c.Store.Actors(ctx, q)
}

// measure runs a question and reports the time spent in the algorithm, and the number of calls to the store.
func measure(b *testing.B, ask func(context.Context, network.View) error) {
	b.Helper()
	c := &clock{Store: large()}
	start := time.Now()
	runs := 0
	for b.Loop() {
		if runs == 0 {
			start, c.spent, c.calls = time.Now(), 0, 0
		}
		if err := ask(b.Context(), network.View{Store: c}); err != nil {
			b.Fatal(err)
		}
		runs++
	}
	b.ReportMetric((time.Since(start)-c.spent).Seconds()*1000/float64(runs), "algorithm-ms/op")
	b.ReportMetric(float64(c.calls)/float64(runs), "calls/op")
}

// BenchmarkAround asks for depth 2 around a typical actor, one with many relations and the one with the most, cut at
// 500.
func BenchmarkAround(b *testing.B) {
	for _, id := range []string{"actor-30000", "actor-300", "actor-0"} {
		b.Run(id, func(b *testing.B) {
			measure(b, func(ctx context.Context, v network.View) error {
				n, err := v.Around(ctx, []string{id}, 2, 500)
				b.ReportMetric(float64(len(n.Edges)), "edges")
				return err
			})
		})
	}
}

// BenchmarkAlignment asks for the alignment of the two actors with the most relations.
func BenchmarkAlignment(b *testing.B) {
	measure(b, func(ctx context.Context, v network.View) error {
		a, err := v.Alignment(ctx, "actor-0", "actor-1")
		b.ReportMetric(float64(a.For()+a.Against()), "reasons")
		return err
	})
}

// BenchmarkReasons asks for the alignment of two actors with 10,000 relations each, a thousand to each of ten others,
// with one to three sources.
func BenchmarkReasons(b *testing.B) {
	var lines []string
	for i := range 10_000 {
		for _, actor := range []string{"a", "b"} {
			lines = append(lines, fmt.Sprintf("%s supports x%d ×%d", actor, i%10, 1+i%7%3))
		}
	}
	v := view(lines...)
	for b.Loop() {
		a, err := v.Alignment(b.Context(), "a", "b")
		if err != nil || len(reasonsOf(b, a, network.ReasonQuery{First: 20}).Nodes) != 10 {
			b.Fatal(a, err)
		}
	}
}

// BenchmarkAllies asks for the allies of the actor with the most relations.
func BenchmarkAllies(b *testing.B) {
	measure(b, func(ctx context.Context, v network.View) error {
		_, err := v.Allies(ctx, network.Ranking{Actor: "actor-0", Indirect: true, First: 20})
		return err
	})
}

// BenchmarkBalance counts the triangles of a network of 100,000 ties with a power-law degree distribution, and finds
// the tensions.
func BenchmarkBalance(b *testing.B) {
	const actors = 20_000
	random := rand.New(rand.NewPCG(1, 1))
	draw := func() int { u := random.Float64(); return int(u * u * u * actors) }
	all := make([]*alliance.Actor, actors)
	for i := range all {
		all[i] = &alliance.Actor{ID: fmt.Sprintf("a%05d", i)}
	}
	pairs := map[[2]int]bool{}
	var relations []*alliance.Relation
	for len(pairs) < 100_000 {
		p := [2]int{draw(), draw()}
		if p[0] >= p[1] || pairs[p] {
			continue
		}
		pairs[p] = true
		r := &alliance.Relation{
			ID: fmt.Sprint("r", len(pairs)), Type: alliance.AlliedWith, Subject: all[p[0]], Object: all[p[1]],
			Evidence: []*alliance.Evidence{{Stance: alliance.Asserts, Source: &alliance.Source{Published: date("2020")}}},
		}
		r.Settle()
		if len(pairs)%5 == 0 {
			r.Type = alliance.Opposes
		}
		relations = append(relations, r)
	}
	store := fixed{relations: relations}
	for b.Loop() {
		balance, err := network.View{Store: store}.Balance(b.Context(), nil, 0)
		if err != nil {
			b.Fatal(err)
		}
		tensions(b, balance, network.TensionQuery{First: 20})
		b.ReportMetric(float64(balance.Balanced+balance.Unbalanced), "triangles")
	}
}

// fixed is a store that answers every query for relations with the same ones.
type fixed struct {
	alliance.Store
	relations []*alliance.Relation
}

func (f fixed) Relations(context.Context, []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return []alliance.RelationConnection{{Nodes: f.relations}}, nil
}
