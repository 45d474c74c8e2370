package factfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// cutOff returns the rest of a line that YAML takes for a comment although it goes on like a word, such as the #Tarhuna
// front. An ordinary comment has a space after its #, like # see note, and is none.
func cutOff(comment string) (rest string, ok bool) {
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(comment, "#"))
	rest, _, _ = strings.Cut(comment, "\n")
	return rest, strings.HasPrefix(comment, "#") && (unicode.IsLetter(first) || unicode.IsNumber(first) || first == '_')
}

// checkCutOff warns of a text without quotes that a comment may cut short by accident.
func (d *decoder) checkCutOff(key string, w word, t Text) {
	if w.comment == "" || t.Value == "" {
		return
	}
	if rest, ok := cutOff(w.comment); ok {
		d.warn(t.At, "%.60q is a comment, which cuts the %s short (put the whole %[2]s in quotes; if it is meant as a comment, write a space after the #)",
			" "+rest, key)
	}
}

// uncomment gives a comment that stands in the place of a value to the value, from the key where the YAML library keeps it.
func uncomment(key, value *yaml.Node) {
	if vacant(value) && value.LineComment == "" {
		value.LineComment = key.LineComment
	}
}

// commentIn returns the position of the first comment in a line that may cut text short by accident.
func commentIn(text []byte, line uint32) (at Pos, ok bool) {
	content := lineOf(text, line)
	var quote rune
	before := ' '
	for i, r := range content {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
		case (r == '"' || r == '\'') && strings.ContainsRune(" [{,", before):
			quote = r
		case r == '#' && (before == ' ' || before == '\t') && i > 0:
			_, ok := cutOff(content[i:])
			return Pos{line, uint32(utf8.RuneCountInString(content[:i])) + 1}, ok
		}
		before = r
	}
	return Pos{}, false
}

// cutBy explains a syntax error that a comment has caused if it cut off what was to follow: the end of what was opened in
// brackets, or a text of several lines.
func cutBy(text []byte, message string, opened, at Pos) (fault, bool) {
	above, _ := contentAbove(text, at.Line)
	lines := []uint32{above.Line, at.Line}
	switch {
	case strings.Contains(message, "did not find expected ',' or"):
		lines = append(lines, opened.Line)
	case message != "could not find expected ':'" && message != "did not find expected key":
		return fault{}, false
	}
	for _, line := range lines {
		if at, ok := commentIn(text, line); ok {
			return fault{at, "this # begins a comment, so that the rest of the line is lost (put the text that contains it in quotes)"}, true
		}
	}
	return fault{}, false
}
