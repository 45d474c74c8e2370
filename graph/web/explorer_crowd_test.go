package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// crowd returns facts with relations of the same type from one actor to others in turn, each in a different year.
func crowd(relations, others int) string {
	var text strings.Builder
	text.WriteString("actors:\n  - {id: ruritania, name: Ruritania, type: STATE}\n")
	for i := range others {
		fmt.Fprintf(&text, "  - {id: t%03d, name: State %d, type: STATE}\n", i, i)
	}
	text.WriteString("sources:\n  - {id: gazette, title: Gazette, published: 2001}\nrelations:\n")
	for i := range relations {
		fmt.Fprintf(&text, "  - {id: r%03d, subject: ruritania, type: SUPPORTS, object: t%03d, from: %d, evidence: [{source: gazette}]}\n", i, i%others, 1500+i)
	}
	return text.String()
}

// TestCrowd checks that many ties are drawn faintly, and that the table shows them page by page.
func TestCrowd(t *testing.T) {
	t.Parallel()
	const ties = 310
	b := newTab(t, serveFacts(t, written(t, crowd(ties, ties))).URL, desk(), "light")
	openExplorer(b, "/?tab=ties")
	wantAll(b)
	has(b, get[string](b, `document.querySelector("#count").innerText`), "310 ties")
	if !get[bool](b, `document.querySelector("#network").classList.contains("dense")`) {
		t.Error("they are not drawn as a crowd")
	}
	has(b, page(b), "200 of 310")
	b.click("#page .more button")
	b.wait(`document.querySelectorAll("#page tbody tr").length === 310`)
	if at := get[int](b, `[...document.querySelectorAll("#page tbody tr")].indexOf(document.activeElement.closest("tr"))`); at != 200 {
		t.Errorf("the focus is on row %d, want the first new one", at)
	}
	b.clean()
}

// TestOneLine checks that the relations of a pair and type, however many there are, are one line, one row and one entry.
func TestOneLine(t *testing.T) {
	t.Parallel()
	const relations = 310
	b := newTab(t, serveFacts(t, written(t, crowd(relations, 2))).URL, desk(), "light")
	openExplorer(b, "/?tab=ties")
	if got, want := get[[]string](b, tableRows), shownTies(b); len(want) != 2 || !slices.Equal(got, want) {
		t.Fatalf("%d relations of two pairs are the rows %q and the lines %q", relations, got, want)
	}
	has(b, get[string](b, `document.querySelector("#count").innerText`), "3 actors, 2 ties")
	openExplorer(b, "/?tie=r002") // one that is not the first of its line
	has(b, page(b), "154 more ties drawn as this line", "1500", "1808")
	if got := get[[]string](b, `[...document.querySelectorAll("#network .tie.chosen")].map(e => e.dataset.tie)`); !slices.Equal(got, []string{"r000"}) {
		t.Errorf("%q are highlighted, want the line that it is drawn as", got)
	}
	b.click(`[data-actor=ruritania] .shape`)
	settled(b)
	testAllRelations(b, relations)
	b.clean()
}

// testAllRelations shows more of an actor's relations until all are listed, each once, in two entries.
func testAllRelations(b *tab, relations int) {
	b.Helper()
	const shown = `[...document.querySelectorAll("#page .rows a[aria-label]")].map(e => e.dataset.show)`
	for n := 100; n < relations; n = min(n+100, relations) {
		has(b, page(b), fmt.Sprintf("%d of %d", n, relations))
		b.click("#page .more button")
		b.wait(fmt.Sprintf("%s.length === %d", shown, min(n+100, relations)))
	}
	all := get[[]string](b, shown)
	slices.Sort(all)
	if n := len(slices.Compact(all)); n != relations {
		b.Errorf("%d different relations, want %d", n, relations)
	}
	if n := get[int](b, `document.querySelectorAll("#page .rows > li").length`); n != 2 {
		b.Errorf("they are in %d entries, want 2", n)
	}
	if get[bool](b, `document.querySelector("#page .more") !== null`) {
		b.Error("all are shown, and there is a button for more")
	}
}
