package network_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/network/partition"
)

// broken is a store that fails after a number of calls.
type broken struct {
	alliance.Store
	left int
}

// fails reports whether this call fails.
func (b *broken) fails() bool { b.left--; return b.left < 0 }

func (b *broken) Actors(ctx context.Context, q []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	if b.fails() {
		return nil, alliance.ErrUnavailable
	}
	return b.Store.Actors(ctx, q)
}

func (b *broken) Relations(ctx context.Context, q []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	if b.fails() {
		return nil, alliance.ErrUnavailable
	}
	return b.Store.Relations(ctx, q)
}

// asked holds all questions, each with facts for which the answer has relations.
func asked() map[string]func(context.Context, network.View) error {
	return map[string]func(context.Context, network.View) error{
		"around": func(ctx context.Context, v network.View) error {
			_, err := v.Around(ctx, []string{"a"}, 2, 9)
			return err
		},
		"whole":     func(ctx context.Context, v network.View) error { _, err := v.Around(ctx, nil, 0, 9); return err },
		"alignment": alignment,
		"allies":    func(ctx context.Context, v network.View) error { _, err := v.Allies(ctx, ranking("a")); return err },
		"adversaries": func(ctx context.Context, v network.View) error {
			_, err := v.Adversaries(ctx, ranking("a"))
			return err
		},
		"blocs": func(ctx context.Context, v network.View) error {
			_, err := v.Blocs(ctx, []string{"a"}, 2, partition.Blocs{Count: 2})
			return err
		},
		"blocs of all": func(ctx context.Context, v network.View) error {
			_, err := v.Blocs(ctx, nil, 0, partition.Blocs{Count: 2})
			return err
		},
		"paths": func(ctx context.Context, v network.View) error {
			_, err := v.Paths(ctx, network.Route{From: "a", To: "d", Together: true, MaxLength: 6, First: 9})
			return err
		},
		"paths through time": func(ctx context.Context, v network.View) error {
			_, err := v.Paths(ctx, network.Route{From: "a", To: "d", MaxLength: 6, First: 9})
			return err
		},
		"similarity": func(ctx context.Context, v network.View) error {
			_, err := v.Similarity(ctx, "a", "b", network.Comparison{Measure: network.MeasureKappa, Valued: true})
			return err
		},
		"tensions": strains,
		"three friends": func(ctx context.Context, v network.View) error {
			_, err := v.Balance(ctx, []string{"a"}, 1)
			return err
		},
	}
}

// alignment asks for an alignment and then for its reasons.
func alignment(ctx context.Context, v network.View) error {
	a, err := v.Alignment(ctx, "a", "b")
	if err != nil {
		return err
	}
	_, err = a.Reasons(ctx, network.ReasonQuery{First: 9})
	return err
}

// strains asks for the balance and then for its tensions.
func strains(ctx context.Context, v network.View) error {
	b, err := v.Balance(ctx, nil, 0)
	if err != nil {
		return err
	}
	_, err = b.Tensions(ctx, network.TensionQuery{First: 9})
	return err
}

// strained holds facts that give every question an answer.
func strained() *alliance.Facts {
	return world("coalition pact {DEFENSE}", "a part_of pact", "d part_of pact", "b supports d against y", "a opposes f", "a supports x", "x opposes y", "b supports y", "y supports z", "a supports b", "b opposes c", "a supports c", "c supports d", "d opposes e")
}

// TestStoreErrors fails every call of every question in turn.
func TestStoreErrors(t *testing.T) {
	store := storeOf(strained())
	for name, ask := range asked() {
		calls := 0
		for ; ; calls++ {
			err := ask(t.Context(), network.View{Store: &broken{Store: &distant{Store: store}, left: calls}})
			if err == nil {
				break
			}
			if !errors.Is(err, alliance.ErrUnavailable) || calls > 20 {
				t.Fatalf("%s: call %d: %v", name, calls, err)
			}
		}
		if calls == 0 {
			t.Errorf("%s makes no calls", name)
		}
	}
}

// TestSharedRelationsStay checks that no question changes the relations, which the store shares.
func TestSharedRelationsStay(t *testing.T) {
	facts := strained()
	store := storeOf(facts)
	before := copies(facts.Relations)
	for name, ask := range asked() {
		if err := ask(t.Context(), network.View{Store: store}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if after := copies(facts.Relations); !reflect.DeepEqual(before, after) {
			t.Fatalf("%s changed the relations: %v", name, after)
		}
	}
}

// copies returns copies of relations that share no list with them.
func copies(relations []*alliance.Relation) []alliance.Relation {
	list := make([]alliance.Relation, len(relations))
	for i, r := range relations {
		list[i] = *r
		list[i].Evidence = slices.Clone(r.Evidence)
	}
	return list
}

// TestPagesAtOnce asks for pages of one alignment and one balance from several goroutines, mainly for the race detector.
func TestPagesAtOnce(t *testing.T) {
	v := network.View{Store: storeOf(crowd(30))}
	a, err := v.Alignment(t.Context(), "a", "b")
	b, err2 := v.Balance(t.Context(), nil, 0)
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	want, strains := viaTexts(reasonsOf(t, a, network.ReasonQuery{First: 50}).Nodes), tensionTexts(tensions(t, b, network.TensionQuery{First: 50}).Nodes)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			page, err := a.Reasons(t.Context(), network.ReasonQuery{First: 50})
			others, err2 := b.Tensions(context.Background(), network.TensionQuery{First: 50})
			if err := errors.Join(err, err2); err != nil || !slices.Equal(viaTexts(page.Nodes), want) || !slices.Equal(tensionTexts(others.Nodes), strains) {
				t.Errorf("another answer (%v)", err)
			}
		})
	}
	group.Wait()
}

// crowd holds facts about two actors whose friends, enemies, coalitions and opponents number n each.
func crowd(n int) *alliance.Facts {
	lines := []string{"coalition pact {DEFENSE}", "a part_of pact", "b part_of pact"}
	for i := range n {
		lines = append(lines, fmt.Sprintf("x%d part_of pact", i), fmt.Sprintf("a part_of c%d", i), fmt.Sprintf("coalition c%d {DEFENSE}", i),
			fmt.Sprintf("a supports y%d against z%d", i, i), fmt.Sprintf("b supports z%d against y%d", i, i),
			fmt.Sprintf("a opposes e%d", i), fmt.Sprintf("e%d allied_with f%d", i, i), fmt.Sprintf("w%d supports x%d against a", i, i))
	}
	return world(lines...)
}

// TestCallsWhateverTheSize checks that the number of calls to the store does not depend on the number of actors.
func TestCallsWhateverTheSize(t *testing.T) {
	for name, ask := range asked() {
		calls := map[int]int{}
		for _, n := range []int{3, 30, 300} {
			store := &distant{Store: storeOf(crowd(n))}
			if err := ask(t.Context(), network.View{Store: store}); err != nil && !errors.Is(err, network.ErrUnknownActor) {
				t.Fatalf("%s: %v", name, err)
			}
			calls[n] = store.calls
		}
		if calls[3] != calls[30] || calls[30] != calls[300] || calls[300] > 10 {
			t.Errorf("%s: calls by size: %v", name, calls)
		}
	}
}
