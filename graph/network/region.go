package network

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/pace"
	"entente/graph/topk"
)

// A region is the part of a network around some actors, or a whole network.
type region struct {
	// actors are ordered by distance, then by id; the other fields refer to them by index.
	actors []*alliance.Actor
	// distance holds the distance of each actor, in relations; it is nil for a whole network.
	distance []int
	// index maps each actor to its index.
	index map[*alliance.Actor]int
	// edges are the relations of the view between the actors, without duplicates, in no particular order.
	edges []edge
	// limit is the maximum number of actors.
	limit int
	// truncated is set if actors were left out because of the limit.
	truncated bool
}

// An edge is a relation and the indices of its ends.
type edge struct {
	*alliance.Relation
	subject, object int
}

// region returns the region up to depth relations away from the actors with the ids, or the whole network if there are
// no ids. It keeps at most limit actors: the nearest; among those equally near, the ones with the most relations to
// nearer actors (in a whole network: with the most relations); then those with the lowest ids. The region has all
// relations of the view between these actors.
//
// It calls the store once for the actors, once per level and once for the relations within the outermost level. A level
// that reaches the limit is the outermost one.
func (v View) region(ctx context.Context, around []string, depth, limit int) (*region, error) {
	if len(around) == 0 {
		relations, err := v.relations(ctx)
		if err != nil {
			return nil, err
		}
		return wholeRegion(ctx, relations, limit)
	}
	start, err := v.actors(ctx, slices.Compact(slices.Sorted(slices.Values(around)))...)
	if err != nil {
		return nil, err
	}
	r, err := newRegion(ctx, start, limit)
	if err != nil {
		return nil, err
	}
	frontier := r.actors
	for d := 1; d <= depth && !r.truncated && len(frontier) > 0; d++ {
		lists, err := v.step(ctx, frontier, alliance.Both)
		if err != nil {
			return nil, err
		}
		if frontier, err = r.grow(ctx, frontier, lists, d); err != nil {
			return nil, err
		}
	}
	inner, err := v.within(ctx, frontier)
	if err != nil {
		return nil, err
	}
	return r, r.addWithin(ctx, inner, len(frontier))
}

// within returns a superset of the relations between the actors. There are few actors, and it restricts both ends to them, which
// loads little else.
func (v View) within(ctx context.Context, actors []*alliance.Actor) ([]*alliance.Relation, error) {
	if len(actors) < 2 {
		return nil, nil
	}
	ids := make([]string, len(actors))
	for i, a := range actors {
		ids[i] = a.ID
	}
	v.Where.Subjects = intersect(ids, v.Where.Subjects)
	v.Where.Objects = intersect(ids, v.Where.Objects)
	return v.relations(ctx)
}

// intersect returns the ids that are also in a restriction; a nil restriction contains every id. If subjects and
// objects are restricted to the same ids, a relation, mutual or not, is kept exactly if it was kept before and both
// ends are among them.
func intersect(ids, restriction []string) []string {
	if restriction == nil {
		return ids
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !slices.Contains(restriction, id) })
}

// newRegion returns a region of actors, which must be ordered by id, without relations.
func newRegion(ctx context.Context, actors []*alliance.Actor, limit int) (*region, error) {
	r := &region{limit: limit, index: make(map[*alliance.Actor]int, len(actors))}
	_, err := r.keep(ctx, &level{actors: actors, counts: make([]int, len(actors))}, 0)
	return r, err
}

// A level is the actors found one step outside a region, before the choice of those to keep.
type level struct {
	actors []*alliance.Actor
	// counts holds, for each actor, the number of relations by which it was found.
	counts []int
	// index maps each actor of the region and of the level to its index.
	index map[*alliance.Actor]int
	// start is the index of the level's first actor.
	start int
}

// grow adds the actors that relations lead to from the frontier, the outermost level, within the limit, and these
// relations. It returns the new frontier, ordered by id.
//
// A relation within the frontier is in the lists of both its ends and is taken from its subject's; a relation to an
// inner level was added when that was the frontier.
func (r *region) grow(ctx context.Context, frontier []*alliance.Actor, lists [][]*alliance.Relation, distance int) ([]*alliance.Actor, error) {
	total := 0
	for _, list := range lists {
		total += len(list)
	}
	start := len(r.actors)
	next := level{index: make(map[*alliance.Actor]int, total/4), start: start}
	maps.Copy(next.index, r.index)
	ends := make([]int32, 0, total) // the far ends of the relations
	var steps pace.Steps
	for i, list := range lists {
		for _, relation := range list {
			if err := steps.Take(ctx); err != nil {
				return nil, err
			}
			to := next.place(opposite(relation, frontier[i]))
			if to >= start {
				next.counts[to-start]++
			}
			ends = append(ends, int32(to)) //nolint:gosec // there are fewer than 2³¹ actors
		}
	}
	end, err := r.keep(ctx, &next, distance)
	if err != nil {
		return nil, err
	}
	from := start - len(frontier)
	for _, list := range lists {
		if err := steps.TakeAll(ctx, len(list)); err != nil {
			return nil, err
		}
		for k, relation := range list {
			r.addEdge(relation, from, int(ends[k]), distance, end)
		}
		ends, from = ends[len(list):], from+1
	}
	return r.actors[start:], nil
}

// place returns the index of an actor, and adds it to the level if it is new.
func (l *level) place(a *alliance.Actor) int {
	i, ok := l.index[a]
	if !ok {
		i = l.start + len(l.actors)
		l.index[a] = i
		l.actors, l.counts = append(l.actors, a), append(l.counts, 0)
	}
	return i
}

// addEdge adds a relation from an actor of the frontier to another actor, if that is kept.
func (r *region) addEdge(relation *alliance.Relation, from, to, distance int, end func(int) int) {
	if to = end(to); to < 0 {
		return
	}
	switch forward := relation.Object == r.actors[to]; {
	case r.distance[to] < distance && (r.distance[to] < distance-1 || !forward):
		// The other end has added it, or will.
	case forward:
		r.edges = append(r.edges, edge{relation, from, to})
	default:
		r.edges = append(r.edges, edge{relation, to, from})
	}
}

// keep adds as many actors of a level as the limit allows, ordered by id. It returns a function that maps indices of
// the level to indices of the region, and an actor that was left out to -1.
func (r *region) keep(ctx context.Context, l *level, distance int) (func(int) int, error) {
	kept, err := l.best(ctx, r.limit-len(r.actors))
	if err != nil {
		return nil, err
	}
	r.truncated = r.truncated || len(kept) < len(l.actors)
	place := slices.Repeat([]int{-1}, len(l.actors))
	for _, i := range kept {
		place[i] = len(r.actors)
		r.index[l.actors[i]] = len(r.actors)
		r.actors, r.distance = append(r.actors, l.actors[i]), append(r.distance, distance)
	}
	return func(i int) int {
		if i < l.start {
			return i
		}
		return place[i-l.start]
	}, nil
}

// best returns the positions in the level of the room actors, or fewer, with the most relations, then the lowest ids.
// The result is ordered by id.
func (l *level) best(ctx context.Context, room int) ([]int, error) {
	byID := func(i, j int) int { return strings.Compare(l.actors[i].ID, l.actors[j].ID) }
	if room >= len(l.actors) {
		all := make([]int, len(l.actors))
		for i := range all {
			all[i] = i
		}
		return all, pace.Sort(ctx, all, byID)
	}
	top := topk.New(room, func(i, j int) int {
		return cmp.Or(cmp.Compare(l.counts[j], l.counts[i]), byID(i, j))
	})
	var steps pace.Steps
	for i := range l.actors {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		top.Add(i)
	}
	kept := top.Sorted()
	return kept, pace.Sort(ctx, kept, byID)
}

// addWithin adds the relations that lie within the outermost level, which is the last outermost actors.
func (r *region) addWithin(ctx context.Context, relations []*alliance.Relation, outermost int) error {
	start := len(r.actors) - outermost
	r.edges = slices.Grow(r.edges, len(relations))
	var steps pace.Steps
	for _, relation := range relations {
		if err := steps.Take(ctx); err != nil {
			return err
		}
		subject, ok := r.index[relation.Subject]
		object, both := r.index[relation.Object]
		if ok && both && subject >= start && object >= start {
			r.edges = append(r.edges, edge{relation, subject, object})
		}
	}
	return nil
}

// wholeRegion returns the region of all the relations and their ends.
func wholeRegion(ctx context.Context, relations []*alliance.Relation, limit int) (*region, error) {
	all := level{index: map[*alliance.Actor]int{}}
	edges := make([]edge, len(relations))
	var steps pace.Steps
	for i, relation := range relations {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		edges[i] = edge{relation, all.place(relation.Subject), all.place(relation.Object)}
		all.counts[edges[i].subject]++
		all.counts[edges[i].object]++
	}
	r := &region{limit: limit, index: make(map[*alliance.Actor]int, len(all.actors))}
	end, err := r.keep(ctx, &all, 0)
	if err != nil {
		return nil, err
	}
	r.edges = edges[:0]
	for _, e := range edges {
		if e.subject, e.object = end(e.subject), end(e.object); e.subject >= 0 && e.object >= 0 {
			r.edges = append(r.edges, e)
		}
	}
	r.distance = nil
	return r, nil
}

// relations returns the relations of the region.
func (r *region) relations() []*alliance.Relation {
	relations := make([]*alliance.Relation, len(r.edges))
	for i, e := range r.edges {
		relations[i] = e.Relation
	}
	return relations
}
