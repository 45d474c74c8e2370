package hostile

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Edits turn the facts in a directory into others and back, so that it is known of each version what it says.
type edits struct {
	dir, loader string
	// names are the names of the actor that is edited, by the versions of the facts.
	names map[string]string
	// apply has the server serve what the directory now has, if it does not see to that itself.
	apply func(ctx context.Context) error
	count int
}

// edited is the id of the actor that is edited.
const edited = "actor-edited"

// versionPattern finds the version of the facts in what the loader prints.
var versionPattern = regexp.MustCompile(`(?m)^version\s+(\S+)`)

// newEdits returns the edits of a directory. The loader is a program.
func newEdits(t *testing.T, dir, loader string) *edits {
	t.Helper()
	e := &edits{dir: dir, loader: loader, names: map[string]string{}, apply: func(context.Context) error { return nil }}
	for range 2 {
		if err := e.write(); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), loader, "check", dir).CombinedOutput()
		found := versionPattern.FindSubmatch(out)
		if err != nil || found == nil {
			t.Fatalf("loader check: %v: %s", err, out)
		}
		e.names[string(found[1])] = e.name()
	}
	return e
}

// name returns the name of the actor as it is now.
func (e *edits) name() string { return "Edit " + "AB"[e.count%2:][:1] }

// write edits the files. The file appears at once.
func (e *edits) write() error {
	e.count++
	text := fmt.Sprintf("actors:\n  - id: %s\n    name: %s\n    type: STATE\n", edited, e.name())
	half := filepath.Join(e.dir, "edited.half")
	if err := os.WriteFile(half, []byte(text), 0o644); err != nil {
		return err
	}
	return os.Rename(half, filepath.Join(e.dir, "edited.yaml"))
}

// edit edits the files and has the server serve them.
func (e *edits) edit(ctx context.Context) error {
	if err := e.write(); err != nil {
		return err
	}
	return e.apply(ctx)
}

// load returns a function that loads the directory into a database.
func (e *edits) load(environment []string) func(context.Context) error {
	return func(ctx context.Context) error {
		c := exec.CommandContext(ctx, e.loader, "load", e.dir)
		c.Env = append(os.Environ(), environment...)
		if out, err := c.CombinedOutput(); err != nil && ctx.Err() == nil {
			return fmt.Errorf("loader load: %w: %s", err, out)
		}
		return nil
	}
}

// check asks what the actor is called, and returns an error if no facts say that, or those of another version.
func (e *edits) check(ctx context.Context, url string) error {
	text, err := body(ctx, url+"/graphql", ask(`{ actor(id: "`+edited+`") { name } dataset { version } }`))
	if err != nil || !strings.HasPrefix(string(text), `{"data"`) {
		return err // of which others are told
	}
	var said []string
	for _, m := range regexp.MustCompile(`"(?:name|version|dataset)":"([^"]*)"`).FindAllSubmatch(text, -1) {
		said = append(said, string(m[1]))
	}
	if len(said) < 2 || e.names[said[1]] != said[0] || said[len(said)-1] != said[1] {
		return fmt.Errorf("a wrong answer: %s, but versions say %v", text, e.names)
	}
	return nil
}

// body sends a request and returns the body of the answer.
func body(ctx context.Context, url string, m message) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, m.method, url, strings.NewReader(m.body))
	if err != nil {
		return nil, err
	}
	r.Header = m.header
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	return io.ReadAll(answer.Body)
}
