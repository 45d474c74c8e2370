package neo4j

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// decodeRelation returns the relation that a row is, as it is kept or anew. Unless something is wrong or missing, it is settled.
func decodeRelation(l *linker, r *row) *alliance.Relation {
	id := r.key()
	if kept := l.neighbours.relation(id); kept != nil {
		return kept
	}
	f := &alliance.Relation{ID: id, Type: word(r, l.relationTypes), Role: text[alliance.Text](r)}
	to := r.edges()
	f.Subject, f.Object = l.actor(to.one("SUBJECT")), l.actor(to.one("OBJECT"))
	f.Against, f.Coalition, f.Conflict = l.actor(to.any("AGAINST")), l.actor(to.any("COALITION")), l.conflict(to.any("IN"))
	f.Evidence = decodeEvidenceOf(l, f.ID, r)
	if r.err == nil && len(l.missing) == 0 {
		f.Settle()
	}
	return f
}

// decodeEvent returns the event that a row is.
func decodeEvent(l *linker, r *row) *alliance.Event {
	e := &alliance.Event{
		ID: r.key(), Type: word(r, l.eventTypes), Mode: text[alliance.Text](r), Title: given[string](r),
		Description: text[alliance.Text](r), Span: r.span(), Place: decodePlace(r), Record: decodeRecord(l, r),
		Conflict: l.conflict(r.edges().any("IN")), Participants: decodeParticipants(l, r),
		References: decodeReferences(l, r), ReferencedBy: decodeReferencedBy(l, r),
	}
	e.Evidence = decodeEvidenceOf(l, e.ID, r)
	return e
}

// wgs84 is the number by which Neo4j knows longitudes and latitudes.
const wgs84 = 4326

// decodePlace reads the place of an event, nil where it has none.
func decodePlace(r *row) *alliance.Place {
	absent := r.more() && r.values[r.at] == nil
	place := &alliance.Place{Name: next[string](r), Country: text[alliance.Text](r)}
	at := next[neo4j.Point2D](r)
	switch {
	case absent || r.err != nil:
		return nil
	case r.values[r.at-1] == nil:
		return place
	case at.SpatialRefId != wgs84 || !(math.Abs(at.Y) <= 90 && math.Abs(at.X) <= 180): // which NaN is not
		r.fail(fmt.Sprintf("is %v, %v in system %d, which is no longitude and latitude", at.X, at.Y, at.SpatialRefId))
	}
	place.Point = &alliance.Point{Latitude: at.Y, Longitude: at.X}
	return place
}

// A link is an edge that has a place among those of its type, and a word that says of what kind it is.
type link struct {
	order    int64
	id, word string
}

// links reads a list of edges.
func (r *row) links() []link {
	list := r.list()
	links := make([]link, len(list))
	for i, values := range list {
		l := rowOf(linkRows, values)
		links[i] = link{given[int64](l), l.key(), next[string](l)}
		if l.err != nil {
			r.fail("has an edge that is none: " + described(values))
		}
	}
	return links
}

// linkRows are the values of a link.
var linkRows = &columns{"edge", []string{"order", "id", "word"}}

// inOrder reads a list of edges in their order, none of which is missing.
func (r *row) inOrder() []link {
	links := r.links()
	slices.SortFunc(links, func(a, b link) int { return cmp.Compare(a.order, b.order) })
	for i := range links {
		if links[i].order != int64(i) {
			r.fail(fmt.Sprintf("has no edge number %d, or has two", i))
		}
	}
	return links
}

// decodeParticipants reads who takes part in an event.
func decodeParticipants(l *linker, r *row) []alliance.Participant {
	links := r.inOrder()
	participants := make([]alliance.Participant, len(links))
	for i, p := range links {
		participants[i] = alliance.Participant{Actor: l.actor(p.id), Role: constant(r, l.roles, alliance.ParticipantRole(p.word))}
	}
	return participants
}

// decodeReferences reads references to other events.
func decodeReferences(l *linker, r *row) []alliance.EventLink { return eventLinks(l, r, r.inOrder()) }

// decodeReferencedBy reads references from other events, in the order of their ids.
func decodeReferencedBy(l *linker, r *row) []alliance.EventLink {
	links := r.links()
	slices.SortFunc(links, func(a, b link) int {
		return cmp.Or(strings.Compare(a.id, b.id), cmp.Compare(a.order, b.order))
	})
	return eventLinks(l, r, links)
}

// eventLinks returns references as events have them.
func eventLinks(l *linker, r *row, links []link) []alliance.EventLink {
	var list []alliance.EventLink
	for _, to := range links {
		list = append(list, alliance.EventLink{Kind: constant(r, l.referenceKinds, alliance.EventReferenceKind(to.word)), Event: to.id})
	}
	return list
}

// decodeRecord reads what follows from the evidence for a fact.
func decodeRecord(l *linker, r *row) alliance.Record {
	return alliance.Record{
		Status: word(r, l.statuses), FirstReported: r.date(layout.Last), LastReported: r.date(layout.Last), IndependentSources: r.number(),
	}
}

// decodeEvidenceOf reads the evidence for a fact.
func decodeEvidenceOf(l *linker, fact string, r *row) []*alliance.Evidence {
	rows := r.list()
	if len(rows) == 0 {
		r.fail("is missing: no edge leads to any")
	}
	list := make([]*alliance.Evidence, len(rows))
	all := make([]alliance.Evidence, len(rows))
	for i, values := range rows {
		e := rowOf(evidenceRows, values)
		all[i] = decodeEvidence(l, e)
		all[i].Fact = fact
		list[i] = &all[i]
		if e.err != nil && r.err == nil {
			r.err = e.err
		}
	}
	if r.err != nil {
		return nil
	}
	slices.SortFunc(list, func(a, b *alliance.Evidence) int { return a.Position().Compare(b.Position()) })
	return list
}

// decodeEvidence returns the evidence for a fact that a row is, but for the fact.
func decodeEvidence(l *linker, r *row) alliance.Evidence {
	e := alliance.Evidence{
		ID: r.key(), Stance: word(r, l.stances), Quote: text[alliance.Text](r), Locator: text[alliance.Text](r),
		Span: r.span(), Kinds: r.kinds(l.relationKinds), Passage: decodePassage(r),
	}
	to := r.edges()
	e.Source, e.Speaker = l.source(to.one("FROM")), l.actor(to.any("SPOKEN_BY"))
	return e
}

// decodePassage reads where a quote stands in the text of its source, nil if that was not checked.
func decodePassage(r *row) *alliance.Passage {
	verified := next[bool](r)
	p := alliance.Passage{Quote: next[string](r)}
	if verified != (p.Quote != "") {
		r.fail("does not fit verified: it has one only if it is verified")
	}
	p.Before, p.After = next[string](r), next[string](r)
	if !verified {
		return nil
	}
	return &p
}

// decodeEvidenceAlone returns the evidence that a row is, which says for which fact.
func decodeEvidenceAlone(l *linker, r *row) *alliance.Evidence {
	e := decodeEvidence(l, r)
	if e.Fact = r.only(); e.Fact == "" {
		r.fail("are missing: no edge leads to any")
	}
	return &e
}

// decodeNode returns the thing that a row with a label is.
func decodeNode(l *linker, r *row) (alliance.Node, error) {
	label, list := given[string](r), any(r.list())
	if r.err != nil {
		return nil, r.err
	}
	var n alliance.Node
	var values *row
	switch label {
	case "Actor":
		values = rowOf(actorRows, list)
		n = l.actor(values.key())
	case "Conflict":
		values = rowOf(conflictRows, list)
		n = l.conflict(values.key())
	case "Source":
		values = rowOf(originRows, list)
		n = l.source(values.key())
	case "Relation":
		values = rowOf(relationRows, list)
		n = decodeRelation(l, values)
	case "Event":
		values = rowOf(eventRows, list)
		n = decodeEvent(l, values)
	default:
		values = rowOf(evidenceRows, list)
		n = decodeEvidenceAlone(l, values)
	}
	if values.err != nil {
		return nil, values.err
	}
	return n, nil
}

// decodeDataset returns the data set that a row is, and the digest of its texts.
func decodeDataset(r *row) (alliance.Dataset, string, error) {
	d := alliance.Dataset{Version: r.id(), Store: "neo4j"}
	written := next[int64](r)
	switch {
	case r.err != nil:
		return d, "", r.err
	case d.Version == "":
		return d, "", ErrNoDataset
	case written != layout.Format:
		return d, "", ErrFormat
	}
	d.LoadedAt = given[time.Time](r)
	d.Counts = alliance.Counts{
		Actors: r.number(), Relations: r.number(), Events: r.number(), Conflicts: r.number(), Sources: r.number(),
		Evidence: r.number(), Longest: r.number(), Behind: r.number(),
	}
	d.Span = r.span()
	d.Collections, d.Coverage = decodeJSON[alliance.Collection](r), decodeCoverage(r)
	texts := r.key()
	return d, texts, r.err
}
