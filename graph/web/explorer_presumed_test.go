package web_test

import (
	"strings"

	"github.com/chromedp/chromedp"
)

// testUncovered asks about a day that no source covers, and then presumes that ties go on.
func testUncovered(b *tab) {
	openExplorer(b, "/?asOf=2020-07&actor=lna")
	if ties := shownTies(b); len(ties) > 0 {
		b.Errorf("in July, %q are known to hold", ties)
	}
	has(b, get[string](b, `document.querySelector("#empty").innerText`), "No source covers July 2020: they speak of 31 May 2020")
	if got := get[string](b, `document.querySelector("#time .row > span:last-of-type").innerText`); got != "2020-07" {
		b.Errorf("the slider ends in %s, want the month asked for", got)
	}
	b.click("#empty button")
	settled(b)
	wantAll(b)
	testPresumed(b)
	get[chromedp.Void](b, `document.querySelector("[data-actor=lna]").focus()`)
	press(b, "p")
	settled(b)
	if got := get[string](b, "location.search"); got != "?asOf=2020-07&actor=lna" || len(shownTies(b)) > 0 {
		b.Errorf("switched off again, the address is %s", got)
	}
}

// testPresumed checks that ties are presented as presumed.
func testPresumed(b *tab) {
	b.Helper()
	if got := get[string](b, "location.search"); got != "?asOf=2020-07&presumed=true&actor=lna" {
		b.Errorf("the address is %s", got)
	}
	if !get[bool](b, `document.querySelector("#presumed").checked`) {
		b.Error("the switch is off")
	}
	if n := get[int](b, `document.querySelectorAll("#network .tie:not(.presumed)").length`); n > 0 {
		b.Errorf("%d ties are drawn as known", n)
	}
	dashes := get[[]string](b, `[...document.querySelectorAll("#legend .line")].map(e => getComputedStyle(e).strokeDasharray + " " + e.parentNode.classList[1])`)
	seen := map[string]bool{}
	for _, dash := range dashes {
		seen[dash] = true
	}
	if len(seen) != 5 {
		b.Errorf("the legend has lines %q, want 3 known and 2 presumed ones", dashes)
	}
	has(b, get[string](b, `document.querySelector("#count").innerText`), "ties (all presumed), as of July 2020")
	has(b, get[string](b, `document.querySelector("#legend").innerText`), "friendly, presumed", "hostile, presumed")
	has(b, page(b), "presumed, last reported May 2020")
	has(b, get[string](b, `document.querySelector("[data-tie='gna.opposes.lna']").ariaLabel`), "hostile, asserted, presumed, last reported May 2020")
}

// testAbout reads what the facts say of themselves.
func testAbout(b *tab) {
	openExplorer(b, "/")
	has(b, page(b), "Alliances and enmities of the great powers, 1871 to 1914", "The entente project", "1871 – 31 December 1914",
		"Supports, allied with, guarantees, opposes, part of")
}

// testLifelines reads the life-lines of an actor's ties, and the periods of one.
func testLifelines(b *tab) {
	openExplorer(b, "/?asOf=1907&actor=german-empire")
	lines := get[[]string](b, `[...document.querySelectorAll("#page .life[role=img]")].map(e => e.ariaLabel)`)
	has(b, strings.Join(lines, "\n"), "Life-line: from 30 October 1883, at least until 31 December 1914: defence, non-aggression, consultation")
	if n := get[int](b, `document.querySelectorAll("#page .life .asked").length`); n != len(lines) || n == 0 {
		b.Errorf("%d of %d life-lines show the year asked for", n, len(lines))
	}
	has(b, page(b), "7 October 1879 – 31 December 1914, in 4 periods", "as part of Triple Alliance")
	openExplorer(b, "/?asOf=1907&tie=german-empire.opposes.russian-empire")
	has(b, page(b), "When", "at least until 31 December 1914", "1 January 1871")
}
