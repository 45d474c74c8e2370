// Package transport is GraphQL over HTTP, as its specification has it (draft of 2025), and over server-sent events, in the
// distinct connections mode of the graphql-sse protocol. gqlgen's own transports differ from both in what they accept and
// in their status codes, and read each answer through once more on its way out.
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

// maxRuns is how often a request is run whose facts change under it.
const maxRuns = 5

// HTTP takes requests by GET and POST and answers them in the media type that they accept. Errors of its own match
// [ErrRequest] or [ErrPersistedQuery]; the server's error presenter gives them a code. It must not be copied once used.
type HTTP struct {
	// Pin returns the context in which a request is run, with the facts that all of its answer comes from.
	Pin func(context.Context) context.Context
	// Changed reports whether a response failed because the facts changed while it was made: the request is then pinned
	// and run anew.
	Changed func(*graphql.Response) bool
	// Deadline is how long the answer to a query may take.
	Deadline time.Duration

	streams atomic.Int32
}

var _ graphql.Transport = (*HTTP)(nil)

// Supports implements [graphql.Transport]. It takes every request, to explain what one for GraphQL is.
func (*HTTP) Supports(*http.Request) bool { return true }

// Do implements [graphql.Transport].
func (h *HTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	ctx, cancel := context.WithTimeout(r.Context(), h.Deadline)
	defer cancel()
	w.Header().Add("Vary", "Accept")
	x := exchange{w: w, r: r, exec: exec, accepts: negotiate(r.Header.Values("Accept"))}
	params, err := x.begin()
	if err != nil {
		x.write(r.Context(), x.refuse(h.Pin(ctx), err))
		return
	}
	for run := 1; ; run++ {
		op, a := x.answer(h.Pin(ctx), params)
		switch {
		case a == nil:
			h.subscribe(r.Context(), x, op)
			return
		case run == maxRuns || !h.Changed(a.response):
			x.write(r.Context(), a)
			return
		}
	}
}

// An exchange is one request and where its answer goes.
type exchange struct {
	w       http.ResponseWriter
	r       *http.Request
	exec    graphql.GraphExecutor
	accepts acceptance
}

// An answer is a response and its status.
type answer struct {
	status   int
	response *graphql.Response
	// ran is set if the response is the result of a query, and not why there is none.
	ran bool
}

// begin reads the parameters of a request, if the answer can be in a form that the client accepts.
func (x exchange) begin() (*graphql.RawParams, error) {
	if x.accepts.media == "" {
		return nil, refusef(http.StatusNotAcceptable, "answers are %s or %s: name one in Accept", typeResponse, typeJSON)
	}
	params, err := readParams(x.w, x.r)
	if err != nil {
		return nil, err
	}
	params.Headers = x.r.Header
	for name, v := range params.Variables {
		params.Variables[name] = exact(v)
	}
	return params, nil
}

// answer prepares and runs a query. Of a subscription, it returns only what it is.
func (x exchange) answer(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, *answer) {
	op, refused := x.prepare(ctx, params)
	if refused != nil || op.Operation.Operation == ast.Subscription {
		return op, refused
	}
	return op, x.run(ctx, op)
}

// prepare parses and checks a query, or returns the answer that refuses it.
func (x exchange) prepare(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, *answer) {
	op, errs := x.exec.CreateOperationContext(ctx, params)
	if op.Doc != nil && op.Operation == nil {
		errs = unknownOperation(op)
	}
	switch {
	case errs != nil:
		return op, &answer{x.accepts.invalid(), x.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs), false}
	case op.Operation.Operation == ast.Subscription && !x.accepts.stream:
		return op, x.refuse(ctx, refusef(http.StatusNotAcceptable, "a subscription is answered as %s: name it in Accept", typeStream))
	case op.Operation.Operation == ast.Mutation && x.r.Method != http.MethodPost:
		x.w.Header().Set("Allow", http.MethodPost)
		return op, x.refuse(ctx, refusef(http.StatusMethodNotAllowed, "only queries are asked by %s: POST this", x.r.Method))
	}
	return op, nil
}

// run runs a query.
func (x exchange) run(ctx context.Context, op *graphql.OperationContext) *answer {
	next, ctx := x.exec.DispatchOperation(ctx, op)
	response := next(ctx)
	if err := ctx.Err(); err != nil { // what there is of an answer is not one
		response = x.exec.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(err)})
		response.Data = json.RawMessage("null")
	}
	return &answer{http.StatusOK, response, true}
}

// refuse returns the answer to a request that is not one for GraphQL.
func (x exchange) refuse(ctx context.Context, err error) *answer {
	return &answer{statusOf(err), x.exec.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(err)}), false}
}
