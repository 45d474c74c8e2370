package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A plan is how a query is put to the database: as what shape, with what parameters. What is not restricted is nil.
type plan struct {
	shape  shape
	params map[string]any
}

// lister lists one kind of things: how a query is put, how a row is decoded, and, where not everything may be known, what
// of it is. Rows with a label are put into the cache.
type lister[Q any, T listed] struct {
	of     *columns
	plan   func(*Q) (plan, alliance.PageRequest)
	decode func(*linker, *row) T
	known  func(*Q, T) T
	label  string
}

// listed is what can be listed: pointers.
type listed interface {
	comparable
	alliance.Node
}

// pages answers queries.
func (l lister[Q, T]) pages(ctx context.Context, s *snapshot, queries []Q) ([]alliance.Page[T], error) {
	if len(queries) == 0 {
		return nil, ctx.Err()
	}
	shapes, params := make([]shape, len(queries)), make([]map[string]any, len(queries))
	requests := make([]alliance.PageRequest, len(queries))
	for i := range queries {
		var p plan
		p, requests[i] = l.plan(&queries[i])
		p.shape.count, p.shape.limit = requests[i].Count, max(requests[i].First, 0)+1
		shapes[i], params[i] = p.shape, p.params
	}
	answers, err := s.askAll(ctx, shapes, params)
	if err != nil {
		return nil, err
	}
	cache := s.things()
	for _, a := range answers {
		for _, r := range a.rows {
			if err := cache.addRow(l.label, r); err != nil {
				return nil, err
			}
		}
	}
	pages := make([]alliance.Page[T], len(queries))
	err = s.link(ctx, cache, func(link *linker) error {
		for i := range queries {
			pages[i], err = l.page(link, &queries[i], requests[i], answers[i])
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range queries {
		if err := l.check(requests[i], pages[i]); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// check returns an error if a page has nothing where a thing should be, or not in the order of its list, in which whoever
// goes on after each page would never come to the end.
func (l lister[Q, T]) check(request alliance.PageRequest, p alliance.Page[T]) error {
	last := request.After
	for _, n := range p.Nodes {
		var none T
		if n == none {
			return fmt.Errorf("neo4j: %s after %q: it was known earlier than its evidence: %w", l.of.thing, last.ID, ErrAltered)
		}
		at := n.Position()
		if !last.IsZero() && at.Compare(last) <= 0 {
			return fmt.Errorf("neo4j: %s %q: it is listed after %q, where it does not belong: %w", l.of.thing, at.ID, last.ID, ErrAltered)
		}
		last = at
	}
	return nil
}

// page decodes a page. The rows are those of one thing more than was asked for, where there is one.
func (l lister[Q, T]) page(link *linker, q *Q, request alliance.PageRequest, a answer) (alliance.Page[T], error) {
	first := max(request.First, 0)
	p := alliance.Page[T]{HasNext: len(a.rows) > first, HasPrevious: !request.After.IsZero(), Total: a.total}
	p.Nodes = make([]T, min(first, len(a.rows)))
	for i := range p.Nodes {
		r := rowOf(l.of, a.rows[i])
		p.Nodes[i] = l.decode(link, r)
		if r.err != nil {
			return p, r.err
		}
		if l.known != nil {
			p.Nodes[i] = l.known(q, p.Nodes[i])
		}
	}
	return p, nil
}

// unless returns a value as a parameter, nil where it is the zero value.
func unless[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

// anyOf returns a list of texts as a parameter; nil restricts nothing.
func anyOf[T ~string](list []T) any {
	if list == nil {
		return nil
	}
	texts := make([]any, len(list))
	for i, s := range list {
		texts[i] = string(s)
	}
	return texts
}

// afterID returns where a list by id goes on: a position with a day is after all of it.
func afterIDOf(p alliance.Position) string {
	if p.Day > 0 && !p.IsZero() {
		return "~" // sorts after every id
	}
	return p.ID
}

// addDayAfter adds where a list by day goes on.
func addDayAfter(params map[string]any, p alliance.Position) {
	params["day"], params["after"] = -1, ""
	if !p.IsZero() {
		params["day"], params["after"] = int(p.Day), p.ID
	}
}

// actorLister lists actors.
func actorLister() lister[alliance.ActorQuery, *alliance.Actor] {
	return lister[alliance.ActorQuery, *alliance.Actor]{actorRows, planActors, func(l *linker, r *row) *alliance.Actor { return l.actor(r.key()) }, nil, "Actor"}
}

// planActors plans a query for actors.
func planActors(q *alliance.ActorQuery) (plan, alliance.PageRequest) {
	w := &q.Where
	name := strings.ToLower(w.Name)
	p := plan{shape{kind: actors}, map[string]any{
		"types": anyOf(w.Types), "country": unless(strings.ToUpper(w.Country)), "name": unless(name), "after": afterIDOf(q.After),
	}}
	if w.Identifier != nil {
		p.params["scheme"], p.params["value"] = w.Identifier.Scheme, w.Identifier.Value
	}
	switch {
	case w.IDs != nil:
		p.shape.path, p.params["ids"] = byID, anyOf(w.IDs)
	case w.Identifier != nil:
		p.shape.path, p.params["key"] = byKey, "keys:"+identifierKey(*w.Identifier)
	case name != "":
		p.shape.path, p.params["key"] = byKey, "keys:"+nameKey(name)
	}
	return p, q.PageRequest
}

// planConflicts plans a query for conflicts.
func planConflicts(q *alliance.ConflictQuery) (plan, alliance.PageRequest) {
	return plan{shape{kind: conflicts}, map[string]any{
		"first": int(q.Where.AsOf.First()), "last": int(q.Where.AsOf.Last()), "parties": anyOf(q.Where.Parties),
		"after": afterIDOf(q.After),
	}}, q.PageRequest
}

// planSources plans a query for sources.
func planSources(q *alliance.SourceQuery) (plan, alliance.PageRequest) {
	p := plan{shape{kind: sources}, map[string]any{
		"known": int(q.Where.KnownBy.Last()), "publishers": anyOf(q.Where.Publishers),
	}}
	addDayAfter(p.params, q.After)
	return p, q.PageRequest
}

// planEvidence plans a query for evidence.
func planEvidence(q *alliance.EvidenceQuery) (plan, alliance.PageRequest) {
	p := plan{shape{kind: evidence}, map[string]any{
		"known": int(q.KnownBy.Last()), "source": unless(q.Source), "speaker": unless(q.Speaker),
		"stances": anyOf(q.Where.Stances), "sources": anyOf(q.Where.Sources), "speakers": anyOf(q.Where.Speakers),
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
	addDayAfter(p.params, q.After)
	return p, q.PageRequest
}

// planEvents plans a query for events.
func planEvents(q *alliance.EventQuery) (plan, alliance.PageRequest) {
	w := &q.Where
	p := plan{shape{kind: events, bare: q.WithoutEvidence && w.KnownBy.IsZero()}, map[string]any{
		"first": int(w.Since.First()), "last": int(w.Until.Last()), "known": int(w.KnownBy.Last()),
		"types": anyOf(w.Types), "statuses": anyOf(w.Statuses), "conflict": unless(w.Conflict),
		"place": unless(strings.ToLower(w.Place)), "actor": unless(q.Of), "participants": anyOf(w.Participants),
	}}
	switch {
	case q.Of != "":
		p.shape.path, p.params["of"] = byParticipants, []any{q.Of}
	case w.Participants != nil:
		p.shape.path, p.params["of"] = byParticipants, p.params["participants"]
	case w.Conflict != "":
		p.shape.path = byConflict
	}
	addDayAfter(p.params, q.After)
	return p, q.PageRequest
}

// planRelations plans a query for relations.
func planRelations(q *alliance.RelationQuery) (plan, alliance.PageRequest) {
	w := &q.Where
	p := plan{shape{kind: relations, bare: q.WithoutEvidence && w.KnownBy.IsZero()}, map[string]any{
		"first": int(w.AsOf.First()), "last": int(w.AsOf.Last()), "types": anyOf(w.Types), "known": int(w.KnownBy.Last()),
		"after": afterIDOf(q.After),
	}}
	conflict := w.Conflict
	switch {
	case q.Of != "":
		p.shape.path, p.shape.indirect = endPath(q), q.Indirect
		p.params["of"], p.params["denied"] = q.Of, slices.Contains(w.Statuses, alliance.Denied)
	case w.Subjects != nil && w.Objects != nil:
		ends := slices.Concat(w.Subjects, w.Objects)
		slices.Sort(ends)
		p.shape.path, p.params["ends"] = bySubjects, anyOf(slices.Compact(ends))
	case w.Subjects != nil:
		p.shape.path, p.params["ends"] = byEnds, anyOf(w.Subjects)
	case w.Objects != nil:
		p.shape.path, p.params["ends"] = byEnds, anyOf(w.Objects)
	case conflict != "":
		p.shape.path, p.params["conflict"], conflict = byConflict, conflict, ""
	}
	rest := map[string]any{
		"statuses": anyOf(w.Statuses), "kinds": anyOf(w.Kinds), "conflict": unless(conflict), "against": anyOf(w.Against),
		"subjects": anyOf(w.Subjects), "objects": anyOf(w.Objects), "sources": anyOf(w.Sources), "publishers": anyOf(w.Publishers),
	}
	p.shape.filtered = !w.KnownBy.IsZero()
	for name, v := range rest {
		if v != nil {
			p.shape.filtered, p.params[name] = true, v
		}
	}
	return p, q.PageRequest
}

// endPath returns how to find the relations that an actor is at an end of. Those that hold both ways are looked for at
// the other end only where they are asked for.
func endPath(q *alliance.RelationQuery) path {
	mutual := q.Where.Types == nil || slices.ContainsFunc(q.Where.Types, alliance.RelationType.Mutual)
	switch {
	case q.Direction == alliance.Out && mutual:
		return mutualOutOf
	case q.Direction == alliance.Out:
		return outOf
	case q.Direction == alliance.In && mutual:
		return mutualIntoOf
	case q.Direction == alliance.In:
		return intoOf
	default:
		return bothOf
	}
}

// Actors implements [alliance.Store].
func (s *snapshot) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	return actorLister().pages(ctx, s, queries)
}

// Conflicts implements [alliance.Store].
func (s *snapshot) Conflicts(ctx context.Context, queries []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return lister[alliance.ConflictQuery, *alliance.Conflict]{
		conflictRows, planConflicts, func(l *linker, r *row) *alliance.Conflict { return l.conflict(r.key()) }, nil, "Conflict",
	}.pages(ctx, s, queries)
}

// Sources implements [alliance.Store].
func (s *snapshot) Sources(ctx context.Context, queries []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return lister[alliance.SourceQuery, *alliance.Source]{
		originRows, planSources, func(l *linker, r *row) *alliance.Source { return l.source(r.key()) }, nil, "Source",
	}.pages(ctx, s, queries)
}

// Evidence implements [alliance.Store].
func (s *snapshot) Evidence(ctx context.Context, queries []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return lister[alliance.EvidenceQuery, *alliance.Evidence]{statementRows, planEvidence, func(l *linker, r *row) *alliance.Evidence {
		e := decodeEvidence(l, r.key(), r)
		return &e
	}, nil, ""}.pages(ctx, s, queries)
}

// Events implements [alliance.Store].
func (s *snapshot) Events(ctx context.Context, queries []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return lister[alliance.EventQuery, *alliance.Event]{
		eventRows, planEvents, decodeEvent, func(q *alliance.EventQuery, e *alliance.Event) *alliance.Event { return e.AsKnownBy(q.Where.KnownBy) }, "",
	}.pages(ctx, s, queries)
}

// Relations implements [alliance.Store].
func (s *snapshot) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	if s.generation() != nil && len(queries) > 0 && !slices.ContainsFunc(queries, func(q alliance.RelationQuery) bool { return !walks(&q) }) {
		if pages, done, err := s.walk(ctx, queries); done {
			return pages, err
		}
	}
	return lister[alliance.RelationQuery, *alliance.Relation]{
		relationRows, planRelations, decodeRelation, func(q *alliance.RelationQuery, r *alliance.Relation) *alliance.Relation {
			return r.AsKnownBy(q.Where.KnownBy)
		}, "",
	}.pages(ctx, s, queries)
}
