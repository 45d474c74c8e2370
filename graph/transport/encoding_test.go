package transport_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"entente/graph"
	"entente/graph/live"
)

// TestEncodings checks that every encoding of an answer is of the same bytes, when it is run and when it is kept.
func TestEncodings(t *testing.T) {
	handler := graph.NewHandler(live.New(editions(t)[0]), graph.Deadline, graph.KeepAnswers(1<<20))
	const long, short = `{"query": "{ actors(first: 50) { nodes { id name aliases } } }"}`, `{"query": "{ dataset { store } }"}`
	for _, tt := range []struct{ body, accept, encoding string }{
		{long, "", ""},
		{long, "gzip", "gzip"},
		{long, "zstd", "zstd"},
		{long, "br, gzip", "br"},
		{short, "zstd, gzip", ""},
		{short, "gzip, identity;q=0", "gzip"},
		{short, "*, identity;q=0", "gzip"},
	} {
		plain := send(handler, request("POST", "/graphql", tt.body, asJSON))
		for range 2 {
			got := send(handler, request("POST", "/graphql", tt.body, asJSON, "Accept-Encoding: "+tt.accept))
			if got.header.Get("Content-Encoding") != tt.encoding || decoded(t, tt.encoding, got.body) != plain.body {
				t.Errorf("%s for %q is in %q: %.200q", tt.body, tt.accept, got.header.Get("Content-Encoding"), got.body)
			}
			if vary, length := got.header.Get("Vary"), got.header.Get("Content-Length"); vary != "Accept, Accept-Encoding" || length != strconv.Itoa(len(got.body)) {
				t.Errorf("%s for %q: Vary %q, Content-Length %s of %d", tt.body, tt.accept, vary, length, len(got.body))
			}
		}
	}
	if got := send(handler, request("POST", "/graphql", short, asJSON, "Accept-Encoding: deflate, *;q=0")); got.status != http.StatusNotAcceptable || !strings.Contains(got.body, "zstd, br, gzip or identity") {
		t.Errorf("nothing that we have: %d %s", got.status, got.body)
	}
}

// TestEncodingEnds checks that an answer that is ready when its time is up is not compressed any more, unless it has to be.
func TestEncodingEnds(t *testing.T) {
	body := `{"query": "{`
	for i := range 3 {
		name := fmt.Sprint("f", i, strings.Repeat("x", 80))
		body += " " + name + " dataset(" + name + ": 1) @" + name + " { ..." + name + " " + name + " }"
	}
	body += ` }"}`
	handler := graph.NewHandler(live.New(editions(t)[0]), -1)
	for accept, want := range map[string]string{"gzip": "", "gzip, identity;q=0": "gzip"} {
		got := send(handler, request("POST", "/graphql", body, asJSON, "Accept-Encoding: "+accept))
		if encoding := got.header.Get("Content-Encoding"); encoding != want || want == "" && len(got.body) < 1<<10 {
			t.Errorf("%q: %d bytes in %q: %.100q", accept, len(got.body), encoding, got.body)
		}
	}
}

// TestHead checks that HEAD and a client that decodes by itself get what GET gets, over a real connection, from what is run and
// from what is kept.
func TestHead(t *testing.T) {
	handler := graph.NewHandler(live.New(editions(t)[0]), graph.Deadline, graph.KeepAnswers(1<<20))
	target := "/graphql?query=" + url.QueryEscape(`{ actors(first: 50) { nodes { id name aliases } } }`)
	want := send(handler, request("GET", target, ""))
	address := startServer(t, handler) + target
	for range 2 {
		get, wasEncoded := fetch(t, http.MethodGet, address)
		if !wasEncoded || get.status != http.StatusOK || get.body != want.body {
			t.Errorf("GET: %d %.200s, want %.200s", get.status, get.body, want.body)
		}
		head, _ := fetch(t, http.MethodHead, address)
		if head.status != http.StatusOK || head.body != "" || head.header.Get("Content-Type") != want.header.Get("Content-Type") {
			t.Errorf("HEAD: %d %v %q", head.status, head.header, head.body)
		}
	}
}

// decoded returns a text that was encoded.
func decoded(t testing.TB, encoding, text string) string {
	t.Helper()
	var out bytes.Buffer
	r, err := decoder(encoding, strings.NewReader(text))
	if err == nil {
		_, err = out.ReadFrom(r)
	}
	if err != nil {
		t.Fatalf("%v in %.200q", err, text)
	}
	return out.String()
}

// decoder returns a reader of an encoded text. Gzip's is not that of the library which encodes.
func decoder(encoding string, r io.Reader) (io.Reader, error) {
	switch encoding {
	case "gzip":
		return gzip.NewReader(r)
	case "br":
		return brotli.NewReader(r), nil
	case "zstd":
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
	}
	return r, nil
}

// startServer serves until the test ends, and returns the address.
func startServer(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// fetch sends a request as Go's client does, which accepts gzip and decodes it. It also returns whether it did.
func fetch(t *testing.T, method, address string) (a answer, decoded bool) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}, response.Uncompressed
}
