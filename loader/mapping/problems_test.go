package mapping_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loader/facts"
)

// What is wrong is reported where it is: in the mapping, or at the cell.
func TestProblems(t *testing.T) {
	for _, tt := range []struct{ name, rules, data, want string }{
		{"no such column", made + `evidence: {source: s, from: "{yaer}"}}`, "a,b,year\nP,Q,1990\n",
			`a.mapping.yaml:11:72: unknown column "yaer" (did you mean "year"?) in "yaer"`},
		{"no such function", "- where: 'lowered(a) == \"p\"'\n", "a\nP\n", `a.mapping.yaml:6:10: unknown function "lowered" in "lowered(a) == \"p\""`},
		{"no such column by its text", "- where: '$env[\"b\"] == a'\n", "a\nP\n", `a.mapping.yaml:6:10: unknown column "$env" (the columns are a) in "$env[\"b\"] == a"`},
		{"a function of one argument", "- where: alpha3(a, a) == a\n", "a\nP\n", `d.csv:2:1: alpha3(a, a) == a: alpha3 takes 1 argument, not 2`},
		{"no expression", "- where: 'a ='\n", "a\nP\n", `a.mapping.yaml:6:10: unexpected token Operator("=") (at character 3 of the expression) in "a ="`},
		{"no such file", "- where: a\n", "", `a.mapping.yaml:2:7: no file "d.*" (put it in the directory of the mapping, or correct the name)`},
		{"no such table", "- join: {as: t, in: codes, on: {x: \"{a}\"}}\n  where: t.x != ''\n", "a\nP\n", `a.mapping.yaml:6:21: unknown table "codes" (name its file under tables)`},
		{"no such actor in the rule", strings.Replace(made, "subject: a", "subject: ab", 1) + `evidence: {source: s}}`, "a,b\nP,Q\n",
			`a.mapping.yaml:11:15: the rule has nothing named "ab" (did you mean "a"?)`},
		{"unknown keys", "- {were: a}\n", "a\nP\n", `a.mapping.yaml:6:4: unknown key "were" (did you mean "where"?)`},
		{"a template without quotes", "- actors: {a: {make: {id: {a}, name: A, type: STATE}}}\n", "a\nP\n",
			`a.mapping.yaml:6:27: id is a mapping, not text (put a template in quotes: "{a}")`},
		{"a brace that is not closed", "- actors: {a: {make: {id: \"{a\", name: A, type: STATE}}}\n", "a\nP\n",
			`a.mapping.yaml:6:27: "{a" has a { without a } (write {column})`},
		{"neither found nor made", "- actors: {a: {on: \"1990\"}}\n", "a\nP\n", `a.mapping.yaml:6:12: the actor a is neither found nor made (give find, make, or both)`},
		{"two ways in one", "- actors: {a: {find: [{name: \"{a}\", id: \"{a}\"}]}}\n", "a\nX\n", `a.mapping.yaml:6:23: a way to find an actor has 2 of identifier, name, names, id and known (give one)`},
		{"no such kind", strings.Replace(made, "OPPOSES", "SUPPORTS", 1) + `evidence: {source: s, kinds: {WEAPON: a}}}`, "a,b\nP,Q\n",
			`a.mapping.yaml:11:75: unknown kind "WEAPON" (did you mean WEAPONS?)`},
		{"no such date", made + `evidence: {source: s, from: "{year}"}}`, "a,b,year\nP,Q,around 1990\nP,Q,1990-13\n",
			"d.csv:2:5: invalid date \"around 1990\": write a year, month or day as 2020, 2020-05 or 2020-05-21\nd.csv:3:5: invalid date \"1990-13\": there is no month 13 (months are 01 to 12)"},
		{"no such day, in characters", made + `evidence: {source: s, from: {year: "{y}", month: "{m}", day: "{d}"}}}`, "a,b,y,m,d\nÉÉ,Q,1990,2,30\n",
			`d.csv:2:6: invalid date "1990-02-30": February 1990 has 28 days`},
		{"an end before the beginning", made + `evidence: {source: s, from: "{f}", to: "{t}"}}`, "a,b,f,t\nP,Q,1991,1990\n",
			`d.csv:2:5: from 1991 is later than to 1990 (correct one, or swap them)`},
		{"a type that is none", strings.Replace(made, "STATE", "\"{k}\"", 1) + `evidence: {source: s}}`, "a,b,k\nP,Q,state\n", `d.csv:2:5: unknown type "state" (did you mean STATE?)`},
		{"no number", "- where: 'int(a) > 1'\n", "a\nP\n", `d.csv:2:1: int(a) > 1: invalid operation: int(P)`},
		{"lists of different lengths", "- each: {as: [p, q], in: ['split(a, \" \")', 'split(b, \" \")']}\n  where: p == q\n", "a,b\nP Q,R\n",
			`d.csv:2:5: lists side by side have 2 and 1 items (each needs as many as the others)`},
		{"neither yes nor no", "- where: a\n", "a\n?\n-9\nYes\n", `d.csv:2:1: "?" is neither yes nor no (compare it with what it must be, such as a == "?")`},
		{"related to itself", made + `evidence: {source: s}}`, "a,b\nP,P\n", `d.csv:2:3: "t.p" is related to itself (subject and object must be different actors)`},
		{"given twice", made + `evidence: {source: s}}`, "a,b\nP,Q\nP,Q\n", `d.csv:3:1: this evidence is given twice (delete one: the other is at line 2, column 1)`},
		{"a source that is none", made + `evidence: {source: t}}`, "a,b\nP,Q\n", `d.csv:2:1: unknown source "t" (correct the id, or add it under sources)`},
		{"no evidence", made + `evidence: {source: s, where: a == "R"}}`, "a,b\nP,Q\n",
			`d.csv:2:1: the relation has no evidence here (give some for every row, or leave the row out by where)`},
		{"not found", strings.Replace(made, "a: {make:", "a: {find: {name: \"{a}\"}, make:", 1) + `evidence: {source: s}}`, "a,b\nP,\n", ""},
		{"not found by code", "- actors: {a: {find: {identifier: cow, value: \"{a}\"}}}\n", "a\n2\n\n3\n3\n",
			`d.csv:4:1: no actor "3" was found for a (add it to the facts, make it by make, or leave such rows out by unmatched: skip) … and 1 more like it`},
		{"not found by name", "- actors: {a: {find: {name: \"{a}\"}}}\n", "a\nIcks\n",
			`d.csv:2:1: no actor "Icks" was found for a (perhaps x (X): then name it under each known in a.mapping.yaml, such as known: {"Icks": …}; otherwise add it to the facts, make it by make, or leave such rows out by unmatched: skip)`},
		{"two ways that disagree", "- actors: {a: {find: [{identifier: cow, value: \"{a}\"}, {name: \"{b}\"}]}}\n", "a,b\n2,Y\n2,Y\n",
			`d.csv:2:1: "2" may be x (X), or y (Y) (decide in a.mapping.yaml: under each known, name the right one, such as known: {"2": …}) … and 1 more like it`},
		{"a decision for nobody", "- actors: {a: {find: {known: {A: nobody}, value: \"{a}\"}}}\n", "a\nA\n",
			`a.mapping.yaml:6:34: none of the actors for "A" is there (correct the id or code, or add the actor)
d.csv:2:1: no actor "A" was found for a (add it to the facts, make it by make, or leave such rows out by unmatched: skip)`},
		{"cells too many", "- where: a == ''\n", "a,b\nP,Q\nP,Q,R\n", `d.csv:3:1: the row has more or fewer cells than the first line has columns (put cells that contain the separator in quotes)`},
		{"a quote", "- where: a == ''\n", "a,b\nP\"s,Q\n", `d.csv:2:2: a quote in a cell without quotes (put the cell in quotes, and double those in it)`},
		{"a quote that is not closed", "- where: a == ''\n", "a,b\n\"P,Q\n", `d.csv:2:6: a quote is never closed, or something follows the closing quote (double the quotes in a cell)`},
		{"bytes that are no text", "- where: a == ''\n", "a,b\nP,Montr\xe9al\n", `d.csv:2:3: the cell is not UTF-8 text (save the file as CSV UTF-8)`},
		{"a column twice", "- where: a == ''\n", "a,b,a\n", `d.csv:1:5: two columns are named "a" (rename one)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := []string{"a.mapping.yaml", head + tt.rules}
			if tt.data != "" {
				files = append(files, "d.csv", tt.data)
			}
			_, _, err := readAll(dir(files...))
			got := ""
			if err != nil {
				got = err.Error()
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A column of mistakes is a few problems, the last with the number of the others; other mistakes are still reported.
func TestProblemsAlike(t *testing.T) {
	var data strings.Builder
	data.WriteString("a,b,year\n")
	for i := range 5000 {
		fmt.Fprintf(&data, "P,Q%d,-9\n", i)
	}
	data.WriteString("P,Q,1990-13\n")
	_, _, err := readAll(dir("a.mapping.yaml", head+made+`evidence: {source: s, from: "{year}"}}`, "d.csv", data.String()))
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 6 || !strings.HasSuffix(lines[4], "… and 4,995 more like it") || !strings.HasPrefix(lines[5], "d.csv:5002:5: ") {
		t.Errorf("got %d lines:\n%s", len(lines), err)
	}
}

// The problems of facts that rows make are at the rows, and summed up, too.
func TestProblemsOfFacts(t *testing.T) {
	_, _, err := readAll(dir("a.mapping.yaml", head+made+`evidence: {source: nobody}}`, "d.csv", "a,b\n"+strings.Repeat("P,Q\n", 20)))
	if got := strings.Count(err.Error(), "\n") + 1; got != 5 || !strings.HasSuffix(err.Error(), "… and 15 more like it") {
		t.Errorf("got %d lines:\n%v", got, err)
	}
}

// A row that lacks an actor of a relation is not counted as mapped.
func TestLacking(t *testing.T) {
	_, all, err := readAll(dir("a.mapping.yaml", head+made+`evidence: {source: s}}`, "d.csv", "a,b\nP,Q\nP,\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := all[0].String(); !strings.Contains(got, "1 of 2 rows mapped, 1 without a subject or object") {
		t.Errorf("got %s", got)
	}
}

// The data of a mapping that has a mistake are still its data: that they are not read follows from the mistake.
func TestDataOfMistake(t *testing.T) {
	var warnings []facts.Problem
	r := facts.Reader{Warn: func(p facts.Problem) { warnings = append(warnings, p) }}
	_, err := r.Read(dir("a.mapping.yaml", head+"- {wher: a}\n", "d.csv", "a\n1\n"))
	if err == nil || len(warnings) > 0 {
		t.Errorf("got %v, and warnings %v", err, warnings)
	}
}

// What a mapping makes of its rows is counted, and what rows say differently is noted once.
func TestSummary(t *testing.T) {
	rules := `
- name: states
  where: a != "-"
  actors:
    a: {make: {id: "t.{id}", name: "{a}", type: "{kind}"}}
    b: {find: {name: "{b}"}, unmatched: skip, aliases: '["Also " + b, "Y"]'}
  relations:
  - {subject: a, type: OPPOSES, object: b, evidence: {source: s, locator: "{n}"}}
`
	_, all, err := readAll(dir("a.mapping.yaml", head+rules, "d.csv", `n,id,a,b,kind
1,1,P,X,STATE
2,1,Q,X,STATE
3,1,R,X,PERSON
4,2,P,Icks,STATE
5,2,-,X,STATE
6,2,P,Icks,STATE
`))
	problems, ok := errors.AsType[facts.Problems](err)
	if !ok || len(problems) != 1 || !strings.Contains(err.Error(), `"P" is also the name`) {
		t.Errorf("got %v", err)
	}
	want := `mapping a.mapping.yaml: 6 rows of d.csv
  states: 3 of 6 rows mapped, 1 left out by where, 2 without a match
  actors: 2 made, 1 found by name, 1 aliases left out that are names of others
  relations: 1, statements: 3, events: 0
  not found: "Icks" in 2 rows, perhaps x (X)
  d.csv:3:5: the actor "t.1" is "Q" here, but "P" at d.csv:2:3 (the first counts)
  d.csv:4:9: the actor "t.1" is "PERSON" here, but "STATE" at d.csv:2:3 (the first counts)
`
	if diff := cmp.Diff(want, all[0].String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
