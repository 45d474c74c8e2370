package graph_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
)

// TestAway checks the status of answers while there are no facts: that of an outage, unless the client may take any status but
// OK for that of a proxy, or there is something else to read in the answer.
func TestAway(t *testing.T) {
	const newer, both = "application/graphql-response+json", "application/graphql-response+json, application/json;q=0.9"
	const unread = `"message":"the fact files are being read: try again later"`
	for name, tt := range map[string]struct {
		query, accept, holds, after string
		status                      int
	}{
		"a legacy client":        {`{dataset{version}}`, "application/json", unread, "", 200},
		"whoever accepts all":    {`{dataset{version}}`, "*/*", unread, "", 200},
		"the newer type":         {`{dataset{version}}`, newer, unread, "2", 503},
		"Apollo's Accept":        {`{dataset{version}}`, both, unread, "2", 503},
		"a field that is null":   {`{actor(id:\"a\"){id}}`, newer, unread, "2", 503},
		"several of these":       {`{actor(id:\"a\"){id} event(id:\"b\"){id}}`, newer, unread, "2", 503},
		"what needs no facts":    {`{__typename}`, newer, `"data":{"__typename":"Query"}`, "", 200},
		"beside what needs none": {`{__typename actor(id:\"a\"){id}}`, newer, unread, "", 200},
		"beside a fault":         {`{network(limit:-1){truncated} actor(id:\"a\"){id}}`, newer, `"code":"BAD_USER_INPUT"`, "", 200},
	} {
		handler := graph.NewHandler(live.Starting(alliance.ErrReading), graph.Deadline)
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(`{"query": "`+tt.query+`"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", tt.accept)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != tt.status || w.Header().Get("Retry-After") != tt.after || !strings.Contains(w.Body.String(), tt.holds) {
			t.Errorf("%s: %d, Retry-After %q: %s", name, w.Code, w.Header().Get("Retry-After"), w.Body)
		}
	}
}
