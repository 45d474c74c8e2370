package web_test

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// testMenu opens the menu and closes it.
func testMenu(b *tab) {
	b.Helper()
	b.click(".menu > summary")
	b.wait(`document.querySelector(".menu").open`)
	b.picture("explorer-menu")
	press(b, escape)
	b.wait(`!document.querySelector(".menu").open && document.activeElement.matches(".menu > summary")`)
}

// TestSave saves a view in every format and reads what was saved.
func TestSave(t *testing.T) {
	t.Parallel()
	b := newTab(t, serve(t).URL, desk(), "dark")
	dir := t.TempDir()
	_, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
		BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
	})
	b.check("allow downloads", err)
	openExplorer(b, "/?tie=russia.supports.lna")
	testMenu(b)
	for i, file := range []string{"entente.svg", "entente.png", "relations-*.csv", "statements-*.csv"} {
		b.click(".menu > summary")
		b.click(fmt.Sprintf(".menu li:nth-child(%d) button", i+1))
		content := downloaded(t, filepath.Join(dir, file))
		if keep := os.Getenv("ENTENTE_SCREENSHOTS"); keep != "" {
			b.check("keep", os.WriteFile(filepath.Join(keep, "saved"+filepath.Ext(file)), content, 0o644))
		}
		switch file {
		case "entente.svg":
			testSavedSVG(b, content)
		case "entente.png":
			if !strings.HasPrefix(string(content), "\x89PNG") || len(content) < 10_000 {
				t.Errorf("%d bytes of PNG: %.20q", len(content), content)
			}
		case "relations-*.csv":
			testSavedCSV(b, content)
		case "statements-*.csv":
			has(b, string(content), "but denies sending fighters to Libya")
		}
	}
	b.clean()
}

// downloaded waits for a file whose path matches a pattern, and reads it.
func downloaded(t *testing.T, pattern string) []byte {
	t.Helper()
	deadline := time.After(timeout)
	for tick := time.Tick(20 * time.Millisecond); ; {
		for _, path := range globbed(t, pattern) {
			if content, err := os.ReadFile(path); err == nil && len(content) > 0 {
				return content
			}
		}
		select {
		case <-tick:
		case <-deadline:
			t.Fatalf("%s was not saved", pattern)
		}
	}
}

// globbed returns the files whose paths match a pattern.
func globbed(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// testSavedSVG checks that a saved picture is self-contained: no style sheet, no script and no links.
func testSavedSVG(b *tab, content []byte) {
	b.Helper()
	for _, part := range []string{"style=", "<style", "<script", "class=", "var(--", "tabindex", "href"} {
		if strings.Contains(string(content), part) {
			b.Errorf("the SVG has %s", part)
		}
	}
	has(b, string(content), "stroke-dasharray", "Libyan National", "dataset ", "?asOf=2020-05-31&amp;tie=russia.supports.lna", "The entente project: Libya", "friendly", "<title>")
	for decoder := xml.NewDecoder(strings.NewReader(string(content))); ; {
		if _, err := decoder.Token(); err != nil {
			if err.Error() != "EOF" {
				b.Errorf("the SVG is not XML: %v", err)
			}
			return
		}
	}
}

// testSavedCSV compares a saved table with the picture.
func testSavedCSV(b *tab, content []byte) {
	b.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(content), "\ufeff"))).ReadAll()
	b.check("read CSV", err)
	var ids []string
	for _, row := range rows[1:] {
		ids = append(ids, row[0])
	}
	if slices.Sort(ids); !slices.Equal(ids, shownTies(b)) {
		b.Errorf("the CSV has ties %q", ids)
	}
}
