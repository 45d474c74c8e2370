package storetest

import (
	"slices"

	"entente/graph/alliance"
)

// statements are what is known about one relation from one viewpoint, in the order of publication. The oracle asks
// them about one day after the other.
type statements struct {
	relation        *alliance.Relation
	at              alliance.Viewpoint
	claims, denials []statement
	// lives are the days on which all of the relation's actors live.
	lives stretch
	// days are the days worth asking about: the first and last of every date that matters, and their neighbours, so that
	// nothing changes on the days that are left out.
	days []int
}

// A statement is a claim or a denial with the days on which it is known to hold, or of which it speaks.
type statement struct {
	*alliance.Evidence
	// from and to are the days of its dates, published is the day of its publication, and covered is the last day that it
	// speaks of if it gives no end.
	from, to           stretch
	published, covered int
	known              stretch
}

// A oneDay is what statements say about one day.
type oneDay struct {
	day     int
	claims  []claimOfDay
	denials []statement
}

// A claimOfDay is what a claim says about one day.
type claimOfDay struct {
	statement
	certainty alliance.Certainty
	// kinds are those that the claim names; left are those that no denial takes away.
	kinds, left []alliance.RelationKind
	// refuted is set if a denial takes away the relation.
	refuted bool
}

// isLeft reports whether the denials of the day leave anything of the claim.
func (c claimOfDay) isLeft() bool { return !c.refuted && (len(c.kinds) == 0 || len(c.left) > 0) }

// newStatements returns the statements about a relation that are known from a viewpoint.
func newStatements(r *alliance.Relation, at alliance.Viewpoint) *statements {
	s := &statements{relation: r, at: at, lives: stretch{never, always}}
	for _, a := range []*alliance.Actor{r.Subject, r.Object, r.Against, r.Coalition} {
		if a != nil && r.Type != alliance.Succeeds {
			s.lives = s.lives.within(daysOver(a.Span))
		}
	}
	for _, e := range evidenceKnownBy(r.Evidence, at.KnownBy) {
		next := statement{
			Evidence: e, from: daysOf(e.From), to: daysOf(e.To), published: publicationDay(e.Source),
			covered: min(coveredDay(e.Source), daysOf(at.KnownBy).last),
		}
		if e.Stance == alliance.Denies {
			s.denials = append(s.denials, next)
		} else {
			next.known = next.stated().within(s.lives)
			s.claims = append(s.claims, next)
		}
	}
	s.days = s.daysThatMatter()
	for i, n := range s.denials {
		s.denials[i].known = s.denied(n).within(s.lives)
	}
	return s
}

// coveredDay returns the last day that a source covers: that of its publication if it does not say.
func coveredDay(source *alliance.Source) int {
	if isAbsent(source.Covers.To) {
		return publicationDay(source)
	}
	return daysOf(source.Covers.To).last
}

// stated returns the days on which the source knows what it states to hold, whether or not the actors live.
func (s statement) stated() stretch {
	begins, ends := !isAbsent(s.From), !isAbsent(s.To)
	switch {
	case begins && ends:
		return stretch{s.from.first, s.to.last}
	case begins:
		return stretch{s.from.first, s.covered}
	case ends:
		return s.to
	default:
		day := min(s.published, s.covered)
		return stretch{day, day}
	}
}

// denied returns the days that a denial speaks of. One without dates speaks of the run of claimed days, known or
// presumed, that holds at its publication or, if none does, of the last before it.
func (s *statements) denied(n statement) stretch {
	if !isAbsent(n.From) || !isAbsent(n.To) {
		return n.stated()
	}
	at := -1 // the place of the last claimed day until the publication
	for i, day := range s.days {
		if day <= n.published && s.claimed(day) {
			at = i
		}
	}
	if at < 0 {
		return stretch{n.published, n.published}
	}
	first, last := at, at
	for first > 0 && s.claimed(s.days[first-1]) {
		first--
	}
	for last+1 < len(s.days) && s.claimed(s.days[last+1]) {
		last++
	}
	run := stretch{s.days[first], s.days[last]}
	if run.last == afterwards {
		run.last = always
	}
	return run
}

// claimed reports whether a claim is known, or presumed, to hold on a day.
func (s *statements) claimed(day int) bool {
	return slices.ContainsFunc(s.claims, func(c statement) bool {
		_, goesOn := s.presumed(c, day)
		return goesOn || c.known.has(day)
	})
}

// daysThatMatter returns the days worth asking about, in order.
func (s *statements) daysThatMatter() []int {
	dates := []alliance.Date{s.at.AsOf, s.at.Since, s.at.Until, s.at.KnownBy}
	for _, e := range s.relation.Evidence {
		dates = append(dates, e.From, e.To, e.Source.Published, e.Source.Covers.To)
	}
	for _, a := range []*alliance.Actor{s.relation.Subject, s.relation.Object, s.relation.Against, s.relation.Coalition} {
		if a != nil {
			dates = append(dates, a.From, a.To)
		}
	}
	days := []int{afterwards}
	for _, d := range dates {
		if !isAbsent(d) {
			is := daysOf(d)
			days = append(days, is.first-1, is.first, is.first+1, is.last-1, is.last, is.last+1)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// on returns what the statements say about a day.
func (s *statements) on(day int) oneDay {
	is := oneDay{day: day}
	for _, n := range s.denials {
		if n.known.has(day) {
			is.denials = append(is.denials, n)
		}
	}
	for _, c := range s.claims {
		if c.known.has(day) {
			is.claims = append(is.claims, against(claimOfDay{statement: c, certainty: alliance.Known, kinds: c.KindList()}, is.denials))
		} else if kinds, goesOn := s.presumed(c, day); goesOn {
			is.claims = append(is.claims, against(claimOfDay{statement: c, certainty: alliance.Presumed, kinds: kinds}, is.denials))
		}
	}
	return is
}

// against returns a claim with what the denials leave of it.
func against(c claimOfDay, denials []statement) claimOfDay {
	var denied []alliance.RelationKind
	for _, n := range denials {
		denied = append(denied, n.KindList()...)
		c.refuted = c.refuted || len(n.KindList()) == 0
	}
	for _, k := range c.kinds {
		if !slices.Contains(denied, k) {
			c.left = append(c.left, k)
		}
	}
	return c
}

// presumed reports whether a claim that is not known to hold on a day is presumed to, and with which of its kinds.
func (s *statements) presumed(c statement, day int) (kinds []alliance.RelationKind, goesOn bool) {
	end := c.stated().last
	if c.known.empty() {
		if isAbsent(c.From) || !s.lives.has(c.from.first) {
			return nil, false // nobody says that it began
		}
		end = c.from.first - 1
	}
	if !s.at.Presumed || !isAbsent(c.To) || day <= end || !isAbsent(c.From) && day < c.from.first || !s.lives.has(day) {
		return nil, false
	}
	for _, later := range s.claims {
		if later.published > c.published && !isAbsent(later.To) && later.to.last >= c.earliestEnd(end) && day > later.to.last &&
			!s.continues(c, later) {
			return nil, false
		}
	}
	kinds = c.KindList()
	for _, later := range s.denials {
		dated := !isAbsent(later.From) || !isAbsent(later.To)
		if later.published <= c.published || day < later.begins() || dated && later.stated().last < c.earliestEnd(end) {
			continue
		}
		denied := later.KindList()
		kinds = slices.DeleteFunc(kinds, func(k alliance.RelationKind) bool { return slices.Contains(denied, k) })
		if len(denied) == 0 || len(c.KindList()) > 0 && len(kinds) == 0 {
			return nil, false
		}
	}
	return kinds, true
}

// continues reports whether some claim published later than c is known to hold on the day after a claim that gives an end,
// so that it was none. If c names kinds, it has one in common with that claim; a claim without kinds has all.
func (s *statements) continues(c, end statement) bool {
	return slices.ContainsFunc(s.claims, func(later statement) bool {
		common := len(c.KindList()) == 0 || len(later.KindList()) == 0 || len(end.KindList()) == 0 ||
			slices.ContainsFunc(later.KindList(), func(k alliance.RelationKind) bool { return slices.Contains(end.KindList(), k) })
		return common && later.published > c.published && later.known.has(end.to.last+1)
	})
}

// earliestEnd returns the first day on which a claim that is known to hold until a day may end: the first of it if it is
// known to hold on none.
func (s statement) earliestEnd(known int) int {
	if s.known.empty() {
		return s.from.first
	}
	return known
}

// begins returns the day from which on a denial ends what is presumed.
func (s statement) begins() int {
	switch {
	case !isAbsent(s.From):
		return s.from.first
	case !isAbsent(s.To):
		return s.to.first
	default:
		return s.published
	}
}

// anyDay reports whether the viewpoint asks for all days.
func (s *statements) anyDay() bool {
	return isAbsent(s.at.AsOf) && isAbsent(s.at.Since) && isAbsent(s.at.Until)
}

// asked returns what the statements say about each of the days asked for. If these are all days, denials of no day at all
// are added as a day of their own, and if nothing is claimed on any day, so are the claims.
func (s *statements) asked() []oneDay {
	var about []oneDay
	for _, day := range s.days {
		if daysOf(s.at.AsOf).has(day) && daysOf(s.at.Since).first <= day && day <= daysOf(s.at.Until).last {
			about = append(about, s.on(day))
		}
	}
	if !s.anyDay() {
		return about
	}
	rest := oneDay{denials: s.denials}
	for _, c := range s.claims {
		if !anyClaim(about) {
			rest.claims = append(rest.claims, claimOfDay{statement: c, kinds: c.KindList(), left: c.KindList()})
		}
	}
	return append(about, rest)
}

// speaksOn reports whether a statement is about one of the days.
func speaksOn(days []oneDay, id string) bool {
	return slices.ContainsFunc(days, func(d oneDay) bool {
		return slices.ContainsFunc(d.claims, func(c claimOfDay) bool { return c.ID == id }) ||
			slices.ContainsFunc(d.denials, func(n statement) bool { return n.ID == id })
	})
}

// shownOn returns the evidence that is about one of the days, in order; all that is known if all days are asked for.
func (s *statements) shownOn(days []oneDay) []*alliance.Evidence {
	var shown []*alliance.Evidence
	for _, e := range evidenceKnownBy(s.relation.Evidence, s.at.KnownBy) {
		if s.anyDay() || speaksOn(days, e.ID) {
			shown = append(shown, e)
		}
	}
	return inOrder(shown)
}

// anyClaim reports whether something is claimed of one of the days.
func anyClaim(days []oneDay) bool {
	return slices.ContainsFunc(days, func(d oneDay) bool { return len(d.claims) > 0 })
}
