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

// testBatches checks that many questions in one call have the answers that each has alone, in their order. Questions one by
// one take a store behind a network long, so there are few unless tests are exhaustive.
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
			"actors": alone(t, store.Actors, asked.actors), "relations": alone(t, store.Relations, asked.relations),
			"events": alone(t, store.Events, asked.events), "conflicts": alone(t, store.Conflicts, asked.conflicts),
			"sources": alone(t, store.Sources, asked.sources), "evidence": alone(t, store.Evidence, asked.evidence),
		} {
			if diff != "" {
				t.Errorf("%s asked one by one: %s", name, diff)
			}
		}
	}
}

// alone compares the answers to queries in one call with the answers to each alone.
func alone[Q any, T alliance.Node](t *testing.T, ask asker[Q, T], queries []Q) string {
	t.Helper()
	return compare(t.Context(), ask, queries, func(q Q) alliance.Page[T] { return one(t, ask, q) })
}

// testAbsent checks that a call without questions has no answers and no error.
func testAbsent(t *testing.T, open Open) {
	for name, answers := range everything(t.Context(), open(t, libya()), 0) {
		if answers.err != nil || answers.n != 0 {
			t.Errorf("%s: %d answers to no questions, error %v", name, answers.n, answers.err)
		}
	}
}

// testEmpty asks a store that holds nothing.
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

// testCancelled checks that every method returns the error of a context that is done, and no answers.
func testCancelled(t *testing.T, open Open) {
	store := open(t, libya())
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late, stop := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer stop()
	for want, ctx := range map[error]context.Context{context.Canceled: cancelled, context.DeadlineExceeded: late} {
		for name, answers := range everything(ctx, store, 2) {
			if !errors.Is(answers.err, want) || answers.n != 0 {
				t.Errorf("%s: %d answers, error %v, want none and %v", name, answers.n, answers.err, want)
			}
		}
		if _, err := store.Dataset(ctx); !errors.Is(err, want) {
			t.Errorf("Dataset: error %v, want %v", err, want)
		}
	}
}

// answers are how many answers a method gave, and its error.
type answers struct {
	n   int
	err error
}

// everything calls every method that takes questions with n zero ones.
func everything(ctx context.Context, s alliance.Store, n int) map[string]answers {
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

// count asks n zero queries.
func count[Q any, T alliance.Positioned](ctx context.Context, ask asker[Q, T], n int) answers {
	pages, err := ask(ctx, make([]Q, n))
	return answers{len(pages), err}
}

// testConcurrent asks the same questions from many goroutines at once; the race detector watches.
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

// testRepeated checks that an answer is the same after others, so that none is made in the memory of another.
func testRepeated(t *testing.T, open Open) {
	facts := libya()
	store := open(t, facts)
	query := where(alliance.RelationFilter{KnownBy: day("2020-05-20")})
	page := one(t, store.Relations, query)
	before := fmt.Sprintf("%+v", dumpPage(page))
	for seed := range 5 {
		if diff := difference(t.Context(), store, facts, about(facts).Example(seed)); diff != "" {
			t.Error(diff)
		}
	}
	if after := fmt.Sprintf("%+v", dumpPage(page)); after != before {
		t.Errorf("an answer changed after it was given:\nbefore %s\nafter  %s", before, after)
	}
	if again := fmt.Sprintf("%+v", dumpPage(one(t, store.Relations, query))); again != before {
		t.Errorf("the same question has another answer:\nbefore %s\nagain  %s", before, again)
	}
}
