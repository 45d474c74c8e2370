package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// crowd returns facts with ties from one actor to two others alternately, each in a different year.
func crowd(ties int) string {
	var text strings.Builder
	text.WriteString(`
actors:
  - {id: ruritania, name: Ruritania, type: STATE}
  - {id: t0, name: Strelsau, type: STATE}
  - {id: t1, name: Zenda, type: STATE}
sources:
  - {id: gazette, title: Gazette, published: 2001}
relations:
`)
	for i := range ties {
		fmt.Fprintf(&text, "  - {id: r%03d, subject: ruritania, type: SUPPORTS, object: t%d, from: %d, evidence: [{source: gazette}]}\n", i, i%2, 1500+i)
	}
	return text.String()
}

// TestCrowd checks that ties that look alike are drawn as one line if there are many ties, and that all are listed.
func TestCrowd(t *testing.T) {
	t.Parallel()
	const ties = 310
	b := newTab(t, serveFacts(t, written(t, crowd(ties))).URL, desk(), "light")
	openExplorer(b, "/?tab=ties")
	if got := len(shownTies(b)); got != 2 {
		t.Fatalf("%d ties are %d lines, want 2", ties, got)
	}
	has(b, get[string](b, `document.querySelector("#count").innerText`), "310 ties")
	has(b, get[string](b, `document.querySelector("#legend").innerText`), "several alike")
	has(b, page(b), "200 of 310")
	b.click("#page .more button")
	b.wait(`document.querySelectorAll("#page tbody tr").length === 310`)
	if at := get[int](b, `[...document.querySelectorAll("#page tbody tr")].indexOf(document.activeElement.closest("tr"))`); at != 200 {
		t.Errorf("the focus is on row %d, want the first new one", at)
	}
	openExplorer(b, "/?tie=r002") // one that is not the first of its line
	has(b, page(b), "154 more ties drawn as this line", "since 1500", "since 1808")
	lacks(b, page(b), "since 1501")
	if got := get[[]string](b, `[...document.querySelectorAll("#network .tie.chosen")].map(e => e.dataset.tie)`); !slices.Equal(got, []string{"r000"}) {
		t.Errorf("%q are highlighted, want the line that it is drawn as", got)
	}
	b.click(`[data-actor=ruritania] .shape`)
	settled(b)
	testAllTies(b, ties)
	b.clean()
}

// testAllTies shows more of an actor's ties until all are listed, each once.
func testAllTies(b *tab, ties int) {
	b.Helper()
	const shown = `[...document.querySelectorAll("#page .rows a[aria-label]")].map(e => e.dataset.show)`
	for n := 100; n < ties; n = min(n+100, ties) {
		has(b, page(b), fmt.Sprintf("%d of %d", n, ties))
		b.click("#page .more button")
		b.wait(fmt.Sprintf("%s.length === %d", shown, min(n+100, ties)))
	}
	all := get[[]string](b, shown)
	slices.Sort(all)
	if n := len(slices.Compact(all)); n != ties {
		b.Errorf("%d different ties, want %d", n, ties)
	}
	if get[bool](b, `document.querySelector("#page .more") !== null`) {
		b.Error("all are shown, and there is a button for more")
	}
}
