package network

import (
	"context"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// spoken is the time that each source covers, by the types of relations that it states. A source that does not say from when
// it covers does so from the first day on which it states a relation of the type: before that, its silence means nothing.
type spoken map[alliance.RelationType]map[*alliance.Source]alliance.Span

// spokenOf returns what the sources that state relations, or deny them, cover. Of memberships only those count that oblige.
func spokenOf(ctx context.Context, relations []*alliance.Relation) (spoken, error) {
	s := spoken{}
	var steps pace.Steps
	for _, r := range relations {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		if r.Type == alliance.PartOf && r.Object.Obligations == 0 {
			continue
		}
		if s[r.Type] == nil {
			s[r.Type] = map[*alliance.Source]alliance.Span{}
		}
		for _, e := range r.Evidence {
			span := e.Covered()
			if known, ok := s[r.Type][e.Source]; !ok || span.From.First() < known.From.First() {
				s[r.Type][e.Source] = span
			}
		}
	}
	return s, nil
}

// silent reports whether no source that states relations of one of the types, and was known by the day asked for, covers the
// days of a view.
func (s spoken) silent(v View, types ...alliance.RelationType) bool {
	for _, t := range types {
		for source, span := range s[t] {
			if source.KnownBy(v.Where.KnownBy) && v.covers(span) {
				return false
			}
		}
	}
	return true
}

// covers reports whether what is covered, and known by then, includes one of the days asked for. Presumption goes beyond
// its end.
func (v View) covers(s alliance.Span) bool {
	last := min(s.To.Last(), v.Where.KnownBy.Last())
	return s.From.First() <= v.Where.AsOf.Last() && (v.Where.Presumed || v.Where.AsOf.First() <= last)
}

// stating returns the relations of some types that sources state, or deny, on whatever day, as if there were no others; all
// sources do if sources is nil.
func (v View) stating(ctx context.Context, sources []string, types ...alliance.RelationType) ([]*alliance.Relation, error) {
	all := View{Store: v.Store, Where: alliance.RelationFilter{Types: types, Sources: sources, Statuses: alliance.Statuses()}}
	loaded, err := all.relations(ctx)
	if err != nil {
		return nil, err
	}
	var list []*alliance.Relation
	var steps pace.Steps
	for _, r := range loaded {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		if r = r.StatedBy(sources); r != nil {
			list = append(list, r)
		}
	}
	return list, nil
}

// obliging returns the types of relations that may oblige a state to another.
func obliging() []alliance.RelationType {
	return []alliance.RelationType{alliance.AlliedWith, alliance.Guarantees, alliance.PartOf}
}
