package alliance

import "slices"

// Filters keep what fits all that they name. In each, an absent (nil, zero or empty) restriction keeps everything, but
// a list that is there and empty keeps nothing: nothing is one of no choices.

// A RelationFilter says which relations to keep.
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
	// Sources and Publishers together keep relations with evidence from one of these sources or from any source of
	// one of these publishers: the source that is cited itself, not those it goes back to.
	Sources, Publishers []string
}

// An EvidenceFilter says which evidence to keep.
type EvidenceFilter struct {
	Stances  []Stance
	Sources  []string
	Speakers []string
}

// Keeps reports whether the filter keeps e; a nil filter keeps all.
func (f *EvidenceFilter) Keeps(e *Evidence) bool {
	if f == nil {
		return true
	}
	return (f.Stances == nil || slices.Contains(f.Stances, e.Stance)) &&
		(f.Sources == nil || slices.Contains(f.Sources, e.Source.ID)) &&
		(f.Speakers == nil || e.Speaker != nil && slices.Contains(f.Speakers, e.Speaker.ID))
}

// keep returns the evidence that the filter keeps, the same slice where that is all.
func (f *EvidenceFilter) keep(evidence []*Evidence) []*Evidence {
	if f == nil {
		return evidence
	}
	return slices.DeleteFunc(slices.Clone(evidence), func(e *Evidence) bool { return !f.Keeps(e) })
}

// An EventFilter says which events to keep.
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
	// Place keeps events at the place of this name or in the country of this code, whatever the case.
	Place string
}

// An ActorFilter says which actors to keep.
type ActorFilter struct {
	Types []ActorType
	IDs   []string
	// Name keeps actors that have this name or alias, whatever the case.
	Name string
	// Country keeps actors that have this code, whatever the case.
	Country    string
	Identifier *Identifier
}

// A ConflictFilter says which conflicts to keep.
type ConflictFilter struct {
	// AsOf keeps conflicts whose span has a day in common with it.
	AsOf Date
	// Parties keeps conflicts to which one of these actors is a party.
	Parties []string
}

// A SourceFilter says which sources to keep.
type SourceFilter struct {
	Publishers []string
	// KnownBy keeps sources that were published by its last day.
	KnownBy Date
}
