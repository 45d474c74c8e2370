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
		side.advance(lists)
		met = side.meets(other)
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
	// level is how many steps each actor is away, by id; steps are those that lead from it back to the start.
	level map[string]int
	steps map[string][]pathStep
}

// A pathStep is a relation to an actor.
type pathStep struct {
	*alliance.Relation
	to *alliance.Actor
}

// newSearch returns a search that has found its start.
func newSearch(start *alliance.Actor, d alliance.Direction) *search {
	return &search{
		direction: d, frontier: []*alliance.Actor{start},
		level: map[string]int{start.ID: 0}, steps: map[string][]pathStep{},
	}
}

// advance goes one level on, by the relations of each actor of the frontier. All steps that lead to an actor by a shortest
// chain are kept, parallel ones too.
func (s *search) advance(lists [][]*alliance.Relation) {
	s.depth++
	var next []*alliance.Actor
	for i, list := range lists {
		from := s.frontier[i]
		for _, r := range list {
			other := opposite(r, from)
			level, found := s.level[other.ID]
			if !found {
				s.level[other.ID] = s.depth
				next = append(next, other)
			} else if level < s.depth {
				continue
			}
			s.steps[other.ID] = append(s.steps[other.ID], pathStep{r, from})
		}
	}
	s.frontier = next
}

// meets returns, once two searches have met, the actors found last that were found from the other end too: the middle of all shortest paths.
func (s *search) meets(other *search) []*alliance.Actor {
	var met []*alliance.Actor
	for _, a := range s.frontier {
		if _, found := other.level[a.ID]; found {
			met = append(met, a)
		}
	}
	return met
}

// ahead has the steps of the shortest paths by the id of the actor that they start from, those of each actor in order.
type ahead map[string][]pathStep

// through returns the steps of the shortest paths, whose middle was met by two searches: the steps of the one turned
// round, those of the other as they are.
func through(met []*alliance.Actor, forth, back *search) ahead {
	a := ahead{}
	back.retrace(met, func(from *alliance.Actor, s pathStep) { a[from.ID] = append(a[from.ID], s) })
	forth.retrace(met, func(from *alliance.Actor, s pathStep) {
		a[s.to.ID] = append(a[s.to.ID], pathStep{s.Relation, from})
	})
	for _, steps := range a {
		slices.SortFunc(steps, func(a, b pathStep) int {
			return cmp.Or(strings.Compare(a.to.ID, b.to.ID), strings.Compare(a.ID, b.ID))
		})
	}
	return a
}

// retrace calls visit for every step that leads from some actors back to the start.
func (s *search) retrace(from []*alliance.Actor, visit func(from *alliance.Actor, s pathStep)) {
	seen := idsOf(from)
	for queue := slices.Clone(from); len(queue) > 0; queue = queue[1:] {
		for _, step := range s.steps[queue[0].ID] {
			visit(queue[0], step)
			if !seen[step.to.ID] {
				seen[step.to.ID] = true
				queue = append(queue, step.to)
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
		for _, s := range a[actors[len(actors)-1].ID] {
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
