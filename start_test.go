package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/graph/admin"
	"entente/graph/alliance"
	"entente/graph/live"
)

// TestStarting asks a server for everything while the facts are being read, and after it has been told to stop.
func TestStarting(t *testing.T) {
	t.Parallel()
	backend, err := open(t.Context(), options{}, &admin.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	reading, serving := live.Starting(alliance.ErrReading), live.Starting(alliance.ErrReading)
	backend.Into(serving)
	for _, tt := range []struct {
		state  string
		ctx    context.Context
		facts  *live.Facts
		path   string
		status int
		want   string
	}{
		{"reading", t.Context(), reading, "/healthz", 200, "ok\n"},
		{"reading", t.Context(), reading, "/readyz", 503, "not ready: the fact files are being read\n"},
		{"reading", t.Context(), reading, "/graphql?query={dataset{version}}", 200, `"code":"UNAVAILABLE"`},
		{"reading", t.Context(), reading, "/graphql?query={actor(id:%22a%22){name}}", 200, "the fact files are being read: try again later"},
		{"reading", t.Context(), reading, "/export/relations.csv", 503, "try again later"},
		{"reading", t.Context(), reading, "/reconcile?queries={%22q%22:{%22query%22:%22a%22}}", 503, "the fact files are being read"},
		{"reading", t.Context(), reading, "/cite", 503, "try again later"},
		{"serving", t.Context(), serving, "/readyz", 200, "ready: dataset " + backend.Version()},
		{"serving", t.Context(), serving, "/graphql?query={actor(id:%22russia%22){name}}", 200, `"name":"Russia"`},
		{"stopping", stopped, serving, "/healthz", 200, "ok\n"},
		{"stopping", stopped, serving, "/readyz", 503, "not ready: the server is stopping\n"},
		{"stopping", stopped, serving, "/graphql?query={actor(id:%22russia%22){name}}", 200, `"name":"Russia"`},
	} {
		w := httptest.NewRecorder()
		routes(tt.ctx, tt.facts, options{Hosts: names(t, "example.com")}, &admin.Watch{}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, tt.path, nil))
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s, %s: %d %s; want %d %s", tt.state, tt.path, w.Code, w.Body, tt.status, tt.want)
		}
	}
}
