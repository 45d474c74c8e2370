package network_test

import (
	"context"
	"errors"
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
		"whole":       func(ctx context.Context, v network.View) error { _, err := v.Around(ctx, nil, 0, 9); return err },
		"alignment":   func(ctx context.Context, v network.View) error { _, err := v.Alignment(ctx, "a", "b"); return err },
		"allies":      func(ctx context.Context, v network.View) error { _, err := v.Allies(ctx, "a", 9); return err },
		"adversaries": func(ctx context.Context, v network.View) error { _, err := v.Adversaries(ctx, "a", 9); return err },
		"blocs": func(ctx context.Context, v network.View) error {
			_, err := v.Blocs(ctx, []string{"a"}, 2, partition.Blocs{Count: 2})
			return err
		},
		"blocs of all": func(ctx context.Context, v network.View) error {
			_, err := v.Blocs(ctx, nil, 0, partition.Blocs{Count: 2})
			return err
		},
		"paths":    paths,
		"tensions": tensions,
		"three friends": func(ctx context.Context, v network.View) error {
			_, err := v.Balance(ctx, []string{"a"}, 1)
			return err
		},
	}
}

// paths asks for paths.
func paths(ctx context.Context, v network.View) error {
	_, err := v.Paths(ctx, network.Route{From: "a", To: "d", MaxLength: 6, First: 9})
	return err
}

// tensions asks for the balance and then for its tensions.
func tensions(ctx context.Context, v network.View) error {
	b, err := v.Balance(ctx, nil, 0)
	if err != nil {
		return err
	}
	b.Tensions(9)
	return nil
}

// strained holds facts that give every question an answer.
func strained() *alliance.Facts {
	return world("a opposes f", "a supports x", "x opposes y", "b supports y", "y supports z", "a supports b", "b opposes c", "a supports c", "c supports d", "d opposes e")
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
	before := relationIDs(facts.Relations)
	for name, ask := range asked() {
		if err := ask(t.Context(), network.View{Store: store}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		after := relationIDs(facts.Relations)
		for i, id := range before {
			if after[i] != id {
				t.Fatalf("%s changed the relations: %v", name, after)
			}
		}
	}
}
