package flight

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestClients checks which addresses are one client: as many as one host can have at will.
func TestClients(t *testing.T) {
	for _, test := range []struct {
		one, other string
		same       bool
	}{
		{"192.0.2.1:1", "192.0.2.1:2", true},
		{"192.0.2.1:1", "[::ffff:192.0.2.1]:2", true},
		{"192.0.2.1:1", "192.0.2.2:1", false},
		{"[2001:db8::1]:1", "[2001:db8::ffff:2]:1", true},
		{"[fe80::1%a]:1", "[fe80::1%b]:1", true},
		{"[2001:db8::1]:1", "[2001:db8:0:1::1]:1", false},
	} {
		var names []string
		for _, address := range []string{test.one, test.other} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
			r.RemoteAddr = address
			Clients(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				names = append(names, clientOf(r.Context()))
			})).ServeHTTP(nil, r)
		}
		if same := names[0] == names[1]; same != test.same || names[0] == "" {
			t.Errorf("%s is %q, %s is %q", test.one, names[0], test.other, names[1])
		}
	}
}
