package web_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"entente/graph/exhaustive"
)

var update = flag.Bool("update", false, "rewrite the pictures for the README")

// states returns the states in which the explorer is inspected.
func states(libya, powers string) []state {
	return []state{
		{"start", libya, "/", nil},
		{"actor", libya, "/?actor=lna", nil},
		{"tie", libya, "/?tie=russia.supports.lna", nil},
		{"event", libya, "/?event=kremlin-truce-statement-2020-05", nil},
		{"source", libya, "/?source=article-2020-05", nil},
		{"compare", libya, "/?compare=russia,turkey&tab=compare", nil},
		{"uncompared", libya, "/?tab=compare", nil},
		{"ties", libya, "/?tab=ties", nil},
		{"empty", libya, "/?knownBy=2019", nil},
		{"uncovered", libya, "/?asOf=2026", nil},
		{"presumed", libya, "/?asOf=2020-06&presumed=true&actor=lna", nil},
		{"missing", libya, "/?actor=atlantis", nil},
		{"search", libya, "/", searchRussia},
		{"menu", libya, "/", func(b *tab) { b.click(".menu > summary") }},
		{"filters", libya, "/?types=SUPPORTS,OPPOSES&around=lna", openFilters},
		{"legend", powers, "/?asOf=1907&blocs=3", openLegend},
		{"powers", powers, "/", nil},
		{"powers-event-known", powers, "/?event=hamburger-nachrichten-disclosure-1896&knownBy=1900", nil},
		{"powers-reasons", powers, "/?asOf=all&compare=german-empire,russian-empire&tab=compare", nil},
		{"powers-actor", powers, "/?asOf=1907&actor=german-empire", nil},
		{"powers-tie", powers, "/?asOf=1907&tie=austria-hungary.opposes.russian-empire", nil},
		{"powers-ties", powers, "/?asOf=1907&tab=ties", nil},
		{"powers-1907", powers, "/?asOf=1907&blocs=2&tab=actors", nil},
		{"powers-around", powers, "/?asOf=1887&around=german-empire&depth=2&actor=german-empire&types=ALLIED_WITH", nil},
	}
}

// state is a state of the explorer: an address, and the actions there.
type state struct {
	name, base, path string
	act              func(*tab)
}

// open opens the explorer in a state.
func (s state) open(b *tab) {
	b.Helper()
	openExplorer(b, s.path)
	if s.act != nil {
		s.act(b)
	}
}

// searchRussia shows suggestions, one of them active.
func searchRussia(b *tab) {
	b.click("#query")
	press(b, "russia")
	b.wait(`document.querySelectorAll("#query-list [role=option]").length > 2`)
	press(b, down)
}

// openFilters opens the filters if they are closed.
func openFilters(b *tab) {
	if get[bool](b, `document.querySelector("#filters").hidden`) {
		b.click("#filter-toggle")
	}
	b.wait(`!document.querySelector("#filters").hidden`)
}

// openLegend opens the legend if it is closed.
func openLegend(b *tab) {
	if !get[bool](b, `document.querySelector("#legend").open`) {
		b.click("#legend summary")
	}
	b.wait(`document.querySelector("#legend").open`)
}

// view is a window size and a colour scheme.
type view struct {
	name, scheme string
	size         size
}

// views returns the views in which pages are inspected: each size in each scheme if pictures are wanted, two views if
// the tests are exhaustive, otherwise one.
func views() []view {
	all := []view{{"desk", "light", desk()}, {"phone", "dark", phone()}, {"desk", "dark", desk()}, {"phone", "light", phone()}}
	switch {
	case *update || os.Getenv("ENTENTE_SCREENSHOTS") != "":
		return all
	case exhaustive.On():
		return all[:2]
	default:
		return all[1:2]
	}
}

// TestExplorerLooks inspects the explorer in all its states, or only a few unless the tests are exhaustive: it takes
// pictures and checks accessibility with axe-core. With -update, it writes the pictures that the README shows.
func TestExplorerLooks(t *testing.T) {
	t.Parallel()
	libya, powers := serve(t), serveGreatPowers(t)
	few := []string{"tie", "compare", "powers-1907"}
	for _, v := range views() {
		for _, s := range states(libya.URL, powers.URL) {
			if len(views()) == 1 && !slices.Contains(few, s.name) {
				continue
			}
			t.Run(s.name+" "+v.name+" "+v.scheme, func(t *testing.T) {
				t.Parallel()
				s.look(t, v)
			})
		}
	}
}

// look inspects a state in a view.
func (s state) look(t *testing.T, v view) {
	t.Helper()
	source := axe(t)
	b := newTab(t, s.base, v.size, v.scheme)
	s.open(b)
	b.picture("explorer-" + s.name + "-" + v.name + "-" + v.scheme)
	shown := map[string]string{"tie": "explorer", "powers-1907": "great-powers"}
	if name, ok := shown[s.name]; ok && *update && v.size == desk() {
		b.keep(name + "-" + v.name + "-" + v.scheme)
	}
	if wide := get[int64](b, "document.documentElement.scrollWidth"); wide > v.size.width {
		t.Errorf("it is %d px wide in a window of %d", wide, v.size.width)
	}
	b.clean()
	if source == "" {
		t.Skip("axe-core is not installed: npm ci")
	}
	for _, found := range violations(b, source) {
		t.Error(found)
	}
}

// keep writes a picture for the README, with few colours to keep it small.
func (b *tab) keep(name string) {
	b.Helper()
	taken, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	b.check("take a picture", err)
	seen, err := png.Decode(bytes.NewReader(taken))
	b.check("read a picture", err)
	var packed bytes.Buffer
	b.check("pack a picture", (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&packed, fewColours(seen)))
	dir := filepath.Join("testdata", "looks")
	b.check("make a folder", os.MkdirAll(dir, 0o755))
	b.check("keep a picture", os.WriteFile(filepath.Join(dir, name+".png"), packed.Bytes(), 0o644))
}

// fewColours reduces a picture to 256 colours: the most frequent of each group of similar colours, then the most
// frequent of the others. Areas keep their colours; only the edges of letters change a little.
func fewColours(seen image.Image) *image.Paletted {
	counts := map[color.RGBA]int{}
	bounds := seen.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			counts[color.RGBAModel.Convert(seen.At(x, y)).(color.RGBA)]++
		}
	}
	all := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	var palette, others color.Palette
	alike := map[color.RGBA]bool{}
	for _, c := range all {
		rough := color.RGBA{R: c.R >> 5, G: c.G >> 5, B: c.B >> 5}
		if alike[rough] {
			others = append(others, c)
			continue
		}
		alike[rough] = true
		palette = append(palette, c)
	}
	palette = append(palette, others...)
	few := image.NewPaletted(bounds, palette[:min(len(palette), 256)])
	draw.Draw(few, bounds, seen, bounds.Min, draw.Src)
	return few
}
