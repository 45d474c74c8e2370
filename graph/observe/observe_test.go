package observe_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/observe"
	"entente/graph/observe/metrics"
	"entente/graph/observe/record"
)

// through sends a request through a handler that is observed, whose log it returns.
func through(t *testing.T, pattern string, h http.HandlerFunc, o observe.Options, r *http.Request) (*httptest.ResponseRecorder, string) {
	t.Helper()
	var log bytes.Buffer
	was := slog.Default()
	slog.SetDefault(observe.NewLog(&log, observe.LogJSON))
	t.Cleanup(func() { slog.SetDefault(was) })
	if o.Addresses {
		o.Log = slog.Default()
	}
	mux := http.NewServeMux()
	mux.HandleFunc(pattern, h)
	w := httptest.NewRecorder()
	func() {
		defer func() {
			if p := recover(); p != nil {
				w.Code = -1                    // the connection is closed
				if p != http.ErrAbortHandler { //nolint:errorlint // net/http compares likewise
					t.Errorf("panic: %v", p)
				}
			}
		}()
		observe.Handler(observe.Mux(mux), o).ServeHTTP(w, r)
	}()
	return w, log.String()
}

// request returns a request with an id, unless that is empty.
func request(path, id string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if id != "" {
		r.Header.Set("X-Request-Id", id)
	}
	return r
}

// TestRequestID checks that ids are taken from clients if they can do no harm, and are in answers and in lines of the log.
func TestRequestID(t *testing.T) {
	for _, test := range []struct {
		id   string
		kept bool
	}{
		{"", false},
		{"0af7651916cd43dd8448eb211c80319c", true},
		{"edge-7_a.b:c+d=", true},
		{strings.Repeat("a", 64), true},
		{strings.Repeat("a", 65), false},
		{"two words", false},
		{"a\nlevel=ERROR", false},
		{`a"b`, false},
		{"é", false},
		{"\x1b[31m", false},
	} {
		h := func(_ http.ResponseWriter, r *http.Request) { slog.ErrorContext(r.Context(), "said") }
		answer, log := through(t, "/", h, observe.Options{}, request("/", test.id))
		got := answer.Header().Get("X-Request-Id")
		if (got == test.id) != test.kept || !regexp.MustCompile(`^[-0-9A-Za-z_.:+=]{1,64}$`).MatchString(got) {
			t.Errorf("%q is answered as %q", test.id, got)
		}
		if want := `"msg":"said","request":"` + got + `"}` + "\n"; !strings.HasSuffix(log, want) {
			t.Errorf("logged %q, want %q at its end", log, want)
		}
	}
}

// TestLine checks what is in the line about a request, and that nothing else is.
func TestLine(t *testing.T) {
	const secret = "swordfish"
	asked := func(note func(*record.Record)) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			note(record.Of(r.Context()))
			w.WriteHeader(http.StatusAccepted)
			_, _ = io.WriteString(w, "four")
		}
	}
	common := `"method":"GET","route":"/a/{b}","status":202,"ms":0,"bytes":4`
	for name, test := range map[string]struct {
		note func(*record.Record)
		want string
	}{
		"no question": {func(*record.Record) {}, ``},
		"refused":     {func(r *record.Record) { r.Asked("{" + secret); r.Ran(record.Operation{}, []string{"C", "D"}) }, `,"hash":"cae7872df259","kept":false,"codes":["C","D"]`},
		"run again": {func(r *record.Record) {
			r.Asked("{a}")
			r.Ran(record.Operation{Kind: "query"}, []string{"FACTS_CHANGED"})
			r.Ran(record.Operation{Name: "A", Kind: "query", Cost: 7, Dataset: "v"}, nil)
		}, `,"kind":"query","operation":"A","hash":"460c3a932116","kept":false,"cost":7,"dataset":"v"`},
		"kept": {func(r *record.Record) {
			r.Asked("{a}")
			r.Sent(record.Operation{Name: strings.Repeat("n", 200), Kind: "query"})
		},
			`,"kind":"query","operation":"` + strings.Repeat("n", 100) + `","hash":"460c3a932116","kept":true`},
	} {
		_, log := through(t, "GET /a/{b}", asked(test.note), observe.Options{Addresses: true}, request("/a/"+secret+"?query="+secret, "i"))
		log = regexp.MustCompile(`"ms":[0-9.e-]+`).ReplaceAllString(log, `"ms":0`)
		_, log, _ = strings.Cut(log, `"msg":"request",`)
		if diff := cmp.Diff(common+test.want+`,"client":"192.0.2.1","request":"i"}`+"\n", log); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestInjection checks that what a client sends does not begin another line of the log, in either format.
func TestInjection(t *testing.T) {
	for _, format := range []string{observe.LogText, observe.LogJSON, observe.LogOff} {
		var log bytes.Buffer
		observe.NewLog(&log, format).Info("request", "operation", "a\nlevel=ERROR msg=forged\r\x1b[2J", "path", "/\n")
		if lines := strings.Count(log.String(), "\n"); lines != 1 || strings.ContainsAny(log.String(), "\x1b\r") {
			t.Errorf("%s: logged %q", format, log.String())
		}
	}
}

// TestPanic checks that a panic is answered in the form of its route, with the stack in the log alone, or ends the connection if a
// part of another answer has been sent.
func TestPanic(t *testing.T) {
	const message = "internal error: see the server's log, request i"
	panics := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Length", "3")
		panic("swordfish")
	}
	for _, test := range []struct {
		path, kind, body string
		h                http.HandlerFunc
	}{
		{"/graphql", "application/json", `{"errors":[{"message":"` + message + `","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}`, panics},
		{"/reconcile", "application/json", `{"status":"error","message":"` + message + `"}`, panics},
		{"/export/a.csv", "text/plain", message, panics},
		{"/", "text/plain", message, panics},
		{"/", "", "", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "half"); panic("swordfish") }},
		{"/", "", "", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK); panic("swordfish") }},
		{"/", "", "", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
	} {
		m := metrics.New()
		answer, log := through(t, test.path, test.h, observe.Options{Addresses: true, Metrics: m}, request(test.path, "i"))
		body := answer.Body.Bytes()
		switch {
		case test.kind == "":
			if answer.Code != -1 {
				t.Errorf("%s: status %d, want a closed connection", test.path, answer.Code)
			}
		case answer.Code != http.StatusInternalServerError, string(body) != test.body+"\n", answer.Header().Get("Content-Type") != test.kind+"; charset=utf-8",
			answer.Header().Get("Content-Encoding") != "", test.kind == "application/json" && !json.Valid(body):
			t.Errorf("%s: %d, %v, %s", test.path, answer.Code, answer.Header(), body)
		}
		if logged := strings.Contains(log, `"error":"swordfish","stack":"goroutine `) && strings.Contains(log, "observe_test.go"); logged != (test.kind != "" || strings.Contains(log, "swordfish")) {
			t.Errorf("%s: logged %s", test.path, log)
		}
		if strings.Count(log, `"msg":"request"`) != 1 {
			t.Errorf("%s: logged %s, want one line about the request", test.path, log)
		}
	}
}

// TestWriter checks that an answer can be flushed, and have its deadlines set, as without an observer.
func TestWriter(t *testing.T) {
	h := func(w http.ResponseWriter, _ *http.Request) {
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
		w.(http.Flusher).Flush()
	}
	server := httptest.NewServer(observe.Handler(http.HandlerFunc(h), observe.Options{}))
	defer server.Close()
	answer, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.ContentLength != -1 {
		t.Errorf("%d, length %d, want 200 in chunks", answer.StatusCode, answer.ContentLength)
	}
}
