package citation_test

import (
	"net/http"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/coding"
	"entente/graph/export/citation"
	"entente/graph/flight"
	"entente/graph/memory"
	"entente/graph/room"
)

// TestRoom checks that there is no room for a long citation while other long answers to the client take it, that there is for a
// short one, and that none is kept; and that long ones are compressed.
func TestRoom(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(512 << 20)) // of which half of a sixteenth is for one client
	store := memory.New(alliance.NewFacts(alliance.Facts{Sources: []*alliance.Source{
		{ID: "long", Title: strings.Repeat("long ", 40_000)}, {ID: "short", Title: "Short"},
	}}), time.Unix(0, 0))
	rooms := room.New()
	h := citation.Handler(&serving{[]alliance.Store{store}}, check, now, flight.New(1), rooms)
	taken := rooms.Answer("192.0.2.1:1")
	if err := taken.Take(16 << 20); err != nil {
		t.Fatal(err)
	}
	answer, body := get(t, h, "/cite?source=long")
	if answer.Code != http.StatusServiceUnavailable || answer.Header().Get("Retry-After") != "2" || !strings.Contains(body, "try again in 2 s") {
		t.Errorf("long: %d, Retry-After %q, %.300s", answer.Code, answer.Header().Get("Retry-After"), body)
	}
	if answer, body := get(t, h, "/cite?source=short"); answer.Code != http.StatusOK {
		t.Errorf("short: %d %s", answer.Code, body)
	}
	taken.Clear()
	for range 100 {
		if answer, body := get(t, h, "/cite?source=long"); answer.Code != http.StatusOK || len(body) < 200_000 {
			t.Fatalf("with room: %d, %d bytes", answer.Code, len(body))
		}
	}
	answer, body = get(t, h, "/cite?source=long", "Accept-Encoding", "gzip")
	if answer.Header().Get("Content-Encoding") != coding.Gzip || len(body) > 20_000 {
		t.Errorf("compressed: %v, %d bytes", answer.Header(), len(body))
	}
	tag := answer.Header().Get("ETag")
	if answer, _ := get(t, h, "/cite?source=long", "Accept-Encoding", "gzip", "If-None-Match", tag); answer.Code != http.StatusNotModified {
		t.Errorf("with its tag: %d", answer.Code)
	}
}
