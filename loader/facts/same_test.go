package facts_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// states and support are two data sets that give Iran different ids, and relate it to others.
const (
	states = `
actors:
  - {id: cow.630, name: Iran, type: STATE, country: IRN, aliases: [Persia], identifiers: [{scheme: cow, value: 630}]}
  - {id: cow.645, name: Iraq, type: STATE}
sources: [{id: rivalries, title: Rivalries, published: 2020}]
relations:
  - {subject: cow.645, type: OPPOSES, object: cow.630, from: 1958, evidence: [{source: rivalries}]}
`
	support = `
actors:
  - id: ucdp.114
    name: Government of Iran
    type: GOVERNMENT
    description: Whoever governs Iran.
    aliases: ["  PERSIA", Islamic Republic of Iran]
    identifiers: [{scheme: gw, value: 630}, {scheme: cow, value: 630, from: 1816}]
    from: 1979-04-01
  - {id: ucdp.9, name: Badr, type: ARMED_GROUP}
  - {id: ucdp.116, name: Government of Iraq, type: UNKNOWN, country: IRQ}
sources: [{id: ucdp, title: External support, published: 2018}]
relations:
  - {subject: ucdp.114, type: SUPPORTS, object: ucdp.9, against: ucdp.116, evidence: [{source: ucdp, speaker: ucdp.114}]}
  - {subject: ucdp.114, type: OPPOSES, object: ucdp.116, evidence: [{source: ucdp}]}
events:
  - {id: talk, type: CONSULT, title: Talk, participants: [{actor: ucdp.114}, {actor: ucdp.116}], evidence: [{source: ucdp}]}
`
	same = `same: [[cow.630, ucdp.114], [cow.645, ucdp.116]]`
)

// An actor that several data sets give has the first id, and what the first leaves out from the next; what refers to the
// others refers to it.
func TestSame(t *testing.T) {
	f := mustRead(t, dir("a.yaml", states), dir("b.yaml", support), dir("c.yaml", same))
	want := []*alliance.Actor{
		{
			ID: "cow.630", Name: "Iran", Type: alliance.State, Country: "IRN", Description: "Whoever governs Iran.",
			Aliases:     []string{"Persia", "Government of Iran", "Islamic Republic of Iran"},
			Identifiers: []alliance.Identifier{{Scheme: "cow", Value: "630"}, {Scheme: "gw", Value: "630"}},
			Span:        span("1979-04-01", ""),
		},
		{ID: "cow.645", Name: "Iraq", Type: alliance.State, Country: "IRQ", Aliases: []string{"Government of Iraq"}},
		{ID: "ucdp.9", Name: "Badr", Type: alliance.ArmedGroup},
	}
	if diff := cmp.Diff(want, f.Actors, cmpopts.EquateComparable(alliance.Date{})); diff != "" {
		t.Errorf("actors (-want +got):\n%s", diff)
	}
	var relations []string
	for _, r := range f.Relations {
		for _, e := range r.Evidence {
			relations = append(relations, fmt.Sprint(r.ID, " against ", alliance.IDOf(r.Against), " by ", e.ID, " of ", alliance.IDOf(e.Speaker)))
		}
	}
	wantRelations := []string{
		"cow.630.opposes.cow.645 against  by cow.630.opposes.cow.645.rivalries of ",
		"cow.630.opposes.cow.645 against  by cow.630.opposes.cow.645.ucdp of ",
		"cow.630.supports.ucdp.9 against cow.645 by cow.630.supports.ucdp.9.ucdp of cow.630",
	}
	slices.Sort(relations)
	if diff := cmp.Diff(wantRelations, relations); diff != "" {
		t.Errorf("relations (-want +got):\n%s", diff)
	}
	for i, id := range []string{"cow.630", "cow.645"} {
		if p := f.Events[0].Participants[i]; p.Actor.ID != id {
			t.Errorf("participant %d is %s, want %s", i, p.Actor.ID, id)
		}
	}
	if err := facts.Check(f); err != nil {
		t.Errorf("written out, the facts have problems: %v", err)
	}
}

// The order of files, and of entries that follow each other, makes no difference; nor does a group without a list
// around it.
func TestSameInAnyOrder(t *testing.T) {
	actors := `actors: [{id: a, name: A, type: STATE}, {id: b, name: B, type: UNKNOWN}, {id: c, name: C, type: STATE}, {id: d, name: D, type: STATE}]`
	one := mustRead(t, dir("actors.yaml", actors, "z.yaml", "same: [a, b, c]"))
	if len(one.Actors) != 2 || !slices.Equal(one.Actors[0].Aliases, []string{"B", "C"}) {
		t.Fatalf("got %+v", one.Actors[0])
	}
	for _, files := range [][]string{
		{"a.yaml", "same: [[a, b, c]]"},
		{"z.yaml", "same:\n- [a, b]\n- [b, c]"},
		{"z.yaml", "same:\n- [b, c]\n- [a, b]"},
		{"a.yaml", "same: [[b, c]]", "z.yaml", "same: [[a, b]]"},
		{"a.yaml", "same: [[a, b, c], [b, c], [a, c]]"},
		{"a.yaml", "same: [a, b]\n---\nsame: [a, c]"},
		{"a.json", `{"same": [["a", "b"], ["a", "c"]]}`},
	} {
		got := mustRead(t, dir(append(files, "actors.yaml", actors)...))
		if got.Dataset().Version != one.Dataset().Version {
			t.Errorf("%q: got %+v", files, got.Actors[0])
		}
	}
}

// What actors that are one repeat of each other is given once, and what only this makes a repetition is no problem.
func TestSameRepeats(t *testing.T) {
	f := mustRead(t, dir("world.yaml", world, "a.yaml", `
same: [a, b]
relations:
  - {subject: a, type: SUPPORTS, object: c, evidence: [{source: s}]}
  - {subject: b, type: SUPPORTS, object: c, evidence: [{source: s}, {source: t}]}
  - {id: own, subject: b, type: SUPPORTS, object: c, evidence: [{source: s}]}
events:
  - {id: e, type: AID, title: E, participants: [{actor: b}, {actor: a}, {actor: a, role: SPEAKER}], evidence: [{source: s}]}
`))
	if len(f.Relations) != 2 || f.Relations[0].ID != "a.supports.c" || len(f.Relations[0].Evidence) != 2 || f.Relations[1].Subject.ID != "a" {
		t.Errorf("got %d relations, the first %+v", len(f.Relations), f.Relations[0])
	}
	if p := f.Events[0].Participants; len(p) != 2 || p[0].Actor.ID != "a" || p[1].Role != "SPEAKER" {
		t.Errorf("got participants %+v", p)
	}
	if err := facts.Check(f); err != nil {
		t.Error(err)
	}
}

// What is wrong with same, and what it makes wrong, is a problem at its place.
func TestSameProblems(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"an unknown id", "same: [[russia, egipt]]\nactors: [{id: egypt, name: Egypt, type: STATE}]",
			`a.yaml:1:17: unknown actor "egipt" (did you mean "egypt"?)`},
		{"a name", "same: [[lna, Russian Federation]]", `a.yaml:1:14: unknown actor "Russian Federation" (did you mean "russia"?)`},
		{"an unknown first id", "same: [[roscosmos, russia]]", `a.yaml:1:9: unknown actor "roscosmos" (correct the id, or add it under actors)`},
		{"another thing", "same: [[russia, tass-2020]]",
			`a.yaml:1:17: "tass-2020" is the source at testdata/base/base.yaml:14:10, not an actor (give the id of an actor)`},
		{"an id alone", "same: [[russia], [lna, gna]]", `a.yaml:1:8: same needs at least two ids (list all ids of the actor, or delete the entry)`},
		{"an id twice", "same: [[gna, lna, gna]]", `a.yaml:1:19: "gna" is given twice (delete one)`},
		{"two firsts", "same: [[gna, haftar], [lna, haftar]]",
			`a.yaml:1:29: "haftar" cannot be replaced by "lna": by the entry at a.yaml:1:14, the id of the actor is "gna" (begin both entries with that id)`},
		{"each the other", "same: [[gna, lna], [lna, gna]]",
			`a.yaml:1:26: "gna" cannot be replaced by "lna": by the entry at a.yaml:1:14, the id of the actor is "gna" (begin both entries with that id)`},
		{"no list", "same: russia", `a.yaml:1:7: same is text, not a list (list the ids of each actor in a list of their own: [[first, second]])`},
		{"mixed", "same: [[gna, lna], russia]", `a.yaml:1:20: found text, not a list (list the ids of each actor in a list of their own: [first, second])`},
		{"a person", "same: [russia, haftar]",
			`testdata/base/base.yaml:10:11: "haftar" is a PERSON, but by same it is "russia", at testdata/base/base.yaml:3:38, which is a STATE (correct a type, or delete one of the ids under same)`},
		{"related to itself", "same: [gna, lna]\nrelations: [{subject: gna, type: OPPOSES, object: lna, evidence: [{source: tass-2020}]}]",
			`a.yaml:2:51: subject and object are one actor by same, "gna" (delete the relation, or one of the ids under same)`},
		{"an id taken", "same: [[gna, old]]\nactors: [{id: old, name: O, type: UNKNOWN}]\nconflicts: [{id: old, name: C}]",
			`a.yaml:3:18: id "old" is already taken by the actor at a.yaml:2:15 (choose another)`},
		{"a life that ends before it begins", "same: [a, b]\nactors: [{id: a, name: A, type: STATE, from: 2000}, {id: b, name: B, type: STATE, to: 1999}]",
			`a.yaml:2:87: to 1999 of "b" is before from 2000 of "a", at a.yaml:2:46, which it is by same (correct one, or delete one of the ids under same)`},
		{"obligations of a state", "same: [russia, bund]\nactors: [{id: bund, name: Bund, type: COALITION, obligations: [DEFENSE]}]",
			`a.yaml:2:64: obligations do not fit "russia", which this actor is by same and which is a STATE (correct its type, or delete one of the ids under same)`},
		{"an alias of a third", "same: [gna, lna]\nactors: [{id: x, name: LNA, type: STATE}]",
			`a.yaml:2:24: "LNA" is also an alias of "lna", at testdata/base/base.yaml:6:72 (choose another, or give both actors sharedName: true)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := facts.Read(facts.Open("testdata/base"), dir("a.yaml", tt.text))
			if err == nil || !strings.Contains("\n"+err.Error()+"\n", "\n"+tt.want+"\n") {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

// Values that differ are a warning, once, with both places; the first counts. What is not known differs from nothing, nor
// does a date from a month that it is in.
func TestSameContradictions(t *testing.T) {
	first := "same: [[a, b]]\nactors: [{id: a, name: A, %s}, {id: b, name: B, %s}]"
	for _, tt := range []struct{ a, b, want string }{
		{"type: STATE", "type: ARMED_GROUP", `a.yaml:2:64: warning: type ARMED_GROUP of "b" is not the STATE of "a", at a.yaml:2:33, which it is by same, and which counts (correct one, or delete one of the ids under same)`},
		{"type: STATE, country: RUS", "type: UNKNOWN, country: SUN", `country SUN of "b" is not the RUS of "a"`},
		{"type: UNKNOWN, from: 1991-12-26", "type: STATE, from: 1991", ""},
		{"type: STATE, from: 1991-12-26", "type: STATE, from: 1990", `from 1990 of "b" is not the 1991-12-26 of "a"`},
		{"type: STATE, to: 1991", "type: STATE, to: 1990", `to 1990 of "b" is not the 1991 of "a"`},
		{"type: STATE, description: A., identifiers: [{scheme: cow, value: 2}]", "type: STATE, description: B., identifiers: [{scheme: cow, value: 3}]", ""},
		{"type: COALITION, obligations: [DEFENSE]", "type: COALITION, obligations: [CONSULTATION]", `obligations [CONSULTATION] of "b" is not the [DEFENSE] of "a"`},
	} {
		t.Run(tt.a+" and "+tt.b, func(t *testing.T) {
			var warnings []string
			r := facts.Reader{Warn: func(p facts.Problem) { warnings = append(warnings, p.String()) }}
			f, err := r.Read(dir("a.yaml", fmt.Sprintf(first, tt.a, tt.b)))
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Actors) != 1 || len(warnings) > 1 || (len(warnings) == 0) != (tt.want == "") || !strings.Contains(strings.Join(warnings, "\n"), tt.want) {
				t.Errorf("got %q, want %q", warnings, tt.want)
			}
		})
	}
}
