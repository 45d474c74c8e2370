package storetest

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// span returns the first and the last day on which a claim is known to hold, on whatever days the question asks for;
// of a denial if nothing is claimed.
func (s *statements) span() alliance.Span {
	speaking := s.claims
	if len(speaking) == 0 {
		speaking = s.denials
	}
	speaking = slices.DeleteFunc(slices.Clone(speaking), func(s statement) bool { return s.known.empty() })
	if len(speaking) == 0 {
		return alliance.Span{}
	}
	first, last := always, never
	for _, s := range speaking {
		first, last = min(first, s.known.first), max(last, s.known.last)
	}
	from, _ := firstEdge(speaking, first)
	to, _ := lastEdge(speaking, last)
	return alliance.Span{From: from, To: to}
}

// firstEdge returns the day on which something begins, as a statement says it if one does.
func firstEdge(speaking []statement, day int) (edge alliance.Date, stated bool) {
	var dates []alliance.Date
	for _, s := range speaking {
		if !isAbsent(s.From) && s.from.first == day {
			dates = append(dates, s.From)
		}
	}
	return edgeOf(dates, day)
}

// lastEdge returns the day on which something ends, as a statement says it if one does.
func lastEdge(speaking []statement, day int) (edge alliance.Date, stated bool) {
	var dates []alliance.Date
	for _, s := range speaking {
		if !isAbsent(s.To) && s.to.last == day {
			dates = append(dates, s.To)
		}
	}
	return edgeOf(dates, day)
}

// edgeOf returns the most precise of the dates, of several the one without a qualification; if there are none, the day
// as a date.
func edgeOf(dates []alliance.Date, day int) (edge alliance.Date, stated bool) {
	if len(dates) == 0 {
		return dateOf(day), false
	}
	return slices.MinFunc(dates, func(a, b alliance.Date) int {
		return cmp.Or(cmp.Compare(length(a), length(b)), cmp.Compare(qualification(a), qualification(b)))
	}), true
}

// length returns the number of days of a date.
func length(d alliance.Date) int { return daysOf(d).last - daysOf(d).first + 1 }

// qualification returns how a date is qualified: an exact date comes before an approximate one, and that before an
// uncertain one.
func qualification(d alliance.Date) int {
	return max(strings.Index("~?", d.String()[len(d.String())-1:]), -1)
}

// periods returns the runs of days with the same kinds, status and certainty.
func (s *statements) periods() []alliance.Period {
	var periods []alliance.Period
	var run []oneDay
	end := func() {
		if len(run) > 0 {
			periods = append(periods, periodOf(run))
		}
		run = nil
	}
	for _, day := range s.days {
		is := s.on(day)
		if len(run) > 0 && !alike(run[0], is) {
			end()
		}
		if !is.silent() {
			run = append(run, is)
		}
	}
	end()
	return periods
}

// alike reports whether two days have the same kinds, status and certainty.
func alike(a, b oneDay) bool {
	return a.silent() == b.silent() && kindsOn(a) == kindsOn(b) &&
		statusOn([]oneDay{a}) == statusOn([]oneDay{b}) && certaintyOn([]oneDay{a}) == certaintyOn([]oneDay{b})
}

// silent reports whether nothing is said about the day.
func (d oneDay) silent() bool { return len(d.claims) == 0 && len(d.denials) == 0 }

// kindsOn returns the kinds that are claimed on a day; if nothing is, those that are denied.
func kindsOn(d oneDay) alliance.KindSet {
	claimed, denied := kindsOf([]oneDay{d})
	if len(d.claims) == 0 {
		return alliance.SetOf(denied...)
	}
	return alliance.SetOf(claimed...)
}

// periodOf returns the period of a run of days that are alike. Its edges are as the claims of these days say, or the
// denials if nothing is claimed.
func periodOf(run []oneDay) alliance.Period {
	var claims, denials []statement
	for _, d := range run {
		for _, c := range d.claims {
			claims = append(claims, c.statement)
		}
		denials = append(denials, d.denials...)
	}
	speaking := claims
	if len(claims) == 0 {
		speaking = denials
	}
	p := alliance.Period{Kinds: kindsOn(run[0]), Status: statusOn(run), Certainty: certaintyOn(run)}
	p.From, p.Began = firstEdge(speaking, run[0].day)
	p.To, p.Ended = lastEdge(speaking, run[len(run)-1].day)
	for _, s := range slices.Concat(claims, denials) {
		if !slices.Contains(p.Sources, s.Source) {
			p.Sources = append(p.Sources, s.Source)
		}
	}
	inOrder(p.Sources)
	return p
}
