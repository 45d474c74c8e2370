package coding_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"entente/graph/coding"
)

// decoded returns a text that is in a content coding.
func decoded(t testing.TB, named string, text io.Reader) string {
	t.Helper()
	var err error
	switch named {
	case coding.Gzip:
		text, err = gzip.NewReader(text)
	case coding.Zstd:
		text, err = zstd.NewReader(text, zstd.WithDecoderMaxWindow(1<<18))
	case coding.Brotli:
		text = brotli.NewReader(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(text)
	if err != nil {
		t.Fatalf("%s: %v", named, err)
	}
	return string(all)
}

// long is a text that is worth compressing.
var long = strings.Repeat("0123456789abcdef", coding.From)

func TestHandler(t *testing.T) {
	const csv = "text/csv; charset=utf-8"
	tests := []struct {
		name, accept, media, body, tag string
		status                         int
		coding, tagged                 string
	}{
		{"gzip", "gzip", csv, long, `"x"`, 200, coding.Gzip, `W/"x"`},
		{"zstd", "gzip, zstd, br", csv, long, `W/"x"`, 200, coding.Zstd, `W/"x"`},
		{"br", "gzip, br", "application/vnd.citationstyles.csl+json", long, "", 200, coding.Brotli, ""},
		{"not asked for", "", csv, long, `"x"`, 200, "", `"x"`},
		{"refused", "gzip;q=0", csv, long, `"x"`, 200, "", `"x"`},
		{"short", "gzip", csv, "short", `"x"`, 200, "", `"x"`},
		{"empty", "gzip", csv, "", `"x"`, 200, "", `"x"`},
		{"compressed already", "gzip", "application/vnd.apache.parquet", long, `"x"`, 200, "", `"x"`},
		{"events", "gzip", "text/event-stream", long, "", 200, "", ""},
		{"an error", "gzip", csv, long, "", 400, "", ""},
		{"not modified", "gzip", csv, "", `"x"`, 304, "", `"x"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", tt.media)
				if tt.tag != "" {
					w.Header().Set("ETag", tt.tag)
				}
				w.WriteHeader(tt.status)
				for part := range strings.SplitAfterSeq(tt.body, "f") {
					_, _ = io.WriteString(w, part)
				}
			})
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Header.Set("Accept-Encoding", tt.accept)
			w := httptest.NewRecorder()
			coding.Handler(next).ServeHTTP(w, r)
			h := w.Header()
			if w.Code != tt.status || h.Get("Content-Encoding") != tt.coding || h.Get("ETag") != tt.tagged || h.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%d %v; want %d, %q, %s", w.Code, h, tt.status, tt.coding, tt.tagged)
			}
			if got := decoded(t, tt.coding, w.Body); got != tt.body {
				t.Errorf("%d bytes; want %d", len(got), len(tt.body))
			}
		})
	}
}

// TestHandlerStreams checks that what is flushed arrives before there is more, and that deadlines reach the connection.
func TestHandlerStreams(t *testing.T) {
	read := make(chan bool)
	server := httptest.NewServer(coding.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		control := http.NewResponseController(w)
		if err := control.SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "text/csv")
		_, _ = io.WriteString(w, "first\n")
		if err := control.Flush(); err != nil {
			t.Error(err)
		}
		<-read
		_, _ = io.WriteString(w, "second\n")
	})))
	defer server.Close()
	answer, err := http.Get(server.URL) // accepts gzip by itself, and decodes it
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	first := make([]byte, len("first\n"))
	if _, err := io.ReadFull(answer.Body, first); err != nil || string(first) != "first\n" || !answer.Uncompressed {
		t.Errorf("%q, %v, compressed: %t", first, err, answer.Uncompressed)
	}
	close(read)
	if rest, err := io.ReadAll(answer.Body); err != nil || string(rest) != "second\n" {
		t.Errorf("%q, %v", rest, err)
	}
}

// TestHandlerBreaksOff checks that a part of an answer does not pass for the whole.
func TestHandlerBreaksOff(t *testing.T) {
	server := httptest.NewServer(coding.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		_, _ = io.WriteString(w, long)
		panic(http.ErrAbortHandler)
	})))
	defer server.Close()
	answer, err := http.Get(server.URL)
	if err != nil {
		return // nothing of it has arrived
	}
	defer answer.Body.Close()
	if text, err := io.ReadAll(answer.Body); err == nil {
		t.Errorf("%d bytes of %d pass for an answer", len(text), len(long))
	}
}
