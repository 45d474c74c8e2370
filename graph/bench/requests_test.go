package bench

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/prometheus/procfs"

	"entente/graph/bench/launch"
)

// TestAsk checks which answers are errors.
func TestAsk(t *testing.T) {
	tests := []struct {
		name   string
		status int
		answer string
		err    string
	}{
		{"an answer", 200, `{"data":{"actor":{"name":"A"}}}`, ""},
		{"errors", 200, `{"errors":[{"message":"too much"}],"data":null}`, "too much"},
		{"a refusal", 503, `the facts are away`, "503"},
		{"nothing", 200, ``, "EOF"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.answer)
			}))
			defer server.Close()
			var got strings.Builder
			err := ask(t.Context(), server.URL, []byte("{}"), &got)
			switch {
			case tt.err == "" && (err != nil || got.String() != tt.answer):
				t.Errorf("got %q, %v; want %q", &got, err, tt.answer)
			case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
				t.Errorf("got the error %v, want one with %q", err, tt.err)
			}
		})
	}
}

// TestHammer checks that every request is sent at least once, and that those that were answered are counted.
func TestHammer(t *testing.T) {
	var mu sync.Mutex
	sent := map[string]int{}
	server := httptest.NewServer(answering(func(w io.Writer, body []byte) error {
		mu.Lock()
		defer mu.Unlock()
		sent[string(body)]++
		_, err := io.WriteString(w, `{"data":null}`)
		return err
	}))
	defer server.Close()
	self, err := procfs.Self()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{&launch.Process{Proc: self, Name: "this", URL: server.URL}}
	got, err := hammer(t, p, [][]byte{[]byte("a"), []byte("b"), []byte("c")}, 2, 0)
	if err != nil || len(sent) != 3 || got.requests != sent["a"]+sent["b"]+sent["c"] {
		t.Errorf("%d requests, %v, and the server had %v", got.requests, err, sent)
	}
}
