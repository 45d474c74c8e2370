package web_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/web"
	"entente/loader/facts"
)

// fewer returns the bundled facts without one relation.
func fewer(t testing.TB, id string) *alliance.Facts {
	t.Helper()
	found := readFacts(t, facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()})
	before := len(found.Relations)
	found.Relations = slices.DeleteFunc(found.Relations, func(r *alliance.Relation) bool { return r.ID == id })
	if len(found.Relations) != before-1 {
		t.Fatalf("there is no relation %s", id)
	}
	return found
}

// offered waits for the page to offer to redraw without a tie, and accepts.
func offered(b *tab, tie string) {
	b.Helper()
	b.wait(`document.querySelector("#news").innerText.includes("The facts have changed")`)
	if !slices.Contains(shownTies(b), tie) {
		b.Error("the picture changes by itself")
	}
	b.picture("explorer-news")
	b.click("#news button")
	settled(b)
	if slices.Contains(shownTies(b), tie) {
		b.Errorf("%s is still in the picture", tie)
	}
	if got := get[string](b, `document.querySelector("#news").innerText`); got != "" {
		b.Errorf("the page still has news: %q", got)
	}
	version := await[string](b, `fetch("graphql?query={dataset{version}}").then(r => r.json()).then(a => a.data.dataset.version)`)
	if got := get[string](b, `document.querySelector("#cite code").title`); got != version {
		b.Errorf("the page cites dataset %s, the server has %s", got, version)
	}
}

// TestNews checks that the page offers to redraw once the server has loaded other facts, and does not redraw by itself.
func TestNews(t *testing.T) {
	t.Parallel()
	const tie = "qatar.supports.gna"
	served := live.New(live.Embedded(readFacts(t, facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()})))
	b := newTab(t, serveLive(t, served).URL, desk(), "light")
	openExplorer(b, "/?actor=gna")
	if got := get[string](b, `document.querySelector("#news").innerText`); got != "" {
		t.Errorf("nothing has changed, and the page has news: %q", got)
	}
	served.Replace(live.Embedded(fewer(t, tie)))
	offered(b, tie)
	b.clean()
}

// TestNewsMissed checks that the page offers to redraw what changed while it was not subscribed: the first stream ends
// without an event.
func TestNewsMissed(t *testing.T) {
	t.Parallel()
	const tie = "qatar.supports.gna"
	served := live.New(live.Embedded(readFacts(t, facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()})))
	answers := graph.NewHandler(served, time.Minute)
	silent := make(chan struct{}, 1)
	silent <- struct{}{}
	mux := http.NewServeMux()
	mux.Handle("/", web.Handler())
	mux.HandleFunc("/graphql", func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
			answers.ServeHTTP(w, r)
			return
		}
		select {
		case <-silent: // the first only
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = w.Write([]byte(":\n\nevent: complete\ndata:\n\n"))
			served.Replace(live.Embedded(fewer(t, tie)))
		default:
			answers.ServeHTTP(w, r)
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Cleanup(served.End)
	b := newTab(t, server.URL, desk(), "light")
	openExplorer(b, "/")
	offered(b, tie)
	b.clean()
}

// TestNoNews checks that the page does not subscribe if the server has no subscription.
func TestNoNews(t *testing.T) {
	t.Parallel()
	answers := graph.NewHandler(live.New(live.Embedded(fewer(t, "qatar.supports.gna"))), time.Minute)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/graphql" {
			web.Handler().ServeHTTP(w, r)
			return
		}
		if strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
			t.Error("the page subscribes")
		}
		recorded := httptest.NewRecorder()
		answers.ServeHTTP(recorded, r)
		w.Header().Set("Content-Type", recorded.Header().Get("Content-Type"))
		_, _ = w.Write([]byte(strings.ReplaceAll(recorded.Body.String(), `"datasetLoaded"`, `"other"`)))
	}))
	t.Cleanup(server.Close)
	b := newTab(t, server.URL, desk(), "light")
	openExplorer(b, "/")
	b.clean()
}
