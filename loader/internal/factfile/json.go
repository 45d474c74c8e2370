package factfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A jsonReader turns JSON into the nodes that YAML would have. The YAML library can read most JSON itself, but not the
// surrogate pairs (\ud83d\ude00) that JSON libraries write for characters beyond the first 65,536.
type jsonReader struct {
	*decoder
	tokens *json.Decoder
	// cursor is at the beginning of the last token read.
	cursor cursor
}

// errTooDeep is the error for text nested more deeply than any fact file.
var errTooDeep = errors.New("nested too deeply")

// maxDepth is the maximum depth of nesting, far more than a fact file needs.
const maxDepth = 50

// maxItems is the maximum number of items of a list in memory as nodes, which take many times the memory of the facts.
const maxItems = 1000

// decodeJSON reads a JSON file. If there is a syntax error, it reports that and returns false.
func (d *decoder) decodeJSON(text []byte, doc *Document) bool {
	if len(bytes.TrimSpace(text)) == 0 {
		return true
	}
	r := jsonReader{d, json.NewDecoder(bytes.NewReader(text)), cursor{text: text, Pos: Pos{1, 1}}}
	r.tokens.UseNumber()
	err := r.document(doc)
	if err == nil {
		if _, _, err = r.next(); errors.Is(err, io.EOF) {
			return true
		}
		err = errors.New("something follows the end of the object")
	}
	r.syntax(err)
	return false
}

// syntax reports that the text is not JSON, at the character that is wrong if it is known, otherwise at the token.
func (r *jsonReader) syntax(err error) {
	offset := r.cursor.offset
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = int(e.Offset) - 1
	} else if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		offset, err = len(r.cursor.text), errors.New("the file ends too early")
	}
	r.cursor.advance(min(max(offset, r.cursor.offset), len(r.cursor.text)))
	r.report(r.cursor.Pos, "this is not JSON: %s (check commas, quotes and brackets here)", strings.TrimPrefix(err.Error(), "json: "))
}

// document reads the top-level object, at most maxItems items of its lists at a time.
func (r *jsonReader) document(doc *Document) error {
	root, delim, err := r.next()
	if err != nil {
		return err
	}
	if delim != '{' {
		if err := r.fill(root, delim, 0); err != nil {
			return err
		}
		r.decoder.document(root, doc)
		return nil
	}
	v := reflect.ValueOf(doc).Elem()
	o := openObject{decoder: r.decoder, plan: r.planOf(v.Type()), v: v}
	for r.tokens.More() {
		key, _, err := r.next()
		if err != nil {
			return err
		}
		f, ok := o.field(key)
		if err := r.section(key.Value, f, ok); err != nil {
			return err
		}
	}
	_, err = r.tokens.Token()
	return err
}

// section reads the value of a top-level key into f, or skips it unless wanted.
func (r *jsonReader) section(key string, f reflect.Value, wanted bool) error {
	n, delim, err := r.next()
	if err != nil {
		return err
	}
	read := func() {
		if wanted && n.Tag != "!!null" {
			r.value(key, n, f)
		}
		n.Content = n.Content[:0]
	}
	if delim != '[' {
		if err = r.fill(n, delim, 1); err == nil {
			read()
		}
		return err
	}
	for r.tokens.More() {
		item, err := r.node(1)
		if err != nil {
			return err
		}
		if n.Content = append(n.Content, item); len(n.Content) == maxItems {
			read()
		}
	}
	read()
	_, err = r.tokens.Token()
	return err
}

// node reads a value at a depth of nesting.
func (r *jsonReader) node(depth int) (*yaml.Node, error) {
	n, delim, err := r.next()
	if err != nil {
		return nil, err
	}
	return n, r.fill(n, delim, depth)
}

// fill reads the rest of a value if delim is its opening bracket or brace. Keys and values of an object alternate, as in
// YAML.
func (r *jsonReader) fill(n *yaml.Node, delim json.Delim, depth int) error {
	if delim == 0 {
		return nil
	}
	if depth > maxDepth {
		return errTooDeep
	}
	for r.tokens.More() {
		item, err := r.node(depth + 1)
		if err != nil {
			return err
		}
		n.Content = append(n.Content, item)
	}
	_, err := r.tokens.Token()
	return err
}

// next reads a token as a node, and returns it as a delimiter too if it is an opening bracket or brace. Tags are as in
// YAML; all numbers have the same tag, as nothing depends on it.
func (r *jsonReader) next() (*yaml.Node, json.Delim, error) {
	start := int(r.tokens.InputOffset())
	for start < len(r.cursor.text) && strings.IndexByte(" \t\r\n,:", r.cursor.text[start]) >= 0 {
		start++
	}
	r.cursor.advance(start)
	token, err := r.tokens.Token()
	if err != nil {
		return nil, 0, err
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: int(r.cursor.Line), Column: int(r.cursor.Column)}
	switch t := token.(type) {
	case json.Delim:
		n.Kind, n.Tag = yaml.MappingNode, "!!map"
		if t == '[' {
			n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		}
		return n, t, nil
	case string:
		n.Tag, n.Value = "!!str", t
	case json.Number:
		n.Tag, n.Value = "!!float", t.String()
	case bool:
		n.Tag, n.Value = "!!bool", fmt.Sprint(t)
	default:
		n.Tag = "!!null"
	}
	return n, 0, nil
}
