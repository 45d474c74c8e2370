package factfile

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/rangetable"
	"golang.org/x/text/unicode/runenames"
)

// Characters that cannot be seen are right only where they do something (Unicode Technical Reports 36 and 39):
//
//   - In a line, joiners between letters of scripts that need them, or within emoji; spaces of no width between words of
//     scripts that have no others; directional marks inside a text that has
//     letters from right to left; variation selectors after what they vary. All others are flaws: a name that has one looks
//     like another, or is shown in another order.
//   - In prose, which quotes what others wrote, all but those that hide text or show it in an order that it does not have:
//     overrides, embeddings and isolates that are not closed on their line, tags, and noncharacters.

var (
	// unseen are the characters that have no shape of their own.
	unseen = rangetable.Merge(unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Noncharacter_Code_Point)
	// special are the characters that need a look: the unseen, and marks, which need a letter.
	special = rangetable.Merge(unseen, unicode.M)
	// joining are the scripts in which a joiner changes how letters are written.
	joining = []*unicode.RangeTable{
		unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Mandaic, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam,
		unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
	}
)

// spaceless are the scripts in which a space of no width separates words.
var spaceless = []*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// The characters that the rules name.
const (
	noBreakSpace         = '\u00A0'
	softHyphen           = '\u00AD'
	arabicLetterMark     = '\u061C'
	vowelSeparator       = '\u180E' // of Mongolian
	zeroWidthSpace       = '\u200B'
	nonJoiner            = '\u200C'
	joiner               = '\u200D'
	leftToRightMark      = '\u200E'
	rightToLeftMark      = '\u200F'
	leftToRightEmbedding = '\u202A'
	rightToLeftEmbedding = '\u202B'
	popFormatting        = '\u202C'
	leftToRightOverride  = '\u202D'
	rightToLeftOverride  = '\u202E'
	leftToRightIsolate   = '\u2066'
	firstStrongIsolate   = '\u2068'
	popIsolate           = '\u2069'
	brailleBlank         = '\u2800'
	blackFlag            = '\U0001F3F4'
	firstTag, lastTag    = '\U000E0000', '\U000E007F'
)

// A flaw is a character that a text should not have, and its offset.
type flaw struct {
	at int
	r  rune
}

// An inspection looks at a text for flaws.
type inspection struct {
	text  string
	prose bool
	// mirrored reports whether the text has a letter that is written from right to left; paired has the offsets of the
	// embeddings and isolates that are closed on their line, and of what closes them.
	mirrored func() bool
	paired   func() map[int]bool
}

// flaws returns the invisible characters that a text should not have, and the marks that have no letter.
func flaws(text string, prose bool) (found []flaw) {
	var in *inspection // most texts need none
	for i, r := range text {
		if r < softHyphen || !unicode.Is(special, r) {
			continue
		}
		if in == nil {
			in = newInspection(text, prose)
		}
		if !in.fits(i, r) {
			found = append(found, flaw{i, r})
		}
	}
	return found
}

// newInspection returns an inspection of a text.
func newInspection(text string, prose bool) *inspection {
	return &inspection{
		text: text, prose: prose,
		mirrored: sync.OnceValue(func() bool { return strings.ContainsFunc(text, rightToLeft) }),
		paired:   sync.OnceValue(func() map[int]bool { return pairs(text) }),
	}
}

// fits reports whether a special character is right at an offset of a text.
func (in *inspection) fits(at int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(in.text[:at])
	after, _ := utf8.DecodeRuneInString(in.text[at+utf8.RuneLen(r):])
	switch {
	case r == leftToRightOverride || r == rightToLeftOverride || unicode.Is(unicode.Noncharacter_Code_Point, r):
		return false
	case firstTag <= r && r <= lastTag:
		return before == blackFlag || firstTag <= before && before <= lastTag
	case opens(r) || closes(r):
		return in.prose && in.paired()[at]
	case in.prose || unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return true
	case r == leftToRightMark || r == rightToLeftMark || r == arabicLetterMark:
		return at > 0 && after != utf8.RuneError && in.mirrored()
	case r == nonJoiner || r == joiner:
		return joins(r, before, after)
	case r == zeroWidthSpace:
		return unicode.In(before, spaceless...) && unicode.In(after, spaceless...)
	case r == vowelSeparator:
		return unicode.Is(unicode.Mongolian, before)
	case unicode.Is(unicode.Variation_Selector, r):
		return shown(before)
	case unicode.Is(unseen, r):
		return false
	default: // a mark, which may be alone on a space that does not break, and of Arabic on any, as the kasra of Persian
		return shown(before) || before == noBreakSpace || before == ' ' && vowelled(r) || before == zeroWidthSpace || before == joiner || before == nonJoiner || unicode.Is(unicode.Variation_Selector, before)
	}
}

// vowelled reports whether a mark is a vowel sign of Arabic.
func vowelled(r rune) bool { return '\u064B' <= r && r <= '\u0655' || r == '\u0670' }

// opens reports whether a character begins an embedding or an isolate, and closes whether it ends one.
func opens(r rune) bool {
	return r == leftToRightEmbedding || r == rightToLeftEmbedding || leftToRightIsolate <= r && r <= firstStrongIsolate
}
func closes(r rune) bool { return r == popFormatting || r == popIsolate }

// pairs returns the offsets of the embeddings and isolates of a text that are closed on their line, and of what closes
// them.
func pairs(text string) map[int]bool {
	paired := map[int]bool{}
	var open []flaw
	for i, r := range text {
		last := len(open) - 1
		switch {
		case r == '\n':
			open = nil
		case opens(r):
			open = append(open, flaw{i, r})
		case closes(r) && last >= 0 && (open[last].r < popFormatting) == (r == popFormatting):
			paired[i], paired[open[last].at] = true, true
			open = open[:last]
		}
	}
	return paired
}

// shown reports whether a character can be seen.
func shown(r rune) bool {
	return r != utf8.RuneError && r != brailleBlank && !unicode.IsSpace(r) &&
		(!unicode.Is(unseen, r) || unicode.Is(unicode.Prepended_Concatenation_Mark, r))
}

// seen returns a character, or if it cannot be seen a number that [strings.Map] drops.
func seen(r rune) rune {
	if unicode.Is(unseen, r) {
		return -1
	}
	return r
}

// rightToLeft reports whether a character is a letter that is written from right to left.
func rightToLeft(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

// joins reports whether a joiner is right between two characters: letters of a script that needs it, or what emoji are
// made of, or anything after the sign that silences a vowel (virama; RFC 5892, appendix A).
func joins(r, before, after rune) bool {
	const virama = 9 // the canonical combining class
	switch {
	case norm.NFC.PropertiesString(string(before)).CCC() == virama:
		return true
	case unicode.In(before, joining...) && unicode.In(after, joining...):
		return true
	default:
		pictures := unicode.In(before, unicode.So, unicode.Sk, unicode.Variation_Selector) && unicode.Is(unicode.So, after)
		return r == joiner && pictures
	}
}

// visible reports whether anything of a text can be seen.
func visible(s string) bool { return strings.ContainsFunc(s, shown) }

// complainOf returns what is wrong with a text that has flaws, and what to do.
func complainOf(s string, found []flaw) string {
	first := flaw{at: strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) })}
	first.r, _ = utf8.DecodeRuneInString(s[first.at:])
	if len(found) > 0 {
		first = found[0]
	}
	name := fmt.Sprintf("%U %s", first.r, runenames.Name(first.r))
	if unicode.Is(unicode.Noncharacter_Code_Point, first.r) {
		name = fmt.Sprintf("%U, which is no character,", first.r)
	}
	if !visible(s) {
		return fmt.Sprintf("nothing that can be seen, only %s (write it out, or delete it if it is not required)", name)
	}
	where := "at its beginning"
	if first.at > 0 {
		where = fmt.Sprintf("after %q", lastWords(s[:first.at]))
	}
	more := ""
	if n := len(found) - 1; n > 0 {
		more = fmt.Sprintf(", and %d more like it", n)
	}
	return fmt.Sprintf("%s %s%s (%s)", name, where, more, adviceOn(first.r))
}

// lastWords returns the end of a text, to name a place in it.
func lastWords(s string) string {
	letters := []rune(s)
	if most := 20; len(letters) > most {
		return "…" + string(letters[len(letters)-most:])
	}
	return s
}

// adviceOn returns what to do about a flaw.
func adviceOn(r rune) string {
	switch {
	case leftToRightEmbedding <= r && r <= rightToLeftOverride || leftToRightIsolate <= r && r <= popIsolate:
		return "delete it: it changes the order in which the text is shown"
	case unicode.Is(unseen, r):
		return "delete it: it cannot be seen"
	default:
		return "delete it, or write the letter that it belongs to before it"
	}
}
