package alliance

import "slices"

// Evidence is what one source says of one fact.
type Evidence struct {
	ID string
	// Fact is the id of the relation or event that it speaks of.
	Fact   string
	Stance Stance
	Source *Source
	// Speaker is the actor whose word the source reports, nil where it is the source's own.
	Speaker *Actor
	// Quote is the passage, word for word.
	Quote Text
	// Locator is a page, paragraph or timestamp.
	Locator Text
}

// A Stance says how evidence stands to its fact.
type Stance string

// The stances.
const (
	Asserts Stance = "ASSERTS"
	Alleges Stance = "ALLEGES"
	Denies  Stance = "DENIES"
)

// Stances returns every stance, in the order of the schema.
func Stances() []Stance { return []Stance{Asserts, Alleges, Denies} }

// A Status is what the evidence for a fact adds up to.
type Status string

// The statuses.
const (
	// Asserted by at least one source and denied by none.
	Asserted Status = "ASSERTED"
	// Alleged: reported as a claim that nobody confirms, and denied by none.
	Alleged Status = "ALLEGED"
	// Disputed: asserted or alleged by some and denied by others.
	Disputed Status = "DISPUTED"
	// Denied: only a denial is on record.
	Denied Status = "DENIED"
)

// Statuses returns every status, in the order of the schema.
func Statuses() []Status { return []Status{Asserted, Alleged, Disputed, Denied} }

// A Record is what follows from the evidence for a fact.
type Record struct {
	Status Status
	// FirstReported and LastReported are when the first and the last of its sources were published.
	FirstReported, LastReported Date
	// IndependentSources counts the distinct documents that its asserting sources go back to, through what they
	// took their report from.
	IndependentSources int
}

// NewRecord returns the record of a fact that has the given evidence.
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

// statusOf returns what the stances add up to.
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

// trimmed returns a fact as it was known on the last day of k; said has what of a fact depends on that.
func trimmed[F any](fact *F, k Date, said func(*F) (*[]*Evidence, *Record)) *F {
	all, _ := said(fact)
	kept := knownBy(*all, k)
	switch len(kept) {
	case len(*all):
		return fact
	case 0:
		return nil
	}
	view := *fact
	evidence, record := said(&view)
	*evidence, *record = kept, NewRecord(kept)
	return &view
}

// knownBy returns the evidence whose sources were published by the last day of k, the same slice where all were.
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
	// Publisher is absent where it is not known.
	Publisher Text
	// Published counts, where it is partial, as its last day.
	Published Date
	URL       Text
	Language  Text
	// Via is the source that this one took its report from, nil where it speaks for itself.
	Via *Source
}

// Origin follows Via to its end: the document that the report goes back to.
func (s *Source) Origin() *Source {
	for s.Via != nil {
		s = s.Via
	}
	return s
}

// KnownBy reports whether the source was published by the last day of k; an absent k is now.
func (s *Source) KnownBy(k Date) bool { return k.IsZero() || s.Published.Last() <= k.Last() }

// NodeID implements [Node].
func (s *Source) NodeID() string { return s.ID }

// Position implements [Positioned]: sources are ordered by publication, then by id.
func (s *Source) Position() Position {
	return Position{Day: s.Published.Last(), List: SourceList, ID: s.ID}
}
