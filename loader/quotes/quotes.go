// Package quotes finds quotes in the text that they are from, word for word.
//
// # What is the same
//
// A quote stands in a text if its words and its punctuation are those of a stretch of the text, in the same order. Aside
// are how words are spaced and broken into lines, characters that are not seen, such as soft hyphens, and what typography
// makes of a character: quotation marks and apostrophes of all kinds are the same, so are dashes and hyphens of all kinds,
// … and three full stops, and what Unicode takes for another form of the same (NFKC), such as ligatures. Case counts, and
// so does whether there is a mark or a dash, but for the marks that enclose the whole quote.
//
// A quote begins and ends between words, not within. A word here reaches over hyphens, apostrophes and the points of
// abbreviations and numbers: "styled army" is not a quote from "the self-styled army", nor "state" one from "non-state".
// A word that a hyphen breaks at the end of a line has this hyphen. In scripts that do not space words, such as Han and Thai, a quote may begin and end at any character.
//
// […] in a quote, or [...], stands for what it leaves out: the parts before and after it stand in the text in this order,
// at whatever distance. Where they do so several times, the shortest stretch is the one that is quoted. Nothing else in
// brackets is special.
package quotes

import (
	"math"
	"slices"
	"sort"
	"strings"

	"entente/graph/alliance"
)

// A Text is a text in which quotes are found. It does not change.
type Text struct {
	text string
	// segments say which lines of the file the text is from.
	segments []segment
	words    []word
	vocabulary
	// places has the numbers of the words of each folded id, ascending: those of the id i are places[from[i]:from[i+1]].
	places, from []int32
}

// A segment is a part of a text, which begins at an offset of the text and at a line of the file.
type segment struct{ offset, line int }

// New returns a plain text.
func New(text string) *Text { return newText(text, []segment{{0, 1}}) }

// newText returns a text that is from the lines of a file. Its length must fit into an int32.
func newText(text string, segments []segment) *Text {
	t := &Text{text: text, segments: segments, vocabulary: newVocabulary()}
	t.words = make([]word, 0, len(text)/5)
	scan(text, func(norm string, s span) { t.words = push(t.words, t.add(norm), s) })
	t.index()
	return t
}

// index sorts the words by their folded ids.
func (t *Text) index() {
	t.from = make([]int32, len(t.folded)+2)
	for i := range t.words {
		t.from[t.fold(t.words[i].id)+2]++
	}
	for i := 2; i < len(t.from); i++ {
		t.from[i] += t.from[i-1]
	}
	t.places = make([]int32, len(t.words))
	for i := range t.words {
		next := &t.from[t.fold(t.words[i].id)+1]
		t.places[*next] = int32(i)
		*next++
	}
}

// placesOf returns the numbers of the words that are the same as a word but for case.
func (t *Text) placesOf(id int32) []int32 {
	fold := t.fold(id)
	if fold < 0 {
		return nil
	}
	return t.places[t.from[fold]:t.from[fold+1]]
}

// A stretch is of the words of a text from the number from up to the number to, which it does not include.
type stretch struct{ from, to int }

// Find returns where a quote stands in the text. If it does not, the error is a [*Missing].
func (t *Text) Find(quote string) (alliance.Passage, error) {
	parts := t.split(quote)
	if len(parts) == 0 {
		return alliance.Passage{}, &Missing{Empty: true}
	}
	places := make([][]stretch, len(parts))
	for i, p := range parts {
		var torn []stretch
		if places[i], torn = t.find(p); len(places[i]) == 0 {
			return alliance.Passage{}, t.missing(p, torn)
		}
	}
	found, after := shortest(places)
	if found == nil {
		return alliance.Passage{}, t.misplaced(parts[after], places[after][0])
	}
	for i := range found {
		found[i] = t.enclosed(found[i], parts[i])
	}
	return t.passage(found), nil
}

// find returns all places of a part of a quote, and those that begin or end within a word.
func (t *Text) find(p part) (whole, torn []stretch) {
	rarest := 0
	for i, w := range p.words {
		if len(t.placesOf(w.id)) < len(t.placesOf(p.words[rarest].id)) {
			rarest = i
		}
	}
	for _, at := range t.placesOf(p.words[rarest].id) {
		s := stretch{int(at) - rarest, int(at) - rarest + len(p.words)}
		switch {
		case s.from < 0 || s.to > len(t.words) || !same(t.words[s.from:s.to], p.words):
		case t.within(s.from) || t.within(s.to):
			torn = append(torn, s)
		default:
			whole = append(whole, s)
		}
	}
	return whole, torn
}

// same reports whether words are the same.
func same(a, b []word) bool {
	return slices.EqualFunc(a, b, func(a, b word) bool { return a.id == b.id })
}

// shortest returns a place for each part of a quote, in order and next to the one before, such that all of it is as short
// as possible. If there is none, it returns the number of the first part that is never after the ones before it.
func shortest(places [][]stretch) (best []stretch, after int) {
	length := math.MaxInt
	for _, first := range places[0] {
		found := []stretch{first}
		for i, list := range places[1:] {
			last := found[i]
			next := sort.Search(len(list), func(k int) bool { return list[k].from >= last.to })
			if next == len(list) {
				after = max(after, i+1)
				break
			}
			found = append(found, list[next])
		}
		if n := found[len(found)-1].to - first.from; len(found) == len(places) && n < length {
			best, length = found, n
		}
	}
	return best, after
}

// enclosed returns the place of a part with the quotation marks that enclose it in the text, if it has them too.
func (t *Text) enclosed(s stretch, p part) stretch {
	if p.opened && s.from > 0 && t.words[s.from-1].id == markID {
		s.from--
	}
	if p.closed && s.to < len(t.words) && t.words[s.to].id == markID {
		s.to++
	}
	return s
}

// line returns the line of the file that a word is on.
func (t *Text) line(number int) int {
	offset := int(t.words[number].from)
	i := sort.Search(len(t.segments), func(i int) bool { return t.segments[i].offset > offset }) - 1
	return t.segments[i].line + strings.Count(t.text[t.segments[i].offset:offset], "\n")
}
