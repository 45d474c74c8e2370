package alliance

// Held returns the days on which a relation that the filter keeps holds: those asked for on which, as of that day alone,
// the filter keeps it, so that Not, unless it names days, is asked about each of them. On the days in signed, it is friendly
// or hostile, too, if its type is: on the others it is an alliance that obliges to nothing but nonaggression.
func (m *RelationMatcher) Held(r *Relation) (held, signed DaySet) {
	whole, _ := r.sight()
	held, signed = m.shown(whole)
	if m.not != nil {
		out := m.not.leftOut(whole)
		held, signed = held.Without(out), signed.Without(out)
	}
	return held.Dated(), signed.Dated()
}

// leftOut returns the days on which Not, whose matcher this is, leaves out a relation. Days that Not names decide for all.
func (m *RelationMatcher) leftOut(r *Relation) DaySet {
	switch {
	case !m.admits(r) || m.ownDays && !m.Keeps(r):
		return nil
	case m.ownDays:
		return AllDays()
	}
	held, _ := m.Held(r)
	return held
}

// shown is Held without regard to Not.
func (m *RelationMatcher) shown(r *Relation) (held, signed DaySet) {
	if m.plain(r) {
		return m.shownPlainly(r)
	}
	var buffer [8]piece
	var evidence [8]*Evidence
	pieces := r.pieces(buffer[:0], m.sight)
	for _, d := range stretches(pieces) {
		if d = d.within(m.sight.asked); d.empty() {
			continue
		}
		t := weigh(pieces, d)
		if !t.claimed && (!m.denied || !t.denied) {
			continue
		}
		at := sight{d, m.sight.known, m.sight.presumed}
		shown := t.showing(false)
		if m.admitsShown(r, &shown, at.shown(pieces, evidence[:0])) {
			held = append(held, d)
			if r.Type != AlliedWith || t.binds() || m.denied && t.deniedKinds != 0 && t.deniedKinds.binds() {
				signed = append(signed, d)
			}
		}
	}
	return held.joined(), signed.joined()
}

// plain reports whether each claim of a relation holds for itself: nothing is presumed, denials change nothing, and the
// filter does not ask for what several claims add up to.
func (m *RelationMatcher) plain(r *Relation) bool {
	f := m.filter
	return (!m.sight.presumed || r.spoken&open == 0) && f.Sources == nil && f.Publishers == nil &&
		oneOf(f.Statuses, Asserted) && oneOf(f.Statuses, Alleged) &&
		(oneOf(f.Statuses, Disputed) && !m.denied || r.spoken&denies == 0 || !r.disputes(m.sight)) &&
		(f.AllKinds == nil || m.admitsAnyKinds(r))
}

// shownPlainly is shown for a relation that is plain.
func (m *RelationMatcher) shownPlainly(r *Relation) (held, signed DaySet) {
	anyKind := m.admitsAnyKinds(r)
	if anyKind && m.sight.known == LastDay && r.solid() {
		if d := r.days().within(m.sight.asked); !d.empty() {
			held = DaySet{d}
		}
		return held, held
	}
	held = make(DaySet, 0, len(r.Evidence))
	for _, e := range r.Evidence {
		d, ok := e.by(m.sight.known)
		if d = d.within(m.sight.asked); !ok || d.empty() || e.Stance == Denies {
			continue
		}
		if anyKind || e.Kinds&m.kinds != 0 {
			held = append(held, d)
		}
		if r.Type == AlliedWith && e.Kinds.binds() {
			signed = append(signed, d)
		}
	}
	held = held.joined()
	if r.Type != AlliedWith {
		return held, held
	}
	return held, signed.joined().And(held)
}

// solid reports whether the relation is claimed for all days of its span alike, as far as is known.
func (r *Relation) solid() bool {
	return r.spoken&gaps == 0 && r.Status != Denied && !r.From.IsZero() && r.Type != AlliedWith
}

// Binds reports whether members of a coalition with these obligations are allied, by obligations that the filter asks
// for: they must oblige to more than nonaggression. Not has no say in it.
func (m *RelationMatcher) Binds(obligations KindSet) bool {
	f := m.filter
	return obligations != 0 && obligations.binds() && (f.Kinds == nil || obligations&m.kinds != 0) &&
		(f.AllKinds == nil || obligations.hasAll(m.allKinds))
}
