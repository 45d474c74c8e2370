package search

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "",
		" \t— !":                           "",
		"Libyan  National Army":            "libyan national army",
		"Al-Monitor_news/2020":             "al monitor news 2020",
		"Sana'a Sana’a Ṣanʿāʾ":             "sanaa sanaa sana",
		"Ba‘ath Party’s":                   "baath party",
		"HAFTAR'S GNA`s U.N.’s Ali\u02bcs": "haftar gna un ali",
		"'s-Hertogenbosch 'sir' Qa's'a Tu'sis 7's states' O's's Haftar'sß": "s hertogenbosch sir qasa tusis 7s states os haftarsss",
		"U.N., U.S.A. and the E.U.-led":                                    "un usa and the eu led",
		"K.Haftar St. Petersburg 3.5 end.New":                              "k haftar st petersburg 3 5 end new",
		"Erdoğan İSTANBUL Mısır":                                           "erdogan istanbul misir",
		"Große Łódź Ærø Þór Đà Nẵng Œuvre":                                 "grosse lodz aero thor da nang oeuvre",
		"ЁЛКА Зеленський Ёж":                                               "елка зеленськии еж",
		"Ελλάς ΕΛΛΑΣ":                                                      "ελλασ ελλασ",
		"خَلِيفَة خليفه":                                                   "خليفه خليفه",
		"أحمد إحمد آحمد ٱحمد احمد":                                         "احمد احمد احمد احمد احمد",
		"مــصر علی على":                                                    "مصر علي علي",
		"شؤون کابل ٢٠٢٠ ۲۰۲۰":                                              "شوون كابل 2020 2020",
		"שָׁלוֹם מלך":                                                      "שלומ מלכ",
		"러시아 한국":                                                           "러시아 한국",
		"利比亚国民军":                                                           "利比 比亚 亚国 国民 民军 军",
		"第2510号决议":                                                         "第 2510 号决 决议 议",
		"リビア・トリポリ":                                                         "リヒ ヒア ア トリ リホ ホリ リ",
		"ｱﾒﾘｶ ヨーロッパ":                                                       "アメ メリ リカ カ ヨー ーロ ロッ ッハ ハ",
		"नरेन्द्र मोदी":                                                    "नरेन्द्र मोदी",
		"ＮＡＴＯ ﬁn ² Ⅷ":                                                      "nato fin 2 viii",
		"soft\u00adhyphen \u200fRTL\u200e":                                 "softhyphen rtl",
		"bad\xffbytes":                                                     "bad bytes",
		strings.Repeat("ab", 40):                                           strings.Repeat("ab", 31) + "a",
		strings.Repeat("é", 64):                                            strings.Repeat("e", 63),
		strings.Repeat("я", 64):                                            strings.Repeat("я", 63),
	} {
		if diff := cmp.Diff(want, strings.Join(Words(text), " ")); diff != "" {
			t.Errorf("%q: -want +got:\n%s", text, diff)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, seed := range []string{"U.A.E. Große İ", "خَلِيفَة ٢", "利比亚abcนคร", "\u0301a\u0e31", "e\u0327\u0301.x", "\xff\u1e9e", "か\u309a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := Words(text)
		for _, w := range words {
			if n := utf8.RuneCountInString(w); n < 1 || n > maxLetters {
				t.Fatalf("%q has %d letters", w, n)
			}
			if i := strings.IndexFunc(w, outside); i >= 0 {
				t.Fatalf("the character of %q at %d is not a lower-case letter", w, i)
			}
			if again := Words(w); again[0] != w {
				t.Fatalf("%q folds again to %q", w, again)
			}
		}
		if spaced := Words(" " + text + "\n"); cmp.Diff(words, spaced) != "" {
			t.Fatalf("with spaces around it: %q, not %q", spaced, words)
		}
	})
}

// outside reports whether a character cannot be part of a word.
func outside(r rune) bool {
	return unicode.ToLower(r) != r || !unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// FuzzTextInUpperCase skips letters whose upper case in Go is a form of another letter.
func FuzzTextInUpperCase(f *testing.F) {
	for _, seed := range []string{"haftar", "россия ёлка", "ελλας", "türkiye mısır", "großedžungla"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, r := range text {
			if unicode.ToLower(unicode.ToUpper(r)) != unicode.ToLower(r) {
				return
			}
		}
		if diff := cmp.Diff(Words(text), Words(strings.ToUpper(text))); diff != "" {
			t.Fatalf("-as it is +in upper case:\n%s", diff)
		}
	})
}
