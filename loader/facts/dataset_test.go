package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// The facts have the description of each directory that has one, in the order in which they are given, wherever in the
// directory it is.
func TestCollections(t *testing.T) {
	one := dir("z/dataset.yaml", "dataset: {title: One, authors: [A, B], license: CC0-1.0}", "a.yaml", actor("a"))
	two := dir("a.json", `{"dataset": {"title": "Two", "url": "https://example.org/2", "covers": {"to": "1914"}}}`)
	none := dir("c.yaml", actor("c"))
	joined := dir("a.yaml", "dataset:\n  - {title: Two, url: https://example.org/2, covers: {to: 1914}}\n  - {title: One, authors: [A, B], license: CC0-1.0}")
	first := alliance.Collection{Title: "One", Authors: []string{"A", "B"}, License: "CC0-1.0"}
	second := alliance.Collection{Title: "Two", URL: "https://example.org/2", Covers: span("", "1914")}
	for _, tt := range []struct {
		name string
		dirs []facts.Dir
		want []alliance.Collection
	}{
		{"none", []facts.Dir{none}, nil},
		{"one", []facts.Dir{one}, []alliance.Collection{first}},
		{"all", []facts.Dir{one, none, two}, []alliance.Collection{first, second}},
		{"joined", []facts.Dir{one, joined, none}, []alliance.Collection{first, second, first}},
		{"the other way", []facts.Dir{two, none, one}, []alliance.Collection{second, first}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := mustRead(t, tt.dirs...).Collections
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(alliance.Date{})); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// An end that a source does not cover by its own account is that of the data set of its directory.
func TestCovers(t *testing.T) {
	for _, tt := range []struct{ name, dataset, source, want string }{
		{"nothing", "", "", ""},
		{"the data set's", "covers: {from: 1871, to: 1914-07}", "", "1871..1914-07"},
		{"its own", "", "covers: {from: 1900, to: 1910}", "1900..1910"},
		{"its own beginning", "covers: {from: 1871, to: 1914}", "covers: {from: 1900}", "1900..1914"},
		{"its own end", "covers: {from: 1871, to: 1914}", "covers: {to: 1910?}", "1871..1910?"},
		{"its own alone", "covers: {from: 1871, to: 1914}", "covers: {from: -0430, to: 0009}", "-0430..0009"},
		{"no beginning", "covers: {from: 1871, to: 1914}", "covers: {from: null}", "..1914"},
		{"no end", "covers: {from: 1871, to: 1914}", "covers: {from: 1900, to: ~}", "1900.."},
		{"an end where the data set has none", "covers: {from: 1871}", "covers: {to: 1914}", "1871..1914"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			described := "dataset: {title: D, " + tt.dataset + "}"
			text := "sources: [{id: s, title: S, published: 2020, " + tt.source + "}]"
			for _, d := range []facts.Dir{dir("a.yaml", described+"\n---\n"+text), dir("a.yaml", text, "b.yaml", described)} {
				// Another directory has another description, or none.
				other := dir("a.yaml", "sources: [{id: t, title: T, published: 2020}]")
				f := mustRead(t, d, other, dir("a.yaml", "dataset: {covers: {to: 1800}}"))
				covers := map[string]string{}
				for _, s := range f.Sources {
					if (s.Covers != alliance.Span{}) {
						covers[s.ID] = s.Covers.From.String() + ".." + s.Covers.To.String()
					}
				}
				if covers["s"] != tt.want || covers["t"] != "" {
					t.Errorf("got %v, want %q for s", covers, tt.want)
				}
			}
		})
	}
}

// Sources take nothing from data sets that were joined, nor from the only one in a list.
func TestCoversJoined(t *testing.T) {
	for _, list := range []string{"[{covers: {from: 1871, to: 1914}}]", "[{covers: {to: 1914}}, {covers: {to: 1920}}]"} {
		f := mustRead(t, dir("a.yaml", "dataset: "+list+"\nsources: [{id: s, title: S, published: 2020, covers: {from: 1900}}]"))
		if got := f.Sources[0].Covers; got != span("1900", "") {
			t.Errorf("%s: got %v", list, got)
		}
	}
}
