package factfile

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// problems returns the problems of a text, as line:column: message.
func problems(name, text string) []string {
	var out []string
	for _, p := range parseOne(name, text, pieceSize).Problems {
		out = append(out, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message))
	}
	return out
}

// A wrong is a text and its expected problems.
type wrong struct {
	name string
	text string
	want []string
}

// check compares the problems of texts with the expected ones.
func check(t *testing.T, file string, tests []wrong) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, problems(file, tt.text)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestDecodeKeys(t *testing.T) {
	check(t, "a.yaml", []wrong{
		{"all there", "conflicts: [{id: a, name: A, description: B, from: 2014, to: 2020}]", nil},
		{"order does not matter", "conflicts: [{name: A, to: 2020, id: a}]", nil},
		{"a list whose dashes stick", "conflicts:\n  -id: a\n  -name: A\n", []string{
			`2:3: conflicts is a mapping, not a list (put a space after "-", and begin each item with "- ")`,
		}},
		{"a list of one whose dash sticks", "actors:\n  -a\n", []string{
			`2:3: actors is text, not a list (put a space after "-", and begin each item with "- ")`,
		}},
		{"a key is missing", "conflicts: [{id: a}]", []string{
			`1:13: the conflict has no name (add the key "name")`,
		}},
		{"every key is missing", "conflicts: [{}]", []string{
			`1:13: the conflict has no id (add the key "id")`,
			`1:13: the conflict has no name (add the key "name")`,
		}},
		{"a key that was meant is not missed", "conflicts: [{id: a, nmae: A}]", []string{
			`1:21: unknown key "nmae" (did you mean "name"?)`,
		}},
		{"a key that was meant, and is there", "conflicts: [{id: a, name: A, nmae: B}]", []string{
			`1:30: unknown key "nmae" (did you mean "name"?)`,
		}},
		{"case matters", "conflicts: [{ID: a, name: A}]", []string{
			`1:14: unknown key "ID" (did you mean "id"?)`,
		}},
		{"a key of another thing", "conflicts: [{id: a, name: A, type: STATE}]", []string{
			`1:30: unknown key "type" (the keys of a conflict are id, name, description, from, to)`,
		}},
		{"a key twice", "conflicts: [{id: a, name: A, id: b}]", []string{
			`1:30: id is given twice (join them, or delete one: the other is at line 1, column 14)`,
		}},
		{"a key three times", "conflicts: [{id: a, name: A, id: b, id: c}]", []string{
			`1:30: id is given twice (join them, or delete one: the other is at line 1, column 14)`,
			`1:37: id is given twice (join them, or delete one: the other is at line 1, column 14)`,
		}},
		{"an empty key", "conflicts: [{id: a, name: A, '': b}]", []string{
			`1:30: unknown key "" (the keys of a conflict are id, name, description, from, to)`,
		}},
		{"a number for a key", "conflicts: [{id: a, name: A, 7: b}]", []string{
			`1:30: unknown key "7" (the keys of a conflict are id, name, description, from, to)`,
		}},
		{"a mapping for a key", "conflicts: [{id: a, name: A, {b: c}: d}]", []string{
			`1:30: found a mapping, not a key (write one of id, name, description, from, to)`,
		}},
		{"an anchor on a key", "conflicts: [{id: a, &b name: A}]", []string{
			`1:21: &b is a YAML anchor, which fact files must not use (delete it, or put text that begins with & in quotes)`,
			`1:13: the conflict has no name (add the key "name")`,
		}},
		{"the wrong section", "wars: []", []string{
			`1:1: unknown key "wars" (the keys of a fact file are dataset, actors, sources, conflicts, relations, events, same)`,
		}},
	})
}

func TestDecodeKinds(t *testing.T) {
	check(t, "a.yaml", []wrong{
		{"a section that is a text", "conflicts: none", []string{
			`1:12: conflicts is text, not a list (write [none])`,
		}},
		{"a section that is a long text", "conflicts: none that I know of, and I have looked into every one of my sources twice", []string{
			`1:12: conflicts is text, not a list (write […])`,
		}},
		{"a section that is a mapping", "conflicts: {a: b}", []string{
			`1:12: conflicts is a mapping, not a list (put it in [ ], or begin each item with "- ")`,
		}},
		{"a section that is empty", "conflicts:", nil},
		{"a section that is a tilde", "conflicts: ~", nil},
		{"an item that is a text", "conflicts: [libya]", []string{
			`1:13: found text, not a conflict (give its keys: id, name, description, from, to)`,
		}},
		{"an item that is a list", "conflicts: [[]]", []string{
			`1:13: found a list, not a conflict (give its keys: id, name, description, from, to)`,
		}},
		{"an item that is empty", "conflicts: [~]", []string{
			`1:13: an empty conflict (write it out, or delete it)`,
		}},
		{"a name that is a list", "conflicts: [{id: a, name: [A]}]", []string{
			`1:27: name is a list, not text (write a single value)`,
		}},
		{"a name that is a mapping", "conflicts: [{id: a, name: {en: A}}]", []string{
			`1:27: name is a mapping, not text (write a single value)`,
		}},
		{"a name that is true", "conflicts: [{id: a, name: true}]", []string{
			`1:27: name is the boolean true, not text (put it in quotes: "true")`,
		}},
		{"a name that is empty", "conflicts: [{id: a, name: }]", []string{
			`1:27: name is empty (fill it in, or delete it if it is not required)`,
		}},
		{"a name that is space", "conflicts: [{id: a, name: ' '}]", []string{
			`1:27: name is empty (fill it in, or delete it if it is not required)`,
		}},
		{"an alias that is empty", "actors: [{id: a, name: A, type: STATE, aliases: [B, '']}]", []string{
			`1:53: alias is empty (fill it in, or delete it if it is not required)`,
		}},
		{"an alias that is a list", "actors: [{id: a, name: A, type: STATE, aliases: [[B]]}]", []string{
			`1:50: alias is a list, not text (write a single value)`,
		}},
		{"the root is a list", "- conflicts: []", []string{
			`1:1: found a list, not a fact file (give its keys: dataset, actors, sources, conflicts, relations, events, same)`,
		}},
		{"the root is an alias", "--- &a {}\n--- *a\n", []string{
			`1:5: &a is a YAML anchor, which fact files must not use (delete it, or put text that begins with & in quotes)`,
			"2:5: this is not YAML: text that begins with * (put it in quotes)",
		}},
	})
}

// All problems are reported at once, wherever they are.
func TestDecodeGoesOn(t *testing.T) {
	check(t, "a.yaml", []wrong{{"many things", `conflicts:
  - {id: A B, nmae: X, from: 2020-13}
  - text
  - {id: b, name: B, to: soon}
people: []
events:
  - {id: e, title: "", type: WAR, place: {latitude: 91}, evidence: []}
`, []string{
		`2:10: "A B" is not an id (write a-b)`,
		`2:15: unknown key "nmae" (did you mean "name"?)`,
		`2:30: invalid date "2020-13": there is no month 13 (months are 01 to 12)`,
		`3:5: found text, not a conflict (give its keys: id, name, description, from, to)`,
		`4:26: invalid date "soon": write a year, month or day as 2020, 2020-05 or 2020-05-21`,
		`5:1: unknown key "people" (the keys of a fact file are dataset, actors, sources, conflicts, relations, events, same)`,
		`7:20: title is empty (fill it in, or delete it if it is not required)`,
		`7:30: unknown type "WAR" (write one of AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT)`,
		`7:53: latitude 91 is out of range (write degrees from -90 to 90)`,
		`7:42: the place has no name (add the key "name")`,
		`7:68: evidence is empty (give at least one source that says it)`,
	}}})
}

func TestPlans(t *testing.T) {
	for _, tt := range []struct{ noun, article string }{
		{"actor", "an actor"}, {"event", "an event"}, {"identifier", "an identifier"}, {"evidence", "evidence"},
		{"relation", "a relation"}, {"fact file", "a fact file"},
	} {
		if got := withArticle(tt.noun); got != tt.article {
			t.Errorf("got %q, want %q", got, tt.article)
		}
	}
	for key, want := range map[string]string{"aliases": "alias", "kinds": "kind", "references": "reference", "evidence": "evidence"} {
		if got := singular(key); got != want {
			t.Errorf("one of %s: got %q, want %q", key, got, want)
		}
	}
}
