package edge_test

import (
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"entente/graph/edge"
)

// TestProxies checks what a handler sees of requests that come from the trusted 10.0.0.0/8 and fd00::/8, and from others.
func TestProxies(t *testing.T) {
	h := edge.Handler(http.HandlerFunc(echo), edge.Config{
		Proxies: sets[edge.Proxy](t, "10.0.0.0/8", "fd00::/8", ""), Hosts: sets[edge.Host](t, "example.org"),
	})
	trusted := peer("10.0.0.1:5")
	const plain = " http://127.0.0.1 /x"
	for _, tt := range []struct {
		name    string
		changes []change
		want    string
	}{
		{"no proxy", nil, "192.0.2.1:1234" + plain},
		{"not trusted", []change{header("X-Forwarded-For", "1.1.1.1"), header("X-Forwarded-Host", "example.org"), header("X-Forwarded-Proto", "https"),
			header("X-Forwarded-Prefix", "/a"), header("Forwarded", "for=1.1.1.1;host=example.org")}, "192.0.2.1:1234" + plain},
		{"silent", []change{trusted}, "10.0.0.1:5" + plain},
		{"TLS", []change{secure}, "192.0.2.1:1234 https://127.0.0.1 /x"},
		{"one", []change{trusted, header("X-Forwarded-For", "1.1.1.1")}, "1.1.1.1:0" + plain},
		{"by IPv6", []change{peer("[fd00::1]:5"), header("X-Forwarded-For", "2001:db8::1")}, "[2001:db8::1]:0" + plain},
		{"by IPv4 in IPv6", []change{peer("[::ffff:10.0.0.1]:5"), header("X-Forwarded-For", "::ffff:1.1.1.1")}, "1.1.1.1:0" + plain},
		{"with a port", []change{trusted, header("X-Forwarded-For", "[2001:db8::1]:7")}, "[2001:db8::1]:7" + plain},
		{"a client that lies", []change{trusted, header("X-Forwarded-For", "9.9.9.9, 1.1.1.1")}, "1.1.1.1:0" + plain},
		{"a client that lies like a proxy", []change{trusted, header("X-Forwarded-For", "10.9.9.9, 1.1.1.1")}, "1.1.1.1:0" + plain},
		{"two in a row", []change{trusted, header("X-Forwarded-For", "9.9.9.9, 1.1.1.1"), header("X-Forwarded-For", "10.0.0.2")}, "1.1.1.1:0" + plain},
		{"all trusted", []change{trusted, header("X-Forwarded-For", "10.0.0.3, 10.0.0.2")}, "10.0.0.3:0" + plain},
		{"unknown", []change{trusted, header("X-Forwarded-For", "1.1.1.1, unknown")}, "10.0.0.1:5" + plain},
		{"host and scheme", []change{trusted, header("X-Forwarded-For", "1.1.1.1"), header("X-Forwarded-Host", "example.org:8443"), header("X-Forwarded-Proto", "HTTPS")},
			"1.1.1.1:0 https://example.org:8443 /x"},
		{"a host with the dot of the root", []change{trusted, header("X-Forwarded-Host", "Example.org.:8443")}, "10.0.0.1:5 http://Example.org.:8443 /x"},
		{"host alone", []change{trusted, header("X-Forwarded-Host", "example.org")}, "10.0.0.1:5 http://example.org /x"},
		{"a scheme that is none", []change{trusted, header("X-Forwarded-Proto", "javascript")}, "10.0.0.1:5" + plain},
		{"hosts of two", []change{trusted, header("X-Forwarded-For", "1.1.1.1, 10.0.0.2"), header("X-Forwarded-Host", "evil, example.org, inner"),
			header("X-Forwarded-Proto", "https, http")}, "1.1.1.1:0 https://example.org /x"},
		{"the host of the first of two", []change{trusted, header("X-Forwarded-For", "1.1.1.1, 10.0.0.2"), header("X-Forwarded-Host", "example.org")},
			"1.1.1.1:0 http://example.org /x"},
		{"prefix", []change{trusted, header("X-Forwarded-For", "1.1.1.1"), header("X-Forwarded-Prefix", "/a/")}, "1.1.1.1:0 http://127.0.0.1/a /x"},
		{"RFC 7239", []change{trusted, header("Forwarded", `For="[2001:db8::1]:7";Proto=https;Host="example.org:8443";by=10.0.0.1`)},
			"[2001:db8::1]:7 https://example.org:8443 /x"},
		{"RFC 7239, two in a row", []change{trusted, header("Forwarded", `for="_a,b\"";host=evil, for=1.1.1.1;host=example.org;proto=https`),
			header("Forwarded", "for=10.0.0.2;proto=http;host=inner")}, "1.1.1.1:0 https://example.org /x"},
		{"RFC 7239, hidden", []change{trusted, header("Forwarded", "for=1.1.1.1;proto=http, for=_hidden;proto=https")}, "10.0.0.1:5 https://127.0.0.1 /x"},
		{"both", []change{trusted, header("X-Forwarded-For", "1.1.1.1"), header("Forwarded", "for=2.2.2.2;host=evil")}, "1.1.1.1:0" + plain},
	} {
		if w := ask(h, "/x", tt.changes...); w.Body.String() != tt.want {
			t.Errorf("%s: %d %s, want %s", tt.name, w.Code, w.Body, tt.want)
		}
	}
	for _, tt := range []struct {
		name, value string
		status      int
		message     string
	}{
		{"X-Forwarded-Host", "evil.example", 421, `the name "evil.example"`},
		{"X-Forwarded-Host", "a b", 400, `"a b", as a proxy forwards it, is not a host`},
		{"X-Forwarded-Prefix", "//evil/../", 400, "X-Forwarded-Prefix: "},
		{"Forwarded", "for=\x00", 400, "is not an element of Forwarded (RFC 7239)"},
		{"Forwarded", "host=evil.example", 421, `the name "evil.example"`},
	} {
		if w := ask(h, "/x", trusted, header(tt.name, tt.value)); w.Code != tt.status || !strings.Contains(w.Body.String(), tt.message) {
			t.Errorf("%s: %s: %d %s; want %d %s", tt.name, tt.value, w.Code, w.Body, tt.status, tt.message)
		}
	}
}

// TestProxiesLog checks that the log warns once of a proxy that is not trusted, with its address only if addresses are logged.
func TestProxiesLog(t *testing.T) {
	const message = "forwarded headers are ignored: if this is your proxy, name it with --trusted-proxy"
	before := slog.Default()
	defer slog.SetDefault(before)
	for _, addresses := range []bool{false, true} {
		var log strings.Builder
		slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
		h := edge.Handler(http.HandlerFunc(echo), edge.Config{Addresses: addresses})
		for range 2 {
			ask(h, "/x", header("X-Forwarded-Proto", "https"))
		}
		if text := log.String(); strings.Count(text, message) != 1 || strings.Contains(text, "192.0.2.1") != addresses {
			t.Errorf("with addresses %t, the log is %q", addresses, text)
		}
	}
}

// TestBasePath checks requests to a server at /a, of which a proxy may have taken that away, or something else.
func TestBasePath(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", echo)
	mux.HandleFunc("/x/", echo)
	mux.HandleFunc("/relative", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "../there")
		w.WriteHeader(http.StatusSeeOther)
	})
	h := edge.Handler(mux, edge.Config{BasePath: set[edge.BasePath](t, "/a"), Proxies: sets[edge.Proxy](t, "192.0.2.0/24")})
	for _, tt := range []struct {
		path, prefix string
		status       int
		want         string
	}{
		{"/a/x/y?q=1", "", 200, "http://127.0.0.1/a /x/y?q=1"},
		{"/a/x/%2F", "", 200, "http://127.0.0.1/a /x/%2F"},
		{"/x/y", "", 200, "http://127.0.0.1/a /x/y"},
		{"/a/", "", 200, "http://127.0.0.1/a /"},
		{"/x/y", "/a", 200, "http://127.0.0.1/a /x/y"},
		{"/a/x/y", "/a", 200, "http://127.0.0.1/a /x/y"},
		{"/x/y", "/b", 200, "http://127.0.0.1/b /x/y"},
		{"/b/x/y", "/b", 200, "http://127.0.0.1/b /x/y"},
		{"/a/x/y", "/b", 200, "http://127.0.0.1/b/a /x/y"},
		{"/b/a/x/y", "/b", 200, "http://127.0.0.1/b/a /x/y"},
		{"/a/x/y", "/b/a", 200, "http://127.0.0.1/b/a /x/y"},
		{"/a?q=1", "", 308, "/a/?q=1"},
		{"/a", "/b", 308, "/b/a/"},
		{"/b", "/b", 308, "/b/"},
		{"/a/x", "", 307, "/a/x/"}, // by the mux
		{"/x", "/b", 307, "/b/x/"},
		{"/a/relative", "", 303, "../there"},
		{"/ax/y", "", 404, ""},
		{"/%61/x/y", "", 404, ""}, // no client writes it so
		{"/a/a/x/y", "", 404, ""},
	} {
		var changes []change
		if tt.prefix != "" {
			changes = append(changes, header("X-Forwarded-Prefix", tt.prefix))
		}
		w := ask(h, tt.path, changes...)
		got := w.Header().Get("Location")
		if w.Code == http.StatusOK {
			_, got, _ = strings.Cut(w.Body.String(), " ")
		}
		if w.Code != tt.status || got != tt.want {
			t.Errorf("%s with %q: %d %s, want %d %s", tt.path, tt.prefix, w.Code, got, tt.status, tt.want)
		}
	}
}

// FuzzForwarded checks that whatever a trusted proxy forwards, a handler sees an address of a client and one of the server that are
// nothing else.
func FuzzForwarded(f *testing.F) {
	f.Add(`for="[2001:db8::1]:7";proto=https;host=example.org, for=10.0.0.2`, "", "", "")
	f.Add(`for="a\",b";host="x`, "1.1.1.1, unknown", "example.org, b", "/a")
	f.Fuzz(func(t *testing.T, forwarded, clients, hosts, prefix string) {
		h := edge.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if _, err := netip.ParseAddrPort(r.RemoteAddr); err != nil {
				t.Error(err)
			}
			base := edge.Base(r)
			if u, err := url.Parse(base); err != nil || u.Host != r.Host || u.Hostname() == "" || u.Scheme+"://"+u.Host+u.Path != base {
				t.Errorf("%q: %v", base, err)
			}
		}), edge.Config{Proxies: sets[edge.Proxy](t, "192.0.2.1", "10.0.0.0/8"), Hosts: sets[edge.Host](t, "*")})
		ask(h, "/", header("Forwarded", forwarded), header("X-Forwarded-For", clients), header("X-Forwarded-Host", hosts), header("X-Forwarded-Prefix", prefix))
		ask(h, "/", header("Forwarded", forwarded))
	})
}
