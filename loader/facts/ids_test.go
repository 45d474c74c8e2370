package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// things has the actors and the source of the relations in these tests.
const things = `
actors:
  - {id: a, name: A, type: STATE}
  - {id: b, name: B, type: STATE}
sources:
  - {id: s, title: S, published: 2020}
`

// ids maps the quote of each piece of evidence to the id of its relation and its own id.
func ids(t *testing.T, files ...string) map[string]string {
	t.Helper()
	got := map[string]string{}
	f := mustRead(t, dir(append(files, "things.yaml", things)...))
	for _, r := range f.Relations {
		for _, e := range r.Evidence {
			got[string(e.Quote)] = r.ID + " " + e.ID
		}
	}
	return got
}

func TestMadeUpIDs(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files []string
		want  map[string]string
	}{
		{"of a relation and its evidence", []string{"x.yaml", `
relations:
  - {subject: b, type: SUPPORTS, object: a, evidence: [{source: s, quote: q}]}
`}, map[string]string{"q": "b.supports.a b.supports.a.s"}},
		{"mutual: the id that sorts first comes first", []string{"x.yaml", `
relations:
  - {subject: b, type: ALLIED_WITH, object: a, evidence: [{source: s, quote: q}]}
`}, map[string]string{"q": "a.allied_with.b a.allied_with.b.s"}},
		{"numbered where taken, in the order of files, then of things in them", []string{"z.yaml", `
relations:
  - {subject: a, type: OPPOSES, object: b, conflict: w, evidence: [{source: s, quote: third}]}
`, "y/1.yaml", `
conflicts: [{id: v, name: V}, {id: w, name: W}]
relations:
  - {subject: a, type: OPPOSES, object: b, evidence: [{source: s, quote: first}, {source: s, quote: again}]}
  - {subject: b, type: OPPOSES, object: a, conflict: v, evidence: [{source: s, quote: second}]}
`}, map[string]string{
			"first": "a.opposes.b a.opposes.b.s", "again": "a.opposes.b a.opposes.b.s.2",
			"second": "a.opposes.b.2 a.opposes.b.2.s", "third": "a.opposes.b.3 a.opposes.b.3.s",
		}},
		{"of the evidence of one relation in several entries, in the same order", []string{"z.yaml", `
relations:
  - {subject: b, type: OPPOSES, object: a, evidence: [{source: s, quote: third}]}
`, "y/1.yaml", `
relations:
  - {subject: b, type: OPPOSES, object: a, evidence: [{source: s, quote: first}]}
  - {subject: a, type: OPPOSES, object: b, evidence: [{source: s, quote: second}]}
`}, map[string]string{
			"first": "a.opposes.b a.opposes.b.s", "second": "a.opposes.b a.opposes.b.s.2", "third": "a.opposes.b a.opposes.b.s.3",
		}},
		{"an id that is written out stands, wherever it comes", []string{"a.yaml", `
relations:
  - {subject: a, type: SUPPORTS, object: b, evidence: [{source: s, quote: made up}]}
`, "b.yaml", `
relations:
  - {id: a.supports.b, subject: a, type: SUPPORTS, object: b, evidence: [{id: a.supports.b.2, source: s, quote: out}]}
`}, map[string]string{"made up": "a.supports.b.3 a.supports.b.3.s", "out": "a.supports.b a.supports.b.2"}},
		{"evidence of an id that is written out", []string{"a.yaml", `
relations:
  - {id: r, subject: a, type: SUPPORTS, object: b, evidence: [{source: s, quote: one}, {id: r.s, source: s, quote: two}]}
`}, map[string]string{"one": "r r.s.2", "two": "r r.s"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, ids(t, tt.files...)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
