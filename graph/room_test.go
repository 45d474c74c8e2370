package graph_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
)

// A slowReader is a client that begins to read an answer, and reads the rest once it may.
type slowReader struct {
	*httptest.ResponseRecorder
	begins func()
	may    <-chan struct{}
}

// Write implements [http.ResponseWriter].
func (r slowReader) Write(p []byte) (int, error) {
	r.begins()
	<-r.may
	return r.ResponseRecorder.Write(p)
}

// TestSlowReaders checks that long answers that a client does not read leave no room for more to it than it may take, that short
// ones and those to others are answered, and that the room is there again once the answers were read.
func TestSlowReaders(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(512 << 20)) // of which half of an eighth is for one client
	var facts alliance.Facts
	for i := range 500 {
		facts.Actors = append(facts.Actors, &alliance.Actor{ID: fmt.Sprint("actor-", i), Name: "A", Type: alliance.State})
	}
	store := memory.New(alliance.NewFacts(facts), time.Unix(0, 0))
	h := graph.NewHandler(live.New(live.Edition{Store: func() alliance.Store { return store }}), graph.Deadline)
	long := `{actors(first:500){nodes{`
	for i := range 290 {
		long += fmt.Sprintf("a%03d%s:id ", i, strings.Repeat("x", 50))
	}
	long += `}}}`
	may := make(chan struct{})
	var reading sync.WaitGroup
	ask := func(client, query string, may <-chan struct{}) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(`{"query": "`+query+`"}`))
		r.Header.Set("Content-Type", "application/json")
		r.RemoteAddr = client
		begun := make(chan struct{})
		w := slowReader{httptest.NewRecorder(), sync.OnceFunc(func() { close(begun) }), may}
		reading.Go(func() { h.ServeHTTP(w, r) })
		<-begun
		return w.ResponseRecorder
	}
	at := make(chan struct{})
	close(at)
	for range 3 {
		ask("192.0.2.1:1", long, may)
	}
	refused := ask("192.0.2.1:2", long, may)
	short, other := ask("192.0.2.1:2", `{actors(first:500){nodes{id}}}`, may), ask("192.0.2.2:1", long, may)
	close(may)
	reading.Wait()
	again := ask("192.0.2.1:3", long, at)
	reading.Wait()
	if refused.Code != 503 || refused.Header().Get("Retry-After") != "2" || !strings.Contains(refused.Body.String(), `"code":"BUSY"`) {
		t.Errorf("one too many: %d, Retry-After %q, %.300s", refused.Code, refused.Header().Get("Retry-After"), refused.Body)
	}
	for name, answer := range map[string]*httptest.ResponseRecorder{"short": short, "to another": other, "after all": again} {
		if answer.Code != 200 || strings.Contains(answer.Body.String(), `"errors"`) {
			t.Errorf("%s: %d, %.300s", name, answer.Code, answer.Body)
		}
	}
}
