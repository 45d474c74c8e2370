package web_test

import (
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// testKeys reaches and operates everything with the keyboard.
func testKeys(b *tab) {
	openExplorer(b, "/")
	press(b, tabKey)
	if got := get[string](b, `document.activeElement.innerText`); got != "Skip to the picture" {
		b.Errorf("the first Tab comes to %q", got)
	}
	press(b, enter)
	if got := get[string](b, `document.activeElement.dataset.actor`); got != "lna" {
		b.Errorf("the link skips to %q, want the best-connected actor", got)
	}
	if got := get[string](b, `getComputedStyle(document.activeElement.querySelector(".ring")).stroke`); got == "none" {
		b.Error("the focus is not visible")
	}
	press(b, enter)
	settled(b)
	if got := get[string](b, `document.activeElement.innerText`); got != "Libyan National Army" {
		b.Errorf("Enter opens a page and goes to %q", got)
	}
	press(b, escape)
	if got := get[string](b, `document.activeElement.dataset.actor`); got != "lna" {
		b.Errorf("Escape goes back to %q", got)
	}
	b.picture("explorer-keyboard")
	seen := map[string]bool{}
	for range 120 {
		press(b, tabKey)
		at := get[string](b, `(e => e.id || e.dataset.actor || e.dataset.show || e.innerText || e.value || e.tagName)(document.activeElement)`)
		seen[at] = true
	}
	for _, want := range []string{"query", "filter-toggle", "Save", "playground", "conflict", "blocs", "lna", "asOf", "knownBy", "presumed", "tab-details", "page"} {
		if !seen[want] {
			b.Errorf("Tab never comes to %s", want)
		}
	}
}

// testWalk moves through actors and ties with the arrow keys, comma and full stop.
func testWalk(b *tab) {
	openExplorer(b, "/")
	b.click("#count") // nothing happens
	get[chromedp.Void](b, `document.querySelector("[data-actor=lna]").focus()`)
	seen := map[string]bool{}
	for range 5 {
		press(b, ".")
		seen[get[string](b, `document.activeElement.dataset.tie ?? ""`)] = true
	}
	if len(seen) != 5 || seen[""] || !seen["gna.opposes.lna"] {
		b.Errorf("full stop walks through %v, want the five ties", seen)
	}
	press(b, down)
	if got := get[string](b, `document.activeElement.dataset.actor ?? ""`); got == "" {
		b.Error("an arrow does not leave the tie")
	}
	before := get[string](b, `document.activeElement.dataset.actor`)
	press(b, left, right)
	if got := get[string](b, `document.activeElement.dataset.actor`); got == "" {
		b.Errorf("from %s, arrows lead to %q", before, got)
	}
	has(b, get[string](b, `document.querySelector("#hint").innerText`), ",")
}

// testHands zooms, pans and drags.
func testHands(b *tab) {
	const world, lna = `document.querySelector(".world").getAttribute("transform")`, `document.querySelector("[data-actor=lna]").getAttribute("transform")`
	openExplorer(b, "/")
	first, place := get[string](b, world), get[string](b, lna)
	b.click(`#zoom [aria-label="Zoom in"]`)
	if get[string](b, world) == first {
		b.Error("the button does not zoom")
	}
	b.click(`#zoom [aria-label="Show all"]`)
	if got := get[string](b, world); got != first {
		b.Errorf("showing all gives %s, not %s", got, first)
	}
	drag(b, 300, 300)
	if get[string](b, world) == first || get[string](b, lna) != place {
		b.Error("dragging the background does not pan")
	}
	at := get[struct{ X, Y float64 }](b, `(({x, y, width, height}) => ({x: x + width / 2, y: y + height / 2}))(document.querySelector("[data-actor=lna] .shape").getBoundingClientRect())`)
	drag(b, at.X, at.Y)
	if get[string](b, lna) == place {
		b.Error("dragging an actor does not move it")
	}
	if got := get[string](b, "location.search"); got != "?asOf=2020-05-31" {
		b.Errorf("dragging leads to %s", got)
	}
}

// drag moves the mouse from a point with its button down.
func drag(b *tab, x, y float64) {
	b.Helper()
	for i, kind := range []input.DispatchMouseEventType{chromedp.MousePressed, chromedp.MouseMoved, chromedp.MouseMoved, chromedp.MouseReleased} {
		b.check("drag", chromedp.Do(b.ctx, chromedp.MouseEvent(kind, x+20*float64(i), y+10*float64(i), chromedp.ButtonLeft)))
	}
	await[bool](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}
