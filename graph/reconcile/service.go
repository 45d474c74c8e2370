package reconcile

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"os"
	"time"

	"entente/graph/alliance"
	"entente/graph/coding"
	"entente/graph/flight"
	"entente/graph/refusal"
	"entente/graph/room"
	"entente/graph/steady"
)

// mostBody is the maximum size of a body in bytes.
const mostBody = 1 << 20

// mostRuns is how often a request is run if the facts change while it is being answered.
const mostRuns = 3

// A service answers requests from facts.
type service struct {
	facts     Facts
	deadline  time.Duration
	catalogue catalogue
	work      *flight.Group
	rooms     *room.Rooms
	encoders  coding.Encoders
}

// An answerer writes the answer to a question.
type answerer func(ctx context.Context, q question, out *answer) error

// found returns an answerer that writes what another function returns, as JSON.
func found(find func(context.Context, question) (any, error)) answerer {
	return func(ctx context.Context, q question, out *answer) error {
		got, err := find(ctx, q)
		if err != nil {
			return err
		}
		return cmp.Or(out.encode(got), out.print("\n"))
	}
}

// A sender sends an answer.
type sender func(w http.ResponseWriter, r *http.Request, out *answer)

// handler returns a handler that answers requests with what is written, sent by send. An answer has its room until it is sent, or
// cannot be made.
func (s *service) handler(write answerer, send sender) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		out := &answer{Buffer: s.rooms.Buffer(r.RemoteAddr)}
		defer out.Clear()
		if err := s.ask(w, r, write, out); err != nil {
			fail(w, r, out.version, err)
			return
		}
		send(w, r, out)
	}
}

// json returns a handler that sends answers, which are JSON.
func (s *service) json(write answerer) http.HandlerFunc {
	return s.handler(write, func(w http.ResponseWriter, r *http.Request, out *answer) {
		header(w, out.version, "application/json; charset=utf-8")
		s.send(w, r, out)
	})
}

// send sends an answer, compressed if it is long and the client accepts that. All of it is compressed before any is sent: what
// compresses takes more memory than most answers, and a slow client would hold it.
func (s *service) send(w http.ResponseWriter, r *http.Request, out *answer) {
	body := s.encoders.Finish(w.Header(), r.Header, out.Text()) // only this is held while it is sent
	_, _ = steady.NewWriter(w).Write(body)                      // an error means that the client is gone
}

// header sets the headers that every answer has. An answer depends on the facts, which may change at any time.
func header(w http.ResponseWriter, version, contentType string) {
	h := w.Header()
	if version != "" {
		h.Set(DatasetHeader, version)
	}
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-cache")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
}

// ask reads the form of a request and writes the answer to it, from one version of the facts.
func (s *service) ask(w http.ResponseWriter, r *http.Request, write answerer, out *answer) error {
	body := s.rooms.Body(r.RemoteAddr, http.MaxBytesReader(w, r.Body, mostBody), min(r.ContentLength, mostBody))
	defer body.Clear()
	asked := r.WithContext(r.Context()) // what is read of it is not held while the answer is sent
	asked.Body = body
	if err := asked.ParseForm(); err != nil {
		return badForm(err)
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.deadline)
	defer cancel()
	var err error
	for range mostRuns {
		out.Clear()
		q := question{Request: asked, store: s.facts.Store(), remote: s.facts.Remote(), catalogue: &s.catalogue, work: s.work}
		if q.dataset, err = q.store.Dataset(ctx); err == nil {
			err = write(ctx, q, out)
		}
		out.version = q.dataset.Version
		if !errors.Is(err, alliance.ErrChanged) {
			return err
		}
	}
	out.version = ""
	return err
}

// badForm returns the error for a form that cannot be read.
func badForm(err error) error {
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
		return refusal.Errorf(http.StatusRequestEntityTooLarge, "the body is longer than %d bytes: send fewer queries at once", mostBody)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return refusal.Errorf(http.StatusRequestTimeout, "the body took too long to arrive")
	}
	if errors.Is(err, flight.ErrBusy) {
		return err
	}
	return refusal.Errorf(http.StatusBadRequest, "the form cannot be read (%v): encode it as application/x-www-form-urlencoded", err)
}
