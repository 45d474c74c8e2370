package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxLetters is the maximum number of letters in a word: the rest of a longer one is dropped. It bounds the work for
// one word, and keeps words within the token limits of full-text indexes.
const maxLetters = 63

// Words returns the words of a text in order, folded so that spellings that a reader considers the same are equal.
//
// A word is a run of letters and digits. Apostrophes do not end a word (Sana'a is sanaa), nor do the full stops of
// initials (U.A.E. is uae); the 's of an English genitive is dropped (Haftar's is haftar). Runs in a script that is
// written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) become their overlapping pairs of letters and
// their last letter, so that any part of them can be found.
//
// Compatibility forms, case, diacritics, Arabic vowel points, tatweel, hamza, and the variants of alef, ya, kaf and
// ta marbuta that Persian and common misspelling interchange are folded away, as are ё, й, ß, ı, ø, ł and their like,
// and final forms of Greek and Hebrew. Marks that are vowels, as in Devanagari or Thai, are kept. Folding is
// idempotent.
func Words(text string) []string {
	var words []string
	for run := range strings.FieldsSeq(fold(text)) {
		words = appendWords(words, run)
	}
	return words
}

// appendWords appends the words of a folded run of letters and digits.
func appendWords(words []string, run string) []string {
	for run != "" {
		end := indexFunc(run, spaceless)
		if end > 0 {
			words = append(words, clip(run[:end]))
		}
		run = run[end:]
		end = indexFunc(run, func(r rune) bool { return !spaceless(r) && !unicode.IsMark(r) })
		words = appendPairs(words, run[:end])
		run = run[end:]
	}
	return words
}

// appendPairs appends each letter of a run together with the one that follows it, and the last one alone. Marks stay
// with the letter that they follow.
func appendPairs(words []string, run string) []string {
	for run != "" {
		one := letterLen(run)
		words = append(words, clip(run[:one+letterLen(run[one:])]))
		run = run[one:]
	}
	return words
}

// letterLen returns the length in bytes of the first letter of s with its marks.
func letterLen(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size + indexFunc(s[size:], func(r rune) bool { return !unicode.IsMark(r) })
}

// indexFunc is like [strings.IndexFunc] but returns len(s) instead of -1.
func indexFunc(s string, is func(rune) bool) int {
	if i := strings.IndexFunc(s, is); i >= 0 {
		return i
	}
	return len(s)
}

// clip returns the first maxLetters letters of a word.
func clip(word string) string {
	if len(word) <= maxLetters {
		return word
	}
	n := 0
	for i := range word {
		if n == maxLetters {
			return word[:i]
		}
		n++
	}
	return word
}

// spaceless reports whether r is a letter of a script that is written without spaces between words.
func spaceless(r rune) bool {
	switch {
	case r < 0x0E00:
		return false
	case r == 'ー': // lengthens a vowel in katakana, but belongs to no script
		return true
	default:
		return !unicode.IsMark(r) && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo,
			unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	}
}

// paired reports whether a folded word is one or two letters of a run in a script without spaces: see appendPairs.
func paired(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return spaceless(first)
}

// hasDigit reports whether a folded word contains a digit.
func hasDigit(word string) bool { return strings.IndexFunc(word, unicode.IsNumber) >= 0 }

// digits returns the number of digits in a folded word.
func digits(word string) (n int) {
	for _, r := range word {
		if unicode.IsNumber(r) {
			n++
		}
	}
	return n
}

// fold returns a text with its letters folded and everything between words replaced by spaces.
//
// It first decomposes the text (normalization form KD, Unicode Standard Annex #15). This makes each diacritic a
// separate character that can be dropped, and turns full-width and circled letters and ligatures into plain letters.
func fold(text string) string {
	if strings.Contains(text, ".") {
		text = joinInitials(text)
	}
	text = norm.NFKD.String(strings.ToValidUTF8(text, " ")) // norm loses letters next to invalid bytes
	b := make([]byte, 0, len(text)+8)
	for i, r := range text {
		if !genitive(text, i) {
			b = appendFolded(b, r)
		}
	}
	// After composition, a misspelt Hangul syllable counts as one letter.
	return norm.NFC.String(string(b))
}

// joinInitials drops full stops between single letters, so that UN finds U.N. A full stop after a longer word ends a
// sentence: what follows is another word even without a space.
func joinInitials(text string) string {
	letters := []rune(text)
	single := func(i int) bool { // no letter at i, so the one beside it stands alone
		return i < 0 || i >= len(letters) || !unicode.In(letters[i], unicode.L, unicode.N, unicode.M)
	}
	var b strings.Builder
	for i, r := range letters {
		between := i > 0 && i+1 < len(letters) && unicode.IsLetter(letters[i-1]) && unicode.IsLetter(letters[i+1])
		if r == '.' && between && single(i-2) && single(i+2) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// genitive reports whether the letter at an offset of a decomposed text is the s of an English genitive: it ends a
// word, and follows an apostrophe that follows a letter or the full stop of initials.
func genitive(text string, at int) bool {
	if text[at]|' ' != 's' {
		return false
	}
	apostrophe, size := utf8.DecodeLastRuneInString(text[:at])
	before, _ := utf8.DecodeLastRuneInString(text[:at-size])
	after, _ := utf8.DecodeRuneInString(text[at+1:])
	return strings.ContainsRune("'`‘’′ʼ", apostrophe) && (before == '.' || unicode.In(before, unicode.L, unicode.M)) &&
		!unicode.In(after, unicode.L, unicode.N, unicode.M) && !dropped(after) && after != '\'' && after != '`'
}

// appendFolded appends what a character of a decomposed text folds to: letters, nothing, or a space.
func appendFolded(b []byte, r rune) []byte {
	switch {
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		return append(b, byte(r))
	case 'A' <= r && r <= 'Z':
		return append(b, byte(r)+'a'-'A')
	case r == '\'' || r == '`':
		return b
	case r < utf8.RuneSelf:
		return append(b, ' ')
	case dropped(r):
		return b
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return appendLetter(b, unicode.ToLower(r))
	case unicode.IsMark(r) && len(b) > 0 && b[len(b)-1] != ' ':
		return utf8.AppendRune(b, r)
	default:
		return append(b, ' ')
	}
}

// dropped reports whether a character is ignored: an apostrophe or its substitute, an invisible character, tatweel,
// or a diacritic. Marks count as diacritics in the scripts in which readers leave them out; in those of South and
// South-East Asia they are vowels, and a word without them is a different word.
func dropped(r rune) bool {
	switch {
	case r == '‘' || r == '’' || r == '′' || r == '″' || r == 'ـ':
		return true
	case 0x02B0 <= r && r <= 0x02FF: // modifier letters, as in Qurʾan and Kyivʼ
		return true
	case unicode.Is(unicode.Cf, r):
		return true
	}
	return unicode.IsMark(r) && unicode.In(r, unicode.Inherited, unicode.Latin, unicode.Greek, unicode.Cyrillic,
		unicode.Arabic, unicode.Hebrew, unicode.Syriac)
}

// appendLetter appends what a lower-case letter folds to beyond its decomposition.
func appendLetter(b []byte, r rune) []byte {
	switch r {
	case 'ß':
		return append(b, "ss"...)
	case 'æ':
		return append(b, "ae"...)
	case 'œ':
		return append(b, "oe"...)
	case 'þ':
		return append(b, "th"...)
	}
	return utf8.AppendRune(b, sameLetter(r))
}

// sameLetter returns the representative of r and its variants: letters that decomposition keeps distinct but
// keyboards and transcriptions interchange, and Arabic and Persian digits.
func sameLetter(r rune) rune {
	switch r {
	case 'ı':
		return 'i'
	case 'ø':
		return 'o'
	case 'đ', 'ð':
		return 'd'
	case 'ł':
		return 'l'
	case 'ħ':
		return 'h'
	case 'ς':
		return 'σ'
	case 'ٱ':
		return 'ا'
	case 'ى', 'ی':
		return 'ي'
	case 'ک':
		return 'ك'
	case 'ة', 'ہ', 'ھ':
		return 'ه'
	case 'ך':
		return 'כ'
	case 'ם':
		return 'מ'
	case 'ן':
		return 'נ'
	case 'ף':
		return 'פ'
	case 'ץ':
		return 'צ'
	}
	switch {
	case '٠' <= r && r <= '٩':
		return r - '٠' + '0'
	case '۰' <= r && r <= '۹':
		return r - '۰' + '0'
	}
	return r
}
