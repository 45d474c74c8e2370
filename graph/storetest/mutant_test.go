package storetest

import (
	"context"
	"slices"
	"testing"

	"entente/graph/alliance"
)

// A mutant is a correct store with a single defect.
type mutant struct {
	oracleStore
	// Each function, unless it is nil, changes a query before it is answered or an answer before it is returned.
	relation     func(*alliance.RelationQuery)
	relationPage func(oracle, alliance.RelationQuery, *alliance.RelationConnection)
	event        func(*alliance.EventQuery)
	eventPage    func(*alliance.EventConnection)
	actor        func(*alliance.ActorQuery)
	conflict     func(*alliance.ConflictQuery)
	conflictPage func(*alliance.ConflictConnection)
	source       func(*alliance.SourceQuery)
	evidence     func(*alliance.EvidenceQuery)
	date         func(*alliance.Date)
}

// mutated answers the changed queries.
func mutated[Q, A any](ctx context.Context, questions []Q, change func(*Q), each func(Q) A) ([]A, error) {
	return answer(ctx, questions, func(q Q) A {
		if change != nil {
			change(&q)
		}
		return each(q)
	})
}

func (m mutant) Nodes(ctx context.Context, ids []string, k alliance.Date) ([]alliance.Node, error) {
	if m.date != nil {
		m.date(&k)
	}
	return m.oracleStore.Nodes(ctx, ids, k)
}

func (m mutant) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return mutated(ctx, queries, m.relation, func(q alliance.RelationQuery) alliance.RelationConnection {
		page := m.seen(q)
		if m.relationPage != nil {
			for i, r := range page.Nodes {
				view := *r // what a store returns is shared
				page.Nodes[i] = &view
			}
			m.relationPage(m.oracle, q, &page)
		}
		return page
	})
}

func (m mutant) Events(ctx context.Context, queries []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return mutated(ctx, queries, m.event, func(q alliance.EventQuery) alliance.EventConnection {
		page := m.events(q)
		if m.eventPage != nil {
			m.eventPage(&page)
		}
		return page
	})
}

func (m mutant) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	return mutated(ctx, queries, m.actor, m.actors)
}

func (m mutant) Conflicts(ctx context.Context, queries []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return mutated(ctx, queries, m.conflict, func(q alliance.ConflictQuery) alliance.ConflictConnection {
		page := m.conflicts(q)
		if m.conflictPage != nil {
			m.conflictPage(&page)
		}
		return page
	})
}

func (m mutant) Sources(ctx context.Context, queries []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return mutated(ctx, queries, m.source, m.sources)
}

func (m mutant) Evidence(ctx context.Context, queries []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return mutated(ctx, queries, m.evidence, m.oracle.evidence)
}

// TestMutants checks that the random comparison detects every mutant within a few data sets.
func TestMutants(t *testing.T) {
	const dataSets = 80
	var facts [dataSets]*alliance.Facts
	var asked [dataSets]questions
	for i := range dataSets {
		facts[i] = Facts().Example(i)
		asked[i] = about(facts[i]).Example(i)
	}
	found := func(m mutant) bool {
		return slices.ContainsFunc(facts[:], func(f *alliance.Facts) bool {
			m.oracleStore = oracleStore{oracle{f}}
			return difference(t.Context(), m, f, asked[slices.Index(facts[:], f)]) != ""
		})
	}
	if found(mutant{}) {
		t.Error("the comparison reports a defect in a correct store")
	}
	for name, m := range mutants() {
		t.Run(name, func(t *testing.T) {
			if !found(m) {
				t.Error("the comparison does not detect the defect")
			}
		})
	}
}

// TestDensity checks that enough random queries have results for the comparison to be meaningful.
func TestDensity(t *testing.T) {
	asked, answered, listed := 0, 0, 0
	for i := range 100 {
		facts := Facts().Example(i)
		for _, q := range about(facts).Example(i).relations {
			page := (oracle{facts}).relations(q)
			asked++
			listed += len(page.Nodes)
			if len(page.Nodes) > 0 {
				answered++
			}
		}
	}
	if answered*2 < asked {
		t.Errorf("only %[2]d of %[1]d queries for relations have results", asked, answered)
	}
	t.Logf("%d of %d queries have results, %d relations", answered, asked, listed)
}
