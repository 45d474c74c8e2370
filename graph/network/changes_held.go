package network

import (
	"slices"

	"entente/graph/alliance"
)

// heldIn finds what changed in a relation of the view from one day to the next, out of its periods.
func (q *ChangeQuery) heldIn(at alliance.Viewpoint, r *alliance.Relation, yield func(*Change)) {
	h := holding{q, at, r, yield}
	periods := r.Periods()
	var before *alliance.Period
	for i := range periods {
		after := &periods[i]
		if before != nil && before.To.Last().Next() != after.From.First() {
			h.between(before, nil)
			before = nil
		}
		h.between(before, after)
		before = after
	}
	if before != nil {
		h.between(before, nil)
	}
}

// A holding finds what changes between the periods of a relation.
type holding struct {
	*ChangeQuery
	at       alliance.Viewpoint
	relation *alliance.Relation
	yield    func(*Change)
}

// between finds what changes between a period and the one that follows it on the next day; nil stands for days without one.
func (h *holding) between(before, after *alliance.Period) {
	claimed, claims := claimed(before), claimed(after)
	switch {
	case claims && !claimed:
		h.enter(whether(after.Began, Began, FirstKnown), before, after)
	case claimed && !claims:
		h.leave(whether(before.Ended, Ended, LastKnown), before, after)
		if after != nil {
			h.enter(BecameDenied, before, after)
		}
	case claims:
		h.goesOn(before, after)
	case before == nil:
		h.enter(BecameDenied, before, after)
	}
}

// goesOn finds what changes in a relation that is claimed before and after.
func (h *holding) goesOn(before, after *alliance.Period) {
	switch {
	case before.Certainty == after.Certainty:
	case after.Certainty == alliance.Presumed:
		h.leave(LastKnown, before, after)
	default:
		h.enter(FirstKnown, before, after)
	}
	if before.Status != after.Status {
		h.enter(became(after.Status), before, after)
	}
	if before.Kinds != after.Kinds {
		h.enter(KindsChanged, before, after)
	}
}

// claimed reports whether something is claimed in a period.
func claimed(p *alliance.Period) bool { return p != nil && p.Status != alliance.Denied }

// whether returns one of two kinds.
func whether(first bool, a, b ChangeKind) ChangeKind {
	if first {
		return a
	}
	return b
}

// became returns the kind of change to a status.
func became(s alliance.Status) ChangeKind { return ChangeKind("BECAME_" + string(s)) }

// enter yields a change on the first day of the period after it.
func (h *holding) enter(kind ChangeKind, before, after *alliance.Period) {
	h.found(kind, after.From, after.From.First(), before, after)
}

// leave yields a change on the last day of the period before it.
func (h *holding) leave(kind ChangeKind, before, after *alliance.Period) {
	h.found(kind, before.To, before.To.Last(), before, after)
}

// found yields a change if its day is asked for.
func (h *holding) found(kind ChangeKind, date alliance.Date, on alliance.Day, before, after *alliance.Period) {
	if !h.days(on) {
		return
	}
	c := &Change{Axis: AxisHeld, Kind: kind, Date: date, Relation: h.relation, Before: stateOf(before), After: stateOf(after)}
	if kind == KindsChanged {
		c.Gained, c.Lost = after.Kinds&^before.Kinds, before.Kinds&^after.Kinds
	}
	c.derive = func() {
		c.Evidence = h.evidence(kind, on)
		if kind != Ended && kind != LastKnown {
			c.Date = written(on, c.Date, c.Evidence)
		}
	}
	c.place(on)
	h.yield(c)
}

// written returns a day from which something changes as the most precise of the statements that begin on it writes it; as a
// given date if none does.
func written(on alliance.Day, date alliance.Date, evidence []*alliance.Evidence) alliance.Date {
	stated := false
	for _, e := range evidence {
		if d := e.From; !d.IsZero() && d.First() == on && (!stated || d.Last() < date.Last()) {
			date, stated = d, true
		}
	}
	return date
}

// stateOf returns what a period says; nil if there is none.
func stateOf(p *alliance.Period) *ChangeState {
	if p == nil {
		return nil
	}
	s := &ChangeState{Status: p.Status, Kinds: p.Kinds, Certainty: p.Certainty}
	if p.Began {
		s.Began = p.From
	}
	if p.Ended {
		s.Ended = p.To
	}
	return s
}

// evidence returns what a change on a day is derived from: the claims of that day for a beginning or an end, if it is stated
// those that state it; for a change of status or kinds, all statements about the day or the day before.
func (h *holding) evidence(kind ChangeKind, on alliance.Day) []*alliance.Evidence {
	here := h.on(on, h.at.Presumed)
	switch kind {
	case Began:
		return keep(here, func(e *alliance.Evidence) bool { return !e.From.IsZero() && e.From.First() == on })
	case Ended:
		return keep(here, func(e *alliance.Evidence) bool { return !e.To.IsZero() && e.To.Last() == on })
	case FirstKnown, LastKnown:
		if known := keep(h.on(on, false), always); len(known) > 0 {
			return known
		}
		return keep(here, always)
	default:
		return union(h.on(on.Prev(), h.at.Presumed), here)
	}
}

// on returns the statements about a day.
func (h *holding) on(day alliance.Day, presumed bool) []*alliance.Evidence {
	seen := h.relation.SeenFrom(alliance.Viewpoint{AsOf: day.Date(), KnownBy: h.at.KnownBy, Presumed: presumed})
	if seen == nil {
		return nil
	}
	return seen.Evidence
}

// keep returns the claims among statements that a function keeps.
func keep(list []*alliance.Evidence, keeps func(*alliance.Evidence) bool) []*alliance.Evidence {
	return slices.DeleteFunc(slices.Clone(list), func(e *alliance.Evidence) bool {
		return e.Stance == alliance.Denies || !keeps(e)
	})
}

// always keeps every statement.
func always(*alliance.Evidence) bool { return true }

// union returns the statements of two lists, in order.
func union(a, b []*alliance.Evidence) []*alliance.Evidence {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(a, b *alliance.Evidence) int { return a.Position().Compare(b.Position()) })
	return slices.Compact(all)
}
