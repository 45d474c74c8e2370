package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// hold withholds the answers to an operation until the test calls answer(); the function change then edits them.
func hold(b *tab, operation, change string) {
	b.Helper()
	runFirst(b, fmt.Sprintf(`{
		const real = fetch, held = [];
		window.fetch = async (url, options) => {
			if (!options?.body?.includes('"operationName":"%s"')) return real(url, options);
			await new Promise(go => held.push(go));
			const text = await (await real(url, options)).text();
			return new Response((%s)(text), {headers: {"Content-Type": "application/json"}});
		};
		window.asked = () => held.length > 0;
		window.answer = () => held.splice(0).forEach(go => go());
	}`, operation, change))
}

// TestLoading checks that the page reports that the picture is loading, not that it is empty.
func TestLoading(t *testing.T) {
	t.Parallel()
	b := newTab(t, serve(t).URL, desk(), "light")
	hold(b, "Network", `text => text`)
	b.open("/?tab=ties")
	b.wait(`asked()`)
	b.wait(`document.querySelector("#page").innerText === "Loading the picture …"`)
	if got := get[string](b, `document.querySelector("#tabs").innerText`); strings.Contains(got, "0") {
		t.Errorf("the tabs have %q", got)
	}
	get[chromedp.Void](b, `answer()`)
	settled(b)
	has(b, page(b), "in the picture")
	lacks(b, page(b), "Loading")
	b.clean()
}

// TestBlocsLater checks that the picture is drawn before blocs are found, and then coloured, with a note if they are
// not proven to be optimal.
func TestBlocsLater(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveGreatPowers(t).URL, desk(), "light")
	hold(b, "Blocs", `text => text.replace(/"optimal":\w+/, '"optimal":false')`)
	b.open("/?asOf=1907&blocs=2&tab=actors")
	const letters = `[...document.querySelectorAll("#network .letter")].filter(e => e.textContent).length`
	b.wait(`asked() && document.querySelector("#count").innerText.includes("Finding blocs …")`)
	if n := len(shownTies(b)); n == 0 {
		t.Error("nothing is drawn before the blocs are found")
	}
	if n := get[int](b, letters); n > 0 {
		t.Errorf("%d actors are in blocs that are not found yet", n)
	}
	b.wait(`document.querySelector("#page table") !== null`)
	lacks(b, page(b), "Bloc")
	get[chromedp.Void](b, `answer()`)
	settled(b)
	if n := get[int](b, letters); n == 0 {
		t.Error("nobody is in a bloc")
	}
	has(b, page(b), "Bloc")
	lacks(b, get[string](b, `document.querySelector("#count").innerText`), "Finding")
	has(b, get[string](b, `document.querySelector("#legend").innerText`), "bloc B", "the best sorting found, not proven")
	b.clean()
}

// TestBlocsFail checks that the picture stays if blocs cannot be found, and that the page explains why.
func TestBlocsFail(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveGreatPowers(t).URL, desk(), "light")
	hold(b, "Blocs", `() => '{"errors": [{"message": "it takes too long"}]}'`)
	b.open("/?asOf=1907&blocs=2")
	b.wait(`asked() && document.querySelector("#count").innerText.includes("Finding blocs …")`)
	get[chromedp.Void](b, `answer()`)
	settled(b)
	has(b, get[string](b, `document.querySelector("#trouble").innerText`), "It takes too long")
	lacks(b, get[string](b, `document.querySelector("#count").innerText`), "Finding")
	if len(shownTies(b)) == 0 {
		t.Error("there is no picture")
	}
	b.clean()
}
