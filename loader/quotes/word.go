package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A span is a part of a text, in bytes.
type span struct{ from, to int32 }

// A word is a word of a text, or what stands between words: a punctuation mark or another symbol. Words are the same if
// their ids are.
type word struct {
	id int32
	span
}

// The forms that stand for all forms of a quotation mark or apostrophe, of a dash or hyphen, and of an ellipsis; and a full
// stop, three of which are one.
const (
	mark     = "'"
	dash     = "-"
	ellipsis = "…"
	stop     = "."
)

// apostrophe is a letter to Unicode, and to nobody who writes one.
const apostrophe = 'ʼ'

// The numbers of these in every vocabulary.
const (
	markID int32 = iota
	dashID
	ellipsisID
	stopID
)

// push appends a word, unless it only makes the last one longer: of marks or dashes with nothing between them there is one, and three full
// stops are an ellipsis.
func push(words []word, id int32, s span) []word {
	n := len(words)
	switch last := at(words, n-1); {
	case (id == markID || id == dashID) && last == id && words[n-1].to == s.from, last == ellipsisID && (id == stopID || id == ellipsisID):
		words[n-1].to = s.to
		return words
	case id == stopID && last == stopID && at(words, n-2) == stopID:
		words[n-2] = word{ellipsisID, span{words[n-2].from, s.to}}
		return words[:n-1]
	}
	return append(words, word{id, s})
}

// at returns the id of the word with a number, or [unknown] if there is none.
func at(words []word, i int) int32 {
	if i < 0 {
		return unknown
	}
	return words[i].id
}

// scan calls yield for each word of a text, in its normal form.
func scan(text string, yield func(norm string, s span)) {
	for i := 0; i < len(text); {
		r, size := decode(text[i:])
		switch {
		case unicode.IsSpace(r) || unseen(r):
			i += size
		case lettered(r):
			end := i + size + wordEnd(text[i+size:], spaceless(r))
			yield(normal(text[i:end]), span{int32(i), int32(end)})
			i = end
		default:
			yield(symbol(r, text[i:i+size]), span{int32(i), int32(i + size)})
			i += size
		}
	}
}

// wordEnd returns where the word ends that the text is within: after the letters, marks and digits, or the marks alone if
// the script has no spaces.
func wordEnd(text string, alone bool) int {
	for i, r := range text {
		if unicode.Is(unicode.M, r) || unseen(r) || !alone && lettered(r) && !spaceless(r) {
			continue
		}
		return i
	}
	return len(text)
}

// decode returns the first character of a text and its length.
func decode(text string) (rune, int) {
	if text[0] < utf8.RuneSelf {
		return rune(text[0]), 1
	}
	return utf8.DecodeRuneInString(text)
}

// lettered reports whether a character is one of those that words are made of.
func lettered(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M) && r != apostrophe
}

// spaceless reports whether a character is of a script that does not space words.
func spaceless(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// unseen reports whether a character has no shape of its own: soft hyphens, joiners, directional marks, control characters,
// and the tatweel, which makes Arabic words longer.
func unseen(r rune) bool {
	if r < utf8.RuneSelf {
		return (r < ' ' || r == 0x7f) && !unicode.IsSpace(r)
	}
	return r == 'ـ' || unicode.In(r, unicode.Cf, unicode.Cc) && !unicode.IsSpace(r)
}

// normal returns the normal form of a word.
func normal(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return norm.NFKC.String(strings.Map(func(r rune) rune {
				if unseen(r) {
					return -1
				}
				return r
			}, text))
		}
	}
	return text
}

// symbol returns the normal form of a character that is not of a word.
func symbol(r rune, text string) string {
	switch {
	case strings.ContainsRune("\"'`´ʼ′″", r), r >= utf8.RuneSelf && unicode.In(r, unicode.Pi, unicode.Pf, unicode.Quotation_Mark):
		return mark
	case r == '-' || r == '−' || r >= utf8.RuneSelf && unicode.Is(unicode.Pd, r):
		return dash
	case r == '…' || r == '⋯':
		return ellipsis
	case r < utf8.RuneSelf:
		return text
	}
	return norm.NFKC.String(text)
}
