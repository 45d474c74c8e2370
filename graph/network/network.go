// Package network analyses who stands with whom, and gives the relations that prove it: the network around some actors,
// alignments, allies and adversaries, shortest paths, blocs and structural balance.
//
// A [View] loads relations from a store, in a few calls whatever the size of the question, and passes them to pure
// algorithms, so every store gives the same answers.
//
// # Conclusions
//
// Whatever is computed over pairs of actors sees at most one [Tie] of theirs on a day: friendly or hostile, whatever the
// number of relations behind it, so that it makes no difference how a data set splits or repeats them. An [Alignment]
// follows from the tie of the two actors, and from chains of ties that hold on a common day, each of which is a [Reason]: a
// common friend, a common enemy, or a friend of the one who is an enemy of the other (the triads of Heider 1946); or two
// friends, one of each, who are enemies. Other chains, such as an enemy of an enemy's enemy, lead to no conclusion.
//
// Blocs and balance are computed on the network of all ties: see [View.Ties]. A network is balanced if all its triangles
// are; if every two actors are tied, that means that two blocs leave no tie frustrated (Cartwright and Harary 1956).
//
// # Cost
//
// Each step of a search takes a few calls to the store, for the relations of all actors of the step. Reasons can be very
// numerous: third actors are counted, and reasons made only for the page that is asked for. Triangles are counted in
// O(m^1.5) time for m ties. Only relations within the steps of a question are loaded.
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
	"math"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// Errors that callers can distinguish with [errors.Is].
var (
	// ErrUnknownActor means that no actor has the given id; [UnknownActorError] holds it.
	ErrUnknownActor = errors.New("there is no actor")
	// ErrSameActor means that a question about two actors was given the same one twice.
	ErrSameActor = errors.New("both actors are the same")
	// ErrTooManyTies means that coalitions have so many members that the ties between them are too many.
	ErrTooManyTies = errors.New("too many ties")
)

// An UnknownActorError holds an id that no actor has. It wraps [ErrUnknownActor].
type UnknownActorError struct{ ID string }

// Error implements error.
func (e *UnknownActorError) Error() string { return fmt.Sprintf("%v %q", ErrUnknownActor, e.ID) }

// Unwrap returns [ErrUnknownActor].
func (e *UnknownActorError) Unwrap() error { return ErrUnknownActor }

// everything is the page size that covers a whole list.
const everything = math.MaxInt32

// A View is the network of the relations of a store that match a filter.
//
// [View.Around] includes relations of every status. All other methods draw conclusions from the relations, and leave out
// DENIED ones unless Where.Statuses names them: a denial proves nothing.
//
// Answers share the store's actors and relations, which callers must not change. Methods return errors of the store
// unchanged.
type View struct {
	Store alliance.Store
	// Where selects the relations, and its viewpoint what is seen of them.
	Where alliance.RelationFilter
	// Ambivalent is how days count on which something friendly and something hostile holds between two actors.
	Ambivalent Ambivalence
	// Keep returns the signed network for a question about the view that find answers: one that it has kept, if it has. Nil
	// keeps none.
	Keep func(question string, find func() (*Signed, error)) (*Signed, error)
}

// proving returns the view that conclusions are drawn from: without denied relations unless the filter asks for them. The
// kinds that it asks for restrict only relations of types that have kinds.
func (v View) proving() View {
	if v.Where.Statuses == nil {
		v.Where.Statuses = alliance.Claimed()
	}
	v.Where.Kindless = true
	return v
}

// loose returns the view of the relations that the filter may keep as of one of the days asked for alone. Over all of them,
// a relation has the strongest of its statuses, and Not leaves out what it keeps on any of them: the days themselves
// decide.
func (v View) loose() View {
	weakest := -1
	for i, s := range alliance.Statuses() {
		if slices.Contains(v.Where.Statuses, s) {
			weakest = i
		}
	}
	v.Where.Statuses, v.Where.Not = alliance.Statuses()[:weakest+1], nil
	return v
}

// tied returns the view of the relations that ties may rest on: those that are friendly or hostile, and memberships.
func (v View) tied() View {
	return v.proving().loose().only(slices.DeleteFunc(alliance.RelationTypes(), func(t alliance.RelationType) bool {
		return t.Sign() == alliance.Neutral && t != alliance.PartOf
	})...)
}

// only returns the view restricted to relations of the types.
func (v View) only(types ...alliance.RelationType) View {
	if wanted := v.Where.Types; wanted != nil {
		types = slices.DeleteFunc(types, func(t alliance.RelationType) bool { return !slices.Contains(wanted, t) })
	}
	v.Where.Types = types
	return v
}

// actors returns the actors with the ids, in the order of the ids. If any id is unknown, it returns an
// [*UnknownActorError] for the first such id.
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

// relations returns all relations of the view, in one call.
func (v View) relations(ctx context.Context) ([]*alliance.Relation, error) {
	page := alliance.PageRequest{First: everything}
	found, err := v.Store.Relations(ctx, []alliance.RelationQuery{{Where: v.Where, PageRequest: page}})
	if err != nil {
		return nil, err
	}
	return found[0].Nodes, nil
}

// step returns the relations of each actor in a direction, in one call. It makes no call for a view that keeps no types.
func (v View) step(ctx context.Context, actors []*alliance.Actor, d alliance.Direction) ([][]*alliance.Relation, error) {
	lists := make([][]*alliance.Relation, len(actors))
	if len(actors) == 0 || v.Where.Types != nil && len(v.Where.Types) == 0 {
		return lists, nil
	}
	queries := make([]alliance.RelationQuery, len(actors))
	for i, a := range actors {
		page := alliance.PageRequest{First: everything}
		queries[i] = alliance.RelationQuery{Where: v.Where, Of: a.ID, Direction: d, PageRequest: page}
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

// limited returns the view restricted to relations from one of the subjects, to one of the objects, and against one of the
// opponents; nil restricts nothing.
func (v View) limited(subjects, objects, opponents []string) View {
	v.Where.Subjects = common(v.Where.Subjects, subjects)
	v.Where.Objects = common(v.Where.Objects, objects)
	v.Where.Against = common(v.Where.Against, opponents)
	return v
}

// common returns the ids that are in both lists; nil is the list of all.
func common(one, other []string) []string {
	switch {
	case one == nil:
		return other
	case other == nil:
		return one
	}
	return slices.DeleteFunc(slices.Clone(other), func(id string) bool { return !slices.Contains(one, id) })
}

// list returns the relations of views of one store, in one call. It asks for none of a view that keeps no types.
func list(ctx context.Context, store alliance.Store, views ...View) ([]*alliance.Relation, error) {
	var queries []alliance.RelationQuery
	for _, v := range views {
		if v.Where.Types == nil || len(v.Where.Types) > 0 {
			queries = append(queries, alliance.RelationQuery{Where: v.Where, PageRequest: alliance.PageRequest{First: everything}})
		}
	}
	if len(queries) == 0 {
		return nil, nil
	}
	pages, err := store.Relations(ctx, queries)
	if err != nil {
		return nil, err
	}
	var all []*alliance.Relation
	for i := range pages {
		all = append(all, pages[i].Nodes...)
	}
	return all, nil
}
