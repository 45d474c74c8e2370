package graph_test

import (
	"strings"
	"testing"
)

// TestDefer answers @defer at once, also in a query that is asked again.
func TestDefer(t *testing.T) {
	handler := libya(t)
	const query = `{ ...Root @defer actor(id: "lna") { id ... @defer(label: "more") { name supporters(first: 2) { nodes { id ...R @defer } } } } }
		fragment Root on Query { source(id: "article-2020-05") { title ... on Node @defer(if: true) { id } } }
		fragment R on Relation { status subject { ... on Actor @defer { name } } }`
	at := strings.NewReplacer("@defer(label: \"more\")", "", "@defer(if: true)", "", "@defer", "")
	want := string(ask(t, handler, at.Replace(query)))
	for range 2 {
		if got := string(ask(t, handler, query)); got != want || !strings.Contains(got, "Libyan National Army") {
			t.Errorf("answered %s, without @defer %s", got, want)
		}
	}
}
