package reconcile_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/iotest"
)

// TestForms checks which bodies are read as forms, however they arrive, and what is said of others.
func TestForms(t *testing.T) {
	h := serving(t, "libya-2020")
	const body = "queries=%7B%22a%22%3A+%7B%22query%22%3A+%22Russia%22%7D%7D"
	padded := body + "&x=" + strings.Repeat("+", 1<<20-len(body)-3)
	tooSlow := io.MultiReader(strings.NewReader(body), iotest.ErrReader(os.ErrDeadlineExceeded))
	for name, tt := range map[string]struct {
		media  string
		body   io.Reader
		status int
		want   string
	}{
		"of a known length":    {form, strings.NewReader(body), 200, `"id":"russia"`},
		"of an unknown one":    {form, iotest.HalfReader(strings.NewReader(body)), 200, `"id":"russia"`},
		"as long as can be":    {form, strings.NewReader(padded), 200, `"id":"russia"`},
		"byte by byte":         {form, iotest.OneByteReader(strings.NewReader(padded)), 200, `"id":"russia"`},
		"with its end":         {form, iotest.DataErrReader(strings.NewReader(padded)), 200, `"id":"russia"`},
		"too long by a byte":   {form, iotest.HalfReader(strings.NewReader(padded + "+")), 413, "the body is longer than 1048576 bytes"},
		"too slow":             {form, tooSlow, 408, "the body took too long to arrive"},
		"escaped wrongly":      {form, strings.NewReader("queries=%zz"), 400, "the form cannot be read (invalid URL escape"},
		"with a character set": {form + "; charset=utf-8", strings.NewReader(body), 200, `"id":"russia"`},
		"of a malformed type":  {form + "; x", strings.NewReader(body), 400, "the form cannot be read (mime: invalid media parameter)"},
		"in parts":             {"multipart/form-data; boundary=x", strings.NewReader(body), 400, "neither"},
		"of no type":           {"", strings.NewReader(body), 400, "neither"},
		"empty":                {form, http.NoBody, 400, "neither"},
	} {
		r := httptest.NewRequest(http.MethodPost, "/reconcile", tt.body)
		r.Header.Set("Content-Type", tt.media)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s: %d %s, want %d %s", name, w.Code, w.Body, tt.status, tt.want)
		}
	}
}
