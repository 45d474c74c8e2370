package network

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// MaxPathLength is the maximum number of relations of a path.
const MaxPathLength = 10

// A Path is a chain of actors, each of which has a relation with the next.
type Path struct {
	// Actors are those on the path, including both ends.
	Actors []*alliance.Actor
	// Relations lead from each actor to the next, one for each step. On the last of the days, all of them hold; of several
	// that lead the same way on it, a hostile one is taken before a friendly one and that before others, then the one with
	// the most independent sources, then the one with the lowest id.
	Relations []*alliance.Relation
	// Sign is the product of the relations' signs on that day: Neutral if any is neutral.
	Sign alliance.Sign
	// Days are the days, of those asked for, on which each actor has a relation with the next, as the longest spans in order.
	// Only a path through time, one that is not [Route.Together], may have none.
	Days []alliance.Span
}

// Length returns the number of steps of the path.
func (p Path) Length() int { return len(p.Relations) }

// A Route describes the paths to look for.
type Route struct {
	From, To string
	// Directed follows relations only from subject to object, mutual ones either way.
	Directed bool
	// Together restricts paths to those whose relations all hold on a common day. Without it, paths lead through time:
	// each relation holds on some day asked for, but not all on the same.
	Together bool
	// MaxLength is the maximum number of relations of a path, itself at most [MaxPathLength].
	MaxLength int
	// First is the maximum number of paths to return.
	First int
}

// Paths returns the shortest paths from one actor to another, which all have the same length; none if they are longer
// than MaxLength. Whatever the number of relations between its actors, a path is one. Paths are ordered step by step by the
// id of the actor that the step leads to. The kinds of the view restrict only relations of types that have kinds.
//
// If an id is unknown, the error wraps [ErrUnknownActor]; if both ids are the same, it wraps [ErrSameActor].
//
// The search is bidirectional, and always extends the smaller frontier (Pohl 1971). It calls the store once per step,
// at most MaxLength times.
func (v View) Paths(ctx context.Context, q Route) ([]Path, error) {
	ends, err := v.ends(ctx, q.From, q.To)
	if err != nil {
		return nil, err
	}
	v = v.proving()
	matcher := v.Where.Matcher()
	held := func(r *alliance.Relation) alliance.DaySet {
		days, _ := matcher.Held(r)
		return days
	}
	dag, length, err := v.loose().meet(ctx, ends, q, held)
	if dag == nil {
		return []Path{}, err
	}
	paths := []Path{}
	for _, c := range dag.chains(ends[0], length, q.First) {
		paths = append(paths, c.path(&matcher))
	}
	return paths, nil
}

// meet searches from both ends of a route until the searches meet, and returns the steps of the shortest paths and their
// length; no steps if they do not meet. The days on which a relation holds are given by a function.
func (v View) meet(ctx context.Context, ends []*alliance.Actor, q Route, held daysOf) (pathDAG, int, error) {
	out, in := alliance.Both, alliance.Both
	if q.Directed {
		out, in = alliance.Out, alliance.In
	}
	if !q.Together {
		held = sometimes(held)
	}
	forth, back := newSearch(ends[0], out, held), newSearch(ends[1], in, held)
	for length := 1; length <= min(q.MaxLength, MaxPathLength); length++ {
		side, other := forth, back
		if len(back.frontier) < len(forth.frontier) {
			side, other = back, forth
		}
		if len(side.frontier) == 0 {
			break
		}
		lists, err := v.step(ctx, side.frontier, side.direction)
		if err != nil {
			return nil, 0, err
		}
		if met := side.advance(lists, other); met != nil {
			return newPathDAG(met, forth, back), length, nil
		}
	}
	return nil, 0, nil
}

// sometimes gives all days for a relation that holds on some.
func sometimes(held daysOf) daysOf {
	always := alliance.AllDays()
	return func(r *alliance.Relation) alliance.DaySet {
		if held(r).Empty() {
			return nil
		}
		return always
	}
}

// pathDAG holds the steps of the shortest paths, in order, by the actor that they lead from. The days of a step are
// those on which it lies on a shortest path. On any one day, the steps are a directed acyclic graph without dead ends.
type pathDAG map[*alliance.Actor][]pathStep

// newPathDAG returns the steps of the shortest paths through the actors where two searches met, on the days on which
// they did: those of the one as they are, those of the other reversed.
func newPathDAG(met daysByActor, forth, back *search) pathDAG {
	d := pathDAG{}
	forth.retrace(met, func(s pathStep) { d[s.from] = append(d[s.from], s) })
	back.retrace(met, func(s pathStep) {
		s.from, s.to = s.to, s.from
		d[s.from] = append(d[s.from], s)
	})
	for _, steps := range d {
		slices.SortFunc(steps, func(a, b pathStep) int {
			return cmp.Or(strings.Compare(a.to.ID, b.to.ID), strings.Compare(a.ID, b.ID))
		})
	}
	return d
}
