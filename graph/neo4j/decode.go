package neo4j

import (
	"slices"
	"time"

	"entente/graph/alliance"
)

// decodeRelation returns the relation that a row is. Unless something is wrong or missing, it is settled.
func decodeRelation(l *linker, r *row) *alliance.Relation {
	f := &alliance.Relation{
		ID: r.key(), Type: word(r, l.relationTypes), Subject: l.actor(r.key()), Object: l.actor(r.key()),
		Role: text[alliance.Text](r), Against: l.actor(r.id()), Conflict: l.conflict(r.id()), Coalition: l.actor(r.id()),
	}
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
		Description: text[alliance.Text](r), Span: r.span(), Place: decodePlace(r), Participants: decodeParticipants(l, r),
		References: decodeLinks(l, r), ReferencedBy: decodeLinks(l, r), Conflict: l.conflict(r.id()), Record: decodeRecord(l, r),
	}
	e.Evidence = decodeEvidenceOf(l, e.ID, r)
	return e
}

// decodePlace reads the place of an event, nil where it has none.
func decodePlace(r *row) *alliance.Place {
	absent := r.more() && r.values[r.at] == nil
	place := &alliance.Place{Name: next[string](r), Country: text[alliance.Text](r)}
	latitude, north := r.degrees(90)
	longitude, east := r.degrees(180)
	if north != east {
		r.fail("is there without the latitude, or missing beside it")
	}
	if north {
		place.Point = &alliance.Point{Latitude: latitude, Longitude: longitude}
	}
	if absent {
		return nil
	}
	return place
}

// decodeParticipants reads who takes part in an event.
func decodeParticipants(l *linker, r *row) []alliance.Participant {
	ids, roles := pairs[string, alliance.ParticipantRole](r)
	participants := make([]alliance.Participant, len(ids))
	for i, id := range ids {
		if id == "" {
			r.fail("has an actor without an id")
		}
		participants[i] = alliance.Participant{Actor: l.actor(id), Role: constant(r, l.roles, roles[i])}
	}
	return participants
}

// decodeLinks reads references to or from other events.
func decodeLinks(l *linker, r *row) []alliance.EventLink {
	ids, kinds := pairs[string, alliance.EventReferenceKind](r)
	var links []alliance.EventLink
	for i, id := range ids {
		links = append(links, alliance.EventLink{Kind: constant(r, l.referenceKinds, kinds[i]), Event: id})
	}
	return links
}

// decodeRecord reads what follows from the evidence for a fact.
func decodeRecord(l *linker, r *row) alliance.Record {
	return alliance.Record{
		Status: word(r, l.statuses), FirstReported: r.date(), LastReported: r.date(), IndependentSources: r.number(),
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
		all[i] = decodeEvidence(l, fact, e)
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

// decodeEvidence returns the evidence for a fact that a row is.
func decodeEvidence(l *linker, fact string, r *row) alliance.Evidence {
	return alliance.Evidence{
		Fact: fact, ID: r.key(), Stance: word(r, l.stances), Source: l.source(r.key()), Speaker: l.actor(r.id()),
		Quote: text[alliance.Text](r), Locator: text[alliance.Text](r), Span: r.span(), Kinds: r.kinds(l.relationKinds),
	}
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
		values = rowOf(nodeEvidenceRows, list)
		e := decodeEvidence(l, values.key(), values)
		n = &e
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
	case written != format:
		return d, "", ErrFormat
	}
	d.LoadedAt = given[time.Time](r)
	d.Counts = alliance.Counts{
		Actors: r.number(), Relations: r.number(), Events: r.number(), Conflicts: r.number(), Sources: r.number(),
		Evidence: r.number(),
	}
	d.Span = r.span()
	d.Collections, d.Coverage = decodeJSON[alliance.Collection](r), decodeCoverage(r)
	texts := r.key()
	return d, texts, r.err
}
