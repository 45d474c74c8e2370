// Package reconcile turns names in a spreadsheet into ids: it implements the Reconciliation Service API 0.2 (W3C Entity
// Reconciliation Community Group, final report of 10 April 2023), which OpenRefine and its like speak, with its suggest,
// preview and data extension services.
//
// # Candidates
//
// The candidates for a query are what [alliance.Store.Search] finds for its text: actors, unless its types name events,
// conflicts or sources. An id as text finds what has that id, whatever it is, and an identifier, such as
// {"pid": "cow", "v": "365"}, the actors that have it. The score is that of package search, in hundredths; 100 if the
// identifier or the id is given. A text that ends in a year, such as Russia 1900, is read as a name at that time, too.
//
// A candidate is certain if an identifier or the id decides, or else if the text is one of its names or aliases, word for
// word as [search.Words] has them, and it contradicts nothing. It is the match if no other candidate is as certain, nor has
// the text for a name where an identifier decides; so
// the number 365, which Correlates of War gives to Russia whoever rules it, needs a time to decide.
//
// # Properties
//
// A query's properties have the ids that data extension has: name, type, country (a code, or the name of a state), the
// schemes of identifiers, and so on. One that a candidate contradicts halves its score; one that it has no value for says
// nothing; of several values, one must agree. An identifier that agrees outweighs everything but another identifier. The
// property asOf, a year or a date, leaves out what did not exist at the time, and identifiers that did not stand for it.
//
// # Types
//
// The types are those of things that can be searched for (Actor, Event, Conflict, Source) and of actors (STATE, …). A
// query's types leave out what is of none of them or, if its type_strict is all, not of all; if it is should, they halve
// the score instead.
//
// # Errors
//
// A wrong query has no candidates and an error that says why, which the specification leaves room for; the other queries
// of its batch are answered. If the request itself is wrong, or the facts cannot be had, its status is an error's and its
// body has the status "error" and a message. There is no JSONP, which the specification lets a service leave out.
package reconcile

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"entente/graph/alliance"
	"entente/graph/edge"
	"entente/graph/flight"
	"entente/graph/refusal"
	"entente/graph/room"
)

// Facts are what a handler serves. They may be replaced at any time, and are safe for concurrent use.
type Facts interface {
	// Store returns the store for one request. It answers all calls from one version of the facts; once it cannot,
	// calls fail with an error that wraps [alliance.ErrChanged], and the request is run again with another store.
	Store() alliance.Store
	// Remote reports whether calls to the store have to wait for a database.
	Remote() bool
}

// DatasetHeader is the header of an answer that has the version of the facts that it was made from.
const DatasetHeader = "Entente-Dataset"

// NewHandler returns a handler for Path and what is below it. An answer takes no longer than the deadline. Batches of
// several queries are answered as part of a group, large ones as heavy work and others as light: 503 if they cannot be. Long bodies and answers take room: 503 if there is none.
// Long answers are compressed if the client accepts that.
func NewHandler(f Facts, deadline time.Duration, work *flight.Group, rooms *room.Rooms) http.Handler {
	s := service{facts: f, deadline: deadline, work: work, rooms: rooms}
	mux := http.NewServeMux()
	for _, path := range []string{Path, Path + "/{$}"} {
		mux.HandleFunc("GET "+path, s.json(endpoint))
		mux.HandleFunc("POST "+path, s.json(endpoint))
	}
	mux.HandleFunc("GET "+Path+"/suggest/entity", s.json(found(suggestEntities)))
	mux.HandleFunc("GET "+Path+"/suggest/property", s.json(found(suggestProperties)))
	mux.HandleFunc("GET "+Path+"/suggest/type", s.json(found(suggestTypes)))
	mux.HandleFunc("GET "+Path+"/flyout/entity", s.json(found(flyoutEntity)))
	mux.HandleFunc("GET "+Path+"/flyout/property", s.json(found(flyoutProperty)))
	mux.HandleFunc("GET "+Path+"/flyout/type", s.json(found(flyoutType)))
	mux.HandleFunc("GET "+Path+"/properties", s.json(found(proposeProperties)))
	mux.HandleFunc("GET "+Path+"/preview", s.handler(preview, s.sendPage))
	mux.HandleFunc("GET "+Path+"/view", s.handler(view, redirect))
	mux.HandleFunc("/", nothing)
	return mux
}

// nothing answers requests for what there is not.
func nothing(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodPost {
		fail(w, r, "", refusal.Errorf(http.StatusNotFound, "there is nothing at %.60q: ask for the manifest at %s", r.URL.Path, Path))
		return
	}
	w.Header().Set("Allow", "GET, HEAD, POST")
	fail(w, r, "", refusal.Errorf(http.StatusMethodNotAllowed, "%.20q is not a way to ask: use GET or POST", r.Method))
}

// Path is the path of the endpoint.
const Path = "/reconcile"

// A question is a request with the data set that it is answered from.
type question struct {
	*http.Request
	store     alliance.Store
	dataset   alliance.Dataset
	remote    bool
	catalogue *catalogue
	work      *flight.Group
}

// endpoint answers requests to the endpoint itself: queries, a data extension, or the manifest.
func endpoint(ctx context.Context, q question, out *answer) error {
	switch {
	case q.Form.Has("queries"):
		return reconcile(ctx, q, out)
	case q.Form.Has("extend"):
		return extend(ctx, q, out)
	case q.Method == http.MethodPost:
		return refusal.Errorf(http.StatusBadRequest,
			`the form has neither "queries" nor "extend": send a batch of queries, in JSON, as application/x-www-form-urlencoded`)
	}
	return cmp.Or(out.encode(newManifest(edge.Base(q.Request), &q.dataset)), out.print("\n"))
}
