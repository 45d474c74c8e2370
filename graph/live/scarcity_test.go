package live_test

import (
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime/debug"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/storetest"
	"entente/loader/facts"
)

// TestScarcity checks that it is said once in the log, and to whoever runs the server, that facts leave too little memory, for as long
// as they do.
func TestScarcity(t *testing.T) {
	log := logged(t)
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1 << 20))
	b, err := live.OpenDirs(t.Context(), facts.Dir{Name: "dir", FS: fstest.MapFS{"a.yaml": {Data: []byte("actors: [{id: a, name: A, type: STATE}]")}}})
	if err != nil {
		t.Fatal(err)
	}
	f := live.Starting(alliance.ErrReading)
	b.Into(f)
	ready := func(full bool) string {
		w := httptest.NewRecorder()
		live.Health(http.NewServeMux(), nil, f, full).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/readyz", nil))
		return w.Body.String()
	}
	scarce := regexp.MustCompile(`(?m)^memory is scarce: with the facts, [0-9.]+MiB of at most 1MiB of memory are in use, .*--memory`)
	f.FollowFiles(t.Context(), func(yield func(*alliance.Facts, error) bool) {
		if !scarce.MatchString(ready(true)) || scarce.MatchString(ready(false)) {
			t.Errorf("ready: %s", ready(true))
		}
		yield(storetest.PowerLaw(10, 1), nil)
		if !scarce.MatchString(ready(true)) {
			t.Errorf("after an edit: %s", ready(true))
		}
		debug.SetMemoryLimit(math.MaxInt64)
		yield(storetest.PowerLaw(20, 1), nil)
		if scarce.MatchString(ready(true)) {
			t.Errorf("with enough: %s", ready(true))
		}
	})
	if diff := cmp.Diff([]string{"there is too little memory", "serving the edited facts", "serving the edited facts"}, log()); diff != "" {
		t.Errorf("logged (-want +got):\n%s", diff)
	}
}
