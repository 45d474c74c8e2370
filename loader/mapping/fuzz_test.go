package mapping_test

import (
	"errors"
	"testing"

	"entente/loader/facts"
)

// FuzzMap reads any mapping of any data: it ends with facts or with problems that have a place.
func FuzzMap(f *testing.F) {
	f.Add(head+made+`evidence: {source: s, from: {year: "{y}", month: "{m}"}, kinds: {}}}`, "a,b,y,m\nP,Q,1990,2\n")
	f.Add(head+"- each: {as: [p, q], in: ['split(a, \" \")', '[b, a]']}\n  let: {x: 'p + q'}\n  where: x matches \"P\"\n  actors: {a: {find: {name: \"{x}\"}, unmatched: skip, aliases: q}}\n", "a;b\nP Q;\"R\n\"\n")
	f.Add(head+"- join: {as: o, on: {a: \"{b}\"}, optional: true}\n  once: \"{o.a}\"\n  actors: {a: {on: \"{a}\", find: [{known: {P: [cow:2]}, value: \"{a}\"}, {id: \"{b}\"}]}}\n", "a\tb\nP\tx\n")
	f.Add("data: d.json\nrules: [{where: 'len(p.n) > 0', actors: {a: {make: {id: \"{i}\", name: \"{p.n}\", type: PERSON}, aliases: p.n}}}]\n", `{"i": 1, "p": {"n": ["A", null]}}`)
	f.Fuzz(func(t *testing.T, mapping, data string) {
		for _, name := range []string{"d.csv", "d.json"} {
			_, _, err := readAll(dir("a.mapping.yaml", mapping, name, data))
			problems, ok := errors.AsType[facts.Problems](err)
			if err != nil && !ok {
				if errors.Is(err, facts.ErrNoFiles) {
					continue
				}
				t.Fatalf("not a problem: %v", err)
			}
			for _, p := range problems {
				if p.File == "" || p.Line < 1 || p.Column < 1 || p.Message == "" {
					t.Errorf("a problem without a place: %+v", p)
				}
			}
		}
	})
}
