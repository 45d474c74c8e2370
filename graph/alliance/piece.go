package alliance

import (
	"cmp"
	"slices"
)

// A piece is a stretch of days for which a statement speaks in the same way.
type piece struct {
	*Evidence
	days
	// kinds are those that it claims or denies.
	kinds KindSet
	// presumed is set for days on which a claim is only presumed to hold.
	presumed bool
}

// pieces appends to list what the statements of a relation say as seen, whatever the days asked for, in the order of
// the evidence: after each claim without an end comes what is presumed to follow it.
func (r *Relation) pieces(list []piece, s sight) []piece {
	if !s.presumed {
		return r.known(list, s.known)
	}
	var buffer [8]piece
	known, alive := r.known(buffer[:0], s.known), r.life()
	limits := limits(known)
	for i := range known {
		p := &known[i]
		if list = append(list, *p); p.Stance != Denies && p.To.IsZero() {
			list = presume(list, p, limits, alive)
		}
	}
	if r.spoken&denies != 0 {
		speak(list, alive) // of the presumed days, too: what is disputed is not presumed to be true
	}
	return list
}

// speak sets the days of denials without dates to the run of claimed days that they speak of.
func speak(pieces []piece, alive days) {
	var claimed []days
	for i := range pieces {
		if p := &pieces[i]; p.Stance != Denies && !p.empty() {
			claimed = append(claimed, p.days)
		}
	}
	claimed = runs(claimed)
	for i := range pieces {
		if p := &pieces[i]; p.Stance == Denies && p.spanless() {
			p.days = spoken(claimed, p.Evidence).within(alive)
		}
	}
}

// known appends to list, which is empty, what the statements that were published by a day say, without what is presumed.
func (r *Relation) known(list []piece, by Day) []piece {
	for _, e := range r.Evidence {
		if d, ok := e.by(by); ok {
			list = append(list, piece{e, d, e.Kinds, false})
		}
	}
	if r.spoken&denies != 0 && by != LastDay {
		speak(list, r.life())
	}
	return list
}

// A limit is a claim that gives an end, or a denial: what may end the presumption of claims published earlier.
type limit struct {
	*piece
	// continued is the last day on which a source was published that claims the relation for the day after the end, of
	// whatever kinds, and alike that of one that does so of one of the same kinds: then it is no end, but where two
	// statements of one span meet. Both are FirstDay if there is none.
	continued, alike Day
}

// ends reports whether a claim of some kinds, published on a day, ends where the limit does. For a claim of none, the
// relation must end.
func (l *limit) ends(kinds KindSet, published Day) bool {
	if kinds == 0 {
		return l.continued <= published
	}
	return l.alike <= published
}

// limits returns those of the pieces that may end the presumption of others.
func limits(pieces []piece) []limit {
	var list []limit
	for i := range pieces {
		p := &pieces[i]
		if p.Stance != Denies && p.To.IsZero() {
			continue
		}
		l := limit{p, FirstDay, FirstDay}
		for j := range pieces {
			q := &pieces[j]
			if p.Stance == Denies || q.Stance == Denies || !q.has(p.To.Last().Next()) {
				continue
			}
			l.continued = max(l.continued, q.Source.Published.Last())
			if p.kinds == 0 || q.kinds == 0 || p.kinds&q.kinds != 0 {
				l.alike = max(l.alike, q.Source.Published.Last())
			}
		}
		list = append(list, l)
	}
	return list
}

// presume appends to list the days on which a claim without an end is presumed to hold: until the first end that a
// source published later gives, if none published later goes on from there; a later denial; or the end of an actor's
// life. Ends and denials before the known end are ignored. A later denial of some kinds ends the presumption of these. A
// claim that holds on no day is presumed only from a beginning that it states.
func presume(list []piece, claim *piece, limits []limit, alive days) []piece {
	end := claim.last
	if claim.empty() {
		if end = claim.From.First(); !alive.has(end) {
			return list
		}
	}
	rest := days{max(claim.last.Next(), claim.From.First()), LastDay}.within(alive)
	var denials []piece
	since := claim.Source.Published.Last()
	for _, l := range limits {
		switch {
		case l.Source.Published.Last() <= since, l.last < end && !l.spanless():
		case l.Stance == Denies && l.kinds == 0:
			rest.last = min(rest.last, l.begins().Prev())
		case l.Stance == Denies:
			denials = append(denials, *l.piece)
		case l.ends(claim.kinds, since):
			rest.last = min(rest.last, l.To.Last())
		}
	}
	slices.SortFunc(denials, func(a, b piece) int { return cmp.Compare(a.begins(), b.begins()) })
	kinds := claim.kinds
	for _, d := range denials {
		left := kinds &^ d.kinds
		if left == kinds {
			continue
		}
		if on := rest.within(days{FirstDay, d.begins().Prev()}); !on.empty() {
			list = append(list, piece{claim.Evidence, on, kinds, true})
		}
		if left == 0 {
			return list
		}
		rest.first, kinds = max(rest.first, d.begins()), left
	}
	if !rest.empty() {
		list = append(list, piece{claim.Evidence, rest, kinds, true})
	}
	return list
}

// begins returns the day from which a denial ends what was presumed: the first that it speaks of or, if it gives no
// dates, that of its publication.
func (p *piece) begins() Day {
	if p.spanless() {
		return p.Source.Published.Last()
	}
	return p.first
}

// bound sets the span from the pieces, and whether sources say that the relation began and ended there.
func (r *Relation) bound(pieces []piece) {
	claimed := slices.ContainsFunc(pieces, func(p piece) bool { return p.Stance != Denies })
	counts := func(p piece) bool { return !p.presumed && !p.empty() && (p.Stance != Denies) == claimed }
	var buffer [8]days
	list := buffer[:0]
	for _, p := range pieces {
		if counts(p) {
			list = append(list, p.days)
		}
	}
	r.Span = Span{}
	r.spoken &^= began | ended | gaps
	if len(list) == 0 {
		return
	}
	list = runs(list)
	if len(list) > 1 {
		r.spoken |= gaps
	}
	span := days{list[0].first, list[len(list)-1].last}
	var from, to bool
	r.Span, from, to = edges(span, pieces, counts)
	if from {
		r.spoken |= began
	}
	if to {
		r.spoken |= ended
	}
}

// edges returns days as a span, and whether pieces that count say that the relation began on the first and ended on the
// last of them. An edge that they state is written as the most precise of them does.
func edges(d days, pieces []piece, counts func(piece) bool) (s Span, from, to bool) {
	s = Span{d.first.Date(), d.last.Date()}
	for _, p := range pieces {
		if !counts(p) {
			continue
		}
		if e := p.From; !e.IsZero() && e.First() == d.first && (!from || e.preciser(s.From)) {
			s.From, from = e, true
		}
		if e := p.To; !e.IsZero() && e.Last() == d.last && (!to || e.preciser(s.To)) {
			s.To, to = e, true
		}
	}
	return s, from, to
}

// preciser reports whether d, which shares its first or last day with e, has fewer days or, with the same days, is less
// qualified.
func (d Date) preciser(e Date) bool {
	if e.contains(d) && d.contains(e) {
		return d.mark() < e.mark()
	}
	return e.contains(d)
}
