package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// backing has three ties between the same two actors, which differ only in their settings.
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
`

// TestTiesDistinguished checks that the table shows what distinguishes ties, in columns that fold if there is no room
// for them.
func TestTiesDistinguished(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveFacts(t, written(t, fmt.Sprintf(backing, "R"))).URL, desk(), "light")
	openExplorer(b, "/?tab=ties")
	const cells = `[...document.querySelector("#page [data-id=one]").children].filter(e => e.checkVisibility()).map(e => e.innerText.replace(/\s+/g, " "))`
	if got, want := get[[]string](b, cells), []string{"Ruritania", "supports asserted", "Strelsau against Zenda", "1871 – 1872 Strelsau: Government"}; !slices.Equal(got, want) {
		t.Errorf("folded, a row has %q, want %q", got, want)
	}
	b.click(`#page .folded[data-sort=Against]`)
	b.wait(`document.querySelector("#page [aria-sort]")?.innerText.includes("Against")`)
	if got := get[string](b, `document.querySelector("#page tbody tr").dataset.id`); got != "two" {
		t.Errorf("sorted by Against, %s is the first tie", got)
	}
	if got := get[string](b, `document.activeElement.dataset.sort ?? ""`); got != "Against" {
		t.Errorf("sorting moves the focus to %q", got)
	}
	b.check("make it wide", chromedp.Do(b.ctx, chromedp.EmulateViewport(990, 800)))
	b.wait(cells + `.length === 7`)
	want := []string{"Ruritania", "supports", "Strelsau", "Zenda", "1871 – 1872", "Strelsau: Government", "asserted"}
	if got := get[[]string](b, cells); !slices.Equal(got, want) {
		t.Errorf("unfolded, a row has %q, want %q", got, want)
	}
	b.clean()
}

// TestManyNames checks that the other names of an actor are folded if there are many, and that its ties are
// distinguished.
func TestManyNames(t *testing.T) {
	t.Parallel()
	var names []string
	for i := range 16 {
		names = append(names, fmt.Sprintf("N%02d", i))
	}
	b := newTab(t, serveFacts(t, written(t, fmt.Sprintf(backing, strings.Join(names, ", ")))).URL, desk(), "light")
	openExplorer(b, "/?actor=ruritania")
	const shown = `[...document.querySelectorAll("#page bdi")].filter(e => e.checkVisibility()).length`
	has(b, page(b), "and 4 more")
	for _, state := range []int{12, 16, 12} {
		if got := get[int](b, shown); got != state {
			t.Errorf("%d names are shown, want %d", got, state)
		}
		b.click("#page dl button")
	}
	want := []string{
		"Strelsau sources 1871 – 1872 · against Hentzau · Strelsau: Government",
		"Strelsau sources 1871 – 1872 · against Zenda · Strelsau: Government",
		"Strelsau sources since 1890 · against Zenda · Strelsau: Government",
	}
	if got := get[[]string](b, `[...document.querySelectorAll("#page .rows li")].map(e => e.innerText.replace(/\s+/g, " ")).sort()`); !slices.Equal(got, want) {
		t.Errorf("the ties are %q, want %q", got, want)
	}
	links := get[[]string](b, `[...document.querySelectorAll("#page .rows a[aria-label]")].map(e => e.ariaLabel).sort()`)
	if len(slices.Compact(links)) != 3 {
		t.Errorf("links to sources are labelled %q, want three labels", links)
	}
	b.clean()
}
