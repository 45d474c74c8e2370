package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/flight"
	"entente/graph/live"
	"entente/graph/web"
	"entente/loader/facts"
)

// serveWith serves the pages and the bundled facts by a handler with options.
func serveWith(t testing.TB, options ...graph.Option) *httptest.Server {
	t.Helper()
	served := live.New(live.Embedded(readFacts(t, facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()})))
	mux := http.NewServeMux()
	mux.Handle("/", web.Handler())
	mux.Handle("/graphql", graph.NewHandler(served, time.Minute, options...))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Cleanup(served.End)
	return server
}

// TestSecret uses the pages of servers that do not tell their schema: the network is drawn, search finds, and the playground
// runs its questions, and says why there is no documentation.
func TestSecret(t *testing.T) {
	t.Parallel()
	only := graph.NewOperations()
	if err := only.Add("the pages", web.Documents()); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		option graph.Option
		why    string
	}{
		"no introspection":   {graph.Introspection(false), "this server does not tell its schema"},
		"trusted operations": {graph.AnswerOnly(only), "this server answers only the operations that it was started with"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serveWith(t, tt.option)
			b := newTab(t, server.URL, desk(), "light")
			openExplorer(b, "/")
			b.click("#query")
			press(b, "hafter")
			choose(b, "query-list", "Khalifa Haftar")
			has(b, page(b), "Khalifa Haftar", "Libyan National Army")
			b.open("/playground")
			b.wait(`document.querySelectorAll(".graphiql-tab").length === 10`)
			b.wait(`document.querySelector(".undocumented")?.innerText.includes("` + tt.why + `")`)
			b.picture("secret-" + name)
			for i := 1; i <= 10; i++ {
				b.click(fmt.Sprintf(".graphiql-tab:nth-child(%d) button", i))
				b.wait(fmt.Sprintf(`document.querySelector(".graphiql-tab:nth-child(%d)").classList.contains("graphiql-tab-active")`, i))
				if got := ask(b); strings.Contains(got, `"errors"`) {
					b.Errorf("question %d is answered %.300s", i, got)
				}
			}
			b.mu.Lock()
			b.trouble = slices.DeleteFunc(b.trouble, func(trouble string) bool { return strings.HasSuffix(trouble, "/graphql") }) // refusals of the schema
			b.mu.Unlock()
			b.clean()
		})
	}
}

// TestRefused uses the explorer of servers that refuse what it asks: it says so in words.
func TestRefused(t *testing.T) {
	t.Parallel()
	full := flight.New(1, flight.Full(func() bool { return true }))
	for name, tt := range map[string]struct {
		option    graph.Option
		path, why string
	}{
		"too dear": {graph.MaxCost(1), "/", "That is too much to show at once: set a filter, or choose fewer steps around the actors."},
		"too busy": {graph.Compute(full), "/?blocs=2", "The server is busy with other computations: try again in 2 s."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, serveWith(t, tt.option).URL, desk(), "light")
			b.open(tt.path)
			b.wait(`document.body.innerText.includes("` + tt.why + `")`)
			b.picture("refused-" + name)
		})
	}
}
