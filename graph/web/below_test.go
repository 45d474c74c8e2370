package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"entente/graph/edge"
)

// below serves what a server serves below /facts/entente through a proxy, which leaves the path or takes it away.
func below(t *testing.T, c edge.Config, strip bool) string {
	t.Helper()
	inner := serve(t)
	c.Proxies = []edge.Proxy{{Prefix: netip.MustParsePrefix("127.0.0.1/32")}}
	behind := httptest.NewServer(edge.Handler(inner.Config.Handler, c))
	t.Cleanup(behind.Close)
	to, err := url.Parse(behind.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{FlushInterval: -1, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.SetXForwarded()
		if strip {
			r.Out.URL.Path = strings.TrimPrefix(r.Out.URL.Path, prefix)
			r.Out.Header.Set("X-Forwarded-Prefix", prefix)
		}
	}}
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Otherwise the proxy takes the end of a request's body for an error if the answer begins before, and cuts the answer off.
		if err := http.NewResponseController(w).EnableFullDuplex(); err != nil {
			t.Error(err)
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	return front.URL + prefix
}

// prefix is the path of pages below which nothing else is.
const prefix = "/facts/entente"

// TestBelowPrefix uses the pages below a prefix: the network is drawn, search finds, the playground answers, and nothing is
// requested outside of it.
func TestBelowPrefix(t *testing.T) {
	for _, tt := range []struct {
		name  string
		c     edge.Config
		strip bool
	}{
		{"which the proxy leaves", edge.Config{BasePath: prefix}, false},
		{"which the proxy takes away", edge.Config{}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server := below(t, tt.c, tt.strip)
			testBelow(newTab(t, server, desk(), "light"))
			b := newTab(t, server, desk(), "light")
			openPlayground(b, "/playground")
			if got := ask(b); !strings.Contains(got, "United Arab Emirates") {
				b.Errorf("the playground answers %s", got)
			}
			b.clean()
		})
	}
}

// testBelow uses the explorer, and reads what the list of files links to.
func testBelow(b *tab) {
	openExplorer(b, "/")
	if n := get[int](b, `document.querySelectorAll("svg line, svg path").length`); n < 7 {
		b.Errorf("%d lines are drawn", n)
	}
	b.click("#query")
	press(b, "hafter")
	choose(b, "query-list", "Khalifa Haftar")
	has(b, page(b), "Khalifa Haftar", "Libyan National Army")
	if got := get[string](b, `location.pathname`); got != prefix+"/" {
		b.Errorf("the address is %s", got)
	}
	links := await[[]string](b, `fetch("export/").then(r => r.text()).then(html => [...html.matchAll(/href="([^"]*)"/g)].map(m => new URL(m[1], new URL("export/", location.href)).pathname))`)
	if len(links) < 10 {
		b.Errorf("the list of files links to %q", links)
	}
	for _, link := range links {
		if !strings.HasPrefix(link, prefix+"/") {
			b.Errorf("the list of files links to %s", link)
		}
	}
	b.clean()
}
