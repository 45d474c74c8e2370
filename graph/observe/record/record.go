// Package record keeps what is told of a request in logs, metrics and traces while it is answered. Whoever knows something
// notes it in the record that the context has; nobody reads it but the outermost handler.
//
// A record never has variables, nor anything else that a client sent but the name of its operation and the text of its query,
// of which only the digest is told.
package record

import (
	"context"
	"strings"
	"sync"
)

// maxName is the maximum length of the name of an operation, in bytes; what is longer is cut.
const maxName = 100

// An Operation is what is known of a GraphQL operation and its answer.
type Operation struct {
	// Name is that in the query, which may be empty. Kind is `query`, `mutation` or `subscription`.
	Name, Kind string
	// Cost is what was charged for it, 0 if that is not known.
	Cost int
	// Dataset is the version of the facts that the answer is from.
	Dataset string
}

// Facts are all that is known of a request.
type Facts struct {
	Operation
	// Route is the pattern of the handler that answered.
	Route string
	// Client is the address of the client.
	Client string
	// Query is the text of the query, empty for requests that have none.
	Query string
	// Codes are those of the errors in the answer.
	Codes []string
	// Kept says that the answer was made for an earlier request.
	Kept bool
	// Stream says that the answer is a stream of events.
	Stream bool
}

// A Record is what is known of a request so far. It is safe for concurrent use; a nil record takes notes of nothing.
type Record struct {
	// ID is the id of the request.
	ID string

	mu    sync.Mutex
	facts Facts
}

// key is the context key of a *Record.
type key struct{}

// With returns a context that has the record.
func (r *Record) With(ctx context.Context) context.Context { return context.WithValue(ctx, key{}, r) }

// Of returns the record that the context has, or nil.
func Of(ctx context.Context) *Record {
	r, _ := ctx.Value(key{}).(*Record)
	return r
}

// ID returns the id of the request that the context is of, empty if there is none.
func ID(ctx context.Context) string {
	if r := Of(ctx); r != nil {
		return r.ID
	}
	return ""
}

// Facts returns what is known.
func (r *Record) Facts() Facts {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.facts
}

// note calls change with what is known.
func (r *Record) note(change func(*Facts)) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.facts)
}

// Arrived notes which handler answers, and for whom.
func (r *Record) Arrived(route, client string) {
	r.note(func(f *Facts) { f.Route, f.Client = route, client })
}

// Asked notes the text of the query.
func (r *Record) Asked(query string) { r.note(func(f *Facts) { f.Query = query }) }

// Streams notes that the answer is a stream of events.
func (r *Record) Streams() { r.note(func(f *Facts) { f.Stream = true }) }

// Ran notes an operation and the codes of the errors in its answer, which replaces what was noted of an earlier run.
func (r *Record) Ran(o Operation, codes []string) {
	r.note(func(f *Facts) { f.Operation, f.Codes = o, codes })
}

// Sent notes that the answer to an operation is one that was kept.
func (r *Record) Sent(o Operation) {
	r.note(func(f *Facts) { f.Operation, f.Codes, f.Kept = o, nil, true })
}

// Operation returns what is known of the operation, in memory of its own, for who keeps it longer than the request.
func (r *Record) Operation() Operation {
	if r == nil {
		return Operation{}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.facts.Operation
	o.Name = strings.Clone(o.Name)
	return o
}

// CutName returns the name of an operation, cut if it is long.
func CutName(name string) string { return name[:min(len(name), maxName)] }

// Failure returns what a client is told about an error that only the log explains, where the id leads to it.
func Failure(ctx context.Context) string {
	const message = "internal error: see the server's log"
	if id := ID(ctx); id != "" {
		return message + ", request " + id
	}
	return message
}
