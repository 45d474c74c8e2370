package main

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// contributing returns CONTRIBUTING.md.
func contributing(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// imports returns which of our packages each of them imports, by their folders.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		packages := strings.Fields(line)
		ours := slices.DeleteFunc(packages, func(p string) bool { return p != "entente" && !strings.HasPrefix(p, "entente/") })
		for i, p := range ours {
			ours[i] = cmp.Or(strings.TrimPrefix(strings.TrimPrefix(p, "entente"), "/"), "server.go")
		}
		all[ours[0]] = ours[1:]
	}
	return all
}

// reached returns all packages that one imports, directly or not.
func reached(all map[string][]string, from string) map[string]bool {
	found := map[string]bool{}
	for _, p := range all[from] {
		found[p] = true
		maps.Copy(found, reached(all, p))
	}
	return found
}

// TestPictureOfImports compares the picture with the imports, but for those that others imply.
func TestPictureOfImports(t *testing.T) {
	all := imports(t)
	var want []string
	for from, direct := range all {
		for _, to := range direct {
			implied := slices.ContainsFunc(direct, func(other string) bool { return reached(all, other)[to] })
			if !implied {
				want = append(want, from+" --> "+to)
			}
		}
	}
	slices.Sort(want)
	got := regexp.MustCompile(`(?m)\S+ --> \S+$`).FindAllString(contributing(t), -1)
	slices.Sort(got)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("CONTRIBUTING.md draws other imports (-want +got):\n%s", diff)
	}
}

// TestStops checks that each stop on the map is a function in that file, or a file.
func TestStops(t *testing.T) {
	stops := regexp.MustCompile("`([\\w/]+\\.(?:go|ts))(?::(\\w+))?`").FindAllStringSubmatch(contributing(t), -1)
	if len(stops) < 20 {
		t.Fatalf("%d stops", len(stops))
	}
	for _, stop := range stops {
		if _, err := os.Stat(stop[1]); err != nil {
			t.Error(err)
			continue
		}
		if stop[2] != "" && !declares(t, stop[1], stop[2]) {
			t.Errorf("%s has no function %s", stop[1], stop[2])
		}
	}
}

// declares reports whether a file declares a function or method of a name.
func declares(t *testing.T, file, name string) bool {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(parsed.Decls, func(d ast.Decl) bool {
		f, ok := d.(*ast.FuncDecl)
		return ok && f.Name.Name == name
	})
}
