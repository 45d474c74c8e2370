package storetest

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// Facts generates random data sets that are valid, linked and complete, small enough to read and dense enough that
// most filters keep something: two to 25 actors of all types with names in several scripts, some with a life or with
// obligations, sources that cover a time and took their reports from others, conflicts, relations of every type, events
// that refer to earlier ones, evidence of every stance with spans and kinds of its own, and what the data sets say of
// themselves. The relations among actors may go in circles.
func Facts() *rapid.Generator[*alliance.Facts] {
	return rapid.Custom(func(t *rapid.T) *alliance.Facts {
		m := &maker{T: t}
		for range number(t, 2, 25) {
			m.addActor()
		}
		for range number(t, 1, 12) {
			m.addSource()
		}
		for range number(t, 0, 3) {
			m.addConflict()
		}
		for range choose(t, []int{60, 30, 12}) {
			if rapid.Bool().Draw(t, "one more") {
				m.addRelation()
			}
		}
		for range number(t, 0, 15) {
			m.addEvent()
		}
		for range number(t, 0, 2) {
			m.addCollection()
		}
		return alliance.NewFacts(m.facts)
	})
}

// A maker draws one thing of a data set after the other.
type maker struct {
	*rapid.T
	facts alliance.Facts
	// things counts everything with an id, to make ids unique.
	things int
}

// id draws an id. Separators sort before, among and after digits, and numbers sort as text.
func (m *maker) id(kind string) string {
	m.things++
	return fmt.Sprint(kind, choose(m.T, []string{"-", "", ".", "_"}), m.things)
}

// names returns names, some with letters whose lower case differs between implementations.
func names() []string {
	return []string{
		"Haftar", "حفتر", "Россия", "İstanbul Meclisi", "ΟΔΥΣΣΕΥΣ", "Straße", "Türkiye", "الجيش الوطني الليبي", "利比亚", "GNA",
		"ǅ", "K-106", "Côte d'Ivoire", "IRAQ ı", `"quoted" \ {name}`,
	}
}

// countries returns country codes.
func countries() []alliance.Text { return []alliance.Text{"LBY", "RUS", "TUR", "DEU"} }

// name draws a unique name.
func (m *maker) name() string {
	m.things++
	return fmt.Sprintf("%s %d", choose(m.T, names()), m.things)
}

// maybe draws a text half of the time.
func (m *maker) maybe(texts ...alliance.Text) alliance.Text {
	if oneIn(m.T, 2) {
		return choose(m.T, texts)
	}
	return ""
}

// addActor adds an actor. No two actors share a name, but they may share an alias or an identifier.
func (m *maker) addActor() {
	a := &alliance.Actor{
		ID: m.id("actor"), Name: m.name(), Type: choose(m.T, alliance.ActorTypes()),
		Description: m.maybe("Backs a side.", "Поддерживает."), Country: m.maybe(countries()...),
	}
	for range number(m.T, 0, 2) {
		a.Aliases = append(a.Aliases, m.name())
	}
	if oneIn(m.T, 6) {
		a.Aliases = append(a.Aliases, choose(m.T, []string{"FLN", "ВС"}))
	}
	for _, scheme := range some(m.T, 2, []string{"wikidata", "cow", "gw"}) {
		i := alliance.Identifier{Scheme: scheme, Value: fmt.Sprint("Q", number(m.T, 1, 9))}
		if oneIn(m.T, 2) {
			i.Span = span(m.T)
		}
		a.Identifiers = append(a.Identifiers, i)
	}
	if oneIn(m.T, 6) {
		a.Span = span(m.T)
	}
	if a.Type == alliance.Coalition {
		a.Obligations = alliance.SetOf(some(m.T, 2, alliance.KindsOf(alliance.AlliedWith))...)
	}
	m.facts.Actors = append(m.facts.Actors, a)
}

// addSource adds a source, which took its report from an earlier one half of the time, and says what it covers now and
// then.
func (m *maker) addSource() {
	s := &alliance.Source{
		ID: m.id("source"), Title: m.name(), Published: date(m.T), Publisher: m.maybe("Al-Monitor", "TASS", "Ведомости"),
		URL: m.maybe("https://example.org/a?b=c"), Language: m.maybe("ar", "en"),
	}
	if len(m.facts.Sources) > 0 && oneIn(m.T, 2) {
		s.Via = choose(m.T, m.facts.Sources)
	}
	if oneIn(m.T, 3) {
		s.Covers = span(m.T)
	}
	m.facts.Sources = append(m.facts.Sources, s)
}

// addConflict adds a conflict.
func (m *maker) addConflict() {
	m.facts.Conflicts = append(m.facts.Conflicts, &alliance.Conflict{
		ID: m.id("conflict"), Name: m.name(), Description: m.maybe("A war."), Span: span(m.T),
	})
}

// relationTypes returns the types of relations with weights: those that queries follow from actor to actor are
// repeated.
func relationTypes() []alliance.RelationType {
	return append(alliance.RelationTypes(), alliance.Supports, alliance.Leads, alliance.PartOf, alliance.Leads,
		alliance.PartOf, alliance.Supports, alliance.AlliedWith, alliance.Opposes, alliance.Succeeds, alliance.Supports)
}

// addRelation adds a relation between two actors, with the fields that its type allows.
func (m *maker) addRelation() {
	r := &alliance.Relation{
		ID: m.id("relation"), Type: choose(m.T, relationTypes()), Subject: choose(m.T, m.facts.Actors), Conflict: m.someConflict(),
	}
	r.Object = choose(m.T, slices.DeleteFunc(slices.Clone(m.facts.Actors), func(a *alliance.Actor) bool { return a == r.Subject }))
	if r.Type.HasRole() {
		r.Role = m.maybe("commander", "министр")
	}
	if r.Type.HasAgainst() && oneIn(m.T, 3) {
		r.Against = choose(m.T, m.facts.Actors)
	}
	if r.Type.HasCoalition() && oneIn(m.T, 5) {
		r.Coalition = choose(m.T, m.facts.Actors)
	}
	r.Evidence = m.evidence(r.ID)
	m.state(r)
	m.facts.Relations = append(m.facts.Relations, r)
}

// state draws what each piece of evidence states of a relation: its span, and some of the same few kinds.
func (m *maker) state(r *alliance.Relation) {
	kinds := some(m.T, 3, alliance.KindsOf(r.Type))
	for _, e := range r.Evidence {
		e.Kinds = alliance.SetOf(some(m.T, 2, kinds)...)
		switch number(m.T, 0, 5) {
		case 0:
		case 1:
			e.To = date(m.T)
		case 2, 3:
			e.From = date(m.T)
		default:
			e.From, e.To = date(m.T), date(m.T)
		}
		if daysOver(e.Span).empty() {
			e.From, e.To = e.To, e.From
		}
	}
}

// someConflict draws a conflict half of the time.
func (m *maker) someConflict() *alliance.Conflict {
	if len(m.facts.Conflicts) == 0 || oneIn(m.T, 2) {
		return nil
	}
	return choose(m.T, m.facts.Conflicts)
}

// evidence draws one to four pieces of evidence for a fact; those with a quote, but no speaker, are verified.
func (m *maker) evidence(fact string) []*alliance.Evidence {
	var list []*alliance.Evidence
	stances := append(alliance.Stances(), alliance.Asserts)
	for range number(m.T, 1, 4) {
		e := &alliance.Evidence{
			ID: m.id("evidence"), Fact: fact, Stance: choose(m.T, stances), Source: choose(m.T, m.facts.Sources),
			Quote: m.maybe("denies it", "«отрицает»"), Locator: m.maybe("p. 4"),
		}
		if oneIn(m.T, 2) {
			e.Speaker = choose(m.T, m.facts.Actors)
		}
		if e.Quote != "" && e.Speaker == nil {
			e.Passage = &alliance.Passage{Before: string(e.Locator), Quote: string(e.Quote), After: ", it said"}
		}
		list = append(list, e)
	}
	return list
}

// addEvent adds an event. An actor may take part in two roles, and the event may refer to an earlier one in two ways.
func (m *maker) addEvent() {
	e := &alliance.Event{
		ID: m.id("event"), Type: choose(m.T, alliance.EventTypes()), Mode: m.maybe("air strike"), Title: m.name(),
		Description: m.maybe("It happened."), Span: span(m.T), Place: m.place(), Conflict: m.someConflict(),
	}
	for _, actor := range some(m.T, 4, m.facts.Actors) {
		for _, role := range some(m.T, 2, alliance.ParticipantRoles()) {
			e.Participants = append(e.Participants, alliance.Participant{Actor: actor, Role: role})
		}
	}
	for _, earlier := range some(m.T, 3, m.facts.Events) {
		for _, kind := range some(m.T, 2, alliance.EventReferenceKinds()) {
			e.References = append(e.References, alliance.EventLink{Kind: kind, Event: earlier.ID})
		}
	}
	e.Evidence = m.evidence(e.ID)
	m.facts.Events = append(m.facts.Events, e)
}

// place draws a place half of the time; the name of one is a country code.
func (m *maker) place() *alliance.Place {
	if oneIn(m.T, 2) {
		return nil
	}
	p := &alliance.Place{
		Name:    choose(m.T, []string{"Tarhuna", "طرابلس", "İzmir", "Lby", "MÜNCHEN", "ΑΘΗΝΑΣ"}),
		Country: m.maybe(countries()...),
	}
	if oneIn(m.T, 2) {
		p.Point = &alliance.Point{Latitude: float64(number(m.T, -3, 3)) * 30, Longitude: 13.405}
	}
	return p
}

// addCollection adds what a data set says of itself.
func (m *maker) addCollection() {
	m.facts.Collections = append(m.facts.Collections, alliance.Collection{
		Title: m.maybe("Great powers", "Державы"), Description: m.maybe("Who stood with whom."), License: m.maybe("CC-BY-4.0"),
		Authors: some(m.T, 2, names()), URL: m.maybe("https://example.org/data"), Covers: span(m.T),
	})
}
