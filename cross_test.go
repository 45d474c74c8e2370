package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// abroad starts Chromium with a tab at a page of another site, http://page.test, whose name resolves to this machine, as that of
// every host in .test does.
func abroad(t *testing.T) context.Context {
	t.Helper()
	browser(t) // skips the test if there is none
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), pageTimeout)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(pageTimeout),
		chromedp.Flag("host-resolver-rules", "MAP *.test 127.0.0.1"))...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(ctx)
	t.Cleanup(leave)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>A page</title>")
	}))
	t.Cleanup(page.Close)
	if err := chromedp.Do(ctx, chromedp.Navigate(strings.Replace(page.URL, "127.0.0.1", "page.test", 1))); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// eval returns the value that an expression's promise resolves to.
func eval(ctx context.Context, t *testing.T, expression string) string {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return got
}

// fetching returns an expression that asks a server how many actors there are, by POST with the headers, and resolves to the
// beginning of the answer or to the name of the error.
func fetching(server, headers string) string {
	return fmt.Sprintf(`fetch(%q, {method: "POST", body: '{"query":"{dataset{actors}}"}', headers: {"content-type": "application/json", %s}})`+
		`.then(r => r.text()).then(s => s.slice(0, 8), e => e.name)`, server+"/graphql", headers)
}

// TestOtherOrigins has the page of another site ask servers that allow any origin, this one, another, and none.
func TestOtherOrigins(t *testing.T) {
	ctx := abroad(t)
	page := eval(ctx, t, `Promise.resolve(location.origin)`)
	servers := map[string]string{
		"any": start(t, options{Origins: []string{"*"}}).url, "this": start(t, options{Origins: []string{page}}).url,
		"other": start(t, options{Origins: []string{"https://page.test"}}).url, "none": start(t, options{}).url,
	}
	image := `new Promise(done => { const i = new Image(); i.onload = i.onerror = () => done("tried"); i.src = %q })`
	for _, header := range []string{
		"", "accept", "authorization", "apollographql-client-name", "apollographql-client-version", "baggage", "entente-trace", "graphql-client-name",
		"if-none-match", "last-event-id", "sentry-trace", "traceparent", "tracestate", "x-apollo-operation-name", "apollo-require-preflight", "x-csrf-token",
		"x-request-id", "x-requested-with",
	} {
		headers := ""
		if header != "" {
			headers = fmt.Sprintf("%q: %q", header, "application/json")
		}
		for name, server := range servers {
			want := `{"data":`
			if name == "other" || name == "none" {
				want = "TypeError"
			}
			if got := eval(ctx, t, fetching(server, headers)); got != want {
				t.Errorf("with %q, %s allowed: %s, want %s", header, name, got, want)
			}
		}
	}
	exposed := `fetch(%q).then(r => ["Content-Disposition", "Entente-Dataset", "Entente-Query", "ETag"].filter(n => !r.headers.has(n)).join(), e => e.name)`
	if got := eval(ctx, t, fmt.Sprintf(exposed, servers["this"]+"/export/actors.csv")); got != "" {
		t.Errorf("the page cannot read %s of an export", got)
	}
	for name, want := range map[string]string{"any": "200", "this": "200", "other": "TypeError", "none": "TypeError"} {
		got := eval(ctx, t, fmt.Sprintf(`fetch(%q).then(r => String(r.status), e => e.name)`, servers[name]+"/readyz"))
		if got != want {
			t.Errorf("/readyz with %s allowed: %s, want %s", name, got, want)
		}
		eval(ctx, t, fmt.Sprintf(image, servers[name]+"/graphql?query={dataset{actors}}"))
	}
}

// TestRebinding has the page of another site ask for its own host, which has come to be the server's: to the browser, both are
// one origin.
func TestRebinding(t *testing.T) {
	ctx := abroad(t)
	for _, tt := range []struct {
		name string
		o    options
		want string
	}{
		{"as it is", options{}, "this ser"},
		{"with the name of another", options{Hosts: names(t, "other.test")}, "this ser"},
		{"with the name", options{Hosts: names(t, "page.test")}, `{"data":`},
		{"with any name", options{Hosts: names(t, "*")}, `{"data":`},
	} {
		rebound := rebind(t, start(t, tt.o).url)
		if err := chromedp.Do(ctx, chromedp.Navigate(rebound)); err != nil {
			t.Fatal(err)
		}
		if got := eval(ctx, t, fetching(rebound, "")); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// rebind returns an address at page.test that answers the first request with a page, and all others as a server does.
func rebind(t *testing.T, server string) string {
	t.Helper()
	to, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	then := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Host = r.In.Host
	}}
	both := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			then.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(both.Close)
	return strings.Replace(both.URL, "127.0.0.1", "page.test", 1)
}

// TestLinks follows links from the page of another site, which any site may have.
func TestLinks(t *testing.T) {
	ctx := abroad(t)
	server := start(t, options{}).url
	page := eval(ctx, t, `Promise.resolve(location.href)`)
	for path, want := range map[string]string{
		"/": "Entente", "/playground": "Playground", "/graphql?query={dataset{actors}}": `{"data":`, "/export/": "Files to take away",
		"/reconcile/preview?id=russia": "Russia", "/healthz": "ok",
	} {
		err := chromedp.Do(ctx, chromedp.Navigate(page), chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`location.assign(%q)`, server+path)))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		arrive(ctx, t, server)
		if got := eval(ctx, t, `Promise.resolve(document.title + document.body.innerText)`); !strings.Contains(got, want) {
			t.Errorf("a link to %s leads to %.200q", path, got)
		}
	}
}

// arrive waits until the tab shows a page of a server.
func arrive(ctx context.Context, t *testing.T, server string) {
	t.Helper()
	for {
		err := chromedp.Do(ctx, poll(fmt.Sprintf(`location.origin === %q && document.readyState === "complete"`, server)))
		if err == nil {
			return
		}
		left := strings.Contains(err.Error(), "Cannot find context") || strings.Contains(err.Error(), "navigated or closed")
		if ctx.Err() != nil || !left { // by the page that polled
			t.Fatalf("%s: %v", server, err)
		}
	}
}
