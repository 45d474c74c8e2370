package web_test

import (
	"fmt"
	"strings"
	"testing"
)

// chronicle returns facts with undated events, e000 and so on, that one source reports.
func chronicle(events int) string {
	var text strings.Builder
	text.WriteString(`
actors:
  - {id: ruritania, name: Ruritania, type: STATE}
sources:
  - {id: chronicle, title: Chronicle, published: 1901}
events:
`)
	for i := range events {
		fmt.Fprintf(&text, "  - {id: e%03d, type: CONSULT, title: Visit %d, "+
			"participants: [{actor: ruritania, role: INITIATOR}], evidence: [{source: chronicle}]}\n", i, i)
	}
	return text.String()
}

// TestShowMore pages through lists that are longer than a page, to their end.
func TestShowMore(t *testing.T) {
	t.Parallel()
	server := serveFacts(t, written(t, chronicle(230)))
	for name, path := range map[string]string{"source": "/?source=chronicle&knownBy=1902", "actor": "/?actor=ruritania"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, server.URL, desk(), "light")
			openExplorer(b, path)
			const rows, more = `document.querySelectorAll("#page .rows li").length`, `#page .rows + p button`
			for _, shown := range []int{100, 200} {
				has(b, page(b), fmt.Sprintf("%d of 230", shown))
				if got := get[int](b, rows); got != shown {
					t.Errorf("%d rows, want %d", got, shown)
				}
				b.picture(fmt.Sprintf("explorer-more-%s-%d", name, shown))
				b.click(more)
				b.wait(fmt.Sprintf("%s > %d", rows, shown))
				if at := get[int](b, `[...document.querySelectorAll("#page .rows li")].indexOf(document.activeElement.closest("li"))`); at != shown {
					t.Errorf("the focus is on row %d, want the first new one, %d", at, shown)
				}
			}
			names := get[[]string](b, `[...document.querySelectorAll("#page .rows a")].map(e => e.dataset.show)`)
			seen := map[string]bool{}
			for _, n := range names {
				seen[n] = true
			}
			if len(names) != 230 || len(seen) != 230 {
				t.Errorf("%d rows with %d events, want 230 of each", len(names), len(seen))
			}
			if get[bool](b, `document.querySelector("`+more+`") !== null`) {
				t.Error("all are shown, and there is a button for more")
			}
			b.clean()
		})
	}
}

// TestShowMoreAgain checks that a list reports that the server is gone, and continues once it is back.
func TestShowMoreAgain(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveFacts(t, written(t, chronicle(101))).URL, desk(), "light")
	openExplorer(b, "/?actor=ruritania")
	get[bool](b, `(() => {const real = fetch; window.fetch = () => Promise.reject(new TypeError("gone")); window.back = () => { window.fetch = real }; return true})()`)
	b.click(`#page .rows + p button`)
	b.wait(`document.querySelector("#page .rows + p").innerText.includes("The server cannot be reached")`)
	get[bool](b, `(window.back(), true)`)
	b.click(`#page .rows + p button`)
	b.wait(`document.querySelectorAll("#page .rows li").length === 101`)
	b.clean()
}
