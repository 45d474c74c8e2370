package network

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// MaxPathLength is how many relations a path may have.
const MaxPathLength = 10

// A Path is a chain of relations from one actor to another.
type Path struct {
	// Actors are those on the way, both ends included.
	Actors []*alliance.Actor
	// Relations lead from each actor to the next.
	Relations []*alliance.Relation
}

// Length is how many relations the path has.
func (p Path) Length() int { return len(p.Relations) }

// Sign is the product of the relations' signs: Neutral where one is neutral.
func (p Path) Sign() alliance.Sign { return product(p.Relations) }

// A Route says which paths to look for.
type Route struct {
	From, To string
	// Directed takes each relation only from its subject to its object, mutual ones either way.
	Directed bool
	// MaxLength is how many relations a path may have, at most [MaxPathLength].
	MaxLength int
	// First is how many paths to answer at most.
	First int
}

// Paths returns the shortest chains of relations from one actor to another: all of them have the same length, and there
// are none where no chain is short enough. Chains through the same actors by other relations are different ones. They
// are ordered step by step: by the actor that the step leads to, then by the relation.
//
// An id that no actor has is an error that wraps [ErrUnknownActor]; two ids that are the same, one that wraps
// [ErrSameActor].
//
// The search goes from both ends at once, each time from the one where fewer actors were found last (Pohl 1971), and
// calls the store once a step: at most MaxLength times.
func (v View) Paths(ctx context.Context, q Route) ([]Path, error) {
	ends, err := v.ends(ctx, q.From, q.To)
	if err != nil {
		return nil, err
	}
	v = v.proving()
	out, in := alliance.Both, alliance.Both
	if q.Directed {
		out, in = alliance.Out, alliance.In
	}
	forth, back := newSearch(ends[0], out), newSearch(ends[1], in)
	var met []*alliance.Actor
	for length := 0; length < min(q.MaxLength, MaxPathLength) && met == nil; length++ {
		side, other := forth, back
		if len(back.frontier) < len(forth.frontier) {
			side, other = back, forth
		}
		if len(side.frontier) == 0 {
			break
		}
		lists, err := v.step(ctx, side.frontier, side.direction)
		if err != nil {
			return nil, err
		}
		met = side.advance(lists, other)
	}
	if met == nil {
		return []Path{}, nil
	}
	paths := through(met, forth, back).paths(ends[0], forth.depth+back.depth, q.First)
	return paths, v.completePaths(ctx, paths)
}

// completePaths gives the relations of paths their evidence.
func (v View) completePaths(ctx context.Context, paths []Path) error {
	lists := make([][]*alliance.Relation, len(paths))
	for i, p := range paths {
		lists[i] = p.Relations
	}
	return v.complete(ctx, lists...)
}

// A search is what was found from one end so far, level by level.
type search struct {
	direction alliance.Direction
	// frontier are the actors found last, depth steps away.
	frontier []*alliance.Actor
	depth    int
	// level is how many steps each actor is away; steps are, for each level, those that lead to it.
	level map[*alliance.Actor]int
	steps [][]pathStep
}

// A pathStep is a relation and the actors that it leads from and to.
type pathStep struct {
	*alliance.Relation
	from, to *alliance.Actor
}

// newSearch returns a search that has found its start.
func newSearch(start *alliance.Actor, d alliance.Direction) *search {
	return &search{direction: d, frontier: []*alliance.Actor{start}, level: map[*alliance.Actor]int{start: 0}}
}

// advance goes one level on, by the relations of each actor of the frontier. It returns the actors where it meets the other
// search: the middle of all shortest paths. Then the rest of the level, which is by far the largest one, leads nowhere and
// is not kept.
func (s *search) advance(lists [][]*alliance.Relation, other *search) (met []*alliance.Actor) {
	s.depth++
	var steps []pathStep
	for i, list := range lists {
		from := s.frontier[i]
		for _, r := range list {
			to := opposite(r, from)
			if _, found := other.level[to]; found {
				steps = append(steps, pathStep{r, from, to})
			}
		}
	}
	if len(steps) == 0 {
		s.spread(lists)
		return nil
	}
	s.steps = append(s.steps, steps)
	seen := make(map[*alliance.Actor]bool, len(steps))
	for _, step := range steps {
		if !seen[step.to] {
			seen[step.to] = true
			met = append(met, step.to)
		}
	}
	return met
}

// spread makes the frontier what the relations of its actors lead to. All steps that lead to an actor by a shortest chain
// are kept, parallel ones too.
func (s *search) spread(lists [][]*alliance.Relation) {
	var next []*alliance.Actor
	var steps []pathStep
	for i, list := range lists {
		from := s.frontier[i]
		for _, r := range list {
			to := opposite(r, from)
			level, found := s.level[to]
			if !found {
				s.level[to] = s.depth
				next = append(next, to)
			} else if level < s.depth {
				continue
			}
			steps = append(steps, pathStep{r, from, to})
		}
	}
	s.frontier, s.steps = next, append(s.steps, steps)
}

// ahead has the steps of the shortest paths by the actor that they start from, those of each actor in order.
type ahead map[*alliance.Actor][]pathStep

// through returns the steps of the shortest paths, whose middle was met by two searches: the steps of the one as they are,
// those of the other turned round.
func through(met []*alliance.Actor, forth, back *search) ahead {
	a := ahead{}
	forth.retrace(met, func(s pathStep) { a[s.from] = append(a[s.from], s) })
	back.retrace(met, func(s pathStep) {
		a[s.to] = append(a[s.to], pathStep{s.Relation, s.to, s.from})
	})
	for _, steps := range a {
		slices.SortFunc(steps, func(a, b pathStep) int {
			return cmp.Or(strings.Compare(a.to.ID, b.to.ID), strings.Compare(a.ID, b.ID))
		})
	}
	return a
}

// retrace calls visit for every step that leads from some actors, all as far from the start, back to it.
func (s *search) retrace(from []*alliance.Actor, visit func(pathStep)) {
	for _, steps := range slices.Backward(s.steps) {
		wanted := make(map[*alliance.Actor]bool, len(from))
		for _, a := range from {
			wanted[a] = true
		}
		from = nil
		for _, step := range steps {
			if wanted[step.to] {
				visit(step)
				from = append(from, step.from)
			}
		}
	}
}

// paths returns the first of the paths that begin at an actor and have the length. Every step leads on to the end, so that
// no time is lost on chains that do not.
func (a ahead) paths(from *alliance.Actor, length, first int) []Path {
	paths := []Path{}
	actors, relations := []*alliance.Actor{from}, []*alliance.Relation{}
	var extend func()
	extend = func() {
		if len(relations) == length && len(paths) < first {
			paths = append(paths, Path{slices.Clone(actors), slices.Clone(relations)})
			return
		}
		for _, s := range a[actors[len(actors)-1]] {
			if len(paths) >= first {
				return
			}
			actors, relations = append(actors, s.to), append(relations, s.Relation)
			extend()
			actors, relations = actors[:len(actors)-1], relations[:len(relations)-1]
		}
	}
	extend()
	return paths
}
