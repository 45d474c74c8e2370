package facts_test

import (
	"strings"
	"testing"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/loader/facts"
)

// writtenOut returns facts as the text of a fact file.
func writtenOut(t testing.TB, f *alliance.Facts) string {
	t.Helper()
	text, err := facts.JSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Facts that are written and read again are the same.
func TestWrittenAgain(t *testing.T) {
	base := facts.Open("testdata/base")
	for name, dirs := range map[string][]facts.Dir{
		"everything": {dir("a.yaml", everything)},
		"bundled":    {{Name: "libya-2020", FS: fixtures.Libya()}},
		"sources that a data set does not describe": {base, dir("a.yaml", `
dataset: {title: D, covers: {from: 1871, to: 1914}}
sources: [{id: a, title: A, published: 2000}, {id: b, title: B, published: 2000, covers: {from: 1900, to: null}}]
`)},
		"a shared name": {base, dir("a.yaml", `actors:
  - {id: a, name: BRA, type: ARMED_GROUP, sharedName: true}
  - {id: b, name: B, type: ARMED_GROUP, sharedName: true, aliases: [bra]}
`)},
		"what evidence does not say of its relation": {base, dir("a.yaml", `relations:
  - {subject: russia, type: SUPPORTS, object: lna, from: 2019, kinds: [TROOPS], evidence: [{source: tass-2020, from: null, kinds: []}]}
  - {subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020, stance: DENIES, kinds: [TROOPS]}]}
  - {id: own, subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020}]}
`)},
	} {
		t.Run(name, func(t *testing.T) {
			f := mustRead(t, dirs...)
			again := mustRead(t, dir("again.json", writtenOut(t, f)))
			if got, want := again.Dataset().Version, f.Dataset().Version; got != want {
				t.Errorf("got version %s, want %s", got, want)
			}
		})
	}
}

// A file describes one data set, so that facts of several are written without.
func TestWriteSeveral(t *testing.T) {
	f := mustRead(t, dir("a.yaml", "dataset: {title: One}"), dir("a.yaml", "dataset: {title: Two}"))
	if text := writtenOut(t, f); strings.Contains(text, "dataset") {
		t.Errorf("got %s", text)
	}
}

// TestCheck checks facts merged from two data sets.
func TestCheck(t *testing.T) {
	boss := func(id string) *alliance.Actor {
		return &alliance.Actor{
			ID: id, Name: "Boss", Type: alliance.Person, Identifiers: []alliance.Identifier{{Scheme: "wikidata", Value: "Q1"}},
		}
	}
	if err := facts.Check(&alliance.Facts{Actors: []*alliance.Actor{boss("a")}}); err != nil {
		t.Error(err)
	}
	err := facts.Check(&alliance.Facts{Actors: []*alliance.Actor{boss("a"), boss("b"), boss("c")}})
	if err == nil || !strings.Contains(err.Error(), "wikidata Q1") || !strings.HasSuffix(err.Error(), " (and 1 more)") {
		t.Errorf("error %v, want one that names the identifier, and one more", err)
	}
}
