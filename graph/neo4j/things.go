package neo4j

import (
	"cmp"
	"context"
	"maps"
	"sync"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
	"entente/graph/pace"
)

// cacheSize is how many things are kept of one version of the facts.
const cacheSize = 500_000

// A cache keeps actors, sources and conflicts of one version of the facts, which facts and evidence point at, and who has
// relations with whom. What is in it stays, and there is one of each thing, so that things are the same where their
// pointers are: of a data set that is larger than the cache, a new cache takes over when one is full, and a request uses
// only one.
type cache struct {
	// neighbours is locked by itself.
	neighbours neighbours

	mu        sync.RWMutex
	actors    map[string]*alliance.Actor
	sources   map[string]*alliance.Source
	conflicts map[string]*alliance.Conflict
	vocabularies
}

// newCache returns an empty cache.
func newCache() *cache {
	return &cache{
		neighbours:   newNeighbours(neighboursLimit),
		actors:       map[string]*alliance.Actor{},
		sources:      map[string]*alliance.Source{},
		conflicts:    map[string]*alliance.Conflict{},
		vocabularies: newVocabularies(),
	}
}

// A vocabulary is the words of a type, as the constants that filters compare them with, which is fast where both are the
// same memory.
type vocabulary[T ~string] map[T]T

// vocabularies are all words that facts say again and again.
type vocabularies struct {
	actorTypes     vocabulary[alliance.ActorType]
	relationTypes  vocabulary[alliance.RelationType]
	relationKinds  vocabulary[alliance.RelationKind]
	statuses       vocabulary[alliance.Status]
	stances        vocabulary[alliance.Stance]
	eventTypes     vocabulary[alliance.EventType]
	roles          vocabulary[alliance.ParticipantRole]
	referenceKinds vocabulary[alliance.EventReferenceKind]
}

// newVocabularies returns the vocabularies.
func newVocabularies() vocabularies {
	return vocabularies{
		actorTypes:     newVocabulary(alliance.ActorTypes()),
		relationTypes:  newVocabulary(alliance.RelationTypes()),
		relationKinds:  newVocabulary(alliance.RelationKinds()),
		statuses:       newVocabulary(alliance.Statuses()),
		stances:        newVocabulary(alliance.Stances()),
		eventTypes:     newVocabulary(alliance.EventTypes()),
		roles:          newVocabulary(alliance.ParticipantRoles()),
		referenceKinds: newVocabulary(alliance.EventReferenceKinds()),
	}
}

// newVocabulary returns a vocabulary of words.
func newVocabulary[T ~string](words []T) vocabulary[T] {
	v := make(vocabulary[T], len(words))
	for _, w := range words {
		v[w] = w
	}
	return v
}

// word reads a word of a vocabulary, as the constant that it is.
func word[T ~string](r *row, of vocabulary[T]) T { return constant(r, of, T(given[string](r))) }

// wordsOf reads a list of words, nil where it is empty.
func wordsOf[T ~string](r *row, of vocabulary[T]) []T {
	list := textsOf[T](r)
	for i, w := range list {
		list[i] = constant(r, of, w)
	}
	return list
}

// constant returns the constant that a word is; an unknown word is an error of the value that was read last.
func constant[T ~string](r *row, of vocabulary[T], word T) T {
	w, ok := of[word]
	if !ok {
		r.fail("is or has " + described(string(word)) + ", which is unknown")
	}
	return w
}

// full reports whether there is too much in the cache.
func (c *cache) full() bool { return c.size() > cacheSize }

// size returns how many things are in the cache.
func (c *cache) size() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.actors) + len(c.sources) + len(c.conflicts)
}

// addLabelled adds things that come with their labels.
func (c *cache) addLabelled(ctx context.Context, rows []any) error {
	var steps pace.Steps
	for _, values := range rows {
		if err := steps.TakeAll(ctx, rowSteps); err != nil {
			return err
		}
		r := rowOf(labelledRows, values)
		label, thing := given[string](r), r.list()
		if r.err != nil {
			return r.err
		}
		if err := c.addRow(label, thing); err != nil {
			return err
		}
	}
	return nil
}

// addRow adds a thing of a kind as a statement returns it, unless it cannot be decoded; kinds that are not kept are passed
// over. What is there already stays.
func (c *cache) addRow(label string, values any) error {
	if label != "Actor" && label != "Conflict" && label != "Source" || c.has(label, values) {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch label {
	case "Actor":
		a, err := decodeActor(rowOf(actorRows, values), c.actorTypes, c.relationKinds)
		return keep(c.actors, a, err)
	case "Conflict":
		f, err := decodeConflict(rowOf(conflictRows, values))
		return keep(c.conflicts, f, err)
	default:
		return c.addSources(rowOf(originRows, values))
	}
}

// keep adds a decoded thing to others, unless there was an error.
func keep[T any, P interface {
	*T
	alliance.Node
}](in map[string]P, thing P, err error) error {
	if err == nil && in[thing.NodeID()] == nil {
		in[thing.NodeID()] = thing
	}
	return err
}

// has reports whether a thing is there already.
func (c *cache) has(label string, values any) bool {
	id := rowOf(labelledRows, values).id()
	c.mu.RLock()
	defer c.mu.RUnlock()
	switch label {
	case "Actor":
		return c.actors[id] != nil
	case "Conflict":
		return c.conflicts[id] != nil
	default:
		return c.sources[id] != nil
	}
}

// addSources adds a source and all that it goes back to.
func (c *cache) addSources(r *row) error {
	_ = r.key()
	rows := r.list()
	fresh, via := make(map[string]*alliance.Source, len(rows)), make(map[string]string, len(rows))
	for _, values := range rows {
		s := rowOf(sourceRows, values)
		source := decodeSource(s)
		origin := s.only()
		if s.err != nil {
			return s.err
		}
		if c.sources[source.ID] == nil {
			fresh[source.ID], via[source.ID] = source, origin
		}
	}
	for id, source := range fresh {
		origin := via[id]
		source.Via = cmp.Or(fresh[origin], c.sources[origin])
		if origin != "" && source.Via == nil {
			r.fail("do not have " + described(origin) + ", which " + id + " took its report from")
		}
	}
	for id := range fresh {
		steps := 0
		for at := id; fresh[at] != nil; at = via[at] {
			if steps++; steps > len(fresh) {
				r.fail("took their reports from each other, in a circle")
				break
			}
		}
	}
	if r.err == nil {
		maps.Copy(c.sources, fresh)
	}
	return r.err
}

// decodeSource returns the source that a row is, but for what it took its report from.
func decodeSource(r *row) *alliance.Source {
	s := &alliance.Source{ID: r.key(), Title: given[string](r), Publisher: text[alliance.Text](r), Published: r.date(layout.Last), Covers: r.span()}
	if s.Published.IsZero() {
		r.fail("is missing")
	}
	s.URL, s.Language = text[alliance.Text](r), text[alliance.Text](r)
	return s
}

// decodeActor returns the actor that a row is.
func decodeActor(r *row, types vocabulary[alliance.ActorType], kinds vocabulary[alliance.RelationKind]) (*alliance.Actor, error) {
	a := &alliance.Actor{
		ID: r.key(), Name: given[string](r), Type: word(r, types), Aliases: textsOf[string](r),
		Description: text[alliance.Text](r), Country: text[alliance.Text](r), Span: r.span(), Obligations: r.kinds(kinds),
	}
	a.Identifiers = decodeIdentifiers(r)
	return a, r.err
}

// decodeIdentifiers reads the identifiers of an actor: what they are, and from when to when each stands for it.
func decodeIdentifiers(r *row) []alliance.Identifier {
	items := textsOf[string](r)
	var list []alliance.Identifier
	for _, item := range items {
		id, ok := layout.ReadIdentifier(item)
		if !ok {
			r.fail("has " + described(item) + ", which is no identifier")
			return nil
		}
		list = append(list, id)
	}
	return list
}

// decodeConflict returns the conflict that a row is.
func decodeConflict(r *row) (*alliance.Conflict, error) {
	c := &alliance.Conflict{
		ID: r.key(), Name: given[string](r), Description: text[alliance.Text](r), Span: r.span(), Parties: textsOf[string](r),
	}
	return c, r.err
}

// A linker resolves ids of things while an answer is decoded, and notes those that the cache has not. While it is used
// the cache must not change.
type linker struct {
	*cache
	missing map[string]bool
}

// actor returns the actor with an id, nil for no id.
func (l *linker) actor(id string) *alliance.Actor { return resolve(l, l.actors, id) }

// source returns the source with an id.
func (l *linker) source(id string) *alliance.Source { return resolve(l, l.sources, id) }

// conflict returns the conflict with an id, nil for no id.
func (l *linker) conflict(id string) *alliance.Conflict { return resolve(l, l.conflicts, id) }

// resolve returns the thing with an id. One that is missing is, for now, an empty one.
func resolve[T any](l *linker, from map[string]*T, id string) *T {
	if id == "" {
		return nil
	}
	if thing, ok := from[id]; ok {
		return thing
	}
	if l.missing == nil {
		l.missing = map[string]bool{}
	}
	l.missing[id] = true
	return new(T)
}
