package web_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"entente/graph/exhaustive"
)

// axe returns the source of axe-core, which looks for what keeps people out; "" if it is not installed, which fails the
// test in CI and if the tests are exhaustive.
func axe(t testing.TB) string {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("CI") == "" && !exhaustive.On() {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

// violations returns what axe-core finds in the page that breaks WCAG 2.2 at levels A and AA or its best practices, whatever it weighs.
func violations(b *tab, source string) []string {
	b.Helper()
	get[chromedp.Void](b, "void function(){"+strings.ReplaceAll(source, "\u2028", "\\u2028")+"}.call(window)")
	return await[[]string](b, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(({violations}) =>
		violations.map(v => v.impact + " " + v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " — " + n.failureSummary).join(" | ")))`)
}
