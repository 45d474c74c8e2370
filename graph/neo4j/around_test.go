package neo4j_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// crowded returns facts in which some actors have more relations than are read at once for a page of them.
func crowded() *alliance.Facts { return storetest.PowerLaw(40, 3000) }

// hub is the actor that has the most relations there, some 1,700.
const hub = "actor-0"

// pagesOf returns requests for pages of all kinds of a list of relations; some begin after one that is in it.
func pagesOf(after alliance.SortKey) []alliance.PageRequest {
	return []alliance.PageRequest{
		{First: 10}, {First: 10, After: after}, {First: 10, Count: true}, {First: 10, After: after, Count: true},
		{First: 10, FromEnd: true}, {First: 10, Before: after}, {First: 10, CountEnds: true}, {First: 10, By: alliance.ByFrom},
		{First: 500}, {First: 0}, {First: 0, Count: true}, {First: 1000, Count: true},
	}
}

// TestAround compares pages of the relations of actors with those of the store in memory, while ever more of these is kept.
func TestAround(t *testing.T) {
	db, facts := open(t), crowded()
	loadAll(t, db, facts)
	want := memory.New(facts, time.Time{})
	day := alliance.Viewpoint{AsOf: alliance.MustDate("1995-06-15")}
	for _, where := range sample([]alliance.RelationFilter{
		{Viewpoint: day}, {Types: []alliance.RelationType{alliance.Supports}, Viewpoint: day}, {Types: []alliance.RelationType{alliance.AlliedWith}},
		{Types: []alliance.RelationType{alliance.Supports}, Conflict: "conflict-7"}, {Statuses: []alliance.Status{alliance.Denied}}, {},
		{Types: []alliance.RelationType{}}, {Objects: []string{hub}},
	}) {
		for _, direction := range []alliance.Direction{alliance.In, alliance.Out, alliance.Both} {
			var queries []alliance.RelationQuery
			for _, actor := range []string{hub, "actor-7", "actor-39", "nobody"} {
				for _, page := range pagesOf(facts.Relations[1500].SortKey("")) {
					queries = append(queries, alliance.RelationQuery{Where: where, Of: actor, Direction: direction, PageRequest: page})
				}
			}
			compareRelations(t, db.store.Snapshot(), want, queries)
		}
	}
}

// compareRelations asks two stores the same queries, one by one and all together.
func compareRelations(t *testing.T, got, want alliance.Store, queries []alliance.RelationQuery) {
	t.Helper()
	for i := range queries {
		compareAnswers(t, got, want, queries[i:i+1])
	}
	compareAnswers(t, got, want, queries)
}

// compareAnswers compares what two stores answer, by the ids and days of relations, and all that pages say beside them.
func compareAnswers(t *testing.T, got, want alliance.Store, queries []alliance.RelationQuery) {
	t.Helper()
	type shown struct {
		ID       string
		Span     alliance.Span
		Evidence int
	}
	answers := func(s alliance.Store) (list [][]shown, pages []alliance.RelationConnection) {
		pages, err := s.Relations(t.Context(), queries)
		if err != nil {
			t.Fatal(err)
		}
		for i := range pages {
			var page []shown
			for _, r := range pages[i].Nodes {
				page = append(page, shown{r.ID, r.Span, len(r.Evidence)})
			}
			list, pages[i].Nodes = append(list, page), nil
		}
		return list, pages
	}
	wantShown, wantPages := answers(want)
	gotShown, gotPages := answers(got)
	if diff := cmp.Diff(wantShown, gotShown, sameDates) + cmp.Diff(wantPages, gotPages); diff != "" {
		t.Fatalf("%+v (-want +got):\n%s", queries, diff)
	}
}

// TestAroundStatements checks how many statements questions about an actor take when they are asked again and again: one for
// what is loaded, and then those that read what is not kept.
func TestAroundStatements(t *testing.T) {
	day := func(d string) alliance.RelationFilter {
		return alliance.RelationFilter{Types: []alliance.RelationType{alliance.Supports}, Viewpoint: alliance.Viewpoint{AsOf: alliance.MustDate(d)}}
	}
	few, counted := alliance.PageRequest{First: 5}, alliance.PageRequest{First: 5, Count: true}
	for _, test := range []struct {
		name string
		ask  []alliance.RelationQuery
		want []int64
	}{
		{"another day", []alliance.RelationQuery{
			{Of: "actor-39", Direction: alliance.In, Where: day("1995"), PageRequest: few},
			{Of: "actor-39", Direction: alliance.In, Where: day("1999"), PageRequest: counted},
		}, []int64{2, 1}},
		{"a narrower question", []alliance.RelationQuery{
			{Of: "actor-39", Direction: alliance.Both, PageRequest: few},
			{Of: "actor-39", Direction: alliance.In, Where: day("1995"), PageRequest: few},
		}, []int64{2, 1}},
		{"a wider question", []alliance.RelationQuery{
			{Of: "actor-39", Direction: alliance.In, Where: day("1995"), PageRequest: few},
			{Of: "actor-39", Direction: alliance.Both, Where: day("1995"), PageRequest: few},
		}, []int64{2, 2}},
		{"a page of very many", []alliance.RelationQuery{
			{Of: hub, Direction: alliance.Both, Where: day("1995"), PageRequest: few},
			{Of: hub, Direction: alliance.Both, Where: day("1995"), PageRequest: few},
		}, []int64{2, 1}},
		{"how many there are of very many", []alliance.RelationQuery{
			{Of: hub, Direction: alliance.Both, PageRequest: counted},
			{Of: hub, Direction: alliance.Both, PageRequest: counted},
			{Of: hub, Direction: alliance.Both, PageRequest: counted},
			{Of: hub, Direction: alliance.Both, PageRequest: counted},
		}, []int64{3, 3, 2, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var sent atomic.Int64
			db := openTraced(t, func(string) { sent.Add(1) })
			loadAll(t, db, crowded())
			if err := db.store.Preloaded(t.Context()); err != nil {
				t.Fatal(err)
			}
			for i, q := range test.ask {
				sent.Store(0)
				if _, err := db.store.Snapshot().Relations(t.Context(), []alliance.RelationQuery{q}); err != nil {
					t.Fatal(err)
				}
				if sent.Load() != test.want[i] {
					t.Errorf("question %d: %d statements, want %d", i, sent.Load(), test.want[i])
				}
			}
		})
	}
}

// TestAroundEditions checks that what was read of relations answers only those who ask about the facts that it is of.
func TestAroundEditions(t *testing.T) {
	db := open(t)
	before := crowded()
	loadAll(t, db, before)
	ask := []alliance.RelationQuery{{Of: hub, Direction: alliance.Both, PageRequest: alliance.PageRequest{First: 100}}}
	old := db.store.Snapshot()
	compareAnswers(t, old, memory.New(before, time.Time{}), ask)
	after := storetest.PowerLaw(40, 500)
	loadAll(t, db, after)
	compareAnswers(t, old, memory.New(before, time.Time{}), ask)
	compareAnswers(t, db.store.Snapshot(), memory.New(after, time.Time{}), ask)
	ask[0].Of = "actor-1"
	if _, err := old.Relations(t.Context(), ask); !errors.Is(err, alliance.ErrChanged) {
		t.Errorf("error %v from the old edition, want ErrChanged", err)
	}
}
