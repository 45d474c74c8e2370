package network_test

import (
	"context"
	"slices"
	"time"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/network"
)

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

// sourceIDs returns the ids of sources.
func sourceIDs(sources []*alliance.Source) []string {
	ids := []string{}
	for _, s := range sources {
		ids = append(ids, s.ID)
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
		dates := []string{"", "", "2010", "2015-06", "2017", "2018-02", "2019-03-01", "2020"}
		w.AsOf = date(rapid.SampledFrom(dates).Draw(t, "as of"))
		w.Since = date(rapid.SampledFrom(dates).Draw(t, "since"))
		w.Presumed = rapid.Bool().Draw(t, "presumed")
		w.KnownBy = date(rapid.SampledFrom(dates).Draw(t, "known by"))
		if w.Presumed {
			w.Until = date("2500") // the oracles cannot ask about the days after the last of the calendar
		}
		w.Kinds = choices(t, alliance.RelationKinds())
		w.Sources = choices(t, sourceIDs(facts.Sources))
		if rapid.IntRange(0, 4).Draw(t, "not") == 0 {
			w.Not = &alliance.RelationFilter{
				Types: choices(t, alliance.RelationTypes()), Kinds: choices(t, alliance.RelationKinds()), Statuses: choices(t, alliance.Statuses()),
				Viewpoint: alliance.Viewpoint{AsOf: date(rapid.SampledFrom(dates).Draw(t, "not as of"))},
			}
		}
		return w
	})
}

// loose returns a filter that keeps whatever another one may keep as of one day.
func loose(where alliance.RelationFilter) alliance.RelationFilter {
	denied := slices.Contains(where.Statuses, alliance.Denied)
	if where.Not = nil; where.Statuses != nil {
		where.Statuses = alliance.Claimed()
	}
	if denied {
		where.Statuses = alliance.Statuses()
	}
	return where
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
	where.Kindless = true
	if where.Statuses == nil {
		where.Statuses = []alliance.Status{alliance.Asserted, alliance.Alleged, alliance.Disputed}
	}
	return where
}
