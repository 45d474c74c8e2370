package factfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// plain is a file that can be split.
const plain = `# a file
conflicts: # two of them
  # the first
  - id: a
    name: A

  - id: b
    name: >-
      in
      - two
      lines
sources:

- {id: s, title: S, published: 2020}
-
  id: t
  title: T
  published: 2020
events:
`

// described is a plain file that describes its data set.
const described = `dataset: # mine
  title: Mine
  authors:
    - A
    - B
  description: |
    in

    - two
  covers: {from: 1871,
    to: 1914}
` + plain

// piecesOf returns the pieces in which a text is read.
func piecesOf(text string, size int) (pieces []piece) {
	add := func(p piece, _ int64) bool {
		pieces = append(pieces, p)
		return true
	}
	if err := fileOf("a.yaml", text).cutText(0, size, add); err != nil {
		whole := fileOf("a.yaml", text)
		whole.Whole, pieces = true, nil
		_ = whole.cutText(0, size, add) // a text in memory can be read
	}
	return pieces
}

// pieceTexts returns the key, the number of lines before it, and the first line of each piece of a text.
func pieceTexts(text string, size int) []string {
	var out []string
	for _, p := range piecesOf(text, size) {
		first, _, _ := strings.Cut(string(p.text), "\n")
		out = append(out, p.key+strings.Repeat("|", p.before)+first)
	}
	return out
}

func TestSplit(t *testing.T) {
	want := []string{
		"conflicts|||  - id: a", "conflicts||||||  - id: b",
		"sources|||||||||||||- {id: s, title: S, published: 2020}", "sources||||||||||||||-",
	}
	if diff := cmp.Diff(want, pieceTexts(plain, 1)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	want = append([]string{"dataset|  title: Mine"}, "conflicts"+strings.Repeat("|", 14)+"  - id: a")
	if diff := cmp.Diff(want, pieceTexts(described, 1)[:2]); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := pieceTexts(plain, 30); len(got) != 3 {
		t.Errorf("pieces of 30 bytes: got %q", got)
	}
	if got := pieceTexts(plain, 1000); len(got) != 1 {
		t.Errorf("pieces of 1,000 bytes: got %q", got)
	}
}

// Files that are not plain stay in one piece.
func TestSplitLeavesWhole(t *testing.T) {
	for name, text := range map[string]string{
		"flow style":                   "conflicts: [\n{id: a, name: A},\n{id: b, name: B}]\n",
		"JSON":                         "{\"conflicts\": [\n{\"id\": \"a\"}]}\n",
		"documents":                    plain + "---\n" + plain,
		"a key twice":                  plain + plain,
		"an unknown key":               "people:\n  - a\n  - b\n",
		"a description in one line":    "dataset: {title: D}\nconflicts:\n  - {id: a, name: A}\n  - {id: b, name: B}\n",
		"a description that is a list": "dataset:\n- title: D\nconflicts:\n  - {id: a, name: A}\n  - {id: b, name: B}\n",
		"two descriptions":             described + "dataset:\n  title: D\n",
		"a quoted key":                 "\"conflicts\":\n  - {id: a, name: A}\n",
		"a block of text":              "conflicts: |\n  - id: a\n  - id: b\n",
		"a mapping":                    "conflicts:\n  id: a\n  name: A\n",
		"a list of documents":          "- id: a\n- id: b\n",
		"lone carriage returns":        "conflicts:\r  - {id: a, name: A}\n  - {id: b, name: B}\n",
		"a line separator":             "conflicts:\n  - {id: a, name: \"A\u2028B\"}\n  - {id: b, name: B}\n",
		"an anchor":                    "conflicts: &c\n  - {id: a, name: A}\n",
		"outdented items":              "conflicts:\n    - {id: a, name: A}\n  - {id: b, name: B}\n",
	} {
		if got := piecesOf(text, 1); len(got) != 1 || got[0].key != "" {
			t.Errorf("%s: got %d pieces", name, len(got))
		}
	}
}

// traps are files in which lines look like items but are not.
var traps = []string{
	plain,
	described,
	"dataset:\nconflicts:\n  - {id: a, name: A}\n  - {id: b, name: B}\n",
	"dataset:\n  - title: D\nconflicts:\n  - {id: a, name: A}\n  - {id: b, name: B}\n",
	"dataset:\n  titel: D\n  url: x\n  covers: {to: x}\nconflicts:\n  - {id: a, nmae: A}\n  - {id: b, name: B}\n",
	"dataset:\n  title: \"D\nconflicts:\n  - {id: a, name: A}\"\n",
	"conflicts:\n  - {id: a, name: A}\n  - {id: b, name: B}\ndataset:\n  title: D\n    E\n# end\n",
	strings.ReplaceAll(plain, "\n", "\r\n"),
	"conflicts:\n  - id: a\n    name: \"A\n  - id: b\n    name: B\"\n  - {id: c, name: C}\n",
	"conflicts:\n  - id: a\n    name: 'A\nsources:\n  - id: b'\n",
	"conflicts:\n  - {id: a,\n  - name: A}\n  - {id: c, name: C}\n",
	"conflicts:\n  - id: a\n    name: [A,\n  - b]\n",
	"conflicts:\n  - id: a\n    name: |1\n      A\n  - id: b\n    name: B\n",
	"conflicts:\n- id: a\n  name: |\n    - b\n- id: b\n  name: B\n",
	"conflicts:\n  - |\n  - id: b\n    name: B\n",
	"conflicts:\n  - - a\n    - b\n  - c\n",
	"conflicts:\n  - &a {id: a, name: A}\n  - *a\n",
	"conflicts:\n  - id: a\n\tname: A\n  - id: b\n",
	"conflicts:\n  - id: a\n    name: A # \"\n  - id: b\n    name: B # \"\n",
	"conflicts:\n  - id: a\n   # comment\n    name: A\n  - id: b\n    name: B: C\n",
	"conflicts:\n  - ? id\n    : a\n  - id: b\n",
	"conflicts:\n  - a\n  b\n  - c\n",
	"conflicts:\n  -\n  -\nsources:\n",
	"conflicts:\n  - {id: a, nmae: A}\nsources:\n  - {id: b}\n",
	"conflicts:\n  - {id: a, name: \xff}\n  - {id: b}\n",
	// Found by fuzzing.
	"# \xff\nconflicts:\n  - {id: a, name: A}\n  - {id: b, name: B}\n",
	"conflicts:#\n  - {id: a, name: A}\n",
	"conflicts:\n  - id: a\n    name: \"A\nsources:\n  B\"\n",
}

// Reading a file in pieces gives the same result as reading it whole, including problems and positions.
func TestSplitMeansTheSame(t *testing.T) {
	for _, text := range traps {
		t.Run("", func(t *testing.T) {
			compare(t, parseOne("a.yaml", text, len(text)), parseOne("a.yaml", text, 1))
		})
	}
	for name, text := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			if len(piecesOf(text, 1)) < 2 && strings.Count(text, "  - id:") > 1 {
				t.Error("a file as people write them is not split")
			}
			compare(t, parseOne(name, text, len(text)), parseOne(name, text, 1))
		})
	}
}

// FuzzSplit looks for files that read differently in pieces.
func FuzzSplit(f *testing.F) {
	for _, text := range traps {
		f.Add(text)
	}
	for _, text := range fixtures(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		compare(t, parseOne("a.yaml", text, len(text)), parseOne("a.yaml", text, 1))
	})
}
