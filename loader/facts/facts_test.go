package facts_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v4"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/loader/facts"
)

// mustRead reads a data set without problems.
func mustRead(t testing.TB, dirs ...facts.Dir) *alliance.Facts {
	t.Helper()
	f, err := facts.Read(dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// dir returns a directory of files, given as name, text, name, text, and so on.
func dir(files ...string) facts.Dir {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return facts.Dir{FS: fsys}
}

// asJSON returns a YAML text as JSON.
func asJSON(t testing.TB, text []byte) []byte {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// everything is a data set in which every key is used.
const everything = `
actors:
  - id: russia
    name: " Russia "
    type: STATE
    aliases: [Россия, Russian Federation]
    description: |
      A state.

      In two continents.
    country: RUS
    identifiers: [{scheme: cow, value: 0365}]
  - {id: lna, name: Libyan National Army, type: ARMED_GROUP}
  - {id: gna, name: GNA, type: GOVERNMENT}
  - {id: haftar, name: Haftar, type: PERSON}
sources:
  - {id: kremlin, title: Statement, published: "2020-05-20"}
  - id: tass
    title: Report
    publisher: TASS
    published: 2020-05-21
    url: https://tass.example/1
    language: ru-RU
    via: kremlin
conflicts:
  - {id: libya-2014, name: Libyan conflict, description: A war., from: 2014, to: 2020-10}
relations:
  - id: backing
    subject: russia
    type: SUPPORTS
    object: lna
    kinds: [MERCENARIES, TROOPS]
    from: 2019-04
    to: 2020
    conflict: libya-2014
    against: gna
    evidence:
      - {id: said, source: tass, stance: ALLEGES, speaker: haftar, quote: "they\nhelp", locator: 4}
  - {subject: lna, type: OPPOSES, object: gna, evidence: [{source: tass}, {source: kremlin, stance: DENIES}]}
  - {subject: haftar, type: LEADS, object: lna, role: commander, evidence: [{source: tass}]}
events:
  - {id: offer, type: AGREE, title: Offer, from: 2020-05-01, evidence: [{source: kremlin}]}
  - id: call
    type: CONSULT
    mode: telephone call
    title: Call
    description: They talk.
    from: 2020-05-21
    to: 2020-05-22
    place: {name: Moscow, country: RUS, latitude: 55.75, longitude: 37}
    participants: [{actor: russia, role: INITIATOR}, {actor: haftar}]
    references: [{kind: RESPONDS_TO, to: offer}]
    conflict: libya-2014
    evidence: [{source: tass}]
`

func TestReadEverything(t *testing.T) {
	got := mustRead(t, dir("all.yaml", everything))
	russia := &alliance.Actor{
		ID: "russia", Name: "Russia", Type: alliance.State, Aliases: []string{"Россия", "Russian Federation"},
		Description: "A state.\n\nIn two continents.", Country: "RUS",
		Identifiers: []alliance.Identifier{{Scheme: "cow", Value: "0365"}},
	}
	lna := &alliance.Actor{ID: "lna", Name: "Libyan National Army", Type: alliance.ArmedGroup}
	gna := &alliance.Actor{ID: "gna", Name: "GNA", Type: alliance.Government}
	haftar := &alliance.Actor{ID: "haftar", Name: "Haftar", Type: alliance.Person}
	kremlin := &alliance.Source{ID: "kremlin", Title: "Statement", Published: alliance.MustDate("2020-05-20")}
	tass := &alliance.Source{
		ID: "tass", Title: "Report", Publisher: "TASS", Published: alliance.MustDate("2020-05-21"),
		URL: "https://tass.example/1", Language: "ru-RU", Via: kremlin,
	}
	war := &alliance.Conflict{ID: "libya-2014", Name: "Libyan conflict", Description: "A war.", Span: span("2014", "2020-10")}
	said := func(id, fact string, s *alliance.Source) *alliance.Evidence {
		return &alliance.Evidence{ID: id, Fact: fact, Stance: alliance.Asserts, Source: s}
	}
	alleged, denied := said("said", "backing", tass), said("gna.opposes.lna.kremlin", "gna.opposes.lna", kremlin)
	alleged.Stance, alleged.Speaker, alleged.Quote, alleged.Locator = alliance.Alleges, haftar, "they\nhelp", "4"
	denied.Stance = alliance.Denies
	want := alliance.NewFacts(alliance.Facts{
		Actors: []*alliance.Actor{russia, lna, gna, haftar}, Sources: []*alliance.Source{kremlin, tass},
		Conflicts: []*alliance.Conflict{war},
		Relations: []*alliance.Relation{
			{
				ID: "backing", Type: alliance.Supports, Subject: russia, Object: lna, Against: gna, Conflict: war,
				Kinds: []alliance.RelationKind{alliance.Troops, alliance.Mercenaries}, Span: span("2019-04", "2020"),
				Evidence: []*alliance.Evidence{alleged},
			},
			{
				ID: "gna.opposes.lna", Type: alliance.Opposes, Subject: gna, Object: lna,
				Evidence: []*alliance.Evidence{said("gna.opposes.lna.tass", "gna.opposes.lna", tass), denied},
			},
			{
				ID: "haftar.leads.lna", Type: alliance.Leads, Subject: haftar, Object: lna, Role: "commander",
				Evidence: []*alliance.Evidence{said("haftar.leads.lna.tass", "haftar.leads.lna", tass)},
			},
		},
		Events: []*alliance.Event{
			{
				ID: "offer", Type: "AGREE", Title: "Offer", Span: span("2020-05-01", ""),
				Evidence: []*alliance.Evidence{said("offer.kremlin", "offer", kremlin)},
			},
			{
				ID: "call", Type: "CONSULT", Mode: "telephone call", Title: "Call", Description: "They talk.",
				Span: span("2020-05-21", "2020-05-22"), Conflict: war,
				Place:        &alliance.Place{Name: "Moscow", Country: "RUS", Point: &alliance.Point{Latitude: 55.75, Longitude: 37}},
				Participants: []alliance.Participant{{Actor: russia, Role: "INITIATOR"}, {Actor: haftar, Role: "PARTICIPANT"}},
				References:   []alliance.EventLink{{Kind: "RESPONDS_TO", Event: "offer"}},
				Evidence:     []*alliance.Evidence{said("call.tass", "call", tass)},
			},
		},
	})
	if diff := cmp.Diff(want, got, cmpopts.EquateComparable(alliance.Date{}), cmpopts.IgnoreUnexported(alliance.Facts{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// span returns the time between two dates.
func span(from, to string) alliance.Span {
	s := alliance.Span{}
	if from != "" {
		s.From = alliance.MustDate(from)
	}
	if to != "" {
		s.To = alliance.MustDate(to)
	}
	return s
}

// The bundled facts are without problems, and are the same facts when converted to JSON.
func TestReadBundled(t *testing.T) {
	bundled := mustRead(t, facts.Dir{Name: "libya-2020", FS: fixtures.Libya()})
	if len(bundled.Relations) == 0 || len(bundled.Events) == 0 {
		t.Fatalf("got %d relations and %d events", len(bundled.Relations), len(bundled.Events))
	}
	again := mustRead(t, dir("all.json", writtenOut(t, bundled)))
	if got, want := again.Dataset().Version, bundled.Dataset().Version; got != want {
		t.Errorf("as JSON: got version %s, want %s", got, want)
	}
}

// The facts do not depend on how they are distributed over files and directories.
func TestReadSpread(t *testing.T) {
	want := mustRead(t, dir("all.yaml", everything)).Dataset().Version
	rest := everything
	var dirs []facts.Dir
	for _, key := range []string{"events", "relations", "conflicts", "sources", "actors"} {
		at := strings.LastIndex(rest, "\n"+key+":")
		dirs = append(dirs, dir("sub/"+key+".yml", rest[at:]))
		rest = rest[:at]
	}
	if got := mustRead(t, dirs...).Dataset().Version; got != want {
		t.Errorf("got version %s, want %s", got, want)
	}
}

// Relations with the same kinds share a slice: there are many relations, but few sets of kinds.
func TestReadSharesKinds(t *testing.T) {
	f := mustRead(t, facts.Dir{FS: generated(10, 1)})
	if a, b := f.Relations[0].Kinds, f.Relations[9].Kinds; &a[0] != &b[0] {
		t.Error("equal kinds are in two slices, want one")
	}
}

func TestProblemsAreAnError(t *testing.T) {
	_, err := facts.Read(dir("a.yaml", "actors: 1\nsources: 2", "b.yaml", "events: 3"))
	problems, ok := errors.AsType[facts.Problems](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	want := facts.Problems{
		{File: "a.yaml", Line: 1, Column: 9, Message: "actors is a number, not a list (write [1])"},
		{File: "a.yaml", Line: 2, Column: 10, Message: "sources is a number, not a list (write [2])"},
		{File: "b.yaml", Line: 1, Column: 9, Message: "events is a number, not a list (write [3])"},
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

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
		return &alliance.Actor{ID: id, Name: id, Type: alliance.Person, Aliases: []string{"Boss"}}
	}
	if err := facts.Check(&alliance.Facts{Actors: []*alliance.Actor{boss("a")}}); err != nil {
		t.Error(err)
	}
	err := facts.Check(&alliance.Facts{Actors: []*alliance.Actor{boss("a"), boss("b"), boss("c")}})
	if err == nil || !strings.Contains(err.Error(), `"Boss"`) || !strings.HasSuffix(err.Error(), " (and 1 more)") {
		t.Errorf("error %v, want one that names the alias, and one more", err)
	}
}
