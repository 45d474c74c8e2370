package network

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// A signedGraph is a signed, undirected graph with at most one pair for any two actors.
type signedGraph struct {
	// actors are ordered by id; pairs and links refer to them by index.
	actors []*alliance.Actor
	// pairs are ordered by their ends.
	pairs []pair
	// links holds, for each actor, its pairs that have a tie, ordered by the other end; nil until [signedGraph.link] sets them.
	links [][]link
	// strands are all that make actors friends or enemies; those of a pair are consecutive.
	strands []strand
	// where is the filter that the relations were found with; whole is set if those of the strands are not as seen from its
	// viewpoint, but have all of their statements: views of all of them would take as much memory as everything else.
	where alliance.RelationFilter
	whole bool
	// topics holds the *topics of each *pair that was explained.
	topics sync.Map
	// explained is how many were, at least.
	explained atomic.Int64
}

// A pair is two actors, a before b, and what they are to each other. It is narrow, as there may be as many as relations.
type pair struct {
	// days are those of the tie.
	days alliance.DaySet
	a, b int32
	// from and to are where the strands that make them friends or enemies begin and end.
	from, to int32
	// tied is set unless they have no tie, because they are ambivalent and that counts as none; hostile, if the tie is.
	tied, hostile bool
	// ambivalent is set if, on the last day on which something friendly or hostile holds between them, both do.
	ambivalent bool
}

// sign returns that of their tie, Neutral if they have none.
func (p *pair) sign() alliance.Sign {
	switch {
	case !p.tied:
		return alliance.Neutral
	case p.hostile:
		return alliance.Negative
	default:
		return alliance.Positive
	}
}

// opposite returns the end of the pair that is not the given one.
func (p *pair) opposite(end int) int { return int(p.a) + int(p.b) - end }

// A link is a pair with a tie as seen from one of its ends.
type link struct {
	to int
	*pair
}

// positive reports whether the tie is friendly.
func (p *pair) positive() bool { return p.tied && !p.hostile }

// compareAttested orders relations by the number of independent sources, highest first, then by id.
func compareAttested(r, s *alliance.Relation) int {
	return cmp.Or(cmp.Compare(s.IndependentSources, r.IndependentSources), strings.Compare(r.ID, s.ID))
}

// signedGraph returns the graph of the ties that relations of the view make, for the pairs that are wanted.
func (v View) signedGraph(
	ctx context.Context, relations []*alliance.Relation, wanted func(one, other *alliance.Actor) bool,
) (*signedGraph, error) {
	strands, err := strands(ctx, relations, &v.Where, wanted)
	if err != nil {
		return nil, err
	}
	g, err := newSignedGraph(ctx, strands, v.Ambivalent)
	if err != nil {
		return nil, err
	}
	g.where = v.Where
	return g, nil
}

// newSignedGraph returns the graph of strands, without links, and puts the strands in its order. It takes O(m log m) time for m
// strands, and does not depend on the order in which they were.
func newSignedGraph(ctx context.Context, strands []strand, ambivalent Ambivalence) (*signedGraph, error) {
	g := &signedGraph{strands: strands}
	places, err := g.place(ctx)
	if err != nil {
		return nil, err
	}
	if err := pace.Sort(ctx, places, func(p, q placed) int { return cmp.Compare(p.ends, q.ends) }); err != nil {
		return nil, err
	}
	if err := g.arrange(ctx, places); err != nil {
		return nil, err
	}
	g.pairs = make([]pair, 0, countPairs(places))
	var steps pace.Steps
	for from := 0; from < len(places); {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		ends, to := places[from].ends, from+1
		for to < len(places) && places[to].ends == ends {
			to++
		}
		p := pair{a: int32(ends >> 32), b: int32(ends & (1<<32 - 1)), from: int32(from), to: int32(to)} //nolint:gosec // indices
		g.settle(&p, ambivalent)
		g.pairs = append(g.pairs, p)
		from = to
	}
	return g, nil
}

// newLinkedGraph is [newSignedGraph] with links.
func newLinkedGraph(ctx context.Context, strands []strand, ambivalent Ambivalence) (*signedGraph, error) {
	g, err := newSignedGraph(ctx, strands, ambivalent)
	if err != nil {
		return nil, err
	}
	return g, g.link(ctx)
}

// countPairs returns the number of pairs that places, which are in order, are of.
func countPairs(places []placed) int {
	n := 0
	for i := range places {
		if i == 0 || places[i].ends != places[i-1].ends {
			n++
		}
	}
	return n
}

// arrange puts the strands in the order of their places, in which it leaves them, without a second list: there may be millions. After
// an error, that of the context, some are lost.
func (g *signedGraph) arrange(ctx context.Context, places []placed) error {
	var steps pace.Steps
	for i, first := range g.strands { // each cycle of the permutation is closed at its first place
		at := i
		for from := places[at].strand; from != i; from = places[at].strand {
			if err := steps.Take(ctx); err != nil {
				return err
			}
			g.strands[at], places[at].strand = g.strands[from], at
			at = from
		}
		g.strands[at], places[at].strand = first, at
	}
	return nil
}

// A placed strand is its index, and the indices of its actors in one number by which pairs are ordered.
type placed struct {
	ends   uint64
	strand int
}

// place sets the actors, and returns the places of the strands in no particular order.
func (g *signedGraph) place(ctx context.Context) ([]placed, error) {
	found := make(map[*alliance.Actor]uint64, len(g.strands))
	index := func(a *alliance.Actor) uint64 {
		i, ok := found[a]
		if !ok {
			i = uint64(len(g.actors))
			found[a] = i
			g.actors = append(g.actors, a)
		}
		return i
	}
	places := make([]placed, len(g.strands))
	var steps pace.Steps
	for i := range g.strands {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		one, other := g.strands[i].ends()
		places[i] = placed{index(one)<<32 | index(other), i}
	}
	rank, err := g.sort(ctx)
	if err != nil {
		return nil, err
	}
	for i := range places {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		p := &places[i]
		a, b := rank[p.ends>>32], rank[p.ends&(1<<32-1)]
		p.ends = min(a, b)<<32 | max(a, b)
	}
	return places, nil
}

// sort orders the actors by id, and returns the new index of each.
func (g *signedGraph) sort(ctx context.Context) ([]uint64, error) {
	order := make([]int, len(g.actors))
	for i := range order {
		order[i] = i
	}
	if err := pace.Sort(ctx, order, func(i, j int) int { return strings.Compare(g.actors[i].ID, g.actors[j].ID) }); err != nil {
		return nil, err
	}
	sorted, rank := make([]*alliance.Actor, len(order)), make([]uint64, len(order))
	for to, from := range order {
		sorted[to], rank[from] = g.actors[from], uint64(to) //nolint:gosec // not negative
	}
	g.actors = sorted
	return rank, nil
}

// strandsOf iterates over the strands of a pair.
func (g *signedGraph) strandsOf(p *pair) iter.Seq[*strand] {
	return func(yield func(*strand) bool) {
		for at := p.from; at < p.to; at++ {
			if !yield(&g.strands[at]) {
				return
			}
		}
	}
}

// shown returns a strand with its relations as the viewpoint of the graph shows them.
func (g *signedGraph) shown(s *strand) *strand {
	if !g.whole {
		return s
	}
	seen := *s
	seen.relation = s.relation.SeenFrom(g.where.Viewpoint)
	if s.second != nil {
		seen.second = s.second.SeenFrom(g.where.Viewpoint)
	}
	return &seen
}

// settle sets the tie of a pair from its strands.
func (g *signedGraph) settle(p *pair, ambivalent Ambivalence) {
	if p.to-p.from == 1 {
		only := &g.strands[p.from]
		p.tied, p.hostile, p.days = true, only.hostile, only.days
		return
	}
	var friendly, hostile []alliance.DaySet
	for s := range g.strandsOf(p) {
		if s.hostile {
			hostile = append(hostile, s.days)
		} else {
			friendly = append(friendly, s.days)
		}
	}
	p.weigh(alliance.UnionOf(friendly), alliance.UnionOf(hostile), ambivalent)
}

// weigh sets the tie from the days on which something friendly and something hostile holds.
func (p *pair) weigh(friendly, hostile alliance.DaySet, ambivalent Ambivalence) {
	both := friendly.And(hostile)
	if last, any := both.Last(); any {
		end, _ := friendly.Or(hostile).Last()
		p.ambivalent = last == end
	}
	if ambivalent != AsFriendly {
		friendly = friendly.Without(both).Dated()
	}
	if ambivalent == AsFriendly || ambivalent == AsNone {
		hostile = hostile.Without(both).Dated()
	}
	lastFriendly, friends := friendly.Last()
	lastHostile, enemies := hostile.Last()
	switch {
	case friends && (!enemies || lastFriendly > lastHostile):
		p.tied, p.days = true, friendly
	case enemies:
		p.tied, p.hostile, p.days = true, true, hostile
	}
}

// link sets the links from the pairs: not every question needs them. The pairs are ordered by both ends, so the links are in order, too.
func (g *signedGraph) link(ctx context.Context) error {
	ends := make([]int, len(g.actors)) // of the links of each actor in all
	total := 0
	if err := g.ties(ctx, func(_ int, p *pair) { ends[p.a]++; ends[p.b]++; total += 2 }); err != nil {
		return err
	}
	all := make([]link, total)
	for i := len(ends) - 1; i >= 0; i-- {
		ends[i], total = total, total-ends[i]
	}
	g.links = make([][]link, len(g.actors))
	for i, start := 0, 0; i < len(ends); i++ {
		g.links[i] = all[start:start:ends[i]]
		start = ends[i]
	}
	return g.ties(ctx, func(_ int, p *pair) {
		g.links[p.a] = append(g.links[p.a], link{int(p.b), p})
		g.links[p.b] = append(g.links[p.b], link{int(p.a), p})
	})
}

// ties calls visit for each pair that has a tie, with its index, until the context is done.
func (g *signedGraph) ties(ctx context.Context, visit func(int, *pair)) error {
	var steps pace.Steps
	for i := range g.pairs {
		if err := steps.Take(ctx); err != nil {
			return err
		}
		if g.pairs[i].tied {
			visit(i, &g.pairs[i])
		}
	}
	return nil
}

// find returns the index of the actor with the id, and whether it is in the graph.
func (g *signedGraph) find(id string) (int, bool) {
	return slices.BinarySearchFunc(g.actors, id, func(a *alliance.Actor, id string) int {
		return strings.Compare(a.ID, id)
	})
}

// between returns the pair of two actors, nil if nothing friendly or hostile ever holds between them.
func (g *signedGraph) between(a, b int) *pair {
	at, ok := slices.BinarySearchFunc(g.pairs, [2]int{min(a, b), max(a, b)}, func(p pair, ends [2]int) int {
		return cmp.Or(cmp.Compare(int(p.a), ends[0]), cmp.Compare(int(p.b), ends[1]))
	})
	if !ok {
		return nil
	}
	return &g.pairs[at]
}

// linked returns the link from one actor to another, nil if they have no tie.
func (g *signedGraph) linked(from, to int) *pair {
	links := g.links[from]
	if at, ok := slices.BinarySearchFunc(links, to, func(l link, to int) int { return l.to - to }); ok {
		return links[at].pair
	}
	return nil
}
