package web_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/loader/facts"
)

// testAddress goes back and forth, and opens the same address anew.
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
	const want = "?types=SUPPORTS&actor=lna&tab=ties"
	if got := get[string](b, "location.search"); got != want {
		b.Fatalf("the address is %s, want %s", got, want)
	}
	there, table := shownTies(b), page(b)
	for range 3 {
		get[chromedp.Void](b, "history.back()")
		settled(b)
	}
	b.wait(`location.search === ""`)
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

// testBadDate says what is wrong with a date, and keeps the picture.
func testBadDate(b *tab) {
	openExplorer(b, "/")
	b.click("#asOf")
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
	b.click("#empty button")
	settled(b)
	wantAll(b)
	if got := get[string](b, "location.search"); got != "" {
		b.Errorf("all time is %s", got)
	}
}

// testUnknown opens links to what is not there.
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

// testNonsense opens addresses that make no sense: what does is shown, and the rest is said or left out.
func testNonsense(b *tab) {
	openExplorer(b, "/?types=FRIENDS&kinds=,&statuses=SURE&depth=99&blocs=1&tab=none&show=x&compare=a,b,c&%ff=%00#here")
	wantAll(b)
	openExplorer(b, "/?conflict=atlantis")
	has(b, get[string](b, `document.querySelector("#empty").innerText`), "No tie fits")
	if got := get[string](b, `document.querySelector("#conflict").value`); got != "atlantis" {
		b.Errorf("the conflict is %q", got)
	}
	openExplorer(b, "/?compare=russia,atlantis&tab=compare")
	has(b, page(b), "There is no actor", "Choose other actors")
	openExplorer(b, "/?source=article-2020-05&knownBy=2019")
	has(b, page(b), "It was published after", "May 2020")
	openExplorer(b, "/?asOf=2500&knownBy=0001")
	has(b, get[string](b, `document.querySelector("#empty").innerText`), "No tie fits", "All time")
	openExplorer(b, "/?tie=<img src=x onerror=alert(1)>")
	has(b, page(b), "There is no tie “<img src=x onerror=alert(1)>”")
	wantAll(b)
}

// TestServerAway says so in plain words where the server is gone, and goes on where it is back.
func TestServerAway(t *testing.T) {
	server, chromium := serve(t), browse(t)
	b := newTab(chromium, t, server.URL, desk(), "light")
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

// TestPlaygroundLinkIsWhole sees to it that the query that the page offers is the one that it asks.
func TestPlaygroundLinkIsWhole(t *testing.T) {
	b := newTab(browse(t), t, serve(t).URL, desk(), "light")
	openExplorer(b, "/?knownBy=2020-06&around=lna&depth=2")
	link, err := url.Parse(get[string](b, `document.querySelector("#playground").href`))
	b.check("parse the link", err)
	var variables struct {
		Where  map[string]string
		Around []string
		Depth  int
	}
	b.check("read the variables", json.Unmarshal([]byte(link.Query().Get("variables")), &variables))
	if variables.Depth != 2 || variables.Where["knownBy"] != "2020-06" || !slices.Equal(variables.Around, []string{"lna"}) {
		t.Errorf("the variables are %+v", variables)
	}
}

// TestAddressesElsewhere makes links of addresses of pages only: one of another kind may run a script.
func TestAddressesElsewhere(t *testing.T) {
	browser := browse(t)
	for address, want := range map[string]bool{
		"https://example.org/a": true, "HTTP://example.org/": true,
		"javascript:alert(1)": false, "data:text/html,x": false, "file:///etc/passwd": false, "httpx://example.org": false,
	} {
		t.Run(address, func(t *testing.T) {
			found := readFacts(t, facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()})
			for _, s := range found.Sources {
				s.URL = alliance.Text(address)
			}
			b := newTab(browser, t, serveFacts(t, found).URL, desk(), "light")
			openExplorer(b, "/?source=article-2020-05")
			has(b, page(b), "At\n"+address)
			if got := get[bool](b, `document.querySelector("#page a[rel]") !== null`); got != want {
				t.Errorf("%s is a link: %t, want %t", address, got, want)
			}
			b.clean()
		})
	}
}
