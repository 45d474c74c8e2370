package network_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/network"
)

// world returns the facts in some lines. Each is `subject VERB object`, optionally followed by a span (`2018/2020`,
// `2018/`), a status (alleged, disputed, denied) and a number of sources that assert it (`×3`). The sources, which all
// give that span, were published in 2020 and cover nothing later. Actors are states with
// their ids as names, except those declared by a line `actor TYPE id Name of it`. The relations have the ids
// `subject.verb.object`, then `….2` and so on.
func world(lines ...string) *alliance.Facts {
	w := &builder{actors: map[string]*alliance.Actor{}, taken: map[string]int{}}
	for i := range 3 {
		w.sources = append(w.sources, &alliance.Source{ID: fmt.Sprint("source-", i), Title: "Source", Published: alliance.MustDate("2020")})
	}
	for _, line := range lines {
		if rest, ok := strings.CutPrefix(line, "actor "); ok {
			parts := strings.SplitN(rest, " ", 3)
			w.actors[parts[1]] = &alliance.Actor{ID: parts[1], Type: alliance.ActorType(parts[0]), Name: parts[2]}
			continue
		}
		w.relation(strings.Fields(line))
	}
	f := alliance.Facts{Sources: w.sources, Relations: w.relations}
	for _, a := range w.actors {
		f.Actors = append(f.Actors, a)
	}
	return alliance.NewFacts(f)
}

// A builder builds facts.
type builder struct {
	actors    map[string]*alliance.Actor
	relations []*alliance.Relation
	taken     map[string]int
	sources   []*alliance.Source
}

// actor returns the actor with the id.
func (w *builder) actor(id string) *alliance.Actor {
	if w.actors[id] == nil {
		w.actors[id] = &alliance.Actor{ID: id, Type: alliance.State, Name: id}
	}
	return w.actors[id]
}

// relation adds the relation that some words describe.
func (w *builder) relation(words []string) {
	id := strings.Join(words[:3], ".")
	if w.taken[id]++; w.taken[id] > 1 {
		id = fmt.Sprint(id, ".", w.taken[id])
	}
	r := &alliance.Relation{
		ID: id, Subject: w.actor(words[0]), Object: w.actor(words[2]), Type: alliance.RelationType(strings.ToUpper(words[1])),
	}
	stances := []alliance.Stance{alliance.Asserts}
	var span alliance.Span
	for _, word := range words[3:] {
		switch word {
		case "alleged":
			stances = []alliance.Stance{alliance.Alleges}
		case "disputed":
			stances = []alliance.Stance{alliance.Asserts, alliance.Denies}
		case "denied":
			stances = []alliance.Stance{alliance.Denies}
		case "×1", "×2", "×3":
			stances = slices.Repeat(stances, int(word[len(word)-1]-'0'))
		default:
			from, to, _ := strings.Cut(word, "/")
			span = alliance.Span{From: date(from), To: date(to)}
		}
	}
	for i, s := range stances {
		e := &alliance.Evidence{ID: fmt.Sprint(id, ".e", i), Fact: id, Stance: s, Span: span, Source: w.sources[i]}
		r.Evidence = append(r.Evidence, e)
	}
	w.relations = append(w.relations, r)
}

// date parses a date; an empty text is an absent one.
func date(s string) alliance.Date {
	if s == "" {
		return alliance.Date{}
	}
	return alliance.MustDate(s)
}

// view returns a view of all facts in some lines.
func view(lines ...string) network.View { return network.View{Store: storeOf(world(lines...))} }

// storeOf returns a store of facts.
func storeOf(facts *alliance.Facts) alliance.Store { return memory.New(facts, time.Time{}) }

// distant is a store that, like a database, returns new relations with every answer; only actors are shared between
// answers. It counts its calls.
type distant struct {
	alliance.Store
	calls int
}

func (d *distant) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	d.calls++
	return d.Store.Actors(ctx, queries)
}

func (d *distant) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	d.calls++
	pages, err := d.Store.Relations(ctx, queries)
	for i, p := range pages {
		pages[i].Nodes = slices.Clone(p.Nodes)
		for j, r := range p.Nodes {
			apart := *r
			pages[i].Nodes[j] = &apart
		}
	}
	return pages, err
}

// relationIDs returns the ids of relations.
func relationIDs(relations []*alliance.Relation) []string {
	ids := []string{}
	for _, r := range relations {
		ids = append(ids, r.ID)
	}
	return ids
}

// actorIDs returns the ids of actors.
func actorIDs(actors []*alliance.Actor) []string {
	ids := []string{}
	for _, a := range actors {
		ids = append(ids, a.ID)
	}
	return ids
}

// filter generates filters that keep part of the facts.
func filter(facts *alliance.Facts) *rapid.Generator[alliance.RelationFilter] {
	return rapid.Custom(func(t *rapid.T) alliance.RelationFilter {
		w := alliance.RelationFilter{
			Types:    choices(t, alliance.RelationTypes()),
			Statuses: choices(t, alliance.Statuses()),
			Subjects: choices(t, actorIDs(facts.Actors)),
			Objects:  choices(t, actorIDs(facts.Actors)),
		}
		dates := []string{"", "", "2010", "2015-06", "2019-03-01", "2020"}
		w.AsOf = date(rapid.SampledFrom(dates).Draw(t, "as of"))
		w.Since = date(rapid.SampledFrom(dates).Draw(t, "since"))
		w.Presumed = rapid.Bool().Draw(t, "presumed")
		w.KnownBy = date(rapid.SampledFrom(dates).Draw(t, "known by"))
		return w
	})
}

// choices draws most of the values or, mostly, nil, which means all of them.
func choices[T any](t *rapid.T, from []T) []T {
	if rapid.IntRange(0, 4).Draw(t, "restricted") > 0 {
		return nil
	}
	var some []T
	for _, v := range from {
		if rapid.IntRange(0, 3).Draw(t, "kept") > 0 {
			some = append(some, v)
		}
	}
	return append([]T{}, some...)
}

// held returns the relations that a filter keeps, as seen from its viewpoint.
func held(facts *alliance.Facts, where alliance.RelationFilter) []*alliance.Relation {
	var relations []*alliance.Relation
	for _, r := range facts.Relations {
		if view := where.View(r); view != nil {
			relations = append(relations, view)
		}
	}
	return relations
}

// proving returns the filter that conclusions are drawn under.
func proving(where alliance.RelationFilter) alliance.RelationFilter {
	if where.Statuses == nil {
		where.Statuses = []alliance.Status{alliance.Asserted, alliance.Alleged, alliance.Disputed}
	}
	return where
}
