package network_test

import (
	"context"
	"slices"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/storetest"
)

// measured is a store that notes the most queries and the most relations of one call.
type measured struct {
	alliance.Store
	queries, relations int
}

func (m *measured) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	m.queries = max(m.queries, len(queries))
	pages, err := m.Store.Relations(ctx, queries)
	if len(queries) == 1 {
		m.relations = max(m.relations, len(pages[0].Nodes))
	}
	return pages, err
}

// TestTiesInPieces finds the ties of so many actors and relations that they are asked for in pieces, of which none may be large,
// and compares those around some actors with those of the whole network.
func TestTiesInPieces(t *testing.T) {
	facts := storetest.PowerLaw(6_000, 24_000)
	store := &measured{Store: storeOf(facts)}
	v := network.View{Store: store}
	whole, err := v.Ties(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	near, err := v.Ties(t.Context(), []string{facts.Relations[0].Subject.ID}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if store.queries > 3_000 || store.relations > 20_000 {
		t.Errorf("%d queries and %d relations at once", store.queries, store.relations)
	}
	reached := map[string]bool{}
	for _, a := range near.Actors {
		reached[a.ID] = true
	}
	if len(reached) < 4_000 {
		t.Fatalf("%d actors", len(reached))
	}
	var want []string
	for _, tie := range tiesOf(t, whole) {
		if reached[tie.From.ID] && reached[tie.To.ID] {
			want = append(want, tieText(tie))
		}
	}
	var got []string
	for _, tie := range tiesOf(t, near) {
		got = append(got, tieText(tie))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d ties, want %d, or others", len(got), len(want))
	}
}

// tiesOf returns all ties of a network.
func tiesOf(t *testing.T, s *network.Signed) []network.Tie {
	t.Helper()
	var ties []network.Tie
	for tie, err := range s.Each(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ties = append(ties, *tie)
	}
	return ties
}

// tieText returns the ends and the sign of a tie.
func tieText(t network.Tie) string { return t.From.ID + " " + string(t.Sign) + " " + t.To.ID }

// TestTiesHoldNoViews compares the memory for ties that rest on views of relations with that for as many that do not.
func TestTiesHoldNoViews(t *testing.T) {
	v := network.View{Store: storeOf(storetest.PowerLaw(2_000, 20_000))}
	plain := bytesPerTie(t, v)
	v.Where.Presumed = true
	if presumed := bytesPerTie(t, v); 2*presumed > 3*plain {
		t.Errorf("%d bytes for each tie, %d without views", presumed, plain)
	}
}

// bytesPerTie returns how many bytes each tie of a view is said to take; TestSize holds that against what is in use.
func bytesPerTie(t *testing.T, v network.View) int {
	t.Helper()
	s, err := v.Ties(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s.Size() / len(s.Ties)
}
