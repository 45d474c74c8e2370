package storetest

import (
	"fmt"
	"math"
	"math/rand/v2"

	"entente/graph/alliance"
)

// PowerLaw returns a large data set for benchmarks: actors whose numbers of relations follow a power law (the
// best-connected has about 2% of all), each relation with one to three statements from a tenth as many sources as there
// are actors; half of them give no end, and a fifth are denials. It is deterministic: the same arguments give the same
// facts.
func PowerLaw(actors, relations int) *alliance.Facts {
	g := generator{Rand: rand.New(rand.NewPCG(1, 2))}
	for i := range actors {
		g.facts.Actors = append(g.facts.Actors, g.actor(i))
	}
	for i := range max(actors/10, 1) {
		g.facts.Sources = append(g.facts.Sources, g.source(i))
	}
	for i := range 100 {
		g.facts.Conflicts = append(g.facts.Conflicts, &alliance.Conflict{
			ID: fmt.Sprintf("conflict-%d", i), Name: fmt.Sprintf("Conflict %d", i),
			Span: alliance.Span{From: g.date(1946 + i%70)},
		})
	}
	for i := range relations {
		g.facts.Relations = append(g.facts.Relations, g.relation(i))
	}
	return alliance.NewFacts(g.facts)
}

// A generator makes pseudorandom things.
type generator struct {
	*rand.Rand
	facts alliance.Facts
}

// pick returns one of the elements.
func pick[T any](g *generator, from []T) T { return from[g.IntN(len(from))] }

// words returns a text of n words.
func (g *generator) words(n int) string {
	all := []string{
		"army", "front", "northern", "support", "border", "council", "weapons", "crisis", "of", "the", "command",
		"liberation", "treaty", "forces", "popular", "movement", "government", "talks", "shipment", "air",
	}
	text := pick(g, all)
	for range n - 1 {
		text += " " + pick(g, all)
	}
	return text
}

// date returns a day in the given year.
func (g *generator) date(year int) alliance.Date {
	d, err := alliance.NewDate(year, 1+g.IntN(12), 1+g.IntN(28))
	if err != nil {
		panic(err) // unreachable: every month has 28 days
	}
	return d
}

// actor returns the i-th actor.
func (g *generator) actor(i int) *alliance.Actor {
	return &alliance.Actor{
		ID: fmt.Sprintf("actor-%d", i), Name: fmt.Sprintf("%s %d", g.words(3), i), Type: pick(g, alliance.ActorTypes()),
		Aliases: []string{fmt.Sprintf("A%d", i), fmt.Sprintf("%s %d", g.words(2), i)},
	}
}

// source returns the i-th source; one in four took its report from an earlier one.
func (g *generator) source(i int) *alliance.Source {
	s := &alliance.Source{
		ID: fmt.Sprintf("source-%d", i), Title: g.words(8), Publisher: alliance.Text(fmt.Sprintf("Publisher %d", g.IntN(200))),
		Published: g.date(1990 + g.IntN(30)), Language: "en",
	}
	if i > 0 && g.IntN(4) == 0 {
		s.Via = g.facts.Sources[g.IntN(i)]
	}
	return s
}

// hub returns an actor, the first ones far more often than the others.
func (g *generator) hub() *alliance.Actor {
	return g.facts.Actors[int(math.Pow(g.Float64(), 3)*float64(len(g.facts.Actors)))]
}

// relation returns the i-th relation.
func (g *generator) relation(i int) *alliance.Relation {
	r := &alliance.Relation{
		ID: fmt.Sprintf("relation-%d", i), Subject: g.hub(), Object: g.hub(),
		Type: pick(g, []alliance.RelationType{
			alliance.Supports, alliance.Supports, alliance.Supports, alliance.Supports, alliance.Supports,
			alliance.AlliedWith, alliance.AlliedWith, alliance.Opposes, alliance.Opposes, alliance.Recognizes,
		}),
	}
	for r.Object == r.Subject {
		r.Object = g.hub()
	}
	if g.IntN(2) == 0 {
		r.Conflict = pick(g, g.facts.Conflicts)
	}
	from := 1950 + g.IntN(60)
	r.Evidence = make([]*alliance.Evidence, 1+g.IntN(3))
	for k := range r.Evidence {
		r.Evidence[k] = g.evidence(r.ID, k)
		g.state(r.Evidence[k], from, alliance.KindsOf(r.Type))
	}
	return r
}

// state sets what evidence states of a relation that begins in a year: its span, and one or two of the kinds if its
// type has any.
func (g *generator) state(e *alliance.Evidence, year int, kinds []alliance.RelationKind) {
	if kinds != nil {
		at := g.IntN(len(kinds) - 1)
		e.Kinds = alliance.SetOf(kinds[at : at+1+g.IntN(2)]...)
	}
	from := year + g.IntN(3)
	e.From = g.date(from)
	if g.IntN(2) == 0 {
		e.To = g.date(from + 1 + g.IntN(10))
	}
}

// evidence returns the k-th piece of evidence for a fact, without a span and kinds.
func (g *generator) evidence(fact string, k int) *alliance.Evidence {
	e := &alliance.Evidence{
		ID: fmt.Sprintf("%s.%d", fact, k), Fact: fact, Source: pick(g, g.facts.Sources), Quote: alliance.Text(g.words(10)),
		Stance: pick(g, []alliance.Stance{alliance.Asserts, alliance.Asserts, alliance.Asserts, alliance.Alleges, alliance.Denies}),
	}
	if g.IntN(3) == 0 {
		e.Speaker = g.hub()
	}
	return e
}
