package quotes_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/loader/quotes"
)

// common are words of which a text has many.
var common = strings.Fields("the of and to in a that is was for on with as by at from it has said not be which had are but their its")

// prose returns a text of so many words with commas, full stops, marks, dashes and paragraphs. Half of its words are common
// ones, the others are among 3000.
func prose(words int, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 0))
	var b strings.Builder
	for i := range words {
		word := common[r.IntN(len(common))]
		if r.IntN(2) == 0 {
			word = fmt.Sprintf("%s%s%s", syllable(r), syllable(r), syllable(r))
		}
		switch r.IntN(40) {
		case 0:
			word = "“" + word + "”"
		case 1:
			word += " –"
		case 2:
			word += ","
		case 3:
			word += "."
		case 4:
			word += ".\n\n"
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// syllable returns one of 15.
func syllable(r *rand.Rand) string { return string("bdgkm"[r.IntN(5)]) + string("aio"[r.IntN(3)]) }

// A written is a quote as somebody wrote it, and what was changed: "" if nothing.
type written struct{ quote, changed string }

// written200 returns 200 quotes of 12 to 40 words from a text: twenty are changed by a word, five leave something out, and some
// have other marks.
func written200(text string, seed uint64) []written {
	r := rand.New(rand.NewPCG(seed, 1))
	words := strings.Fields(text)
	list := make([]written, 200)
	for i := range list {
		from, n := r.IntN(len(words)-40), 12+r.IntN(28)
		quote := append([]string{}, words[from:from+n]...)
		switch {
		case i%10 == 3:
			at := r.IntN(n)
			for strings.Trim(quote[at], "“”.,–") == "" {
				at = r.IntN(n)
			}
			list[i].changed = "zebra"
			quote[at] = "zebra"
		case i%40 == 7:
			quote = append(append(quote[:4:4], "[…]"), quote[8:]...)
		case i%10 == 5:
			quote = strings.Fields(strings.NewReplacer("“", `"`, "”", `"`, "–", "--").Replace(strings.Join(quote, " ")))
		}
		list[i].quote = strings.Join(quote, " ")
	}
	return list
}

// TestFind200 checks that of 200 quotes the twenty that are changed are found, with the passage that is nearest, and only
// these.
func TestFind200(t *testing.T) {
	source := prose(17_000, 5)
	text := quotes.New(source)
	began := time.Now()
	wrong := 0
	for _, w := range written200(source, 5) {
		p, err := text.Find(w.quote)
		switch {
		case err == nil && w.changed == "":
			checkPassage(t, source, p)
		case err == nil:
			t.Errorf("found %q", w.quote)
		case w.changed == "" || !strings.Contains(err.Error(), " is most like ") || !strings.Contains(err.Error(), `instead of "zebra"`):
			t.Errorf("%q: %v", w.quote, err)
		default:
			wrong++
		}
	}
	if wrong != 20 {
		t.Errorf("%d are wrong, want 20", wrong)
	}
	t.Logf("%d bytes, 200 quotes: %v", len(source), time.Since(began))
}

// checkPassage checks that a passage is in a text, but for spaces.
func checkPassage(t *testing.T, text string, p alliance.Passage) {
	t.Helper()
	one := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if whole := one(p.Before + p.Quote + p.After); !strings.Contains(one(text), whole) {
		t.Errorf("%q is not in the text", whole)
	}
}

// BenchmarkFind finds 200 quotes, none or all of which are changed by a word, in texts of 100 kB and 5 MB; New reads the
// texts.
func BenchmarkFind(b *testing.B) {
	for _, words := range []int{17_000, 850_000} {
		source := prose(words, 5)
		b.Run(fmt.Sprintf("New/%dkB", len(source)/1000), func(b *testing.B) {
			for b.Loop() {
				quotes.New(source)
			}
		})
		text := quotes.New(source)
		for name, changed := range map[string]bool{"right": false, "wrong": true} {
			b.Run(fmt.Sprintf("%s/%dkB", name, len(source)/1000), func(b *testing.B) {
				all := written200(source, 5)
				for b.Loop() {
					for _, w := range all {
						quote := strings.ReplaceAll(w.quote, "zebra", "[…]")
						if changed {
							quote = changeOne(w.quote)
						}
						if _, err := text.Find(quote); (err != nil) != changed {
							b.Fatal(quote, err)
						}
					}
				}
			})
		}
	}
}

// changeOne changes a word in the middle of a quote.
func changeOne(quote string) string {
	words := strings.Fields(quote)
	words[len(words)/2] = "zebra"
	return strings.Join(words, " ")
}
