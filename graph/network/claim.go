package network

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A claim is what one clause of an explanation says of two actors: a topic, on days of a reason.
type claim struct {
	*topic
	// tie is what it is part of.
	tie *Tie
	// subject and object are the two actors.
	subject, object *alliance.Actor
	// days are those of the reason on which the claim holds.
	days alliance.DaySet
	// told are the days that the sentence names, as far as it does: what it says without a time of its own holds on all of
	// them.
	told alliance.DaySet
	// brief is set if the sentence has no room for days but those of the reason.
	brief bool
}

// A class is what two actors are to each other. Of two that are as friendly or as hostile, the stronger comes first.
type class int

const (
	atWar class = iota
	hostility
	backing
	allied
	guaranteeing
	supporting
	belonging
	recognizing
)

// classOf returns the class of a strand, which is hostility for two that are at war.
func classOf(s *strand) class {
	switch {
	case s.basis() == BacksOpponent:
		return backing
	case s.basis() == CoMembers:
		return belonging
	case s.relation.Type == alliance.AlliedWith:
		return allied
	case s.relation.Type == alliance.Guarantees:
		return guaranteeing
	case s.relation.Type == alliance.Supports:
		return supporting
	case s.relation.Type == alliance.Recognizes:
		return recognizing
	default:
		return hostility
	}
}

// mutual reports whether a claim of the class holds in both directions.
func (c class) mutual() bool { return c == atWar || c == hostility || c == allied || c == belonging }

// implicit reports whether a sentence about two actors can leave them out of a claim of the class.
func (c class) implicit() bool { return c == atWar || c == hostility || c == allied }

// variety is the most claims of one class and direction that an explanation chooses from: they differ in whom an actor
// supports, or in the coalition.
const variety = 4

// claims returns what makes a tie friendly or, if hostile is set, hostile on some days: the strongest first, then what its
// first actor does before what its second does, then what holds on the most days.
func (t *Tie) claims(days alliance.DaySet, hostile bool) []*claim {
	var claims []*claim
	for _, of := range t.topics().list {
		if of.hostile != hostile || !of.asked.Meets(days) {
			continue
		}
		c := &claim{topic: of, tie: t, subject: t.From, object: t.To, days: of.asked.And(days)}
		if of.by == t.To {
			c.subject, c.object = t.To, t.From
		}
		claims = append(claims, c)
	}
	slices.SortStableFunc(claims, func(c, d *claim) int {
		return cmp.Or(c.compareClass(d), cmp.Compare(d.days.Count(), c.days.Count()))
	})
	n := 0
	return slices.DeleteFunc(claims, func(c *claim) bool {
		if n++; n > 1 && claims[0].compareClass(c) != 0 {
			n = 1
		}
		return n > variety
	})
}

// compareClass orders claims about the same two actors by class, then by subject.
func (c *claim) compareClass(d *claim) int {
	ends := []*alliance.Actor{c.tie.From, c.tie.To}
	return cmp.Or(cmp.Compare(c.class, d.class), cmp.Compare(slices.Index(ends, c.subject), slices.Index(ends, d.subject)))
}

// marks returns the status as marked in a sentence, either for all days that this names or for some of them, with these. A
// claim that is simply asserted has no mark.
func (c *claim) marks() (always, sometimes []string) {
	doubtful := c.told.Without(c.grades.AtLeast(alliance.Asserted))
	if doubtful.Empty() {
		return nil, nil
	}
	status, _ := c.grades.Best(c.days)
	if status == alliance.Asserted {
		status, _ = c.grades.Best(doubtful.Final())
	}
	if c.told.Without(c.grades.Exactly(status)).Empty() {
		return []string{strings.ToLower(string(status))}, nil
	}
	return nil, []string{c.doubted(status)}
}

// allMarks returns the marks, whether for all days or for some.
func (c *claim) allMarks() []string {
	always, sometimes := c.marks()
	return append(slices.Clone(always), sometimes...)
}

// conflicts returns the names of those in which the two are at war on days that the sentence names.
func (c *claim) conflicts() []string {
	var names []string
	for _, w := range c.fought {
		if w.days.Meets(c.told) {
			names = append(names, w.what)
		}
	}
	return names
}

// against returns the opponent that the claim names on all days that the sentence does, nil if it is not the same.
func (c *claim) against() *alliance.Actor {
	if c.class == backing {
		return nil
	}
	var one *alliance.Actor
	n := 0
	for _, o := range c.opponents {
		if o.days.Meets(c.told) {
			one = o.what
			n++
		}
	}
	if n > 1 {
		return nil
	}
	return one
}

// others returns what the claim can name besides whom it supports, or its coalition: those of which it says the same, on all
// days that the sentence names.
func (c *claim) others() []*alliance.Actor {
	if c.with == nil {
		return nil
	}
	status, _ := c.grades.Best(c.days)
	var list []*alliance.Actor
	for _, t := range c.tie.topics().list {
		if t.class == c.class && t.by == c.by && t.with != c.with && c.told.Without(t.grades.AtLeast(status)).Empty() {
			list = append(list, t.with)
		}
	}
	return list
}

// obligations returns what the coalition of a membership commits its members to, as written in prose.
func (c *claim) obligations() []string {
	if c.class != belonging {
		return nil
	}
	var list []string
	for _, k := range c.with.Obligations.List() {
		list = append(list, k.Prose())
	}
	return list
}

// opposite returns the other actor of the claim.
func (c *claim) opposite(a *alliance.Actor) *alliance.Actor {
	if a == c.subject {
		return c.object
	}
	return c.subject
}
