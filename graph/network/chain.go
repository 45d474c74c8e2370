package network

import (
	"cmp"
	"iter"
	"slices"

	"entente/graph/alliance"
)

// A chain is actors, and for each step from one to the next the relations that lead there.
type chain struct {
	actors []*alliance.Actor
	steps  [][]pathStep
}

// chains returns at most first chains of the length that begin at an actor. Every step that shares a day with all steps
// before it leads on to the end: on that day, the actor that it leads from is as many steps from the beginning as there
// are steps before it. So the same actor may be on chains of different days in different places.
func (d pathDAG) chains(from *alliance.Actor, length, first int) []chain {
	var chains []chain
	actors, taken := []*alliance.Actor{from}, [][]pathStep{}
	var extend func(alliance.DaySet)
	extend = func(common alliance.DaySet) {
		if len(taken) == length && len(chains) < first {
			chains = append(chains, chain{slices.Clone(actors), slices.Clone(taken)})
			return
		}
		for steps := range alike(d[actors[len(actors)-1]]) {
			if len(chains) >= first {
				return
			}
			if days := common.And(daysOfSteps(steps)); !days.Empty() {
				actors, taken = append(actors, steps[0].to), append(taken, steps)
				extend(days)
				actors, taken = actors[:len(actors)-1], taken[:len(taken)-1]
			}
		}
	}
	extend(alliance.AllDays())
	return chains
}

// alike iterates over the runs of steps, which are ordered, that lead to the same actor.
func alike(steps []pathStep) iter.Seq[[]pathStep] {
	return func(yield func([]pathStep) bool) {
		for len(steps) > 0 {
			n := 1
			for n < len(steps) && steps[n].to == steps[0].to {
				n++
			}
			if !yield(steps[:n:n]) {
				return
			}
			steps = steps[n:]
		}
	}
}

// daysOfSteps returns the days on which one of the steps can be taken.
func daysOfSteps(steps []pathStep) alliance.DaySet {
	sets := make([]alliance.DaySet, len(steps))
	for i, s := range steps {
		sets[i] = s.days
	}
	return alliance.UnionOf(sets)
}

// A lead is a relation that leads from an actor of a path to the next, when it holds, and when it is friendly or hostile
// if its type is.
type lead struct {
	*alliance.Relation
	held, signed alliance.DaySet
}

// path returns a chain as a path.
func (c *chain) path(matcher *alliance.RelationMatcher) Path {
	common := alliance.AllDays()
	leads := make([][]lead, len(c.steps))
	for i, steps := range c.steps {
		var held []alliance.DaySet
		for _, s := range steps {
			l := lead{Relation: s.Relation}
			l.held, l.signed = matcher.Held(s.Relation)
			leads[i], held = append(leads[i], l), append(held, l.held)
		}
		common = common.And(alliance.UnionOf(held))
	}
	p := Path{Actors: c.actors, Sign: alliance.Positive, Days: common.Spans()}
	for _, among := range leads {
		r, sign := best(among, common.Final())
		p.Relations, p.Sign = append(p.Relations, r), multiplied(p.Sign, sign)
	}
	return p
}

// best returns the relation that stands for all that lead from one actor to the next on some days, and its sign on them; if
// there are no days, of all.
func best(leads []lead, days alliance.DaySet) (*alliance.Relation, alliance.Sign) {
	var found *alliance.Relation
	var of alliance.Sign
	for _, l := range leads {
		if !days.Empty() && !l.held.Meets(days) {
			continue
		}
		sign := l.Sign()
		switch {
		case days.Empty():
		case l.signed.Meets(days):
			sign = l.Type.Sign()
		default:
			sign = alliance.Neutral
		}
		if found == nil || cmp.Or(cmp.Compare(weight(sign), weight(of)), compareAttested(found, l.Relation)) > 0 {
			found, of = l.Relation, sign
		}
	}
	return found, of
}

// weight orders signs: what is hostile outweighs what is friendly, and that what is neither.
func weight(s alliance.Sign) int {
	return slices.Index([]alliance.Sign{alliance.Neutral, alliance.Positive, alliance.Negative}, s)
}

// multiplied returns the product of two signs: Neutral if one is neutral.
func multiplied(s, t alliance.Sign) alliance.Sign {
	switch {
	case s == alliance.Neutral || t == alliance.Neutral:
		return alliance.Neutral
	case s == t:
		return alliance.Positive
	default:
		return alliance.Negative
	}
}
