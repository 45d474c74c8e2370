package search

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// A vocabulary is a sorted list of distinct words, each identified by its index. Those that a misspelt word may stand for
// can be walked like a trie: for each of them it stores the number of leading letters shared with the one before.
//
// This takes at most ten bytes per word in addition to its text and next to no time to build once the words are sorted. It
// is faster to walk than a minimal automaton, in which words share their endings too: all words that begin as none near the
// one sought does are skipped at once.
type vocabulary struct {
	// all is the concatenation of the words; word i ends at ends[i].
	all  string
	ends []uint32
	// letters[i] is the number of letters of word i.
	letters []uint8
	// spelt are the words with at most mostEdits digits: others are too far from a word without digits, and only such words
	// may be misspelt. shared[i] is the number of leading letters that spelt[i] has in common with spelt[i-1].
	spelt  []uint32
	shared []uint8
}

// newVocabulary returns the vocabulary of sorted, distinct words of at most maxLetters letters.
func newVocabulary(words []string) vocabulary {
	v := vocabulary{
		all:     strings.Join(words, ""),
		ends:    make([]uint32, len(words)),
		letters: make([]uint8, len(words)),
	}
	end, before := 0, ""
	for i, w := range words {
		end += len(w)
		v.ends[i] = uint32(end)
		v.letters[i] = uint8(utf8.RuneCountInString(w))
		if digits(w) <= mostEdits {
			v.spelt, v.shared = append(v.spelt, uint32(i)), append(v.shared, sharedLetters(before, w))
			before = w
		}
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

// suggest returns the words within a distance, at most mostEdits, of a word without digits, ordered by index.
//
// It walks the words as a trie, computes a row of the distance table for each letter, and leaves a branch as soon as
// nothing in it can be within the limit (Shang and Merrett, "Tries for approximate string matching", IEEE TKDE 8,
// 1996).
func (v *vocabulary) suggest(word string, limit int) (list []suggestion) {
	s := newSpeller(word, limit)
	for i := 0; i < len(v.spelt); {
		w, at := v.word(int(v.spelt[i])), s.rewind(int(v.shared[i]))
		if dead := s.spell(w[at:]); dead > 0 {
			i = v.beyond(i, w[:at+dead])
			continue
		}
		if d, ok := s.distance(); ok {
			list = append(list, suggestion{v.spelt[i], uint8(d)})
		}
		i++
	}
	return list
}

// beyond returns the index in spelt of the first word after word i, which begins with a prefix, that does not. It takes
// steps of doubling length, as most prefixes have few words.
func (v *vocabulary) beyond(i int, prefix string) int {
	begins := func(i int) bool { return strings.HasPrefix(v.word(int(v.spelt[i])), prefix) }
	step := 1
	for i+step < len(v.spelt) && begins(i+step) {
		i += step
		step *= 2
	}
	rest := min(step, len(v.spelt)-i)
	return i + 1 + sort.Search(rest-1, func(n int) bool { return !begins(i + 1 + n) })
}

// editsOf returns the edits of a word, and reports whether it is among the suggestions.
func editsOf(list []suggestion, word uint32) (int, bool) {
	i, ok := slices.BinarySearchFunc(list, word, func(s suggestion, w uint32) int { return int(s.word) - int(w) })
	if !ok {
		return 0, false
	}
	return int(list[i].edits), true
}
