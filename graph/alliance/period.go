package alliance

import "slices"

// A Period is one of the longest runs of days on which a relation has the same kinds, status and certainty.
type Period struct {
	// Span is from the first to the last day; an end is absent only if the relation is presumed to go on.
	Span
	// Began and Ended report whether a source says that the relation began on the first day, and ended on the last.
	Began, Ended bool
	Kinds        KindSet
	Status       Status
	Certainty    Certainty
	// Sources are those that state something about these days, by publication, then by id.
	Sources []*Source
}

// KindList returns the kinds in the order of the schema.
func (p *Period) KindList() []RelationKind { return p.Kinds.List() }

// Periods returns the periods of a relation, in order, as known from the viewpoint that it is seen from, on whatever
// days that asks for. Days on which nothing is claimed and something is denied are periods of the status Denied. Days
// that are only presumed are part of periods only if the viewpoint presumes.
func (r *Relation) Periods() []Period {
	whole, s := r.sight()
	pieces := whole.pieces(nil, s)
	var runs []run
	for _, d := range stretches(pieces) {
		t := weigh(pieces, d)
		if !t.claimed && !t.denied {
			continue
		}
		next := run{d, state{t.kinds(), t.status(), t.certainty()}}
		if n := len(runs); n > 0 && runs[n-1].state == next.state && runs[n-1].last.Next() == d.first {
			runs[n-1].last = d.last
			continue
		}
		runs = append(runs, next)
	}
	periods := make([]Period, len(runs))
	for i, next := range runs {
		periods[i] = next.period(pieces)
	}
	return periods
}

// stretches returns the days from the first to the last that pieces speak of, cut wherever one begins or ends, in order.
func stretches(pieces []piece) []days {
	var cuts []Day
	for i := range pieces {
		if p := &pieces[i]; !p.empty() {
			cuts = append(cuts, p.first, p.last.Next())
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	list := make([]days, 0, len(cuts))
	for i := 1; i < len(cuts); i++ {
		list = append(list, days{cuts[i-1], cuts[i].Prev()})
	}
	return list
}

// A run is days on which a relation is in one state.
type run struct {
	days
	state
}

// A state is what a relation is on a day.
type state struct {
	kinds     KindSet
	status    Status
	certainty Certainty
}

// period returns the run with what pieces say about it.
func (r *run) period(pieces []piece) Period {
	p := Period{Kinds: r.kinds, Status: r.status, Certainty: r.certainty}
	p.Span, p.Began, p.Ended = edges(r.days, pieces, func(q piece) bool {
		return q.meets(r.days) && (q.Stance == Denies) == (r.status == Denied)
	})
	for i := range pieces {
		if q := &pieces[i]; q.meets(r.days) {
			p.Sources = append(p.Sources, q.Source)
		}
	}
	sortByPosition(p.Sources)
	p.Sources = slices.Compact(p.Sources)
	return p
}
