package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// hold keeps answers to a question from the page until the test calls answer(); they then say what change makes of them.
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

// TestLoading says that the picture is loading, not that there is nothing in it.
func TestLoading(t *testing.T) {
	server, browser := serve(t), browse(t)
	for _, name := range []string{"ties", "actors"} {
		t.Run(name, func(t *testing.T) {
			b := newTab(browser, t, server.URL, desk(), "light")
			hold(b, "Network", `text => text`)
			b.open("/?tab=" + name)
			b.wait(`asked()`)
			b.wait(`document.querySelector("#page").innerText === "Loading the picture …"`)
			if got := get[string](b, `document.querySelector("#tab-`+name+`").innerText`); strings.Contains(got, "0") {
				t.Errorf("the tab says %q", got)
			}
			get[chromedp.Void](b, `answer()`)
			settled(b)
			has(b, page(b), "in the picture")
			lacks(b, page(b), "Loading")
			b.clean()
		})
	}
}

// TestBlocsLater draws before blocs are found, says so, and then colours; and says where they are not proven the best.
func TestBlocsLater(t *testing.T) {
	powers, browser := serveGreatPowers(t), browse(t)
	for optimal, note := range map[bool]string{true: "", false: "the best sorting found, not proven"} {
		t.Run(fmt.Sprint(optimal), func(t *testing.T) {
			b := newTab(browser, t, powers.URL, desk(), "light")
			hold(b, "Blocs", fmt.Sprintf(`text => text.replace(/"optimal":\w+/, '"optimal":%t')`, optimal))
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
			legend := get[string](b, `document.querySelector("#legend").innerText`)
			has(b, legend, "bloc B", note)
			if optimal {
				lacks(b, legend, "proven")
			}
			b.clean()
		})
	}
}

// TestBlocsFail keeps the picture where blocs cannot be found, and says why.
func TestBlocsFail(t *testing.T) {
	b := newTab(browse(t), t, serveGreatPowers(t).URL, desk(), "light")
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
