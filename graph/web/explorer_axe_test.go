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

// axe returns the source of axe-core, which finds barriers to accessibility, or "" if it is not installed. In CI, or if
// the tests are exhaustive, a missing axe-core fails the test.
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

// violations returns the violations of WCAG 2.2 at levels A and AA, and of the best practices of axe-core, that it
// finds in the page, whatever their impact.
func violations(b *tab, source string) []string {
	b.Helper()
	get[chromedp.Void](b, "void function(){"+strings.ReplaceAll(source, "\u2028", "\\u2028")+"}.call(window)")
	return await[[]string](b, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(({violations}) =>
		violations.map(v => v.impact + " " + v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " — " + n.failureSummary).join(" | ")))`)
}
