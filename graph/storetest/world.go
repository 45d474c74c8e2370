package storetest

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A world builds a small data set that is written by hand in a terse notation.
type world struct {
	facts     alliance.Facts
	actors    map[string]*alliance.Actor
	sources   map[string]*alliance.Source
	conflicts map[string]*alliance.Conflict
}

// newWorld returns an empty world. Things may only refer to things that were added before them.
func newWorld() *world {
	return &world{
		actors:    map[string]*alliance.Actor{},
		sources:   map[string]*alliance.Source{},
		conflicts: map[string]*alliance.Conflict{},
	}
}

// done returns the data set.
func (w *world) done() *alliance.Facts { return alliance.NewFacts(w.facts) }

// actor adds an actor of the given id, type, country, name and aliases.
func (w *world) actor(id string, typ alliance.ActorType, country alliance.Text, name string, aliases ...string) *alliance.Actor {
	a := &alliance.Actor{ID: id, Name: name, Type: typ, Country: country, Aliases: aliases}
	w.actors[id] = a
	w.facts.Actors = append(w.facts.Actors, a)
	return a
}

// source adds a source with its date of publication. It took its report from the source via, unless that is empty.
func (w *world) source(id, published string, publisher alliance.Text, via string) *alliance.Source {
	s := &alliance.Source{ID: id, Title: "Report " + id, Published: day(published), Publisher: publisher}
	if via != "" {
		s.Via = lookup(w.sources, via)
	}
	w.sources[id] = s
	w.facts.Sources = append(w.facts.Sources, s)
	return s
}

// covering adds a source that speaks of a span of time.
func (w *world) covering(id, published, span string) {
	w.source(id, published, "", "").Covers = over(span)
}

// states adds states with the given ids, separated by spaces.
func (w *world) states(ids string) {
	for id := range strings.FieldsSeq(ids) {
		w.actor(id, alliance.State, "", "State "+id)
	}
}

// conflict adds a conflict.
func (w *world) conflict(id, name, span string) {
	c := &alliance.Conflict{ID: id, Name: name, Span: over(span)}
	w.conflicts[id] = c
	w.facts.Conflicts = append(w.facts.Conflicts, c)
}

// relation adds the relation that its id, `subject.type.object`, names, with statements as [world.evidence] reads them.
func (w *world) relation(id, statements string, with ...func(*alliance.Relation)) {
	parts := strings.SplitN(id, ".", 4)
	r := &alliance.Relation{
		ID: id, Type: alliance.RelationType(strings.ToUpper(parts[1])),
		Subject: lookup(w.actors, parts[0]), Object: lookup(w.actors, parts[2]), Evidence: w.evidence(id, statements),
	}
	for _, set := range with {
		set(r)
	}
	w.facts.Relations = append(w.facts.Relations, r)
}

// event adds an event over a span, with participants as `actor:ROLE`.
func (w *world) event(id string, typ alliance.EventType, span, participants, statements string, with ...func(*alliance.Event)) {
	e := &alliance.Event{ID: id, Type: typ, Title: "Event " + id, Span: over(span), Evidence: w.evidence(id, statements)}
	for p := range strings.FieldsSeq(participants) {
		actor, role, _ := strings.Cut(p, ":")
		e.Participants = append(e.Participants, alliance.Participant{
			Actor: lookup(w.actors, actor), Role: alliance.ParticipantRole(role),
		})
	}
	for _, set := range with {
		set(e)
	}
	w.facts.Events = append(w.facts.Events, e)
}

// evidence reads statements separated by semicolons and returns them with the ids FACT.e1, FACT.e2 and so on. Each is
// the id of its source and, in any order, `alleges` or `denies` if it does not assert the fact, its span as [over] reads
// it, its kinds, its speaker as `@actor`, and `verified` if its quote is: "kremlin denies 2018/2020 TROOPS @russia".
func (w *world) evidence(fact, statements string) []*alliance.Evidence {
	var evidence []*alliance.Evidence
	for text := range strings.SplitSeq(statements, ";") {
		words := strings.Fields(text)
		e := &alliance.Evidence{
			ID: fmt.Sprintf("%s.e%d", fact, len(evidence)+1), Fact: fact, Stance: alliance.Asserts,
			Source: lookup(w.sources, words[0]), Quote: alliance.Text("what " + words[0] + " says"),
		}
		for _, word := range words[1:] {
			w.read(e, word)
		}
		evidence = append(evidence, e)
	}
	return evidence
}

// read adds to evidence what a word of its notation says.
func (w *world) read(e *alliance.Evidence, word string) {
	speaker, spoken := strings.CutPrefix(word, "@")
	kind := alliance.RelationKind(word)
	switch {
	case word == "verified":
		e.Passage = &alliance.Passage{Before: "This is ", Quote: string(e.Quote)}
	case spoken:
		e.Speaker = lookup(w.actors, speaker)
	case slices.Contains(alliance.RelationKinds(), kind):
		e.Kinds = alliance.SetOf(append(e.KindList(), kind)...)
	case slices.Contains(alliance.Stances(), alliance.Stance(strings.ToUpper(word))):
		e.Stance = alliance.Stance(strings.ToUpper(word))
	default:
		e.Span = over(word)
	}
}

// inLibya sets the conflict of a relation to the war in Libya.
func (w *world) inLibya(r *alliance.Relation) { r.Conflict = lookup(w.conflicts, "libya-2014") }

// against sets the opponent of a relation.
func (w *world) against(actor string) func(*alliance.Relation) {
	return func(r *alliance.Relation) { r.Against = lookup(w.actors, actor) }
}

// inPact has a relation be part of the pact.
func (w *world) inPact(r *alliance.Relation) { r.Coalition = lookup(w.actors, "pact") }

// at sets the place of an event.
func at(name string, country alliance.Text, point *alliance.Point) func(*alliance.Event) {
	return func(e *alliance.Event) { e.Place = &alliance.Place{Name: name, Country: country, Point: point} }
}

// invokes adds references from an event to earlier ones, as `KIND:event`.
func invokes(references ...string) func(*alliance.Event) {
	return func(e *alliance.Event) {
		for _, reference := range references {
			kind, event, _ := strings.Cut(reference, ":")
			e.References = append(e.References, alliance.EventLink{Kind: alliance.EventReferenceKind(kind), Event: event})
		}
	}
}

// over parses a span: `FROM/TO`, either of which may be missing, or one date for both ends.
func over(span string) alliance.Span {
	from, to, two := strings.Cut(span, "/")
	if !two {
		to = from
	}
	var s alliance.Span
	if from != "" {
		s.From = day(from)
	}
	if to != "" {
		s.To = day(to)
	}
	return s
}

// lookup returns the thing that was added with an id. It panics if there is none, which is a mistake in the world.
func lookup[T any](things map[string]*T, id string) *T {
	thing, ok := things[id]
	if !ok {
		panic(fmt.Sprintf("storetest: %q is not in the world yet", id))
	}
	return thing
}

// shuffled returns the same facts, passed to [alliance.NewFacts] in the opposite order. It modifies the given ones.
func shuffled(facts *alliance.Facts) *alliance.Facts {
	turned := *facts
	turned.Actors, turned.Sources, turned.Conflicts = reversed(facts.Actors), reversed(facts.Sources), reversed(facts.Conflicts)
	turned.Relations, turned.Events = reversed(facts.Relations), reversed(facts.Events)
	for _, r := range turned.Relations {
		r.Evidence = reversed(r.Evidence)
	}
	for _, e := range turned.Events {
		e.Evidence = reversed(e.Evidence)
	}
	return alliance.NewFacts(turned)
}

// reversed returns a list in reverse order.
func reversed[T any](list []T) []T {
	turned := slices.Clone(list)
	slices.Reverse(turned)
	return turned
}
