package quotes_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/loader/quotes"
)

// marks are what typography makes of a character.
var marks = map[string][]string{
	" ": {" ", "\n", "  ", "\u00a0", "\t", "\r\n", " \u200b"}, "“": {"“", `"`, "„", "«", "‘", "''"}, "”": {"”", `"`, "“", "»", "’"},
	"–": {"–", "-", "—", "--", "‒", "−"}, "’": {"’", "'", "ʼ", "‘"}, "…": {"…", "...", ". . ."}, "fi": {"fi", "ﬁ", "f\u00adi"}, "é": {"é", "e\u0301"},
}

// drawText draws a text of words between which there are marks.
func drawText(t *rapid.T) []string {
	return rapid.SliceOfN(rapid.SampledFrom([]string{
		"the", "of", "army", "first", "envoys", "said", "Said", "café", "don’t", "self-styled", "“sovereign”", "war – none", "first,", "so.", "on…", "1,200",
	}), 8, 60).Draw(t, "words")
}

// drawWritten writes a text with other marks.
func drawWritten(t *rapid.T, text string) string {
	var b strings.Builder
	for len(text) > 0 {
		size := 1
		for mark, forms := range marks {
			if strings.HasPrefix(text, mark) {
				size = len(mark)
				b.WriteString(rapid.SampledFrom(forms).Draw(t, "form"))
			}
		}
		if marks[text[:size]] == nil {
			b.WriteByte(text[0])
		}
		text = text[size:]
	}
	return b.String()
}

// TestStretches checks that every stretch of words of a text is found in it, however both are written, and that with a word
// changed it is not.
func TestStretches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := drawText(t)
		text := quotes.New(drawWritten(t, strings.Join(words, " ")))
		from := rapid.IntRange(0, len(words)-3).Draw(t, "from")
		quote := append([]string{}, words[from:rapid.IntRange(from+1, len(words)).Draw(t, "to")]...)
		written := drawWritten(t, strings.Join(quote, " "))
		p, err := text.Find(written)
		if err != nil {
			t.Fatalf("%q: %v", written, err)
		}
		if _, err := text.Find(p.Quote); err != nil {
			t.Fatalf("found %q for %q, which is not found: %v", p.Quote, written, err)
		}
		quote[rapid.IntRange(0, len(quote)-1).Draw(t, "changed")] = "walrus"
		written = drawWritten(t, strings.Join(quote, " "))
		if p, err := text.Find(written); err == nil {
			t.Fatalf("found %+v for %q", p, written)
		}
	})
}

// TestLeftOut checks that stretches in the order of a text are found with […] between them, and then each is in what is found.
func TestLeftOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := drawText(t)
		text := quotes.New(strings.Join(words, " "))
		a := rapid.IntRange(1, len(words)-2).Draw(t, "end of the first")
		b := rapid.IntRange(a, len(words)-1).Draw(t, "beginning of the second")
		first, second := words[a-1], words[b]
		p, err := text.Find(first + " […] " + second)
		if err != nil {
			t.Fatalf("%s […] %s: %v", first, second, err)
		}
		const atMost = 3 // symbols that a word has, which count as words do
		if length := len(strings.Fields(p.Quote)); length > atMost*len(strings.Fields(strings.Join(words[a-1:b+1], " "))) {
			t.Fatalf("found %q for %s […] %s", p.Quote, first, second)
		}
	})
}

// FuzzFind looks for anything in anything: what is found stands in the text, and what is not makes one line.
func FuzzFind(f *testing.F) {
	f.Add(article, "no troops […] the council")
	f.Add(article, "the self-styled council has no soldiers on the island")
	f.Add(webPage, "One [...] ends")
	f.Add("...'''---", ". . .")
	f.Add("a’b-c.d,1,2", "b c d 1")
	f.Fuzz(func(t *testing.T, file, quote string) {
		for _, name := range []string{"a.txt", "a.html"} {
			text, err := quotes.Parse(name, []byte(file))
			if err != nil {
				continue
			}
			if _, err := text.Find(quote); err != nil && (strings.ContainsAny(err.Error(), "\n\r") || len(err.Error()) > 1500) {
				t.Errorf("%q", err)
			}
		}
	})
}
