package alliance

import "slices"

// A RelationMatcher is a [RelationFilter] prepared for many relations: it keeps the same ones, but looks up the
// actors at their ends in sets. It is safe for concurrent use.
type RelationMatcher struct {
	filter            *RelationFilter
	subjects, objects idSet
	kinds             KindSet
	denied            bool
	sight             sight
	// unseen is set if the filter looks at no statement, so that each relation is its own view.
	unseen bool
}

// Matcher returns a matcher for the filter. The filter must not change while the matcher is in use.
func (f *RelationFilter) Matcher() RelationMatcher {
	s := f.sight()
	unseen := s == everything() && f.Kinds == nil && f.Statuses == nil && f.Sources == nil && f.Publishers == nil
	return RelationMatcher{f, newIDSet(f.Subjects), newIDSet(f.Objects), SetOf(f.Kinds...), f.deniesToo(), s, unseen}
}

// Keeps is like [RelationFilter.Keeps]. It makes no view.
func (m *RelationMatcher) Keeps(r *Relation) bool {
	switch {
	case !m.admits(r):
		return false
	case m.unseen:
		return true
	}
	var buffer [8]*Evidence
	_, evidence := m.look(r, buffer[:0])
	return len(evidence) > 0
}

// View is like [RelationFilter.View].
func (m *RelationMatcher) View(r *Relation) *Relation {
	switch {
	case !m.admits(r):
		return nil
	case m.unseen:
		return r
	}
	var buffer [8]*Evidence
	shown, evidence := m.look(r, buffer[:0])
	return r.show(m.sight, shown, evidence)
}

// admits reports whether the parts of a relation are what the filter asks for.
func (m *RelationMatcher) admits(r *Relation) bool {
	f := m.filter
	return oneOf(f.Types, r.Type) && m.admitsEnds(r) &&
		(f.Conflict == "" || IDOf(r.Conflict) == f.Conflict) &&
		(f.Against == nil || r.Against != nil && slices.Contains(f.Against, r.Against.ID)) &&
		(f.Coalitions == nil || r.Coalition != nil && slices.Contains(f.Coalitions, r.Coalition.ID))
}

// look returns what a relation shows, and the evidence appended to list, none if the filter does not keep it.
func (m *RelationMatcher) look(r *Relation, list []*Evidence) (showing, []*Evidence) {
	f := m.filter
	shown, evidence := r.look(m.sight, m.denied, list)
	if !oneOf(f.Statuses, shown.status) || !f.cites(evidence) || f.Kinds != nil && !m.admitsKinds(&shown) {
		return showing{}, nil
	}
	return shown, evidence
}

// admitsKinds reports whether one of the kinds is claimed or, if the statuses name Denied, denied.
func (m *RelationMatcher) admitsKinds(s *showing) bool {
	return s.status != Denied && s.kinds&m.kinds != 0 || m.denied && s.denied&m.kinds != 0
}

// admitsEnds reports whether r, or its reverse if r is mutual, is from one of the subjects to one of the objects.
func (m *RelationMatcher) admitsEnds(r *Relation) bool {
	if m.filter.Subjects == nil && m.filter.Objects == nil {
		return true
	}
	way := func(from, to *Actor) bool { return m.subjects.has(from.ID) && m.objects.has(to.ID) }
	return way(r.Subject, r.Object) || r.Type.Mutual() && way(r.Object, r.Subject)
}

// cites reports whether any of the evidence is from one of the filter's sources or publishers. It is true if the
// filter restricts neither.
func (f *RelationFilter) cites(evidence []*Evidence) bool {
	return f.Sources == nil && f.Publishers == nil || slices.ContainsFunc(evidence, func(e *Evidence) bool {
		return slices.Contains(f.Sources, e.Source.ID) || e.Source.publishedBy(f.Publishers)
	})
}

// An idSet is a restriction to a list of ids. If the list is nil, it admits every id.
type idSet struct {
	list []string
	// set holds the ids if the list is long; otherwise it is nil.
	set map[string]bool
}

// longList is the length from which looking up an id in a set is faster than comparing it with each id.
const longList = 16

// newIDSet returns the restriction to the ids of a list.
func newIDSet(list []string) idSet {
	s := idSet{list: list}
	if len(list) >= longList {
		s.set = make(map[string]bool, len(list))
		for _, id := range list {
			s.set[id] = true
		}
	}
	return s
}

// has reports whether the restriction admits an id.
func (s *idSet) has(id string) bool {
	if s.set != nil {
		return s.set[id]
	}
	return oneOf(s.list, id)
}
