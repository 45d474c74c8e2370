package web_test

import (
	"cmp"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/flight"
	"entente/graph/live"
	"entente/graph/web"
	"entente/loader/facts"
)

// timeout limits how long a test waits. It is far more than a slow machine needs: only a bug exceeds it.
const timeout = 5 * time.Minute

// serve serves the pages and the bundled facts, as server.go does.
func serve(t testing.TB) *httptest.Server {
	t.Helper()
	return serveFacts(t, readFacts(t, facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()}))
}

// serveGreatPowers serves the pages and the treaties of the great powers, 1872 to 1914.
func serveGreatPowers(t testing.TB) *httptest.Server {
	t.Helper()
	return serveFacts(t, readFacts(t, facts.Open(filepath.Join("..", "..", "fixtures", "great-powers"))))
}

// readFacts reads fact files.
func readFacts(t testing.TB, dir facts.Dir) *alliance.Facts {
	t.Helper()
	found, err := facts.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// serveFacts serves the pages and some facts.
func serveFacts(t testing.TB, found *alliance.Facts) *httptest.Server {
	t.Helper()
	return serveLive(t, live.New(live.Embedded(found)))
}

// serveLive serves the pages and facts that may be replaced while it does.
func serveLive(t testing.TB, served *live.Facts) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/", web.Handler())
	mux.Handle("/export/", export.Handler(served, flight.New(1)))
	mux.Handle("/graphql", graph.NewHandler(served, time.Minute))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Cleanup(served.End) // the server waits for its streams
	return server
}

// chromium is the browser that all tests share, each in tabs with their own profile. The first test that needs it
// starts it, and TestMain stops it.
var chromium struct {
	ctx   context.Context
	start func() error
}

// TestMain runs the tests and then stops the browser.
func TestMain(m *testing.M) {
	allocated, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(findChromium()),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.WSURLReadTimeout(timeout),
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,SpareRendererForSitePerProcess"), // no process in reserve
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"), // no other host
	)...)
	ctx, leave := chromedp.NewContext(allocated)
	chromium.ctx, chromium.start = ctx, sync.OnceValue(func() error { return chromedp.Do(ctx) })
	code := m.Run()
	leave()
	stop()
	os.Exit(code)
}

// findChromium returns the path of the browser, "" if it is not installed.
func findChromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
}

// browse returns the context of the browser. If it is not installed, the test is skipped, or fails in CI.
func browse(t testing.TB) context.Context {
	t.Helper()
	if findChromium() == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no Chromium: apt-get install chromium")
		}
		t.Skip("there is no Chromium: apt-get install chromium")
	}
	if err := chromium.start(); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return chromium.ctx
}

// tab is a browser tab that records errors, warnings and requests.
type tab struct {
	testing.TB
	ctx  context.Context
	base string
	// close closes the tab, as the end of the test does.
	close func()

	mu sync.Mutex
	// trouble holds the errors and warnings of scripts, the network and the Content-Security-Policy.
	trouble []string
	// asked holds the URLs of all requests.
	asked []string
	// noted receives a value once there is trouble.
	noted chan struct{}
}

// size is a size of the window, in CSS pixels.
type size struct{ width, height int64 }

// desk and phone return the sizes at which pages are tested.
func desk() size  { return size{1280, 800} }
func phone() size { return size{390, 844} }

// newTab opens a tab of a size in a colour scheme ("light" or "dark") with its own storage.
func newTab(t testing.TB, base string, s size, scheme string) *tab {
	t.Helper()
	ctx, leave := chromedp.NewContext(browse(t), chromedp.WithNewBrowserContext())
	t.Cleanup(leave) // may be called again
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(s.width, s.height)); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	t.Cleanup(cancel)
	b := &tab{TB: t, ctx: ctx, close: leave, base: base, noted: make(chan struct{}, 1)}
	b.check("listen", chromedp.Listen(ctx, b.note))
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}) // beside other tabs
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	return b
}

// note records an event.
func (b *tab) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if e, ok := event.(*network.EventRequestWillBeSent); ok {
		b.asked = append(b.asked, e.Request.URL)
	}
	if trouble := troubleIn(event); trouble != "" {
		b.trouble = append(b.trouble, trouble)
		select {
		case b.noted <- struct{}{}:
		default:
		}
	}
}

// troubleIn describes the error or warning in an event, "" if there is none.
func troubleIn(event any) string {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		return "exception: " + e.ExceptionDetails.Text
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			return "console: " + text(e.Args)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			return "log: " + e.Entry.Text + " " + e.Entry.URL
		}
	}
	return ""
}

// text returns the arguments of a console call as text.
func text(args []*runtime.RemoteObject) string {
	var parts []string
	for _, a := range args {
		parts = append(parts, cmp.Or(a.Description, string(a.Value)))
	}
	return strings.Join(parts, " ")
}

// check stops the test on an error.
func (b *tab) check(what string, err error) {
	b.Helper()
	if err != nil {
		b.Fatalf("%s: %v\nnoted: %q", what, err, b.trouble)
	}
}

// open loads a page.
func (b *tab) open(path string) {
	b.Helper()
	b.check("open "+path, chromedp.Do(b.ctx, chromedp.Navigate(b.base+path)))
}

// runFirst makes every page loaded from now on run a script before its own.
func runFirst(b *tab, script string) {
	b.Helper()
	call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// click clicks the first element that matches a CSS selector, once it is visible.
func (b *tab) click(selector string) {
	b.Helper()
	b.check("click "+selector, chromedp.Do(b.ctx, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible)))
}

// wait waits until an expression is true.
func (b *tab) wait(expression string) {
	b.Helper()
	for {
		_, err := chromedp.Run(b.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(timeout)))
		if err != nil && b.ctx.Err() == nil && strings.Contains(err.Error(), "Cannot find context") {
			continue // the page was replaced by another meanwhile
		}
		b.check("wait for "+expression, err)
		return
	}
}

// clean fails the test if errors or warnings were recorded, or if another host was requested.
func (b *tab) clean() {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, trouble := range b.trouble {
		b.Error(trouble)
	}
	for _, asked := range b.asked {
		if u, err := url.Parse(asked); err != nil || u.Scheme != "data" && !strings.HasPrefix(asked, b.base+"/") {
			b.Errorf("the page requests %s", asked)
		}
	}
}

// picture saves a screenshot of the tab as DIR/NAME.png if ENTENTE_SCREENSHOTS names a directory.
func (b *tab) picture(name string) {
	b.Helper()
	dir := os.Getenv("ENTENTE_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	b.check("take a picture", err)
	b.check("save a picture", os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644))
}

// call runs a command of the DevTools protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.Helper()
	_, err := chromedp.Call(b.ctx, command, params)
	b.check(command.Method, err)
}

// get returns the value of an expression.
func get[T any](b *tab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	b.check("evaluate "+expression, err)
	return value
}

// await returns the value that the promise of an expression resolves to.
func await[T any](b *tab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	b.check("await "+expression, err)
	return value
}
