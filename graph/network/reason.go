package network

import (
	"slices"

	"entente/graph/alliance"
)

// MaxReasons is the maximum number of reasons that an alignment lists; its score and its sign count all reasons.
const MaxReasons = 100

// A chain is a sequence of relations that leads from actor to actor and fits a rule. It has one relation for each step
// of its route, which is the actors on the way and the sign of each step.
type chain struct {
	rule AlignmentRule
	// place is the position of the rule in the schema.
	place int
	// via are the indices of the actors in between.
	via []int
	// steps holds the candidate relations of each step, at least one, ordered by [compareAttested].
	steps [][]*alliance.Relation
	// choice holds the index of the chosen candidate of each step.
	choice [3]int
	// strength is the number of independent sources of the least attested relation.
	strength int
}

// at returns the relation of a step.
func (c *chain) at(step int) *alliance.Relation { return c.steps[step][c.choice[step]] }

// weakest returns the number of independent sources of the least attested relation of the chain.
func (c *chain) weakest() int {
	least := c.at(0).IndependentSources
	for i := 1; i < len(c.steps); i++ {
		least = min(least, c.at(i).IndependentSources)
	}
	return least
}

// compareChains orders chains as [Alignment] orders reasons, the best first. No two chains are equal. It is hot, so it
// compares lazily.
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

// successors calls yield for the successors of a chain: the chains of the same route in which one step takes its next
// candidate, either the last step that is not at its first candidate or a later one. This makes the chains of a route a
// tree, in which every chain is worse than its parent. The root, which takes the first candidate of every step, is the
// best.
func (c *chain) successors(yield func(*chain)) {
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

// chains calls yield for the best chain of each route from a to b, in no particular order. The time is linear in the
// links of a for routes through one actor, and in the links of its friends for routes through two.
func (g *signedGraph) chains(a, b int, yield func(*chain)) {
	try := func(rule AlignmentRule, via []int, steps ...[]*alliance.Relation) {
		if slices.ContainsFunc(steps, func(step []*alliance.Relation) bool { return len(step) == 0 }) {
			return
		}
		c := &chain{rule: rule, place: slices.Index(AlignmentRules(), rule), via: via, steps: steps}
		c.strength = c.weakest()
		yield(c)
	}
	near := make([]*pair, len(g.actors)) // the pairs of b, by the other end
	for _, l := range g.links[b] {
		near[l.to] = l.pair
	}
	for _, ax := range g.links[a] {
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
		for _, xy := range g.links[x] {
			if yb := near[xy.to]; yb != nil && xy.to != a && len(xy.hostile) > 0 {
				try(OpposedProxies, []int{x, xy.to}, ax.friendly, xy.hostile, yb.friendly)
			}
		}
	}
}

// reasons returns the best reasons between two actors, at most [MaxReasons], the best first.
//
// A route can contribute only if its best chain is among the best, so it starts from those. The next best chain is then
// always either known or a successor of one that was taken (best-first enumeration, as for the k shortest paths). So
// the chains of a route, which can be very numerous, are generated only as needed.
func (g *signedGraph) reasons(a, b int) []Reason {
	top := topK[*chain]{limit: MaxReasons, compare: compareChains}
	g.chains(a, b, top.add)
	sorted := top.sorted()
	for i := 0; i < len(sorted); i++ {
		sorted[i].successors(func(c *chain) {
			if at, _ := slices.BinarySearchFunc(sorted, c, compareChains); at < MaxReasons {
				sorted = slices.Insert(sorted, at, c)
				sorted = sorted[:min(len(sorted), MaxReasons)]
			}
		})
	}
	reasons := make([]Reason, len(sorted))
	for i, c := range sorted {
		reasons[i] = g.reason(a, b, c)
	}
	return reasons
}

// reason returns the chain from a to b as a reason.
func (g *signedGraph) reason(a, b int, c *chain) Reason {
	r := Reason{Rule: c.rule, actors: []*alliance.Actor{g.actors[a]}}
	for _, i := range c.via {
		r.actors = append(r.actors, g.actors[i])
	}
	r.actors = append(r.actors, g.actors[b])
	for i := range c.steps {
		r.Relations = append(r.Relations, c.at(i))
	}
	return r
}
