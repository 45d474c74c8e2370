package factfile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A jsonReader turns JSON into the nodes that YAML would have. The YAML library can read most JSON itself, but not the
// surrogate pairs (\ud83d\ude00) that JSON libraries write for characters beyond the first 65,536.
type jsonReader struct {
	*decoder
	tokens *json.Decoder
	// text is at the beginning of the last token read.
	text *stream
}

// errTooDeep is the error for text nested more deeply than any fact file.
var errTooDeep = errors.New("nested too deeply")

// maxDepth is the maximum depth of nesting, far more than a fact file needs.
const maxDepth = 50

// maxItems is the maximum number of items of a list in memory as nodes, which take many times the memory of the facts.
const maxItems = 1000

// decodeJSON reads a JSON file that is not blank. If there is a syntax error, it reports that and returns false.
func (d *decoder) decodeJSON(text *stream) bool {
	r := jsonReader{d, json.NewDecoder(text), text}
	r.tokens.UseNumber()
	err := r.document()
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
	offset := r.text.offset
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = int(e.Offset) - 1
	} else if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		offset, err = math.MaxInt, errors.New("the file ends too early")
	}
	r.text.advance(max(offset, r.text.offset))
	r.report(r.text.Pos, "this is not JSON: %s (check commas, quotes and brackets here)", strings.TrimPrefix(err.Error(), "json: "))
}

// document reads the top-level object, at most maxItems items of its lists at a time, which are parts of
// their own.
func (r *jsonReader) document() error {
	root, delim, err := r.next()
	if err != nil {
		return err
	}
	if delim != '{' {
		if err := r.fill(root, delim, 0); err != nil {
			return err
		}
		r.decoder.document(root, &r.doc)
		return nil
	}
	v := reflect.ValueOf(&r.doc).Elem()
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
		switch {
		case !wanted:
			r.lose(n)
		case n.Tag != "!!null":
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
			r.part()
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
	for strings.IndexByte(" \t\r\n,:", r.text.at(start)) >= 0 {
		start++
	}
	r.text.advance(start)
	token, err := r.tokens.Token()
	if err != nil {
		return nil, 0, err
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: int(r.text.Line), Column: int(r.text.Column)}
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
