package alliance_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"entente/graph/alliance"
)

// lists returns all lists.
func lists() []alliance.List {
	return []alliance.List{
		alliance.ActorList, alliance.RelationList, alliance.EventList, alliance.ConflictList, alliance.SourceList,
		alliance.EvidenceList,
	}
}

// placed returns a key in the default order of a list.
func placed(list alliance.List, day alliance.Day, id string) alliance.SortKey {
	return alliance.SortKey{Position: alliance.Position{List: list, Day: day, ID: id}}
}

// orders returns all orders of a list, in their normal form.
func orders(list alliance.List) []alliance.Order {
	fields := map[alliance.List][]alliance.OrderField{
		alliance.ActorList: {alliance.ByName},
		alliance.RelationList: {
			alliance.ByName, alliance.ByFirstReported, alliance.ByLastReported, alliance.ByIndependentSources,
		},
		alliance.ConflictList: {alliance.ByName, alliance.ByFrom},
		alliance.SourceList:   {alliance.ByTitle},
	}
	var all []alliance.Order
	for _, f := range append(fields[list], "") {
		all = append(all, alliance.Order{Field: f}, alliance.Order{Field: f, Direction: alliance.Descending})
	}
	return all
}

// things returns one thing of each list, in the order of [lists], with all that lists are ordered by.
func things() []alliance.Node {
	a, b := &alliance.Actor{ID: "x", Name: "The: one, by name"}, &alliance.Actor{ID: "b", Name: "利比亚"}
	source := &alliance.Source{ID: "x", Title: "Report: by X DESC", Published: date("2020")}
	record := alliance.Record{FirstReported: date("2019-05"), LastReported: date("2020-06-01"), IndependentSources: 12}
	return []alliance.Node{
		a, &alliance.Relation{ID: "x.y", Subject: a, Object: b, Record: record}, &alliance.Event{ID: "x"},
		&alliance.Conflict{ID: "x", Name: "", Span: alliance.Span{From: date("-0430")}}, source,
		&alliance.Evidence{ID: "x", Source: source},
	}
}

func TestCursor(t *testing.T) {
	for _, k := range []alliance.SortKey{
		{},
		placed(alliance.ActorList, 0, "russia"),
		placed(alliance.RelationList, 0, "a.b-c_d"),
		placed(alliance.ConflictList, 0, "2020"),
		placed(alliance.EventList, alliance.FirstDay, "no-date"),
		placed(alliance.EventList, -430_0000+3_31, "melos"),
		placed(alliance.EventList, 1_01, "in-the-year-0"),
		placed(alliance.EventList, 2020_02_29, "a.b-c_d"),
		placed(alliance.SourceList, 1_01_01, "0"),
		placed(alliance.EvidenceList, 9999_12_31, "0"),
		placed(alliance.SourceList, alliance.LastDay, "0"),
	} {
		got, err := alliance.ParseCursor(k.List, alliance.Order{}, k.Cursor(alliance.Order{}))
		if err != nil || got != k {
			t.Errorf("ParseCursor(%+v.Cursor()) = %+v, %v", k, got, err)
		}
	}
}

// The cursor of a thing is valid for its own list in its own order, and for no other.
func TestCursorOfAnotherList(t *testing.T) {
	for i, thing := range things() {
		for _, from := range orders(lists()[i]) {
			key := thing.SortKey(from.Field)
			for j, list := range lists() {
				for _, to := range orders(list) {
					got, err := alliance.ParseCursor(list, to, key.Cursor(from))
					fits := i == j && from == to
					if fits && (err != nil || got != key) || !fits && !errors.Is(err, alliance.ErrInvalidCursor) {
						t.Errorf("cursor of %v %+v, used for %v %+v: %+v, %v", lists()[i], from, list, to, got, err)
					}
				}
			}
		}
	}
}

// What is the default may be named or not.
func TestCursorOfDefaultOrder(t *testing.T) {
	for list, o := range map[alliance.List]alliance.Order{
		alliance.RelationList: {Field: alliance.ByID, Direction: alliance.Ascending}, alliance.EventList: {Field: alliance.ByFrom},
		alliance.SourceList: {Field: alliance.ByPublished, Direction: alliance.Ascending}, alliance.ActorList: {Direction: alliance.Ascending},
	} {
		key := things()[list-1].SortKey("")
		if got := things()[list-1].SortKey(o.Field); got != key {
			t.Errorf("%v by %+v: the key is %+v, want %+v", list, o, got, key)
		}
		if got, err := alliance.ParseCursor(list, o, key.Cursor(alliance.Order{})); got != key || err != nil || o.In(list) != (alliance.Order{}) {
			t.Errorf("%v by %+v: the cursor of the default order is %+v, %v", list, o, got, err)
		}
	}
}

func TestCursorErrors(t *testing.T) {
	down := alliance.Order{Field: alliance.ByName, Direction: alliance.Descending}
	for _, tt := range []struct {
		order, of alliance.Order
		key       alliance.SortKey
		want      string
	}{
		{alliance.Order{}, alliance.Order{}, placed(alliance.EventList, 1_01, "x"),
			`invalid cursor "ZXZlbnRzOjEwMTp4": it is from a list of events, not of actors (pass a cursor from an earlier page of the same list)`},
		{down, alliance.Order{}, placed(alliance.ActorList, 0, "x"),
			`invalid cursor "YWN0b3JzOjA6eA": it is from a list of actors in the usual order, not of actors ordered by NAME DESC (pass the same orderBy as for the page that it is from, or begin anew without a cursor)`},
		{alliance.Order{}, down, things()[0].SortKey(alliance.ByName),
			`invalid cursor "YWN0b3JzIGJ5IE5BTUUgREVTQzpUaGU6IG9uZSwg": it is from a list of actors ordered by NAME DESC, not of actors in the usual order (pass the same orderBy as for the page that it is from, or begin anew without a cursor)`},
	} {
		_, err := alliance.ParseCursor(alliance.ActorList, tt.order, tt.key.Cursor(tt.of))
		if err == nil || err.Error() != tt.want {
			t.Errorf("got %v\nwant %s", err, tt.want)
		}
	}
}

func TestParseCursorRefuses(t *testing.T) {
	good := placed(alliance.EventList, 2020_05_21, "russia").Cursor(alliance.Order{})
	cursors := []string{"nope", "AAAA", good + "A", good[1:], " " + good, good + "=", good + "\n"}
	for _, text := range []string{
		":", "events", "events:0", "0:a", "events:0:", "events:0:A", "events:0:a:b", "events:-1:a", "events:00:a",
		"events:+0:a", "events::a", ":0:a", "Events:0:a", "people:0:a", "events:99991233:a", "events:20200230:a",
		"events:20200100:a", "events:20201301:a", "events:0:a", "events:1:a", "events:100:a", "events:4294967296:a", "events:-9901:a", "events:-100000001:a", "events:99991233:a",
	} {
		cursors = append(cursors, base64.RawURLEncoding.EncodeToString([]byte(text)))
	}
	for _, c := range cursors {
		if p, err := alliance.ParseCursor(alliance.EventList, alliance.Order{}, c); !errors.Is(err, alliance.ErrInvalidCursor) || strings.Contains(err.Error(), "\n") {
			t.Errorf("ParseCursor(%q) = %+v, %v; want ErrInvalidCursor in one line", c, p, err)
		}
	}
	dated := placed(alliance.ActorList, 2020_05_21, "russia").Cursor(alliance.Order{})
	if p, err := alliance.ParseCursor(alliance.ActorList, alliance.Order{}, dated); !errors.Is(err, alliance.ErrInvalidCursor) {
		t.Errorf("cursor with a day in a list not ordered by day: %+v, %v", p, err)
	}
	for text, by := range map[string]alliance.OrderField{
		"relations by NAME:\xff:a": alliance.ByName, "relations by INDEPENDENT_SOURCES:-1:a": alliance.ByIndependentSources,
		"relations by INDEPENDENT_SOURCES::a": alliance.ByIndependentSources, "relations by LAST_REPORTED:20200532:a": alliance.ByLastReported,
		"relations by NAME:a": alliance.ByName, "relations by NAME:a:A": alliance.ByName, "relations by NAME:a:a": alliance.ByName, "relations by LAST_REPORTED:0:a": alliance.ByLastReported,
	} {
		c := base64.RawURLEncoding.EncodeToString([]byte(text))
		if k, err := alliance.ParseCursor(alliance.RelationList, alliance.Order{Field: by}, c); !errors.Is(err, alliance.ErrInvalidCursor) {
			t.Errorf("%q is %+v, %v", text, k, err)
		}
	}
}

func FuzzParseCursor(f *testing.F) {
	f.Add("", uint8(1), uint8(0))
	f.Add("MDpydXNzaWE", uint8(1), uint8(1))
	for i, thing := range things() {
		for j, o := range orders(lists()[i]) {
			f.Add(thing.SortKey(o.Field).Cursor(o), uint8(i), uint8(j))
		}
	}
	f.Fuzz(func(t *testing.T, c string, l, n uint8) {
		list := lists()[int(l)%len(lists())]
		order := orders(list)[int(n)%len(orders(list))]
		k, err := alliance.ParseCursor(list, order, c)
		if err == nil && (k.Cursor(order) != c || c != "" && k.List != list) {
			t.Errorf("ParseCursor(%v, %v, %q) = %+v, whose cursor is %q", list, order, c, k, k.Cursor(order))
		}
		if err != nil && (!errors.Is(err, alliance.ErrInvalidCursor) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("ParseCursor(%v, %v, %q): %v is not ErrInvalidCursor in one line", list, order, c, err)
		}
	})
}
