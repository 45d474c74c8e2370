package mapping_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/loader/facts"
	"entente/loader/mapping"
)

// dir returns a directory of files, given as name, text, name, text, and so on.
func dir(files ...string) facts.Dir {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return facts.Dir{FS: fsys}
}

// readAll returns the facts of directories, or the error, and what the mappings made.
func readAll(dirs ...facts.Dir) (*alliance.Facts, []mapping.Summary, error) {
	var all []mapping.Summary
	r := facts.Reader{Mapped: func(s mapping.Summary) { all = append(all, s) }}
	f, err := r.Read(dirs...)
	return f, all, err
}

// outline returns facts in a line each.
func outline(f *alliance.Facts) string {
	var b strings.Builder
	for _, a := range f.Actors {
		fmt.Fprintf(&b, "%s: %s, %s", a.ID, a.Name, a.Type)
		for _, alias := range a.Aliases {
			fmt.Fprintf(&b, " = %s", alias)
		}
		for _, id := range a.Identifiers {
			fmt.Fprintf(&b, " %s:%s", id.Scheme, id.Value)
			if id.Span != (alliance.Span{}) {
				fmt.Fprintf(&b, "(%s)", id.Prose())
			}
		}
		b.WriteByte('\n')
	}
	for _, r := range f.Relations {
		b.WriteString(r.ID)
		for _, e := range r.Evidence {
			fmt.Fprintf(&b, "; %s %v–%v %v %s", e.Stance, e.From, e.To, e.KindList(), e.Locator)
		}
		b.WriteByte('\n')
	}
	for _, e := range f.Events {
		fmt.Fprintf(&b, "%s %s %v %d\n", e.ID, e.Type, e.From, len(e.Participants))
	}
	return b.String()
}

// head begins mappings: the rules follow.
const head = `
data: d.*
sources: [{id: s, title: S, published: 2020}]
actors: [{id: x, name: X, type: STATE, aliases: [Iks], identifiers: [{scheme: cow, value: 2}]}, {id: y, name: Y, type: STATE, from: 1950}]
rules:
`

const made = `
- actors:
    a: {make: {id: "t.{a}", name: "{a}", type: STATE}}
    b: {make: {id: "t.{b}", name: "{b}", type: STATE}}
  relations:
  - {subject: a, type: OPPOSES, object: b, `

func TestMap(t *testing.T) {
	for _, tt := range []struct{ name, rules, data, want string }{
		{
			"rows of all years are one relation", made + `evidence: {source: s, from: "{year}", to: "{year}", locator: "row {n}"}}`,
			"n,a,b,year\n1,P,Q,1990\n2,Q,P,1991\n",
			"t.p: P, STATE\nt.q: Q, STATE\nt.p.opposes.t.q; ASSERTS 1990–1990 [] row 1; ASSERTS 1991–1991 [] row 2\n",
		},
		{
			"semicolons, a mark, quotes and line breaks as spreadsheets write them", made + `evidence: {source: s, locator: "{n}"}}`,
			"\ufeffn;a;b\r\n\"1, \"\"x\"\"\"; P ;Q\r\n",
			"t.p: P, STATE\nt.q: Q, STATE\nt.p.opposes.t.q; ASSERTS – [] 1, \"x\"\n",
		},
		{
			"dates in parts", made + `evidence: {source: s, from: {year: "{y}", month: "{m}", day: "{d}", unknown: [-9]},
    to: {year: "{y2}", unknown: [-9], open: 'censored == "1"'}}}`,
			"a,b,y,m,d,y2,censored\nP,Q,1990,7,-9,1991,0\nP,R,1990,-9,3,1991,1\nP,T,1990.0,02,28,-9,0\nP,U,-9,1,1,800,\n",
			`t.p: P, STATE
t.q: Q, STATE
t.r: R, STATE
t.t: T, STATE
t.u: U, STATE
t.p.opposes.t.q; ASSERTS 1990-07–1991 [] 
t.p.opposes.t.r; ASSERTS 1990– [] 
t.p.opposes.t.t; ASSERTS 1990-02-28– [] 
t.p.opposes.t.u; ASSERTS –0800 [] 
`,
		},
		{
			"kinds and stances by columns", strings.Replace(made, "OPPOSES", "SUPPORTS", 1) + `evidence: {source: s, stance: {when: alleged, then: ALLEGES, else: ASSERTS},
    kinds: {WEAPONS: w, TROOPS: 'x == "1" or p == "1"', FUNDING: f}}}`,
			"a,b,alleged,w,x,p,f\nP,Q,1,1,0,1,\nP,R,0,no,0,0,yes\n",
			"t.p: P, STATE\nt.q: Q, STATE\nt.r: R, STATE\nt.p.supports.t.q; ALLEGES – [TROOPS WEAPONS] \nt.p.supports.t.r; ASSERTS – [FUNDING] \n",
		},
		{
			"ids of what ids cannot have", `
- actors:
    a: {make: {id: "t.{id}", name: "{name}", type: {when: 'kind == "p"', then: PERSON, else: {when: 'kind == "g"', then: ARMED_GROUP, else: UNKNOWN}}}}`,
			"id,name,kind\nCôte d'Ivoire,A,p\nQ-7/4,B,g\n (M-19) ,C,\n",
			"t.cote-d-ivoire: A, PERSON\nt.m-19: C, UNKNOWN\nt.q-7-4: B, ARMED_GROUP\n",
		},
		{
			"found by code, by name and by decision", `
- actors:
    a:
      on: "{year}"
      find:
      - {known: {The Y: y, The Z: [cow:3, cow:2]}, value: "{a}"}
      - {identifier: cow, value: "{code}"}
      - {name: "{a}"}
      identifiers: {t: "{n}"}
      aliases: a`,
			"n,a,code,year\n1,iks,,2000\n2,x,2,1940\n3,The Y,,1940\n4,Why,2,\n5,The Z,,1980\n",
			"x: X, STATE = Iks = Why = The Z cow:2 t:1 t:2 t:4 t:5\ny: Y, STATE = The Y t:3(from 1950)\n",
		},
		{
			"lists in cells, side by side", `
- each: {as: [name, kind], in: ['split(names, "; ")', 'split(kinds, "; ")']}
  actors:
    a: {make: {id: "t.{name}", name: "{name}", type: "{kind}"}}`,
			"names,kinds\nP; Q,STATE; PERSON\n,\n",
			"t.p: P, STATE\nt.q: Q, PERSON\n",
		},
		{
			"rows beside rows of the same file", `
- join: {as: other, on: {war: "{war}"}}
  where: side == "1" and other.side == "2"
  actors:
    a: {make: {id: "t.{a}", name: "{a}", type: STATE}}
    b: {make: {id: "t.{other.a}", name: "{other.a}", type: STATE}}
  relations:
  - {subject: a, type: OPPOSES, object: b, evidence: {source: s, locator: "war {war}"}}`,
			"war,a,side\n1,P,1\n1,Q,2\n1,R,2\n2,Q,1\n2,P,1\n",
			"t.p: P, STATE\nt.q: Q, STATE\nt.r: R, STATE\nt.p.opposes.t.q; ASSERTS – [] war 1\nt.p.opposes.t.r; ASSERTS – [] war 1\n",
		},
		{
			"names of columns as they are", `
- let: {full: '$env["a name"] + " " + a.b'}
  where: 'a.b != "" and $env["a name"] != "-"'
  actors:
    a: {make: {id: "t.{a.b}", name: "{full}", type: STATE, description: "{a name}"}}`,
			"a name,a.b\nP,1\n-,2\nQ,\n",
			"t.1: P 1, STATE\n",
		},
		{
			"only the first of like rows", strings.Replace(made, "- actors", "- once: \"{a} {b}\"\n  actors", 1) + `evidence: {source: s}}`,
			"a,b\nP,Q\nP,Q\nP,R\n",
			"t.p: P, STATE\nt.q: Q, STATE\nt.r: R, STATE\nt.p.opposes.t.q; ASSERTS – [] \nt.p.opposes.t.r; ASSERTS – [] \n",
		},
		{
			"a row without one of two actors", made + `evidence: {source: s}}`,
			"a,b\nP,\nP,Q\n",
			"t.p: P, STATE\nt.q: Q, STATE\nt.p.opposes.t.q; ASSERTS – [] \n",
		},
		{
			"events, conflicts and sources", `
- actors:
    a: {make: {id: "t.{a}", name: "{a}", type: STATE}}
  conflicts:
    war: {id: "t.war.{war}", name: "War {war}", from: "1990"}
  sources:
    paper: {id: "t.paper.{paper}", title: "{paper}", published: "{date}"}
  events:
  - id: "t.event.{n}"
    type: ASSAULT
    title: "Attack {n}"
    from: "{date}"
    conflict: war
    place: {name: "{place}", country: LBY, latitude: "{lat}", longitude: "{lon}"}
    participants: [{actor: a, role: INITIATOR}, {actor: x}]
    evidence: {source: paper}`,
			"n,a,war,paper,date,place,lat,lon\n1,P,1,The Paper,1990-05,Tripoli,32.9,13.2\n2,P,1,The Paper,1990-06,,,\n",
			"t.p: P, STATE\nt.event.1 ASSAULT 1990-05 2\nt.event.2 ASSAULT 1990-06 2\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, _, err := readAll(dir("a.mapping.yaml", head+tt.rules, "d.csv", tt.data))
			if err != nil {
				t.Fatal(err)
			}
			got := outline(f)
			if !strings.Contains(tt.rules, "find") {
				got = strings.ReplaceAll(strings.ReplaceAll(got, "x: X, STATE = Iks cow:2\n", ""), "y: Y, STATE\n", "")
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A compressed file, and one with tabs, are read like any other.
func TestMapFiles(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	fmt.Fprint(z, "a\tb\nP\tQ\n")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	f, all, err := readAll(dir("sub/a.mapping.yml", head+made+"evidence: {source: s}}", "sub/d.1.tsv.gz", zipped.String(), "sub/d.2.csv", "a,b\nQ,R\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Relations) != 2 || all[0].Rows != 2 || len(all[0].Data) != 2 {
		t.Errorf("got %d relations, %+v", len(f.Relations), all)
	}
}

// JSON lines have lists and objects; what a file never has is empty.
func TestMapJSON(t *testing.T) {
	f, _, err := readAll(dir("a.mapping.json", `{"data": "d.json", "sources": [{"id": "s", "title": "S", "published": 2020}], "rules": [
		{"where": "schema == \"Person\"", "actors": {"a": {"make": {"id": "t.{id}", "name": "{properties.name}", "type": "PERSON"}, "aliases": ["properties.name", "properties.alias"]}}},
		{"each": {"as": "owner", "in": "properties.owner"}, "actors": {"a": {"find": {"id": "t.{owner}"}}, "b": {"find": {"id": "t.{properties.asset}"}}},
		 "relations": [{"subject": "a", "type": "SUPPORTS", "object": "b", "evidence": {"source": "s", "from": "{properties.startDate}"}}]}]}`,
		"d.json", `{"id": "A", "schema": "Person", "properties": {"name": ["Anna", "Ana"]}}
{"id": "B", "schema": "Person", "properties": {"name": ["Bob"]}}

{"id": "C", "schema": "Ownership", "properties": {"owner": ["A"], "asset": ["B"], "startDate": ["2001-05"]}}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := "t.a: Anna, PERSON = Ana\nt.b: Bob, PERSON\nt.a.supports.t.b; ASSERTS 2001-05– [] \n"
	if diff := cmp.Diff(want, outline(f)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Codes may lie in a later directory than those who use them, and an identifier moves from one life to the next.
func TestMapTogether(t *testing.T) {
	users := dir("u.mapping.yaml", `
data: u.csv
sources: [{id: s, title: S, published: 2020}]
rules:
- actors:
    a: {on: "{year}", find: [{identifier: cow, value: "{a}"}], identifiers: {u: "{a}"}}
    b: {on: "{year}", find: [{identifier: cow, value: "{b}"}]}
  relations: [{subject: a, type: OPPOSES, object: b, evidence: {source: s, from: "{year}", to: "{year}"}}]
`, "u.csv", "a,b,year\n365,2,1995\n365,2,1980\n365,2,1991\n")
	codes := dir("c.mapping.yaml", `
data: c.csv
rules:
- actors: {state: {make: {id: "{name}", name: "{name}", type: STATE, from: "{from}", to: "{to}"}, identifiers: {cow: "{cow}"}}}
`, "c.csv", "name,cow,from,to\nRussia,365,1991-12-27,\nUSSR,365,1922,1991-12-26\nUSA,2,,\n")
	f, _, err := readAll(users, codes)
	if err != nil {
		t.Fatal(err)
	}
	want := `russia: Russia, STATE u:365(from 27 December 1991) cow:365(from 27 December 1991)
usa: USA, STATE cow:2
ussr: USSR, STATE u:365(1922 to 26 December 1991) cow:365(1922 to 26 December 1991)
russia.opposes.usa; ASSERTS 1995–1995 [] ; ASSERTS 1991–1991 [] 
usa.opposes.ussr; ASSERTS 1980–1980 [] 
`
	if diff := cmp.Diff(want, outline(f)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A number that stands for nobody on a date stands, if a mapping allows that, for the one actor that lives then and has it on other
// days.
func TestMapAnyDay(t *testing.T) {
	rules := `
data: d.csv
actors:
- {id: p, name: P, type: STATE, identifiers: [{scheme: cow, value: 1, from: 1830}, {scheme: cow, value: 2, from: 1900}]}
- {id: q, name: Q, type: STATE, to: 1850, identifiers: [{scheme: cow, value: 1, to: 1829}, {scheme: cow, value: 3, to: 1840}]}
- {id: r, name: R, type: STATE, identifiers: [{scheme: cow, value: 2, from: 1800, to: 1850}]}
rules:
- {actors: {a: {on: "{year}", find: {identifier: cow, value: "{a}", anyDay: true}, unmatched: skip, aliases: '"found in " + n'}}}
`
	for _, tt := range []struct{ name, row, want string }{
		{"on the date", "1,1820", "q: Q, STATE = found in 7 cow:1(until 1829) cow:3(until 1840)"},
		{"before it had the number", "2,1910", "p: P, STATE = found in 7 cow:1(from 1830) cow:2(from 1900)"},
		{"after it", "3,1845", "q: Q, STATE = found in 7 cow:1(until 1829) cow:3(until 1840)"},
		{"after its life", "3,1860", "P, STATE cow:1(from 1830) cow:2(from 1900)\nq: Q, STATE cow:1"},
		{"one of several", "2,1870", `"2" may be p (P), or r (R)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, _, err := readAll(dir("a.mapping.yaml", rules, "d.csv", "n,a,year\n7,"+tt.row+"\n"))
			got := fmt.Sprint(err)
			if err == nil {
				got = outline(f)
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("got\n%s, want %s", got, tt.want)
			}
		})
	}
}

// What no line of a file of JSON lines has is empty if it is asked for as such, and codes of countries become those of facts.
func TestMapJSONAbsent(t *testing.T) {
	rules := `
data: d.json
rules:
- let: {sets: 'len($env["datasets"]) > 0 ? $env["datasets"] : ["none"]'}
  each: {as: set, in: sets}
  actors: {a: {make: {id: "{id}", name: ['{$env["caption"]}', "{p.name}"], type: STATE, description: "{set}",
    country: ["{alpha3(p.country)}", "{alpha3(id)}"]}}}
`
	f, _, err := readAll(dir("a.mapping.yaml", rules, "d.json", `{"id": "ly", "p": {"name": ["Libya"], "country": ["suhh"]}}
{"id": "X", "p": {"name": ["Y"], "country": ["de", "fr"]}}
`))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, a := range f.Actors {
		got += fmt.Sprintf("%s: %s, %s, %s\n", a.ID, a.Name, a.Country, a.Description)
	}
	if want := "ly: Libya, LBY, none\nx: Y, DEU, none\n"; got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}
