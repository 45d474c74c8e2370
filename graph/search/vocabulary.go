package search

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// A vocabulary is a sorted list of distinct words, each known by its place in it. It is walked like a trie: next to
// each word it keeps how many letters the word shares with the one before.
//
// That takes six bytes a word beside its text, no time to build once the words are sorted, and is faster to walk than a
// minimal automaton in which words share their ends too: what is far from the word sought is passed over byte by byte.
type vocabulary struct {
	// all are the words, one after the other; word i ends at ends[i].
	all  string
	ends []uint32
	// shared[i] is how many letters word i begins with that word i-1 begins with too; letters[i] how many it has.
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

// sharedLetters returns how many letters two words have in common at their beginning.
func sharedLetters(a, b string) (n uint8) {
	for i, r := range b {
		if !strings.HasPrefix(a[i:], b[i:i+utf8.RuneLen(r)]) {
			return n
		}
		n++
	}
	return n
}

// len returns how many words there are.
func (v *vocabulary) len() int { return len(v.ends) }

// word returns the word at a place.
func (v *vocabulary) word(i int) string {
	begin := uint32(0)
	if i > 0 {
		begin = v.ends[i-1]
	}
	return v.all[begin:v.ends[i]]
}

// beginning returns the places [from, to) of the words that begin with a prefix. The word that is the prefix, where there
// is one, is the first of them.
func (v *vocabulary) beginning(prefix string) (from, to int) {
	from = sort.Search(v.len(), func(i int) bool { return v.word(i) >= prefix })
	to = from + sort.Search(v.len()-from, func(i int) bool { return !strings.HasPrefix(v.word(from+i), prefix) })
	return from, to
}

// A nearWord is the place of a word and how many edits it is off.
type nearWord struct {
	place uint32
	edits uint8
}

// near returns the words within a distance of a word, by place.
//
// It walks the words as a trie, a row of the table of distances for each letter, and leaves a branch as soon as nothing
// in it can be near (Shang and Merrett, "Tries for approximate string matching", IEEE TKDE 8, 1996).
func (v *vocabulary) near(word string, limit int) (near []nearWord) {
	s := newSpeller(word, limit)
	far := maxLetters // beginnings of more letters than this are further off than the limit
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
			near = append(near, nearWord{uint32(i), uint8(d)})
		}
	}
	return near
}

// editsOf returns the edits of the word at a place, where it is in the list.
func editsOf(near []nearWord, place uint32) (int, bool) {
	i, ok := slices.BinarySearchFunc(near, place, func(n nearWord, p uint32) int { return int(n.place) - int(p) })
	if !ok {
		return 0, false
	}
	return int(near[i].edits), true
}
