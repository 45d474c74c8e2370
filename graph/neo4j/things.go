package neo4j

import (
	"sync"

	"entente/graph/alliance"
)

// cacheSize is how many things are kept of one version of the facts.
const cacheSize = 100_000

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
	// words are those that facts say again and again, types and statuses: as the constants that filters compare them with,
	// which is fast where both are the same memory.
	words map[string]string
}

// newCache returns an empty cache.
func newCache() *cache {
	c := &cache{
		actors:    map[string]*alliance.Actor{},
		sources:   map[string]*alliance.Source{},
		conflicts: map[string]*alliance.Conflict{},
		words:     map[string]string{},
	}
	addWords(c, alliance.RelationTypes())
	addWords(c, alliance.RelationKinds())
	addWords(c, alliance.Statuses())
	addWords(c, alliance.Stances())
	addWords(c, alliance.EventTypes())
	return c
}

// addWords adds words to a cache.
func addWords[T ~string](c *cache, words []T) {
	for _, w := range words {
		c.words[string(w)] = string(w)
	}
}

// word reads a word of a type, as the constant that it is.
func word[T ~string](l *linker, r *row) T { return constant(l, text[T](r)) }

// wordsOf reads a list of words, nil where it is empty.
func wordsOf[T ~string](l *linker, r *row) []T {
	list := textsOf[T](r)
	for i, w := range list {
		list[i] = constant(l, w)
	}
	return list
}

// constant returns the constant that a word is, where it is one.
func constant[T ~string](l *linker, word T) T {
	if w, ok := l.words[string(word)]; ok {
		return T(w)
	}
	return word
}

// full reports whether there is too much in the cache.
func (c *cache) full() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.actors)+len(c.sources)+len(c.conflicts) > cacheSize
}

// addLabelled adds things that come with their labels.
func (c *cache) addLabelled(rows []any) error {
	for _, values := range rows {
		r := rowOf(values)
		label, thing := next[string](r), r.list()
		if r.err != nil {
			return r.err
		}
		if err := c.addRow(label, thing); err != nil {
			return err
		}
	}
	return nil
}

// addRow adds a thing of a kind as a statement returns it; kinds that are not kept are passed over. What is there already
// stays.
func (c *cache) addRow(label string, values any) error {
	if label != "Actor" && label != "Conflict" && label != "Source" || c.has(label, values) {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	r := rowOf(values)
	switch label {
	case "Actor":
		if a := decodeActor(r); c.actors[a.ID] == nil {
			c.actors[a.ID] = a
		}
	case "Conflict":
		if f := decodeConflict(r); c.conflicts[f.ID] == nil {
			c.conflicts[f.ID] = f
		}
	case "Source":
		_ = r.id()
		c.addSources(r)
	}
	return r.err
}

// has reports whether a thing is there already.
func (c *cache) has(label string, values any) bool {
	r := rowOf(values)
	id := r.id()
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
func (c *cache) addSources(r *row) {
	fresh := map[*alliance.Source]string{}
	for _, values := range r.list() {
		s := rowOf(values)
		source := &alliance.Source{
			ID: s.id(), Title: next[string](s), Publisher: text[alliance.Text](s), Published: s.date(),
			URL: text[alliance.Text](s), Language: text[alliance.Text](s),
		}
		if via := s.id(); c.sources[source.ID] == nil {
			c.sources[source.ID] = source
			fresh[source] = via
		}
		if s.err != nil {
			r.err = s.err
		}
	}
	for source, via := range fresh {
		source.Via = c.sources[via]
	}
}

// decodeActor returns the actor that a row is.
func decodeActor(r *row) *alliance.Actor {
	a := &alliance.Actor{
		ID: r.id(), Name: next[string](r), Type: text[alliance.ActorType](r), Aliases: textsOf[string](r),
		Description: text[alliance.Text](r), Country: text[alliance.Text](r),
	}
	schemes, values := textsOf[string](r), textsOf[string](r)
	for i := range min(len(schemes), len(values)) {
		a.Identifiers = append(a.Identifiers, alliance.Identifier{Scheme: schemes[i], Value: values[i]})
	}
	return a
}

// decodeConflict returns the conflict that a row is.
func decodeConflict(r *row) *alliance.Conflict {
	return &alliance.Conflict{
		ID: r.id(), Name: next[string](r), Description: text[alliance.Text](r), Span: r.span(), Parties: textsOf[string](r),
	}
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
