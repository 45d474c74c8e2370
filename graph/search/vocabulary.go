package search

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// A vocabulary is a sorted list of distinct words, each identified by its index. It can be walked like a trie: for
// each word it stores the number of leading letters shared with the previous one.
//
// This takes six bytes per word in addition to its text and next to no time to build once the words are sorted. It is
// faster to walk than a minimal automaton, in which words share their endings too: words far from the one sought are
// skipped by scanning one byte each.
type vocabulary struct {
	// all is the concatenation of the words; word i ends at ends[i].
	all  string
	ends []uint32
	// shared[i] is the number of leading letters that word i has in common with word i-1; letters[i] is its number of
	// letters.
	shared, letters []uint8
}

// newVocabulary returns the vocabulary of sorted, distinct words of at most maxLetters letters.
func newVocabulary(words []string) vocabulary {
	v := vocabulary{
		all:     strings.Join(words, ""),
		ends:    make([]uint32, len(words)),
		shared:  make([]uint8, len(words)),
		letters: make([]uint8, len(words)),
	}
	end, before := 0, ""
	for i, w := range words {
		end += len(w)
		v.ends[i] = uint32(end)
		v.shared[i] = sharedLetters(before, w)
		v.letters[i] = uint8(utf8.RuneCountInString(w))
		before = w
	}
	return v
}

// sharedLetters returns the number of leading letters that two words have in common.
func sharedLetters(a, b string) (n uint8) {
	for i, r := range b {
		if !strings.HasPrefix(a[i:], b[i:i+utf8.RuneLen(r)]) {
			return n
		}
		n++
	}
	return n
}

// len returns the number of words.
func (v *vocabulary) len() int { return len(v.ends) }

// word returns word i.
func (v *vocabulary) word(i int) string {
	begin := uint32(0)
	if i > 0 {
		begin = v.ends[i-1]
	}
	return v.all[begin:v.ends[i]]
}

// beginning returns the range [from, to) of the words that begin with a prefix. If the prefix itself is a word, it is
// the first of them.
func (v *vocabulary) beginning(prefix string) (from, to int) {
	from = sort.Search(v.len(), func(i int) bool { return v.word(i) >= prefix })
	to = from + sort.Search(v.len()-from, func(i int) bool { return !strings.HasPrefix(v.word(from+i), prefix) })
	return from, to
}

// A suggestion is a word of the vocabulary, by index, and its distance in edits from a word that may be misspelt.
type suggestion struct {
	word  uint32
	edits uint8
}

// suggest returns the words within a distance of a word, ordered by index.
//
// It walks the words as a trie, computes a row of the distance table for each letter, and leaves a branch as soon as
// nothing in it can be within the limit (Shang and Merrett, "Tries for approximate string matching", IEEE TKDE 8,
// 1996).
func (v *vocabulary) suggest(word string, limit int) (list []suggestion) {
	s := newSpeller(word, limit)
	far := maxLetters // words that share more than this many letters with the last one are beyond the limit
	for i, shared := range v.shared {
		if int(shared) > far {
			continue
		}
		far = maxLetters
		w := v.word(i)
		for _, r := range w[s.rewind(int(shared)):] {
			if !s.push(r) {
				far = len(s.path)
				break
			}
		}
		if d, ok := s.distance(); ok && far == maxLetters {
			list = append(list, suggestion{uint32(i), uint8(d)})
		}
	}
	return list
}

// editsOf returns the edits of a word, and reports whether it is among the suggestions.
func editsOf(list []suggestion, word uint32) (int, bool) {
	i, ok := slices.BinarySearchFunc(list, word, func(s suggestion, w uint32) int { return int(s.word) - int(w) })
	if !ok {
		return 0, false
	}
	return int(list[i].edits), true
}
