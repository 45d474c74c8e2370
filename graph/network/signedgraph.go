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
	// links holds, for each actor, its pairs that have a tie, ordered by the other end.
	links [][]link
	// strands are all that make actors friends or enemies; those of a pair are consecutive in places.
	strands []strand
	places  []placed
	// where is the filter that the relations were found with.
	where alliance.RelationFilter
	// topics holds the *topics of each *pair that was explained.
	topics sync.Map
	// explained is how many were, at least.
	explained atomic.Int64
}

// A pair is two actors, a before b, and what they are to each other.
type pair struct {
	a, b int
	// sign is that of their tie: Neutral if they have none, because they are ambivalent and that counts as none.
	sign alliance.Sign
	// ambivalent is set if, on the last day on which something friendly or hostile holds between them, both do.
	ambivalent bool
	// days are those of the tie.
	days alliance.DaySet
	// from and to are where in places the strands that make them friends or enemies begin and end.
	from, to int
}

// A link is a pair with a tie as seen from one of its ends.
type link struct {
	to int
	*pair
}

// positive reports whether the tie is friendly.
func (p *pair) positive() bool { return p.sign == alliance.Positive }

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

// newSignedGraph returns the graph of strands. It takes O(m log m) time for m strands, and does not depend on their order.
func newSignedGraph(ctx context.Context, strands []strand, ambivalent Ambivalence) (*signedGraph, error) {
	g := &signedGraph{strands: strands}
	if err := g.place(ctx); err != nil {
		return nil, err
	}
	if err := pace.Sort(ctx, g.places, func(p, q placed) int { return cmp.Compare(p.ends, q.ends) }); err != nil {
		return nil, err
	}
	g.pairs = make([]pair, 0, g.countPairs())
	var steps pace.Steps
	for from := 0; from < len(g.places); {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		ends, to := g.places[from].ends, from+1
		for to < len(g.places) && g.places[to].ends == ends {
			to++
		}
		p := pair{a: int(ends >> 32), b: int(ends & (1<<32 - 1)), from: from, to: to} //nolint:gosec // two indices
		g.settle(&p, ambivalent)
		g.pairs = append(g.pairs, p)
		from = to
	}
	return g, g.link(ctx)
}

// countPairs returns the number of pairs that the places, which are in order, are of.
func (g *signedGraph) countPairs() int {
	n := 0
	for i := range g.places {
		if i == 0 || g.places[i].ends != g.places[i-1].ends {
			n++
		}
	}
	return n
}

// A placed strand is its index, and the indices of its actors in one number by which pairs are ordered.
type placed struct {
	ends   uint64
	strand int
}

// place sets the actors and the places of the strands, in no particular order.
func (g *signedGraph) place(ctx context.Context) error {
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
	g.places = make([]placed, len(g.strands))
	var steps pace.Steps
	for i := range g.strands {
		if err := steps.Take(ctx); err != nil {
			return err
		}
		g.places[i] = placed{index(g.strands[i].one)<<32 | index(g.strands[i].other), i}
	}
	rank, err := g.sort(ctx)
	if err != nil {
		return err
	}
	for i := range g.places {
		p := &g.places[i]
		a, b := rank[p.ends>>32], rank[p.ends&(1<<32-1)]
		p.ends = min(a, b)<<32 | max(a, b)
	}
	return nil
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
		for _, at := range g.places[p.from:p.to] {
			if !yield(&g.strands[at.strand]) {
				return
			}
		}
	}
}

// settle sets the tie of a pair from its strands.
func (g *signedGraph) settle(p *pair, ambivalent Ambivalence) {
	if p.to-p.from == 1 {
		only := &g.strands[g.places[p.from].strand]
		p.sign, p.days = alliance.Positive, only.days
		if only.hostile {
			p.sign = alliance.Negative
		}
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
		p.sign, p.days = alliance.Positive, friendly
	case enemies:
		p.sign, p.days = alliance.Negative, hostile
	default:
		p.sign = alliance.Neutral
	}
}

// link sets the links from the pairs. The pairs are ordered by both ends, so the links are in order, too.
func (g *signedGraph) link(ctx context.Context) error {
	ends := make([]int, len(g.actors)) // of the links of each actor in all
	total := 0
	if err := g.ties(ctx, func(p *pair) { ends[p.a]++; ends[p.b]++; total += 2 }); err != nil {
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
	return g.ties(ctx, func(p *pair) {
		g.links[p.a] = append(g.links[p.a], link{p.b, p})
		g.links[p.b] = append(g.links[p.b], link{p.a, p})
	})
}

// ties calls visit for each pair that has a tie, until the context is done.
func (g *signedGraph) ties(ctx context.Context, visit func(*pair)) error {
	var steps pace.Steps
	for i := range g.pairs {
		if err := steps.Take(ctx); err != nil {
			return err
		}
		if g.pairs[i].sign != alliance.Neutral {
			visit(&g.pairs[i])
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
		return cmp.Or(cmp.Compare(p.a, ends[0]), cmp.Compare(p.b, ends[1]))
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
