package alliance

import (
	"cmp"
	"slices"
)

// A manner is what the statements of a relation are like.
type manner uint8

const (
	// denies: some of them deny it, or kinds of it.
	denies manner = 1 << iota
	// open: some of them claim it without saying when it ended.
	open
	// began and ended: a source says that the relation began on its first day, and that it ended on its last.
	began
	ended
	// gaps: it is not known to hold on all of the days in between.
	gaps
	// binding: one of those shown says that it obliges to more than nonaggression, or not to what.
	binding
)

// life returns the days on which all actors of the relation live. The lives that SUCCEEDS leads from and to need not
// share a day.
func (r *Relation) life() days {
	alive := always()
	if r.Type == Succeeds {
		return alive
	}
	for _, a := range [...]*Actor{r.Subject, r.Object, r.Against, r.Coalition} {
		if a != nil {
			alive = alive.within(a.days())
		}
	}
	return alive
}

// stated returns the days on which a statement is known to hold, by what it says itself: from the first day of its
// From, to the last day of its To, or of what its source covers. With To alone it holds in To; with neither, on the day
// of publication or the last day covered.
func (e *Evidence) stated() days {
	covered := e.Source.covered()
	switch {
	case !e.From.IsZero() && !e.To.IsZero():
		return e.Span.days()
	case !e.From.IsZero():
		return days{e.From.First(), covered}
	case !e.To.IsZero():
		return days{e.To.First(), e.To.Last()}
	default:
		on := min(e.Source.Published.Last(), covered)
		return days{on, on}
	}
}

// by returns the days on which a statement is known to hold by the given day, and whether it was published by then.
func (e *Evidence) by(known Day) (d days, published bool) {
	d = e.days
	if known == LastDay {
		return d, true
	}
	if e.To.IsZero() {
		d.last = min(d.last, known)
	}
	return d, e.Source.Published.Last() <= known
}

// spanless reports whether the statement gives no dates.
func (e *Evidence) spanless() bool { return e.Span == Span{} }

// Settle orders the statements of a relation, and sets what is derived from all of them. [NewFacts] does so for its
// relations.
func (r *Relation) Settle() {
	sortByPosition(r.Evidence)
	alive := r.life()
	r.spoken, r.seen = 0, nil
	for _, e := range r.Evidence {
		switch {
		case e.Stance == Denies:
			r.spoken |= denies
		case e.To.IsZero():
			r.spoken |= open
		}
		e.days = e.stated().within(alive)
	}
	var buffer [8]piece
	pieces := r.known(buffer[:0], LastDay)
	if r.spoken&denies != 0 {
		speak(pieces, alive)
		for i := range pieces {
			pieces[i].Evidence.days = pieces[i].days
		}
	}
	t := weigh(pieces, always())
	r.Kinds, r.denied, r.Certainty = t.kinds(), t.deniedKinds, t.certainty()
	r.bind(t.binds())
	r.Record = newRecord(t.status(), r.Evidence)
	r.bound(pieces)
}

// runs returns the longest runs of days that claims hold on, in order. It changes the list that it is given.
func runs(claimed []days) []days {
	slices.SortFunc(claimed, func(a, b days) int { return cmp.Compare(a.first, b.first) })
	joined := claimed[:0]
	for _, d := range claimed {
		if n := len(joined); n > 0 && d.first <= joined[n-1].last.Next() {
			joined[n-1].last = max(joined[n-1].last, d.last)
			continue
		}
		joined = append(joined, d)
	}
	return joined
}

// spoken returns the days that a denial without dates speaks of: the run of claimed days that holds at, or last before,
// its publication; if there is none, the day of its publication.
func spoken(runs []days, denial *Evidence) days {
	on := denial.Source.Published.Last()
	for _, run := range slices.Backward(runs) {
		if run.first <= on {
			return run
		}
	}
	return days{on, on}
}
