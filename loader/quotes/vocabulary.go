package quotes

import (
	"strings"
	"unicode/utf8"
)

// A vocabulary numbers words.
type vocabulary struct {
	ids map[string]int32
	// texts are the words by number; folded are the numbers of what each is without case, which has a number too.
	texts  []string
	folded []int32
	// isWord says which are words and no symbols.
	isWord []bool
}

// newVocabulary returns a vocabulary that has only the forms of marks.
func newVocabulary() vocabulary {
	v := vocabulary{ids: map[string]int32{}}
	for _, form := range []string{mark, dash, ellipsis, stop} {
		v.add(form)
	}
	return v
}

// add returns the number of a word, a new one if it has none.
func (v *vocabulary) add(text string) int32 {
	if id, ok := v.ids[text]; ok {
		return id
	}
	id := int32(len(v.texts))
	v.ids[text], v.texts, v.folded = id, append(v.texts, text), append(v.folded, id)
	r, _ := utf8.DecodeRuneInString(text)
	v.isWord = append(v.isWord, lettered(r))
	if lower := strings.ToLower(text); lower != text {
		folded := v.add(lower) // which may move v.folded
		v.folded[id] = folded
	}
	return id
}

// unknown is the number of a word that is not in the vocabulary, whatever its case. Below it, -2-n is that of a word that is
// not, but is the word with the number n but for case.
const unknown int32 = -1

// look returns the number of a word that is not added.
func (v *vocabulary) look(text string) int32 {
	if id, ok := v.ids[text]; ok {
		return id
	}
	if id, ok := v.ids[strings.ToLower(text)]; ok {
		return -2 - v.folded[id]
	}
	return unknown
}

// fold returns the number of a word without case, [unknown] if it has none.
func (v *vocabulary) fold(id int32) int32 {
	switch {
	case id >= 0:
		return v.folded[id]
	case id == unknown:
		return unknown
	default:
		return -2 - id
	}
}
