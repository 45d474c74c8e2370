package network

import (
	"strings"

	"entente/graph/alliance"
)

// times are when something holds, whatever days are asked for.
type times struct {
	// all are the days on which it does, known those of them that are not only presumed.
	all, known alliance.DaySet
	// outweighed are days on which it would hold if nothing outweighed it; all has none of these.
	outweighed alliance.DaySet
}

// A timing is when something holds as written in an English sentence.
type timing struct {
	// text is for example "from 2 August 1990 to 28 February 1991", "in 2020" or "from 2018 to at least 31 May 2020".
	text string
	// marks are "presumed after 2020" or the like if it is only presumed to hold on the last of the days asked for.
	marks []string
	// days are those that it names: those after the last that is asked for are yet to come.
	days alliance.DaySet
	// since and until are the text without the end of its only span, and without the beginning if the end is named and a
	// source states it; otherwise "".
	since, until string
}

// when returns when a claim holds.
func (c *claim) when() timing { return c.times.when(c.days, c.topic) }

// doubted returns a status that the claim has on only some of the days that the sentence names, with these: on days of the
// reason if there are any, otherwise on others.
func (c *claim) doubted(status alliance.Status) string {
	text := strings.ToLower(string(status))
	days := c.grades.Exactly(status).And(c.told)
	switch around := days.Around(c.days); {
	case !around.Empty():
		days = around
	case c.brief:
		return "at times " + text
	}
	last, _ := c.told.Last()
	var spells []spell
	for _, s := range days.Stretches(&c.doubts) {
		s.Began, s.Ended = true, true
		spells = append(spells, spell{Stretch: s, continues: s.To.IsZero() || s.To.Last() >= last})
	}
	switch first := &spells[0]; {
	case len(spells) > 1:
		return "at times " + text
	case !first.continues && c.starts(days):
		return text + " until " + first.end()
	default:
		return text + " " + first.prose(nil)
	}
}

// starts reports whether some days begin when those that the sentence names do.
func (c *claim) starts(days alliance.DaySet) bool {
	return days.Spans()[0].From == c.told.Spans()[0].From
}

// together returns when all of some claims hold, and nothing outweighs them.
func together(claims []*claim) timing {
	held := times{all: alliance.AllDays(), known: alliance.AllDays()}
	days := alliance.AllDays()
	topics := make([]*topic, len(claims))
	for i, c := range claims {
		held.all, held.known = held.all.And(c.all), held.known.And(c.known)
		held.outweighed = held.outweighed.Or(c.tie.topics().outweighing)
		days = days.And(c.days)
		topics[i] = c.topic
	}
	held.outweighed = held.outweighed.And(held.all)
	held.all = held.all.Without(held.outweighed)
	return held.when(days, topics...)
}

// when returns the times of topics as written in a sentence about some days.
//
// The days of a reason or tie restrict which of the longest spans are named, but do not cut these: in September 1990, Iraq
// and Kuwait are at war from 2 August 1990. An end that is open or later than the days is not named: on these days, it is
// yet to come. An end that no source states, unless something outweighs them from there on, is one up to which, at least,
// they hold; what is known of a single day only, holds as of that day. Of more than two spans, only the beginning of the
// first and the end of the last are named.
func (t *times) when(days alliance.DaySet, of ...*topic) timing {
	runs := t.all.Around(days)
	spells := t.spells(runs, of)
	end := &spells[len(runs)-1]
	last, _ := days.Last()
	end.continues = end.To.IsZero() || end.To.Last() > last
	told := timing{days: runs.Until(last)}
	sure, after := lastKnown(last, runs[len(runs)-1:].And(t.known))
	switch {
	case sure:
	case after.IsZero():
		told.marks = []string{"presumed"}
	case !end.Began && end.From.First() == after.Last():
		end.To, end.continues = after, false
		told.marks = []string{"presumed since"}
	default:
		told.marks = []string{"presumed after " + coarser(after, alliance.Date.Last).Prose()}
	}
	told.text = prose(spells, of)
	if len(spells) == 1 && !end.continues {
		if end.Ended {
			told.until = "until " + end.end()
		}
		end.continues = true
		told.since = end.prose(of)
	}
	return told
}

// spells returns runs of days on which topics hold as spells.
func (t *times) spells(runs alliance.DaySet, of []*topic) []spell {
	edges := make([]*alliance.Edges, len(of))
	for i := range of {
		edges[i] = &of[i].edges
	}
	spells := make([]spell, len(runs))
	for i, s := range runs.Stretches(edges...) {
		whole := t.all.Or(t.outweighed).Around(runs[i : i+1]).Spans()[0]
		s.Began = s.Began || whole.From.First() < s.From.First()
		s.Ended = s.Ended || whole.To.Last() > s.To.Last()
		spells[i] = spell{Stretch: s, first: i == 0}
	}
	return spells
}

// lastKnown reports whether a day is one of the known days of its span, and returns the last of these before it.
func lastKnown(day alliance.Day, known alliance.DaySet) (sure bool, before alliance.Date) {
	for _, s := range known.Spans() {
		switch {
		case s.To.Last() < day:
			before = s.To
		case s.From.First() <= day:
			return true, before
		}
	}
	return false, before
}
