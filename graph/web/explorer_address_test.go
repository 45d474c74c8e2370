package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// testAddress goes back and forth in the history, and reopens the same address.
func testAddress(b *tab) {
	openExplorer(b, "/")
	for _, step := range []func(){
		func() { b.click(`#filters input[value=SUPPORTS]`) },
		func() { b.click(`[data-actor=lna] .shape`) },
		func() { b.click("#tab-ties") },
	} {
		step()
		settled(b)
	}
	const want = "?asOf=2020-05-31&types=SUPPORTS&actor=lna&tab=ties"
	if got := get[string](b, "location.search"); got != want {
		b.Fatalf("the address is %s, want %s", got, want)
	}
	there, table := shownTies(b), page(b)
	for range 3 {
		get[chromedp.Void](b, "history.back()")
		settled(b)
	}
	b.wait(`location.search === "?asOf=2020-05-31"`)
	settled(b)
	wantAll(b)
	get[chromedp.Void](b, "history.go(3)")
	b.wait(`location.search === "` + want + `"`)
	settled(b)
	if !slices.Equal(shownTies(b), there) || page(b) != table {
		b.Error("going forward shows another view")
	}
	openExplorer(b, "/"+want)
	if !slices.Equal(shownTies(b), there) || page(b) != table {
		b.Error("opening the address shows another view")
	}
	if got := get[string](b, `document.querySelector("#cite code").title`); len(got) < 12 {
		b.Errorf("the version to cite is %q", got)
	}
}

// testOpenQuery opens the picture's query in the playground and runs it.
func testOpenQuery(b *tab) {
	openExplorer(b, "/?asOf=2020-05&types=OPPOSES")
	link := get[string](b, `document.querySelector("#playground").href`)
	openPlayground(b, strings.TrimPrefix(link, b.base))
	has(b, ask(b), "gna.opposes.lna")
}

// testBadDate enters invalid dates: the page explains the problem and keeps the picture.
func testBadDate(b *tab) {
	openExplorer(b, "/")
	b.click("#asOf")
	get[chromedp.Void](b, `document.querySelector("#asOf").select()`)
	press(b, "2020-02-30"+enter)
	b.wait(`document.querySelector("#date-problem").innerText.includes("There is no day 2020-02-30")`)
	if !get[bool](b, `document.querySelector("#asOf").getAttribute("aria-invalid") === "true"`) {
		b.Error("the field is not marked")
	}
	b.picture("explorer-bad-date")
	wantAll(b)
	b.open("/?asOf=yesterday")
	b.wait(`document.querySelector("#date-problem").innerText.includes("“yesterday” is not a date")`)
	b.wait(`!document.querySelector("#empty").hidden`)
	b.picture("explorer-no-date")
	for i, want := range []string{"?asOf=2020-05-31", "?asOf=all"} {
		openExplorer(b, "/?asOf=1900")
		b.click(fmt.Sprintf("#empty button:nth-of-type(%d)", i+1))
		settled(b)
		wantAll(b)
		if got := get[string](b, "location.search"); got != want {
			b.Errorf("button %d leads to %s, want %s", i, got, want)
		}
	}
}

// testUnknown opens links to unknown actors.
func testUnknown(b *tab) {
	openExplorer(b, "/?actor=atlantis")
	has(b, page(b), "There is no actor “atlantis”")
	b.open("/?around=atlantis")
	b.wait(`document.querySelector("#trouble").innerText.includes("atlantis")`)
	b.picture("explorer-trouble")
	get[chromedp.Void](b, `void document.querySelector("#trouble button").click()`)
	settled(b)
	wantAll(b)
}

// testNonsense opens addresses with unknown ids: what is valid is shown, and the rest is reported or ignored.
func testNonsense(b *tab) {
	openExplorer(b, "/?conflict=atlantis")
	has(b, get[string](b, `document.querySelector("#empty").innerText`), "No tie matches")
	if got := get[string](b, `document.querySelector("#conflict").value`); got != "atlantis" {
		b.Errorf("the conflict is %q", got)
	}
	openExplorer(b, "/?compare=russia,atlantis&tab=compare")
	has(b, page(b), "There is no actor", "Choose other actors")
	openExplorer(b, "/?tie=<img src=x onerror=alert(1)>")
	has(b, page(b), "There is no tie “<img src=x onerror=alert(1)>”")
	wantAll(b)
}

// TestServerAway checks that the page reports in plain words that the server is gone, and recovers once it is back.
func TestServerAway(t *testing.T) {
	t.Parallel()
	server := serve(t)
	b := newTab(t, server.URL, desk(), "light")
	openExplorer(b, "/")
	get[chromedp.Void](b, `{const real = fetch; window.fetch = () => Promise.reject(new TypeError("gone")); window.back = () => { window.fetch = real }}`)
	b.click(`#filters input[value=OPPOSES]`)
	b.wait(`document.querySelector("#trouble").innerText.includes("The server cannot be reached")`)
	b.picture("explorer-away")
	get[chromedp.Void](b, `{window.back(); document.querySelector("#trouble button").click()}`)
	settled(b)
	if ties := shownTies(b); !slices.Equal(ties, []string{"gna.opposes.lna"}) {
		t.Errorf("once the server is back: %q", ties)
	}
	b.clean()
}
