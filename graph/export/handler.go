package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"

	"entente/graph/alliance"
	"entente/graph/build"
	"entente/graph/export/parameter"
	"entente/graph/flight"
	"entente/graph/network"
	"entente/graph/refusal"
	"entente/graph/steady"
)

// Facts are what a handler exports. They may be replaced at any time.
type Facts interface {
	// Store returns the store for one request: it answers all calls from one version of the facts, or fails with an error
	// that wraps [alliance.ErrChanged].
	Store() alliance.Store
	// Remote reports whether calls to the store have to wait for a database.
	Remote() bool
}

// mostDistant is how many tables are made at a time from a database, which is waited for most of the time.
const mostDistant = 8

// maxRows is the maximum number of rows of a table of pairs of states: those of 200 states over more than two centuries.
const maxRows = 5_000_000

// attempts is how often a file is begun anew if the facts change before anything of it was sent.
const attempts = 3

// Handler answers GET and HEAD of /export/NAME with the file, which it streams, and of /export/ with a page that lists what
// there is. The headers have the version of the facts
// (Entente-Dataset) and the question (Entente-Query); the ETag is that of both, and of the build. What is wrong with a request is told in a line
// of text: 404 for a name that there is not, 400 for a wrong parameter, 503 if the facts cannot be reached. If the facts
// go away while the file is being sent, or it takes more than a minute to make, the connection is closed before its end, so that
// no part passes for the whole. While a client reads, the rest of the file is made, and waits in a temporary file.
// Networks and pairs of states are made as part of a group: 503 if they cannot be. Of the others, parts of as many files are made at
// the same time as leave a core free, or of eight if they come from a database.
func Handler(f Facts, work *flight.Group) http.Handler {
	e := exporter{f, work, flight.New(runtime.GOMAXPROCS(0) - 1), flight.New(mostDistant), semaphore.NewWeighted(mostWaiting), making}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /export/{name}", e.serve)
	mux.HandleFunc("GET /export/{$}", e.index)
	return mux
}

// An exporter serves files.
type exporter struct {
	facts Facts
	// heavy files are made as part of work, others of light, or of distant if they come from a database.
	work, light, distant *flight.Group
	// room is for what waits for clients, in bytes; making is how long a file may be made.
	room   *semaphore.Weighted
	making time.Duration
}

// serve answers one request.
func (e exporter) serve(w http.ResponseWriter, r *http.Request) {
	kind, err := KindOf(r.PathValue("name"))
	if err != nil {
		refuse(w, r, err)
		return
	}
	work := e.group(kind)
	for range attempts {
		if err = e.send(w, r, kind, work); !errors.Is(err, alliance.ErrChanged) {
			break
		}
	}
	if err != nil {
		refuse(w, r, err)
	}
}

// group returns what a file of a kind is made as part of.
func (e exporter) group(kind *Kind) *flight.Group {
	switch {
	case kind.Heavy:
		return e.work
	case e.facts.Remote():
		return e.distant
	}
	return e.light
}

// send sends a file. It returns an error if nothing of it has been sent; if something has, it ends the connection.
func (e exporter) send(w http.ResponseWriter, r *http.Request, kind *Kind, work *flight.Group) error {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
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
	s := e.spooled(ctx, write, work)
	defer s.leave()
	out := steady.NewWriter(w)
	for sent := false; ; sent = true {
		p, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			_, err = out.Write(p)
		} else if p, ok := errors.AsType[panicked](err); ok && !sent {
			panic(p)
		} else if !sent {
			return err
		}
		if err != nil {
			cut(ctx, kind, err)
		}
	}
}

// cut ends the connection of a client, so that no part of a file passes for the whole.
func cut(ctx context.Context, kind *Kind, err error) {
	if ctx.Err() == nil {
		slog.ErrorContext(ctx, "an export was cut short", "file", kind.Name, "error", err)
	}
	panic(http.ErrAbortHandler)
}

// describe sets the headers that describe a file.
func describe(h http.Header, q *Question, kind *Kind) {
	extension := path.Ext(kind.Name)
	version := q.Dataset.Version[:min(12, len(q.Dataset.Version))]
	file := strings.TrimSuffix(kind.Name, extension) + "-" + version + extension
	sum := sha256.Sum256([]byte(build.ID() + " " + q.Dataset.Version + " " + q.Target()))
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

// refuse answers a request with an error, in a line of text.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.DeadlineExceeded) {
		err = refusal.Errorf(http.StatusServiceUnavailable, "the file was not begun in time: ask for less, or try again later")
	}
	for _, name := range []string{"Content-Disposition", "Entente-Query", "ETag"} {
		w.Header().Del(name)
	}
	refusal.Send(w, r, refused(err), "the file could not be made")
}

// refused returns an error as one that whoever sent the request is to mend, if it is one, or else unchanged.
func refused(err error) error {
	switch {
	case isA[*NameError](err):
		return refusal.Errorf(http.StatusNotFound, "%v", err)
	case isA[*parameter.Error](err), errors.Is(err, network.ErrUnknownActor), errors.Is(err, network.ErrTooManyTies):
		return refusal.Errorf(http.StatusBadRequest, "%v", err)
	}
	return err
}

// isA reports whether an error is, or wraps, one of a type.
func isA[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
