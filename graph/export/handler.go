package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"runtime/debug"
	"strings"
	"sync"

	"golang.org/x/sync/semaphore"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
	"entente/graph/network"
)

// Facts are what a handler exports. They may be replaced at any time.
type Facts interface {
	// Store returns the store for one request: it answers all calls from one version of the facts, or fails with an error
	// that wraps [alliance.ErrChanged].
	Store() alliance.Store
}

// atOnce is the number of files of which a part is made at the same time; others wait, and so do those whose clients read.
const atOnce = 8

// maxRows is the maximum number of rows of a table of pairs of states: those of 200 states over more than two centuries.
const maxRows = 5_000_000

// attempts is how often a file is begun anew if the facts change before anything of it was sent.
const attempts = 3

// Handler answers GET and HEAD of /export/NAME with the file, which it streams, and of /export/ with a page that lists what
// there is. The headers have the version of the facts
// (Entente-Dataset) and the question (Entente-Query); the ETag is that of both, and of the build. What is wrong with a request is told in a line
// of text: 404 for a name that there is not, 400 for a wrong parameter, 503 if the facts cannot be reached. If the facts
// go away while the file is being sent, the connection is closed before its end, so that no part passes for the whole.
func Handler(f Facts) http.Handler {
	e := exporter{f, semaphore.NewWeighted(atOnce)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /export/{name}", e.serve)
	mux.HandleFunc("GET /export/{$}", e.index)
	return mux
}

// An exporter serves files.
type exporter struct {
	facts Facts
	turns *semaphore.Weighted
}

// serve answers one request.
func (e exporter) serve(w http.ResponseWriter, r *http.Request) {
	kind, err := KindOf(r.PathValue("name"))
	if err != nil {
		refuse(w, r, err)
		return
	}
	t := &turn{all: e.turns}
	if err := t.begin(r.Context()); err != nil {
		return // the client has left
	}
	defer t.end()
	for range attempts {
		if err = e.send(w, r, kind, t); !errors.Is(err, alliance.ErrChanged) {
			break
		}
	}
	if err != nil {
		refuse(w, r, err)
	}
}

// send sends a file. It returns an error if nothing of it has been sent; if something has, it ends the connection.
func (e exporter) send(w http.ResponseWriter, r *http.Request, kind *Kind, t *turn) error {
	ctx := r.Context()
	parameters, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return parameter.Errorf("address", "its query is malformed: %v", err)
	}
	q, write, err := ask(ctx, e.facts.Store(), kind, parameters)
	if err != nil {
		return err
	}
	describe(w.Header(), q, kind)
	if tag := w.Header().Get("ETag"); strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if r.Method == http.MethodHead {
		return nil
	}
	out := newStream(ctx, w, t)
	if err = write(ctx, out); err == nil {
		err = out.Flush()
	}
	if err != nil && out.sent() {
		if ctx.Err() == nil {
			slog.ErrorContext(ctx, "an export was cut short", "file", kind.Name, "error", err)
		}
		panic(http.ErrAbortHandler)
	}
	return err
}

// describe sets the headers that describe a file.
func describe(h http.Header, q *Question, kind *Kind) {
	extension := path.Ext(kind.Name)
	version := q.Dataset.Version[:min(12, len(q.Dataset.Version))]
	file := strings.TrimSuffix(kind.Name, extension) + "-" + version + extension
	sum := sha256.Sum256([]byte(build() + " " + q.Dataset.Version + " " + q.Target()))
	h.Set("Content-Type", kind.MediaType)
	h.Set("Content-Disposition", `attachment; filename="`+file+`"`)
	h.Set("Entente-Dataset", q.Dataset.Version)
	h.Set("Entente-Query", q.Target())
	h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	if _, why := alliance.Staleness(q.Store); why != nil {
		h.Set("Entente-Stale", "true")
	}
}

// build identifies the program: another may write other columns.
var build = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.String()
})

// refuse answers a request with an error, in a line of text.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	for _, name := range []string{"Content-Disposition", "Entente-Query", "ETag"} {
		w.Header().Del(name)
	}
	status, message := http.StatusBadRequest, err.Error()
	switch {
	case isA[*NameError](err):
		status = http.StatusNotFound
	case isA[*parameter.Error](err), errors.Is(err, network.ErrUnknownActor), errors.Is(err, network.ErrTooManyTies):
	case errors.Is(err, context.Canceled):
		return // the client has left
	case errors.Is(err, alliance.ErrChanged):
		status, message = http.StatusServiceUnavailable, "the facts kept changing while the file was made: try again"
	case errors.Is(err, alliance.ErrUnavailable):
		status, message = http.StatusServiceUnavailable, "the facts cannot be reached now: try again later"
	default:
		slog.ErrorContext(r.Context(), "a file could not be exported", "path", r.URL.Path, "error", err)
		status, message = http.StatusInternalServerError, "the file could not be made: the server's log says why"
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "2")
	}
	http.Error(w, message, status)
}

// isA reports whether an error is, or wraps, one of a type.
func isA[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
