package origin_test

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"testing"

	"entente/graph/origin"
)

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		host, forwarded string
		tls             *tls.ConnectionState
		want            string
	}{
		{"example.org", "", nil, "http://example.org"},
		{"[::1]:8080", "", nil, "http://[::1]:8080"},
		{"example.org", "", &tls.ConnectionState{}, "https://example.org"},
		{"example.org", "https", nil, "https://example.org"},
		{"example.org", "HTTPS , http", nil, "https://example.org"},
		{"example.org", "http, https", nil, "http://example.org"},
		{"example.org", "http", &tls.ConnectionState{}, "https://example.org"},
		{"example.org", "javascript", nil, "http://example.org"},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/cite", nil)
		r.Host, r.TLS = tt.host, tt.tls
		r.Header.Set("X-Forwarded-Proto", tt.forwarded)
		if got := origin.Of(r); got != tt.want {
			t.Errorf("%s, %q, %v: %s, want %s", tt.host, tt.forwarded, tt.tls != nil, got, tt.want)
		}
	}
}
