package network

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A region is the part of a network that lies around some actors, or the whole of it.
type region struct {
	// actors are ordered by distance, then by id; the others name them by their indices.
	actors []*alliance.Actor
	// distance has, for each actor, how many relations away it lies; it is nil for a whole network.
	distance []int
	// index has the index of each actor.
	index map[*alliance.Actor]int
	// ties are all relations of the view between the actors, each once, in no order.
	ties []placed
	// limit is how many actors there may be.
	limit int
	// truncated says that there was more than the limit allowed.
	truncated bool
}

// placed is a relation and the indices of the actors that it ties.
type placed struct {
	*alliance.Relation
	subject, object int
}

// region finds what lies up to depth relations away from the actors with the ids, or everything where there are none,
// and keeps at most limit actors: the nearest, of those equally far the ones with the most relations to nearer ones (in
// a whole network: with the most relations), then by id. It has all relations of the view between the actors that are
// kept.
//
// It calls the store once for the actors, once a level and once for the relations within the outermost level. A level
// that fills the limit is the outermost one.
func (v View) region(ctx context.Context, around []string, depth, limit int) (*region, error) {
	if len(around) == 0 {
		relations, err := v.relations(ctx)
		if err != nil {
			return nil, err
		}
		return entire(relations, limit), nil
	}
	start, err := v.actors(ctx, slices.Compact(slices.Sorted(slices.Values(around)))...)
	if err != nil {
		return nil, err
	}
	r := newRegion(start, limit)
	edge := r.actors
	for d := 1; d <= depth && !r.truncated && len(edge) > 0; d++ {
		lists, err := v.step(ctx, edge, alliance.Both)
		if err != nil {
			return nil, err
		}
		edge = r.grow(edge, lists, d)
	}
	inner, err := v.within(ctx, edge, limit)
	if err != nil {
		return nil, err
	}
	r.add(inner, len(edge))
	return r, nil
}

// within returns relations among which are all between any two of the actors. Few actors are asked for as the ends of
// the relations, so that little is answered that is not wanted, many one by one.
func (v View) within(ctx context.Context, actors []*alliance.Actor, limit int) ([]*alliance.Relation, error) {
	if len(actors) < 2 {
		return nil, nil
	}
	if limit == everything {
		lists, err := v.step(ctx, actors, alliance.Out)
		return once(actors, lists), err
	}
	ids := make([]string, len(actors))
	for i, a := range actors {
		ids[i] = a.ID
	}
	v.Where.Subjects = both(ids, v.Where.Subjects)
	v.Where.Objects = both(ids, v.Where.Objects)
	return v.relations(ctx)
}

// both returns the ids that are in a restriction too; a nil one restricts nothing. Restricting subjects and objects to the
// same ids keeps a relation, mutual or not, exactly if both its ends are among them and it was kept before.
func both(ids, restriction []string) []string {
	if restriction == nil {
		return ids
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !slices.Contains(restriction, id) })
}

// newRegion returns a region of actors, given by id, that relations are yet to be added to.
func newRegion(actors []*alliance.Actor, limit int) *region {
	r := &region{limit: limit, index: make(map[*alliance.Actor]int, len(actors))}
	r.keep(&level{actors: actors, counts: make([]int, len(actors))}, 0)
	return r
}

// A level is the actors that are found in one step out from a region, before it is known which of them to keep.
type level struct {
	actors []*alliance.Actor
	// counts has, for each actor, the relations by which it was found.
	counts []int
	// index has the index of each actor, counted on from the region's.
	index map[*alliance.Actor]int
	// The level's actors have the indices from start on.
	start int
}

// grow adds the actors that the relations of the outermost level, its edge, lead to, and these relations, as far as the
// limit allows; it returns what is the outermost level now, by id.
//
// A relation within the edge is in the lists of both its ends and is taken from its subject's; one to a level further in
// was taken when that was the edge.
func (r *region) grow(edge []*alliance.Actor, lists [][]*alliance.Relation, distance int) []*alliance.Actor {
	total := 0
	for _, list := range lists {
		total += len(list)
	}
	start := len(r.actors)
	next := level{index: make(map[*alliance.Actor]int, total/4), start: start}
	maps.Copy(next.index, r.index)
	ends := make([]int32, 0, total) // of the relations
	for i, list := range lists {
		for _, relation := range list {
			to := next.place(opposite(relation, edge[i]))
			if to >= start {
				next.counts[to-start]++
			}
			ends = append(ends, int32(to)) //nolint:gosec // there are not as many actors
		}
	}
	end := r.keep(&next, distance)
	from := start - len(edge)
	for _, list := range lists {
		for k, relation := range list {
			r.tie(relation, from, int(ends[k]), distance, end)
		}
		ends, from = ends[len(list):], from+1
	}
	return r.actors[start:]
}

// place returns the index of an actor, which it adds to the level if it is new.
func (l *level) place(a *alliance.Actor) int {
	i, ok := l.index[a]
	if !ok {
		i = l.start + len(l.actors)
		l.index[a] = i
		l.actors, l.counts = append(l.actors, a), append(l.counts, 0)
	}
	return i
}

// tie adds a relation that leads from an actor of the region's edge to another, if both are kept.
func (r *region) tie(relation *alliance.Relation, from, to, distance int, end func(int) int) {
	if to = end(to); to < 0 {
		return
	}
	switch forward := relation.Object == r.actors[to]; {
	case r.distance[to] < distance && (r.distance[to] < distance-1 || !forward):
		// It was found, or is, from the other end.
	case forward:
		r.ties = append(r.ties, placed{relation, from, to})
	default:
		r.ties = append(r.ties, placed{relation, to, from})
	}
}

// keep adds as many actors of a level as the limit allows, by id. It returns a function from the indices of the level to
// those of the region: -1 for an actor that was left out.
func (r *region) keep(l *level, distance int) func(int) int {
	kept := l.best(r.limit - len(r.actors))
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
	}
}

// best returns the places in the level of at most room of its actors, those with the most relations, then by id; but in
// the order of ids.
func (l *level) best(room int) []int {
	byID := func(i, j int) int { return strings.Compare(l.actors[i].ID, l.actors[j].ID) }
	top := best[int]{limit: min(room, len(l.actors)), compare: func(i, j int) int {
		return cmp.Or(cmp.Compare(l.counts[j], l.counts[i]), byID(i, j))
	}}
	for i := range l.actors {
		top.add(i)
	}
	kept := top.sorted()
	slices.SortFunc(kept, byID)
	return kept
}

// add adds those of the relations that are between actors of the outermost level, the last so many.
func (r *region) add(relations []*alliance.Relation, outermost int) {
	start := len(r.actors) - outermost
	r.ties = slices.Grow(r.ties, len(relations))
	for _, relation := range relations {
		subject, ok := r.index[relation.Subject]
		object, both := r.index[relation.Object]
		if ok && both && subject >= start && object >= start {
			r.ties = append(r.ties, placed{relation, subject, object})
		}
	}
}

// entire returns the region of all relations and the actors that stand in them.
func entire(relations []*alliance.Relation, limit int) *region {
	all := level{index: map[*alliance.Actor]int{}}
	ties := make([]placed, len(relations))
	for i, relation := range relations {
		ties[i] = placed{relation, all.place(relation.Subject), all.place(relation.Object)}
		all.counts[ties[i].subject]++
		all.counts[ties[i].object]++
	}
	r := newRegion(nil, limit)
	end := r.keep(&all, 0)
	for _, t := range ties {
		if t.subject, t.object = end(t.subject), end(t.object); t.subject >= 0 && t.object >= 0 {
			r.ties = append(r.ties, t)
		}
	}
	r.distance = nil
	return r
}

// relations returns the relations of the region.
func (r *region) relations() []*alliance.Relation {
	relations := make([]*alliance.Relation, len(r.ties))
	for i, t := range r.ties {
		relations[i] = t.Relation
	}
	return relations
}
