package facts_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// FuzzRead reads any text as a YAML or JSON fact file. Either it has problems, with positions in the file, or it has
// consistent facts, which stay the same when they are written and read again.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/bad/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if !strings.HasSuffix(name, ".golden") {
			f.Add(string(text), strings.HasSuffix(name, ".json"))
		}
	}
	for _, text := range accepted {
		f.Add(text, false)
	}
	f.Add(everything, false)
	f.Add(string(asJSON(f, []byte(everything))), true)
	base := facts.Open("testdata/base")
	f.Fuzz(func(t *testing.T, text string, isJSON bool) {
		name := "fuzz.yaml"
		if isJSON {
			name = "fuzz.json"
		}
		got, err := facts.Read(base, dir(name, text))
		if err != nil {
			checkProblems(t, err, name, text)
			return
		}
		checkFacts(t, got)
		if diff := roundTrip(t, got); diff != "" {
			t.Fatalf("written again, its facts differ: %s", diff)
		}
	})
}

// FuzzReadTable reads any text as any table, as FuzzRead does any text as YAML or JSON.
func FuzzReadTable(f *testing.F) {
	names := []string{"actors.csv", "sources.csv", "conflicts.csv", "relations.csv", "events.csv", "evidence.csv"}
	for kind, name := range names {
		text, err := os.ReadFile(filepath.Join("testdata/tables", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), kind)
		f.Add("id;fact;subject;type;object;source;from;to;title;published;name\nx;berlin-conference-2020;lna;OPPOSES;gna;tass-2020;;;;;\n", kind)
	}
	f.Add("subject,type,object,source,kinds\nrussia,SUPPORTS,lna,tass-2020,TROOPS|WEAPONS\nrussia,SUPPORTS,lna,,\n", 3)
	f.Add("id,type,title,place.name,participants\ne,AGREE,E,Bonn,russia\n", 4)
	f.Add("fact,source,quote\nberlin-conference-2020,tass-2020,q\n", 5)
	base := facts.Open("testdata/base")
	f.Fuzz(func(t *testing.T, text string, kind int) {
		name := names[uint(kind)%uint(len(names))]
		got, err := facts.Read(base, dir(name, text))
		if err != nil {
			checkProblems(t, err, name, text)
			return
		}
		checkFacts(t, got)
		if diff := roundTrip(t, got); diff != "" {
			t.Fatalf("written again, its facts differ: %s", diff)
		}
	})
}

// checkProblems checks that an error is a list of problems, in order, with positions in the file.
func checkProblems(t *testing.T, err error, name, text string) {
	t.Helper()
	problems, ok := errors.AsType[facts.Problems](err)
	if !ok || len(problems) == 0 {
		t.Fatalf("got %v, want problems", err)
	}
	lines := strings.Count(text, "\n") + strings.Count(text, "\r") + strings.Count(text, "\u0085") +
		strings.Count(text, "\u2028") + strings.Count(text, "\u2029") + 2
	for i, p := range problems {
		if p.File != name || p.Line < 1 || p.Line > lines || p.Column < 1 || p.Message == "" || len(p.Message) > 700 || strings.Contains(p.Message, "\n") {
			t.Errorf("problem %+v is not within %d lines, or not one readable line", p, lines)
		}
		if i > 0 && (p.Line < problems[i-1].Line || p.Line == problems[i-1].Line && p.Column < problems[i-1].Column) {
			t.Errorf("%v comes after %v", p, problems[i-1])
		}
	}
}

// checkFacts checks that facts are consistent: ids are valid and unique, and each fact has its own evidence.
func checkFacts(t *testing.T, f *alliance.Facts) {
	t.Helper()
	seen := map[string]bool{}
	check := func(n alliance.Node) {
		if id := n.NodeID(); !alliance.ValidID(id) || seen[id] {
			t.Errorf("id %q is taken or invalid", id)
		}
		seen[n.NodeID()] = true
	}
	for _, a := range f.Actors {
		check(a)
	}
	for _, s := range f.Sources {
		check(s)
	}
	for _, c := range f.Conflicts {
		check(c)
	}
	fact := func(n alliance.Fact) {
		check(n)
		evidence := n.EvidenceWhere(nil)
		if len(evidence) == 0 {
			t.Errorf("%s has no evidence", n.NodeID())
		}
		for _, e := range evidence {
			check(e)
			if e.Fact != n.NodeID() || e.Source == nil || e.Stance == "" {
				t.Errorf("evidence %+v is not for %s", e, n.NodeID())
			}
		}
	}
	for _, r := range f.Relations {
		fact(r)
	}
	for _, e := range f.Events {
		fact(e)
	}
}
