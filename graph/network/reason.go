package network

import (
	"cmp"
	"slices"

	"entente/graph/alliance"
	"entente/graph/topk"
)

// A Reason shows how one actor stands to another by ties that lead from the one to the other. On some day, all of them
// hold.
type Reason struct {
	Rule AlignmentRule
	// Ties lead, in order, from the one actor to the other. Each has only those days, and relations, that the others
	// share.
	Ties []Tie
	key  reasonKey
	days alliance.DaySet
}

// Sign returns whether it is a reason for (Positive) or against (Negative): the product of the signs of the ties.
func (r *Reason) Sign() alliance.Sign {
	sign := alliance.Positive
	for _, t := range r.Ties {
		if t.Sign == sign {
			sign = alliance.Positive
		} else {
			sign = alliance.Negative
		}
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

// Cursor returns where in the list of all reasons the reason stands.
func (r *Reason) Cursor() string { return r.key.cursor() }

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

// routes calls yield for each reason between two actors, in no particular order. The time is linear in the links of a for
// routes through one actor, and in the links of its friends for routes through two.
func (g *signedGraph) routes(a, b int, yield func(route)) {
	if direct := g.linked(a, b); direct != nil {
		yield(route{Direct, nil, []*pair{direct}, direct.days})
	}
	near := make(map[int]*pair, len(g.links[b])) // the pairs of b, by the other end
	for _, l := range g.links[b] {
		near[l.to] = l.pair
	}
	for _, ax := range g.links[a] {
		if ax.to == b {
			continue
		}
		if xb := near[ax.to]; xb != nil && ax.days.Meets(xb.days) {
			yield(route{ruleOf(ax.pair, xb), []int{ax.to}, []*pair{ax.pair, xb}, ax.days.And(xb.days)})
		}
		if ax.positive() {
			g.throughProxies(a, b, ax, near, yield)
		}
	}
}

// ruleOf returns the rule for a third actor.
func ruleOf(one, other *pair) AlignmentRule {
	switch {
	case one.sign != other.sign:
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
func (g *signedGraph) standing(a, b int) Standing {
	var s Standing
	if p := g.between(a, b); p != nil {
		s.tie(p)
	}
	g.routes(a, b, func(r route) {
		switch r.rule {
		case Direct:
		case OpposedProxies:
			s.OpposedProxies++
		default:
			s.third(r.pairs[0].positive(), r.pairs[1].positive())
		}
	})
	return s
}

// A reasonKey is the place of a reason in the list of all reasons between two actors: by rule; then by the number of
// independent sources of its least attested tie, highest first; then by the ids of the actors in between.
type reasonKey struct {
	// place is that of the rule in the schema.
	place, strength int
	via             []string
}

// compare orders keys.
func (k reasonKey) compare(l reasonKey) int {
	return cmp.Or(cmp.Compare(k.place, l.place), cmp.Compare(l.strength, k.strength), slices.Compare(k.via, l.via))
}

// cursor encodes the key.
func (k reasonKey) cursor() string { return encodeKey("reasons", []int{k.place, k.strength}, k.via) }

// key returns the place of a route, given the strengths of ties.
func (g *signedGraph) key(r *route, strength func(*pair) int) reasonKey {
	k := reasonKey{place: slices.Index(AlignmentRules(), r.rule), strength: strength(r.pairs[0])}
	for _, p := range r.pairs[1:] {
		k.strength = min(k.strength, strength(p))
	}
	for _, i := range r.via {
		k.via = append(k.via, g.actors[i].ID)
	}
	return k
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
			relations = s.relations(relations)
		}
	}
	return alliance.IndependentSources(relations)
}

// reason returns a route from a to b as a reason.
func (g *signedGraph) reason(a int, r *keyedRoute) Reason {
	reason := Reason{Rule: r.rule, key: r.key, days: r.days}
	at := a
	for _, p := range r.pairs {
		reason.Ties = append(reason.Ties, g.tie(p, at, r.days))
		at = p.a + p.b - at
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
	sign := alliance.Negative
	switch r.rule {
	case CommonFriend, CommonEnemy:
		sign = alliance.Positive
	case Direct:
		sign = r.pairs[0].sign
	}
	return (q.Sign == "" || q.Sign == sign) && (q.Rules == nil || slices.Contains(q.Rules, r.rule))
}

// Reasons returns a page of the reasons: by rule; then by the number of independent sources of the least attested tie,
// highest first; then by the ids of the actors in between. Total is exact whatever the page. If the cursor is not one of a
// reason, the error wraps [alliance.ErrInvalidCursor].
func (a *Alignment) Reasons(q ReasonQuery) (*Page[*Reason], error) {
	numbers, via, err := decodeKey("reasons", q.After, 2)
	if err != nil {
		return nil, err
	}
	page := &Page[*Reason]{Nodes: []*Reason{}, HasPrevious: q.After != ""}
	top := topk.New(q.First+1, func(r, s keyedRoute) int { return r.key.compare(s.key) })
	if a.graph != nil {
		strength := a.graph.strengths()
		a.graph.routes(a.from, a.to, func(r route) {
			if !q.keeps(&r) {
				return
			}
			page.Total++
			k := keyedRoute{r, a.graph.key(&r, strength)}
			if q.After == "" || k.key.compare(reasonKey{numbers[0], numbers[1], via}) > 0 {
				top.Add(k)
			}
		})
	}
	for _, r := range top.Sorted() {
		if len(page.Nodes) == q.First {
			page.HasNext = true
			break
		}
		reason := a.graph.reason(a.from, &r)
		page.Nodes = append(page.Nodes, &reason)
	}
	return page, nil
}

// A keyedRoute is a route with its place.
type keyedRoute struct {
	route
	key reasonKey
}
