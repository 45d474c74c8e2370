package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	// maxNesting is how deep arrays and objects may be nested in a request: variables and extensions that mean something
	// are far from it.
	maxNesting = 64
	// maxValues is how many values there may be in a request: each takes up to a hundred times what it has in JSON.
	maxValues = 20_000
	// maxReason is the maximum length of what is said about malformed JSON, which quotes it, in bytes.
	maxReason = 200
)

// decode decodes a text that is a single JSON value, as the objects, arrays, strings, booleans and [json.Number] values of
// [encoding/json]. That package itself is not strict enough for what strangers send: here, names that differ in case are
// different, and text that is not Unicode, be it in UTF-8 or as half of a surrogate pair, or an object that gives a name
// twice is an error, since readers disagree about what they mean.
func decode(text []byte) (any, error) {
	d := &reader{Decoder: jsontext.NewDecoder(bytes.NewBuffer(text))}
	v, err := readValue(d)
	if err == nil {
		if _, more := d.ReadToken(); errors.Is(more, io.EOF) {
			return v, nil
		}
		return nil, errors.New("there is data after the JSON value")
	}
	if errors.Is(err, io.EOF) {
		return nil, errors.New("it is empty")
	}
	return nil, errors.New(clip(strings.TrimPrefix(err.Error(), "jsontext: "), maxReason))
}

// clip returns the beginning of a text, of at most the given length in bytes.
func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "…"
}

// A reader reads JSON, and counts the values.
type reader struct {
	*jsontext.Decoder
	values int
}

// readValue reads the next value.
func readValue(d *reader) (any, error) {
	token, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	if d.values++; d.values > maxValues {
		return nil, fmt.Errorf("there are more than %d values", maxValues)
	}
	if depth := d.StackDepth(); depth > maxNesting {
		return nil, fmt.Errorf("arrays and objects are nested more than %d deep", maxNesting)
	}
	switch token.Kind() {
	case 't', 'f':
		return token.Bool(), nil
	case '"':
		return token.String(), nil
	case '0':
		return readNumber(json.Number(token.String()))
	case '[':
		return readArray(d)
	case '{':
		return readObject(d)
	default: // null: the decoder refuses what ends nothing
		return nil, nil //nolint:nilnil // the value of null
	}
}

// readNumber returns a number, unless it is too large for any type of GraphQL.
func readNumber(n json.Number) (any, error) {
	if _, err := n.Float64(); err != nil {
		return nil, fmt.Errorf("the number %s is too large", clip(n.String(), maxReason/2))
	}
	return n, nil
}

// readArray reads the rest of an array.
func readArray(d *reader) (any, error) {
	items := []any{}
	for d.PeekKind() != ']' {
		item, err := readValue(d)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	_, err := d.ReadToken()
	return items, err
}

// readObject reads the rest of an object.
func readObject(d *reader) (any, error) {
	fields := map[string]any{}
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		key := name.String() // valid only until more is read
		if fields[key], err = readValue(d); err != nil {
			return nil, err
		}
	}
	_, err := d.ReadToken()
	return fields, err
}

// kindOf names the kind of a decoded value.
func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case json.Number:
		return "number"
	case []any:
		return "array"
	default:
		return "object"
	}
}
