package alliance

import (
	"context"
	"time"
)

// A Store answers queries about one data set.
//
// Every method takes any number of queries and returns one answer to each, in the same order. Lists are in the order
// of [Position], or in the one that the [PageRequest] asks for. If nothing is found, the answer is nil or an empty page,
// never an error. A query's filter means what its Keeps method keeps; its KnownBy also trims the evidence of what is
// returned, and facts with no evidence left are omitted.
//
// Everything returned is shared: callers must not modify it. Among the answers from one version of the facts, each
// actor, source and conflict has a single pointer, so pointers can be compared for identity. A store is safe for
// concurrent use. If the context is done, a method returns nil and the context's error; if the store cannot be
// reached, it returns nil and an error that wraps [ErrUnavailable].
type Store interface {
	// Dataset describes what is loaded.
	Dataset(ctx context.Context) (Dataset, error)
	// Nodes returns the things of any type with these ids, as known by a date (zero means now); a missing one is nil.
	Nodes(ctx context.Context, ids []string, knownBy Date) ([]Node, error)
	Actors(ctx context.Context, queries []ActorQuery) ([]ActorConnection, error)
	Relations(ctx context.Context, queries []RelationQuery) ([]RelationConnection, error)
	Events(ctx context.Context, queries []EventQuery) ([]EventConnection, error)
	Conflicts(ctx context.Context, queries []ConflictQuery) ([]ConflictConnection, error)
	Sources(ctx context.Context, queries []SourceQuery) ([]SourceConnection, error)
	Evidence(ctx context.Context, queries []EvidenceQuery) ([]EvidenceConnection, error)
	// Search finds things by their texts and returns them best first, as ranked by package search.
	Search(ctx context.Context, queries []SearchQuery) ([][]SearchHit, error)
}

// Staleness returns since when, and why, the answers of a store are not known to be current: it has them from a copy. Why
// is nil if they are current. It is to be asked after the store, and is always nil for one that has no method Stale.
func Staleness(s Store) (since time.Time, why error) {
	if s, ok := s.(interface{ Stale() (time.Time, error) }); ok {
		return s.Stale()
	}
	return time.Time{}, nil
}

// Begin has a store answer a request at once, from what was current last, and check meanwhile whether it still is. It is to be
// called before the first question. The answers count once Dataset, asked last, has returned no error; if one wraps
// [ErrChanged], none of them counts, and the request is to be run again with another store. A store that is not begun, or has
// no method Begin, checks before it answers.
func Begin(ctx context.Context, s Store) {
	if s, ok := s.(interface{ Begin(context.Context) }); ok {
		s.Begin(ctx)
	}
}

// VersionOf returns the version of the facts that a store answers from. Unlike Dataset, it does not wait for a store that has
// begun ([Begin]) to know whether these are current.
func VersionOf(ctx context.Context, s Store) (string, error) {
	if s, ok := s.(interface {
		Version(context.Context) (string, error)
	}); ok {
		return s.Version(ctx)
	}
	d, err := s.Dataset(ctx)
	return d.Version, err
}

// CountsOf returns how many things of each kind a store has, without waiting, as [VersionOf].
func CountsOf(ctx context.Context, s Store) (Counts, error) {
	if s, ok := s.(interface {
		Counts(context.Context) (Counts, error)
	}); ok {
		return s.Counts(ctx)
	}
	d, err := s.Dataset(ctx)
	return d.Counts, err
}

// An ActorQuery asks for actors.
type ActorQuery struct {
	Where ActorFilter
	PageRequest
}

// A RelationQuery asks for relations.
type RelationQuery struct {
	Where RelationFilter
	// Of, unless it is empty, keeps relations with this actor at the end given by Direction: see [Relation.Involves].
	Of        string
	Direction Direction
	// Indirect adds the relations of every actor that Of leads or that is part of it, transitively; each relation is
	// returned once. The LEADS and PART_OF relations that are followed are seen from the same viewpoint, and must not
	// be denied unless Where.Statuses contains DENIED; the rest of Where does not apply to them.
	Indirect bool
	// Succession adds the relations of the actors that Of succeeds, and of those that they succeed, and so on; and of
	// those that succeed it, and so on. The SUCCEEDS relations that are followed may hold on any day, but must be known
	// by Where.KnownBy, and must not be denied unless Where.Statuses contains DENIED. With Indirect, what is behind each
	// of these actors is added too.
	Succession bool
	PageRequest
}

// An EventQuery asks for events.
type EventQuery struct {
	Where EventFilter
	// Of, unless it is empty, keeps events that involve this actor.
	Of string
	PageRequest
}

// Keeps reports whether e matches the query.
func (q *EventQuery) Keeps(e *Event) bool { return q.View(e) != nil }

// View returns e as known by Where.KnownBy if it matches the query, otherwise nil.
func (q *EventQuery) View(e *Event) *Event {
	if q.Of != "" && !e.Involves(q.Of) {
		return nil
	}
	return q.Where.View(e)
}

// A ConflictQuery asks for conflicts.
type ConflictQuery struct {
	Where ConflictFilter
	PageRequest
}

// A SourceQuery asks for sources.
type SourceQuery struct {
	Where SourceFilter
	PageRequest
}

// An EvidenceQuery asks for evidence.
type EvidenceQuery struct {
	Where EvidenceFilter
	// Source and Speaker, unless empty, keep evidence from this source and in this actor's words.
	Source, Speaker string
	// KnownBy keeps evidence whose source had been published by its last day.
	KnownBy Date
	PageRequest
}

// Keeps reports whether e matches the query.
func (q *EvidenceQuery) Keeps(e *Evidence) bool {
	return (q.Source == "" || e.Source.ID == q.Source) && (q.Speaker == "" || IDOf(e.Speaker) == q.Speaker) &&
		e.Source.KnownBy(q.KnownBy) && q.Where.Keeps(e)
}

// A SearchQuery searches for things by their texts.
type SearchQuery struct {
	Text string
	// Types are the types of things to find; nil means all.
	Types []SearchType
	First int
}

// A SearchType is a type of thing that can be searched for.
type SearchType string

// The types of things that can be searched for.
const (
	SearchActor    SearchType = "ACTOR"
	SearchEvent    SearchType = "EVENT"
	SearchConflict SearchType = "CONFLICT"
	SearchSource   SearchType = "SOURCE"
)

// A SearchResult is *Actor, *Event, *Conflict or *Source.
type SearchResult interface{ Node }

// A SearchHit is a thing that matches a search, with the text of it that matches best.
type SearchHit struct {
	// Score is greater than 0 and at most 1. It is 1 if the whole text is what was searched for.
	Score   float64
	Matched string
	Node    SearchResult
}

// A Dataset describes what is loaded.
type Dataset struct {
	// Version is a digest of the facts: it changes if and only if they do.
	Version  string
	LoadedAt time.Time
	// Store is the kind of store, `embedded` or `neo4j`.
	Store string
	Counts
	// Span is from the first to the last date of all relations and events.
	Span
	// Collections are the data sets that the facts are from, as they describe themselves.
	Collections []Collection
	// Coverage is what the sources of each type of relation cover.
	Coverage []Coverage
}

// Counts are the numbers of things of each kind.
type Counts struct {
	Actors, Relations, Events, Conflicts, Sources, Evidence int
	// Longest is how much there is to go through in the longest list of one thing: of the relations that an actor is an end of, the
	// events that it takes part in, or the statements that it makes; of the relations or the events of a conflict; of the
	// statements of a source. A relation or an event counts once for every two statements about it, at least once.
	Longest int
	// Behind is the same for an actor and all that is behind it, before it and after it, where each end of a relation counts: what a
	// [RelationQuery] in any direction but Opponent goes through that is Indirect, with Succession.
	Behind int
}

// Most is how many things there are of the kind that has the most, where two statements count as one thing.
func (c Counts) Most() int {
	return max(c.Actors, c.Relations, c.Events, c.Conflicts, c.Sources, c.Evidence/2)
}

// MostSmall is [Counts.Most] at most in facts that are small: no analysis of them but a search for blocs takes more than some
// milliseconds, so none need wait behind one that takes seconds.
const MostSmall = 2_000

// Small reports whether there are so few facts that to go through all of them takes no more than some milliseconds.
func (c Counts) Small() bool { return c.Most() <= MostSmall }
