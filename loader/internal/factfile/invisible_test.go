package factfile

import (
	"fmt"
	"strings"
	"testing"
)

// Names have what the script needs, and nothing else that cannot be seen; prose may have more.
func TestInvisible(t *testing.T) {
	const (
		unseen = "(delete it: it cannot be seen)"
		order  = "(delete it: it changes the order in which the text is shown)"
		lone   = "(delete it, or write the letter that it belongs to before it)"
		empty  = "(write it out, or delete it if it is not required)"
	)
	for _, tt := range []struct {
		name, text string
		// line and prose are what is wrong with the text as a name and as a description.
		line, prose string
	}{
		{"plain text", "Libyan National Army, 2020 – “LNA”", "", ""},
		{"spaces of all widths", "Libyan\u00a0National\u3000Army", "", ""},
		{"accents apart", "Cafe\u0301", "", ""},
		{"Vietnamese, Thai, Hindi", "Việt Nam ไทย हिन्दी", "", ""},
		{"Arabic with vowels", "الجَيْش", "", ""},
		{"an Arabic number sign", "\u0600١٢", "", ""},
		{"a zero width space", "Libyan National\u200b Army", `U+200B ZERO WIDTH SPACE after "Libyan National" ` + unseen, ""},
		{"a zero width space at the end", "LNA\u200b", `U+200B ZERO WIDTH SPACE after "LNA" ` + unseen, ""},
		{"a zero width space between words of Khmer", "កោះ\u200bកុក", "", ""},
		{"a zero width space at the beginning of Khmer", "\u200bកុក", `U+200B ZERO WIDTH SPACE at its beginning ` + unseen, ""},
		{"a zero width space between Khmer and Latin", "កុក\u200bLNA", `U+200B ZERO WIDTH SPACE after "កុក" ` + unseen, ""},
		{"a vowel of Persian on a space", "هلند \u0650نو", "", ""},
		{"a byte order mark", "\ufeffLNA", `U+FEFF ZERO WIDTH NO-BREAK SPACE at its beginning ` + unseen, ""},
		{"a soft hyphen", "Lib\u00adyan", `U+00AD SOFT HYPHEN after "Lib" ` + unseen, ""},
		{"a word joiner", "a\u2060b", `U+2060 WORD JOINER after "a" ` + unseen, ""},
		{"an invisible plus", "a\u2064b", `U+2064 INVISIBLE PLUS after "a" ` + unseen, ""},
		{"a grapheme joiner", "a\u034fb", `U+034F COMBINING GRAPHEME JOINER after "a" ` + unseen, ""},
		{"a Hangul filler", "a\u3164b", `U+3164 HANGUL FILLER after "a" ` + unseen, ""},
		{"an annotation", "a\ufff9b", `U+FFF9 INTERLINEAR ANNOTATION ANCHOR after "a" ` + unseen, ""},
		{"several, after many letters", "The Libyan National Army of the East\u200b\u200b", `U+200B ZERO WIDTH SPACE after "…nal Army of the East", and 1 more like it ` + unseen, ""},
		{"marks at both ends", "\u200eLNA\u200f", `U+200E LEFT-TO-RIGHT MARK at its beginning, and 1 more like it ` + unseen, ""},
		{"a mark at the end of Arabic", "مصر\u200f", `U+200F RIGHT-TO-LEFT MARK after "مصر" ` + unseen, ""},
		{"a mark within Arabic", "مصر (LNA)\u200f ليبيا", "", ""},
		{"a mark within Latin", "L\u200eNA", `U+200E LEFT-TO-RIGHT MARK after "L" ` + unseen, ""},
		{"an override", "\u202egnp.exe", `U+202E RIGHT-TO-LEFT OVERRIDE at its beginning ` + order, `U+202E RIGHT-TO-LEFT OVERRIDE at its beginning ` + order},
		{"an override that is closed", "a \u202dbc\u202c d", `U+202D LEFT-TO-RIGHT OVERRIDE after "a ", and 1 more like it ` + order, `U+202D LEFT-TO-RIGHT OVERRIDE after "a ", and 1 more like it ` + order},
		{"an isolate", "\u2067مصر\u2069", `U+2067 RIGHT-TO-LEFT ISOLATE at its beginning, and 1 more like it ` + order, ""},
		{"an embedding", "see \u202bمصر\u202c there", `U+202B RIGHT-TO-LEFT EMBEDDING after "see ", and 1 more like it ` + order, ""},
		{"an isolate that is open", "see \u2067مصر", `U+2067 RIGHT-TO-LEFT ISOLATE after "see " ` + order, `U+2067 RIGHT-TO-LEFT ISOLATE after "see " ` + order},
		{"an isolate closed as an embedding", "\u2066a\u202c", `U+2066 LEFT-TO-RIGHT ISOLATE at its beginning, and 1 more like it ` + order, `U+2066 LEFT-TO-RIGHT ISOLATE at its beginning, and 1 more like it ` + order},
		{"one in another", "\u2066a \u202bb\u202c\u2069", `U+2066 LEFT-TO-RIGHT ISOLATE at its beginning, and 3 more like it ` + order, ""},
		{"a joiner within Persian", "می\u200cخواهم", "", ""},
		{"a joiner within Hindi", "क्\u200dष", "", ""},
		{"a joiner after a virama", "ന്\u200d", "", ""},
		{"a joiner after Persian", "می\u200c", `U+200C ZERO WIDTH NON-JOINER after "می" ` + unseen, ""},
		{"a joiner within Latin", "L\u200cNA", `U+200C ZERO WIDTH NON-JOINER after "L" ` + unseen, ""},
		{"a joiner between scripts", "LNA\u200dليبيا", `U+200D ZERO WIDTH JOINER after "LNA" ` + unseen, ""},
		{"emoji", "👩🏽\u200d🚀 ❤️\u200d🔥 1️⃣", "", ""},
		{"a flag of tags", "\U0001f3f4\U000e0067\U000e0062\U000e007f", "", ""},
		{"tags that hide text", "LNA\U000e0041\U000e0042", "U+E0041 TAG LATIN CAPITAL LETTER A after \"LNA\" " + unseen, "U+E0041 TAG LATIN CAPITAL LETTER A after \"LNA\" " + unseen},
		{"a variation selector at the beginning", "\ufe0fA", `U+FE0F VARIATION SELECTOR-16 at its beginning ` + unseen, ""},
		{"a noncharacter", "A\ufdd0", `U+FDD0, which is no character, after "A" ` + unseen, `U+FDD0, which is no character, after "A" ` + unseen},
		{"a mark without a letter", "\u0301A", `U+0301 COMBINING ACUTE ACCENT at its beginning ` + lone, ""},
		{"a mark after a space", "A \u0301B", `U+0301 COMBINING ACUTE ACCENT after "A " ` + lone, ""},
		{"a mark on a space that does not break", "A \u00a0\u0301", "", ""},
		{"only a zero width space", "\u200b", "nothing that can be seen, only U+200B ZERO WIDTH SPACE " + empty, "nothing that can be seen, only U+200B ZERO WIDTH SPACE " + empty},
		{"only blanks", "\u2800 \u2800", "nothing that can be seen, only U+2800 BRAILLE PATTERN BLANK " + empty, "nothing that can be seen, only U+2800 BRAILLE PATTERN BLANK " + empty},
		{"only a filler", "\u3164", "nothing that can be seen, only U+3164 HANGUL FILLER " + empty, "nothing that can be seen, only U+3164 HANGUL FILLER " + empty},
		{"a separator of lines", "a\u2028b", "a line break (write it on one line)", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for key, want := range map[string]string{"name": tt.line, "description": tt.prose} {
				other := map[string]string{"name": "description", "description": "name"}[key]
				got := problems("a.yaml", fmt.Sprintf("conflicts:\n  - {id: a, %s: A, %s: %s}\n", other, key, escaped(tt.text)))
				if want != "" {
					want = key + " has " + want
				}
				if text := strings.Join(got, "\n"); text != want && !strings.HasSuffix(text, ": "+want) || len(got) > 1 || (text == "") != (want == "") {
					t.Errorf("%s: got %q, want %q", key, got, want)
				}
			}
		})
	}
}

// escaped returns a text in double quotes, with all but ASCII escaped as YAML and JSON do.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\U%08X`, r)
	}
	return `"` + b.String() + `"`
}

// What cannot be seen in an id is reported where it is, and nowhere else.
func TestInvisibleIDs(t *testing.T) {
	check(t, "a.yaml", []wrong{{"an id", "conflicts: [{id: \"a\\u200b\", name: A}]", []string{
		`1:18: id has U+200B ZERO WIDTH SPACE after "a" (delete it: it cannot be seen)`,
	}}})
	got := parseOne("a.yaml", "conflicts: [{id: \"a\\u200b\", name: A}]", pieceSize)
	if id := got.Document.Conflicts[0].ID.Value; id != "a" {
		t.Errorf("the id is %q", id)
	}
}
