package alliance

import (
	"slices"
	"strings"
)

// A filter keeps what meets all of its restrictions. A restriction that is nil, zero or empty text is absent and keeps
// everything; a list that is not nil but empty keeps nothing, as nothing is one of no choices.
//
// The Keeps methods define what filters mean. A store may find candidates by whatever index it has; what it answers is
// what Keeps keeps.

// An ActorFilter restricts actors.
type ActorFilter struct {
	Types []ActorType
	IDs   []string
	// Name keeps actors that have this name or alias, ignoring case.
	Name string
	// Country keeps actors that have this code, ignoring case.
	Country    string
	Identifier *Identifier
}

// Keeps reports whether the filter keeps a.
func (f *ActorFilter) Keeps(a *Actor) bool {
	country := strings.ToUpper(f.Country) // free for codes that are in capitals already
	return oneOf(f.Types, a.Type) && oneOf(f.IDs, a.ID) &&
		(country == "" || strings.ToUpper(string(a.Country)) == country) &&
		(f.Identifier == nil || slices.Contains(a.Identifiers, *f.Identifier)) &&
		(f.Name == "" || a.named(strings.ToLower(f.Name)))
}

// named reports whether the actor has a name or alias that is name in lower case.
func (a *Actor) named(name string) bool {
	is := func(s string) bool { return strings.ToLower(s) == name }
	return is(a.Name) || slices.ContainsFunc(a.Aliases, is)
}

// A RelationFilter restricts relations.
type RelationFilter struct {
	Types []RelationType
	// Kinds keeps relations with at least one of them.
	Kinds []RelationKind
	// AsOf keeps relations whose span has a day in common with it.
	AsOf Date
	// KnownBy answers as a reader would have on its last day: see [Relation.AsKnownBy].
	KnownBy  Date
	Statuses []Status
	Conflict string
	Against  []string
	// Subjects and Objects keep relations from one of the former to one of the latter; mutual ones either way round.
	Subjects, Objects []string
	// Sources and Publishers are one restriction: they keep relations with evidence from one of these sources or from a
	// source of one of these publishers. What counts is the source that is cited, not those it goes back to.
	Sources, Publishers []string
}

// Keeps reports whether the filter keeps r as it was known by f.KnownBy. See [RelationFilter.Matcher] for many relations.
func (f *RelationFilter) Keeps(r *Relation) bool { return f.View(r) != nil }

// View returns r as it was known by f.KnownBy if the filter keeps that, otherwise nil. It returns r itself if nothing was
// published later.
func (f *RelationFilter) View(r *Relation) *Relation {
	m := RelationMatcher{f, idSet{list: f.Subjects}, idSet{list: f.Objects}}
	return m.View(r)
}

// An EventFilter restricts events.
type EventFilter struct {
	Types []EventType
	// Since and Until keep events that have, or may have, a day on or after the first day of Since, and on or before
	// the last day of Until.
	Since, Until Date
	// KnownBy answers as a reader would have on its last day.
	KnownBy  Date
	Statuses []Status
	Conflict string
	// Participants keeps events in which one of these actors takes part.
	Participants []string
	// Place keeps events at the place of this name or in the country of this code, ignoring case.
	Place string
}

// Keeps reports whether the filter keeps e as it was known by f.KnownBy.
func (f *EventFilter) Keeps(e *Event) bool { return f.View(e) != nil }

// View returns e as it was known by f.KnownBy if the filter keeps that, otherwise nil. It returns e itself if nothing was
// published later.
func (f *EventFilter) View(e *Event) *Event {
	first, last := e.Days()
	if !oneOf(f.Types, e.Type) || last < f.Since.First() || first > f.Until.Last() ||
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

// named reports whether the place has a name or country code that is name in lower case; no place has none.
func (p *Place) named(name string) bool {
	return p != nil && (strings.ToLower(p.Name) == name || strings.ToLower(string(p.Country)) == name)
}

// A ConflictFilter restricts conflicts.
type ConflictFilter struct {
	// AsOf keeps conflicts whose span has a day in common with it.
	AsOf Date
	// Parties keeps conflicts to which one of these actors is a party.
	Parties []string
}

// Keeps reports whether the filter keeps c.
func (f *ConflictFilter) Keeps(c *Conflict) bool {
	isParty := func(id string) bool { return slices.Contains(c.Parties, id) }
	return c.Shares(f.AsOf) && (f.Parties == nil || slices.ContainsFunc(f.Parties, isParty))
}

// A SourceFilter restricts sources.
type SourceFilter struct {
	// Publishers never keeps a source whose publisher is not known.
	Publishers []string
	// KnownBy keeps sources that were published by its last day.
	KnownBy Date
}

// Keeps reports whether the filter keeps s.
func (f *SourceFilter) Keeps(s *Source) bool {
	return s.KnownBy(f.KnownBy) && (f.Publishers == nil || s.publishedBy(f.Publishers))
}

// publishedBy reports whether the source's publisher is known to be one of the given ones.
func (s *Source) publishedBy(publishers []string) bool {
	return s.Publisher != "" && slices.Contains(publishers, string(s.Publisher))
}

// An EvidenceFilter restricts evidence.
type EvidenceFilter struct {
	Stances []Stance
	Sources []string
	// Speakers never keeps evidence in the source's own words.
	Speakers []string
}

// Keeps reports whether the filter keeps e; a nil filter keeps everything.
func (f *EvidenceFilter) Keeps(e *Evidence) bool {
	return f == nil || oneOf(f.Stances, e.Stance) && oneOf(f.Sources, e.Source.ID) &&
		(f.Speakers == nil || e.Speaker != nil && slices.Contains(f.Speakers, e.Speaker.ID))
}

// keep returns the evidence that the filter keeps; the same slice if f is nil.
func (f *EvidenceFilter) keep(evidence []*Evidence) []*Evidence {
	if f == nil {
		return evidence
	}
	return slices.DeleteFunc(slices.Clone(evidence), func(e *Evidence) bool { return !f.Keeps(e) })
}

// oneOf reports whether v is one of the choices; a nil list of choices restricts nothing.
func oneOf[T comparable](choices []T, v T) bool { return choices == nil || slices.Contains(choices, v) }
