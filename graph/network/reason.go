package network

import (
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// A Reason shows how one actor stands to another by ties that lead from the one to the other. On some day, all of them
// hold.
type Reason struct {
	Rule AlignmentRule
	// Ties lead, in order, from the one actor to the other. Each has only those days, and relations, that the others
	// share.
	Ties []Tie
	placement
	days alliance.DaySet
}

// Sign returns whether it is a reason for (Positive) or against (Negative): the product of the signs of the ties.
func (r *Reason) Sign() alliance.Sign {
	sign := alliance.Positive
	for _, t := range r.Ties {
		sign = multiplied(sign, t.Sign)
	}
	return sign
}

// Actors returns the actors on the way, both ends included.
func (r *Reason) Actors() []*alliance.Actor {
	actors := []*alliance.Actor{r.Ties[0].From}
	for _, t := range r.Ties {
		actors = append(actors, t.To)
	}
	return actors
}

// Relations returns the relations that the ties rest on, in the order of the ties, each once.
func (r *Reason) Relations() []*alliance.Relation { return relationsOf(r.Ties) }

// Days returns the days on which all ties hold, as spans, in order.
func (r *Reason) Days() []alliance.Span { return r.days.Spans() }

// relationsOf returns the relations that ties rest on, in order, each once.
func relationsOf(ties []Tie) []*alliance.Relation {
	var relations []*alliance.Relation
	seen := map[string]bool{}
	for _, t := range ties {
		for _, r := range t.Relations {
			if !seen[r.ID] {
				seen[r.ID] = true
				relations = append(relations, r)
			}
		}
	}
	return relations
}

// A route is what a reason follows: at most three pairs, from actor to actor.
type route struct {
	rule AlignmentRule
	// via are the indices of the actors in between.
	via   []int
	pairs []*pair
	days  alliance.DaySet
}

// routes calls yield for each reason between two actors, in no particular order, until the context is done. The time is linear in the links of a for
// routes through one actor, and in the links of its friends for routes through two.
func (g *signedGraph) routes(ctx context.Context, a, b int, yield func(route)) error {
	if direct := g.linked(a, b); direct != nil {
		yield(route{Direct, nil, []*pair{direct}, direct.days})
	}
	near := make(map[int]*pair, len(g.links[b])) // the pairs of b, by the other end
	for _, l := range g.links[b] {
		near[l.to] = l.pair
	}
	var steps pace.Steps
	for _, ax := range g.links[a] {
		if ax.to == b {
			continue
		}
		if err := steps.TakeAll(ctx, len(g.links[ax.to])); err != nil {
			return err
		}
		if xb := near[ax.to]; xb != nil && ax.days.Meets(xb.days) {
			yield(route{ruleOf(ax.pair, xb), []int{ax.to}, []*pair{ax.pair, xb}, ax.days.And(xb.days)})
		}
		if ax.positive() {
			g.throughProxies(a, b, ax, near, yield)
		}
	}
	return nil
}

// ruleOf returns the rule for a third actor.
func ruleOf(one, other *pair) AlignmentRule {
	switch {
	case one.hostile != other.hostile:
		return FriendOfEnemy
	case one.positive():
		return CommonFriend
	default:
		return CommonEnemy
	}
}

// throughProxies calls yield for each route whose first step is to x, a friend of a, and whose second is to an enemy of x
// that is a friend of b. A pair of proxies that is found in both directions is taken in that in which the one with the
// lower index is the friend of whichever of a and b has the lower index, so that it is the same from a to b as from b to a.
func (g *signedGraph) throughProxies(a, b int, ax link, near map[int]*pair, yield func(route)) {
	for _, xy := range g.links[ax.to] {
		yb := near[xy.to]
		if yb == nil || xy.to == a || xy.positive() || !yb.positive() || !ax.days.Share(xy.days, yb.days) {
			continue
		}
		if (xy.to < ax.to) == (a < b) && g.backwards(a, ax.to, xy, near) {
			continue
		}
		days := ax.days.And(xy.days).And(yb.days)
		yield(route{OpposedProxies, []int{ax.to, xy.to}, []*pair{ax.pair, xy.pair, yb}, days})
	}
}

// backwards reports whether a pair of proxies x and y is found from a to y to x to b, too.
func (g *signedGraph) backwards(a, x int, xy link, near map[int]*pair) bool {
	ay, xb := g.linked(a, xy.to), near[x]
	return ay != nil && xb != nil && ay.positive() && xb.positive() && ay.days.Share(xy.days, xb.days)
}

// standing counts the reasons between two actors of the graph.
func (g *signedGraph) standing(ctx context.Context, a, b int) (Standing, error) {
	var s Standing
	if p := g.between(a, b); p != nil {
		s.tie(p)
	}
	err := g.routes(ctx, a, b, func(r route) { s.count(r.rule) })
	return s, err
}

// entry returns a route with its placement among all reasons between its ends, given the strengths of ties.
func (g *signedGraph) entry(r *route, strength func(*pair) int) entry[route] {
	p := entry[route]{placement{rank: slices.Index(AlignmentRules(), r.rule), strength: weakest(r.pairs, strength)}, *r}
	for _, i := range r.via {
		p.ids = append(p.ids, g.actors[i].ID)
	}
	return p
}

// weakest returns the least of the strengths of ties.
func weakest(pairs []*pair, strength func(*pair) int) int {
	least := strength(pairs[0])
	for _, p := range pairs[1:] {
		least = min(least, strength(p))
	}
	return least
}

// strengths returns a function that returns the strength of a tie, computed once.
func (g *signedGraph) strengths() func(*pair) int {
	known := map[*pair]int{}
	return func(p *pair) int {
		n, ok := known[p]
		if !ok {
			n = g.strength(p)
			known[p] = n
		}
		return n
	}
}

// strength returns the number of independent sources that assert what a tie rests on, on whatever of its days.
func (g *signedGraph) strength(p *pair) int {
	var buffer [4]*alliance.Relation
	relations := buffer[:0]
	for s := range g.strandsOf(p) {
		if s.hostile == !p.positive() && s.days.Meets(p.days) {
			relations = g.shown(s).relations(relations)
		}
	}
	return alliance.IndependentSources(relations)
}

// reason returns a route from a to b as a reason.
func (g *signedGraph) reason(a int, r *entry[route]) *Reason {
	reason := &Reason{Rule: r.found.rule, placement: r.placement, days: r.found.days}
	at := a
	for _, p := range r.found.pairs {
		reason.Ties = append(reason.Ties, g.tie(p, at, r.found.days))
		at = p.opposite(at)
	}
	return reason
}

// A ReasonQuery asks for a page of the reasons of an alignment.
type ReasonQuery struct {
	// Sign, unless it is empty, keeps the reasons for (Positive) or against (Negative).
	Sign alliance.Sign
	// Rules keeps the reasons by these rules; nil keeps all.
	Rules []AlignmentRule
	First int
	// After is the cursor of the reason after which the page begins; the empty cursor means the beginning.
	After string
}

// keeps reports whether the query keeps a route, whatever its place.
func (q *ReasonQuery) keeps(r *route) bool {
	sign := alliance.Positive
	for _, p := range r.pairs {
		sign = multiplied(sign, p.sign())
	}
	return (q.Sign == "" || q.Sign == sign) && (q.Rules == nil || slices.Contains(q.Rules, r.rule))
}

// Reasons returns a page of the reasons: by rule; then by the number of independent sources of the least attested tie,
// highest first; then by the ids of the actors in between. Total is exact whatever the page. If the cursor is not one of a
// reason, the error wraps [alliance.ErrInvalidCursor].
func (a *Alignment) Reasons(ctx context.Context, q ReasonQuery) (*Page[*Reason], error) {
	return listPage("reasons", q.First, q.After, func(yield func(entry[route])) error {
		if a.graph == nil {
			return nil
		}
		strength := a.graph.strengths()
		return a.graph.routes(ctx, a.from, a.to, func(r route) {
			if q.keeps(&r) {
				yield(a.graph.entry(&r, strength))
			}
		})
	}, func(r *entry[route]) *Reason { return a.graph.reason(a.from, r) })
}
