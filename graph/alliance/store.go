package alliance

import (
	"context"
	"time"
)

// A Store answers questions about one data set.
//
// Every method takes many questions and returns one answer for each, in their order. Whatever it lists comes in the
// order of [Position]. What is not there is nil or an empty page, never an error. A question's filter means what its
// Keeps method keeps; its KnownBy also trims what is returned, and a fact without evidence left is not there.
//
// All that is returned is shared: callers must not change it. In what is answered from one version of the facts, there is
// one pointer to each actor, source and conflict, so that they can be told apart by their pointers. A store is safe for concurrent use. A method returns the
// context's error once the context is done, and an error that wraps [ErrUnavailable] while the store cannot be
// reached; then all its answers are nil.
type Store interface {
	// Dataset says what is loaded.
	Dataset(ctx context.Context) (Dataset, error)
	// Nodes returns the things with these ids, of whatever type, as known by a date (zero: now), nil where there is
	// none.
	Nodes(ctx context.Context, ids []string, knownBy Date) ([]Node, error)
	Actors(ctx context.Context, queries []ActorQuery) ([]ActorConnection, error)
	Relations(ctx context.Context, queries []RelationQuery) ([]RelationConnection, error)
	Events(ctx context.Context, queries []EventQuery) ([]EventConnection, error)
	Conflicts(ctx context.Context, queries []ConflictQuery) ([]ConflictConnection, error)
	Sources(ctx context.Context, queries []SourceQuery) ([]SourceConnection, error)
	Evidence(ctx context.Context, queries []EvidenceQuery) ([]EvidenceConnection, error)
	// Search finds things by their texts, best first, as package search ranks them.
	Search(ctx context.Context, queries []SearchQuery) ([][]SearchHit, error)
}

// An ActorQuery asks for actors.
type ActorQuery struct {
	Where ActorFilter
	PageRequest
}

// A RelationQuery asks for relations.
type RelationQuery struct {
	Where RelationFilter
	// Of, unless it is empty, keeps the relations that this actor is at the Direction end of: see
	// [Relation.Involves].
	Of        string
	Direction Direction
	// Indirect adds to those of Of the relations of every actor that Of leads or that is part of it, transitively,
	// each relation once. The relations that lead there must share Where's AsOf and be known by its KnownBy, and must
	// not be denied unless Where.Statuses names DENIED; the rest of Where does not bear on them.
	Indirect bool
	PageRequest
}

// An EventQuery asks for events.
type EventQuery struct {
	Where EventFilter
	// Of, unless it is empty, keeps events that involve this actor.
	Of string
	PageRequest
}

// View returns e as it was known by Where.KnownBy if the query asks for it, otherwise nil.
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
	// Source and Speaker, unless they are empty, keep evidence from this source and in this actor's words.
	Source, Speaker string
	// KnownBy keeps evidence whose source was published by its last day.
	KnownBy Date
	PageRequest
}

// Keeps reports whether the query asks for e.
func (q *EvidenceQuery) Keeps(e *Evidence) bool {
	return (q.Source == "" || e.Source.ID == q.Source) && (q.Speaker == "" || IDOf(e.Speaker) == q.Speaker) &&
		e.Source.KnownBy(q.KnownBy) && q.Where.Keeps(e)
}

// A SearchQuery asks for things by their texts.
type SearchQuery struct {
	Text string
	// Types are what to find; nil means everything.
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

// A SearchHit is a thing that was searched for, with the text of it that matched best.
type SearchHit struct {
	// Score is above 0 and at most 1: 1 where the whole text is what was asked for.
	Score   float64
	Matched string
	Node    SearchResult
}

// A Dataset says what is loaded.
type Dataset struct {
	// Version changes exactly when the facts do: a digest of them.
	Version  string
	LoadedAt time.Time
	// Store is the kind of store, `embedded` or `neo4j`.
	Store string
	Counts
	// Span is from the first to the last day that the relations and events give.
	Span
}

// Counts are how many things of each kind there are.
type Counts struct{ Actors, Relations, Events, Conflicts, Sources, Evidence int }
