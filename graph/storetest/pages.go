package storetest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// testPages checks that pages of every size add up to the whole list, for every list.
func testPages(t *testing.T, open Open) {
	store := open(t, libya())
	t.Run("actors", func(t *testing.T) {
		checkPages(t, store.Actors, func(p alliance.PageRequest) alliance.ActorQuery { return alliance.ActorQuery{PageRequest: p} })
	})
	t.Run("relations", func(t *testing.T) {
		checkPages(t, store.Relations, func(p alliance.PageRequest) alliance.RelationQuery { return alliance.RelationQuery{PageRequest: p} })
	})
	t.Run("relations of an actor", func(t *testing.T) {
		checkPages(t, store.Relations, func(p alliance.PageRequest) alliance.RelationQuery {
			return alliance.RelationQuery{Of: "lna", Direction: alliance.Both, Indirect: true, PageRequest: p}
		})
	})
	t.Run("relations known by", func(t *testing.T) {
		checkPages(t, store.Relations, func(p alliance.PageRequest) alliance.RelationQuery {
			return alliance.RelationQuery{Where: knownBy("2020-05-20"), PageRequest: p}
		})
	})
	t.Run("relations as of a day", func(t *testing.T) {
		checkPages(t, store.Relations, func(p alliance.PageRequest) alliance.RelationQuery {
			return alliance.RelationQuery{Where: presumed("2020-05-20"), PageRequest: p}
		})
	})
	t.Run("events", func(t *testing.T) {
		checkPages(t, store.Events, func(p alliance.PageRequest) alliance.EventQuery { return alliance.EventQuery{PageRequest: p} })
	})
	t.Run("conflicts", func(t *testing.T) {
		checkPages(t, store.Conflicts, func(p alliance.PageRequest) alliance.ConflictQuery { return alliance.ConflictQuery{PageRequest: p} })
	})
	t.Run("sources", func(t *testing.T) {
		checkPages(t, store.Sources, func(p alliance.PageRequest) alliance.SourceQuery { return alliance.SourceQuery{PageRequest: p} })
	})
	t.Run("evidence", func(t *testing.T) {
		checkPages(t, store.Evidence, func(p alliance.PageRequest) alliance.EvidenceQuery { return alliance.EvidenceQuery{PageRequest: p} })
	})
}

// checkPages reads a list in pages of several sizes, from cursor to cursor, as a client does: in each of its orders,
// forwards and backwards.
func checkPages[Q any, T alliance.Node](t *testing.T, ask asker[Q, T], query func(alliance.PageRequest) Q) {
	t.Helper()
	whole := one(t, ask, query(all()))
	if len(whole.Nodes) < 2 {
		t.Fatalf("only %d things in the list", len(whole.Nodes))
	}
	for _, by := range fieldsOf(whole.Nodes[0].Position().List) {
		want := listed(alliance.Page[T]{Nodes: orderedBy(slices.Clone(whole.Nodes), by)})
		for _, first := range []int{1, 2, 3, len(want) - 1, len(want), len(want) + 1} {
			for _, request := range []alliance.PageRequest{
				{By: by, First: first, Count: true}, {By: by, First: first, FromEnd: true},
			} {
				if diff := cmp.Diff(want, walked(t, ask, query, request, len(want))); diff != "" {
					t.Errorf("pages of %+v add up to a different list (-want +got):\n%s", request, diff)
				}
			}
		}
	}
}

// walked reads a list of n things in pages, and returns their ids in the order of the list.
func walked[Q any, T alliance.Node](t *testing.T, ask asker[Q, T], query func(alliance.PageRequest) Q, request alliance.PageRequest, n int) []string {
	t.Helper()
	got := []string{}
	for more := true; more && len(got) <= n; {
		page := one(t, ask, query(request))
		back, ahead := page.HasPrevious, page.HasNext
		if request.FromEnd {
			back, ahead = ahead, back
		}
		if begun := !request.After.IsZero() || !request.Before.IsZero(); back != begun || len(page.Nodes) > request.First ||
			request.Count && page.Total != n {
			t.Errorf("%+v: %d things, next %v, previous %v, total %d of %d",
				request, len(page.Nodes), page.HasNext, page.HasPrevious, page.Total, n)
		}
		if more = ahead; request.FromEnd {
			got, request.Before = append(listed(page), got...), startOf(t, page)
		} else {
			got, request.After = append(got, listed(page)...), endOf(t, page)
		}
	}
	return got
}

// endOf returns the key of the last thing on a page, encoded as a cursor and decoded again.
func endOf[T alliance.Positioned](t *testing.T, page alliance.Page[T]) alliance.SortKey {
	t.Helper()
	if len(page.Nodes) == 0 {
		return alliance.SortKey{}
	}
	return parsed(t, page, page.PageInfo().EndCursor)
}

// startOf is like [endOf] for the first thing on a page.
func startOf[T alliance.Positioned](t *testing.T, page alliance.Page[T]) alliance.SortKey {
	t.Helper()
	if len(page.Nodes) == 0 {
		return alliance.SortKey{}
	}
	return parsed(t, page, page.PageInfo().StartCursor)
}

// parsed returns what a cursor of a page that is not empty says.
func parsed[T alliance.Positioned](t *testing.T, page alliance.Page[T], cursor alliance.Text) alliance.SortKey {
	t.Helper()
	after, err := alliance.ParseCursor(page.Nodes[0].Position().List, page.Order, string(cursor))
	if err != nil {
		t.Error(err)
	}
	return after
}

// testPageBounds checks pages at and beyond the ends of a list.
func testPageBounds(t *testing.T, open Open) {
	store := open(t, libya())
	after := func(date, id string) alliance.SortKey {
		return alliance.SortKey{Position: alliance.Position{ID: id, Day: isoDay(daysOf(over(date).From).first)}}
	}
	before := after
	// All events except "warning" have days; "retreat" on 2020-06-05 is the last.
	for _, test := range []struct {
		name    string
		request alliance.PageRequest
		want    string
	}{
		{"nothing asked for", alliance.PageRequest{}, "[] more true less false total 0"},
		{"only counted", alliance.PageRequest{Count: true}, "[] more true less false total 7"},
		{"not counted", alliance.PageRequest{First: 2}, "[warning siege] more true less false total 0"},
		{"just all", alliance.PageRequest{First: 7}, "[warning siege berlin resolution-2510 strikes call retreat] more false less false total 0"},
		{"after the last but one", alliance.PageRequest{First: 1, After: after("2020-05-21", "call")}, "[retreat] more false less true total 0"},
		{"after the last", alliance.PageRequest{First: 1, After: after("2020-06-05", "retreat"), Count: true}, "[] more false less true total 7"},
		{"nothing after the last", alliance.PageRequest{After: after("2020-06-05", "retreat")}, "[] more false less true total 0"},
		{"nothing after the last but one", alliance.PageRequest{After: after("2020-05-21", "call")}, "[] more true less true total 0"},
		{"between two days", alliance.PageRequest{First: 1, After: after("2020-03-01", "zzz")}, "[strikes] more true less true total 0"},
		{"on the day, before the id", alliance.PageRequest{First: 1, After: after("2020-05-21", "ca")}, "[call] more true less true total 0"},
		{"on the day, after the id", alliance.PageRequest{First: 1, After: after("2020-05-21", "call-2")}, "[retreat] more false less true total 0"},
		{"before all", alliance.PageRequest{First: 1, After: after("", "0")}, "[warning] more true less true total 0"},
		{"the last", alliance.PageRequest{First: 2, FromEnd: true}, "[call retreat] more false less true total 0"},
		{"all, from the end", alliance.PageRequest{First: 7, FromEnd: true, Count: true}, "[warning siege berlin resolution-2510 strikes call retreat] more false less false total 7"},
		{"before the last", alliance.PageRequest{First: 1, FromEnd: true, Before: before("2020-06-05", "retreat")}, "[call] more true less true total 0"},
		{"nothing before the last", alliance.PageRequest{FromEnd: true, Before: before("2020-06-05", "retreat")}, "[] more true less true total 0"},
		{"before the second", alliance.PageRequest{First: 3, FromEnd: true, Before: before("2019-04-04", "siege")}, "[warning] more true less false total 0"},
		{"before all, from the end", alliance.PageRequest{First: 3, FromEnd: true, Before: before("", "0")}, "[] more true less false total 0"},
		{"from the beginning before another", alliance.PageRequest{First: 1, Before: before("2020-05-21", "call"), Count: true}, "[warning] more true less false total 7"},
		{"from the beginning just before another", alliance.PageRequest{First: 5, Before: before("2020-05-21", "call")}, "[warning siege berlin resolution-2510 strikes] more false less false total 0"},
		{"between two", alliance.PageRequest{First: 3, After: after("2020-03-01", "zzz"), Before: before("2020-06-05", "retreat")}, "[strikes call] more false less true total 0"},
		{"between two, from the end", alliance.PageRequest{First: 1, FromEnd: true, After: after("2020-03-01", "zzz"), Before: before("2020-06-05", "retreat")}, "[call] more true less true total 0"},
		{"between two that are the wrong way round", alliance.PageRequest{First: 3, After: after("2020-05-21", "call"), Before: before("2020-05-21", "call")}, "[] more false less true total 0"},
		{"without a day, after the id", alliance.PageRequest{First: 1, After: after("", "zzz")}, "[siege] more true less true total 0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := one(t, store.Events, alliance.EventQuery{PageRequest: test.request})
			got := fmt.Sprintf("%v more %v less %v total %d", listed(page), page.HasNext, page.HasPrevious, page.Total)
			if got != test.want {
				t.Errorf("%+v\ngot  %s\nwant %s", test.request, got, test.want)
			}
		})
	}
}

// testCursors checks that a cursor remains valid after a reload of the same facts in another order, or of facts
// without the thing that it was made from.
func testCursors(t *testing.T, open Open) {
	rest := func(t *testing.T, facts *alliance.Facts, cursor string) []string {
		t.Helper()
		after, err := alliance.ParseCursor(alliance.EventList, alliance.Order{}, cursor)
		if err != nil {
			t.Fatal(err)
		}
		return listed(one(t, open(t, facts).Events, alliance.EventQuery{PageRequest: alliance.PageRequest{First: 50, After: after}}))
	}
	page := one(t, open(t, libya()).Events, alliance.EventQuery{PageRequest: alliance.PageRequest{First: 5}})
	cursor := string(page.PageInfo().EndCursor)
	without := libya()
	without.Events = append(without.Events[:4:4], without.Events[5:]...)
	for _, test := range []struct {
		name  string
		facts *alliance.Facts
	}{{"same facts", libya()}, {"another order", shuffled(libya())}, {"its event is gone", without}} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{"call", "retreat"}, rest(t, test.facts, cursor)); diff != "" {
				t.Errorf("after %q (-want +got):\n%s", cursor, diff)
			}
		})
	}
}
