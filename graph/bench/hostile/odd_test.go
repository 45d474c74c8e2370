package hostile

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// odd starts a server with an odd answer at each path, and returns its URL.
func odd(t *testing.T) string {
	t.Helper()
	answer := func(status int, text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, text)
		}
	}
	mux := http.NewServeMux()
	mux.Handle("/answer", answer(200, `{"data":{}}`))
	mux.Handle("/busy", answer(503, `{"errors":[{"extensions":{"code":"BUSY"}}]}`))
	mux.Handle("/timeout", answer(200, `{"errors":[{"extensions":{"code":"TIMEOUT"}}]}`))
	mux.Handle("/500", answer(500, `oh`))
	mux.HandleFunc("/closed", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/short", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "{")
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}
