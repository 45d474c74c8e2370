// Package search finds actors, events, conflicts and sources by words of their texts, and ranks them.
//
// It forgives what a reader of names in many spellings gets wrong: case, diacritics, word order, a wrong letter, a
// word not yet typed to its end, two words for what is written as one. [Words] says what the words of a text are; they
// are the same for texts and queries.
//
// # Match
//
// A word of the query matches a word of a text
//   - exactly, where the two are equal;
//   - as its beginning, where the text's word begins with it; in a description only if it has three letters or more
//     (or is in a script without spaces), so that "an" does not find every "and";
//   - misspelt, where the two are at most [Term.Edits] apart in optimal string alignment distance: one insertion,
//     deletion, substitution or swap of neighbouring letters is one edit, and no letter is edited twice (Boytsov,
//     "Indexing methods for approximate dictionary searching", ACM JEA 16, 2011). Lucene's `~1` and `~2` mean the same.
//     A word of five letters is two edits off a word only that has the same letters, the first and the last of them in
//     place: Libya is found with its y and i exchanged.
//
// A query can be read in several ways: as it is, and with two neighbouring words of it written as one, as cease-fire for
// ceasefire: see [Readings]. A thing matches a reading when every word of it matches a word of one of the thing's texts
// (see [Document]), and it matches the query when it matches a reading.
//
// # Score
//
// What follows is about one reading of the query; the score of a thing is that by the reading that scores best.
//
// The grade of a word of the query in a text is 8 where it matches a word of it exactly, 6 as its beginning, 3 with one
// edit, 1 with two, the best of these; 1 where it only matches a word of another text of the thing. The share of a word
// of the text is how much of it is matched, in 64ths, rounded down: all where exactly, the letters of the beginning, its
// letters less the edits; the best of these. With p the mean grade of the distinct words of the query, divided by 8, and
// c the mean share of the distinct words of the text, divided by 64:
//
//	score of a text  = (3p + c) / 4, of a description ¾ of that unless it is 1
//	score of a thing = the best of its texts that have a word of the query
//
// So it is 1 exactly where a text and a reading have the same words. Of names and titles, those that have all the words
// exactly (0.75 and more) come before those that have them misspelt (at most 0.54), and descriptions that have them
// exactly (0.56 and more) come between. The score is one division of integers, thus the same on every machine.
//
// # Order
//
// Hits are ordered by score, highest first; then by the text that matched: name or title, alias, place, mode,
// publisher, description; then actors, events, conflicts, sources; then by id. The text that matched is the one with
// the best score, of equals the first in that order, then the first in byte order.
//
// # Stores
//
// [Index] answers from memory. A store that keeps its own full-text index finds candidates with it and ranks them with an
// [Index] of them: it indexes the words of [Document], which need no analysis but splitting at spaces, and looks for things that
// have, for each of the terms of one of the [Readings] of the query, a word that begins with it or is within its edits.
// All of these are wanted: a fuzzy query that stops at the 50 nearest words, as Lucene's does unless told otherwise, loses hits.
package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph/alliance"
)

// MaxText is how many characters (Unicode code points) the text of a query should have at most. Whoever takes queries
// from outside checks it; longer ones are answered too, at a cost that grows with them.
const MaxText = 200

// Search returns the things of the given types that match a query, best first and at most q.First, as the package comment
// defines. Types that are nil mean all of them, types that are empty none. A query without words matches nothing. Search
// returns nil if nothing matches, and the context's error if it is done before the search begins.
func (x *Index) Search(ctx context.Context, q alliance.SearchQuery) ([]alliance.SearchHit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return x.find(Readings(q.Text), q.Types, q.First), nil
}

// A Term is a word of a query.
type Term struct {
	// Word is as [Words] returns it: letters, digits and marks only, in lower case.
	Word string
	// Edits are how many edits it may be off to match: none in words of one or two letters, in those with digits, in
	// scripts without spaces and in two words read as one; one in words of three or four letters, two in longer ones, of
	// five letters not any two: see the package comment.
	Edits int
}

// Readings returns the ways to read a query, each as distinct words in byte order. The first is its words as they are: how
// often they are said makes no difference. Each of the others has two neighbours written as one word, which match it exactly or
// as its beginning, not misspelt. Words of one letter are not read so, lest a word just begun be the ending of the one
// before, nor are those in scripts without spaces.
func Readings(query string) [][]Term {
	words := Words(query)
	if len(words) == 0 {
		return nil
	}
	readings := [][]Term{terms(words)}
	for i := range len(words) - 1 {
		one, two := words[i], words[i+1]
		if single(one) || single(two) || paired(one) || paired(two) {
			continue
		}
		joined := slices.Concat(words[:i], words[i+2:])
		reading := insert(terms(joined), Term{Word: clip(one + two)})
		if !slices.ContainsFunc(readings, func(r []Term) bool { return slices.Equal(r, reading) }) {
			readings = append(readings, reading)
		}
	}
	return readings
}

// single reports whether a word is one letter.
func single(word string) bool { return utf8.RuneCountInString(word) == 1 }

// insert puts a term in its place in a list, unless its word is there.
func insert(list []Term, t Term) []Term {
	i, found := slices.BinarySearchFunc(list, t, func(a, b Term) int { return strings.Compare(a.Word, b.Word) })
	if found {
		return list
	}
	return slices.Insert(list, i, t)
}

// terms returns the distinct words of a list, in byte order.
func terms(words []string) []Term {
	words = slices.Clone(words)
	slices.Sort(words)
	words = slices.Compact(words)
	list := make([]Term, len(words))
	for i, w := range words {
		list[i] = Term{Word: w, Edits: edits(w)}
		if utf8.RuneCountInString(w) == shuffledLetters && list[i].Edits > 0 {
			list[i].Edits = 2
		}
	}
	return list
}

// shuffledLetters is how many letters a word has that may be two edits off where its letters are only shuffled.
const shuffledLetters = 5

// allows reports whether the word of a text may be so many edits off, which are within t.Edits.
func (t Term) allows(edits int, word string) bool {
	return edits < 2 || utf8.RuneCountInString(t.Word) > shuffledLetters || shuffled(t.Word, word)
}

// shuffled reports whether two words have the same letters, the first and the last of them in place.
func shuffled(a, b string) bool {
	one, two := []rune(a), []rune(b)
	if len(one) != len(two) || one[0] != two[0] || one[len(one)-1] != two[len(two)-1] {
		return false
	}
	slices.Sort(one)
	slices.Sort(two)
	return slices.Equal(one, two)
}

// edits returns how many edits, whichever they are, a word of a query may be off. Digits are no letters: Resolution 2511 is not a misspelt
// Resolution 2510.
func edits(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 3 || hasDigit(word) || paired(word):
		return 0
	case n <= 5:
		return 1
	default:
		return 2
	}
}
