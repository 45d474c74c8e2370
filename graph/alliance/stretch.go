package alliance

import "time"

// A Stretch is a run of days on which something holds, with what sources say of its ends.
type Stretch struct {
	// Span is from the first to the last day; an end is absent if it is open, and written as a source states it if one
	// does.
	Span
	// Began and Ended report whether a source states the first day as a beginning, and the last as an end.
	Began, Ended bool
}

// Edges are the days on which something begins and ends by what sources state, each as the most precise of them writes it.
// The zero Edges has none.
type Edges struct{ from, to map[Day]Date }

// Add adds an end of a span as a source states it; an absent one is none.
func (e *Edges) Add(s Span) {
	if e.from == nil {
		e.from, e.to = map[Day]Date{}, map[Day]Date{}
	}
	if !s.From.IsZero() {
		precise(e.from, s.From.First(), s.From)
	}
	if !s.To.IsZero() {
		precise(e.to, s.To.Last(), s.To)
	}
}

// AddRelation adds what the claims of a relation or, if there are none, its denials say, as known from the viewpoint that it
// is seen from, and the lives of its actors. With denials, it adds what these say, too.
func (e *Edges) AddRelation(r *Relation, denials bool) {
	whole, sight := r.sight()
	pieces := whole.pieces(nil, sight)
	claimed := claims(pieces)
	for i := range pieces {
		if p := &pieces[i]; !p.empty() && (denials || (p.Stance != Denies) == claimed) {
			e.Add(p.Span)
		}
	}
	for _, a := range [...]*Actor{r.Subject, r.Object, r.Against, r.Coalition} {
		if a != nil {
			e.Add(a.Span)
		}
	}
}

// claims reports whether one of the pieces is a claim.
func claims(pieces []piece) bool {
	for i := range pieces {
		if pieces[i].Stance != Denies {
			return true
		}
	}
	return false
}

// precise sets the date of a day in a map if it is more precise than the one that is there.
func precise(dates map[Day]Date, on Day, d Date) {
	if known, ok := dates[on]; !ok || d.preciser(known) {
		dates[on] = d
	}
}

// Stretches returns the runs of days in the set, in order, with what edges say of their ends.
func (s DaySet) Stretches(edges ...*Edges) []Stretch {
	stretches := make([]Stretch, len(s))
	for i, run := range s {
		t := &stretches[i]
		t.Span = Span{run.first.Date(), run.last.Date()}
		for _, e := range edges {
			if d, ok := e.from[run.first]; ok && (!t.Began || d.preciser(t.From)) {
				t.From, t.Began = d, true
			}
			if d, ok := e.to[run.last]; ok && (!t.Ended || d.preciser(t.To)) {
				t.To, t.Ended = d, true
			}
		}
	}
	return stretches
}

// Set returns the days of the span.
func (s Span) Set() DaySet { return DaySet{s.days()}.And(AllDays()) }

// Until returns the days of the set that are not after a day.
func (s DaySet) Until(last Day) DaySet { return s.And(DaySet{{FirstDay, last}}) }

// Count returns the number of days in the set; an open side of it is some days longer than the calendar.
func (s DaySet) Count() int {
	n := 0
	for _, run := range s {
		n += run.last.number() - run.first.number() + 1
	}
	return n
}

// number returns the number of the day, counted from 1 January 1970.
func (d Day) number() int {
	year, month, day := d.parts()
	return int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}
