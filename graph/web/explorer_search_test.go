package web_test

import "github.com/chromedp/chromedp"

// testSearch finds an actor by a misspelt alias, and nothing for nonsense.
func testSearch(b *tab) {
	openExplorer(b, "/")
	b.click("#query")
	press(b, "hafter")
	choose(b, "query-list", "Khalifa Haftar")
	has(b, page(b), "Khalifa Haftar", "Also called", "Халифа Хафтар", "Libyan National Army")
	b.click("#query")
	get[chromedp.Void](b, `document.querySelector("#query").select()`)
	press(b, "xqzvw")
	b.wait(`document.querySelector(".suggestions").innerText.includes("No matches for “xqzvw”")`)
	b.picture("explorer-nothing-found")
}

// testSearchAhead presses Enter before the suggestions have arrived: the first one is chosen once they do.
func testSearchAhead(b *tab) {
	openExplorer(b, "/")
	get[bool](b, `(() => {
		const real = fetch, held = []
		window.fetch = (url, options) => new Promise((done, fail) => {
			const go = () => real(url, options).then(done, fail)
			if (options?.body?.includes('"operationName":"Search"')) held.push(go); else go()
		})
		window.answer = () => Promise.all(held.splice(0).map(go => go())).then(() => true)
		window.asked = () => held.length > 0
		return true
	})()`)
	search := func(text string) {
		b.click("#query")
		get[chromedp.Void](b, `document.querySelector("#query").select()`)
		press(b, text)
	}
	search("hafter" + enter)
	b.wait(`asked()`)
	await[bool](b, `answer()`)
	b.wait(`location.search === "?asOf=2020-05-31&actor=haftar"`)
	settled(b)
	has(b, page(b), "Khalifa Haftar")
	search("turkey")
	b.wait(`asked()`)
	await[bool](b, `answer()`)
	b.wait(`document.querySelectorAll("#query-list [role=option]").length > 0`)
	press(b, down)
	search("qatar" + enter) // the suggestions are still those for Turkey, and one of them is active
	b.wait(`asked()`)
	await[bool](b, `answer()`)
	b.wait(`location.search !== "?asOf=2020-05-31&actor=haftar"`)
	if got := get[string](b, `location.search`); got != "?asOf=2020-05-31&actor=qatar" {
		b.Errorf("Enter after qatar leads to %s", got)
	}
	settled(b)
	search("egypt" + enter + escape) // and cancels it
	b.wait(`document.querySelector("#query").value === ""`)
	await[bool](b, `answer()`)
	settled(b)
	if got := get[string](b, `location.search`); got != "?asOf=2020-05-31&actor=qatar" {
		b.Errorf("Enter and Escape lead to %s", got)
	}
}
