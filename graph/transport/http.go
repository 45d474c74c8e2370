// Package transport implements GraphQL over HTTP, following its specification (draft of 2025), and over server-sent
// events, in the distinct connections mode of the graphql-sse protocol. gqlgen's own transports deviate from both in
// what they accept and in their status codes, and scan each answer once more when they write it.
//
// Finished answers can be kept: see [Kept]. All clients share what is kept. That reveals nothing, since answers do not
// depend on who asks: there are no users, cookies or other secrets in requests or in answers. For the same reason, an
// answer that contains what a client sent may be compressed: there is nothing to guess from its length, as the attack BREACH
// does. How fast an answer comes tells a client that somebody asked the same before, but not who.
package transport

import (
	"context"
	"encoding/json"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// maxRuns is the maximum number of times that a request is run if the facts keep changing.
const maxRuns = 5

// HTTP serves GET and POST requests, with answers in the media type that they accept. Its own errors match [ErrRequest]
// or [ErrPersistedQuery]; the server's error presenter gives them a code. An HTTP must not be copied after first use.
type HTTP struct {
	// Pin returns the context in which a request is run, pinned to one version of the facts.
	Pin func(context.Context) context.Context
	// Changed reports whether a response failed because the facts changed in the meantime: the request is then pinned
	// and run again.
	Changed func(*graphql.Response) bool
	// Deadline is the time limit for the answer to a query.
	Deadline time.Duration
	// Kept are the answers that need not be made again; nil means that none are kept.
	Kept *Kept
	// Edition returns the edition of the facts that the context of a request is pinned to, if it is known to be the newest. It
	// is asked again once the answer is there, and then unknown if the answer depends on more than the facts.
	Edition func(context.Context) (Edition, bool)

	streams  atomic.Int32
	encoders encoders
}

var _ graphql.Transport = (*HTTP)(nil)

// Supports implements [graphql.Transport]. It takes every request, to explain what is wrong with invalid ones.
func (*HTTP) Supports(*http.Request) bool { return true }

// Do implements [graphql.Transport].
func (h *HTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	ctx, cancel := context.WithTimeout(r.Context(), h.Deadline)
	defer cancel()
	w.Header().Add("Vary", "Accept, Accept-Encoding")
	x := exchange{w: w, r: r, exec: exec, encoders: &h.encoders, accepts: negotiate(r.Header)}
	params, err := x.begin()
	if err != nil {
		x.send(x.finish(x.refuse(h.Pin(ctx), err)))
		return
	}
	var asked *question
	if h.Kept != nil && x.accepts.media != typeStream {
		asked = questionOf(params, x.accepts.encodings)
	}
	for run := 1; ; run++ {
		pinned := h.Pin(ctx)
		if kept := h.find(pinned, asked); kept != nil {
			x.send(kept)
			return
		}
		op, a := x.answer(pinned, params)
		switch {
		case a == nil:
			h.subscribe(r.Context(), x, op)
			return
		case run < maxRuns && h.Changed(a.response):
		case a.ran != "" && x.accepts.media == typeStream:
			x.stream(r.Context(), graphql.OneShot(a.response))
			return
		default:
			f := x.finish(a)
			x.send(f)
			h.keep(pinned, asked, a, f)
			return
		}
	}
}

// find returns the answer to a question if it is kept and from the newest edition of the facts. Only if it is kept, the edition
// is asked for: what is not is answered as if nothing ever were.
func (h *HTTP) find(ctx context.Context, asked *question) *finished {
	if asked == nil {
		return nil
	}
	f, from := h.Kept.find(*asked)
	if f == nil {
		return nil
	}
	switch now, known := h.Edition(ctx); {
	case !known:
		return nil
	case now != from:
		h.Kept.turn(now, h.newest(ctx))
		return nil
	}
	return f
}

// newest returns a function that returns the newest edition, if it is known.
func (h *HTTP) newest(ctx context.Context) func() (Edition, bool) {
	return func() (Edition, bool) { return h.Edition(h.Pin(ctx)) }
}

// keep keeps the finished answer to a question, if it is one.
func (h *HTTP) keep(ctx context.Context, asked *question, a *answer, f *finished) {
	if asked == nil || !a.whole() {
		return
	}
	from, known := h.Edition(ctx)
	if !known || a.response.Extensions["dataset"] != from.Version {
		return
	}
	h.Kept.keep(*asked, f, from, h.newest(ctx))
}

// An exchange is a request and the writer of its answer.
type exchange struct {
	w        http.ResponseWriter
	r        *http.Request
	exec     graphql.GraphExecutor
	encoders *encoders
	accepts  acceptance
}

// An answer is a response and its status.
type answer struct {
	status   int
	response *graphql.Response
	// ran is the kind of the operation whose result the response is, empty if it is a refusal.
	ran ast.Operation
}

// whole reports whether an answer is a query's, has no errors, and says no more about its facts than which they are.
func (a *answer) whole() bool {
	return a.ran == ast.Query && len(a.response.Errors) == 0 && len(a.response.Extensions) == 1
}

// begin reads the parameters of a request, if the client accepts a media type of answers.
func (x exchange) begin() (*graphql.RawParams, error) {
	if x.accepts.media == "" {
		return nil, refusef(http.StatusNotAcceptable, "answers are %s or %s: name one in Accept", typeResponse, typeJSON)
	}
	if x.accepts.best == encodingNone && !x.accepts.plain {
		return nil, refusef(http.StatusNotAcceptable, "answers are in %s, %s or identity: name one in Accept-Encoding", encodingZstd, encodingGzip)
	}
	params, err := readParams(x.w, x.r)
	if err != nil {
		return nil, err
	}
	params.Headers = x.r.Header
	return params, nil
}

// answer prepares and runs a query. For a subscription, it returns only the operation.
func (x exchange) answer(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, *answer) {
	op, refused := x.prepare(ctx, params)
	if refused != nil || op.Operation.Operation == ast.Subscription {
		return op, refused
	}
	return op, x.run(ctx, op)
}

// prepare parses and checks a query, or returns the answer that refuses it.
func (x exchange) prepare(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, *answer) {
	op, errs := parse(ctx, x.exec, params)
	switch {
	case errs != nil:
		return op, &answer{x.accepts.invalid(), x.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs), ""}
	case op.Operation.Operation == ast.Subscription && !x.accepts.stream:
		return op, x.refuse(ctx, refusef(http.StatusNotAcceptable, "a subscription is answered as %s: name it in Accept", typeStream))
	case op.Operation.Operation == ast.Mutation && x.r.Method != http.MethodPost:
		x.w.Header().Set("Allow", http.MethodPost)
		return op, x.refuse(ctx, refusef(http.StatusMethodNotAllowed, "%s is for queries only: use POST", x.r.Method))
	}
	return op, nil
}

// parse parses and validates a query and its variables.
func parse(ctx context.Context, exec graphql.GraphExecutor, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	for name, v := range params.Variables {
		params.Variables[name] = exact(v)
	}
	op, errs := exec.CreateOperationContext(ctx, params)
	if op.Doc != nil && op.Operation == nil {
		errs = unknownOperation(op)
	}
	return op, errs
}

// run runs a query.
func (x exchange) run(ctx context.Context, op *graphql.OperationContext) *answer {
	next, ctx := x.exec.DispatchOperation(ctx, op)
	response := next(ctx)
	if err := ctx.Err(); err != nil { // the answer is incomplete
		response = x.exec.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(err)})
		response.Data = json.RawMessage("null")
	}
	return &answer{http.StatusOK, response, op.Operation.Operation}
}

// refuse returns the answer to an invalid request.
func (x exchange) refuse(ctx context.Context, err error) *answer {
	return &answer{statusOf(err), x.exec.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(err)}), ""}
}
