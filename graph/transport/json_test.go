package transport

import (
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

// TestDecodeRefuses checks what is no JSON that everybody would read alike.
func TestDecodeRefuses(t *testing.T) {
	tests := []struct{ name, text, holds string }{
		{"nothing", "", "it is empty"},
		{"space", " \n", "it is empty"},
		{"two values", "{}{}", "there is data after the JSON value"},
		{"a value and rubbish", "{}x", "there is data after the JSON value"},
		{"no JSON", "query { x }", "invalid character 'q'"},
		{"half", `{"query": "{`, "unexpected EOF"},
		{"a name twice", `{"query": "{a}", "query": "{b}"}`, `duplicate object member name "query"`},
		{"a name twice, within", `{"variables": {"a": 1, "\u0061": 2}}`, `duplicate object member name "a"`},
		{"not UTF-8", "{\"query\": \"\xff\"}", "invalid UTF-8"},
		{"a name that is not UTF-8", "{\"\xff\": 1}", "invalid UTF-8"},
		{"CESU-8", "\"\xed\xa0\x80\"", "invalid UTF-8"},
		{"the first half of a pair", `"\ud800"`, "invalid surrogate pair"},
		{"the second half of a pair", `"\udc00\ud800"`, "invalid surrogate pair"},
		{"NUL", "\"\x00\"", "invalid character"},
		{"a byte order mark", "\ufeff{}", "invalid character"},
		{"a comma too many", `[1,]`, "invalid character"},
		{"no number", `[NaN]`, "invalid character 'N'"},
		{"a leading zero", `[01]`, "invalid character '1'"},
		{"too large a number", `[1e400]`, "the number 1e400 is too large"},
		{"too long a number", `[1` + strings.Repeat("0", 1<<19) + `]`, "is too large"},
		{"too deep", strings.Repeat("[", maxNesting+1) + strings.Repeat("]", maxNesting+1), "nested more than 64 deep"},
		{"too many", "[" + strings.Repeat("0,", maxValues) + "0]", "more than 20000 values"},
		{"a MiB of arrays", strings.Repeat("[", 1<<20), "nested more than 64 deep"},
		{"a MiB of objects", strings.Repeat(`{"a":`, 1<<18), "nested more than 64 deep"},
		{"a long name twice", `{"` + strings.Repeat("ä", 1<<18) + `":1,"` + strings.Repeat("ä", 1<<18) + `":1}`, "duplicate object member name"},
	}
	for _, tt := range tests {
		v, err := decode([]byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.holds) || len(err.Error()) > maxReason+len("…") {
			t.Errorf("%s: %v, %.300v; want an error with %q", tt.name, v, err, tt.holds)
		}
	}
}

// TestDecode checks that what is JSON is read, numbers as they are written.
func TestDecode(t *testing.T) {
	nested := strings.Repeat("[", maxNesting) + strings.Repeat("]", maxNesting)
	for _, text := range []string{
		`null`, `true`, `"\ud83d\ude00\u0000ä"`, `-0`, `1.50`, `1e-400`, `12345678901234567890`, `[]`, `{}`, ` [1, [2], {"a": {"A": null, "": []}}] `, nested,
	} {
		got, err := decode([]byte(text))
		if want := reference(t, text); err != nil || !reflect.DeepEqual(got, want) { // cmp takes exponential time in the depth
			t.Errorf("%s: %v, %v; want %v", text, err, got, want)
		}
	}
}

// reference returns what encoding/json makes of a text that is JSON.
func reference(t *testing.T, text string) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("%q has more than one value", text)
	}
	return v
}

// FuzzBody checks that a body is either refused or read as encoding/json reads it.
func FuzzBody(f *testing.F) {
	for _, seed := range []string{
		`{"query": "{dataset{store}}", "variables": {"a": [1e400, 1.0, -0]}}`, `{"Query": "", "query": null, "extensions": {"persistedQuery": {}}}`,
		`[{"query": "{x}"}]`, `{"query": "\ud800", "operationName": "\u0000"}`, `{"a": {"b": {}, "b": 1}}`, "{\"query\": \"\xff\"}", `{"variables": []}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r, err := readBody(strings.NewReader(body))
		if err != nil {
			if statusOf(err) != 400 || len(err.Error()) > 2*maxReason {
				t.Errorf("%q: status %d, %v", body, statusOf(err), err)
			}
			return
		}
		want, _ := reference(t, body).(map[string]any)
		var query, document, operation string
		var variables, extensions map[string]any
		query, _ = want["query"].(string)
		document, _ = want["documentId"].(string)
		operation, _ = want["operationName"].(string)
		variables, _ = want["variables"].(map[string]any)
		extensions, _ = want["extensions"].(map[string]any)
		if r.Query != query || r.document != document || r.OperationName != operation ||
			!reflect.DeepEqual(r.Variables, variables) || !reflect.DeepEqual(r.Extensions, extensions) {
			t.Errorf("%q was read as %q %q %q %v %v; want %v", body, r.Query, r.document, r.OperationName, r.Variables, r.Extensions, want)
		}
	})
}
