package mapping

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// textOf returns a value of an expression as text: of a list, its first item.
func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return v.String()
	case []any:
		if len(v) > 0 {
			return textOf(v[0])
		}
	case []string:
		if len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// listOf returns a value of an expression as a list: one value is a list of one, an empty one of none.
func listOf(value any) []any {
	switch v := value.(type) {
	case nil:
		return []any{}
	case []any:
		return v
	case []string:
		list := make([]any, len(v))
		for i, text := range v {
			list[i] = text
		}
		return list
	case string:
		if v == "" {
			return []any{}
		}
	}
	return []any{value}
}

// What data sets write for yes, and for no or for what is not known.
var (
	yeses = []string{"1", "true", "yes", "y", "t", "x"}
	noes  = []string{"", "0", "false", "no", "n", "f", "-9", "na", "n/a", "nan", "null", "."}
)

// holds reports whether a value says yes: true, or a text that data sets write for it. It is not ok if it says neither yes nor
// no.
func holds(value any) (yes, ok bool) {
	if b, is := value.(bool); is {
		return b, true
	}
	text := strings.ToLower(textOf(value))
	yes = slices.Contains(yeses, text)
	return yes, yes || slices.Contains(noes, text)
}

// idPart returns a text as part of an id: in lower case and without accents, with - for what ids cannot have.
func idPart(text string) string {
	plain := true
	for i := range len(text) {
		if c := text[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			plain = false
			break
		}
	}
	if plain {
		return text
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(unaccented(text)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}

// unaccented returns a text without the marks on its letters.
func unaccented(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
}
