package quotes

import (
	"errors"
	"path"
	"strings"
	"unicode/utf8"
)

// MaxSize is how many bytes the file of a text may have.
const MaxSize = 50 << 20

// What may be wrong with the file of a text. Each is one line that says what to do.
var (
	ErrSize     = errors.New("it has more than 50 MB (keep only the article)")
	ErrEncoding = errors.New("it is not UTF-8 text (save it as UTF-8)")
	ErrEmpty    = errors.New("it has no words (save the text of the article there)")
	ErrForm     = errors.New("it is neither plain text nor HTML (save it as .txt, .html, .htm or .xhtml)")
)

// Is reports whether the file with a name may be a text, by what its name ends in.
func Is(name string) bool { return isPlain(name) || isHTML(name) }

func isPlain(name string) bool { return strings.EqualFold(path.Ext(name), ".txt") }

func isHTML(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

// Parse returns the text in the file with a name: the file itself if it is plain text, what the page shows if it is HTML.
func Parse(name string, file []byte) (*Text, error) {
	switch {
	case !Is(name):
		return nil, ErrForm
	case len(file) > MaxSize:
		return nil, ErrSize
	case !utf8.Valid(file):
		return nil, ErrEncoding
	}
	content := strings.TrimPrefix(string(file), "\ufeff")
	text, err := parse(name, content)
	if err == nil && len(text.words) == 0 {
		err = ErrEmpty
	}
	return text, err
}

// parse returns the text of a file that is UTF-8.
func parse(name, content string) (*Text, error) {
	if isHTML(name) {
		return parseHTML(content)
	}
	return New(content), nil
}
