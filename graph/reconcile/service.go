package reconcile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/refusal"
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
}

// An answerer answers a question.
type answerer[T any] func(context.Context, question) (T, error)

// json returns a handler that sends answers as JSON.
func (s *service) json(answer answerer[any]) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		got, version, err := ask(s, w, r, answer)
		if err != nil {
			fail(w, r, version, err)
			return
		}
		send(w, http.StatusOK, version, got)
	}
}

// send sends an answer as JSON, with the version of the facts that it was made from, unless that is unknown.
func send(w http.ResponseWriter, status int, version string, answer any) {
	var body bytes.Buffer
	if err := json.NewEncoder(&body).Encode(answer); err != nil {
		panic(err) // answers are texts, numbers and lists of them
	}
	header(w, version, "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes())
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

// ask reads the form of a request and answers it, from one version of the facts, which it returns too.
func ask[T any](s *service, w http.ResponseWriter, r *http.Request, answer answerer[T]) (got T, version string, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, mostBody)
	if err := r.ParseForm(); err != nil {
		return got, "", badForm(err)
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.deadline)
	defer cancel()
	for range mostRuns {
		q := question{Request: r, store: s.facts.Store(), catalogue: &s.catalogue, work: s.work}
		if q.dataset, err = q.store.Dataset(ctx); err == nil {
			got, err = answer(ctx, q)
		}
		if !errors.Is(err, alliance.ErrChanged) {
			return got, q.dataset.Version, err
		}
	}
	return got, "", err
}

// badForm returns the error for a form that cannot be read.
func badForm(err error) error {
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
		return refusal.Errorf(http.StatusRequestEntityTooLarge, "the body is longer than %d bytes: send fewer queries at once", mostBody)
	}
	return refusal.Errorf(http.StatusBadRequest, "the form cannot be read (%v): encode it as application/x-www-form-urlencoded", err)
}
