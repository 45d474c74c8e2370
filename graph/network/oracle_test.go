package network_test

import (
	"fmt"
	"slices"
	"time"

	"entente/graph/alliance"
	"entente/graph/network"
)

// An oracle finds ties by plain loops over all facts, actors and days, as design.md defines them. It asks the filter about
// each day on its own, and about nothing else of what it tests.
type oracle struct {
	facts      *alliance.Facts
	where      alliance.RelationFilter
	ambivalent network.Ambivalence
	// days are the first of every stretch of days on which nothing changes, whether they are asked for or not.
	days []alliance.Date
	// threads holds what makes pairs friends or enemies on each of the days.
	threads []map[pair][]thread
	// shown are the relations as seen over all days asked for, by id.
	shown map[string]*alliance.Relation
	ties  map[pair]naiveTie
}

// A pair is the ids of two actors, in order.
type pair [2]string

// pairOf returns the pair of two actors.
func pairOf(a, b string) pair { return pair{min(a, b), max(a, b)} }

// A thread is one thing that makes a pair friends or enemies on a day, and the ids of the relations behind it.
type thread struct {
	hostile   bool
	basis     network.Basis
	relations []string
}

// newOracle returns the oracle for a question.
func newOracle(facts *alliance.Facts, where alliance.RelationFilter, ambivalent network.Ambivalence) *oracle {
	o := &oracle{
		facts: facts, where: proving(where), ambivalent: ambivalent, days: turns(facts, where),
		shown: map[string]*alliance.Relation{}, ties: map[pair]naiveTie{},
	}
	for _, r := range held(facts, loose(o.where)) {
		o.shown[r.ID] = r
	}
	for _, day := range o.days {
		o.threads = append(o.threads, o.on(day))
	}
	for _, threads := range o.threads {
		for p := range threads {
			o.ties[p] = o.weigh(p)
		}
	}
	return o
}

// turns returns every day on which something may begin, in order.
func turns(facts *alliance.Facts, where alliance.RelationFilter) []alliance.Date {
	dates := []alliance.Date{where.AsOf, where.Since, where.Until, where.KnownBy}
	for _, a := range facts.Actors {
		dates = append(dates, a.From, a.To)
	}
	for _, r := range facts.Relations {
		for _, e := range r.Evidence {
			dates = append(dates, e.From, e.To, e.Source.Published, e.Source.Covers.To)
		}
	}
	var days []alliance.Date
	for _, d := range dates {
		if d.IsZero() {
			continue
		}
		for _, offset := range []int{0, 1} {
			days = append(days, shifted(d.First(), offset), shifted(d.Last(), offset))
		}
	}
	days = slices.DeleteFunc(days, alliance.Date.IsZero)
	slices.SortFunc(days, func(a, b alliance.Date) int { return int(a.First()) - int(b.First()) })
	return slices.Compact(days)
}

// shifted returns the date of the day some days after another, the zero Date if it is not in the calendar.
func shifted(d alliance.Day, offset int) alliance.Date {
	year, rest := int(d)/10000, int(d)%10000
	if rest < 0 {
		year, rest = year-1, rest+10000
	}
	t := time.Date(year, time.Month(rest/100), rest%100+offset, 0, 0, 0, 0, time.UTC)
	date, err := alliance.NewDate(t.Year(), int(t.Month()), t.Day())
	if err != nil {
		return alliance.Date{}
	}
	return date
}

// on returns what makes pairs friends or enemies on a day: nothing if it is not asked for.
func (o *oracle) on(day alliance.Date) map[pair][]thread {
	threads, members := map[pair][]thread{}, map[string][]*alliance.Relation{}
	w := o.where
	if w.AsOf = day; day.First() < o.where.AsOf.First() || day.First() > o.where.AsOf.Last() {
		return threads
	}
	tie := func(a, b *alliance.Actor, hostile bool, basis network.Basis, relations ...string) {
		if a.ID != b.ID {
			p := pairOf(a.ID, b.ID)
			threads[p] = append(threads[p], thread{hostile, basis, relations})
		}
	}
	for _, r := range held(o.facts, w) {
		if r.Type == alliance.Opposes || o.friendly(r) {
			tie(r.Subject, r.Object, r.Type == alliance.Opposes, network.ByRelation, r.ID)
		}
		if r.Type == alliance.Supports && r.Against != nil {
			tie(r.Subject, r.Against, true, network.BacksOpponent, r.ID)
		}
		if r.Type == alliance.PartOf && o.binds(r.Object.ObligationList()) {
			for _, other := range members[r.Object.ID] {
				tie(r.Subject, other.Subject, false, network.CoMembers, r.ID, other.ID)
			}
			members[r.Object.ID] = append(members[r.Object.ID], r)
		}
	}
	return threads
}

// friendly reports whether a relation, as of a day, makes its actors friends.
func (o *oracle) friendly(r *alliance.Relation) bool {
	switch r.Type {
	case alliance.Supports, alliance.Guarantees, alliance.Recognizes:
		return true
	case alliance.AlliedWith:
		kinds, vague, claimed := r.KindList(), false, r.Status != alliance.Denied
		for _, e := range r.Evidence {
			if (e.Stance != alliance.Denies) == claimed {
				vague = vague || e.Kinds == 0
			} else if slices.Contains(o.where.Statuses, alliance.Denied) {
				kinds = append(kinds, e.KindList()...)
			}
		}
		return vague || obliges(kinds)
	default:
		return false
	}
}

// obliges reports whether some of the obligations are more than nonaggression.
func obliges(kinds []alliance.RelationKind) bool {
	return slices.ContainsFunc(kinds, func(k alliance.RelationKind) bool { return k != alliance.Nonaggression })
}

// binds reports whether a coalition binds its members by obligations that are asked for.
func (o *oracle) binds(kinds []alliance.RelationKind) bool {
	return obliges(kinds) && (o.where.Kinds == nil || slices.ContainsFunc(kinds, func(k alliance.RelationKind) bool {
		return slices.Contains(o.where.Kinds, k)
	}))
}

// A naiveTie is what a pair is to each other over all days asked for.
type naiveTie struct {
	// sign is 1, −1, or 0 if they have no tie; days are the indices of those on which they have one of the sign.
	sign       int
	days       []int
	ambivalent bool
}

// tie returns the tie of two actors.
func (o *oracle) tie(a, b string) naiveTie { return o.ties[pairOf(a, b)] }

// weigh returns the tie of a pair: that of the last day that has one.
func (o *oracle) weigh(p pair) (t naiveTie) {
	signs := make([]int, len(o.days))
	for day, threads := range o.threads {
		friendly := slices.ContainsFunc(threads[p], func(t thread) bool { return !t.hostile })
		hostile := slices.ContainsFunc(threads[p], func(t thread) bool { return t.hostile })
		switch {
		case friendly && hostile:
			signs[day] = map[network.Ambivalence]int{network.AsHostile: -1, network.AsFriendly: 1, network.AsNone: 0}[o.ambivalent]
		case friendly:
			signs[day] = 1
		case hostile:
			signs[day] = -1
		}
		if friendly || hostile {
			t.ambivalent = friendly && hostile
		}
		if signs[day] != 0 {
			t.sign = signs[day]
		}
	}
	for day, sign := range signs {
		if sign != 0 && sign == t.sign {
			t.days = append(t.days, day)
		}
	}
	return t
}

// text describes the tie of a pair on some days, like [oracle.tieTexts].
func (o *oracle) text(from, to string, days []int) string {
	tie := o.tie(from, to)
	var bases []network.Basis
	var relations, despite []string
	for _, day := range days {
		for _, t := range o.threads[day][pairOf(from, to)] {
			if t.hostile == (tie.sign < 0) {
				bases, relations = append(bases, t.basis), append(relations, t.relations...)
			} else {
				despite = append(despite, t.relations...)
			}
		}
	}
	order := []network.Basis{network.ByRelation, network.BacksOpponent, network.CoMembers}
	slices.SortFunc(bases, func(a, b network.Basis) int { return slices.Index(order, a) - slices.Index(order, b) })
	return fmt.Sprint(from, " ", signOf(tie.sign), " ", to, tie.ambivalent, slices.Compact(bases), days, o.attested(relations), o.attested(despite))
}
