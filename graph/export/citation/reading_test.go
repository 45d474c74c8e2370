package citation_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/nickng/bibtex"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/export/citation"
)

// untex reads what TeX sets for its special characters.
var untex = strings.NewReplacer(
	`{\textbackslash}`, `\`, `{\textbraceleft}`, `{`, `{\textbraceright}`, `}`, `{\textasciitilde}`, `~`, `{\textasciicircum}`, `^`,
	`\&`, `&`, `\%`, `%`, `\$`, `$`, `\#`, `#`, `\_`, `_`)

// titles returns random titles with whatever the formats could trip over, and at least one letter.
func titles() *rapid.Generator[string] {
	special := rapid.SampledFrom([]string{
		"{", "}", "%", `\`, "\n", "\r\n", "&", "$", "#", "_", "~", "^", `"`, "'", ",", "=", " and ", "ER  - ", "\u2028", "\x00", "\u0085", "<b>", "ß", "文", "TY  - ",
	})
	part := rapid.OneOf(special, rapid.String())
	return rapid.Custom(func(t *rapid.T) string {
		return "x" + strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, "parts"), "")
	})
}

// dates returns random dates.
func dates() *rapid.Generator[alliance.Date] {
	return rapid.Custom(func(t *rapid.T) alliance.Date {
		year, mark := rapid.IntRange(-9999, 9999).Draw(t, "year"), rapid.SampledFrom([]string{"", "~", "?"}).Draw(t, "mark")
		text := fmt.Sprintf("%04d", year)
		if year < 0 {
			text = fmt.Sprintf("-%04d", -year)
		}
		for _, most := range []int{12, 28}[:rapid.IntRange(0, 2).Draw(t, "precision")] {
			text += fmt.Sprintf("-%02d", rapid.IntRange(1, most).Draw(t, "part"))
		}
		return alliance.MustDate(text + mark)
	})
}

// oneLine returns a title without line breaks and control characters, as all formats have it.
func oneLine(title string) string {
	return strings.Join(strings.FieldsFunc(title, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// item returns a random item with a title, an author and a date.
func item(t *rapid.T) citation.Item {
	return citation.Item{
		ID: "a.b_c-1", Kind: rapid.SampledFrom([]citation.Kind{citation.Document, citation.Webpage, citation.Data}).Draw(t, "kind"),
		Title: titles().Draw(t, "title"), Authors: []string{titles().Draw(t, "author")}, Issued: dates().Draw(t, "issued"), URL: titles().Draw(t, "url"),
	}
}

// TestBibTeXRead reads items with a parser that is not ours.
func TestBibTeXRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := item(t)
		// The parser takes an @ in braces for an error, unlike BibTeX: check_cite.py has them read by pybtex.
		for _, s := range []*string{&i.Title, &i.Authors[0], &i.URL} {
			*s = strings.ReplaceAll(*s, "@", "a")
		}
		text := citation.FormatBibTeX.String([]citation.Item{i, i})
		read, err := bibtex.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if len(read.Entries) != 2 {
			t.Fatalf("%d entries in\n%s", len(read.Entries), text)
		}
		e := read.Entries[1]
		got := []string{e.CiteName, untex.Replace(e.Fields["title"].String()), untex.Replace(e.Fields["author"].String()), e.Fields["date"].String()}
		want := []string{i.ID, "{" + oneLine(i.Title) + "}", "{" + oneLine(i.Authors[0]) + "}", i.Issued.String()}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s\nin %s", d, text)
		}
	})
}

// TestRISRead reads items as lines of a tag and a text.
func TestRISRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := item(t)
		lines := strings.Split(citation.FormatRIS.String([]citation.Item{i}), "\r\n")
		read := map[string]string{}
		for _, l := range lines[:len(lines)-1] {
			tag, text, ok := strings.Cut(l, "  - ")
			if _, twice := read[tag]; !ok || twice {
				t.Fatalf("the line %q", l)
			}
			read[tag] = text
		}
		if read["TI"] != oneLine(i.Title) || read["AU"] != oneLine(i.Authors[0]) || read["ER"] != "" || !strings.HasPrefix(i.Issued.String(), read["PY"]) {
			t.Errorf("%q of %v", read, i)
		}
	})
}

// TestCSLRead reads items as JSON, and counts their years as historians do.
func TestCSLRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := item(t)
		var read []struct {
			Title  string
			Author []struct{ Literal string }
			Issued struct {
				Parts [][]int `json:"date-parts"`
				Circa bool
			}
		}
		if err := json.Unmarshal([]byte(citation.FormatCSL.String([]citation.Item{i})), &read); err != nil {
			t.Fatal(err)
		}
		r := read[0]
		prose := i.Issued.Prose()
		year := r.Issued.Parts[0][0]
		words := strconv.Itoa(year)
		if year < 0 {
			words = fmt.Sprintf("%d BC", -year)
		}
		rough := strings.HasPrefix(prose, "about ") || strings.HasPrefix(prose, "perhaps ")
		if r.Title != oneLine(i.Title) || r.Author[0].Literal != oneLine(i.Authors[0]) || !strings.HasSuffix(" "+prose, " "+words) || rough != r.Issued.Circa {
			t.Errorf("%+v of %v", r, i)
		}
		if precision := strings.Count(strings.TrimPrefix(i.Issued.String(), "-"), "-") + 1; len(r.Issued.Parts[0]) != precision {
			t.Errorf("%v of %s", r.Issued.Parts, i.Issued)
		}
	})
}
