package web_test

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/chromedp/chromedp"
)

// slide moves the time slider to a step.
func slide(b *tab, step int) {
	b.Helper()
	get[chromedp.Void](b, fmt.Sprintf(`{
		const slider = document.querySelector("#slider");
		slider.value = %d;
		slider.dispatchEvent(new Event("input", {bubbles: true}));
		slider.dispatchEvent(new Event("change", {bubbles: true}));
	}`, step))
	settled(b)
}

// testTime moves the slider over the great powers, from 1871: a treaty comes and goes.
func testTime(b *tab) {
	const treaty = "german-empire.guarantees.russian-empire.reinsurance"
	openExplorer(b, "/")
	if got, want := get[string](b, "location.search"), "?asOf=1914-12-31"; got != want {
		b.Errorf("it opens on %s, want the last day covered, %s", got, want)
	}
	first := get[int](b, `Number(document.querySelector("#time .row > span").innerText)`)
	for year, want := range map[int]bool{1886: false, 1888: true, 1891: false} {
		slide(b, year-first)
		if got := get[string](b, `document.querySelector("#asOf").value`); got != strconv.Itoa(year) {
			b.Fatalf("the slider is at %s, want %d", got, year)
		}
		if got := slices.Contains(shownTies(b), treaty); got != want {
			b.Errorf("in %d, the Reinsurance Treaty is in the picture: %t, want %t", year, got, want)
		}
	}
	if got := get[int](b, "history.length"); got > 10 {
		b.Errorf("%d entries in the history, want one a step", got)
	}
}

// testStill checks that actors stay in place as time changes.
func testStill(b *tab) {
	const places = `Object.fromEntries([...document.querySelectorAll("[data-actor]")].map(e => [e.dataset.actor, e.getAttribute("transform")]))`
	openExplorer(b, "/?asOf=1880")
	before := get[map[string]string](b, places)
	fill(b, "#asOf", "1907")
	after := get[map[string]string](b, places)
	for id, place := range after {
		if was, ok := before[id]; ok && was != place {
			b.Errorf("%s moves from %s to %s", id, was, place)
		}
	}
	openExplorer(b, "/?asOf=1907")
	if again := get[map[string]string](b, places); fmt.Sprint(again) != fmt.Sprint(after) {
		b.Errorf("opened anew, actors are at %v, not at %v", again, after)
	}
}

// testPlay plays through time.
func testPlay(b *tab) {
	runFirst(b, `{const real = setInterval; window.setInterval = (act, wait) => real(act, wait / 30)}`) // time runs fast
	openExplorer(b, "/?asOf=1912")
	b.click(`#time button[aria-label="Play"]`)
	b.wait(`new URLSearchParams(location.search).get("asOf") === "1914"`)
	b.wait(`document.querySelector("#time button[aria-pressed]").getAttribute("aria-pressed") === "false"`)
	settled(b)
}

// testBlocs checks the blocs of 1907, which have colours and letters.
func testBlocs(b *tab) {
	openExplorer(b, "/?asOf=1907&blocs=2&tab=actors")
	bloc := func(id string) string {
		return get[string](b, fmt.Sprintf(`document.querySelector('[data-actor="%s"] .letter').textContent`, id))
	}
	if bloc("german-empire") != bloc("austria-hungary") || bloc("german-empire") == bloc("french-third-republic") {
		b.Errorf("Germany is in bloc %s, Austria in %s, France in %s", bloc("german-empire"), bloc("austria-hungary"), bloc("french-third-republic"))
	}
	has(b, page(b), "Bloc")
}
