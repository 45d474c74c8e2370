package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
)

// testBatches checks that many queries in one call get the same answers as each alone, in the same order. Single
// queries take long if the store is behind a network, so there are few unless tests are exhaustive.
func testBatches(t *testing.T, open Open) {
	facts := libya()
	store := open(t, facts)
	seeds := 1
	if exhaustive.On() {
		seeds = 3
	}
	for seed := range seeds {
		asked := about(facts).Example(seed)
		for name, diff := range map[string]string{
			"actors":    compareSingly(t, store.Actors, asked.actors),
			"relations": compareSingly(t, store.Relations, asked.relations),
			"events":    compareSingly(t, store.Events, asked.events),
			"conflicts": compareSingly(t, store.Conflicts, asked.conflicts),
			"sources":   compareSingly(t, store.Sources, asked.sources),
			"evidence":  compareSingly(t, store.Evidence, asked.evidence),
		} {
			if diff != "" {
				t.Errorf("%s asked one by one: %s", name, diff)
			}
		}
	}
}

// compareSingly compares the answers to queries in one call with the answers to each alone.
func compareSingly[Q any, T alliance.Node](t *testing.T, ask asker[Q, T], queries []Q) string {
	t.Helper()
	return compare(t.Context(), ask, queries, func(q Q) alliance.Page[T] { return one(t, ask, q) })
}

// testAbsent checks that a call without queries returns no answers and no error.
func testAbsent(t *testing.T, open Open) {
	for name, answers := range callAll(t.Context(), open(t, libya()), 0) {
		if answers.err != nil || answers.n != 0 {
			t.Errorf("%s: %d answers to no queries, error %v", name, answers.n, answers.err)
		}
	}
}

// testEmpty checks a store that holds nothing.
func testEmpty(t *testing.T, open Open) {
	facts := alliance.NewFacts(alliance.Facts{})
	store := open(t, facts)
	if diff := difference(t.Context(), store, facts, about(libya()).Example(1)); diff != "" {
		t.Error(diff)
	}
	d, err := store.Dataset(t.Context())
	if err != nil || d.Counts != (alliance.Counts{}) || d.Span != (alliance.Span{}) || d.Version != facts.Dataset().Version {
		t.Errorf("data set %+v, error %v", d, err)
	}
}

// testCancelled checks that every method returns the context's error and no answers if the context is done.
func testCancelled(t *testing.T, open Open) {
	store := open(t, libya())
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late, stop := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer stop()
	for want, ctx := range map[error]context.Context{context.Canceled: cancelled, context.DeadlineExceeded: late} {
		for name, answers := range callAll(ctx, store, 2) {
			if !errors.Is(answers.err, want) || answers.n != 0 {
				t.Errorf("%s: %d answers, error %v, want none and %v", name, answers.n, answers.err, want)
			}
		}
		if _, err := store.Dataset(ctx); !errors.Is(err, want) {
			t.Errorf("Dataset: error %v, want %v", err, want)
		}
	}
}

// answers is the number of answers that a method returned, and its error.
type answers struct {
	n   int
	err error
}

// callAll calls every method that takes queries with n zero values.
func callAll(ctx context.Context, s alliance.Store, n int) map[string]answers {
	nodes, err := s.Nodes(ctx, make([]string, n), alliance.Date{})
	hits, searchErr := s.Search(ctx, make([]alliance.SearchQuery, n))
	return map[string]answers{
		"Nodes":     {len(nodes), err},
		"Actors":    count(ctx, s.Actors, n),
		"Relations": count(ctx, s.Relations, n),
		"Events":    count(ctx, s.Events, n),
		"Conflicts": count(ctx, s.Conflicts, n),
		"Sources":   count(ctx, s.Sources, n),
		"Evidence":  count(ctx, s.Evidence, n),
		"Search":    {len(hits), searchErr},
	}
}

// count calls a method with n zero queries.
func count[Q any, T alliance.Positioned](ctx context.Context, ask asker[Q, T], n int) answers {
	pages, err := ask(ctx, make([]Q, n))
	return answers{len(pages), err}
}

// testConcurrent sends the same queries from many goroutines at once, mainly for the race detector.
func testConcurrent(t *testing.T, open Open) {
	facts := libya()
	store := open(t, facts)
	asked := about(facts).Example(7)
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			if diff := difference(t.Context(), store, facts, asked); diff != "" {
				t.Error(diff)
			}
			if _, err := store.Search(t.Context(), []alliance.SearchQuery{{Text: "haftar", First: 10}}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// testRepeated checks that answers do not share memory: an answer is unchanged after others, and the same if the
// query is repeated.
func testRepeated(t *testing.T, open Open) {
	facts := libya()
	store := open(t, facts)
	query := where(knownBy("2020-05-20"))
	page := one(t, store.Relations, query)
	before := fmt.Sprintf("%+v", dumpPage(page))
	for seed := range 5 {
		if diff := difference(t.Context(), store, facts, about(facts).Example(seed)); diff != "" {
			t.Error(diff)
		}
	}
	if after := fmt.Sprintf("%+v", dumpPage(page)); after != before {
		t.Errorf("an answer changed after it was returned:\nbefore %s\nafter  %s", before, after)
	}
	if again := fmt.Sprintf("%+v", dumpPage(one(t, store.Relations, query))); again != before {
		t.Errorf("the same query has another answer:\nbefore %s\nagain  %s", before, again)
	}
}
