package alliance

import "slices"

// Evidence is what one source says about one fact.
type Evidence struct {
	ID string
	// Fact is the id of the relation or event that it is evidence for or against.
	Fact   string
	Stance Stance
	Source *Source
	// Speaker is the actor whose statement the source reports, or nil if the source makes it in its own words.
	Speaker *Actor
	// Quote is the passage, verbatim.
	Quote Text
	// Locator is a page, paragraph or timestamp.
	Locator Text
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

// The statuses.
const (
	// Asserted: asserted by at least one source and denied by none.
	Asserted Status = "ASSERTED"
	// Alleged: only alleged, and denied by none.
	Alleged Status = "ALLEGED"
	// Disputed: asserted or alleged by some and denied by others.
	Disputed Status = "DISPUTED"
	// Denied: denied, and neither asserted nor alleged.
	Denied Status = "DENIED"
)

// Statuses returns all statuses, in the order of the schema.
func Statuses() []Status { return []Status{Asserted, Alleged, Disputed, Denied} }

// A Record is what is derived from the evidence for a fact.
type Record struct {
	Status Status
	// FirstReported and LastReported are the publication dates of the first and last of its sources.
	FirstReported, LastReported Date
	// IndependentSources counts the distinct origins of the sources that assert the fact: see [Source.Origin].
	IndependentSources int
}

// NewRecord returns the record of a fact with the given evidence.
func NewRecord(evidence []*Evidence) Record {
	r := Record{Status: statusOf(evidence)}
	ends := make([]*Source, 0, 4)
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

// statusOf returns the status of a fact with the given evidence.
func statusOf(evidence []*Evidence) Status {
	var asserted, alleged, denied bool
	for _, e := range evidence {
		switch e.Stance {
		case Asserts:
			asserted = true
		case Alleges:
			alleged = true
		case Denies:
			denied = true
		}
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

// trimmed returns a fact as it was known on the last day of k, or nil if it was not; fields returns the fields that
// depend on the evidence.
func trimmed[F any](fact *F, k Date, fields func(*F) (*[]*Evidence, *Record)) *F {
	all, _ := fields(fact)
	kept := knownBy(*all, k)
	switch len(kept) {
	case len(*all):
		return fact
	case 0:
		return nil
	}
	view := *fact
	evidence, record := fields(&view)
	*evidence, *record = kept, NewRecord(kept)
	return &view
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
	URL       Text
	Language  Text
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

// KnownBy reports whether the source was published by the last day of k; an absent k means now.
func (s *Source) KnownBy(k Date) bool { return k.IsZero() || s.Published.Last() <= k.Last() }

// NodeID implements [Node].
func (s *Source) NodeID() string { return s.ID }

// Position implements [Positioned]: sources are ordered by publication, then by id.
func (s *Source) Position() Position {
	return Position{Day: s.Published.Last(), List: SourceList, ID: s.ID}
}
