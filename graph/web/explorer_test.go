package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// openExplorer opens the explorer and waits until it has settled.
func openExplorer(b *tab, path string) {
	b.Helper()
	b.open(path)
	settled(b)
}

// settled waits until the picture and the panel show what the address asks for, and a frame has been drawn since.
func settled(b *tab) {
	b.Helper()
	b.wait(`document.documentElement.dataset.at === location.href`) // set once the page has settled, removed on each change
	await[bool](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

// shownTies returns the ids of the ties in the picture, in order.
func shownTies(b *tab) []string {
	b.Helper()
	return get[[]string](b, `[...document.querySelectorAll("#network [data-tie]")].map(e => e.dataset.tie).sort()`)
}

// wantAll checks that all relations of the facts are in the picture, each as a line of its own.
func wantAll(b *tab) {
	b.Helper()
	all := await[int](b, `fetch("graphql?query={dataset{relations}}").then(r => r.json()).then(a => a.data.dataset.relations)`)
	if n := len(shownTies(b)); n != all || n == 0 {
		b.Errorf("%d ties in the picture, want all %d", n, all)
	}
}

// page returns the text of the panel.
func page(b *tab) string {
	b.Helper()
	return get[string](b, `document.querySelector("#page").innerText`)
}

// has fails the test if a text lacks any of parts.
func has(b *tab, text string, parts ...string) {
	b.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			b.Errorf("%q is not in %q", part, text)
		}
	}
}

// press presses keys one after another.
func press(b *tab, keys ...string) {
	b.Helper()
	for _, key := range keys {
		b.check("press "+key, chromedp.Do(b.ctx, chromedp.KeyEvent(key)))
	}
}

// Keys, as chromedp encodes them.
const (
	tabKey, enter, escape = "\t", "\r", "\x1b"
	right, left, down     = "\u0303", "\u0302", "\u0301"
)

// fill replaces the text of a field and presses Enter.
func fill(b *tab, selector, text string) {
	b.Helper()
	b.click(selector)
	get[chromedp.Void](b, fmt.Sprintf(`document.querySelector(%q).select()`, selector))
	press(b, text+enter)
	settled(b)
}

// choose waits for a suggestion that contains a text, and chooses it.
func choose(b *tab, list, text string) {
	b.Helper()
	b.wait(fmt.Sprintf(`[...document.querySelectorAll("#%s [role=option]")].some(o => o.innerText.includes(%q))`, list, text))
	get[chromedp.Void](b, fmt.Sprintf(`void [...document.querySelectorAll("#%s [role=option]")].find(o => o.innerText.includes(%q)).click()`, list, text))
	settled(b)
}

func TestExplorer(t *testing.T) {
	t.Parallel()
	libya, powers := serve(t), serveGreatPowers(t)
	for name, test := range map[string]struct {
		base string
		test func(*tab)
	}{
		"draw": {libya.URL, testDraw}, "search": {libya.URL, testSearch}, "search ahead": {libya.URL, testSearchAhead}, "tie": {libya.URL, testTie},
		"known": {libya.URL, testKnownBy}, "compare": {libya.URL, testCompare}, "keys": {libya.URL, testKeys}, "walk": {libya.URL, testWalk},
		"filters": {libya.URL, testFilters}, "around": {libya.URL, testAround}, "address": {libya.URL, testAddress},
		"playground": {libya.URL, testOpenQuery}, "bad date": {libya.URL, testBadDate}, "unknown": {libya.URL, testUnknown},
		"nonsense": {libya.URL, testNonsense}, "hands": {libya.URL, testHands}, "time": {powers.URL, testTime}, "blocs": {powers.URL, testBlocs},
		"play": {powers.URL, testPlay}, "table": {libya.URL, testTable}, "still": {powers.URL, testStill}, "long": {powers.URL, testLong},
		"uncovered": {libya.URL, testUncovered}, "about": {powers.URL, testAbout}, "lifelines": {powers.URL, testLifelines},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, test.base, desk(), "light")
			test.test(b)
			b.clean()
		})
	}
}

// testDraw checks that the picture has everything in the article, with its marks, dashes, arrows and shapes.
func testDraw(b *tab) {
	openExplorer(b, "/")
	wantAll(b)
	for selector, what := range map[string]string{
		".tie.friendly .line[marker-end]":                          "an arrow on a friendly tie",
		".tie.hostile .line:not([marker-end])":                     "no arrow on a mutual tie",
		"#legend li:nth-child(13)":                                 "a legend",
		`[data-actor=russia][aria-label^="Russia, state, 3 ties"]`: "a name for screen readers",
	} {
		if !get[bool](b, fmt.Sprintf(`document.querySelector('%s') !== null`, selector)) {
			b.Errorf("there is no %s (%s)", selector, what)
		}
	}
	dash := func(sign string) string {
		return get[string](b, fmt.Sprintf(`getComputedStyle(document.querySelector("#network .tie.%s .line")).strokeDasharray`, sign))
	}
	if friendly, hostile := dash("friendly"), dash("hostile"); friendly != "none" || hostile == "none" {
		b.Errorf("friendly ties are dashed %q, hostile ones %q", friendly, hostile)
	}
	has(b, get[string](b, `document.querySelector("#count").innerText`), fmt.Sprintf(" actors, %d ties", len(shownTies(b))))
}

// testTie clicks a tie and reads who denies what of it, in which words, and by which chain of sources they came.
func testTie(b *tab) {
	openExplorer(b, "/")
	b.click(`[data-tie="russia.supports.lna"] .hit`)
	settled(b)
	has(b, page(b), "Russia supports the Libyan National Army", "troops denied by Russia", "no denial takes away all of it",
		"As of 31 May 2020", "Denies troops, in the words of Russia", "denies sending fighters to Libya",
		"Russia and Turkey call for a cessation", "May 2020", "paragraph 3")
	if got := get[string](b, "location.search"); got != "?asOf=2020-05-31&tie=russia.supports.lna" {
		b.Errorf("the address is %s", got)
	}
	b.click(`#page dd a[data-show="actor:russia"]`)
	settled(b)
	has(b, page(b), "Россия")
	openExplorer(b, "/?event=kremlin-truce-statement-2020-05")
	has(b, page(b), "in the words of Kremlin", "Statement issued by the Kremlin", "via Al Monitor", "via Russia and Turkey call for")
	b.click(`#page .chain a`)
	settled(b)
	has(b, page(b), "Publisher", "Kremlin")
}

// testKnownBy sets "as known on" to a day before the article, and to one after it.
func testKnownBy(b *tab) {
	openExplorer(b, "/?actor=lna")
	fill(b, "#knownBy", "2020-04-30")
	if ties := shownTies(b); len(ties) > 0 {
		b.Errorf("before the article, %q are known", ties)
	}
	has(b, get[string](b, `document.querySelector("#empty").innerText`), "Nothing was known of 31 May 2020 on 30 April 2020")
	fill(b, "#knownBy", "2020-05-31")
	wantAll(b)
}

// testCompare compares Russia with Turkey, from Russia's page.
func testCompare(b *tab) {
	openExplorer(b, "/?actor=russia")
	get[chromedp.Void](b, `void [...document.querySelectorAll("#page button")].find(e => e.innerText === "Compare…").click()`)
	settled(b)
	b.click("#compare-1")
	press(b, "Turk")
	choose(b, "compare-1-list", "Turkey")
	has(b, page(b), "Russia and Turkey are on opposite sides", "Pairs of opposed proxies (1)", "Turkey supports the Government of National Accord")
	if n := get[int](b, `document.querySelectorAll("#network .tie.near").length`); n != 3 {
		b.Errorf("%d ties are highlighted, want the 3 that show it", n)
	}
	testCompareBackwards(b)
}

// testCompareBackwards chooses the second actor first, reloads, and then chooses the first.
func testCompareBackwards(b *tab) {
	const fields = `[...document.querySelectorAll("#page .combobox input")].map(e => e.value)`
	openExplorer(b, "/?tab=compare")
	b.click("#compare-1")
	press(b, "Turk")
	choose(b, "compare-1-list", "Turkey")
	openExplorer(b, get[string](b, "location.pathname + location.search"))
	if got := get[[]string](b, fields); !slices.Equal(got, []string{"", "Turkey"}) {
		b.Errorf("with the other chosen, the fields have %q", got)
	}
	b.click("#compare-0")
	press(b, "Russ")
	choose(b, "compare-0-list", "Russia")
	if got := get[[]string](b, fields); !slices.Equal(got, []string{"Russia", "Turkey"}) {
		b.Errorf("with both chosen, the fields have %q", got)
	}
	has(b, page(b), "Russia and Turkey are on opposite sides")
}

// testLong opens a long table.
func testLong(b *tab) {
	openExplorer(b, "/?asOf=all&tab=ties")
	if got, want := get[[]string](b, tableRows), shownTies(b); len(got) < 50 || !slices.Equal(got, want) {
		b.Errorf("the table has ties %q, the picture %q", got, want)
	}
}

// testFilters sets filters by type and status, and clears them.
func testFilters(b *tab) {
	openExplorer(b, "/")
	b.click(`#filters input[value=SUPPORTS]`)
	settled(b)
	if ties := shownTies(b); len(ties) != 5 {
		b.Errorf("SUPPORTS keeps %q", ties)
	}
	for _, value := range []string{"ASSERTED", "DENIED", "TROOPS"} {
		get[chromedp.Void](b, fmt.Sprintf(`void document.querySelector("#filters input[value=%s]").click()`, value))
		settled(b)
	}
	if ties := shownTies(b); !slices.Equal(ties, []string{"russia.supports.lna"}) {
		b.Errorf("support with troops, denied or not, keeps %q", ties)
	}
	if got := get[string](b, "location.search"); got != "?asOf=2020-05-31&types=SUPPORTS&kinds=TROOPS&statuses=ASSERTED,DENIED" {
		b.Errorf("the address is %s", got)
	}
	get[chromedp.Void](b, `void [...document.querySelectorAll("#filters button")].find(e => e.innerText === "Clear filters").click()`)
	settled(b)
	wantAll(b)
}

// testAround shows the surroundings of an actor at one step, and then at two.
func testAround(b *tab) {
	openExplorer(b, "/?actor=egypt")
	get[chromedp.Void](b, `void document.querySelector("#page .actions button").click()`)
	settled(b)
	if ties := shownTies(b); !slices.Equal(ties, []string{"egypt.supports.lna"}) {
		b.Errorf("around Egypt: %q", ties)
	}
	get[chromedp.Void](b, `{const d = document.querySelector("#depth"); d.value = 2; d.dispatchEvent(new Event("change"))}`)
	settled(b)
	if n := len(shownTies(b)); n != 5 {
		b.Errorf("%d ties two steps around Egypt, want 5", n)
	}
	if got := get[string](b, "location.search"); got != "?asOf=2020-05-31&around=egypt&depth=2&actor=egypt" {
		b.Errorf("the address is %s", got)
	}
}

// tableRows evaluates to the ids of the rows in the table of the panel.
const tableRows = `[...document.querySelectorAll("#page tbody tr")].map(e => e.dataset.id).sort()`

// testTable compares the tables with the picture, and sorts them.
func testTable(b *tab) {
	openExplorer(b, "/?tab=ties")
	if got, want := get[[]string](b, tableRows), shownTies(b); len(got) == 0 || !slices.Equal(got, want) {
		b.Errorf("the table has ties %q, the picture %q", got, want)
	}
	b.click(`#page [data-sort=To]`)
	b.wait(`document.querySelector("#page [aria-sort=ascending] .ascending")?.innerText === "To"`)
	names := get[[]string](b, `[...document.querySelectorAll("#page tbody td:nth-child(3) > a")].map(e => e.innerText)`)
	if !slices.IsSorted(names) {
		b.Errorf("sorted by To: %q", names)
	}
	b.click("#tab-actors")
	settled(b)
	actors := get[[]string](b, `[...document.querySelectorAll("#network [data-actor]")].map(e => e.dataset.actor).sort()`)
	if got := get[[]string](b, tableRows); !slices.Equal(got, actors) {
		b.Errorf("the table has actors %q, the picture %q", got, actors)
	}
}
