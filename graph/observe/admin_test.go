package observe_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"entente/graph/observe"
	"entente/graph/observe/metrics"
)

// TestAdminPages checks that no page of another site has a browser of whoever runs the server ask it, and that programs may.
func TestAdminPages(t *testing.T) {
	h := observe.Admin(metrics.New(), http.NotFoundHandler(), "ops.example.org")
	for _, test := range []struct {
		host, site string
		want       int
	}{
		{"127.0.0.1:9090", "", 200},
		{"[::1]:9090", "same-origin", 200},
		{"localhost:9090", "none", 200},
		{"entente:9090", "", 200},
		{"entente.default.svc:9090", "", 200},
		{"entente.default.svc.cluster.local", "", 200},
		{"ops.example.org:9090", "", 200},
		{"rebound.example.net:9090", "", 421},
		{"local.example.net", "same-origin", 421},
		{"127.0.0.1:9090", "cross-site", 403},
		{"localhost:9090", "same-site", 403},
	} {
		for _, path := range []string{"/metrics", "/debug/pprof/cmdline", "/debug/pprof/heap"} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
			r.Host = test.host
			r.Header.Set("Sec-Fetch-Site", test.site)
			w := httptest.NewRecorder()
			if h.ServeHTTP(w, r); w.Code != test.want {
				t.Errorf("%s of %s from %q: %d, want %d", path, test.host, test.site, w.Code, test.want)
			}
		}
	}
}
