package alliance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

func TestRelationFilterForEvents(t *testing.T) {
	type relations = alliance.RelationFilter
	type events = []alliance.EventFilter
	known := alliance.MustDate("2020-05")
	at := alliance.Viewpoint{KnownBy: known, AsOf: known, Since: known, Until: known, Presumed: true}
	for _, tt := range []struct {
		name   string
		filter relations
		want   events
		ok     bool
	}{
		{"everything", relations{}, events{{}}, true},
		{"days", relations{Viewpoint: at}, events{{KnownBy: known, AsOf: known, Since: known, Until: known}}, true},
		{"statuses", relations{Statuses: alliance.Claimed()}, events{{Statuses: alliance.Claimed()}}, true},
		{"no status", relations{Statuses: []alliance.Status{}}, events{{Statuses: []alliance.Status{}}}, true},
		{"a conflict", relations{Conflict: "war"}, events{{Conflict: "war"}}, true},
		{"conflicts", relations{Conflicts: []string{"war", "battle", "war", ""}}, events{{Conflict: "battle"}, {Conflict: "war"}}, true},
		{"one of them", relations{Conflict: "war", Conflicts: []string{"war", "battle"}}, events{{Conflict: "war"}}, true},
		{"no conflict", relations{Conflicts: []string{}}, events{}, true},
		{"kindless", relations{Kindless: true}, events{{}}, true},
		{"types", relations{Types: []alliance.RelationType{alliance.Supports}}, nil, false},
		{"no types", relations{Types: []alliance.RelationType{}}, nil, false},
		{"subjects", relations{Subjects: []string{"turkey"}, Conflict: "war"}, nil, false},
		{"sources", relations{Sources: []string{"paper"}}, nil, false},
		{"not", relations{Not: &relations{}}, nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := tt.filter.ForEvents()
			if diff := cmp.Diff(tt.want, got, cmp.Comparer(func(a, b alliance.Date) bool { return a == b })); diff != "" || ok != tt.ok {
				t.Errorf("ok is %v, want %v; -want +got:\n%s", ok, tt.ok, diff)
			}
		})
	}
}

// What a filter of events means for relations, it means for events again.
func TestEventFilterForRelations(t *testing.T) {
	type events = alliance.EventFilter
	known := alliance.MustDate("2020-05")
	for _, tt := range []struct {
		name   string
		filter events
		ok     bool
	}{
		{"everything", events{}, true},
		{"all that both have", events{AsOf: known, Since: known, Until: known, KnownBy: known, Statuses: alliance.Claimed(), Conflict: "war"}, true},
		{"types", events{Types: alliance.EventTypes()}, false},
		{"participants", events{Participants: []string{}}, false},
		{"place", events{Place: "Tarhuna"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			meant, ok := tt.filter.ForRelations()
			if ok != tt.ok {
				t.Fatalf("ok is %v, want %v", ok, tt.ok)
			}
			if !ok {
				return
			}
			again, ok := meant.ForEvents()
			if diff := cmp.Diff([]events{tt.filter}, again, cmp.Comparer(func(a, b alliance.Date) bool { return a == b })); diff != "" || !ok {
				t.Errorf("ok is %v; -want +got:\n%s", ok, diff)
			}
		})
	}
}
