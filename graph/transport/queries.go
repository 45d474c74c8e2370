package transport

import (
	"cmp"
	"errors"
	"net/http"

	"entente/graph/refusal"
)

// Operations are the documents that a server trusts, if it answers nothing else.
type Operations interface {
	// Find returns the document with an id, if there is one.
	Find(id string) (document string, ok bool)
	// Trusts reports whether a document is one of these, perhaps laid out in another way.
	Trusts(document string) bool
	// Names returns the names of the operations in them.
	Names() []string
}

// ErrOperations is the error for a request with a query that is not among the only ones that the server answers.
var ErrOperations = errors.New("not a trusted document")

// errUntrusted is [ErrOperations] in words, with its status.
func errUntrusted() error {
	return &refused{ErrOperations, refusal.Errorf(http.StatusForbidden, "this server answers only the operations that it was started with (--operations), and this is none of them")}
}

// resolve gives a request its query, if it has sent an id or a digest for it, and refuses a query that may not be asked. Taken is to
// be called once it is answered.
func (h *HTTP) resolve(r *request, method string) (taken func(), err error) {
	taken = func() {}
	named := r.Extensions["persistedQuery"] != nil
	switch {
	case h.Operations != nil:
		err = trusted(h.Operations, r)
	case named && h.Persisted != nil:
		var d digest
		d, err = h.Persisted.resolve(r)
		taken = func() { h.Persisted.take(d, r.Query) }
	case r.Query == "" && (named || r.document != ""):
		err = ErrPersistedQuery
	}
	switch {
	case err != nil || r.Query != "":
		return taken, err
	case method == http.MethodPost:
		return nil, refusef(http.StatusBadRequest, "the body has no query")
	}
	return nil, refusef(http.StatusBadRequest, "there is no query: send one as ?query= or by POST")
}

// trusted gives a request the trusted document that it names, or checks the one that it has.
func trusted(o Operations, r *request) error {
	if r.Query != "" {
		if !o.Trusts(r.Query) {
			return errUntrusted()
		}
		return nil
	}
	fields, _ := r.Extensions["persistedQuery"].(map[string]any)
	hash, _ := fields["sha256Hash"].(string)
	id := cmp.Or(r.document, hash)
	if id == "" {
		return nil // there is no query, which the caller says
	}
	document, ok := o.Find(id)
	if !ok {
		return ErrUnknownQuery
	}
	r.Query = document
	return nil
}
