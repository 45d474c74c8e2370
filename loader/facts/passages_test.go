package facts_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// Evidence keeps the passage that comes with it, unless its source has a text: then it has what stands there.
func TestPassages(t *testing.T) {
	const given = `{before: "So: ", quote: "Malta\n\nbacks the ‘council’", after: " 5"}`
	for _, tt := range []struct {
		name, source, passage string
		want                  *alliance.Passage
	}{
		{"none", "", "", nil},
		{"alone", "", ", passage: " + given, &alliance.Passage{Before: "So: ", Quote: "Malta\n\nbacks the ‘council’", After: " 5"}},
		{"a long stretch", "", ", passage: {quote: \"Malta […] the 'council'\"}", &alliance.Passage{Quote: "Malta […] the 'council'"}},
		{"beside a text", ", text: a.txt", ", passage: " + given, &alliance.Passage{Quote: `Malta backs the "council"`, After: "."}},
		{"a wrong one beside a text", ", text: a.txt", ", passage: {quote: Elba}", &alliance.Passage{Quote: `Malta backs the "council"`, After: "."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := mustRead(t, dir("a.txt", `Malta backs the "council".`, "a.yaml", `
actors: [{id: malta, name: Malta, type: STATE}, {id: council, name: Council, type: GOVERNMENT}]
sources: [{id: s, title: S, published: 2020`+tt.source+`}]
relations: [{subject: malta, type: SUPPORTS, object: council, evidence: [{source: s, quote: 'Malta […] the "council"'`+tt.passage+`}]}]
`))
			if diff := cmp.Diff(tt.want, f.Relations[0].Evidence[0].Passage); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A failing cannot be written to, or closed.
type failing struct{ written, closed error }

func (f failing) Write(p []byte) (int, error) { return len(p), f.written }
func (f failing) Close() error                { return f.closed }

// An error of creating, writing or closing a file ends the writing.
func TestWriteFails(t *testing.T) {
	f := mustRead(t, dir("a.yaml", everything))
	no := errors.New("no")
	for name, create := range map[string]func() (io.WriteCloser, error){
		"create": func() (io.WriteCloser, error) { return nil, no },
		"write":  func() (io.WriteCloser, error) { return failing{written: no}, nil },
		"close":  func() (io.WriteCloser, error) { return failing{closed: no}, nil },
	} {
		files := 0
		err := facts.WriteYAML(f, func(string) (io.WriteCloser, error) { files++; return create() })
		if files != 1 || !errors.Is(err, no) || !strings.HasPrefix(err.Error(), "dataset.yaml: ") {
			t.Errorf("%s: %d files, error %v", name, files, err)
		}
	}
	if err := facts.WriteJSON(failing{written: no}, f); !errors.Is(err, no) {
		t.Errorf("JSON: error %v", err)
	}
}
