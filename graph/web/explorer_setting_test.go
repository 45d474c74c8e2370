package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// backing has three relations of the same type between the same two actors, which differ only in their settings, and one
// of another two.
const backing = `
actors:
  - {id: ruritania, name: Ruritania, type: STATE, aliases: [%s]}
  - {id: strelsau, name: Strelsau, type: STATE}
  - {id: zenda, name: Zenda, type: STATE}
  - {id: hentzau, name: Hentzau, type: STATE}
sources:
  - {id: gazette, title: Gazette, published: 1901}
conflicts:
  - {id: a, name: "Strelsau: Government", from: 1890, to: 1890}
  - {id: b, name: "Hentzau: Throne"}
  - {id: c, name: "Strelsau: Government", from: 1871, to: 1880}
  - {id: d, name: "hentzau: border", from: 1899}
relations:
  - {id: one, subject: ruritania, type: SUPPORTS, object: strelsau, against: zenda, conflict: c, from: 1871, to: 1872, evidence: [{source: gazette}]}
  - {id: two, subject: ruritania, type: SUPPORTS, object: strelsau, against: hentzau, conflict: c, from: 1871, to: 1872, evidence: [{source: gazette}]}
  - {id: three, subject: ruritania, type: SUPPORTS, object: strelsau, against: zenda, conflict: a, from: 1890, evidence: [{source: gazette}]}
  - {id: four, subject: ruritania, type: SUPPORTS, object: hentzau, against: strelsau, evidence: [{source: gazette}]}
`

// TestTiesTogether checks that the table has one row for the ties of a pair and type, with what they say, in columns that
// fold if there is no room for them.
func TestTiesTogether(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveFacts(t, written(t, fmt.Sprintf(backing, "R"))).URL, desk(), "light")
	openExplorer(b, "/?asOf=all&tab=ties")
	const cells = `[...document.querySelector("#page [data-id=one]").children].filter(e => e.checkVisibility()).map(e => e.innerText.replace(/\s+/g, " "))`
	if got, want := get[[]string](b, cells), []string{"Ruritania", "supports asserted", "Strelsau against Zenda, Hentzau", "1871 – 31 December 1901 Strelsau: Government"}; !slices.Equal(got, want) {
		t.Errorf("folded, a row has %q, want %q", got, want)
	}
	b.click(`#page .folded[data-sort=Against]`)
	b.wait(`document.querySelector("#page [aria-sort]")?.innerText.includes("Against")`)
	if got := get[string](b, `document.querySelector("#page tbody tr").dataset.id`); got != "four" {
		t.Errorf("sorted by Against, %s is the first tie", got)
	}
	if got := get[string](b, `document.activeElement.dataset.sort ?? ""`); got != "Against" {
		t.Errorf("sorting moves the focus to %q", got)
	}
	b.check("make it wide", chromedp.Do(b.ctx, chromedp.EmulateViewport(990, 800)))
	b.wait(cells + `.length === 7`)
	want := []string{"Ruritania", "supports", "Strelsau", "Zenda, Hentzau", "1871 – 31 December 1901", "Strelsau: Government", "asserted"}
	if got := get[[]string](b, cells); !slices.Equal(got, want) {
		t.Errorf("unfolded, a row has %q, want %q", got, want)
	}
	b.clean()
}

// TestManyNames checks that the other names of an actor are folded if there are many, and that its ties with the same
// actor are one entry, with what distinguishes them.
func TestManyNames(t *testing.T) {
	t.Parallel()
	var names []string
	for i := range 16 {
		names = append(names, fmt.Sprintf("N%02d", i))
	}
	b := newTab(t, serveFacts(t, written(t, fmt.Sprintf(backing, strings.Join(names, ", ")))).URL, desk(), "light")
	openExplorer(b, "/?asOf=all&actor=ruritania")
	const shown = `[...document.querySelectorAll("#page bdi")].filter(e => e.checkVisibility()).length`
	has(b, page(b), "and 4 more")
	for _, state := range []int{12, 16, 12} {
		if got := get[int](b, shown); got != state {
			t.Errorf("%d names are shown, want %d", got, state)
		}
		b.click("#page dl button")
	}
	has(b, page(b), "2 ties")
	want := []string{
		"Hentzau sources on 31 December 1901 · against Strelsau",
		"Strelsau sources 1871 – 1872 · against Zenda · Strelsau: Government " +
			"sources from 1890, at least until 31 December 1901 · against Zenda · Strelsau: Government " +
			"sources 1871 – 1872 · against Hentzau · Strelsau: Government",
	}
	if got := get[[]string](b, `[...document.querySelectorAll("#page .rows > li")].map(e => e.innerText.replace(/\s+/g, " ").trim()).sort()`); !slices.Equal(got, want) {
		t.Errorf("the ties are %q, want %q", got, want)
	}
	links := get[[]string](b, `[...document.querySelectorAll("#page .rows a[aria-label]")].map(e => e.ariaLabel).sort()`)
	if len(slices.Compact(links)) != 4 {
		t.Errorf("links to sources are labelled %q, want four labels", links)
	}
	b.clean()
}
