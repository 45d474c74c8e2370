package alliance

import "slices"

// A RelationMatcher is a [RelationFilter] prepared for many relations: it keeps the same ones, but looks up the
// actors at their ends in sets. It is safe for concurrent use.
type RelationMatcher struct {
	filter            *RelationFilter
	subjects, objects idSet
}

// Matcher returns a matcher for the filter. The filter must not change while the matcher is in use.
func (f *RelationFilter) Matcher() RelationMatcher {
	return RelationMatcher{f, newIDSet(f.Subjects), newIDSet(f.Objects)}
}

// Keeps is like [RelationFilter.Keeps].
func (m *RelationMatcher) Keeps(r *Relation) bool { return m.View(r) != nil }

// View is like [RelationFilter.View].
func (m *RelationMatcher) View(r *Relation) *Relation {
	f := m.filter
	if !oneOf(f.Types, r.Type) || !r.Shares(f.AsOf) || !m.admitsEnds(r) ||
		f.Kinds != nil && !slices.ContainsFunc(r.Kinds, func(k RelationKind) bool { return slices.Contains(f.Kinds, k) }) ||
		f.Conflict != "" && IDOf(r.Conflict) != f.Conflict ||
		f.Against != nil && (r.Against == nil || !slices.Contains(f.Against, r.Against.ID)) {
		return nil
	}
	if view := r.AsKnownBy(f.KnownBy); view != nil && oneOf(f.Statuses, view.Status) && f.cites(view.Evidence) {
		return view
	}
	return nil
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
