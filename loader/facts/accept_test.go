package facts_test

import (
	"os"
	"strings"
	"testing"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// accepted are unusual but valid facts, which resemble the mistakes in testdata/bad.
var accepted = map[string]string{
	"actors that are the same": `
same: [[russia, rossiya, rus], [lna, laaf]]
actors:
  - {id: rossiya, name: Russia, type: STATE, aliases: [Russian Federation, R.], identifiers: [{scheme: cow, value: 365}]}
  - {id: rus, name: Rus, type: UNKNOWN, to: 2100, identifiers: [{scheme: cow, value: 365, from: 1992}, {scheme: gw, value: 365}]}
  - {id: laaf, name: LAAF, type: COALITION, from: 2014}
relations:
  - {subject: rus, type: OPPOSES, object: laaf, evidence: [{source: tass-2020}]}
  - {subject: lna, type: OPPOSES, object: rossiya, evidence: [{source: tass-2020}, {source: tass-2020, speaker: laaf}]}
events:
  - {id: a, type: AID, title: A, participants: [{actor: rus}, {actor: rossiya}], evidence: [{source: tass-2020, speaker: rus}]}
`,
	"support of an unknown kind":                `relations: [{subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020}]}]`,
	"an alliance against somebody":              `relations: [{subject: turkey, type: ALLIED_WITH, object: gna, against: lna, evidence: [{source: tass-2020}]}]`,
	"an alliance with obligations":              `relations: [{subject: turkey, type: ALLIED_WITH, object: gna, kinds: [DEFENSE, CONSULTATION], evidence: [{source: tass-2020}]}]`,
	"an empty list of kinds":                    `relations: [{subject: turkey, type: OPPOSES, object: lna, kinds: [], evidence: [{source: tass-2020}]}]`,
	"a person who is part of a group":           `relations: [{subject: haftar, type: PART_OF, object: lna, evidence: [{source: tass-2020}]}]`,
	"an office":                                 `relations: [{subject: haftar, type: HOLDS_OFFICE, object: lna, role: commander, evidence: [{source: tass-2020}]}]`,
	"a leader whose post is not named":          `relations: [{subject: haftar, type: LEADS, object: lna, evidence: [{source: tass-2020}]}]`,
	"numbers for texts":                         `relations: [{subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020, quote: 7, locator: 5}]}]`,
	"two ways from one event to another":        `events: [{id: a, type: AID, title: A, references: [{kind: FOLLOWS, to: b}, {kind: FOLLOWS, to: c}], evidence: [{source: tass-2020}]}, {id: b, type: AID, title: B, references: [{kind: FOLLOWS, to: d}], evidence: [{source: tass-2020}]}, {id: c, type: AID, title: C, references: [{kind: FOLLOWS, to: d}], evidence: [{source: tass-2020}]}, {id: d, type: AID, title: D, evidence: [{source: tass-2020}]}]`,
	"Kosovo, whose code is its own":             `actors: [{id: kosovo, name: Kosovo, type: STATE, country: XKX}]`,
	"a URL in capitals":                         `sources: [{id: a, title: A, published: 2020, url: "HTTPS://example.org/a"}, {id: b, title: B, published: 2020, url: "http://example.org"}]`,
	"a person who leads a state":                `relations: [{subject: haftar, type: LEADS, object: russia, role: ruler, evidence: [{source: tass-2020}]}]`,
	"opposition within a state":                 `relations: [{subject: haftar, type: OPPOSES, object: lna, evidence: [{source: tass-2020}]}]`,
	"a relation of one day":                     `relations: [{subject: russia, type: SUPPORTS, object: lna, from: 2020-05-21, to: 2020-05-21, evidence: [{source: tass-2020}]}]`,
	"a relation within a year":                  `relations: [{subject: russia, type: SUPPORTS, object: lna, from: 2020-12-31, to: 2020, evidence: [{source: tass-2020}]}]`,
	"a relation that ended":                     `relations: [{subject: russia, type: SUPPORTS, object: lna, to: 2020, evidence: [{source: tass-2020}]}]`,
	"evidence of one source twice":              `relations: [{subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020}, {source: tass-2020, stance: DENIES}]}]`,
	"a reference to an event of the same day":   `events: [{id: a, type: AID, title: A, from: 2020-01-19, references: [{kind: FOLLOWS, to: berlin-conference-2020}], evidence: [{source: tass-2020}]}]`,
	"a reference to an event of that month":     `events: [{id: a, type: AID, title: A, from: 2020-01, references: [{kind: FOLLOWS, to: berlin-conference-2020}], evidence: [{source: tass-2020}]}]`,
	"a reference from an event with no date":    `events: [{id: a, type: AID, title: A, references: [{kind: FOLLOWS, to: berlin-conference-2020}], evidence: [{source: tass-2020}]}]`,
	"a reference to an event with no date":      `events: [{id: a, type: AID, title: A, evidence: [{source: tass-2020}]}, {id: b, type: AID, title: B, from: 2020, references: [{kind: FOLLOWS, to: a}], evidence: [{source: tass-2020}]}]`,
	"two kinds of reference to an event":        `events: [{id: a, type: AID, title: A, references: [{kind: FOLLOWS, to: berlin-conference-2020}, {kind: INVOKES, to: berlin-conference-2020}], evidence: [{source: tass-2020}]}]`,
	"an actor in two roles":                     `events: [{id: a, type: AID, title: A, participants: [{actor: lna}, {actor: lna, role: SPEAKER}], evidence: [{source: tass-2020}]}]`,
	"a place without a position":                `events: [{id: a, type: AID, title: A, place: {name: Tripoli, country: LBY}, evidence: [{source: tass-2020}]}]`,
	"a position at zero":                        `events: [{id: a, type: AID, title: A, place: {name: Null Island, latitude: 0, longitude: 0}, evidence: [{source: tass-2020}]}]`,
	"one id in two schemes":                     `actors: [{id: a, name: A, type: STATE, identifiers: [{scheme: cow, value: 365}, {scheme: gw, value: 365}]}]`,
	"a name that is another's id":               `actors: [{id: a, name: lna2, type: STATE, aliases: [russia2]}]`,
	"a source before it is used":                `sources: [{id: a, title: A, published: 2021, via: b}, {id: b, title: B, published: 2020}]`,
	"a source of the month of its via":          `sources: [{id: a, title: A, published: 2020-05, via: tass-2020}]`,
	"a source of the year of its via":           `sources: [{id: a, title: A, published: 2020-06-01, via: b}, {id: b, title: B, published: 2020}]`,
	"one source in two quotes":                  `relations: [{subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020, quote: a}, {source: tass-2020, quote: b}]}]`,
	"evidence of one source for two facts":      `relations: [{subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020}]}, {subject: russia, type: SUPPORTS, object: gna, evidence: [{source: tass-2020}]}]`,
	"two sources via a third":                   `sources: [{id: a, title: A, published: 2020, via: tass-2020}, {id: b, title: B, published: 2021, via: tass-2020}]`,
	"a guarantee against somebody":              `relations: [{subject: turkey, type: GUARANTEES, object: gna, against: lna, kinds: [DEFENSE], evidence: [{source: tass-2020}]}]`,
	"kinds that only evidence names":            `relations: [{subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020, kinds: [TROOPS]}, {source: tass-2020, kinds: []}]}]`,
	"no kinds in evidence of a type with none":  `relations: [{subject: turkey, type: OPPOSES, object: lna, evidence: [{source: tass-2020, kinds: []}]}]`,
	"evidence of two times":                     `relations: [{subject: turkey, type: OPPOSES, object: lna, evidence: [{source: tass-2020, from: 2019}, {source: tass-2020, from: 2020}]}]`,
	"evidence that says what its relation says": `relations: [{subject: turkey, type: OPPOSES, object: lna, from: 2019, evidence: [{source: tass-2020}, {source: tass-2020, from: null}]}]`,
	"an explicit stance":                        `relations: [{subject: turkey, type: OPPOSES, object: lna, evidence: [{source: tass-2020, stance: ASSERTS}]}]`,
	"the same evidence for a relation apart":    `relations: [{subject: turkey, type: OPPOSES, object: lna, evidence: [{source: tass-2020}]}, {id: own, subject: turkey, type: OPPOSES, object: lna, evidence: [{source: tass-2020}]}]`,
	"a treaty and who acts as part of it":       `{actors: [{id: treaty, name: Treaty, type: COALITION, obligations: [DEFENSE, CONSULTATION]}], relations: [{subject: turkey, type: ALLIED_WITH, object: gna, coalition: treaty, evidence: [{source: tass-2020}]}, {subject: turkey, type: PART_OF, object: treaty, evidence: [{source: tass-2020}]}]}`,
	"an organization as a coalition":            `{actors: [{id: body, name: Body, type: ORGANIZATION, obligations: []}], relations: [{subject: turkey, type: OPPOSES, object: lna, coalition: body, evidence: [{source: tass-2020}]}]}`,
	"a coalition of which little is known":      `{actors: [{id: some, name: Some, type: UNKNOWN}], relations: [{subject: turkey, type: GUARANTEES, object: gna, coalition: some, evidence: [{source: tass-2020}]}]}`,
	"a life of one year":                        `actors: [{id: a, name: A, type: STATE, from: 1918-11, to: 1918}]`,
	"a relation outside a life":                 `{actors: [{id: a, name: A, type: STATE, to: 1918}], relations: [{subject: a, type: SUPPORTS, object: lna, from: 1920, evidence: [{source: tass-2020}]}]}`,
	"an alias of two actors":                    `actors: [{id: a, name: A, type: STATE, aliases: [LNA]}, {id: b, name: B, type: STATE, aliases: [lna]}]`,
	"a name of two actors, as both say":         `actors: [{id: a, name: BRA, type: ARMED_GROUP, sharedName: true}, {id: b, name: Bra, type: ARMED_GROUP, sharedName: true}]`,
	"a name that is an alias, as both say":      `actors: [{id: a, name: BRA, type: ARMED_GROUP, sharedName: true}, {id: b, name: B, type: ARMED_GROUP, aliases: [BRA], sharedName: true}]`,
	"a name that could be shared":               `actors: [{id: a, name: BRA, type: ARMED_GROUP, sharedName: true}, {id: b, name: B, type: STATE, sharedName: false}]`,
	"an identifier of one actor after another":  `actors: [{id: a, name: A, type: STATE, identifiers: [{scheme: cow, value: 365, to: 1917}]}, {id: b, name: B, type: STATE, identifiers: [{scheme: cow, value: 365, from: 1918, to: 1991-12-26}]}, {id: c, name: C, type: STATE, identifiers: [{scheme: cow, value: 365, from: 1991-12-27}]}]`,
	"an identifier of one actor again":          `actors: [{id: a, name: A, type: STATE, identifiers: [{scheme: cow, value: 255, to: 1945}, {scheme: cow, value: 255, from: 1990}]}]`,
	"former countries":                          `actors: [{id: a, name: A, type: STATE, country: SUN}, {id: b, name: B, type: STATE, country: ROM}]`,
	"dates long ago, and uncertain ones":        `sources: [{id: a, title: A, published: -0430}, {id: b, title: B, published: 0800~}, {id: c, title: C, published: 2020-05?}, {id: d, title: D, published: 0000}]`,
	"a data set of few words":                   `dataset: {covers: {to: 1914}}`,
	"a data set to be described later":          `dataset:`,
	"a source that covers another time":         `{dataset: {covers: {from: 1871, to: 1914}}, sources: [{id: a, title: A, published: 2000, covers: {to: 1870, from: 1816}}]}`,
	"a source that covers no stated time":       `{dataset: {covers: {from: 1871, to: 1914}}, sources: [{id: a, title: A, published: 2000, covers: {to: null, from: null}}]}`,
}

// TestAccepted reads accepted facts together with testdata/base.
func TestAccepted(t *testing.T) {
	for name, text := range accepted {
		t.Run(name, func(t *testing.T) {
			if _, err := facts.Read(facts.Open("testdata/base"), dir("a.yaml", text)); err != nil {
				t.Error(err)
			}
		})
	}
}

// A mutual relation reads the same from either side, and a missing stance of evidence or role of a participant gets its
// default.
func TestDefaults(t *testing.T) {
	f := mustRead(t, facts.Open("testdata/base"), dir("a.yaml", `
relations:
  - {subject: lna, type: OPPOSES, object: gna, evidence: [{source: tass-2020}]}
events:
  - {id: a, type: AID, title: A, participants: [{actor: lna}], evidence: [{source: tass-2020}]}
`))
	r := f.Relations[0]
	if r.Subject.ID != "gna" || r.Object.ID != "lna" || r.ID != "gna.opposes.lna" {
		t.Errorf("got %s from %s to %s", r.ID, r.Subject.ID, r.Object.ID)
	}
	if s := r.Evidence[0].Stance; s != alliance.Asserts {
		t.Errorf("got stance %s", s)
	}
	for _, e := range f.Events {
		if e.ID == "a" && e.Participants[0].Role != "PARTICIPANT" {
			t.Errorf("got role %s", e.Participants[0].Role)
		}
	}
}

// If a name is given where the id of an actor is wanted, the message suggests the id.
func TestNamesForIDs(t *testing.T) {
	for given, want := range map[string]string{
		"Russia":              `unknown actor "Russia" (did you mean "russia"?)`,
		"russian  federation": `unknown actor "russian  federation" (did you mean "russia"?)`,
		"حفتر":                `unknown actor "حفتر" (did you mean "haftar"?)`,
		"Haftar":              `unknown actor "Haftar" (did you mean "haftar"?)`,
		"Franz Ferdinand":     `unknown actor "Franz Ferdinand" (correct the id, or add it under actors)`,
	} {
		_, err := facts.Read(facts.Open("testdata/base"), dir("a.yaml",
			`relations: [{subject: "`+given+`", type: SUPPORTS, object: lna, evidence: [{source: tass-2020}]}]`))
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", given, err, want)
		}
	}
}

// Ids that an unreadable file may define are not reported as unknown; others are.
func TestUnknownBesideBroken(t *testing.T) {
	_, err := facts.Read(facts.Open("testdata/base"),
		dir("a.yaml", "sources: [{id: reuters, title: R: eport}]"),
		dir("b.yaml", "relations: [{subject: egypt, type: SUPPORTS, object: lna, evidence: [{source: reuters}]}]"))
	want := `a.yaml:1:11: this is not YAML: `
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Fatalf("got %v, want %s", err, want)
	}
	if text := err.Error(); strings.Contains(text, `unknown source`) || !strings.Contains(text, `unknown actor "egypt"`) {
		t.Errorf("got %v", err)
	}
}

// After many misspelt ids, finding suggestions would take longer than reading: the rest are reported without.
func TestManyUnknown(t *testing.T) {
	fsys := generated(2000, 1)
	text := strings.ReplaceAll(string(fsys["relations-0.yaml"].Data), "object: actor-", "object: actro-")
	fsys["relations-0.yaml"].Data = []byte(text)
	_, err := facts.Read(facts.Dir{FS: fsys})
	if err == nil {
		t.Fatal("no problems")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 2000 {
		t.Errorf("got %d problems, want one for each relation", len(lines))
	}
	if got := strings.Count(err.Error(), "did you mean"); got == 0 || got == len(lines) {
		t.Errorf("%d of %d have a suggestion, want some but not all", got, len(lines))
	}
}

// The examples in the README are facts.
func TestReadmeExamples(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := 0
	for i, part := range strings.Split(string(text), "```") {
		example, ok := strings.CutPrefix(part, "yaml\n")
		if i%2 == 0 || !ok {
			continue
		}
		examples++
		if _, err := facts.Read(dir("example.yaml", example, "texts/atalayar-2020-05-22.html", "<p>An article.</p>")); err != nil {
			t.Error(err)
		}
	}
	if examples < 3 {
		t.Errorf("got %d examples", examples)
	}
}
