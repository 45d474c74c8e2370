package reconcile_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/memory"
	"entente/graph/reconcile"
	"entente/graph/room"
)

// form is the media type of a form.
const form = "application/x-www-form-urlencoded"

// A stalled body has something to read, and then nothing until it is released.
type stalled struct {
	text     *strings.Reader
	read     chan<- bool
	released <-chan struct{}
	once     sync.Once
}

// Read implements io.Reader.
func (s *stalled) Read(p []byte) (int, error) {
	if s.text.Len() == 0 {
		s.once.Do(func() { s.read <- true })
		<-s.released
	}
	return s.text.Read(p)
}

// TestRoomForBodies checks that long bodies are refused while too many others are being read, and short ones are not.
func TestRoomForBodies(t *testing.T) {
	h := serving(t, "libya-2020")
	long, short := url.Values{"queries": {`{"a": {"query": "Russia"}}`}, "x": {strings.Repeat("x", 1_000_000)}}, url.Values{"queries": {`{"a": {"query": "Russia"}}`}}
	const many = 16
	read, released := make(chan bool, many), make(chan struct{})
	var running sync.WaitGroup
	for range many {
		running.Go(func() {
			r := httptest.NewRequest(http.MethodPost, "/reconcile", &stalled{text: strings.NewReader(long.Encode()), read: read, released: released})
			r.Header.Set("Content-Type", form)
			h.ServeHTTP(httptest.NewRecorder(), r)
		})
	}
	for range many {
		<-read
	}
	wantBusy(t, "long", post(h, long), "1")
	if w := post(h, short); w.Code != http.StatusOK {
		t.Errorf("short: %d %s", w.Code, w.Body)
	}
	close(released)
	running.Wait()
	if w := post(h, long); w.Code != http.StatusOK {
		t.Errorf("long, later: %d %s", w.Code, w.Body)
	}
}

// wantBusy checks that an answer says that there is no room, and when there may be.
func wantBusy(t *testing.T, name string, w *httptest.ResponseRecorder, seconds string) {
	t.Helper()
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != seconds ||
		!strings.Contains(decodeFailure(t, w), "the server is busy with other computations: try again in "+seconds+" s") {
		t.Errorf("%s: %d, Retry-After %q, %.300s", name, w.Code, w.Header().Get("Retry-After"), w.Body)
	}
}

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

// verbose returns a handler for actors that are described at length, and who have a name in common, in a broken store.
func verbose(rooms *room.Rooms) http.Handler {
	var f alliance.Facts
	for i := range 100 {
		f.Actors = append(f.Actors, &alliance.Actor{
			ID: fmt.Sprint("actor-", i), Name: "Army", Type: alliance.State, Description: alliance.Text(strings.Repeat("long ", 2_000)),
		})
	}
	store := broken{memory.New(alliance.NewFacts(f), time.Unix(0, 0))}
	return reconcile.NewHandler(served(func() alliance.Store { return store }), time.Minute, flight.New(1), rooms)
}

// TestSlowReaders checks that long answers that a client does not read leave no room for more to it than it may take, that short
// ones and those to others are answered, and that the room is there again once the answers were read.
func TestSlowReaders(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(512 << 20)) // of which half of a sixteenth is for one client
	h := verbose(room.New())
	batch := func(queries int) url.Values {
		text := `{"q": {"query": "Army", "limit": 100}`
		for i := range queries - 1 {
			text += fmt.Sprintf(`, "%d": {"query": "Army", "limit": 100}`, i)
		}
		return url.Values{"queries": {text + "}"}}
	}
	may := make(chan struct{})
	var reading sync.WaitGroup
	ask := func(client string, queries int, may <-chan struct{}) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/reconcile", strings.NewReader(batch(queries).Encode()))
		r.Header.Set("Content-Type", form)
		r.RemoteAddr = client
		begun := make(chan struct{})
		w := slowReader{httptest.NewRecorder(), sync.OnceFunc(func() { close(begun) }), may}
		reading.Go(func() { h.ServeHTTP(w, r) })
		<-begun
		return w.ResponseRecorder
	}
	at := make(chan struct{})
	close(at)
	for range 3 { // 5 MB each
		ask("192.0.2.1:1", 5, may)
	}
	refused := ask("192.0.2.1:2", 5, at)
	other := ask("192.0.2.2:1", 5, at)
	short := get(h, "/reconcile/suggest/type?prefix=Actor")
	close(may)
	reading.Wait()
	again := ask("192.0.2.1:3", 5, at)
	reading.Wait()
	wantBusy(t, "one too many", refused, "2")
	for name, w := range map[string]*httptest.ResponseRecorder{"short": short, "to another": other, "after all": again} {
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d, %.300s", name, w.Code, w.Body)
		}
	}
}

// TestSharedRoom checks that there is no room for a long answer while those of other handlers take it, and that none is kept.
func TestSharedRoom(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(512 << 20))
	rooms := room.New()
	h := verbose(rooms)
	taken := rooms.Answer("192.0.2.1:1")
	if err := taken.Take(16 << 20); err != nil { // the client of the requests below
		t.Fatal(err)
	}
	ids := ""
	for i := range 50 {
		ids += fmt.Sprintf(`"actor-%d", `, i)
	}
	long := url.Values{"extend": {`{"ids": [` + ids + `"actor-50"], "properties": [{"id": "description"}]}`}}
	wantBusy(t, "long", post(h, long), "2")
	taken.Clear()
	for range 300 {
		if w := post(h, long); w.Code != http.StatusOK {
			t.Fatalf("with room: %d %.300s", w.Code, w.Body)
		}
	}
}

// A broken store finds an actor for one text that is nil.
type broken struct{ alliance.Store }

// Search implements [alliance.Store].
func (b broken) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	found, err := b.Store.Search(ctx, queries)
	for i, q := range queries {
		if q.Text == "Nothing" {
			found[i] = []alliance.SearchHit{{Node: (*alliance.Actor)(nil), Score: 1}}
		}
	}
	return found, err
}

// TestRoomAfterPanics checks that what was written of an answer leaves its room if making the rest panics.
func TestRoomAfterPanics(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(512 << 20))
	h := verbose(room.New())
	for i := range 20 { // a megabyte of each is written before
		func() {
			defer func() { _ = recover() }()
			w := ask(h, `{"a": {"query": "Army", "limit": 100}, "b": {"query": "Nothing"}}`)
			t.Errorf("after %d panics: %d, %.300s", i, w.Code, w.Body)
		}()
	}
	if w := ask(h, `{"a": {"query": "Army", "limit": 100}}`); w.Code != http.StatusOK || w.Body.Len() < 1_000_000 {
		t.Errorf("after all panics: %d, %d bytes, %.300s", w.Code, w.Body.Len(), w.Body)
	}
}
