package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/graph/alliance"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// words draws words from a small alphabet, so that many are similar, and some in other scripts.
func words() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`[abe]{1,8}`),
		rapid.StringMatching(`[abe]{3,4}[éÀ'е]?[abe]{2,3}`),
		rapid.SampledFrom([]string{
			"haftar", "Khalifa", "the", "al", "general", "forces", "abullah", "alebe", "abe al ebe", "قوات", "LNA", "gna", "2510", "2511", "U.N.", "Türkiye", "Россия", "Елка", "ёлка", "خليفة", "خليفه",
			"国民军", "利比亚国民军", "러시아", "กรุงเทพ", strings.Repeat("ab", 33),
		}),
	)
}

// phrases draws texts of one to max words.
func phrases(max int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(words(), 1, max).Draw(t, "words"), rapid.SampledFrom([]string{" ", ", ", "-"}).Draw(t, "between"))
	})
}

// dataSets draws small data sets.
func dataSets() *rapid.Generator[*alliance.Facts] {
	return rapid.Custom(func(t *rapid.T) *alliance.Facts {
		absent := rapid.OneOf(rapid.Just(""), phrases(6))
		n := 0
		id := func() string {
			n++
			return fmt.Sprintf("%c%d", 'a'+rapid.IntRange(0, 3).Draw(t, "id"), n)
		}
		var f alliance.Facts
		for range rapid.IntRange(0, 5).Draw(t, "actors") {
			aliases := rapid.SliceOfN(phrases(3), 0, 3).Draw(t, "aliases")
			f.Actors = append(f.Actors, newActor(id(), phrases(3).Draw(t, "name"), absent.Draw(t, "description"), aliases...))
		}
		for range rapid.IntRange(0, 3).Draw(t, "events") {
			f.Events = append(f.Events, newEvent(id(), phrases(5).Draw(t, "title"), absent.Draw(t, "description"),
				absent.Draw(t, "place"), absent.Draw(t, "mode")))
		}
		for range rapid.IntRange(0, 2).Draw(t, "conflicts") {
			f.Conflicts = append(f.Conflicts, &alliance.Conflict{
				ID: id(), Name: phrases(3).Draw(t, "name"), Description: alliance.Text(absent.Draw(t, "description")),
			})
		}
		for range rapid.IntRange(0, 3).Draw(t, "sources") {
			f.Sources = append(f.Sources, &alliance.Source{
				ID: id(), Title: phrases(5).Draw(t, "title"), Publisher: alliance.Text(absent.Draw(t, "publisher")),
			})
		}
		return alliance.NewFacts(f)
	})
}

// queries draws queries: phrases, and words of the texts of a data set, cut short, misspelt, in any order.
func queries(facts *alliance.Facts) *rapid.Generator[string] {
	var known []string
	for _, thing := range things(facts) {
		known = append(known, Document(thing)...)
	}
	if len(known) == 0 {
		return phrases(3)
	}
	changed := rapid.Custom(func(t *rapid.T) string {
		word := rapid.SampledFrom(known).Draw(t, "word")
		switch rapid.IntRange(0, 3).Draw(t, "change") {
		case 0:
			return edit(t, word)
		case 1:
			return edit(t, edit(t, word))
		case 2:
			return beginningOf(t, word)
		default:
			return word
		}
	})
	asked := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(changed, 1, 3).Draw(t, "query"), " ")
	})
	return rapid.OneOf(asked, phrases(3))
}

// edit makes one edit in a word.
func edit(t *rapid.T, word string) string {
	letters := []rune(word)
	i := rapid.IntRange(0, len(letters)).Draw(t, "at")
	letter := rapid.SampledFrom([]rune("abelx")).Draw(t, "letter")
	kind := rapid.IntRange(0, 3).Draw(t, "edit")
	switch {
	case kind == 0 || i == len(letters):
		return string(slices.Insert(letters, i, letter))
	case kind == 1:
		return string(slices.Delete(letters, i, i+1))
	case kind == 2 && i > 0:
		letters[i-1], letters[i] = letters[i], letters[i-1]
	default:
		letters[i] = letter
	}
	return string(letters)
}

// beginningOf draws a beginning of a word.
func beginningOf(t *rapid.T, word string) string {
	letters := []rune(word)
	return string(letters[:rapid.IntRange(1, len(letters)).Draw(t, "letters")])
}

// diffHits compares hits. Their things must be identical, not just equal.
func diffHits(want, got []alliance.SearchHit) string {
	return cmp.Diff(want, got, cmp.Comparer(func(a, b alliance.SearchResult) bool { return a == b }))
}

func TestIndexAndRankAreAsDefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := dataSets().Draw(t, "facts")
		index := New(facts)
		for range 5 {
			query := queries(facts).Draw(t, "query")
			first := rapid.IntRange(0, 12).Draw(t, "first")
			all := things(facts)
			want := oracle(query, all, first)
			got, err := index.Search(t.Context(), alliance.SearchQuery{Text: query, First: first})
			if err != nil {
				t.Fatal(err)
			}
			if diff := diffHits(want, got); diff != "" {
				t.Fatalf("%q: -oracle +index:\n%s", query, diff)
			}
			if diff := diffHits(want, rank(query, rapid.Permutation(all).Draw(t, "candidates"), first)); diff != "" {
				t.Fatalf("%q: -oracle +rank:\n%s", query, diff)
			}
		}
	})
}

func TestScoreIsOneForTheSameWordsOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := dataSets().Draw(t, "facts")
		query := queries(facts).Draw(t, "query")
		for _, hit := range rank(query, things(facts), 100) {
			same := slices.ContainsFunc(Readings(query), func(r []Term) bool { return hasSameWords(r, hit.Matched) })
			if hit.Score <= 0 || hit.Score > 1 || (hit.Score == 1) != same {
				t.Fatalf("%q, %q: %v", query, hit.Matched, hit.Score)
			}
		}
	})
}

// hasSameWords reports whether a text has the words of a reading and no others.
func hasSameWords(reading []Term, text string) bool {
	words := Words(text)
	slices.Sort(words)
	return slices.EqualFunc(reading, slices.Compact(words), func(t Term, w string) bool { return t.Word == w })
}

// TestReadingsFindCandidates checks what stores with their own index rely on: see the package comment.
func TestReadingsFindCandidates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := dataSets().Draw(t, "facts")
		query := queries(facts).Draw(t, "query")
		for _, hit := range rank(query, things(facts), 100) {
			words := Document(hit.Node)
			finds := func(term Term) bool {
				return slices.ContainsFunc(words, func(w string) bool {
					return strings.HasPrefix(w, term.Word) || osa([]rune(w), []rune(term.Word)) <= term.Edits
				})
			}
			if !slices.ContainsFunc(slices.Concat(Readings(query), Looser(query)), func(r []Term) bool {
				return !slices.ContainsFunc(r, func(term Term) bool { return !finds(term) })
			}) {
				t.Fatalf("%q found %q, which lacks a match for some word of each reading", query, words)
			}
		}
	})
}

func TestSpellingOfTheQueryDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := dataSets().Draw(t, "facts")
		index := New(facts)
		query := queries(facts).Draw(t, "query")
		words := rapid.Permutation(strings.Fields(query)).Draw(t, "order")
		want := ask(t, index, alliance.SearchQuery{Text: query, First: 20})
		for name, variant := range map[string]string{
			"word order": strings.Join(words, "  "),
			"case":       strings.ToUpper(query),
			"repetition": query + " " + query,
			"diacritics": strings.NewReplacer("a", "á", "e", "ê", "b", "ḃ", "x", "x\u0323").Replace(query),
		} {
			if (name == "word order" || name == "repetition") && (joins(facts, query) || joins(facts, variant)) {
				continue // the neighbours have changed
			}
			if diff := cmp.Diff(want, ask(t, index, alliance.SearchQuery{Text: variant, First: 20})); diff != "" {
				t.Fatalf("%s: %q, %q: -want +got:\n%s", name, query, variant, diff)
			}
		}
	})
}

// joins reports whether two neighbouring words of a query form the beginning of a word in a data set, or a name.
func joins(facts *alliance.Facts, query string) bool {
	words := Words(query)
	if len(joinedNames(words)) > 0 {
		return true
	}
	for _, thing := range things(facts) {
		for _, known := range Document(thing) {
			for i := 1; i < len(words); i++ {
				if strings.HasPrefix(known, clip(words[i-1]+words[i])) {
					return true
				}
			}
		}
	}
	return false
}

func TestNeighboursFindOneWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := dataSets().Draw(t, "facts")
		index := New(facts)
		between := rapid.SampledFrom([]string{" ", "-", ", "}).Draw(t, "between")
		for _, thing := range things(facts) {
			for _, word := range Document(thing) {
				letters := []rune(word)
				if len(letters) < 4 || paired(word) {
					continue
				}
				at := rapid.IntRange(2, len(letters)-2).Draw(t, "at")
				query := string(letters[:at]) + between + string(letters[at:])
				if !finds(t, index, query, thing) {
					t.Fatalf("%q does not find %q", query, word)
				}
			}
		}
	})
}

// finds reports whether a search for a text finds a thing.
func finds(t *rapid.T, x *Index, query string, thing alliance.SearchResult) bool {
	hits, err := x.Search(t.Context(), alliance.SearchQuery{Text: query, First: 500})
	if err != nil {
		t.Fatal(err)
	}
	return slices.Contains(ids(hits), thing.NodeID())
}

func TestMisspeltWordsFind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := dataSets().Draw(t, "facts")
		index := New(facts)
		for _, thing := range things(facts) {
			for _, word := range Document(thing) {
				allowed := edits(word)
				query := word
				for range allowed {
					query = edit(t, query)
				}
				// An edit can make a word so short that fewer edits are allowed, or edit what a previous one inserted.
				letters := []rune(query)
				if len(letters) > maxLetters || edits(query) < allowed || osa(letters, []rune(word)) > allowed {
					continue
				}
				if !finds(t, index, query, thing) {
					t.Fatalf("%q does not find %q", query, word)
				}
			}
		}
	})
}

func TestUnfinishedWordsFind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := dataSets().Draw(t, "facts")
		index := New(facts)
		for _, thing := range things(facts) {
			for field, text := range texts(thing) {
				var query []string
				for _, w := range Words(text) {
					if b := beginningOf(t, w); field != description || len([]rune(b)) > 2 {
						query = append(query, b)
					}
				}
				if len(query) > 0 && !finds(t, index, strings.Join(query, " "), thing) {
					t.Fatalf("%q does not find %q", query, text)
				}
			}
		}
	})
}

func TestSuggest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(rapid.StringMatching(`[abя利]{1,9}`)).Draw(t, "words")
		slices.Sort(list)
		list = slices.Compact(list)
		v := newVocabulary(list)
		word := rapid.StringMatching(`[abя利]{3,9}`).Draw(t, "word")
		limit := rapid.IntRange(1, 2).Draw(t, "limit")
		var want []suggestion
		for i, w := range list {
			if v.word(i) != w {
				t.Fatalf("word %d is %q, not %q", i, v.word(i), w)
			}
			if d := osa([]rune(word), []rune(w)); d <= limit {
				want = append(want, suggestion{uint32(i), uint8(d)})
			}
		}
		if diff := cmp.Diff(want, v.suggest(word, limit), cmp.AllowUnexported(suggestion{})); diff != "" {
			t.Fatalf("suggestions for %q: -want +got:\n%s", word, diff)
		}
	})
}

func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"haftar", "lybian army", "خليفه", "国民", "U.N. 2510", "a\u0301\xff", "an and"} {
		f.Add(seed, 10)
	}
	facts := libya()
	index := New(facts)
	f.Fuzz(func(t *testing.T, query string, first int) {
		got, err := index.Search(t.Context(), alliance.SearchQuery{Text: query, First: first})
		if err != nil {
			t.Fatal(err)
		}
		if diff := diffHits(oracle(query, things(facts), first), got); diff != "" {
			t.Fatalf("-oracle +index:\n%s", diff)
		}
	})
}
