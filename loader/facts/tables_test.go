package facts_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/loader/facts"
)

// Tables say the same as YAML, also in two directories and compressed.
func TestReadTables(t *testing.T) {
	want := mustRead(t, dir("all.yaml", everything))
	for name, dirs := range map[string][]facts.Dir{
		"as they are": {facts.Open("testdata/tables")},
		"compressed":  {zipped(t, "testdata/tables")},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustRead(t, dirs...)
			if diff := cmp.Diff(writtenOut(t, want), writtenOut(t, got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if got, want := got.Dataset().Version, want.Dataset().Version; got != want {
				t.Errorf("got version %s, want %s", got, want)
			}
		})
	}
}

// zipped returns a directory whose tables are compressed and have longer names.
func zipped(t *testing.T, name string) facts.Dir {
	t.Helper()
	fsys := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(name), ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path.Join(name, file))
		if err != nil {
			return err
		}
		if strings.HasSuffix(file, ".csv") {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			if _, err := z.Write(text); err != nil {
				return err
			}
			if err := z.Close(); err != nil {
				return err
			}
			file, text = "libya."+file+".gz", b.Bytes()
		}
		fsys[file] = &fstest.MapFile{Data: text}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return facts.Dir{Name: name, FS: fsys}
}

// referred is what the rows of the tables below refer to.
const referred = `
actors:
  - {id: a, name: A, type: STATE}
  - {id: b, name: B, type: STATE}
  - {id: c, name: C, type: STATE}
sources:
  - {id: s, title: S, published: 2020}
  - {id: t, title: T, published: 2021}
`

// Each table says what the YAML says, or has the problems.
func TestTableStatements(t *testing.T) {
	for _, tt := range []struct {
		name   string
		tables []string
		yaml   string
		want   []string
	}{
		{"rows of one relation", []string{"relations.csv", "subject,type,object,from,source\na,SUPPORTS,b,2010,s\na,SUPPORTS,b,2011,s\na,SUPPORTS,b,2011,t\n"},
			`relations: [{subject: a, type: SUPPORTS, object: b, evidence: [{source: s, from: 2010}, {source: s, from: 2011}, {source: t, from: 2011}]}]`, nil},
		{"rows with one id", []string{"relations.csv", "id,subject,type,object,source\nx,a,ALLIED_WITH,b,s\nx,b,ALLIED_WITH,a,t\n,a,ALLIED_WITH,b,s\n"},
			`relations: [{id: x, subject: a, type: ALLIED_WITH, object: b, evidence: [{source: s}, {source: t}]}, {subject: a, type: ALLIED_WITH, object: b, evidence: [{source: s}]}]`, nil},
		{"one id in two tables", []string{"relations.csv", "id,subject,type,object,source\nx,a,SUPPORTS,b,s\n", "z.relations.csv", "id,subject,type,object,source\nx,a,SUPPORTS,b,t\n"},
			`relations: [{id: x, subject: a, type: SUPPORTS, object: b, evidence: [{source: s}, {source: t}]}]`, nil},
		{"one id of two relations", []string{"relations.csv", "id,subject,type,object,source\nx,a,SUPPORTS,b,s\nx,a,SUPPORTS,c,s\n"}, "",
			[]string{`relations.csv:3:1: id "x" is already taken by the relation at relations.csv:2:1 (choose another)`}},
		{"the same row twice", []string{"relations.csv", "subject,type,object,source,locator\na,SUPPORTS,b,s,1\na,SUPPORTS,b,s,1\na,SUPPORTS,b,s,2\n"}, "",
			[]string{`relations.csv:3:14: this evidence is given twice (delete one: the other is at line 2, column 14)`}},
		{"evidence of a generated id", []string{"relations.csv", "subject,type,object,kinds,from,to\na,SUPPORTS,b,TROOPS,2010,2012\n", "evidence.csv", "fact,source,from,to,kinds\na.supports.b,s,,,\na.supports.b,t,2011,null,FUNDING\n"},
			`relations: [{subject: a, type: SUPPORTS, object: b, kinds: [TROOPS], from: 2010, to: 2012, evidence: [{source: s}, {source: t, from: 2011, to: null, kinds: [FUNDING]}]}]`, nil},
		{"more evidence of a row with a source", []string{"relations.csv", "subject,type,object,kinds,from,source\na,SUPPORTS,b,TROOPS,2010,s\n", "evidence.csv", "fact,source\na.supports.b,t\n"},
			`relations: [{subject: a, type: SUPPORTS, object: b, evidence: [{source: s, kinds: [TROOPS], from: 2010}, {source: t}]}]`, nil},
		{"evidence of what is in YAML", []string{"r.yaml", "relations: [{subject: a, type: SUPPORTS, object: b, evidence: [{source: s}]}]\nevents: [{id: e, type: AGREE, title: E, evidence: [{source: s}]}]", "evidence.csv", "fact,source,quote\na.supports.b,t,q\ne,t,q\n"},
			`{relations: [{subject: a, type: SUPPORTS, object: b, evidence: [{source: s}, {source: t, quote: q}]}], events: [{id: e, type: AGREE, title: E, evidence: [{source: s}, {source: t, quote: q}]}]}`, nil},
		{"facts without evidence", []string{"relations.csv", "subject,type,object\na,SUPPORTS,b\nb,SUPPORTS,c\n", "events.csv", "id,type,title\ne,AGREE,E\nf,AGREE,F\n", "evidence.csv", "fact,source\na.supports.b,s\nf,s\n"}, "", []string{
			`events.csv:2:1: the event has no evidence (give its source, or rows of a table evidence.csv with fact e)`,
			`relations.csv:3:1: the relation has no evidence (give its source, or rows of a table evidence.csv with fact b.supports.c)`,
		}},
		{"a relation twice without a source", []string{"relations.csv", "subject,type,object,from\na,SUPPORTS,b,2010\na,SUPPORTS,b,2011\n", "evidence.csv", "fact,source\na.supports.b,s\n"}, "",
			[]string{`relations.csv:3:1: the relation is given twice without a source (delete one, or give its source: the other is at relations.csv:2:1)`}},
		{"facts that are none", []string{"relations.csv", "subject,type,object,source\na,SUPPORTS,b,s\n", "evidence.csv", "fact,source\na.suports.b,s\na,s\nnone-such,s\n"}, "", []string{
			`evidence.csv:2:1: unknown fact "a.suports.b" (did you mean "a.supports.b"?)`,
			`evidence.csv:3:1: "a" is the actor at t.yaml:3:10, not a fact (give the id of a relation or an event)`,
			`evidence.csv:4:1: unknown fact "none-such" (correct the id, or add the relation or event)`,
		}},
		{"what does not fit", []string{"relations.csv", "subject,type,object,kinds,from,to,role,source\na,SUPPORTS,nobody,DEFENSE,2012,2010,boss,s\n", "events.csv", "id,type,title,from,source\ne,AGREE,E,2012,nosource\n", "evidence.csv", "fact,source,kinds,from\ne,s,TROOPS,2012\n"}, "", []string{
			`events.csv:2:16: unknown source "nosource" (correct the id, or add it under sources)`,
			`evidence.csv:2:5: kinds does not fit evidence for an event (leave it out: only relations have it, each source its own)`,
			`evidence.csv:2:12: from does not fit evidence for an event (leave it out: only relations have it, each source its own)`,
			`relations.csv:2:12: unknown actor "nobody" (correct the id, or add it under actors)`,
			`relations.csv:2:19: kind DEFENSE does not fit SUPPORTS (it takes TROOPS, AIR_SUPPORT, MERCENARIES, WEAPONS, MATERIEL_LOGISTICS, TRAINING_EXPERTISE, FUNDING, INTELLIGENCE, ACCESS_TO_TERRITORY, ACCESS_TO_INFRASTRUCTURE, POLITICAL, OTHER, UNKNOWN)`,
			`relations.csv:2:27: from 2012 is later than to 2010 (correct one, or swap them)`,
			`relations.csv:2:37: role does not fit SUPPORTS (leave it out: only LEADS and HOLDS_OFFICE have one)`,
		}},
		{"a table that is broken may have what others refer to", []string{"relations.csv", "subject,type,object,source\na,SUPPORTS,d,s\n", "actors.csv", "id,name,type\nd,\"D\" x,STATE\n"}, "",
			[]string{`actors.csv:2:5: this is not CSV: text after the closing quote of a cell (write each " in a cell twice)`}},
		{"names are one actor's, also in tables", []string{"actors.csv", "id,name,type,identifiers\nd,A,STATE,cow:2\ne,E,STATE,cow:2|gw:2:3@..1990\n"}, "", []string{
			`actors.csv:2:3: "A" is also the name of "a", at t.yaml:3:19 (choose another, or give both actors sharedName: true)`,
			`actors.csv:3:11: cow 2 is also an identifier of "d", at actors.csv:2:11 (if it stood for one after the other, give each from and to)`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := facts.Read(dir(append(tt.tables, "t.yaml", referred)...))
			if err != nil {
				if diff := cmp.Diff(tt.want, strings.Split(err.Error(), "\n")); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
				return
			}
			if tt.want != nil {
				t.Fatal("no problems")
			}
			want := mustRead(t, dir("a.yaml", tt.yaml, "t.yaml", referred))
			if diff := cmp.Diff(writtenOut(t, want), writtenOut(t, got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A CSV file that is no table of facts is not read, of which there is a warning.
func TestUnread(t *testing.T) {
	d := dir("actors.csv", "", "ucdp.csv", "", "sub/actor.csv", "", "x.csv.gz", "", "x.relations.csv", "", "notes.md", "", ".hidden/y.csv", "")
	var got []string
	if _, err := (&facts.Reader{Warn: func(p facts.Problem) { got = append(got, p.File) }}).Read(d); err != nil {
		t.Fatal(err)
	}
	want := []string{path.Join(d.Name, "sub/actor.csv"), path.Join(d.Name, "ucdp.csv"), path.Join(d.Name, "x.csv.gz")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Progress goes from nothing to everything, phase by phase.
func TestProgress(t *testing.T) {
	var seen []facts.Progress
	r := facts.Reader{Progress: func(p facts.Progress) { seen = append(seen, p) }}
	if _, err := r.Read(facts.Open("testdata/tables"), zipped(t, "testdata/base")); err == nil {
		t.Error("no problems") // both have russia
	} else if _, ok := errors.AsType[facts.Problems](err); !ok {
		t.Fatal(err)
	}
	last := facts.Progress{}
	for _, p := range seen {
		if p.Phase != last.Phase {
			if last.Done != last.Of || p.Phase == facts.Reading && last.Phase != "" {
				t.Errorf("%+v follows %+v", p, last)
			}
		} else if p.Done < last.Done || p.Of != last.Of {
			t.Errorf("%+v follows %+v", p, last)
		}
		last = p
	}
	if last.Phase != facts.Linking || last.Done != last.Of {
		t.Errorf("ends with %+v", last)
	}
}
