package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/admin"
	"entente/graph/edge"
)

// TestEveryRouteIsProtected asks every route, also in ways that it refuses, for the headers that protect readers in a browser.
func TestEveryRouteIsProtected(t *testing.T) {
	backend, err := open(t.Context(), options{}, &admin.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	h := routes(t.Context(), backend.Facts, options{Introspection: true, Origins: []string{"https://example.org"}}, &admin.Watch{})
	const query = "/graphql?query=%7Bdataset%7Bactors%7D%7D"
	for _, tt := range []struct {
		request string
		status  int
	}{
		{"GET /", 200}, {"HEAD /", 200}, {"POST /", 405}, {"GET /playground", 200}, {"GET /nowhere", 404}, {"GET //", 307}, {"OPTIONS /", 405},
		{"GET " + query, 200}, {"HEAD " + query, 200}, {"GET /graphql", 400}, {"POST /graphql", 415}, {"PUT /graphql", 405}, {"DELETE /graphql", 405},
		{"GET /export", 307}, {"GET /export/", 200}, {"GET /export/actors.csv", 200}, {"GET /export/relations.parquet", 200}, {"GET /export/network.gexf", 200},
		{"GET /export/nothing", 404}, {"GET /export/actors.csv?nothing=1", 400}, {"POST /export/actors.csv", 405},
		{"GET /cite", 200}, {"GET /cite?format=nothing", 400}, {"POST /cite", 405}, {"GET /cite?source=nothing", 404},
		{"GET /reconcile", 200}, {"POST /reconcile", 400}, {"PUT /reconcile", 405}, {"GET /reconcile/nothing", 404},
		{"GET /reconcile/preview?id=russia", 200}, {"GET /reconcile/preview?id=nothing", 404}, {"GET /reconcile/view?id=russia", 303},
		{"GET /schema.graphqls", 200}, {"POST /schema.graphqls", 404}, {"GET /healthz", 200}, {"POST /healthz", 404}, {"GET /readyz", 200},
	} {
		method, path, _ := strings.Cut(tt.request, " ")
		r := httptest.NewRequestWithContext(t.Context(), method, path, http.NoBody)
		r.Host = "localhost"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tt.status {
			t.Errorf("%s: %d %.200s, want %d", tt.request, w.Code, w.Body, tt.status)
		}
		got := w.Header()
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
			"Content-Security-Policy": "default-src 'none'", "Cache-Control": "",
		} {
			if value := got.Get(name); value == "" || !strings.HasPrefix(value, want) {
				t.Errorf("%s: %s is %q", tt.request, name, value)
			}
		}
		if vary := strings.Join(got.Values("Vary"), ","); !strings.Contains(vary, "Origin") {
			t.Errorf("%s: Vary is %q", tt.request, vary)
		}
		if media := got.Get("Content-Type"); media == "" && w.Body.Len() > 0 {
			t.Errorf("%s: no Content-Type", tt.request)
		}
	}
}

// A proxied is a server that is known below /facts by https://, behind a proxy that leaves the path.
type proxied struct {
	// url is the address of the proxy, without /facts, and direct that of the server.
	url, direct string
	client      *http.Client
}

// behind starts a server behind a proxy, which sends the address in the header Test-Client for that of the client.
func behind(t *testing.T, o options) proxied {
	t.Helper()
	o.BasePath, o.Hosts = "/facts", names(t, "facts.example")
	o.Proxies = []edge.Proxy{{Prefix: netip.MustParsePrefix("127.0.0.0/8")}}
	s := start(t, o)
	if !strings.HasSuffix(s.url, "/facts") || strings.Count(s.printed, "/facts") != 3 {
		t.Errorf("it printed:\n%s", s.printed)
	}
	direct := strings.TrimSuffix(s.url, "/facts")
	to, err := url.Parse(direct)
	if err != nil {
		t.Fatal(err)
	}
	onward := &httputil.ReverseProxy{FlushInterval: -1, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.SetXForwarded()
		if client := r.In.Header.Get("Test-Client"); client != "" {
			r.Out.Header.Set("X-Forwarded-For", client)
		}
	}}
	proxy := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Otherwise the body of the request is closed when the answer begins, even if the proxy is still to see that it has ended; the
		// proxy takes that for an error, and cuts the answer.
		if err := http.NewResponseController(w).EnableFullDuplex(); err != nil {
			t.Error(err)
		}
		onward.ServeHTTP(w, r)
	}))
	t.Cleanup(proxy.Close)
	client := proxy.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return proxied{proxy.URL, direct, client}
}

// ask sends a GET for a host, and returns the status of the answer, where it leads and its text.
func (p proxied) ask(t *testing.T, host, path string) (status int, location, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	answer, err := p.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header.Get("Location"), string(text)
}

// TestBehindProxy follows every address of its own that a server behind a proxy tells.
func TestBehindProxy(t *testing.T) {
	t.Parallel()
	p := behind(t, options{})
	const public = "https://facts.example/facts"
	for _, tt := range []struct {
		path     string
		status   int
		location string
		holds    string
	}{
		{"/facts", 308, "/facts/", ""},
		{"/facts/", 200, "", "<html"},
		{"/facts/export", 307, "/facts/export/", ""},
		{"/facts//playground", 307, "/facts/playground", ""},
		{"/facts/reconcile/view?id=russia", 303, "../?actor=russia", ""},
		{"/facts/reconcile", 200, "", `"view":{"url":"` + public + `/reconcile/view?id={{id}}"}`},
		{"/facts/cite?format=ris&url=/export/actors.csv", 200, "", "UR  - " + public + "/export/actors.csv\r\n"},
		{"/facts/cite?format=ris&url=" + public + "/export/actors.csv", 200, "", "UR  - " + public + "/export/actors.csv\r\n"},
		{"/facts/cite?format=ris&url=https://other.example/facts/export/actors.csv", 400, "", "an address on another server"},
		{"/facts/cite", 200, "", "url = {" + public + "/"},
		{"/facts/nowhere", 404, "", ""},
		{"/facts/readyz", 200, "", "ready: "},
		{"/readyz", 200, "", "ready: "},
	} {
		status, location, body := p.ask(t, "facts.example", tt.path)
		if status != tt.status || location != tt.location || !strings.Contains(body, tt.holds) {
			t.Errorf("%s: %d to %q: %.2000s; want %d to %q with %s", tt.path, status, location, body, tt.status, tt.location, tt.holds)
		}
	}
	if status, _, body := p.ask(t, "evil.example", "/facts/"); status != http.StatusMisdirectedRequest {
		t.Errorf("by another name: %d %s", status, body)
	}
	if body, status := get(t, p.direct+"/readyz"); status != http.StatusOK {
		t.Errorf("past the proxy: %d %s", status, body)
	}
}

// TestStreamsOfProxy opens streams by way of a proxy: the limit is for each of its clients, not for the proxy.
func TestStreamsOfProxy(t *testing.T) {
	t.Parallel()
	p := behind(t, options{Streams: 1})
	for _, tt := range []struct {
		client string
		want   int
	}{{"192.0.2.1", 200}, {"192.0.2.2", 200}, {"192.0.2.1", 429}, {"192.0.2.3, 192.0.2.2", 429}, {"2001:db8::1", 200}, {"2001:db8::2", 429}} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/facts/graphql", strings.NewReader(`{"query":"subscription {datasetLoaded {version}}"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = "facts.example"
		for name, value := range map[string]string{"Content-Type": "application/json", "Accept": "text/event-stream", "Test-Client": tt.client} {
			r.Header.Set(name, value)
		}
		answer, err := p.client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close() // once all are open
		if answer.StatusCode != tt.want {
			t.Errorf("%s: %d, want %d", tt.client, answer.StatusCode, tt.want)
		}
	}
}

// TestFront checks that a server answers to the name that it listens on, and that the environment is read.
func TestFront(t *testing.T) {
	t.Setenv("ENTENTE_HOST", "a.example,b.example")
	t.Setenv("ENTENTE_BASE_PATH", "facts/")
	t.Setenv("ENTENTE_TRUSTED_PROXY", "10.0.0.0/8,::1")
	t.Setenv("ENTENTE_STREAMS_PER_CLIENT", "7")
	o := parse([]string{"--listen", "Server:8080"})
	want := edge.Config{
		Hosts: names(t, "a.example", "b.example", "server"), BasePath: "/facts", Framed: []string{"/reconcile/preview"},
		Proxies: []edge.Proxy{{Prefix: netip.MustParsePrefix("10.0.0.0/8")}, {Prefix: netip.MustParsePrefix("::1/128")}},
	}
	if diff := cmp.Diff(want, o.front(), cmp.Comparer(func(a, b edge.Proxy) bool { return a == b })); diff != "" || o.Streams != 7 {
		t.Errorf("%d streams, and (-want +got):\n%s", o.Streams, diff)
	}
	t.Setenv("ENTENTE_HOST", "")
	t.Setenv("ENTENTE_BASE_PATH", "")
	t.Setenv("ENTENTE_TRUSTED_PROXY", "")
	if o := parse(nil); o.BasePath != "" || len(o.front().Hosts) != 1 {
		t.Errorf("from an empty environment: %+v", o)
	}
}
