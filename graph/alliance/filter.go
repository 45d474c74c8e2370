package alliance

import (
	"slices"
	"strings"
)

// A filter keeps what meets all of its restrictions. A restriction that is nil, zero or the empty string is absent
// and keeps everything; an empty list that is not nil keeps nothing, because nothing is one of no choices.
//
// The Keeps methods define what filters mean. A store may use any index to find candidates, but returns exactly those
// that Keeps keeps.

// An ActorFilter restricts actors.
type ActorFilter struct {
	Types []ActorType
	IDs   []string
	// Name keeps actors with this name or alias, ignoring case.
	Name string
	// Country keeps actors with this country code, ignoring case.
	Country    string
	Identifier *IdentifierFilter
}

// An IdentifierFilter is an id in another data set.
type IdentifierFilter struct {
	Scheme, Value string
	// AsOf keeps actors for whom the id stands on a day of it.
	AsOf Date
}

// keeps reports whether the filter keeps an identifier.
func (f *IdentifierFilter) keeps(i Identifier) bool {
	return i.Scheme == f.Scheme && i.Value == f.Value && i.Shares(f.AsOf)
}

// Keeps reports whether the filter keeps a.
func (f *ActorFilter) Keeps(a *Actor) bool {
	country := strings.ToUpper(f.Country) // does not allocate if the code is in upper case
	return oneOf(f.Types, a.Type) && oneOf(f.IDs, a.ID) &&
		(country == "" || strings.ToUpper(string(a.Country)) == country) &&
		(f.Identifier == nil || slices.ContainsFunc(a.Identifiers, f.Identifier.keeps)) &&
		(f.Name == "" || a.named(strings.ToLower(f.Name)))
}

// named reports whether a name or alias of the actor, in lower case, equals name.
func (a *Actor) named(name string) bool {
	is := func(s string) bool { return strings.ToLower(s) == name }
	return is(a.Name) || slices.ContainsFunc(a.Aliases, is)
}

// A RelationFilter restricts relations.
type RelationFilter struct {
	Types []RelationType
	// Kinds keeps relations with at least one of these kinds, AllKinds those with all of them. They are those that are claimed
	// or, if Statuses names Denied, denied.
	Kinds, AllKinds []RelationKind
	// Kindless has Kinds and AllKinds restrict only the types that have kinds: neither here nor in Not do they leave out a
	// relation of another type. That of a filter in Not does not count.
	Kindless bool
	// Viewpoint selects the statements, from which everything else is derived.
	Viewpoint
	// Statuses keeps relations with one of these statuses. A relation that is only denied on the days that the viewpoint
	// asks for is kept only if Denied is among them.
	Statuses []Status
	// Conflict and Conflicts keep relations in this conflict, and in one of these.
	Conflict  string
	Conflicts []string
	Against   []string
	// Coalitions keeps relations that are part of what one of these coalitions does.
	Coalitions []string
	// Subjects, SubjectTypes and SubjectCountries describe the actor that a relation is from, and the same of Objects the one
	// that it is to: by id, type and country code, ignoring case. A mutual relation is kept if either direction fits.
	Subjects, Objects                 []string
	SubjectTypes, ObjectTypes         []ActorType
	SubjectCountries, ObjectCountries []string
	// Sources and Publishers are one restriction: they keep relations with evidence from one of these sources or from
	// a source of one of these publishers. Only the cited source counts, not those from which it took its report.
	Sources, Publishers []string
	// Not leaves out the relations that this filter keeps. It looks from the same viewpoint, but if it names days (AsOf, Since
	// or Until), these alone are its days; if it gives KnownBy, that counts; and it presumes if either filter does.
	Not *RelationFilter
}

// Keeps reports whether the filter keeps r. To filter many relations, use [RelationFilter.Matcher].
func (f *RelationFilter) Keeps(r *Relation) bool {
	m := f.Matcher()
	return m.Keeps(r)
}

// View returns r as seen from the filter's viewpoint if the filter keeps it, otherwise nil: see [Relation.Seen].
func (f *RelationFilter) View(r *Relation) *Relation {
	m := f.Matcher()
	return m.View(r)
}

// deniesToo reports whether the statuses name Denied.
func (f *RelationFilter) deniesToo() bool { return slices.Contains(f.Statuses, Denied) }

// WithinConflicts returns the conflicts, by id, of which the filter keeps relations; nil if it does not restrict them.
func (f *RelationFilter) WithinConflicts() []string {
	switch {
	case f.Conflict == "":
		return f.Conflicts
	case oneOf(f.Conflicts, f.Conflict):
		return []string{f.Conflict}
	default:
		return []string{}
	}
}

// notFrom returns the viewpoint of Not.
func (f *RelationFilter) notFrom(at Viewpoint) Viewpoint {
	n := f.Not.Viewpoint
	n.Presumed = n.Presumed || at.Presumed
	if !n.dated() {
		n.AsOf, n.Since, n.Until = at.AsOf, at.Since, at.Until
	}
	if n.KnownBy.IsZero() {
		n.KnownBy = at.KnownBy
	}
	return n
}

// Followed returns the filter for the relations that a question with this filter follows from actor to actor, as seen from
// a viewpoint: those that are denied only if the statuses name Denied.
func (f *RelationFilter) Followed(at Viewpoint) RelationFilter {
	statuses := Claimed()
	if f.deniesToo() {
		statuses = append(statuses, Denied)
	}
	return RelationFilter{Viewpoint: at, Statuses: statuses}
}

// An EventFilter restricts events.
type EventFilter struct {
	Types []EventType
	// Since and Until keep events that happened, or may have happened, on or after the first day of Since and on or
	// before the last day of Until.
	Since, Until Date
	// AsOf keeps events that happened, or may have happened, on a day of it.
	AsOf Date
	// KnownBy restricts evidence to what had been published by its last day: see [Event.AsKnownBy].
	KnownBy  Date
	Statuses []Status
	Conflict string
	// Participants keeps events in which at least one of these actors takes part.
	Participants []string
	// Place keeps events at a place with this name or country code, ignoring case.
	Place string
}

// Keeps reports whether the filter keeps e as known by f.KnownBy.
func (f *EventFilter) Keeps(e *Event) bool { return f.View(e) != nil }

// View returns e as known by f.KnownBy if the filter keeps it, otherwise nil. It returns e itself if nothing was
// published later.
func (f *EventFilter) View(e *Event) *Event {
	first, last := e.Days()
	if !oneOf(f.Types, e.Type) || last < f.Since.First() || first > f.Until.Last() ||
		last < f.AsOf.First() || first > f.AsOf.Last() ||
		f.Conflict != "" && IDOf(e.Conflict) != f.Conflict ||
		f.Participants != nil && !slices.ContainsFunc(f.Participants, e.Involves) ||
		f.Place != "" && !e.Place.named(strings.ToLower(f.Place)) {
		return nil
	}
	if view := e.AsKnownBy(f.KnownBy); view != nil && oneOf(f.Statuses, view.Status) {
		return view
	}
	return nil
}

// named reports whether the name or country code of the place, in lower case, equals name. It is false if p is nil.
func (p *Place) named(name string) bool {
	return p != nil && (strings.ToLower(p.Name) == name || strings.ToLower(string(p.Country)) == name)
}

// A ConflictFilter restricts conflicts.
type ConflictFilter struct {
	// AsOf keeps conflicts whose span has a day in common with it.
	AsOf Date
	// Parties keeps conflicts to which at least one of these actors is a party.
	Parties []string
}

// Keeps reports whether the filter keeps c.
func (f *ConflictFilter) Keeps(c *Conflict) bool {
	isParty := func(id string) bool { return slices.Contains(c.Parties, id) }
	return c.Shares(f.AsOf) && (f.Parties == nil || slices.ContainsFunc(f.Parties, isParty))
}

// A SourceFilter restricts sources.
type SourceFilter struct {
	// Publishers never keeps a source whose publisher is unknown.
	Publishers []string
	// KnownBy keeps sources published by its last day.
	KnownBy Date
}

// Keeps reports whether the filter keeps s.
func (f *SourceFilter) Keeps(s *Source) bool {
	return s.KnownBy(f.KnownBy) && (f.Publishers == nil || s.publishedBy(f.Publishers))
}

// publishedBy reports whether the source's publisher is known and one of the given ones.
func (s *Source) publishedBy(publishers []string) bool {
	return s.Publisher != "" && slices.Contains(publishers, string(s.Publisher))
}

// An EvidenceFilter restricts evidence.
type EvidenceFilter struct {
	Stances []Stance
	Sources []string
	// Speakers never keeps evidence in the source's own words.
	Speakers []string
	// Verified, unless nil, keeps only evidence that is verified, or only evidence that is not.
	Verified *bool
}

// Keeps reports whether the filter keeps e; a nil filter keeps everything.
func (f *EvidenceFilter) Keeps(e *Evidence) bool {
	return f == nil || oneOf(f.Stances, e.Stance) && oneOf(f.Sources, e.Source.ID) &&
		(f.Speakers == nil || e.Speaker != nil && slices.Contains(f.Speakers, e.Speaker.ID)) &&
		(f.Verified == nil || *f.Verified == e.Verified())
}

// keep returns the evidence that the filter keeps. It returns the same slice if f is nil.
func (f *EvidenceFilter) keep(evidence []*Evidence) []*Evidence {
	if f == nil {
		return evidence
	}
	return slices.DeleteFunc(slices.Clone(evidence), func(e *Evidence) bool { return !f.Keeps(e) })
}

// oneOf reports whether v is one of the choices, or choices is nil.
func oneOf[T comparable](choices []T, v T) bool { return choices == nil || slices.Contains(choices, v) }
