// Package search finds actors, events, conflicts and sources by words of their texts, and ranks them.
//
// It tolerates the mistakes that are common with names of many spellings: case, diacritics, word order, a wrong
// letter, an unfinished word, two words for what is written as one. [Words] defines the words of a text; they are the
// same for texts and queries.
//
// # Match
//
// A word of the query matches a word of a text
//   - exactly, if the two are equal;
//   - as its beginning, if the text's word begins with it; in a description only if it has at least three letters
//     (or is in a script without spaces), so that "an" does not find every "and";
//   - misspelt, if the two are at most [Term.Edits] apart in optimal string alignment distance: one insertion,
//     deletion, substitution or swap of neighbouring letters is one edit, and no letter is edited twice (Boytsov,
//     "Indexing methods for approximate dictionary searching", ACM JEA 16, 2011). Lucene's `~1` and `~2` mean the same.
//     A word of five letters matches with two edits only if the two have the same letters, the first and last of them
//     in place: Libya is found with its y and i swapped.
//
// A query has several readings: as it is, and with two neighbouring words joined, so that cease-fire finds ceasefire:
// see [Readings]. Looser ones, which count less, leave out or respell what sources write differently: see [Looser]. A thing matches a reading if every word of the reading matches a word of one of the thing's texts
// (see [Document]); it matches the query if it matches any reading.
//
// # Score
//
// This section describes one reading of the query; the score of a thing is that of its best reading.
//
// The grade of a word of the query in a text is the best of 8 for an exact match with a word of the text, 6 as a
// beginning, 3 with one edit and 1 with two; it is 1 if the word only matches a word of another text of the thing.
// The share of a word of the text is how much of it is matched, in 64ths, rounded down: all of it if exactly, the
// letters of the beginning, or its letters less the edits, whichever is best. With p the mean grade of the distinct
// words of the query, divided by 8, and c the mean share of the distinct words of the text, divided by 64:
//
//	score of a text  = (3p + c) / 4, of a description ¾ of that unless it is 1
//	score of a thing = the best of its texts that have a word of the query
//
// A looser reading counts 11/20 of that. So the score is 1 if and only if a text and another reading have the same words,
// and at most 0.55 by a looser one: after all that has the words of the query exactly, before what has them misspelt. Names and titles that contain all the
// words exactly (at least 0.75) come before descriptions that do (at least 0.56), and these before names and titles
// that contain the words misspelt (at most 0.54). The score is a single division of integers, so it is the same on
// every machine.
//
// # Order
//
// Hits are ordered by score, highest first; then by the text that matched: name or title, alias, place, mode,
// publisher, description; then actors, events, conflicts, sources; then by id. The text that matched is the one with
// the best score; among equals, the first in that order, then the first in byte order.
//
// # Stores
//
// [Index] answers from memory. A store with its own full-text index uses that to find candidates, and ranks them with
// an [Index] of the candidates. It indexes the words of [Document], which need no analysis except splitting at
// spaces, and searches for things that contain, for each of the terms of one of the [Readings] of the query or the [Looser]
// ones, a word that begins with the term or is within its edits. It must find all of them: a fuzzy query that stops at the 50
// nearest words, as Lucene's does by default, loses hits.
package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph/alliance"
)

// MaxText is the recommended maximum length of the text of a query, in Unicode code points. Code that accepts queries
// from outside should enforce it; Search does not, and its cost grows with the length.
const MaxText = 200

// Search returns the things of the given types that match a query, best first and at most q.First, as the package
// comment defines. Nil types mean all types, an empty list none. A query without words matches nothing. Search
// returns nil if nothing matches, and the context's error if the context is done.
func (x *Index) Search(ctx context.Context, q alliance.SearchQuery) ([]alliance.SearchHit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return x.find(ctx, Readings(q.Text), Looser(q.Text), q.Types, q.First)
}

// A Term is a word of a query.
type Term struct {
	// Word is as [Words] returns it: letters, digits and marks only, in lower case.
	Word string
	// Edits is the maximum number of edits between it and a word that it matches: none for words of one or two
	// letters, with digits or in scripts without spaces, and for two words read as one; one for words of three or
	// four letters; two for longer ones, with a restriction for five letters: see the package comment.
	Edits int
}

// Readings returns the ways to read a query, each as distinct words in byte order. The first consists of the words as
// they are, ignoring repetition. Each of the others has two neighbours joined to one word, which matches exactly or
// as a beginning, but not misspelt. Words of one letter are not joined, because a word just begun should not be taken
// for the ending of the previous one, nor are words in scripts without spaces.
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

// single reports whether a word is a single letter.
func single(word string) bool { return utf8.RuneCountInString(word) == 1 }

// insert inserts a term into a sorted list unless its word is already in it.
func insert(list []Term, t Term) []Term {
	i, found := slices.BinarySearchFunc(list, t, func(a, b Term) int { return strings.Compare(a.Word, b.Word) })
	if found {
		return list
	}
	return slices.Insert(list, i, t)
}

// terms returns the terms for the distinct words of a list, in byte order.
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

// shuffledLetters is the length, in letters, of words that may be two edits off only if their letters are the same.
const shuffledLetters = 5

// allows reports whether t matches the word of a text that is so many edits off, at most t.Edits.
func (t Term) allows(edits int, word string) bool {
	return edits < 2 || utf8.RuneCountInString(t.Word) > shuffledLetters || shuffled(t.Word, word)
}

// shuffled reports whether two words have the same letters, the first and last of them in place.
func shuffled(a, b string) bool {
	one, two := []rune(a), []rune(b)
	if len(one) != len(two) || one[0] != two[0] || one[len(one)-1] != two[len(two)-1] {
		return false
	}
	slices.Sort(one)
	slices.Sort(two)
	return slices.Equal(one, two)
}

// mostEdits is the largest number of edits by which a word of a query may be off.
const mostEdits = 2

// edits returns the number of arbitrary edits by which a word of a query may be off. Words with digits allow none:
// Resolution 2511 is not a misspelt Resolution 2510.
func edits(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 3 || hasDigit(word) || paired(word):
		return 0
	case n <= 5:
		return 1
	default:
		return mostEdits
	}
}
