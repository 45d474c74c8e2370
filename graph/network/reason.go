package network

import (
	"slices"

	"entente/graph/alliance"
)

// MaxReasons is how many reasons an alignment lists; its score and its sign are those of all reasons.
const MaxReasons = 100

// A chain is some relations that lead from actor to actor and fit a rule: one for each step of a route, which is the
// actors on the way and the sign of each step.
type chain struct {
	rule AlignmentRule
	// place is that of the rule in the schema.
	place int
	// via are the indices of the actors in between.
	via []int
	// steps are the relations that each step could be, at least one: those with the most independent sources first, then
	// by id.
	steps [][]*alliance.Relation
	// choice says which of its relations each step is.
	choice [3]int
	// strength is how many independent sources the least attested relation has.
	strength int
}

// at returns the relation of a step.
func (c *chain) at(step int) *alliance.Relation { return c.steps[step][c.choice[step]] }

// weakest returns how many independent sources the least attested relation of the chain has.
func (c *chain) weakest() int {
	least := c.at(0).IndependentSources
	for i := 1; i < len(c.steps); i++ {
		least = min(least, c.at(i).IndependentSources)
	}
	return least
}

// compareChains puts the best first, as [Alignment] orders reasons. No two chains are equal. It is called often enough to
// look no further than it must.
func compareChains(c, d *chain) int {
	if c.place != d.place {
		return c.place - d.place
	}
	if c.strength != d.strength {
		return d.strength - c.strength
	}
	order := slices.Compare(c.via, d.via)
	for i := 0; order == 0 && i < len(c.steps); i++ {
		order = compareAttested(c.at(i), d.at(i))
	}
	return order
}

// worse calls yield for the chains of the same route that come next: those whose last step that is not at its first
// relation, or a later step, is at one relation further. So each chain of a route follows from one other, that is better,
// and all of them from the one that is at the first relation of every step, which is the best.
func (c *chain) worse(yield func(*chain)) {
	for i := len(c.steps) - 1; i >= 0; i-- {
		if c.choice[i]+1 < len(c.steps[i]) {
			next := *c
			next.choice[i]++
			next.strength = next.weakest()
			yield(&next)
		}
		if c.choice[i] > 0 {
			return
		}
	}
}

// chains calls yield for the best chain of each route from a to b, in no order: those over one actor, in time of the number
// of a's ties; those over two, in time of the number of ties that its friends have.
func (w *signedGraph) chains(a, b int, yield func(*chain)) {
	try := func(rule AlignmentRule, via []int, steps ...[]*alliance.Relation) {
		if slices.ContainsFunc(steps, func(step []*alliance.Relation) bool { return len(step) == 0 }) {
			return
		}
		c := &chain{rule: rule, place: slices.Index(AlignmentRules(), rule), via: via, steps: steps}
		c.strength = c.weakest()
		yield(c)
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

// reasons returns the reasons between two actors, at most [MaxReasons] of them, the best first.
//
// Only the routes with the best chains can have a part in them, as each has its best chain before all others. From there,
// whatever is next best is known already or follows from a chain that was taken (best-first enumeration, as of the k
// shortest paths), so that the chains of a route, which may be very many, are made only as far as they are wanted.
func (w *signedGraph) reasons(a, b int) []Reason {
	top := best[*chain]{limit: MaxReasons, compare: compareChains}
	w.chains(a, b, top.add)
	sorted := top.sorted()
	for i := 0; i < len(sorted); i++ {
		sorted[i].worse(func(c *chain) {
			if at, _ := slices.BinarySearchFunc(sorted, c, compareChains); at < MaxReasons {
				sorted = slices.Insert(sorted, at, c)
				sorted = sorted[:min(len(sorted), MaxReasons)]
			}
		})
	}
	reasons := make([]Reason, len(sorted))
	for i, c := range sorted {
		reasons[i] = w.reason(a, b, c)
	}
	return reasons
}

// reason returns the chain from a to b as a reason.
func (w *signedGraph) reason(a, b int, c *chain) Reason {
	r := Reason{Rule: c.rule, actors: []*alliance.Actor{w.actors[a]}}
	for _, i := range c.via {
		r.actors = append(r.actors, w.actors[i])
	}
	r.actors = append(r.actors, w.actors[b])
	for i := range c.steps {
		r.Relations = append(r.Relations, c.at(i))
	}
	return r
}
