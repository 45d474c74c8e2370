package facts

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loader/internal/factfile"
)

// largeFile returns a file that is read in several parts, with text before its last relation.
func largeFile(last string) string {
	var b strings.Builder
	b.WriteString("actors:\n")
	for _, id := range []string{"a", "b", "c"} {
		fmt.Fprintf(&b, "  - {id: %s, name: %[1]s, type: STATE}\n", id)
	}
	b.WriteString("sources:\n  - {id: s, title: S, published: 2020}\nrelations:\n")
	for i := range 12_000 {
		fmt.Fprintf(&b, "  - subject: a\n    type: LEADS\n    role: post %d\n    object: b\n    evidence: [{source: s, quote: %s}]\n", i, strings.Repeat("words ", 10))
	}
	return b.String() + last
}

// TestReadFilesAgain checks that what was declared too early is let go, and files are read again: the problems are those of
// files that are read as a whole.
func TestReadFilesAgain(t *testing.T) {
	large := largeFile("")
	for _, test := range []struct {
		name  string
		files map[string]string
	}{
		{"a file that breaks late", map[string]string{"a.yaml": largeFile("  - {subject: a\n")}},
		{"a file that is not plain to the end", map[string]string{"a.yaml": largeFile("more: []\n")}},
		{"a file that has another first", map[string]string{"0.yaml": "actors: [{id: a, name: A, type: STATE}]\n", "a.yaml": largeFile("  - {subject: a\n")}},
		{"actors that are the same", map[string]string{"a.yaml": large, "b.yaml": "same: [[c, b]]\n"}},
		{"the same in an unusual way", map[string]string{"a.yaml": large, "b.yaml": "\"s\\u0061me\": [[c, b]]\n"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var files []factfile.File
			for name, text := range test.files {
				files = append(files, factfile.File{Name: name, Open: func() ([]byte, error) { return []byte(text), nil }})
			}
			slices.SortFunc(files, func(a, b factfile.File) int { return strings.Compare(a.Name, b.Name) })
			whole := slices.Clone(files)
			for i := range whole {
				whole[i].Whole = true
			}
			want, got := linkedFiles(t, whole), linkedFiles(t, files)
			if diff := cmp.Diff(want, got); diff != "" || len(got) == 0 {
				t.Errorf("-whole +parts:\n%s", diff)
			}
		})
	}
}

// linkedFiles returns the problems of files, and the ids of the first relations.
func linkedFiles(t *testing.T, files []factfile.File) []string {
	t.Helper()
	l, err := readFiles(files, make([]int, len(files)), nil)
	if err != nil {
		t.Fatal(err)
	}
	l.link(func() {})
	l.problems.sort()
	var all []string
	for _, p := range l.problems {
		all = append(all, p.String())
	}
	for _, r := range l.facts.Relations[:min(10, len(l.facts.Relations))] {
		all = append(all, r.ID)
	}
	return all
}
