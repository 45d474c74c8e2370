package alliance

import "slices"

// A RelationMatcher is a [RelationFilter] prepared for many relations: it keeps the same ones, but looks up the
// actors at their ends in sets. It is safe for concurrent use.
type RelationMatcher struct {
	filter          *RelationFilter
	subject, object end
	// anyEnds is set if the filter asks nothing of the ends, anyKinds if it asks for no kinds.
	anyEnds, anyKinds bool
	kinds, allKinds   KindSet
	kindless, denied  bool
	sight             sight
	// unseen is set if the filter looks at no statement, but only at the status that all add up to, so that each relation is
	// its own view.
	unseen bool
	// not is the matcher of Not, nil if there is none; ownDays is set in it if Not names days.
	not     *RelationMatcher
	ownDays bool
}

// Matcher returns a matcher for the filter. The filter must not change while the matcher is in use.
func (f *RelationFilter) Matcher() RelationMatcher {
	var m RelationMatcher
	m.prepare(f, f.Viewpoint, f.Kindless, false)
	return m
}

// prepare makes m the matcher of a filter from a viewpoint. kindless says whether its kinds restrict only types that have
// kinds; inNot, whether those of Not do, and so on by turns: so that no kind leaves out a relation of another type, kinds must
// keep it here, and must not keep it in Not.
func (m *RelationMatcher) prepare(f *RelationFilter, at Viewpoint, kindless, inNot bool) {
	m.filter, m.sight, m.kindless, m.denied = f, at.sight(), kindless, f.deniesToo()
	if m.anyKinds = f.Kinds == nil && f.AllKinds == nil; !m.anyKinds {
		m.kinds, m.allKinds = SetOf(f.Kinds...), SetOf(f.AllKinds...)
	}
	m.subject.prepare(f.Subjects, f.SubjectTypes, f.SubjectCountries)
	m.object.prepare(f.Objects, f.ObjectTypes, f.ObjectCountries)
	m.anyEnds = m.subject.open() && m.object.open()
	m.unseen = m.anyKinds && f.Sources == nil && f.Publishers == nil && m.sight == everything()
	if f.Not != nil {
		m.not = &RelationMatcher{ownDays: f.Not.dated()}
		m.not.prepare(f.Not, f.notFrom(at), inNot, kindless)
	}
}

// Keeps is like [RelationFilter.Keeps]. It makes no view.
func (m *RelationMatcher) Keeps(r *Relation) bool {
	switch {
	case !m.admits(r):
		return false
	case m.unseen:
		return m.admitsStatus(r) && !m.leavesOut(r)
	}
	var buffer [8]*Evidence
	_, evidence := m.look(r, buffer[:0])
	return len(evidence) > 0 && !m.leavesOut(r)
}

// View is like [RelationFilter.View].
func (m *RelationMatcher) View(r *Relation) *Relation {
	switch {
	case m.unseen && m.Keeps(r):
		return r
	case m.unseen || !m.admits(r) || m.leavesOut(r):
		return nil
	}
	var buffer [8]*Evidence
	shown, evidence := m.look(r, buffer[:0])
	return r.show(m.sight, shown, evidence)
}

// leavesOut reports whether Not keeps a relation.
func (m *RelationMatcher) leavesOut(r *Relation) bool { return m.not != nil && m.not.Keeps(r) }

// admits reports whether the parts of a relation are what the filter asks for.
func (m *RelationMatcher) admits(r *Relation) bool {
	f := m.filter
	return oneOf(f.Types, r.Type) && m.admitsEnds(r) &&
		(f.Conflict == "" || IDOf(r.Conflict) == f.Conflict) &&
		(f.Conflicts == nil || r.Conflict != nil && slices.Contains(f.Conflicts, r.Conflict.ID)) &&
		(f.Against == nil || r.Against != nil && slices.Contains(f.Against, r.Against.ID)) &&
		(f.Coalitions == nil || r.Coalition != nil && slices.Contains(f.Coalitions, r.Coalition.ID))
}

// admitsStatus reports whether the status of a relation, that of all its statements, is one that the filter asks for.
func (m *RelationMatcher) admitsStatus(r *Relation) bool {
	return m.filter.Statuses == nil || len(r.Evidence) > 0 && slices.Contains(m.filter.Statuses, r.Status)
}

// look returns what a relation shows, and the evidence appended to list, none if the filter does not keep it.
func (m *RelationMatcher) look(r *Relation, list []*Evidence) (showing, []*Evidence) {
	shown, evidence := r.look(m.sight, m.denied, list)
	if len(evidence) == 0 || !m.admitsShown(r, &shown, evidence) {
		return showing{}, nil
	}
	return shown, evidence
}

// admitsShown reports whether what a relation shows is what the filter asks for.
func (m *RelationMatcher) admitsShown(r *Relation, shown *showing, evidence []*Evidence) bool {
	f := m.filter
	return oneOf(f.Statuses, shown.status) && f.cites(evidence) && (m.admitsAnyKinds(r) || m.admitsKinds(shown))
}

// admitsAnyKinds reports whether it does not matter of which kinds a relation is.
func (m *RelationMatcher) admitsAnyKinds(r *Relation) bool {
	return m.anyKinds || m.kindless && !r.Type.HasKinds()
}

// admitsKinds reports whether one of the kinds, and all of those of which all are asked for, are claimed or, if the statuses
// name Denied, denied.
func (m *RelationMatcher) admitsKinds(s *showing) bool {
	var kinds KindSet
	if s.status != Denied {
		kinds = s.kinds
	}
	if m.denied {
		kinds |= s.denied
	}
	f := m.filter
	return (f.Kinds == nil || kinds&m.kinds != 0) && (f.AllKinds == nil || kinds.hasAll(m.allKinds))
}

// admitsEnds reports whether r, or its reverse if r is mutual, is from an actor that may be its subject to one that may be
// its object.
func (m *RelationMatcher) admitsEnds(r *Relation) bool {
	if m.anyEnds {
		return true
	}
	way := func(from, to *Actor) bool { return m.subject.admits(from) && m.object.admits(to) }
	return way(r.Subject, r.Object) || r.Type.Mutual() && way(r.Object, r.Subject)
}

// cites reports whether any of the evidence is from one of the filter's sources or publishers. It is true if the
// filter restricts neither.
func (f *RelationFilter) cites(evidence []*Evidence) bool {
	return f.Sources == nil && f.Publishers == nil || slices.ContainsFunc(evidence, func(e *Evidence) bool {
		return slices.Contains(f.Sources, e.Source.ID) || e.Source.publishedBy(f.Publishers)
	})
}
