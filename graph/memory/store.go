// Package memory is the embedded store: a whole data set in memory, with indexes.
//
// A store is immutable, so reading it takes no locks; new facts make a new store. Relations, events and evidence are
// found by binary search, or in the lists of the actors, conflicts and sources that they name. These indexes only
// narrow down the candidates; the Keeps methods of package alliance choose among them. They take about 60 bytes for a
// relation with two pieces of evidence.
package memory

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/graph/alliance"
	"entente/graph/search"
)

// A Store is an [alliance.Store] of one data set in memory.
type Store struct {
	facts   *alliance.Facts
	dataset alliance.Dataset
	search  *search.Index

	// nodes maps ids to actors, sources, conflicts and events, and to evidence whose id does not begin with that of
	// its fact; relations and other evidence are looked up in their lists.
	nodes map[string]alliance.Node
	// names maps each name and alias, in lower case, to its actors; identifiers maps each identifier to the actors that it
	// stands for at some time.
	names       map[string][]*alliance.Actor
	identifiers map[identifier][]*alliance.Actor

	ties ties
	// relationsIn lists the ranks of relations by conflict; eventsIn lists events by conflict, eventsOf by participant;
	// evidenceFrom and evidenceBy list evidence by source and by speaker.
	relationsIn        lists[uint32]
	eventsIn, eventsOf lists[*alliance.Event]
	evidenceFrom       lists[*alliance.Evidence]
	evidenceBy         lists[*alliance.Evidence]
}

// An identifier is the id of actors in another data set, at whatever time.
type identifier struct{ scheme, value string }

var _ alliance.Store = (*Store)(nil)

// New returns a store of the facts, loaded at the given time. The caller must not modify them afterwards. It builds the
// indexes at the same time, on all processors.
func New(facts *alliance.Facts, loaded time.Time) *Store {
	s := &Store{facts: facts}
	evidence := slices.Collect(facts.Evidence)
	var indexes sync.WaitGroup
	indexes.Go(func() {
		s.dataset = facts.Dataset()
		s.dataset.LoadedAt, s.dataset.Store = loaded, "embedded"
	})
	indexes.Go(func() { s.search = search.New(facts) })
	indexes.Go(func() { s.ties = newTies(facts) })
	indexes.Go(func() { s.indexNodes(evidence) })
	indexes.Go(func() { s.indexNames() })
	indexes.Go(func() { s.indexFacts() })
	indexes.Go(func() { s.indexEvidence(evidence) })
	indexes.Wait()
	return s
}

// indexFacts fills the lists of relations and events but for ties.
func (s *Store) indexFacts() {
	f := s.facts
	s.relationsIn = groupBy(ranks(len(f.Relations)), func(rank uint32, add func(string)) { add(alliance.IDOf(f.Relations[rank].Conflict)) })
	s.eventsIn = groupBy(f.Events, func(e *alliance.Event, add func(string)) { add(alliance.IDOf(e.Conflict)) })
	s.eventsOf = groupBy(f.Events, func(e *alliance.Event, add func(string)) {
		for _, p := range e.Participants {
			add(p.Actor.ID)
		}
	})
}

// ranks returns the ranks of so many things, in order.
func ranks(n int) []uint32 {
	all := make([]uint32, n)
	for i := range all {
		all[i] = uint32(i)
	}
	return all
}

// indexNodes fills nodes, also with the evidence whose id does not begin with that of its fact.
func (s *Store) indexNodes(evidence []*alliance.Evidence) {
	f := s.facts
	s.nodes = make(map[string]alliance.Node, len(f.Actors)+len(f.Sources)+len(f.Conflicts)+len(f.Events))
	addAll(s.nodes, f.Sources)
	addAll(s.nodes, f.Conflicts)
	addAll(s.nodes, f.Events)
	addAll(s.nodes, f.Actors)
	for _, e := range evidence {
		if rest, ok := strings.CutPrefix(e.ID, e.Fact); !ok || !strings.HasPrefix(rest, ".") {
			s.nodes[e.ID] = e
		}
	}
}

// indexNames fills names and identifiers.
func (s *Store) indexNames() {
	f := s.facts
	s.names = make(map[string][]*alliance.Actor, 2*len(f.Actors))
	s.identifiers = map[identifier][]*alliance.Actor{}
	for _, a := range f.Actors {
		name := strings.ToLower(a.Name)
		s.names[name] = append(s.names[name], a)
		for _, alias := range a.Aliases {
			if alias = strings.ToLower(alias); !slices.Contains(s.names[alias], a) {
				s.names[alias] = append(s.names[alias], a)
			}
		}
		for _, i := range a.Identifiers {
			if id := (identifier{i.Scheme, i.Value}); !slices.Contains(s.identifiers[id], a) {
				s.identifiers[id] = append(s.identifiers[id], a)
			}
		}
	}
}

// addAll adds a list to nodes.
func addAll[T alliance.Node](nodes map[string]alliance.Node, list []T) {
	for _, n := range list {
		nodes[n.NodeID()] = n
	}
}

// indexEvidence fills the lists of evidence, sorted by position.
func (s *Store) indexEvidence(all []*alliance.Evidence) {
	s.evidenceFrom = groupBy(all, func(e *alliance.Evidence, add func(string)) { add(e.Source.ID) })
	s.evidenceBy = groupBy(all, func(e *alliance.Evidence, add func(string)) { add(alliance.IDOf(e.Speaker)) })
	s.evidenceFrom.sort(byPosition)
	s.evidenceBy.sort(byPosition)
}

// byPosition compares evidence by position.
func byPosition(a, b *alliance.Evidence) int { return a.Position().Compare(b.Position()) }

// Dataset implements [alliance.Store].
func (s *Store) Dataset(ctx context.Context) (alliance.Dataset, error) {
	return s.dataset, ctx.Err()
}

// Nodes implements [alliance.Store].
func (s *Store) Nodes(ctx context.Context, ids []string, knownBy alliance.Date) ([]alliance.Node, error) {
	return each(ctx, ids, func(id *string) (alliance.Node, error) {
		return alliance.AsKnownBy(s.lookup(*id), knownBy), nil
	})
}

// lookup returns the node with the id, or nil if there is none.
func (s *Store) lookup(id string) alliance.Node {
	if n, ok := s.nodes[id]; ok {
		return n
	}
	if r, ok := find(s.facts.Relations, id); ok {
		return r
	}
	for end := strings.LastIndexByte(id, '.'); end > 0; end = strings.LastIndexByte(id[:end], '.') {
		if e, ok := find(s.evidenceFor(id[:end]), id); ok {
			return e
		}
	}
	return nil
}

// evidenceFor returns the evidence for the fact with the id, ordered by id; none if there is no such fact.
func (s *Store) evidenceFor(fact string) []*alliance.Evidence {
	var all []*alliance.Evidence
	if e, ok := s.nodes[fact].(*alliance.Event); ok {
		all = slices.Clone(e.Evidence)
	} else if r, ok := find(s.facts.Relations, fact); ok {
		all = slices.Clone(r.Evidence)
	}
	slices.SortFunc(all, func(a, b *alliance.Evidence) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// find returns the node with the id in a list ordered by id.
func find[T alliance.Node](list []T, id string) (node T, ok bool) {
	i, ok := slices.BinarySearchFunc(list, id, func(n T, id string) int { return strings.Compare(n.NodeID(), id) })
	if !ok {
		return node, false
	}
	return list[i], true
}

// Search implements [alliance.Store].
func (s *Store) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	return each(ctx, queries, func(q *alliance.SearchQuery) ([]alliance.SearchHit, error) { return s.search.Search(ctx, *q) })
}

// each answers the queries one by one until the context is done.
func each[Q, A any](ctx context.Context, questions []Q, answer func(*Q) (A, error)) ([]A, error) {
	answers := make([]A, len(questions))
	for i := range questions {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		a, err := answer(&questions[i])
		if err != nil {
			return nil, err
		}
		answers[i] = a
	}
	return answers, ctx.Err()
}
