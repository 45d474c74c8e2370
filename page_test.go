package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// pageTimeout limits how long the browser may take. It is far more than a slow machine needs: only a bug exceeds it.
const pageTimeout = 3 * time.Minute

// browser starts Chromium with a tab for the test. If it is not installed, the test is skipped, or fails in CI.
func browser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil && os.Getenv("CI") != "" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip("there is no Chromium: apt-get install chromium")
	}
	ctx, cancel := context.WithTimeout(t.Context(), pageTimeout)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(pageTimeout))...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(ctx)
	t.Cleanup(leave)
	return ctx
}

// TestExamplePage opens examples/page.html from its file, as its reader does, and asks the running server by it.
func TestExamplePage(t *testing.T) {
	ctx := browser(t)
	bundled := start(t, options{Origins: []string{"*"}}).url
	powers := start(t, options{Origins: []string{"*"}, Facts: []string{"fixtures/great-powers"}}).url
	closed := start(t, options{}).url
	russia := `[data-id="russia.supports.lna"]`
	drawn := `document.getElementById("heading").textContent + [...document.querySelectorAll("#network .cross")].map(c => " ✕ " + c.parentNode.dataset.id).join()`
	problem := `document.getElementById("problem").textContent`
	for _, c := range []struct {
		name, query string
		do          chromedp.Action[chromedp.Void]
		shows, want string
	}{
		{"the last day covered", "server=" + bundled, nil, drawn, "7 relations of 9 actors, 1 with a denial ✕ russia.supports.lna"},
		{"a day in the address", "server=" + powers + "&on=1904-12", nil, drawn,
			"28 relations of 10 actors, 1 with a denial ✕ austria-hungary.opposes.russian-empire"},
		{"a day by the keyboard", "server=" + powers, another("1886"), drawn,
			"26 relations of 11 actors, 3 with a denial ✕ austria-hungary.opposes.russian-empire, " +
				"✕ french-third-republic.opposes.kingdom-of-italy.triple-alliance, ✕ german-empire.opposes.russian-empire"},
		{"the facts' version", "server=" + bundled, nil, `document.getElementById("version").textContent`,
			"As of 2020-05-31, from facts " + servedVersion(t, bundled) + " at " + bundled + "."},
		{"a click on a line", "server=" + bundled, click(`#network ` + russia), said(russia),
			"Russia denies (troops)“Russia, along with the United Arab Emirates and Egypt, supports the self-styled Haftar army, but denies sending fighters to Libya”"},
		{"a key on a relation", "server=" + bundled, unfold(russia), said(russia), "Russia denies (troops)"},
		{"a wrong day", "server=" + bundled, another("2020-13"), problem, `"2020-13"`},
		{"a server that lets no page ask", "server=" + closed, nil, problem, closed + " does not answer this page: start it with --allow-origin '*'"},
	} {
		t.Run(c.name, func(t *testing.T) { showsOnPage(ctx, t, c.query, c.do, c.shows, c.want) })
	}
}

// showsOnPage opens the page, does something once it has an answer, and waits until the value of an expression contains
// a text.
func showsOnPage(ctx context.Context, t *testing.T, query string, do chromedp.Action[chromedp.Void], shows, want string) {
	t.Helper()
	path, err := filepath.Abs("examples/page.html")
	if err != nil {
		t.Fatal(err)
	}
	answered := `document.getElementById("version").textContent || document.getElementById("problem").textContent`
	err = chromedp.Do(ctx, chromedp.Navigate("file://"+path+"?"+query), poll(answered))
	if err == nil && do != nil {
		err = chromedp.Do(ctx, do)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, poll(fmt.Sprintf("(%s).includes(%q)", shows, want))); err != nil {
		got, _ := chromedp.Run(ctx, chromedp.Evaluate[string](shows))
		t.Errorf("the page shows %q, not %q: %v", got, want, err)
	}
}

// poll waits until an expression is true.
func poll(expression string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Poll[bool]("Boolean("+expression+")", chromedp.WithPollingTimeout(pageTimeout/10))(ctx, t)
		return err
	})
}

// another asks for another day without a mouse.
func another(day string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(chromedp.Focus(chromedp.CSS("#on")), chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`),
		chromedp.KeyEvent(day+"\r"))
}

// click clicks the middle of a line. A line is thin, and the middle of the box around it is beside it.
func click(line string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		at, err := chromedp.Evaluate[struct{ X, Y float64 }](fmt.Sprintf(`(() => {
			const path = document.querySelector(%q + " .hit")
			const { x, y } = path.getPointAtLength(path.getTotalLength() / 3).matrixTransform(path.getScreenCTM())
			return { X: x, Y: y }
		})()`, line))(ctx, t)
		if err != nil {
			return err
		}
		_, err = chromedp.MouseClickXY(at.X, at.Y)(ctx, t)
		return err
	})
}

// unfold opens a relation of the list without a mouse.
func unfold(relation string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(chromedp.Focus(chromedp.CSS("#relations "+relation+" summary")), chromedp.KeyEvent("\r"))
}

// said is an expression for what an open relation shows below its summary.
func said(relation string) string {
	return fmt.Sprintf(`document.querySelector("#relations " + %q + "[open] ul")?.textContent ?? ""`, relation)
}

// servedVersion returns the version of the facts that a server answers from.
func servedVersion(t *testing.T, url string) string {
	t.Helper()
	ready, _ := get(t, url+"/readyz")
	return strings.TrimSpace(strings.TrimPrefix(ready, "ready: dataset "))
}
