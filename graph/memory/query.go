package memory

import (
	"context"
	"iter"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// Actors implements [alliance.Store].
func (s *Store) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	return each(ctx, queries, func(q *alliance.ActorQuery) (alliance.ActorConnection, error) {
		return page(ctx, &q.PageRequest, in[*alliance.Actor](s.actorCandidates(&q.Where)), only[alliance.Actor](q.Where.Keeps))
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
		return page(ctx, &q.PageRequest, s.eventCandidates(q), q)
	})
}

// eventCandidates returns a superset of the events that match the query; none of them begins after Until or AsOf.
func (s *Store) eventCandidates(q *alliance.EventQuery) candidates[*alliance.Event] {
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
	return in[*alliance.Event](list[:end])
}

// Conflicts implements [alliance.Store].
func (s *Store) Conflicts(ctx context.Context, queries []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return each(ctx, queries, func(q *alliance.ConflictQuery) (alliance.ConflictConnection, error) {
		return page(ctx, &q.PageRequest, in[*alliance.Conflict](s.facts.Conflicts), only[alliance.Conflict](q.Where.Keeps))
	})
}

// Sources implements [alliance.Store].
func (s *Store) Sources(ctx context.Context, queries []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return each(ctx, queries, func(q *alliance.SourceQuery) (alliance.SourceConnection, error) {
		return page(ctx, &q.PageRequest, in[*alliance.Source](s.facts.Sources), only[alliance.Source](q.Where.Keeps))
	})
}

// Evidence implements [alliance.Store].
func (s *Store) Evidence(ctx context.Context, queries []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return each(ctx, queries, func(q *alliance.EvidenceQuery) (alliance.EvidenceConnection, error) {
		return page(ctx, &q.PageRequest, s.evidenceCandidates(q), only[alliance.Evidence](q.Keeps))
	})
}

// evidenceCandidates returns a superset of the evidence that matches the query.
func (s *Store) evidenceCandidates(q *alliance.EvidenceQuery) candidates[*alliance.Evidence] {
	switch {
	case q.Source != "":
		return in[*alliance.Evidence](s.evidenceFrom.of(q.Source))
	case q.Speaker != "":
		return in[*alliance.Evidence](s.evidenceBy.of(q.Speaker))
	default:
		return allEvidence{s}
	}
}

// allEvidence is all evidence of a store as candidates. That of one day of publication at a time is sorted.
type allEvidence struct{ *Store }

func (s allEvidence) ahead(ctx context.Context, p alliance.Position) iter.Seq[*alliance.Evidence] {
	return func(yield func(*alliance.Evidence) bool) {
		for sources := s.facts.Sources; len(sources) > 0; {
			end := 1
			for end < len(sources) && sources[end].Position().Day == sources[0].Position().Day {
				end++
			}
			for _, e := range after(s.published(ctx, sources[:end]), p) {
				if !yield(e) {
					return
				}
			}
			sources = sources[end:]
		}
	}
}

func (s allEvidence) back(ctx context.Context, p alliance.Position) iter.Seq[*alliance.Evidence] {
	return func(yield func(*alliance.Evidence) bool) {
		for sources := s.facts.Sources; len(sources) > 0; {
			start := len(sources) - 1
			for start > 0 && sources[start-1].Position().Day == sources[start].Position().Day {
				start--
			}
			for _, e := range slices.Backward(before(s.published(ctx, sources[start:]), p)) {
				if !yield(e) {
					return
				}
			}
			sources = sources[:start]
		}
	}
}

func (s allEvidence) most() int { return s.dataset.Counts.Evidence }

// published returns the evidence from sources of one day, in order; none once the context is done.
func (s allEvidence) published(ctx context.Context, sources []*alliance.Source) []*alliance.Evidence {
	var list []*alliance.Evidence
	for _, source := range sources {
		list = append(list, s.evidenceFrom.of(source.ID)...)
	}
	if pace.Sort(ctx, list, byPosition) != nil {
		return nil
	}
	return list
}
