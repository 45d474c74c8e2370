package alliance

import "slices"

// Evidence is what one source states about one fact: that it holds, or that it does not, and of a relation when and of
// which kinds.
type Evidence struct {
	ID string
	// Fact is the id of the relation or event that it is evidence for or against.
	Fact   string
	Stance Stance
	// Span is when the relation holds, or does not, as this source gives it; either end may be absent. Evidence for an
	// event has none, nor Kinds.
	Span
	// Kinds are those that this source names: of a denial, those that it denies; none if it denies the relation.
	Kinds  KindSet
	Source *Source
	// Speaker is the actor whose statement the source reports, or nil if the source makes it in its own words.
	Speaker *Actor
	// Quote is the passage, verbatim.
	Quote Text
	// Locator is a page, paragraph or timestamp.
	Locator Text
	// Passage is where the quote stands in the text of the source, or nil if that was not checked.
	Passage *Passage
	// days are those on which the statement is known to hold; a denial's are those that it speaks of.
	days days
}

// KindList returns the kinds in the order of the schema.
func (e *Evidence) KindList() []RelationKind { return e.Kinds.List() }

// Verified reports whether the quote was found word for word in the text of the source when the facts were read.
func (e *Evidence) Verified() bool { return e.Passage != nil }

// A Passage is a quote as it stands in the text that it is from, with some of what is around it. The text itself is not kept.
type Passage struct {
	// Before and After are up to some 240 characters, cut between words; they are empty where the text begins or ends.
	Before string
	// Quote is the whole stretch, with what the quote leaves out, if that is short; otherwise it has […] there.
	Quote string
	After string
}

// A Stance is the position that evidence takes on its fact.
type Stance string

// The stances.
const (
	Asserts Stance = "ASSERTS"
	Alleges Stance = "ALLEGES"
	Denies  Stance = "DENIES"
)

// Stances returns all stances, in the order of the schema.
func Stances() []Stance { return []Stance{Asserts, Alleges, Denies} }

// A Status is what the evidence for a fact adds up to.
type Status string

// The statuses. A denial takes away the kinds that it names, on the days that it speaks of; one that names none, the
// whole fact. What is left of the claims, on any of the days that are asked for, decides.
const (
	// Asserted: at least one source asserts what is left.
	Asserted Status = "ASSERTED"
	// Alleged: something is left, but only alleged.
	Alleged Status = "ALLEGED"
	// Disputed: claimed, but denials leave nothing of it.
	Disputed Status = "DISPUTED"
	// Denied: only denied.
	Denied Status = "DENIED"
)

// Statuses returns all statuses, in the order of the schema.
func Statuses() []Status { return []Status{Asserted, Alleged, Disputed, Denied} }

// Claimed returns the statuses of what somebody claims: all but Denied.
func Claimed() []Status { return []Status{Asserted, Alleged, Disputed} }

// A Record is what is derived from the evidence for a fact.
type Record struct {
	Status Status
	// FirstReported and LastReported are the publication dates of the first and last of its sources.
	FirstReported, LastReported Date
	// IndependentSources counts the distinct origins of the sources that assert the fact: see [Source.Origin].
	IndependentSources int
}

// newRecord returns the record of a fact with the status and the evidence.
func newRecord(status Status, evidence []*Evidence) Record {
	r := Record{Status: status}
	var buffer [4]*Source
	ends := buffer[:0]
	for _, e := range evidence {
		published := e.Source.Published
		if r.FirstReported.IsZero() || published.Compare(r.FirstReported) < 0 {
			r.FirstReported = published
		}
		if r.LastReported.IsZero() || published.Compare(r.LastReported) > 0 {
			r.LastReported = published
		}
		if end := e.Source.Origin(); e.Stance == Asserts && !slices.Contains(ends, end) {
			ends = append(ends, end)
		}
	}
	r.IndependentSources = len(ends)
	return r
}

// IndependentSources counts the distinct origins of the sources that assert any of the relations: see [Source.Origin].
func IndependentSources(relations []*Relation) int {
	if len(relations) == 1 {
		return relations[0].IndependentSources
	}
	origins := map[*Source]bool{}
	for _, r := range relations {
		for _, e := range r.Evidence {
			if e.Stance == Asserts {
				origins[e.Source.Origin()] = true
			}
		}
	}
	return len(origins)
}

// eventStatus returns the status of an event with the evidence. A denial speaks of all of it.
func eventStatus(evidence []*Evidence) Status {
	var asserted, alleged, denied bool
	for _, e := range evidence {
		asserted = asserted || e.Stance == Asserts
		alleged = alleged || e.Stance == Alleges
		denied = denied || e.Stance == Denies
	}
	switch {
	case denied && (asserted || alleged):
		return Disputed
	case denied:
		return Denied
	case asserted:
		return Asserted
	default:
		return Alleged
	}
}

// knownBy returns the evidence whose sources were published by the last day of k. If all of them were, it returns the
// same slice.
func knownBy(evidence []*Evidence, k Date) []*Evidence {
	if k.IsZero() {
		return evidence
	}
	late := func(e *Evidence) bool { return !e.Source.KnownBy(k) }
	if !slices.ContainsFunc(evidence, late) {
		return evidence
	}
	return slices.DeleteFunc(slices.Clone(evidence), late)
}

// NodeID implements [Node].
func (e *Evidence) NodeID() string { return e.ID }

// Position implements [Positioned]: evidence is ordered by the publication of its source, then by id.
func (e *Evidence) Position() Position {
	return Position{Day: e.Source.Published.Last(), List: EvidenceList, ID: e.ID}
}

// A Source is a published document: an article, a statement, a resolution, a data set.
type Source struct {
	ID    string
	Title string
	// Publisher is absent if unknown.
	Publisher Text
	// Published counts as its last day if it is partial.
	Published Date
	// Covers is the time that the source speaks of: a statement without an end is known to hold to the end of it. An
	// absent end is that of the data set that the source belongs to, else the day of publication.
	Covers   Span
	URL      Text
	Language Text
	// Via is the source that this one took its report from, or nil if the report is its own.
	Via *Source
}

// Origin follows Via to the end and returns the document from which the report originates.
func (s *Source) Origin() *Source {
	for s.Via != nil {
		s = s.Via
	}
	return s
}

// covered returns the last day that the source covers.
func (s *Source) covered() Day {
	if s.Covers.To.IsZero() {
		return s.Published.Last()
	}
	return s.Covers.To.Last()
}

// CoversOK returns Covers, and reports whether an end of it is known.
func (s *Source) CoversOK() (Span, bool) { return s.Covers, s.Covers != Span{} }

// KnownBy reports whether the source was published by the last day of k; an absent k means now.
func (s *Source) KnownBy(k Date) bool { return k.IsZero() || s.Published.Last() <= k.Last() }

// NodeID implements [Node].
func (s *Source) NodeID() string { return s.ID }

// Position implements [Positioned]: sources are ordered by publication, then by id.
func (s *Source) Position() Position {
	return Position{Day: s.Published.Last(), List: SourceList, ID: s.ID}
}
