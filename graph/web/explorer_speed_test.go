package web_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/graph/exhaustive"
	"entente/graph/storetest"
)

// TestScriptSize checks that the explorer's script is at most 60,000 bytes after gzip.
func TestScriptSize(t *testing.T) {
	t.Parallel()
	for name, content := range built(t) {
		if !strings.HasPrefix(name, "assets/index-") || filepath.Ext(name) != ".js" {
			continue
		}
		var packed bytes.Buffer
		w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		_, _ = io.WriteString(w, content)
		_ = w.Close()
		t.Logf("%s: %d bytes, %d after gzip", name, len(content), packed.Len())
		if packed.Len() > 60_000 {
			t.Errorf("%s has %d bytes after gzip, more than 60,000", name, packed.Len())
		}
		return
	}
	t.Error("there is no script")
}

// drawn returns the time from the request to the picture, in milliseconds.
func drawn(b *tab) float64 {
	b.Helper()
	b.wait(`performance.getEntriesByName("drawn").length > 0`)
	return get[float64](b, `performance.getEntriesByName("drawn")[0].startTime`)
}

// BenchmarkFirstPicture measures the time from the request to the drawn article.
func BenchmarkFirstPicture(b *testing.B) {
	server := serve(b)
	var times []float64
	for b.Loop() {
		t := newTab(b, server.URL, desk(), "light")
		openExplorer(t, "/")
		times = append(times, drawn(t))
		t.clean()
		t.close()
	}
	report(b, times)
}

// BenchmarkSlider measures the time to draw a step of the slider over 500 actors and 1,000 ties.
func BenchmarkSlider(b *testing.B) {
	t := newTab(b, serveMany(b).URL, desk(), "light")
	openExplorer(t, "/?asOf=all")
	var times []float64
	for b.Loop() {
		times = append(times, await[float64](t, fmt.Sprintf(`new Promise(done => {
			const slider = document.querySelector("#slider"), start = performance.now();
			new MutationObserver((_, o) => { o.disconnect(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))); })
				.observe(document.querySelector("#count"), {childList: true});
			slider.value = %d;
			slider.dispatchEvent(new Event("input", {bubbles: true}));
		})`, 10+len(times)*7%50)))
	}
	report(b, times)
}

// report reports the median of times measured in the browser.
func report(b *testing.B, times []float64) {
	b.Helper()
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "ms/median")
	b.ReportMetric(0, "ns/op") // omitted: most of that time is the test's
}

// serveMany serves 500 actors, a few of which have most of the 1,000 ties.
func serveMany(t testing.TB) *httptest.Server {
	t.Helper()
	return serveFacts(t, storetest.PowerLaw(500, 1000))
}

// TestMany draws 500 actors and 1,000 ties, and fewer at an earlier time.
func TestMany(t *testing.T) {
	exhaustive.Only(t)
	t.Parallel()
	b := newTab(t, serveMany(t).URL, desk(), "light")
	openExplorer(b, "/?asOf=all")
	b.picture("explorer-500")
	const actors = `document.querySelectorAll("#network [data-actor]").length`
	all := get[int](b, actors)
	if all < 400 {
		t.Errorf("%d actors in the picture", all)
	}
	testNames(b)
	slide(b, 30)
	if n := get[int](b, actors); n == 0 || n >= all {
		t.Errorf("%d actors at step 30, %d in all time", n, all)
	}
	testNames(b)
	b.picture("explorer-500-" + get[string](b, `document.querySelector("#asOf").value`))
	b.clean()
}

// testNames checks that no two names overlap.
func testNames(b *tab) {
	b.Helper()
	type box struct{ Left, Right, Top, Bottom float64 }
	names := get[[]box](b, `[...document.querySelectorAll(".names text")].map(e => { const {left, right, top, bottom} = e.getBoundingClientRect(); return {left, right, top, bottom} })`)
	if len(names) < 20 {
		b.Errorf("only %d actors have their names", len(names))
	}
	for i, n := range names {
		for _, m := range names[:i] {
			if n.Left+2 < m.Right && m.Left+2 < n.Right && n.Top+3 < m.Bottom && m.Top+3 < n.Bottom {
				b.Errorf("two names overlap: %v and %v", n, m)
			}
		}
	}
}
