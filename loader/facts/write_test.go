package facts_test

import (
	"strings"
	"testing"

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
