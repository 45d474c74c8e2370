package storetest

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph/alliance"
)

// A stated relation is one with the given statements, and what a test expects to see of it.
type stated struct{ name, statements, want string }

// checkStated adds to a world a relation of a and b for each case, and checks what is shown of each in the list that the
// filter keeps; what is not listed shows as "".
func checkStated(t *testing.T, open Open, w *world, filter alliance.RelationFilter, show func(*alliance.Relation) string,
	cases []stated) {
	t.Helper()
	const prefix = "a.supports.b"
	for i, c := range cases {
		w.relation(fmt.Sprint(prefix, ".", i), c.statements)
	}
	shown := map[string]string{}
	for _, r := range one(t, open(t, w.done()).Relations, where(filter)).Nodes {
		shown[r.ID] = show(r)
	}
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := shown[fmt.Sprint(prefix, ".", i)]; got != c.want {
				t.Errorf("%s\ngot  %s\nwant %s", c.statements, got, c.want)
			}
		})
	}
}

// A looked is a question about a world, and what a test expects to see of each relation that is listed.
type looked struct {
	name   string
	filter alliance.RelationFilter
	want   string
}

// checkLooked asks a store each question and checks what is shown of the relations that it lists, joined by " | ".
func checkLooked(t *testing.T, store alliance.Store, show func(*alliance.Relation) string, cases []looked) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var shown []string
			for _, r := range one(t, store.Relations, where(c.filter)).Nodes {
				shown = append(shown, show(r))
			}
			if got := strings.Join(shown, " | "); got != c.want {
				t.Errorf("%+v\ngot  %s\nwant %s", c.filter.Viewpoint, got, c.want)
			}
		})
	}
}

// spanOf shows the first and last known day of a relation.
func spanOf(r *alliance.Relation) string { return spanText(r.Span) }

// statusesOf shows the status of a relation and of its kinds.
func statusesOf(r *alliance.Relation) string {
	return strings.TrimSuffix(string(r.Status)+"; "+kindStatusText(r), "; ")
}

// periodsOf shows the periods of a relation.
func periodsOf(r *alliance.Relation) string { return strings.Join(periodLines(r), "; ") }

// everything shows all that depends on the viewpoint but periods, evidence by the number of each.
func everything(r *alliance.Relation) string {
	var evidence []string
	for _, e := range r.Evidence {
		evidence = append(evidence, strings.TrimPrefix(e.ID, r.ID+"."))
	}
	return fmt.Sprintf("%s %s %v %s; %s; %s", spanOf(r), r.Certainty, r.KindList(), recordLine(r.Record), kindStatusText(r), strings.Join(evidence, " "))
}
