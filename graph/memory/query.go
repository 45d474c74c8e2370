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
	return each(ctx, queries, func(q alliance.ActorQuery) (alliance.ActorConnection, error) {
		name := strings.ToLower(q.Where.Name)
		return page(ctx, q.PageRequest, in(s.actors(&q.Where, name)), func(a *alliance.Actor) (*alliance.Actor, bool) {
			return a, keepsActor(&q.Where, name, a)
		})
	})
}

// actors returns actors among which are all that the filter keeps; name is its name in lower case.
func (s *Store) actors(w *alliance.ActorFilter, name string) []*alliance.Actor {
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
		return s.identifiers[*w.Identifier]
	case w.Name != "":
		return s.names[name]
	default:
		return s.facts.Actors
	}
}

// keepsActor reports whether the filter keeps the actor; name is its name in lower case.
func keepsActor(w *alliance.ActorFilter, name string, a *alliance.Actor) bool {
	named := func(s string) bool { return strings.ToLower(s) == name }
	country := strings.ToUpper(w.Country) // codes are capitals already, and cost nothing to compare
	return oneOf[alliance.ActorType](w.Types).has(a.Type) &&
		(country == "" || strings.ToUpper(string(a.Country)) == country) &&
		(w.Identifier == nil || slices.Contains(a.Identifiers, *w.Identifier)) &&
		(w.Name == "" || named(a.Name) || slices.ContainsFunc(a.Aliases, named))
}

// Events implements [alliance.Store].
func (s *Store) Events(ctx context.Context, queries []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return each(ctx, queries, func(q alliance.EventQuery) (alliance.EventConnection, error) {
		return page(ctx, q.PageRequest, s.eventCandidates(&q), func(e *alliance.Event) (*alliance.Event, bool) {
			return keepEvent(&q.Where, e)
		})
	})
}

// eventCandidates goes through events among which are all that the query asks for, up to those that began too late.
func (s *Store) eventCandidates(q *alliance.EventQuery) func(alliance.Position) iter.Seq[*alliance.Event] {
	list := s.facts.Events
	switch {
	case q.Of != "":
		list = s.eventsOf.of(q.Of)
	case q.Where.Conflict != "":
		list = s.events.of(q.Where.Conflict)
	}
	until := q.Where.Until.Last()
	end, _ := slices.BinarySearchFunc(list, until, func(e *alliance.Event, until alliance.Day) int {
		if first, _ := e.Days(); first <= until {
			return -1
		}
		return 1
	})
	return in(list[:end])
}

// keepEvent returns the event as the filter knows it, and whether the filter keeps it.
func keepEvent(w *alliance.EventFilter, e *alliance.Event) (*alliance.Event, bool) {
	first, last := e.Days()
	if !oneOf[alliance.EventType](w.Types).has(e.Type) || last < w.Since.First() || first > w.Until.Last() {
		return nil, false
	}
	if w.Conflict != "" && alliance.IDOf(e.Conflict) != w.Conflict || w.Place != "" && !isAt(e.Place, w.Place) {
		return nil, false
	}
	takesPart := func(p alliance.Participant) bool { return slices.Contains(w.Participants, p.Actor.ID) }
	if w.Participants != nil && !slices.ContainsFunc(e.Participants, takesPart) {
		return nil, false
	}
	view := e.AsKnownBy(w.KnownBy)
	return view, view != nil && oneOf[alliance.Status](w.Statuses).has(view.Status)
}

// isAt reports whether the place has the name or the country code.
func isAt(p *alliance.Place, name string) bool {
	name = strings.ToLower(name)
	return p != nil && (strings.ToLower(p.Name) == name || strings.ToLower(string(p.Country)) == name)
}

// Conflicts implements [alliance.Store].
func (s *Store) Conflicts(ctx context.Context, queries []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return each(ctx, queries, func(q alliance.ConflictQuery) (alliance.ConflictConnection, error) {
		w := &q.Where
		return page(ctx, q.PageRequest, in(s.facts.Conflicts), func(c *alliance.Conflict) (*alliance.Conflict, bool) {
			isParty := func(id string) bool { return slices.Contains(c.Parties, id) }
			return c, c.Shares(w.AsOf) && (w.Parties == nil || slices.ContainsFunc(w.Parties, isParty))
		})
	})
}

// Sources implements [alliance.Store].
func (s *Store) Sources(ctx context.Context, queries []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return each(ctx, queries, func(q alliance.SourceQuery) (alliance.SourceConnection, error) {
		w := &q.Where
		return page(ctx, q.PageRequest, in(s.facts.Sources), func(source *alliance.Source) (*alliance.Source, bool) {
			return source, source.KnownBy(w.KnownBy) && (w.Publishers == nil ||
				source.Publisher != "" && slices.Contains(w.Publishers, string(source.Publisher)))
		})
	})
}

// Evidence implements [alliance.Store].
func (s *Store) Evidence(ctx context.Context, queries []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return each(ctx, queries, func(q alliance.EvidenceQuery) (alliance.EvidenceConnection, error) {
		return page(ctx, q.PageRequest, s.evidenceCandidates(&q), func(e *alliance.Evidence) (*alliance.Evidence, bool) {
			return e, e.Source.KnownBy(q.KnownBy) && (q.Speaker == "" || alliance.IDOf(e.Speaker) == q.Speaker) && q.Where.Keeps(e)
		})
	})
}

// evidenceCandidates goes through evidence among which is all that the query asks for.
func (s *Store) evidenceCandidates(q *alliance.EvidenceQuery) func(alliance.Position) iter.Seq[*alliance.Evidence] {
	switch {
	case q.Source != "":
		return in(s.evidenceFrom.of(q.Source))
	case q.Speaker != "":
		return in(s.evidenceSpoken.of(q.Speaker))
	default:
		return s.allEvidence
	}
}

// allEvidence goes through all evidence from a position on, one day of publication at a time.
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
