package facts_test

import (
	"errors"
	"strings"
	"testing"

	"entente/loader/facts"
)

// One fault is one problem, whatever refers to what it spoils.
func TestOneFault(t *testing.T) {
	const (
		a    = "{id: a, name: A, type: STATE}"
		b    = "{id: b, name: B, type: STATE}"
		both = "actors: [" + a + ", " + b + "]\n"
		s    = "sources: [{id: s, title: S, published: 2020}]\n"
		rest = "relations:\n  - {subject: a, type: SUPPORTS, object: b, evidence: [{source: s, speaker: a}, {source: s, speaker: b}]}\n  - {subject: b, type: OPPOSES, object: a, evidence: [{source: s}]}\n" +
			"events: [{id: e, type: AID, title: E, participants: [{actor: a}, {actor: b}], references: [{kind: FOLLOWS, to: f}], evidence: [{source: s}]}, {id: f, type: AID, title: F, evidence: [{source: s}]}]\n"
	)
	for _, tt := range []struct{ name, text, want string }{
		{"no fault", both + s + rest, ""},
		{"a key that is misspelt", "actors: [{idd: a, name: A, type: STATE}, " + b + "]\n" + s + rest, `unknown key "idd"`},
		{"an id that is missing", "actors: [{name: A, type: STATE}, " + b + "]\n" + s + rest, `the actor has no id`},
		{"an id in capitals", "actors: [{id: A, name: A, type: STATE}, " + b + "]\n" + s + strings.ReplaceAll(rest, " a", " A"), `"A" is not an id`},
		{"an id with what cannot be seen", "actors: [{id: \"a\\u200b\", name: A, type: STATE}, " + b + "]\n" + s + rest, `id has U+200B`},
		{"a section that is misspelt", "actros: [" + a + ", " + b + "]\n" + s + rest, `unknown key "actros"`},
		{"a section twice", "actors: [" + a + "]\nactors: [" + b + "]\n" + s + rest, `actors is given twice`},
		{"a section that is a mapping", "actors:\n  a: {name: A, type: STATE}\n  b: {name: B, type: STATE}\n" + s + rest, `actors is a mapping`},
		{"a list within a list", "actors:\n  - [" + a + "]\n  - " + b + "\n" + s + rest, `found a list, not an actor`},
		{"a type that is misspelt", "actors: [{id: a, name: A, type: STAT}, " + b + "]\n" + s + rest, `unknown type "STAT"`},
		{"a date that is wrong", both + "sources: [{id: s, title: S, published: 20200}]\n" + rest, `invalid date "20200"`},
		{"a life upside down", "actors: [{id: a, name: A, type: STATE, from: 1990, to: 1980}, " + b + "]\n" + s + rest, `from 1990 is later than to 1980`},
		{"a syntax error", "actors: [{id: a, name: A: B, type: STATE}, " + b + "]\n" + s + rest, `this is not YAML`},
		{"a merge conflict", "actors: [" + b + ",\n<<<<<<< HEAD\n" + a + "\n=======\n" + a + "\n>>>>>>> x\n]\n" + s + rest, `a merge conflict was left`},
		{"a control character", "actors: [{id: a, name: \"A\x07\", type: STATE}, " + b + "]\n" + s + rest, `the file has the control character U+0007`},
		{"another encoding", "actors: [{id: a, name: \xc4, type: STATE}, " + b + "]\n" + s + rest, `the file is not UTF-8`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			things, claims := strings.CutSuffix(tt.text, "relations:"+after(tt.text))
			if !claims {
				t.Fatal("no relations")
			}
			for _, dirs := range [][]string{{"a.yaml", tt.text}, {"a.yaml", things, "b.yaml", "relations:" + after(tt.text)}, {"b.yaml", things, "a.yaml", "relations:" + after(tt.text)}} {
				warnings, err := reread(false, dir(dirs...))
				problems, _ := errors.AsType[facts.Problems](err)
				switch {
				case tt.want == "" && err == nil && len(warnings) == 0:
				case len(problems) != 1 || len(warnings) > 0 || !strings.Contains(problems[0].Message, tt.want):
					t.Errorf("got %v, want %s; warnings %v", err, tt.want, warnings)
				}
			}
		})
	}
}

// So it is in JSON, which is read in another way.
func TestOneFaultJSON(t *testing.T) {
	const sources = `"sources": [{"id": "s", "title": "S", "published": "2020"}], "events": [{"id": "e", "type": "AID", "title": "E", "participants": [{"actor": "a"}, {"actor": "b"}], "conflict": "c", "evidence": [{"source": "s"}]}]`
	for text, want := range map[string]string{
		`{"actros": [{"id": "a"}, {"id": "b"}], "conflicts": [{"id": "c", "name": "C"}], ` + sources + `}`:                                                              `unknown key "actros"`,
		`{"actors": {"a": {"name": "A"}, "b": {"name": "B"}}, "conflicts": [{"id": "c", "name": "C"}], ` + sources + `}`:                                                `actors is a mapping`,
		`{"actors": [{"id": "a", "name": "A", "type": "STATE"}, {"id": "b", "name": "B", "type": "STATE"}], "conflicts": [{"idd": "c", "name": "C"}], ` + sources + `}`: `unknown key "idd"`,
	} {
		_, err := reread(false, dir("a.json", text))
		if problems, _ := errors.AsType[facts.Problems](err); len(problems) != 1 || !strings.Contains(problems[0].Message, want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// after returns what follows the key relations.
func after(text string) string {
	_, rest, _ := strings.Cut(text, "relations:")
	return rest
}
