package alliance

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"sync"
)

// Facts is a complete data set: things of each kind, in the order of [Position], with pointers to each other. It is
// read-only after [NewFacts] returns.
type Facts struct {
	Actors    []*Actor
	Sources   []*Source
	Conflicts []*Conflict
	Relations []*Relation
	Events    []*Event
	// Collections are the data sets that the facts are from, in the order in which they were read.
	Collections []Collection

	// dataset is describe, called at most once: the digest of 250,000 relations takes 1.5 seconds. It is nil in facts
	// not made by [NewFacts].
	dataset func() Dataset
}

// NewFacts completes things that already point at each other and returns them as a data set: it sorts every list, and
// computes what the statements of each fact add up to, ReferencedBy of events and Parties of conflicts. It
// modifies the things and lists it is given, and assumes that ids are unique and that every fact has evidence.
func NewFacts(f Facts) *Facts {
	sortByPosition(f.Actors)
	sortByPosition(f.Sources)
	sortByPosition(f.Conflicts)
	inParts(f.Relations, func(_ int, relations []*Relation) {
		for _, r := range relations {
			if r.Type.Mutual() && r.Object.ID < r.Subject.ID {
				r.Subject, r.Object = r.Object, r.Subject
			}
			r.Settle()
		}
	})
	for _, e := range f.Events {
		sortByPosition(e.Evidence)
		e.Record = newRecord(eventStatus(e.Evidence), e.Evidence)
	}
	sortByPosition(f.Relations)
	sortByPosition(f.Events)
	f.linkEvents()
	f.findParties()
	f.dataset = sync.OnceValue(f.describe)
	return &f
}

// linkEvents sets ReferencedBy of every event.
func (f *Facts) linkEvents() {
	byID := make(map[string]*Event, len(f.Events))
	for _, e := range f.Events {
		e.ReferencedBy = nil
		byID[e.ID] = e
	}
	for _, e := range f.Events {
		for _, link := range e.References {
			to := byID[link.Event]
			to.ReferencedBy = append(to.ReferencedBy, EventLink{link.Kind, e.ID})
		}
	}
	for _, e := range f.Events {
		slices.SortStableFunc(e.ReferencedBy, func(a, b EventLink) int { return strings.Compare(a.Event, b.Event) })
	}
}

// findParties sets Parties of every conflict, ignoring relations that are denied.
func (f *Facts) findParties() {
	relations := map[*Conflict][]*Relation{}
	for _, r := range f.Relations {
		if r.Conflict != nil && r.Status != Denied {
			relations[r.Conflict] = append(relations[r.Conflict], r)
		}
	}
	for _, c := range f.Conflicts {
		c.Parties = nil
		for _, a := range PartiesOf(relations[c]) {
			c.Parties = append(c.Parties, a.ID)
		}
	}
}

// PartiesOf returns the parties to a conflict with the given relations, ordered by id: both ends of its OPPOSES
// relations, and the objects and opponents (Against) of its SUPPORTS relations.
func PartiesOf(relations []*Relation) []*Actor {
	var parties []*Actor
	for _, r := range relations {
		switch r.Type {
		case Opposes:
			parties = append(parties, r.Subject, r.Object)
		case Supports:
			parties = append(parties, r.Object)
			if r.Against != nil {
				parties = append(parties, r.Against)
			}
		}
	}
	sortByPosition(parties)
	return slices.CompactFunc(parties, func(a, b *Actor) bool { return a.ID == b.ID })
}

// SidesOf returns each of the parties with the relations that support it, in the given order.
func SidesOf(parties []*Actor, support []*Relation) []Side {
	sides := make([]Side, len(parties))
	index := make(map[string]int, len(parties))
	for i, p := range parties {
		sides[i].Party, index[p.ID] = p, i
	}
	for _, r := range support {
		if i, ok := index[r.Object.ID]; ok {
			sides[i].Supporters = append(sides[i].Supporters, r)
		}
	}
	return sides
}

// sortByPosition sorts a list by position.
func sortByPosition[T Positioned](list []T) {
	slices.SortFunc(list, func(a, b T) int { return a.Position().Compare(b.Position()) })
}

// Evidence iterates over all evidence, fact by fact.
func (f *Facts) Evidence(yield func(*Evidence) bool) {
	for _, r := range f.Relations {
		for _, e := range r.Evidence {
			if !yield(e) {
				return
			}
		}
	}
	for _, event := range f.Events {
		for _, e := range event.Evidence {
			if !yield(e) {
				return
			}
		}
	}
}

// Dataset describes the facts. It leaves LoadedAt and Store for the store to set.
func (f *Facts) Dataset() Dataset {
	if f.dataset == nil {
		return f.describe()
	}
	return f.dataset()
}

// describe computes the result of Dataset.
func (f *Facts) describe() Dataset {
	d := Dataset{Version: f.version(), Counts: Counts{
		Actors: len(f.Actors), Relations: len(f.Relations), Events: len(f.Events),
		Conflicts: len(f.Conflicts), Sources: len(f.Sources),
	}}
	for range f.Evidence {
		d.Counts.Evidence++
	}
	d.Longest, d.Behind = f.longest(), f.behind()
	widen := func(s Span) {
		for _, end := range [2]Date{s.From, s.To} {
			if !end.IsZero() && (d.From.IsZero() || end.First() < d.From.First()) {
				d.From = end
			}
			if !end.IsZero() && (d.To.IsZero() || end.Last() > d.To.Last()) {
				d.To = end
			}
		}
	}
	for _, r := range f.Relations {
		widen(r.Span)
	}
	for _, e := range f.Events {
		widen(e.Span)
	}
	d.Collections, d.Coverage = f.Collections, f.coverage()
	return d
}

// longest returns what [Counts.Longest] says.
func (f *Facts) longest() (most int) {
	count := func(lengths map[string]int, id string, n int) {
		if id != "" {
			lengths[id] += n
			most = max(most, lengths[id])
		}
	}
	ends, in := map[string]int{}, map[string]int{}
	for _, r := range f.Relations {
		n := weight(r.Evidence)
		count(ends, r.Subject.ID, n)
		if r.Object.ID != r.Subject.ID {
			count(ends, r.Object.ID, n)
		}
		count(in, IDOf(r.Conflict), n)
	}
	parts, during := map[string]int{}, map[string]int{}
	for _, e := range f.Events {
		n := weight(e.Evidence)
		count(during, IDOf(e.Conflict), n)
		for i, p := range e.Participants {
			if !slices.ContainsFunc(e.Participants[:i], func(other Participant) bool { return other.Actor.ID == p.Actor.ID }) {
				count(parts, p.Actor.ID, n)
			}
		}
	}
	from, by := map[string]int{}, map[string]int{}
	for e := range f.Evidence {
		count(from, e.Source.ID, 1)
		count(by, IDOf(e.Speaker), 1)
	}
	return most
}

// weight returns how much a fact with the evidence counts in a list that is gone through.
func weight(evidence []*Evidence) int { return max(1, (len(evidence)+1)/2) }

// version returns the first 16 bytes of a SHA-256 digest, in hexadecimal, of the contents of the facts. It does not
// depend on the order in which they were read, but for that of Collections.
func (f *Facts) version() string {
	d := digest{buf: make([]byte, 0, 1<<16)}
	for _, a := range f.Actors {
		d.text("actor", a.ID, a.Name, string(a.Type), string(a.Description), string(a.Country))
		d.text(a.From.String(), a.To.String())
		list(&d, a.Aliases)
		list(&d, a.Obligations.List())
		for _, i := range a.Identifiers {
			d.text(i.Scheme, i.Value, i.From.String(), i.To.String())
		}
		d.flush()
	}
	for _, s := range f.Sources {
		d.text("source", s.ID, s.Title, string(s.Publisher), s.Published.String(), string(s.URL), string(s.Language), IDOf(s.Via))
		d.text(s.Covers.From.String(), s.Covers.To.String())
		d.flush()
	}
	for _, c := range f.Conflicts {
		d.text("conflict", c.ID, c.Name, string(c.Description), c.From.String(), c.To.String())
		d.flush()
	}
	d.sums = append(d.sums, relationSums(f.Relations)...)
	for _, e := range f.Events {
		d.event(e)
	}
	for _, c := range f.Collections {
		d.text("collection", string(c.Title), string(c.Description), string(c.License), string(c.URL), c.Covers.From.String(), c.Covers.To.String())
		list(&d, c.Authors)
		d.flush()
	}
	sum := sha256.Sum256(d.sums)
	return hex.EncodeToString(sum[:16])
}

// relationSums returns the digests of relations, one after the other.
func relationSums(relations []*Relation) []byte {
	sums := make([]byte, len(relations)*sha256.Size)
	inParts(relations, func(from int, part []*Relation) {
		d := digest{sums: sums[from*sha256.Size : from*sha256.Size]}
		for _, r := range part {
			d.relation(r)
		}
	})
	return sums
}

// inParts calls do for parts of a list, with the index of the first of each, on all processors.
func inParts[T any](list []T, do func(from int, part []T)) {
	const size = 10_000
	var parts sync.WaitGroup
	from := 0
	for part := range slices.Chunk(list, size) {
		begin := from
		parts.Go(func() { do(begin, part) })
		from += len(part)
	}
	parts.Wait()
}

// A digest collects the digests of things, one after the other.
type digest struct{ buf, sums []byte }

// text adds texts, each prefixed with its length so that different lists of texts never have the same encoding.
func (d *digest) text(texts ...string) {
	for _, s := range texts {
		d.buf = append(binary.AppendUvarint(d.buf, uint64(len(s))), s...)
	}
}

// list adds a list of texts, prefixed with its length.
func list[S ~string](d *digest, texts []S) {
	d.buf = binary.AppendUvarint(d.buf, uint64(len(texts)))
	for _, s := range texts {
		d.text(string(s))
	}
}

// relation adds a relation.
func (d *digest) relation(r *Relation) {
	d.text("relation", r.ID, string(r.Type), r.Subject.ID, r.Object.ID, string(r.Role), IDOf(r.Conflict), IDOf(r.Against))
	d.text(IDOf(r.Coalition))
	d.evidence(r.Evidence)
}

// event adds an event.
func (d *digest) event(e *Event) {
	d.text("event", e.ID, string(e.Type), string(e.Mode), e.Title, string(e.Description), IDOf(e.Conflict))
	d.text(e.From.String(), e.To.String())
	if p := e.Place; p != nil {
		d.text("place", p.Name, string(p.Country))
		if p.Point != nil {
			d.buf = binary.BigEndian.AppendUint64(d.buf, math.Float64bits(p.Point.Latitude))
			d.buf = binary.BigEndian.AppendUint64(d.buf, math.Float64bits(p.Point.Longitude))
		}
	}
	for _, p := range e.Participants {
		d.text("participant", p.Actor.ID, string(p.Role))
	}
	for _, r := range e.References {
		d.text("invokes", r.Event, string(r.Kind))
	}
	d.evidence(e.Evidence)
}

// evidence adds the evidence for a fact and ends the fact.
func (d *digest) evidence(evidence []*Evidence) {
	for _, e := range evidence {
		d.text("evidence", e.ID, string(e.Stance), e.Source.ID, IDOf(e.Speaker), string(e.Quote), string(e.Locator))
		d.text(e.From.String(), e.To.String())
		list(d, e.Kinds.List())
		if p := e.Passage; p != nil {
			d.text("passage", p.Before, p.Quote, p.After)
		}
	}
	d.flush()
}

// flush ends a thing: it appends the digest of what was added since the last one.
func (d *digest) flush() {
	sum := sha256.Sum256(d.buf)
	d.sums = append(d.sums, sum[:]...)
	d.buf = d.buf[:0]
}
