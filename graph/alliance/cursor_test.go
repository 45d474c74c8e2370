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

func TestCursor(t *testing.T) {
	for _, p := range []alliance.Position{
		{},
		{List: alliance.ActorList, ID: "russia"},
		{List: alliance.RelationList, ID: "a.b-c_d"},
		{List: alliance.ConflictList, ID: "2020"},
		{List: alliance.EventList, Day: alliance.FirstDay, ID: "no-date"},
		{List: alliance.EventList, Day: -430_0000 + 3_31, ID: "melos"},
		{List: alliance.EventList, Day: 1_01, ID: "in-the-year-0"},
		{List: alliance.EventList, Day: 2020_02_29, ID: "a.b-c_d"},
		{List: alliance.SourceList, Day: 1_01_01, ID: "0"},
		{List: alliance.EvidenceList, Day: 9999_12_31, ID: "0"},
		{List: alliance.SourceList, Day: alliance.LastDay, ID: "0"},
	} {
		got, err := alliance.ParseCursor(p.List, p.Cursor())
		if err != nil || got != p {
			t.Errorf("ParseCursor(%+v.Cursor()) = %+v, %v", p, got, err)
		}
	}
}

// The cursor of a thing is valid for its own list and for no other.
func TestCursorOfAnotherList(t *testing.T) {
	source := &alliance.Source{ID: "x", Published: date("2020")}
	for i, thing := range []alliance.Node{
		&alliance.Actor{ID: "x"}, &alliance.Relation{ID: "x"}, &alliance.Event{ID: "x"}, &alliance.Conflict{ID: "x"},
		source, &alliance.Evidence{ID: "x", Source: source},
	} {
		for j, list := range lists() {
			_, err := alliance.ParseCursor(list, thing.Position().Cursor())
			if (err == nil) != (i == j) || err != nil && !errors.Is(err, alliance.ErrInvalidCursor) {
				t.Errorf("cursor of %v, used for %v: %v", lists()[i], list, err)
			}
		}
	}
	_, err := alliance.ParseCursor(alliance.ActorList, alliance.Position{List: alliance.EventList, Day: 1_01, ID: "x"}.Cursor())
	want := `invalid cursor "ZXZlbnRzOjEwMTp4": it is from a list of events, not of actors (pass a cursor from an earlier page of the same list)`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestParseCursorRefuses(t *testing.T) {
	good := alliance.Position{List: alliance.EventList, Day: 2020_05_21, ID: "russia"}.Cursor()
	cursors := []string{"nope", "AAAA", good + "A", good[1:], " " + good, good + "=", good + "\n"}
	for _, text := range []string{
		":", "events", "events:0", "0:a", "events:0:", "events:0:A", "events:0:a:b", "events:-1:a", "events:00:a",
		"events:+0:a", "events::a", ":0:a", "Events:0:a", "people:0:a", "events:99991233:a", "events:20200230:a",
		"events:20200100:a", "events:20201301:a", "events:0:a", "events:1:a", "events:100:a", "events:4294967296:a", "events:-9901:a", "events:-100000001:a", "events:99991233:a",
	} {
		cursors = append(cursors, base64.RawURLEncoding.EncodeToString([]byte(text)))
	}
	for _, c := range cursors {
		if p, err := alliance.ParseCursor(alliance.EventList, c); !errors.Is(err, alliance.ErrInvalidCursor) || strings.Contains(err.Error(), "\n") {
			t.Errorf("ParseCursor(%q) = %+v, %v; want ErrInvalidCursor in one line", c, p, err)
		}
	}
	dated := alliance.Position{List: alliance.ActorList, Day: 2020_05_21, ID: "russia"}.Cursor()
	if p, err := alliance.ParseCursor(alliance.ActorList, dated); !errors.Is(err, alliance.ErrInvalidCursor) {
		t.Errorf("cursor with a day in a list not ordered by day: %+v, %v", p, err)
	}
}

func FuzzParseCursor(f *testing.F) {
	f.Add("", uint8(1))
	f.Add("MDpydXNzaWE", uint8(1))
	for _, l := range lists() {
		f.Add(alliance.Position{List: l, Day: 2020_05_21, ID: "russia"}.Cursor(), uint8(l))
	}
	f.Fuzz(func(t *testing.T, c string, l uint8) {
		list := lists()[int(l)%len(lists())]
		p, err := alliance.ParseCursor(list, c)
		if err == nil && (p.Cursor() != c || c != "" && p.List != list) {
			t.Errorf("ParseCursor(%v, %q) = %+v, whose cursor is %q", list, c, p, p.Cursor())
		}
		if err != nil && (!errors.Is(err, alliance.ErrInvalidCursor) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("ParseCursor(%v, %q): %v is not ErrInvalidCursor in one line", list, c, err)
		}
	})
}
