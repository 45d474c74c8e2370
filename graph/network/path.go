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

// A Path is a chain of relations from one actor to another.
type Path struct {
	// Actors are those on the path, including both ends.
	Actors []*alliance.Actor
	// Relations lead from each actor to the next.
	Relations []*alliance.Relation
}

// Length returns the number of relations of the path.
func (p Path) Length() int { return len(p.Relations) }

// Sign returns the product of the relations' signs: Neutral if any is neutral.
func (p Path) Sign() alliance.Sign { return product(p.Relations) }

// A Route describes the paths to look for.
type Route struct {
	From, To string
	// Directed follows relations only from subject to object, mutual ones either way.
	Directed bool
	// MaxLength is the maximum number of relations of a path, itself at most [MaxPathLength].
	MaxLength int
	// First is the maximum number of paths to return.
	First int
}

// Paths returns the shortest paths from one actor to another, which all have the same length; none if they are longer
// than MaxLength. Paths through the same actors by different relations are distinct. They are ordered step by step: by
// the id of the actor that the step leads to, then by the id of the relation.
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
	return newPathDAG(met, forth, back).paths(ends[0], forth.depth+back.depth, q.First), nil
}

// A search is one side of a bidirectional breadth-first search.
type search struct {
	direction alliance.Direction
	// frontier is the last level, depth steps away.
	frontier []*alliance.Actor
	depth    int
	// level is the distance of each actor in steps; steps holds, for each level, the steps that lead to it.
	level map[*alliance.Actor]int
	steps [][]pathStep
}

// A pathStep is a relation, followed from one of its ends to the other.
type pathStep struct {
	*alliance.Relation
	from, to *alliance.Actor
}

// newSearch returns a search that has only visited its start.
func newSearch(start *alliance.Actor, d alliance.Direction) *search {
	return &search{direction: d, frontier: []*alliance.Actor{start}, level: map[*alliance.Actor]int{start: 0}}
}

// advance extends the search by one level, given the relations of each actor of the frontier. It returns the actors
// where it meets the other search, if any: every shortest path passes through one of them. The rest of that level,
// which is by far the largest, lies on no shortest path and is not kept.
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

// spread replaces the frontier by the new actors that its relations lead to. It keeps all steps on a shortest path to
// an actor, including parallel ones.
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

// pathDAG holds the steps of the shortest paths, in order, by the actor that they lead from: a directed acyclic graph.
type pathDAG map[*alliance.Actor][]pathStep

// newPathDAG returns the steps of the shortest paths through the actors where two searches met: those of the one as
// they are, those of the other reversed.
func newPathDAG(met []*alliance.Actor, forth, back *search) pathDAG {
	d := pathDAG{}
	forth.retrace(met, func(s pathStep) { d[s.from] = append(d[s.from], s) })
	back.retrace(met, func(s pathStep) {
		d[s.to] = append(d[s.to], pathStep{s.Relation, s.to, s.from})
	})
	for _, steps := range d {
		slices.SortFunc(steps, func(a, b pathStep) int {
			return cmp.Or(strings.Compare(a.to.ID, b.to.ID), strings.Compare(a.ID, b.ID))
		})
	}
	return d
}

// retrace calls visit for every step on a shortest path from the start to the actors, which are all of the last level.
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

// paths returns at most first paths of the length that begin at an actor. There are no dead ends: every step leads on
// to the end.
func (d pathDAG) paths(from *alliance.Actor, length, first int) []Path {
	paths := []Path{}
	actors, relations := []*alliance.Actor{from}, []*alliance.Relation{}
	var extend func()
	extend = func() {
		if len(relations) == length && len(paths) < first {
			paths = append(paths, Path{slices.Clone(actors), slices.Clone(relations)})
			return
		}
		for _, s := range d[actors[len(actors)-1]] {
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
