package network

import (
	"cmp"
	"slices"

	"entente/graph/alliance"
)

// MaxReasons is how many reasons an alignment lists; its score and its sign are those of all reasons.
const MaxReasons = 100

// A route is the way that some reasons go: from actor to actor, each step by one of the relations of a list.
type route struct {
	rule AlignmentRule
	// place is that of the rule in the schema.
	place int
	// via are the indices of the actors in between.
	via []int
	// steps have at least one relation each, the best attested first.
	steps [][]*alliance.Relation
	// strength is how many independent sources the best relation of the least attested step has.
	strength int
}

// newRoute makes a route. Where a step has no relations there is no such route.
func newRoute(rule AlignmentRule, via []int, steps ...[]*alliance.Relation) (route, bool) {
	r := route{rule: rule, place: slices.Index(AlignmentRules(), rule), via: via, steps: steps}
	for i, step := range steps {
		if len(step) == 0 {
			return r, false
		}
		if s := strength(step); i == 0 || s < r.strength {
			r.strength = s
		}
	}
	return r, true
}

// compareRoutes puts the best first: in the order of rules; then by how well the least attested step is attested; then
// by the actors in between.
func compareRoutes(r, s route) int {
	return cmp.Or(cmp.Compare(r.place, s.place), cmp.Compare(s.strength, r.strength), slices.Compare(r.via, s.via))
}

// routes calls yield for each route from a to b, in no order: those over one actor, in time of the number of a's ties; those
// over two, in time of the number of ties that its friends have.
func (w *web) routes(a, b int, yield func(route)) {
	try := func(rule AlignmentRule, via []int, steps ...[]*alliance.Relation) {
		if r, ok := newRoute(rule, via, steps...); ok {
			yield(r)
		}
	}
	near := make([]*pair, len(w.actors)) // the pairs of b, by the other end
	for _, l := range w.links[b] {
		near[l.to] = l.pair
	}
	for _, ax := range w.links[a] {
		x := ax.to
		if x == b {
			try(Direct, nil, ax.friendly)
			try(Direct, nil, ax.hostile)
			continue
		}
		if xb := near[x]; xb != nil {
			try(CommonFriend, []int{x}, ax.friendly, xb.friendly)
			try(CommonEnemy, []int{x}, ax.hostile, xb.hostile)
			try(FriendOfEnemy, []int{x}, ax.friendly, xb.hostile)
			try(FriendOfEnemy, []int{x}, ax.hostile, xb.friendly)
		}
		if len(ax.friendly) == 0 {
			continue
		}
		for _, xy := range w.links[x] {
			if yb := near[xy.to]; yb != nil && xy.to != a && len(xy.hostile) > 0 {
				try(OpposedProxies, []int{x, xy.to}, ax.friendly, xy.hostile, yb.friendly)
			}
		}
	}
}

// reasons returns the reasons between two actors, at most [MaxReasons] of them, the best first. As every route has a
// reason, no more routes are needed; the reasons of a route, which may be very many, are listed only as far as they are
// wanted.
func (w *web) reasons(a, b int) []Reason {
	top := best[route]{limit: MaxReasons, compare: compareRoutes}
	w.routes(a, b, top.add)
	reasons := []Reason{}
	for _, r := range top.sorted() {
		actors := []*alliance.Actor{w.actors[a]}
		for _, i := range r.via {
			actors = append(actors, w.actors[i])
		}
		actors = append(actors, w.actors[b])
		for chain := range r.chains {
			if len(reasons) == MaxReasons {
				return reasons
			}
			reasons = append(reasons, Reason{Rule: r.rule, Relations: chain, actors: actors})
		}
	}
	return reasons
}

// chains yields each choice of one relation for each step, in the order of the first step, then of the next.
func (r route) chains(yield func([]*alliance.Relation) bool) {
	choice := make([]int, len(r.steps))
	for {
		chain := make([]*alliance.Relation, len(r.steps))
		for i, c := range choice {
			chain[i] = r.steps[i][c]
		}
		if !yield(chain) {
			return
		}
		i := len(choice) - 1
		for ; i >= 0 && choice[i] == len(r.steps[i])-1; i-- {
			choice[i] = 0
		}
		if i < 0 {
			return
		}
		choice[i]++
	}
}
