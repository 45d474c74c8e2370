package factfile

import (
	"fmt"
	"strings"
	"testing"
)

// warnings returns the warnings of a text, as line:column: message.
func warnings(text string) []string {
	var out []string
	for _, p := range parseOne("a.yaml", text, pieceSize).Warnings {
		out = append(out, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message))
	}
	return out
}

// Texts that a comment cuts short are warned of, wherever they are; ordinary comments are not.
func TestCutOff(t *testing.T) {
	for _, tt := range []struct{ name, keys, want string }{
		{"a comment", "name: A # see note", ""},
		{"a comment on its own line", "#the front\n    name: A\n    #end", ""},
		{"an empty comment", "name: A #", ""},
		{"two signs", "name: A ## chapter", ""},
		{"in single quotes", "name: 'Unit #17'", ""},
		{"after quotes", `name: "Unit" #17`, ""},
		{"without a space", "name: Unit#17", ""},
		{"a block", "description: |\n      Unit #17\n      and #18", ""},
		{"a folded block", "description: >\n      Unit #17", ""},
		{"a code", "country: LBY #first", ""},
		{"a date", "from: 2020 #approximately", ""},
		{"a number", "name: Unit #17", `3:11: " #17" is a comment, which cuts the name short`},
		{"a word", "name: Unit #Tarhuna front", `3:11: " #Tarhuna front" is a comment, which cuts the name short`},
		{"after a tab", "name: Unit\t#17", `3:11: " #17" is a comment, which cuts the name short`},
		{"after a number", "name: 10 #17", `3:11: " #17" is a comment, which cuts the name short`},
		{"another script", "name: Front #ليبيا", `3:11: " #ليبيا" is a comment, which cuts the name short`},
		{"text of two lines", "description: men\n      of the #Tarhuna front", `3:18: " #Tarhuna front" is a comment, which cuts the description short`},
		{"an alias", "aliases:\n      - Unit\n      - Unit #17", `5:9: " #17" is a comment, which cuts the alias short`},
		{"an identifier", "identifiers:\n      - scheme: x\n        value: a #b", `5:16: " #b" is a comment, which cuts the value short`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := warnings("actors:\n  - id: a\n    " + tt.keys + "\n    type: STATE\n")
			if want := tt.want != ""; len(got) > 1 || (len(got) == 1) != want || want && !strings.HasPrefix(got[0], tt.want+" (") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A comment in the place of a text, or one that cuts off what YAML needs, is what an error is about.
func TestCutOffErrors(t *testing.T) {
	const lost = "this is not YAML: this # begins a comment, so that the rest of the line is lost (put the text that contains it in quotes)"
	check(t, "a.yaml", []wrong{
		{"nothing before it", "conflicts:\n  - id: a\n    name: #Tarhuna front\n", []string{
			`3:10: name is empty: "#Tarhuna front" is a comment (put text that begins with # in quotes)`,
		}},
		{"an item of a list", "actors:\n  - id: a\n    name: A\n    type: STATE\n    aliases:\n      - #B\n      - C\n", []string{
			`6:8: alias is empty: "#B" is a comment (put text that begins with # in quotes)`,
		}},
		{"nothing but an ordinary comment", "conflicts:\n  - id: a\n    name: # later\n", []string{
			"3:10: name is empty (fill it in, or delete it if it is not required)",
		}},
		{"in braces", "conflicts:\n  - {id: a, name: the #Tarhuna front}\n", []string{"2:23: " + lost}},
		{"in brackets", "actors:\n  - id: a\n    aliases: [A, Unit #17]\n    name: A\n", []string{"3:23: " + lost}},
		{"in braces that go on", "conflicts:\n  - {id: a, name: Unit #17,\n     from: 2020}\n", []string{"2:24: " + lost}},
		{"in the middle of a text", "conflicts:\n  - id: a\n    name: A\n    description: men\n      of #Tarhuna\n      deny it\n", []string{"5:10: " + lost}},
		{"beside a quoted one", "conflicts:\n  - {id: a, name: 'the #Tarhuna front'\n", []string{
			"2:5: this is not YAML: this { is never closed, or a comma is missing after it (add it; put text that contains braces, commas or colons in quotes)",
		}},
	})
}

// However many texts are cut short, a few tell.
func TestManyCutOff(t *testing.T) {
	var text strings.Builder
	text.WriteString("conflicts:\n")
	for i := range 2000 {
		fmt.Fprintf(&text, "  - id: c%d\n    name: War #%d\n", i, i)
	}
	parsed := parseOne("a.yaml", text.String(), 10_000)
	if got := len(parsed.Warnings) + parsed.Unlisted; got != 2000 {
		t.Errorf("got %d warnings, listed or not", got)
	}
	if got := parseOne("a.yaml", text.String(), pieceSize); len(got.Warnings) != maxWarnings || got.Unlisted != 2000-maxWarnings {
		t.Errorf("as one piece: got %d warnings, and %d more", len(got.Warnings), got.Unlisted)
	}
}

// YAML has words for nothing, which may be names; JSON has its own.
func TestWordsForNothing(t *testing.T) {
	const advice = "(put it in quotes if it is meant as text; otherwise fill it in, or delete it)"
	for _, word := range []string{"Null", "null", "NULL", "~"} {
		check(t, "a.yaml", []wrong{
			{"name " + word, "conflicts: [{id: a, name: " + word + "}]", []string{"1:27: name is empty: " + word + " is YAML's word for nothing " + advice}},
			{"alias " + word, "actors: [{id: a, name: A, type: STATE, aliases: [" + word + "]}]", []string{"1:50: alias is empty: " + word + " is YAML's word for nothing " + advice}},
			{"quoted " + word, "conflicts: [{id: a, name: '" + word + "'}]", nil},
		})
	}
	check(t, "a.json", []wrong{{"JSON", `{"conflicts": [{"id": "a", "name": null}]}`, []string{
		"1:36: name is empty (fill it in, or delete it if it is not required)",
	}}})
	check(t, "a.yaml", []wrong{{"other words", "actors: [{id: no, name: Norway, type: STATE, aliases: [NO, N, Yes, Off, =, 1_000, 0x1F, .inf, 12:30:45, 2020-05-21, nil, none, nulls]}]", nil}})
}
