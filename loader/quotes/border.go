package quotes

import (
	"unicode"
	"unicode/utf8"
)

// within reports whether the place before the word with a number is within a longer word, be it before or after what joins
// its parts.
func (t *Text) within(number int) bool { return t.joins(number-1) || t.joins(number) }

// joins reports whether what has a number joins the words before and after it to one. An apostrophe joins what is short to
// the word before it (don't, Haftar's), and not an article to the word after it (l'armée).
func (t *Text) joins(number int) bool {
	if number < 1 || number+1 >= len(t.words) {
		return false
	}
	before, it, after := t.words[number-1], t.words[number], t.words[number+1]
	if before.to != it.from || it.to != after.from || !t.lettered(before) || !t.lettered(after) {
		return false
	}
	switch form := t.text[it.from:it.to]; it.id {
	case dashID:
		return form == "-" || form == "\u2010" || form == "\u2011"
	case markID:
		return (form == "'" || form == "’" || form == "ʼ") && utf8.RuneCountInString(t.texts[after.id]) <= 2
	case stopID:
		return t.numeric(after) && t.numeric(before) || len(t.texts[before.id]) == 1
	}
	return t.texts[it.id] == "," && t.numeric(before) && t.numeric(after)
}

// lettered reports whether a word is one, and no symbol. One that is not in the text is.
func (t *Text) lettered(w word) bool { return w.id < 0 || t.isWord[w.id] }

// numeric reports whether a word is a number.
func (t *Text) numeric(w word) bool {
	r, _ := utf8.DecodeRuneInString(t.texts[w.id])
	return unicode.IsDigit(r)
}
