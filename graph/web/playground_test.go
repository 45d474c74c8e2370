package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/live"
	"entente/graph/web"
	"entente/loader/facts"
)

// Parts of GraphiQL.
const (
	run       = ".graphiql-execute-button"
	docs      = `button[aria-label$="Documentation Explorer"]`
	explorer  = `button[aria-label$="GraphiQL Explorer"]`
	history   = `button[aria-label$="History"]`
	settings  = `button[aria-label="Open settings dialog"]`
	shortKeys = `button[aria-label="Open short keys dialog"]`
	question  = `document.querySelector(".graphiql-query-editor .CodeMirror").CodeMirror`
	answer    = `document.querySelector(".result-window .CodeMirror").CodeMirror.getValue()`
)

// openPlayground opens the playground and waits until it has the schema.
func openPlayground(b *tab, path string) {
	b.Helper()
	b.open(path)
	b.wait(`!!document.querySelector(".graphiql-query-editor .CodeMirror")?.CodeMirror?.options.hintOptions?.schema`)
}

// settle waits until the editor has parsed the operation that it shows, which takes 0.1 s.
func settle(b *tab) {
	b.Helper()
	b.wait("(" + question + `.getValue().match(/query (\w+)/)?.[1] ?? null) === (` + question + ".operationName ?? null)")
}

// ask runs the query in the editor and waits for its answer.
func ask(b *tab) string {
	b.Helper()
	settle(b)
	b.click(run)
	b.wait(answer + `.includes("extensions")`)
	return get[string](b, answer)
}

func TestPlayground(t *testing.T) {
	t.Parallel()
	server := serve(t)
	for name, test := range map[string]func(*tab){"queries": testQueries, "tools": testTools, "links": testLinks} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, server.URL, desk(), "light")
			test(b)
			b.clean()
		})
	}
}

// testQueries runs every prepared question, and some typed ones.
func testQueries(b *tab) {
	openPlayground(b, "/playground")
	for _, test := range []func(*tab){testQuestions, testHistory, testKeyboard, testOperations} {
		test(b)
	}
}

// testTools opens everything that helps to write a query.
func testTools(b *tab) {
	openPlayground(b, "/playground")
	for _, test := range []func(*tab){testExplorer, testDialogs, testDocumentation} {
		test(b)
	}
}

// testLinks opens the page by links, and reloads it.
func testLinks(b *tab) {
	testLink(b)
	testReload(b)
}

// testQuestions runs every prepared question.
func testQuestions(b *tab) {
	b.Helper()
	if got := get[string](b, "document.title"); got != "Playground · Entente" {
		b.Errorf("title is %q", got)
	}
	b.wait(`document.querySelectorAll(".graphiql-tab").length === 10`)
	for i, want := range []string{
		"United Arab Emirates", "denies sending fighters", "airstrikes against forces loyal", "INVOKES", "via", "OPPOSED_PROXIES", "adversaries",
		`"optimal": true`, "PRESUMED", "KINDS_DENIED",
	} {
		b.click(fmt.Sprintf(".graphiql-tab:nth-child(%d) button", i+1))
		b.wait(fmt.Sprintf(`document.querySelector(".graphiql-tab:nth-child(%d)").classList.contains("graphiql-tab-active")`, i+1))
		if !strings.HasPrefix(get[string](b, question+".getValue()"), "# W") {
			b.Errorf("query %d does not start with its question", i+1)
		}
		if got := ask(b); !strings.Contains(got, want) || strings.Contains(got, `"errors"`) {
			b.Errorf("question %d is answered %s, want %s in it", i+1, got, want)
		}
		b.picture(fmt.Sprintf("question-%d", i+1))
	}
}

// TestOtherFacts checks that the questions suit facts other than the bundled ones, and ask for no actors that those
// lack.
func TestOtherFacts(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveGreatPowers(t).URL, desk(), "light")
	runFirst(b, `AbortSignal.timeout = () => new AbortController().signal`) // it waits, however long the answer takes
	openPlayground(b, "/playground")
	b.wait(`document.querySelectorAll(".graphiql-tab").length === 5`)
	for i, wants := range [][]string{
		{"ASSERTED", `"quote": "`}, {"INVOKES"}, {`"rule": "`, `"sign": "`}, {`"direct": 1`, `"direct": -1`}, {`"optimal": true`, `"hostile": 1`},
	} {
		if i > 0 {
			b.click(fmt.Sprintf(".graphiql-tab:nth-child(%d) button", i+1))
		}
		b.wait(fmt.Sprintf(`document.querySelector(".graphiql-tab:nth-child(%d)").classList.contains("graphiql-tab-active")`, i+1))
		got := ask(b)
		lacks(b, got, `"errors"`, `"allies": []`)
		for _, want := range wants {
			has(b, got, want)
		}
		b.picture(fmt.Sprintf("other-question-%d", i+1))
	}
	b.clean()
}

// testDocumentation reads the schema's descriptions.
func testDocumentation(b *tab) {
	b.Helper()
	b.click(docs)
	b.wait(`document.querySelector(".graphiql-doc-explorer-root-type a, .graphiql-doc-explorer-type-name") !== null`)
	b.picture("documentation")
	b.click(".graphiql-doc-explorer-type-name")
	b.wait(`document.querySelector(".graphiql-doc-explorer-content").innerText.includes("Who stands with whom, since when")`)
	b.picture("documentation-query")
	b.click(".graphiql-doc-explorer-search input")
	b.check("search", chromedp.Do(b.ctx, chromedp.KeyEvent("indep")))
	b.wait(`document.querySelector(".graphiql-doc-explorer-search [role=listbox]")?.innerText.includes("independentSources") ?? false`)
	b.picture("documentation-search")
}

// testExplorer adds a field to the question with the explorer plug-in.
func testExplorer(b *tab) {
	b.Helper()
	b.click(explorer)
	b.wait(`document.querySelector(".graphiql-explorer-node, .graphiql-explorer-root")?.innerText.includes("WhoBacksHaftar") || document.querySelector(".graphiql-plugin input[value=WhoBacksHaftar]") !== null`)
	b.picture("explorer")
	b.click(".graphiql-explorer-dataset .graphiql-explorer-field-view")
	b.wait(question + `.getValue().includes("dataset")`)
}

// testDialogs opens the dialogs, which add style sheets of their own.
func testDialogs(b *tab) {
	b.Helper()
	for _, dialog := range []string{shortKeys, settings} {
		b.click(dialog)
		b.wait(`document.querySelector(".graphiql-dialog") !== null`)
		b.wait(`getComputedStyle(document.body).overflow === "hidden"`)
		b.picture(strings.Fields(dialog)[1])
		b.check("close", chromedp.Do(b.ctx, chromedp.KeyEvent("\x1b")))
		b.wait(`document.querySelector(".graphiql-dialog") === null && document.adoptedStyleSheets.length === 0`)
	}
}

// testOperations chooses one of two operations from the menu of the run button.
func testOperations(b *tab) {
	b.Helper()
	get[chromedp.Void](b, question+`.setValue("query First { dataset { store } }\nquery Second { dataset { version } }")`)
	b.wait(`document.querySelector("` + run + `").getAttribute("aria-haspopup") === "menu"`)
	b.click(run)
	b.click(".graphiql-dropdown-item:nth-child(2)")
	b.wait(answer + `.includes("version")`)
	b.picture("operations")
}

// testHistory finds a query that was run in the history.
func testHistory(b *tab) {
	b.Helper()
	b.click(history)
	b.wait(`[...document.querySelectorAll(".graphiql-history-item")].some(e => e.innerText.includes("WhoBacksHaftar"))`)
	b.picture("history")
}

// testLink follows links to questions, which open in tabs of their own and stay there.
func testLink(b *tab) {
	b.Helper()
	const link = "/playground?query=query+Linked(%24id%3A+ID!)+%7B+actor(id%3A+%24id)+%7B+name+%7D+%7D&variables=%7B%22id%22%3A%22lna%22%7D"
	openPlayground(b, link)
	if got := ask(b); !strings.Contains(got, "Libyan National Army") {
		b.Errorf("the link's question is answered %s", got)
	}
	b.wait(`document.querySelectorAll(".graphiql-tab").length === 11 && location.search === ""`)
	b.picture("link")
	b.wait(`localStorage.getItem("graphiql:tabState")?.includes("Linked")`)
	openPlayground(b, "/playground?query=query+Next+%7B+dataset+%7B+store+%7D+%7D")
	if got := ask(b); !strings.Contains(got, "embedded") {
		b.Errorf("the next link's question is answered %s", got)
	}
	b.wait(`document.querySelectorAll(".graphiql-tab").length === 12`)
}

// testReload types a query and finds it again after a reload.
func testReload(b *tab) {
	b.Helper()
	get[chromedp.Void](b, question+`.setValue("query Mine { dataset { version } }")`)
	b.wait(`localStorage.getItem("graphiql:tabState")?.includes("Mine")`)
	openPlayground(b, "/playground")
	b.wait(question + `.getValue().includes("Mine")`)
}

// testKeyboard types and runs a query without a mouse.
func testKeyboard(b *tab) {
	b.Helper()
	get[chromedp.Void](b, question+`.focus()`)
	get[chromedp.Void](b, question+`.setValue("")`)
	b.check("type", chromedp.Do(b.ctx, chromedp.KeyEvent("{ dataset { store ")))
	settle(b)
	b.check("run", chromedp.Do(b.ctx, chromedp.KeyEvent("\r", chromedp.KeyModifiers(chromedp.ModifierCtrl))))
	b.wait(answer + `.includes("embedded")`)
}

// TestLooks takes pictures of the page in every size and colour scheme, and checks that all of it can be reached.
func TestLooks(t *testing.T) {
	t.Parallel()
	server := serve(t)
	for _, v := range views() {
		t.Run(v.name+" "+v.scheme, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, server.URL, v.size, v.scheme)
			openPlayground(b, "/playground")
			b.picture(v.name + "-" + v.scheme + "-start")
			ask(b)
			b.picture(v.name + "-" + v.scheme)
			dark := get[bool](b, `getComputedStyle(document.querySelector(".graphiql-container")).backgroundColor.match(/\d+/)[0] < 128`)
			if dark != (v.scheme == "dark") {
				t.Errorf("a reader who prefers %s sees the other", v.scheme)
			}
			if wide := get[int64](b, "document.documentElement.scrollWidth"); wide > v.size.width {
				t.Errorf("the page is %d px wide in a window of %d", wide, v.size.width)
			}
			b.click(docs)
			b.wait(`document.querySelector(".graphiql-doc-explorer-type-name") !== null`)
			b.picture(v.name + "-" + v.scheme + "-documentation")
			b.click(explorer)
			b.picture(v.name + "-" + v.scheme + "-explorer")
			b.clean()
		})
	}
}

// TestCodings checks that the browser gets compressed files, and decodes them to those that were built.
func TestCodings(t *testing.T) {
	t.Parallel()
	server := serve(t)
	b := newTab(t, server.URL, desk(), "light")
	b.open("/")
	for name, content := range built(t) {
		if strings.HasSuffix(name, ".html") {
			continue
		}
		got := await[[]string](b, fmt.Sprintf(
			`fetch(%q).then(async r => [r.headers.get("Content-Encoding"), await r.text()])`, "/"+name))
		if got[0] != "br" || got[1] != content {
			t.Errorf("%s comes in coding %q with %d characters, want br and the built file", name, got[0], len(got[1]))
		}
	}
	b.clean()
}

// TestPolicyEnforced checks that the browser enforces the policy, and that the other tests would notice violations.
func TestPolicyEnforced(t *testing.T) {
	t.Parallel()
	b := newTab(t, serve(t).URL, desk(), "light")
	openExplorer(b, "/") // every response has the same policy
	for script, want := range map[string]string{
		`document.head.append(Object.assign(document.createElement("style"), {textContent: "p{color:red}"}))`: "style-src-elem",
		`document.body.setAttribute("style", "color: red")`:                                                   "style-src-attr",
		`document.body.append(Object.assign(document.createElement("script"), {textContent: "1"}))`:           "script-src-elem",
		`setTimeout("1")`: "script-src",
		`fetch("http://example.com/").catch(() => 0)`:                                                         "connect-src",
		`document.body.append(Object.assign(new Image(), {src: "http://example.com/a.png"}))`:                 "img-src",
		`document.body.append(Object.assign(document.createElement("iframe"), {src: "http://example.com/"}))`: "frame-src",
		`new Worker("data:text/javascript,1")`:                                                                "worker-src",
	} {
		got := await[string](b, `new Promise(done => {
			document.addEventListener("securitypolicyviolation", e => done(e.effectiveDirective), {once: true})
			`+script+`
		})`)
		if got != want {
			t.Errorf("%s violates %s, want %s", script, got, want)
		}
		select {
		case <-b.noted:
		case <-b.ctx.Done():
			t.Error("the test does not notice")
		}
	}
}

// TestPlaygroundSubscription runs a subscription, which must report when other facts are loaded.
func TestPlaygroundSubscription(t *testing.T) {
	t.Parallel()
	served := live.New(live.Embedded(readFacts(t, facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()})))
	answers := graph.NewHandler(served, time.Minute)
	wrote := make(chan struct{}, 1)
	mux := http.NewServeMux()
	mux.Handle("/", web.Handler())
	mux.HandleFunc("/graphql", func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get("Accept"), "event-stream") && !strings.Contains(r.Header.Get("Accept"), "json") {
			w = writeNotifier{w, wrote}
		}
		answers.ServeHTTP(w, r)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Cleanup(served.End)
	b := newTab(t, server.URL, desk(), "light")
	openPlayground(b, "/playground?query=subscription+Loaded+%7B+datasetLoaded+%7B+actors+relations+%7D+%7D")
	b.wait(question + `.operationName === "Loaded"`)
	b.click(run)
	select {
	case <-wrote:
	case <-b.ctx.Done():
		t.Fatal("the page does not subscribe")
	}
	served.Replace(live.Embedded(fewer(t, "qatar.supports.gna")))
	b.wait(answer + `.includes('"relations": 16')`)
	b.picture("subscription")
	b.click(run) // stops
	b.clean()
}

// writeNotifier sends on wrote when something is written.
type writeNotifier struct {
	http.ResponseWriter
	wrote chan<- struct{}
}

// Write implements [http.ResponseWriter].
func (w writeNotifier) Write(content []byte) (int, error) {
	select {
	case w.wrote <- struct{}{}:
	default:
	}
	return w.ResponseWriter.Write(content)
}

// Unwrap lets the handler flush.
func (w writeNotifier) Unwrap() http.ResponseWriter { return w.ResponseWriter }
