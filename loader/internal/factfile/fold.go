package factfile

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns a name in the form in which names are compared: those that differ only in case, space, width, ligatures,
// the forms of Arabic letters and the like are equal. It is Unicode's compatibility form (NFKC) of the folded case, and
// Turkish İ is i. What cannot be seen makes no difference, either.
func Fold(name string) string {
	folded := strings.ToLower(name)
	if !ascii(name) {
		plain := norm.NFKC.String(strings.Map(withoutJoiners, name))
		folded = norm.NFKC.String(cases.Fold().String(strings.ToLower(plain)))
		folded = strings.ReplaceAll(folded, "i\u0307", "i")
	}
	return strings.Join(strings.Fields(folded), " ")
}

// ascii reports whether a text has only letters, digits and signs of ASCII.
func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// withoutJoiners returns a character of a name, but drops joiners and marks of direction, the only ones in names without a shape.
func withoutJoiners(r rune) rune {
	if r == '\u061C' || '\u200B' <= r && r <= '\u200F' {
		return -1
	}
	return r
}
