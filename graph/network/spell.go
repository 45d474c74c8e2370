package network

import (
	"strings"

	"entente/graph/alliance"
)

// A spell is a stretch of days in a sentence.
type spell struct {
	alliance.Stretch
	// first is set for the first in the sentence.
	first bool
	// continues is set if its end is not named.
	continues bool
}

// prose returns spells, of which there is at least one, as written in a sentence about topics.
func prose(spells []spell, of []*topic) string {
	first, last := &spells[0], &spells[len(spells)-1]
	switch {
	case len(spells) == 1:
		return first.prose(of)
	case len(spells) == 2:
		return first.prose(of) + " and " + last.prose(of)
	case last.continues:
		return "at times from " + first.start()
	default:
		return "at times between " + first.start() + " and " + last.end()
	}
}

// prose returns the spell as written in a sentence, for example "from 2018 to 2020".
func (s *spell) prose(of []*topic) string {
	single := s.From.First() == s.To.Last()
	switch {
	case s.continues && s.Began:
		return "from " + s.start()
	case s.continues:
		return "from at least " + s.start()
	case single && !s.Began && !s.Ended:
		return "as of " + reported(s.From, of).Prose()
	case s.Began && !s.Ended && s.From.Last() >= s.To.Last():
		return "from " + s.start()
	case s.Ended && !s.Began && s.To.First() <= s.From.First():
		return s.until() + s.end()
	case s.Began == s.Ended && s.start() == s.end():
		return in(s.From) + s.start()
	case s.Began == s.Ended && s.whole() != alliance.Date{}:
		return in(s.whole()) + s.whole().Prose()
	case s.Began && s.Ended && s.From.First() <= s.To.First() && s.From.Last() >= s.To.Last():
		return "from " + s.dawn() + " to " + s.end()
	case s.Began && s.Ended:
		return "from " + s.Span.Prose()
	default:
		return s.bounds()
	}
}

// until returns the preposition of a spell that is known in what is stated as its end only.
func (s *spell) until() string {
	if s.first {
		return "until "
	}
	return in(s.To)
}

// bounds returns the spell by both of its ends, one of which, at least, no source states.
func (s *spell) bounds() string {
	from, to := "from "+s.start(), " to "+s.end()
	if !s.Began {
		from = "from at least " + s.start()
	}
	switch year := coarser(s.To, alliance.Date.Last); {
	case s.Ended:
	case year.First() <= s.From.First():
		to = " to at least the end of the " + unit(year)
	default:
		to = " to at least " + s.end()
	}
	return from + to
}

// unit returns the precision of a partial date.
func unit(d alliance.Date) string {
	if strings.Contains(strings.TrimPrefix(d.String(), "-"), "-") {
		return "month"
	}
	return "year"
}

// start returns the beginning as a source states it, otherwise as the month or year of the spell that begins on it, if one
// does.
func (s *spell) start() string {
	if c := coarser(s.From, alliance.Date.First); !s.Began && (s.To.IsZero() || c.Last() < s.To.Last()) {
		return c.Prose()
	}
	return s.From.Prose()
}

// dawn returns the first day of a beginning that contains the end; one that is qualified, as it is.
func (s *spell) dawn() string {
	if strings.ContainsAny(s.From.String(), "~?") || s.From == s.To {
		return s.From.Prose()
	}
	return alliance.Span{From: s.From}.Set().Spans()[0].From.Prose()
}

// end returns the end as a source states it, otherwise as the month or year of the spell that ends on it, if one does.
func (s *spell) end() string {
	if c := coarser(s.To, alliance.Date.Last); !s.Ended && c.First() > s.From.First() {
		return c.Prose()
	}
	return s.To.Prose()
}

// whole returns the month or year that the spell fills, the zero Date if it fills none.
func (s *spell) whole() alliance.Date {
	if d := coarser(s.From, alliance.Date.First); d.Last() == s.To.Last() {
		return d
	}
	if d := coarser(s.To, alliance.Date.Last); d.First() == s.From.First() {
		return d
	}
	return alliance.Date{}
}

// coarser returns the year or else the month that has the same edge, its first or its last day, as a date; the date
// itself if there is none, or if it is qualified.
func coarser(d alliance.Date, edge func(alliance.Date) alliance.Day) alliance.Date {
	if strings.ContainsAny(d.String(), "~?") {
		return d
	}
	parts := strings.Split(strings.TrimPrefix(d.String(), "-"), "-")
	for n := 1; n < len(parts); n++ {
		text := strings.TrimSuffix(d.String(), "-"+strings.Join(parts[n:], "-"))
		if c := alliance.MustDate(text); edge(c) == edge(d) {
			return c
		}
	}
	return d
}

// reported returns a day as the date on which topics were last reported, if that ends on the day, as a month of publication
// does.
func reported(day alliance.Date, of []*topic) alliance.Date {
	for _, t := range of {
		if d, ok := t.reported[day.Last()]; ok {
			return d
		}
	}
	return day
}

// in returns the preposition of a date, with a space: "on " if it is a day, otherwise "in ".
func in(d alliance.Date) string {
	if d.First() == d.Last() {
		return "on "
	}
	return "in "
}
