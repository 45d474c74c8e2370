package memory

import (
	"context"
	"iter"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// Actors implements [alliance.Store].
func (s *Store) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	return each(ctx, queries, func(q *alliance.ActorQuery) (alliance.ActorConnection, error) {
		return page(ctx, q.PageRequest, in(s.actorCandidates(&q.Where)), only[alliance.Actor](q.Where.Keeps))
	})
}

// actorCandidates returns a superset of the actors that the filter keeps.
func (s *Store) actorCandidates(w *alliance.ActorFilter) []*alliance.Actor {
	switch {
	case w.IDs != nil:
		found := make([]*alliance.Actor, 0, len(w.IDs))
		for _, id := range w.IDs {
			if a, ok := s.nodes[id].(*alliance.Actor); ok {
				found = append(found, a)
			}
		}
		slices.SortFunc(found, func(a, b *alliance.Actor) int { return strings.Compare(a.ID, b.ID) })
		return slices.Compact(found)
	case w.Identifier != nil:
		return s.identifiers[identifier{w.Identifier.Scheme, w.Identifier.Value}]
	case w.Name != "":
		return s.names[strings.ToLower(w.Name)]
	default:
		return s.facts.Actors
	}
}

// Events implements [alliance.Store].
func (s *Store) Events(ctx context.Context, queries []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return each(ctx, queries, func(q *alliance.EventQuery) (alliance.EventConnection, error) {
		return page(ctx, q.PageRequest, s.eventCandidates(q), q)
	})
}

// eventCandidates iterates over a superset of the events that match the query; none of them begins after Until or
// AsOf.
func (s *Store) eventCandidates(q *alliance.EventQuery) func(alliance.Position) iter.Seq[*alliance.Event] {
	list := s.facts.Events
	switch {
	case q.Of != "":
		list = s.eventsOf.of(q.Of)
	case q.Where.Conflict != "":
		list = s.eventsIn.of(q.Where.Conflict)
	}
	until := min(q.Where.Until.Last(), q.Where.AsOf.Last())
	end, _ := slices.BinarySearchFunc(list, until, func(e *alliance.Event, until alliance.Day) int {
		if first, _ := e.Days(); first <= until {
			return -1
		}
		return 1
	})
	return in(list[:end])
}

// Conflicts implements [alliance.Store].
func (s *Store) Conflicts(ctx context.Context, queries []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return each(ctx, queries, func(q *alliance.ConflictQuery) (alliance.ConflictConnection, error) {
		return page(ctx, q.PageRequest, in(s.facts.Conflicts), only[alliance.Conflict](q.Where.Keeps))
	})
}

// Sources implements [alliance.Store].
func (s *Store) Sources(ctx context.Context, queries []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return each(ctx, queries, func(q *alliance.SourceQuery) (alliance.SourceConnection, error) {
		return page(ctx, q.PageRequest, in(s.facts.Sources), only[alliance.Source](q.Where.Keeps))
	})
}

// Evidence implements [alliance.Store].
func (s *Store) Evidence(ctx context.Context, queries []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return each(ctx, queries, func(q *alliance.EvidenceQuery) (alliance.EvidenceConnection, error) {
		return page(ctx, q.PageRequest, s.evidenceCandidates(q), only[alliance.Evidence](q.Keeps))
	})
}

// evidenceCandidates iterates over a superset of the evidence that matches the query.
func (s *Store) evidenceCandidates(q *alliance.EvidenceQuery) func(alliance.Position) iter.Seq[*alliance.Evidence] {
	switch {
	case q.Source != "":
		return in(s.evidenceFrom.of(q.Source))
	case q.Speaker != "":
		return in(s.evidenceBy.of(q.Speaker))
	default:
		return s.allEvidence
	}
}

// allEvidence iterates over all evidence after a position, sorting that of one day of publication at a time.
func (s *Store) allEvidence(p alliance.Position) iter.Seq[*alliance.Evidence] {
	return func(yield func(*alliance.Evidence) bool) {
		sources := s.facts.Sources
		for len(sources) > 0 {
			day := sources[0].Position().Day
			var published []*alliance.Evidence
			for len(sources) > 0 && sources[0].Position().Day == day {
				published = append(published, s.evidenceFrom.of(sources[0].ID)...)
				sources = sources[1:]
			}
			slices.SortFunc(published, byPosition)
			for _, e := range after(published, p) {
				if !yield(e) {
					return
				}
			}
		}
	}
}
