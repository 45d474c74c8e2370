package neo4j

import (
	"slices"
	"time"

	"entente/graph/alliance"
)

// decodeRelation returns the relation that a row is.
func decodeRelation(l *linker, r *row) *alliance.Relation {
	f := &alliance.Relation{
		ID: r.id(), Type: word[alliance.RelationType](l, r), Subject: l.actor(r.id()), Object: l.actor(r.id()),
		Kinds: wordsOf[alliance.RelationKind](l, r), Role: text[alliance.Text](r), Span: r.span(),
		Conflict: l.conflict(r.id()), Against: l.actor(r.id()), Record: decodeRecord(l, r),
	}
	f.Evidence = decodeEvidenceOf(l, f.ID, r)
	return f
}

// decodeEvent returns the event that a row is.
func decodeEvent(l *linker, r *row) *alliance.Event {
	e := &alliance.Event{
		ID: r.id(), Type: word[alliance.EventType](l, r), Mode: text[alliance.Text](r), Title: next[string](r),
		Description: text[alliance.Text](r), Span: r.span(), Place: decodePlace(r), Participants: decodeParticipants(l, r),
		Invoked: decodeLinks(r), InvokedBy: decodeLinks(r), Conflict: l.conflict(r.id()), Record: decodeRecord(l, r),
	}
	e.Evidence = decodeEvidenceOf(l, e.ID, r)
	return e
}

// decodePlace reads the place of an event, nil where it has none.
func decodePlace(r *row) *alliance.Place {
	absent := len(r.values) > 0 && r.values[0] == nil
	place := &alliance.Place{Name: next[string](r), Country: text[alliance.Text](r)}
	nowhere := len(r.values) > 0 && r.values[0] == nil
	if point := (alliance.Point{Latitude: next[float64](r), Longitude: next[float64](r)}); !nowhere {
		place.Point = &point
	}
	if absent {
		return nil
	}
	return place
}

// decodeParticipants reads who takes part in an event.
func decodeParticipants(l *linker, r *row) []alliance.Participant {
	ids, roles := textsOf[string](r), textsOf[alliance.ParticipantRole](r)
	participants := make([]alliance.Participant, min(len(ids), len(roles)))
	for i := range participants {
		participants[i] = alliance.Participant{Actor: l.actor(ids[i]), Role: roles[i]}
	}
	return participants
}

// decodeLinks reads references to or from other events.
func decodeLinks(r *row) []alliance.EventLink {
	ids, kinds := textsOf[string](r), textsOf[alliance.EventReferenceKind](r)
	var links []alliance.EventLink
	for i := range min(len(ids), len(kinds)) {
		links = append(links, alliance.EventLink{Kind: kinds[i], Event: ids[i]})
	}
	return links
}

// decodeRecord reads what follows from the evidence for a fact.
func decodeRecord(l *linker, r *row) alliance.Record {
	return alliance.Record{
		Status: word[alliance.Status](l, r), FirstReported: r.date(), LastReported: r.date(), IndependentSources: r.number(),
	}
}

// decodeEvidenceOf reads the evidence for a fact, none where the row ends before it.
func decodeEvidenceOf(l *linker, fact string, r *row) []*alliance.Evidence {
	if len(r.values) == 0 || r.err != nil {
		return nil
	}
	rows := r.list()
	list := make([]*alliance.Evidence, len(rows))
	all := make([]alliance.Evidence, len(rows))
	for i, values := range rows {
		e := rowOf(values)
		all[i] = decodeEvidence(l, fact, e)
		list[i] = &all[i]
		if e.err != nil {
			r.err = e.err
		}
	}
	slices.SortFunc(list, func(a, b *alliance.Evidence) int { return a.Position().Compare(b.Position()) })
	return list
}

// decodeEvidence returns the evidence for a fact that a row is.
func decodeEvidence(l *linker, fact string, r *row) alliance.Evidence {
	return alliance.Evidence{
		Fact: fact, ID: r.id(), Stance: word[alliance.Stance](l, r), Source: l.source(r.id()), Speaker: l.actor(r.id()),
		Quote: text[alliance.Text](r), Locator: text[alliance.Text](r),
	}
}

// decodeNode returns the thing that a row with a label is.
func decodeNode(l *linker, r *row) (alliance.Node, error) {
	label, values := next[string](r), rowOf(any(r.list()))
	if r.err != nil {
		return nil, r.err
	}
	var n alliance.Node
	switch label {
	case "Actor":
		n = l.actor(values.id())
	case "Conflict":
		n = l.conflict(values.id())
	case "Source":
		n = l.source(values.id())
	case "Relation":
		n = decodeRelation(l, values)
	case "Event":
		n = decodeEvent(l, values)
	default:
		e := decodeEvidence(l, values.id(), values)
		n = &e
	}
	return n, values.err
}

// decodeDataset returns the data set that a row is, and the digest of its texts.
func decodeDataset(r *row) (alliance.Dataset, string, error) {
	d := alliance.Dataset{Version: r.id(), Store: "neo4j", LoadedAt: next[time.Time](r)}
	d.Counts = alliance.Counts{
		Actors: r.number(), Relations: r.number(), Events: r.number(), Conflicts: r.number(), Sources: r.number(),
		Evidence: r.number(),
	}
	d.Span = r.span()
	texts, written := r.id(), r.number()
	switch {
	case r.err != nil:
		return d, "", r.err
	case d.Version == "":
		return d, "", ErrNoDataset
	case written != format:
		return d, "", ErrFormat
	}
	return d, texts, nil
}
