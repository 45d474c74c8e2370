package facts

import (
	"strings"
	"unicode"

	"entente/loader/internal/factfile"
)

// lookalikes are the letters of Cyrillic and Greek that look like Latin ones (Unicode Technical Standard 39).
const lookalikes = "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"

// doubtLetters warns of a name in which a word of Latin letters has one of another script that looks like one of them: it
// looks like another name.
func (l *linker) doubtLetters(f *file, name factfile.Line) {
	if !strings.ContainsAny(name.Value, lookalikes) {
		return
	}
	for word := range strings.FieldsFuncSeq(name.Value, func(r rune) bool { return !unicode.IsLetter(r) }) {
		at := strings.IndexAny(word, lookalikes)
		if at < 0 || !strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
			continue
		}
		letter := []rune(word[at:])[0]
		script := "Greek"
		if unicode.Is(unicode.Cyrillic, letter) {
			script = "Cyrillic"
		}
		l.warn(matter{doubt: mixed}, f, name.At, "write it in one script",
			"in %.60q, %c is the %s letter %[2]U among Latin ones, which looks like one of them", word, letter, script)
		return
	}
}
