package neo4j

import (
	"context"
	"strings"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// planActors plans a query for actors.
func planActors(q *alliance.ActorQuery) (plan, alliance.PageRequest) {
	w := &q.Where
	name := strings.ToLower(w.Name)
	p := plan{shape{kind: actors}, map[string]any{
		"types": anyOf(w.Types), "country": unless(strings.ToUpper(w.Country)),
	}}
	switch {
	case w.IDs != nil:
		p.shape.path, p.params["ids"] = byID, anyOf(w.IDs)
	case w.Identifier != nil:
		p.shape.path, p.params["key"] = byKey, layout.IdentifierKey(w.Identifier.Scheme, w.Identifier.Value)
	case name != "":
		p.shape.path, p.params["key"] = byKey, layout.NameKey(name)
	}
	return p, q.PageRequest
}

// viewActors returns what a query shows of an actor, if the database does not decide that: it knows words that stand for
// names and identifiers, and not when an identifier stands for the actor.
func viewActors(q *alliance.ActorQuery) func(*alliance.Actor) *alliance.Actor {
	if q.Where.Identifier == nil && q.Where.Name == "" {
		return nil
	}
	return keptActor(q)
}

// keptActor returns a function that returns an actor if a query keeps it, otherwise nil.
func keptActor(q *alliance.ActorQuery) func(*alliance.Actor) *alliance.Actor {
	return func(a *alliance.Actor) *alliance.Actor {
		if !q.Where.Keeps(a) {
			return nil
		}
		return a
	}
}

// planConflicts plans a query for conflicts.
func planConflicts(q *alliance.ConflictQuery) (plan, alliance.PageRequest) {
	return plan{shape{kind: conflicts}, map[string]any{
		"first": dayFrom(q.Where.AsOf.First()), "last": dayTo(q.Where.AsOf.Last()), "parties": anyOf(q.Where.Parties),
	}}, q.PageRequest
}

// dayFrom returns the first of some days as a parameter, nil if they have no first.
func dayFrom(d alliance.Day) any {
	if d == alliance.FirstDay {
		return nil
	}
	return layout.DateOf(d)
}

// dayTo returns the last of some days as a parameter, nil if they have no last.
func dayTo(d alliance.Day) any {
	if d == alliance.LastDay {
		return nil
	}
	return layout.DateOf(d)
}

// planSources plans a query for sources.
func planSources(q *alliance.SourceQuery) (plan, alliance.PageRequest) {
	return plan{shape{kind: sources}, map[string]any{
		"known": int(q.Where.KnownBy.Last()), "publishers": anyOf(q.Where.Publishers),
	}}, q.PageRequest
}

// planEvidence plans a query for evidence.
func planEvidence(q *alliance.EvidenceQuery) (plan, alliance.PageRequest) {
	p := plan{shape{kind: evidence}, map[string]any{
		"known": int(q.KnownBy.Last()), "source": unless(q.Source), "speaker": unless(q.Speaker),
		"stances": anyOf(q.Where.Stances), "sources": anyOf(q.Where.Sources), "speakers": anyOf(q.Where.Speakers),
		"verified": optional(q.Where.Verified),
	}}
	switch {
	case q.Source != "":
		p.shape.path, p.params["of"] = bySources, []any{q.Source}
	case q.Speaker != "":
		p.shape.path, p.params["of"] = bySpeakers, []any{q.Speaker}
	case q.Where.Sources != nil:
		p.shape.path, p.params["of"] = bySources, p.params["sources"]
	case q.Where.Speakers != nil:
		p.shape.path, p.params["of"] = bySpeakers, p.params["speakers"]
	}
	return p, q.PageRequest
}

// planEvents plans a query for events.
func planEvents(q *alliance.EventQuery) (plan, alliance.PageRequest) {
	w := &q.Where
	p := plan{shape{kind: events}, map[string]any{
		"first": int(max(w.Since.First(), w.AsOf.First())), "last": int(min(w.Until.Last(), w.AsOf.Last())),
		"types": anyOf(w.Types), "conflict": unless(w.Conflict),
		"actor": unless(q.Of), "participants": anyOf(w.Participants),
	}}
	switch {
	case q.Of != "":
		p.shape.path, p.params["of"] = byParticipants, []any{q.Of}
	case w.Participants != nil:
		p.shape.path, p.params["of"] = byParticipants, p.params["participants"]
	case w.Conflict != "":
		p.shape.path = byConflict
	}
	return p, q.PageRequest
}

// viewEvents returns what a query shows of an event, if the database does not decide that: what was known of it by a day
// follows from its evidence, and places are compared as package alliance does.
func viewEvents(q *alliance.EventQuery) func(*alliance.Event) *alliance.Event {
	if q.Where.KnownBy.IsZero() && q.Where.Statuses == nil && q.Where.Place == "" {
		return nil
	}
	return q.View
}

// Actors implements [alliance.Store].
func (s *snapshot) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	if s.edition() != nil {
		if pages, ok := s.things().actorPages(queries); ok {
			return pages, ctx.Err()
		}
	}
	return lister[alliance.ActorQuery, *alliance.Actor]{
		of: actorRows, plan: planActors, view: viewActors, label: "Actor",
		decode: func(l *linker, r *row) *alliance.Actor { return l.actor(r.key()) },
	}.pages(ctx, s, queries)
}

// Conflicts implements [alliance.Store].
func (s *snapshot) Conflicts(ctx context.Context, queries []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return lister[alliance.ConflictQuery, *alliance.Conflict]{
		of: conflictRows, plan: planConflicts, label: "Conflict",
		decode: func(l *linker, r *row) *alliance.Conflict { return l.conflict(r.key()) },
	}.pages(ctx, s, queries)
}

// Sources implements [alliance.Store].
func (s *snapshot) Sources(ctx context.Context, queries []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return lister[alliance.SourceQuery, *alliance.Source]{
		of: originRows, plan: planSources, label: "Source",
		decode: func(l *linker, r *row) *alliance.Source { return l.source(r.key()) },
	}.pages(ctx, s, queries)
}

// Evidence implements [alliance.Store].
func (s *snapshot) Evidence(ctx context.Context, queries []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return lister[alliance.EvidenceQuery, *alliance.Evidence]{
		of: evidenceRows, plan: planEvidence, decode: decodeEvidenceAlone,
	}.pages(ctx, s, queries)
}

// Events implements [alliance.Store].
func (s *snapshot) Events(ctx context.Context, queries []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return lister[alliance.EventQuery, *alliance.Event]{
		of: eventRows, plan: planEvents, view: viewEvents, decode: decodeEvent,
	}.pages(ctx, s, queries)
}
