package edge_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/graph/edge"
)

// echo answers with what a handler behind the edge sees of a request.
func echo(w http.ResponseWriter, r *http.Request) {
	_, _ = io.WriteString(w, strings.Join([]string{r.RemoteAddr, edge.Base(r), r.URL.RequestURI()}, " "))
}

// A change changes a request.
type change func(*http.Request)

// header returns a change that adds a header.
func header(name, value string) change { return func(r *http.Request) { r.Header.Add(name, value) } }

// peer returns a change that sets the address of the connection.
func peer(address string) change { return func(r *http.Request) { r.RemoteAddr = address } }

// host returns a change that sets the host.
func host(name string) change { return func(r *http.Request) { r.Host = name } }

// method returns a change that sets the method.
func method(name string) change { return func(r *http.Request) { r.Method = name } }

// secure is a change that has the request arrive by TLS.
func secure(r *http.Request) { r.TLS = &tls.ConnectionState{} }

// ask sends a request from 192.0.2.1:1234 to 127.0.0.1 with changes.
func ask(h http.Handler, path string, changes ...change) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host = "127.0.0.1"
	for _, c := range changes {
		c(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestBaseWithoutHost asks as HTTP/1.0 does.
func TestBaseWithoutHost(t *testing.T) {
	h := edge.Handler(http.HandlerFunc(echo), edge.Config{})
	local := func(r *http.Request) {
		*r = *r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv6loopback, Port: 80}))
	}
	for _, name := range []string{"", ":80"} {
		if got, want := ask(h, "/x", host(name), local).Body.String(), "192.0.2.1:1234 http://[::1]:80 /x"; got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

// set sets an option from its text.
func set[T any, P interface {
	*T
	UnmarshalText(text []byte) error
}](t testing.TB, text string) T {
	t.Helper()
	var value T
	if err := P(&value).UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return value
}

// sets sets the values of an option that may be repeated.
func sets[T any, P interface {
	*T
	UnmarshalText(text []byte) error
}](t testing.TB, texts ...string) (values []T) {
	t.Helper()
	for _, text := range texts {
		values = append(values, set[T, P](t, text))
	}
	return values
}

func TestHost(t *testing.T) {
	plain := edge.Handler(http.HandlerFunc(echo), edge.Config{})
	named := edge.Handler(http.HandlerFunc(echo), edge.Config{Hosts: sets[edge.Host](t, "Example.ORG.", "bücher.example", "my_server", "")})
	any := edge.Handler(http.HandlerFunc(echo), edge.Config{Hosts: sets[edge.Host](t, "*")})
	for _, tt := range []struct {
		host              string
		plain, named, any int
	}{
		{"127.0.0.1", 200, 200, 200},
		{"127.0.0.1:8080", 200, 200, 200},
		{"10.1.2.3:80", 200, 200, 200},
		{"[::1]", 200, 200, 200},
		{"[2001:db8::1]:8080", 200, 200, 200},
		{"localhost", 200, 200, 200},
		{"LocalHost:3000", 200, 200, 200},
		{"localhost.", 200, 200, 200},
		{"facts.localhost:80", 200, 200, 200},
		{"", 200, 200, 200},      // HTTP/1.0
		{":8080", 200, 200, 200}, // by the net package, of the same address
		{"example.org", 421, 200, 200},
		{"example.org.:8443", 421, 200, 200},
		{"EXAMPLE.org", 421, 200, 200},
		{"xn--bcher-kva.example", 421, 200, 200},
		{"my_server:8080", 421, 200, 200},
		{"a.example.org", 421, 421, 200},
		{"evil.example", 421, 421, 200},
		{"127.0.0.1.evil.example", 421, 421, 200},
		{"evillocalhost", 421, 421, 200},
		{"localhost.evil.example", 421, 421, 200},
		{"2130706433", 421, 421, 200}, // a browser writes it as an address
		{"localhost:evil", 400, 400, 400},
		{"evil.example@localhost", 400, 400, 400},
		{"evil.example/.localhost", 400, 400, 400},
		{"<script>.localhost", 400, 400, 400},
		{"[::1]evil", 400, 400, 400},
	} {
		for _, c := range []struct {
			name string
			h    http.Handler
			want int
		}{{"no names", plain, tt.plain}, {"names", named, tt.named}, {"*", any, tt.any}} {
			if w := ask(c.h, "/graphql", host(tt.host)); w.Code != c.want {
				t.Errorf("%s: %q is %d, want %d: %s", c.name, tt.host, w.Code, c.want, w.Body)
			}
		}
	}
	if got, want := ask(plain, "/", host("Evil.example:80")).Body.String(), `this server does not answer to the name "evil.example": `+
		"if that is its name, start it with --host evil.example (or ENTENTE_HOST); otherwise ask it by its address\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSite asks as browsers do.
func TestSite(t *testing.T) {
	const evil, good = "https://evil.example", "https://good.example"
	config := func(origins ...string) http.Handler {
		return edge.Handler(http.HandlerFunc(echo), edge.Config{Origins: origins, Framed: []string{"/preview"}})
	}
	none, listed, sub, any := config(""), config(good), config("https://*.example"), config("*")
	for _, tt := range []struct {
		name                         string
		site, mode, dest, origin, to string
		none, listed, sub, any       int
	}{
		{"a program", "", "", "", "", "GET /graphql", 200, 200, 200, 200},
		{"a program that names an origin", "", "", "", evil, "GET /graphql", 200, 200, 200, 200},
		{"the address bar", "none", "navigate", "document", "", "GET /", 200, 200, 200, 200},
		{"an own page", "same-origin", "cors", "empty", "http://127.0.0.1", "POST /graphql", 200, 200, 200, 200},
		{"a link", "cross-site", "navigate", "document", "", "GET /export/actors.csv", 200, 200, 200, 200},
		{"a form", "cross-site", "navigate", "document", evil, "POST /reconcile", 403, 403, 200, 200},
		{"a frame", "cross-site", "navigate", "iframe", "", "GET /", 403, 403, 403, 200},
		{"a frame for a preview", "cross-site", "navigate", "iframe", "", "GET /preview", 200, 200, 200, 200},
		{"a preview that is no frame's", "cross-site", "no-cors", "image", "", "GET /preview", 403, 403, 403, 200},
		{"an image", "cross-site", "no-cors", "image", "", "GET /graphql", 403, 403, 403, 200},
		{"a script", "cross-site", "no-cors", "script", "", "GET /graphql", 403, 403, 403, 200},
		{"a fetch", "cross-site", "cors", "empty", evil, "GET /graphql", 403, 403, 200, 200},
		{"a fetch by an allowed origin", "cross-site", "cors", "empty", good, "GET /graphql", 403, 200, 200, 200},
		{"a fetch from another port", "same-site", "cors", "empty", "http://127.0.0.1:3000", "GET /graphql", 403, 403, 403, 200},
		{"a fetch from a file", "cross-site", "cors", "empty", "null", "GET /graphql", 403, 403, 403, 200},
		{"a preflight", "cross-site", "cors", "empty", evil, "OPTIONS /graphql", 403, 403, 200, 200},
		{"what is not known yet", "parallel-universe", "cors", "empty", evil, "GET /graphql", 403, 403, 200, 200},
	} {
		verb, path, _ := strings.Cut(tt.to, " ")
		changes := []change{method(verb)}
		for name, value := range map[string]string{"Sec-Fetch-Site": tt.site, "Sec-Fetch-Mode": tt.mode, "Sec-Fetch-Dest": tt.dest, "Origin": tt.origin} {
			if value != "" {
				changes = append(changes, header(name, value))
			}
		}
		for _, c := range []struct {
			name string
			h    http.Handler
			want int
		}{{"no origin", none, tt.none}, {good, listed, tt.listed}, {"https://*.example", sub, tt.sub}, {"*", any, tt.any}} {
			if w := ask(c.h, path, changes...); w.Code != c.want {
				t.Errorf("%s, %s allowed: %d, want %d: %s", tt.name, c.name, w.Code, c.want, w.Body)
			}
		}
	}
	w := ask(none, "/", header("Sec-Fetch-Site", "cross-site"), header("Origin", evil))
	if got, want := w.Body.String(), "pages of other origins may not ask this server: if they should, start it with --allow-origin https://evil.example (or ENTENTE_ALLOW_ORIGIN)\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCheckOrigins(t *testing.T) {
	for origin, want := range map[string]bool{
		"*": true, "https://example.org": true, "http://localhost:3000": true, "HTTPS://Example.org": true, "http://[::1]:80": true,
		"https://*.example.org": true, "": true, "chrome-extension://abc": true,
		"foo": false, "example.org": false, "localhost:3000": false, "//example.org": false, "https://": false,
		"https://example.org/": false, "https://example.org/page": false, "https://example.org?a": false,
		"https://user@example.org": false, "https://example.org:x": false, "https://a, https://b": false,
	} {
		if err := edge.CheckOrigins([]string{"https://example.com", origin}); (err == nil) != want {
			t.Errorf("%q: %v", origin, err)
		}
	}
}

// TestProtected checks the headers of answers that say nothing of them, and of one that does.
func TestProtected(t *testing.T) {
	h := edge.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/page" {
			w.Header().Set("Content-Security-Policy", "its own")
			w.Header().Set("Cache-Control", "max-age=1")
		}
		echo(w, r)
	}), edge.Config{})
	for _, tt := range []struct{ method, path, host, policy, cache string }{
		{"GET", "/", "localhost", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", "no-cache"},
		{"POST", "/", "localhost", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", "no-store"},
		{"GET", "/", "evil", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", "no-store"},
		{"GET", "/page", "localhost", "its own", "max-age=1"},
	} {
		got := ask(h, tt.path, method(tt.method), host(tt.host)).Header()
		for name, want := range map[string]string{
			"Content-Security-Policy": tt.policy, "Cache-Control": tt.cache, "Referrer-Policy": "no-referrer",
			"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got.Get(name) != want {
				t.Errorf("%s %s at %s: %s is %q, want %q", tt.method, tt.path, tt.host, name, got.Get(name), want)
			}
		}
	}
	open := edge.Handler(http.HandlerFunc(echo), edge.Config{Origins: []string{"*"}})
	if got := ask(open, "/").Header().Get("Cross-Origin-Resource-Policy"); got != "cross-origin" {
		t.Errorf("for any origin, Cross-Origin-Resource-Policy is %q", got)
	}
}

// TestOptions checks what options may be, and what they become.
func TestOptions(t *testing.T) {
	var h edge.Host
	var p edge.Proxy
	var b edge.BasePath
	for _, tt := range []struct {
		option   interface{ UnmarshalText([]byte) error }
		value    func() string
		text, to string
	}{
		{&h, func() string { return string(h) }, "Example.org", "example.org"},
		{&h, func() string { return string(h) }, "*", "*"},
		{&h, nil, "example.org:80", ""},
		{&h, nil, "https://example.org", ""},
		{&h, nil, "example.org/", ""},
		{&h, nil, "*.example.org", ""},
		{&h, nil, "a b", ""},
		{&p, func() string { return fmt.Sprint(p) }, "10.1.2.3/8", "10.0.0.0/8"},
		{&p, func() string { return fmt.Sprint(p) }, "10.1.2.3", "10.1.2.3/32"},
		{&p, func() string { return fmt.Sprint(p) }, "::ffff:10.1.2.3", "10.1.2.3/32"},
		{&p, func() string { return fmt.Sprint(p) }, "fd00::1/8", "fd00::/8"},
		{&p, nil, "10.0.0.0/33", ""},
		{&p, nil, "proxy.example", ""},
		{&b, func() string { return string(b) }, "/entente", "/entente"},
		{&b, func() string { return string(b) }, "entente/v1.0/", "/entente/v1.0"},
		{&b, func() string { return string(b) }, "/", ""},
		{&b, func() string { return string(b) }, "", ""},
		{&b, nil, "/a//b", ""},
		{&b, nil, "/a/../b", ""},
		{&b, nil, "/a?b", ""},
		{&b, nil, "https://example.org/a", ""},
	} {
		err := tt.option.UnmarshalText([]byte(tt.text))
		switch {
		case tt.value == nil && (err == nil || !strings.Contains(err.Error(), tt.text)):
			t.Errorf("%T %q: error %v", tt.option, tt.text, err)
		case tt.value != nil && (err != nil || tt.value() != tt.to):
			t.Errorf("%T %q is %q, %v; want %q", tt.option, tt.text, tt.value(), err, tt.to)
		}
	}
}
