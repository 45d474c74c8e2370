package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph/alliance"
)

// everything is a data set in which every key is used.
const everything = `
dataset:
  title: Libya
  description: What was said of Libya.
  authors: [A. Author, B. Author]
  license: CC-BY-4.0
  url: https://example.org/libya
  covers: {from: 2014, to: 2020-12-31}
actors:
  - id: russia
    name: " Russia "
    type: STATE
    aliases: [Россия, Russian Federation]
    description: |
      A state.

      In two continents.
    country: RUS
    sharedName: true
    identifiers: [{scheme: cow, value: 0365, from: 1992, to: 2016}]
    from: 1991-12-26~
    to: 9000?
  - {id: lna, name: Libyan National Army, type: ARMED_GROUP}
  - {id: gna, name: GNA, type: GOVERNMENT}
  - {id: pact, name: Russia, sharedName: true, type: COALITION, obligations: [CONSULTATION, DEFENSE]}
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
    covers: {from: null, to: 2020}
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
    coalition: pact
    evidence:
      - {id: said, source: tass, stance: ALLEGES, speaker: haftar, quote: "they\nhelp", locator: 4}
      - {source: kremlin, from: -0430, to: null, kinds: []}
  - {subject: lna, type: OPPOSES, object: gna, evidence: [{source: tass}, {source: kremlin, stance: DENIES}]}
  - {subject: gna, type: OPPOSES, object: lna, from: 2014, evidence: [{source: tass}]}
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
		Identifiers: []alliance.Identifier{{Scheme: "cow", Value: "0365", Span: span("1992", "2016")}}, Span: span("1991-12-26~", "9000?"),
	}
	lna := &alliance.Actor{ID: "lna", Name: "Libyan National Army", Type: alliance.ArmedGroup}
	gna := &alliance.Actor{ID: "gna", Name: "GNA", Type: alliance.Government}
	pact := &alliance.Actor{
		ID: "pact", Name: "Russia", Type: alliance.Coalition, Obligations: alliance.SetOf(alliance.Defense, alliance.Consultation),
	}
	haftar := &alliance.Actor{ID: "haftar", Name: "Haftar", Type: alliance.Person}
	kremlin := &alliance.Source{ID: "kremlin", Title: "Statement", Published: alliance.MustDate("2020-05-20"), Covers: span("2014", "2020-12-31")}
	tass := &alliance.Source{
		ID: "tass", Title: "Report", Publisher: "TASS", Published: alliance.MustDate("2020-05-21"),
		URL: "https://tass.example/1", Language: "ru-RU", Via: kremlin,
		Covers: span("", "2020"),
	}
	war := &alliance.Conflict{ID: "libya-2014", Name: "Libyan conflict", Description: "A war.", Span: span("2014", "2020-10")}
	said := func(id, fact string, s *alliance.Source) *alliance.Evidence {
		return &alliance.Evidence{ID: id, Fact: fact, Stance: alliance.Asserts, Source: s}
	}
	alleged, denied := said("said", "backing", tass), said("gna.opposes.lna.kremlin", "gna.opposes.lna", kremlin)
	alleged.Stance, alleged.Speaker, alleged.Quote, alleged.Locator = alliance.Alleges, haftar, "they\nhelp", "4"
	alleged.Span, alleged.Kinds = span("2019-04", "2020"), alliance.SetOf(alliance.Troops, alliance.Mercenaries)
	denied.Stance = alliance.Denies
	ancient, later := said("backing.kremlin", "backing", kremlin), said("gna.opposes.lna.tass.2", "gna.opposes.lna", tass)
	ancient.Span, later.Span = span("-0430", ""), span("2014", "")
	want := alliance.NewFacts(alliance.Facts{
		Collections: []alliance.Collection{{
			Title: "Libya", Description: "What was said of Libya.", Authors: []string{"A. Author", "B. Author"}, License: "CC-BY-4.0",
			URL: "https://example.org/libya", Covers: span("2014", "2020-12-31"),
		}},
		Actors: []*alliance.Actor{russia, lna, gna, pact, haftar}, Sources: []*alliance.Source{kremlin, tass},
		Conflicts: []*alliance.Conflict{war},
		Relations: []*alliance.Relation{
			{
				ID: "backing", Type: alliance.Supports, Subject: russia, Object: lna, Against: gna, Conflict: war,
				Coalition: pact, Evidence: []*alliance.Evidence{alleged, ancient},
			},
			{
				ID: "gna.opposes.lna", Type: alliance.Opposes, Subject: gna, Object: lna,
				Evidence: []*alliance.Evidence{said("gna.opposes.lna.tass", "gna.opposes.lna", tass), denied, later},
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
	unexported := cmpopts.IgnoreUnexported(alliance.Facts{}, alliance.Relation{}, alliance.Evidence{})
	if diff := cmp.Diff(want, got, cmpopts.EquateComparable(alliance.Date{}), unexported); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
