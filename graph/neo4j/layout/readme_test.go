package layout_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/neo4j/layout"
)

// The files for people.
const readmeFile, pictureFile = "../README.md", "../model.svg"

// read returns the text of a file.
func read(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// section returns what is below a heading of the README, until the next one of its level or above.
func section(t testing.TB, heading string) string {
	t.Helper()
	_, text, ok := strings.Cut(read(t, readmeFile), "\n"+heading+"\n")
	if !ok {
		t.Fatalf("the README has no %q", heading)
	}
	level := len(heading) - len(strings.TrimLeft(heading, "#"))
	for n := level; n > 1; n-- {
		text, _, _ = strings.Cut(text, "\n"+strings.Repeat("#", n)+" ")
	}
	return text
}

// code matches what is written as code.
var code = regexp.MustCompile("`([^`]+)`")

// words returns what is code in a text, sorted.
func words(text string) []string {
	var list []string
	for _, match := range code.FindAllStringSubmatch(text, -1) {
		list = append(list, match[1])
	}
	return slices.Sorted(slices.Values(list))
}

// rows returns the cells of the rows of all tables in a text, without those of headings.
func rows(text string) [][]string {
	var all [][]string
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.Trim(line, "|\n"), "|")
		switch {
		case line[0] != '|':
		case strings.HasPrefix(cells[0], " ---"):
			all = all[:len(all)-1]
		default:
			all = append(all, cells)
		}
	}
	return all
}

// schema matches a statement that makes a constraint or an index: its name, and what it is of.
var schema = regexp.MustCompile(`(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS FOR \(n:([\w|]+)\) (?:REQUIRE|ON)(?: EACH)? [(\[]?(n\.[\w., ]+\w)`)

// of returns what an index is of, in the words of the README.
func of(labels, properties string) string {
	properties = strings.ReplaceAll(strings.TrimSuffix(properties, " IS UNIQUE"), "n.", "")
	return strings.ReplaceAll(labels, "|", ", ") + " " + properties
}

// TestIndexes checks that the README lists each index for people, and what it is of.
func TestIndexes(t *testing.T) {
	want, got := map[string]string{}, map[string]string{}
	for _, statement := range slices.Concat(layout.Constraints(), layout.Indexes()) {
		match := schema.FindStringSubmatch(statement)
		if match == nil {
			t.Fatalf("what is %s of?", statement)
		}
		if match[1][0] != '_' {
			want[match[1]] = of(match[2], match[3])
		}
	}
	for _, row := range rows(section(t, "### What indexes serve")) {
		got[words(row[0])[0]] = strings.Trim(strings.ReplaceAll(row[1], "`", ""), " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the indexes differ (-layout +README):\n%s", diff)
	}
}

// link matches a link or a picture: what it leads to.
var link = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// TestLinks checks that the README of the project leads to the questions, and that links to other places in the README lead

// somewhere.
func TestLinks(t *testing.T) {
	anchors := map[string]bool{}
	for line := range strings.Lines(read(t, readmeFile)) {
		if title := strings.TrimLeft(line, "#"); title != line {
			anchors["#"+strings.ReplaceAll(strings.ToLower(strings.TrimSpace(title)), " ", "-")] = true
		}
	}
	const top, here = "../../../README.md", "graph/neo4j/README.md"
	if !strings.Contains(read(t, top), "]("+here+"#in-cypher)") || !anchors["#in-cypher"] {
		t.Errorf("%s does not lead to the questions in Cypher", top)
	}
	for _, match := range link.FindAllStringSubmatch(read(t, readmeFile), -1) {
		switch to := match[1]; {
		case strings.Contains(to, "://"):
		case to[0] == '#':
			if !anchors[to] {
				t.Errorf("there is nothing at %s", to)
			}
		default:
			read(t, "../"+to)
		}
	}
}
