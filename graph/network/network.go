// Package network answers who stands with whom, and proves it: the network around some actors, their alignments, allies
// and adversaries, the shortest chains between two, the blocs that they fall into and how balanced they are.
//
// A [View] asks a store, in a few calls whatever the size of the question, and hands what it finds to algorithms that
// are pure: relations in, answer out. So every store gives the same answers.
//
// # What is concluded
//
// Relations are friendly, hostile or neither, by their types. An [Alignment] follows from chains of one to three friendly
// and hostile relations, whatever their direction, each of which is a [Reason]: a relation between the two; a friend, an
// enemy, or a friend of the one and enemy of the other, over one actor in between (the triads of Heider 1946); and friends
// who are each other's enemies. Chains of other signs, such as the enemy of an enemy's enemy, conclude nothing.
//
// Blocs and balance see at most one tie between each two actors: see [Ties]. A network is balanced where all its triangles
// are, which is where two blocs leave nothing frustrated (Cartwright and Harary 1956).
//
// # What it costs
//
// A step of a search asks the store once, for the relations of many actors. Chains, of which there may be very many, are
// counted without being listed, and listed best first as far as [MaxReasons]; triangles are counted in time of order
// m^1.5 for m ties. What is loaded is bounded by the relations that lie within the steps of a question.
//
// Relations are loaded without their evidence; those of the answer get it in one more call.
//
// # References
//
//   - Cartwright and Harary, Structural balance: a generalization of Heider's theory, Psychological Review 1956
//   - Chiba and Nishizeki, Arboricity and subgraph listing algorithms, SIAM Journal on Computing 1985
//   - Davis, Clustering and structural balance in graphs, Human Relations 1967
//   - Heider, Attitudes and cognitive organization, The Journal of Psychology 1946
//   - Pohl, Bi-directional search, Machine Intelligence 1971
//   - Schank and Wagner, Finding, counting and listing all triangles in large graphs, WEA 2005
//   - Zaslavsky, Signed graphs, Discrete Applied Mathematics 1982
package network

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// Errors that a caller can tell apart with [errors.Is].
var (
	// ErrUnknownActor: no actor has the id that was given; [UnknownActorError] has it.
	ErrUnknownActor = errors.New("there is no actor")
	// ErrSameActor: a question about two actors was asked of one.
	ErrSameActor = errors.New("both actors are the same")
)

// An UnknownActorError says which id no actor has. It wraps [ErrUnknownActor].
type UnknownActorError struct{ ID string }

// Error implements error.
func (e *UnknownActorError) Error() string { return fmt.Sprintf("%v %q", ErrUnknownActor, e.ID) }

// Unwrap returns [ErrUnknownActor].
func (e *UnknownActorError) Unwrap() error { return ErrUnknownActor }

// everything is a page that has the whole list.
const everything = math.MaxInt32

// A View is the network of those relations of a store that a filter keeps.
//
// [View.Around] shows relations of every status. All other methods conclude something from the relations, so that they
// leave out DENIED ones unless Where.Statuses names them: a denial proves nothing.
//
// All that a view answers comes from the store, so that callers must not change the actors and relations in it. Methods
// return the errors of the store as they are.
type View struct {
	Store alliance.Store
	// Where says which relations there are; its KnownBy, also which evidence they have.
	Where alliance.RelationFilter
	// WithoutEvidence says that the caller does not look at the Evidence of the relations that are answered.
	WithoutEvidence bool
}

// proving returns the view of what conclusions may be drawn from: it has no denied relations unless they are asked for.
func (v View) proving() View {
	if v.Where.Statuses == nil {
		v.Where.Statuses = []alliance.Status{alliance.Asserted, alliance.Alleged, alliance.Disputed}
	}
	return v
}

// only returns the view of the relations of some types.
func (v View) only(types ...alliance.RelationType) View {
	if wanted := v.Where.Types; wanted != nil {
		types = slices.DeleteFunc(types, func(t alliance.RelationType) bool { return !slices.Contains(wanted, t) })
	}
	v.Where.Types = types
	return v
}

// signed returns the view of the relations of one sign or, for Neutral, of both signs. Neutral relations lead from actor
// to actor in a picture and on a path, but no conclusion rests on them.
func (v View) signed(sign alliance.Sign) View {
	return v.only(slices.DeleteFunc(alliance.RelationTypes(), func(t alliance.RelationType) bool {
		return t.Sign() == alliance.Neutral || sign != alliance.Neutral && t.Sign() != sign
	})...)
}

// actors returns the actors with the ids, in their order. Where some have none, the error is an [*UnknownActorError] of the
// first of them.
func (v View) actors(ctx context.Context, ids ...string) ([]*alliance.Actor, error) {
	page := alliance.PageRequest{First: len(ids)}
	found, err := v.Store.Actors(ctx, []alliance.ActorQuery{{Where: alliance.ActorFilter{IDs: ids}, PageRequest: page}})
	if err != nil {
		return nil, err
	}
	actors := make([]*alliance.Actor, len(ids))
	for i, id := range ids {
		at, ok := slices.BinarySearchFunc(found[0].Nodes, id, func(a *alliance.Actor, id string) int {
			return strings.Compare(a.ID, id)
		})
		if !ok {
			return nil, &UnknownActorError{id}
		}
		actors[i] = found[0].Nodes[at]
	}
	return actors, nil
}

// relations returns all relations of the view, without evidence, in one call.
func (v View) relations(ctx context.Context) ([]*alliance.Relation, error) {
	page := alliance.PageRequest{First: everything, WithoutEvidence: true}
	found, err := v.Store.Relations(ctx, []alliance.RelationQuery{{Where: v.Where, PageRequest: page}})
	if err != nil {
		return nil, err
	}
	return found[0].Nodes, nil
}

// step returns the relations of each of the actors in a direction, without evidence, in one call. No actor has relations
// in a view that keeps no types; then the store is not asked.
func (v View) step(ctx context.Context, actors []*alliance.Actor, d alliance.Direction) ([][]*alliance.Relation, error) {
	lists := make([][]*alliance.Relation, len(actors))
	if len(actors) == 0 || v.Where.Types != nil && len(v.Where.Types) == 0 {
		return lists, nil
	}
	queries := make([]alliance.RelationQuery, len(actors))
	for i, a := range actors {
		queries[i] = alliance.RelationQuery{
			Where: v.Where, Of: a.ID, Direction: d,
			PageRequest: alliance.PageRequest{First: everything, WithoutEvidence: true},
		}
	}
	pages, err := v.Store.Relations(ctx, queries)
	if err != nil {
		return nil, err
	}
	for i := range pages {
		lists[i] = pages[i].Nodes
	}
	return lists, nil
}

// complete replaces the relations of an answer by the same ones with their evidence, in one call, unless they have it
// already, as there is no fact without evidence, or nobody looks at it. It changes the lists, which must be the answer's
// own. Where a relation is not there any more, the error wraps [alliance.ErrChanged].
func (v View) complete(ctx context.Context, lists ...[]*alliance.Relation) error {
	bare := map[string]alliance.Node{}
	for _, list := range lists {
		for _, r := range list {
			if len(r.Evidence) == 0 {
				bare[r.ID] = nil
			}
		}
	}
	if v.WithoutEvidence || len(bare) == 0 {
		return nil
	}
	ids := slices.Sorted(maps.Keys(bare))
	nodes, err := v.Store.Nodes(ctx, ids, v.Where.KnownBy)
	if err != nil {
		return err
	}
	for i, id := range ids {
		bare[id] = nodes[i]
	}
	for _, list := range lists {
		for i, r := range list {
			if len(r.Evidence) > 0 {
				continue
			}
			full, ok := bare[r.ID].(*alliance.Relation)
			if !ok {
				return fmt.Errorf("relation %q: %w", r.ID, alliance.ErrChanged)
			}
			list[i] = full
		}
	}
	return nil
}
