package network

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// Explanation returns the reason as one English sentence, whatever the number of relations and statements, for example
// "At war from 2 August 1990, though both belong to the Arab League.", "Both support the Libyan National Army from 2018." or
// "As of May 2020, Russia supports the Libyan National Army, which is at war with the Government of National Accord (Second
// Libyan Civil War), which Turkey supports."
//
// Of all that makes two actors friends or enemies, a sentence on their own tie names the strongest thing and, if that does
// not hold on all days of the tie, another, each with its times; and the strongest that says the opposite in between. Any
// other sentence names one thing for each tie, and says when all of these hold, "at once" if some hold on other days, too:
// see [times.when]. It prefers what holds on all days of the reason, then what is the same for both actors, then what is
// strongest. What is said without a time of its own holds on all days that the sentence names. What is not simply asserted
// is marked as alleged, disputed or denied; what is presumed, as presumed.
func (r *Reason) Explanation() string {
	if r.Rule == Direct {
		return sentence(r.Ties[0].explanation())
	}
	chosen := choose(r.Ties, r.days)
	held := at(chosen)
	actors := r.Actors()
	if len(chosen) == 2 {
		if said := shared("both", chosen[0], chosen[1], actors[1]); said != nil {
			return sentence(said.during(held))
		}
	}
	return sentence(held.with(narrative(chosen, actors), brackets(chosen)...))
}

// Explanation returns the tension as one English sentence, for example "Iraq is at war with Kuwait, yet both are allied with
// Egypt (all at once from 2 August 1990 to 28 February 1991)." It is made as that of a reason is.
func (t *Tension) Explanation() string {
	hostile := slices.IndexFunc(t.Ties, func(tie Tie) bool { return tie.Sign == alliance.Negative })
	pair := t.Ties[hostile]
	third := t.Actors[slices.IndexFunc(t.Actors, func(a *alliance.Actor) bool { return a != pair.From && a != pair.To })]
	between, others := choose([]Tie{pair}, t.days)[0], choose([]Tie{t.to(pair.From, third), t.to(third, pair.To)}, t.days)
	held := at(append([]*claim{between}, others...))
	said, ends := t.said(between, others, third)
	return sentence(held.with(said, ends...))
}

// said returns what three claims say, one of a hostile tie and two of the third actor, and the brackets in which it may end.
func (t *Tension) said(between *claim, others []*claim, third *alliance.Actor) (text string, ends []string) {
	one, other := others[0].opposite(third), others[1].opposite(third)
	both := "both"
	if between.class == backing { // which names others, too
		both = "both " + alliance.Named(one) + " and " + alliance.Named(other)
	}
	if found := shared(both, others[0], others[1], third); found != nil {
		return between.clause(between.subject) + t.conjunction() + found.at(timing{}), found.brackets()
	}
	actors := []*alliance.Actor{one, third, other}
	on, rest := between.subject, narrative(others, actors)
	if first := start(others, actors); first == on || first != third && between.class.mutual() {
		on, rest = first, strings.TrimPrefix(rest, alliance.Named(first)+" ")
	}
	return between.clause(on) + t.conjunction() + rest, brackets(others)
}

// conjunction returns the word between the hostile tie and the other two.
func (t *Tension) conjunction() string {
	if t.Hostile() == 1 {
		return ", yet "
	}
	return ", and "
}

// to returns the tie from one actor of a tension to another.
func (t *Tension) to(from, to *alliance.Actor) Tie {
	tie := t.Ties[slices.IndexFunc(t.Ties, func(tie Tie) bool {
		return tie.From == from && tie.To == to || tie.From == to && tie.To == from
	})]
	tie.From, tie.To = from, to
	return tie
}

// explanation returns the tie as a sentence whose subject, the two actors, is understood.
func (t *Tie) explanation() string {
	claims := t.salient()
	var told alliance.DaySet
	said := ""
	for i, c := range claims {
		held := c.when()
		c.told, told = held.days, told.Or(held.days)
		h := c.head(len(claims) == 1)
		if len(claims) == 1 {
			h.addition = c.addition(held)
		}
		if i > 0 {
			said += ", and "
			if !c.class.mutual() && c.subject == claims[0].subject && !claims[0].class.mutual() {
				h.text = strings.TrimPrefix(h.text, alliance.Named(c.subject)+" ")
			}
		}
		said += h.at(held)
	}
	if despite := t.claims(t.days.Hull(), t.Sign == alliance.Positive); len(despite) > 0 {
		said = strings.TrimSuffix(said, ",") + ", though " + despite[0].despite(told)
	}
	return said
}

// salient returns the strongest claim of the tie and, if it does not hold on all days, the strongest that holds on all
// others or, failing that, on some. Those that leave out their subject come first, then by their first days.
func (t *Tie) salient() []*claim {
	claims := t.claims(t.days, t.Sign == alliance.Negative)
	left := t.days.Without(claims[0].days)
	adds := func(c *claim) bool { return c.days.Meets(left) }
	all := func(c *claim) bool { return left.Without(c.days).Empty() }
	other := slices.IndexFunc(claims, all)
	if other < 0 {
		other = slices.IndexFunc(claims, adds)
	}
	if left.Empty() || other < 0 {
		return claims[:1]
	}
	claims = []*claim{claims[0], claims[other]}
	slices.SortStableFunc(claims, func(c, d *claim) int {
		if c.class.implicit() != d.class.implicit() {
			return cmp.Compare(c.class, d.class) // the strongest are implicit
		}
		return cmp.Compare(c.days.Spans()[0].From.First(), d.days.Spans()[0].From.First())
	})
	return claims
}

// despite returns a claim that says the opposite of a tie, without kinds, with its times unless it holds on all days that
// are named for the tie.
func (c *claim) despite(told alliance.DaySet) string {
	held := timing{days: told}
	if !told.Without(c.all).Empty() {
		held = c.when()
	}
	c.told = held.days
	h := c.head(false)
	if c.class != atWar {
		h.before, h.after = c.marks()
	}
	return h.at(held)
}

// choose returns one claim for each tie: such that, together, they hold on all of the days or, failing that, on the last
// of them; then such that they are of one class and direction; then the strongest.
func choose(ties []Tie, days alliance.DaySet) []*claim {
	var best []*claim
	most, ideal := -1, 4
	if len(ties) == 2 {
		ideal = 5
	}
	options := make([][]*claim, len(ties))
	for i := range ties {
		options[i] = ties[i].claims(days, ties[i].Sign == alliance.Negative)
	}
	var extend func(chosen []*claim, left alliance.DaySet)
	extend = func(chosen []*claim, left alliance.DaySet) {
		switch {
		case left.Empty() || most == ideal:
		case len(chosen) == len(ties):
			if n := suitability(chosen, left, days); n > most {
				best, most = slices.Clone(chosen), n
			}
		default:
			for _, c := range options[len(chosen)] {
				extend(append(chosen, c), left.And(c.days))
			}
		}
	}
	extend(nil, days)
	return best
}

// suitability returns how well claims that hold together on some of the days explain them; of the same suitability, those
// that are found first are stronger.
func suitability(chosen []*claim, held, days alliance.DaySet) int {
	n := 0
	last, _ := days.Last()
	if end, _ := held.Last(); end == last {
		n += 2
	}
	if held.Equal(days) {
		n += 2
	}
	if len(chosen) == 2 && chosen[0].like(chosen[1]) {
		n++
	}
	return n
}

// like reports whether two claims about different actors and the same third one say the same of them.
func (c *claim) like(d *claim) bool {
	same := c.subject == d.subject || c.object == d.object || c.class.mutual()
	return same && c.class == d.class && c.with == d.with
}
