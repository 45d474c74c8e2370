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
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/coding"
	"entente/graph/observe/record"
	"entente/graph/room"
)

// maxRuns is the maximum number of times that a request is run if the facts keep changing.
const maxRuns = 5

// HTTP serves GET and POST requests, with answers in the media type that they accept. Its own errors match [ErrRequest],
// [ErrPersistedQuery] or [ErrStreams]; the server's error presenter gives them a code. An HTTP must not be copied after first use.
type HTTP struct {
	// Pin returns the context in which a request is run, pinned to one version of the facts.
	Pin func(context.Context) context.Context
	// Follow returns the context in which a response to a subscription is made, pinned to the version of the facts that is the
	// newest when they are first needed.
	Follow func(context.Context) context.Context
	// Changed reports whether a response failed because the facts changed in the meantime: the request is then pinned
	// and run again.
	Changed func(*graphql.Response) bool
	// Busy returns the number of seconds after which a request may be sent again if its response failed only because the server
	// had too much else to compute, otherwise 0.
	Busy func(*graphql.Response) int
	// Away is Busy for a response that failed only because there are no facts to answer from at the moment.
	Away func(*graphql.Response) int
	// Deadline is the time limit for the answer to a query.
	Deadline time.Duration
	// StreamsPerClient is how many concurrent subscriptions a client may have; 0 means any number up to that of all clients.
	StreamsPerClient int
	// Kept are the answers that need not be made again; nil means that none are kept.
	Kept *Kept
	// Persisted are the queries that may be asked by their digest; nil means that there are none.
	Persisted *Persisted
	// Operations are the only documents that are answered, unless nil. Persisted is not used then.
	Operations Operations
	// Edition returns the edition of the facts that the context of a request is pinned to, if it is known to be the newest. It
	// is asked again once the answer is there, and then unknown if the answer depends on more than the facts.
	Edition func(context.Context) (Edition, bool)
	// Rooms are those that answers and bodies take.
	Rooms *room.Rooms

	streams  streams
	encoders coding.Encoders
}

var _ graphql.Transport = (*HTTP)(nil)

// Supports implements [graphql.Transport]. It takes every request, to explain what is wrong with invalid ones.
func (*HTTP) Supports(*http.Request) bool { return true }

// Do implements [graphql.Transport].
func (h *HTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	held := h.Rooms.Answer(r.RemoteAddr)
	defer held.Clear()
	unlimited := context.WithValue(r.Context(), placeKey{}, held)
	ctx, cancel := context.WithTimeout(unlimited, h.Deadline)
	defer cancel()
	r = r.WithContext(unlimited)
	coding.Vary(w.Header(), "Accept", "Accept-Encoding")
	x := exchange{w: w, r: r, exec: exec, encoders: &h.encoders, accepts: negotiate(r.Header)}
	params, taken, err := h.begin(x)
	if err != nil {
		h.refuse(ctx, x, err)
		return
	}
	record.Of(ctx).Asked(params.Query)
	var asked *question
	if x.accepts.media != typeStream && (h.Kept != nil || x.reads()) {
		asked = questionOf(params, x.accepts.coding)
	}
	for run := 1; ; run++ {
		pinned := h.Pin(ctx)
		if h.unchanged(pinned, x, asked) {
			return
		}
		if kept, from := h.find(pinned, asked); kept != nil {
			taken()
			record.Of(ctx).Sent(kept.about)
			cancel()
			x.sendTagged(kept, x.tag(asked, from))
			return
		}
		op, a := x.answer(pinned, params)
		if a == nil || a.ran != "" {
			taken()
		}
		if a != nil {
			h.statusFor(x, a)
		}
		switch {
		case a == nil:
			h.subscribe(r.Context(), x, op) //nolint:contextcheck // it has no deadline
			return
		case run < maxRuns && h.Changed(a.response):
		case a.ran != "" && x.accepts.media == typeStream:
			x.stream(r.Context(), graphql.OneShot(a.response)) //nolint:contextcheck // it has no deadline
			return
		default:
			f, tag := h.finish(pinned, x, asked, a)
			cancel() // nothing of the request but its bytes is to be held while the client reads
			x.sendTagged(f, tag)
			return
		}
	}
}

// refuse sends the answer to a request that is not answered.
func (h *HTTP) refuse(ctx context.Context, x exchange, err error) {
	a := x.refuse(h.Pin(ctx), err)
	h.statusFor(x, a)
	x.send(x.finish(ctx, a))
}

// statusFor sets the status of an answer without data that failed because the server is busy or has no facts, and when to try again.
// In [typeJSON], an answer that has no facts stays OK, as the specification has it for legacy clients, which take any other status
// for that of a proxy: they would not read why.
func (h *HTTP) statusFor(x exchange, a *answer) {
	after := h.Busy(a.response)
	if x.accepts.media == typeResponse {
		after = max(after, h.Away(a.response))
	}
	if after > 0 && a.empty() {
		a.status = http.StatusServiceUnavailable
		x.w.Header().Set("Retry-After", strconv.Itoa(after))
	}
}

// find returns the answer to a question and the edition that it is from, if it is kept and that is the newest edition of the facts.
// Only if it is kept, the edition is asked for: what is not is answered as if nothing ever were.
func (h *HTTP) find(ctx context.Context, asked *question) (*finished, Edition) {
	if asked == nil || h.Kept == nil {
		return nil, Edition{}
	}
	f, from := h.Kept.find(*asked)
	if f == nil {
		return nil, Edition{}
	}
	switch now, known := h.Edition(ctx); {
	case !known:
		return nil, Edition{}
	case now != from:
		h.Kept.turn(now, h.newest(ctx))
		return nil, Edition{}
	}
	return f, from
}

// Drop drops what is kept from other editions of the facts than the newest.
func (h *HTTP) Drop(ctx context.Context) {
	if h.Kept == nil {
		return
	}
	newest := h.newest(ctx)
	if now, known := newest(); known {
		h.Kept.turn(now, newest)
	}
}

// newest returns a function that returns the newest edition, if it is known.
func (h *HTTP) newest(ctx context.Context) func() (Edition, bool) {
	return func() (Edition, bool) { return h.Edition(h.Pin(ctx)) }
}

// finish returns an answer as it is to be sent. One that is whole, and from the newest edition of the facts, is kept, and has a
// tag if the request only asks.
func (h *HTTP) finish(ctx context.Context, x exchange, asked *question, a *answer) (f *finished, tag string) {
	f = x.finish(ctx, a)
	if asked == nil || !a.whole() {
		return f, ""
	}
	from, known := h.Edition(ctx)
	if !known || a.response.Extensions["dataset"] != from.Version {
		return f, ""
	}
	f.about = record.Of(ctx).Operation()
	if h.Kept != nil {
		h.Kept.keep(*asked, f, from, h.newest(ctx))
	}
	return f, x.tag(asked, from)
}

// An exchange is a request and the writer of its answer.
type exchange struct {
	w        http.ResponseWriter
	r        *http.Request
	exec     graphql.GraphExecutor
	encoders *coding.Encoders
	accepts  acceptance
}

// An answer is a response and its status.
type answer struct {
	status   int
	response *graphql.Response
	// ran is the kind of the operation whose result the response is, empty if it is a refusal.
	ran ast.Operation
}

// whole reports whether an answer is a query's, has no errors, and says no more about its facts than which they are. What the
// query cost depends on nothing else.
func (a *answer) whole() bool {
	for name := range a.response.Extensions {
		if name != "dataset" && name != "cost" {
			return false
		}
	}
	return a.ran == ast.Query && len(a.response.Errors) == 0
}

// empty reports whether an answer has no data: every field of the query is null.
func (a *answer) empty() bool {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(a.response.Data, &fields); err != nil {
		return len(a.response.Data) == 0
	}
	for _, value := range fields {
		if string(value) != "null" {
			return false
		}
	}
	return true
}

// begin reads the parameters of a request, if the client accepts a media type of answers. Taken is to be called once its query was
// found to be good.
func (h *HTTP) begin(x exchange) (params *graphql.RawParams, taken func(), err error) {
	if x.accepts.media == "" {
		return nil, nil, refusef(http.StatusNotAcceptable, "answers are %s or %s: name one in Accept", typeResponse, typeJSON)
	}
	if !x.accepts.coding.Any() {
		return nil, nil, refusef(http.StatusNotAcceptable, "answers are in %s, %s, %s or identity: name one in Accept-Encoding", coding.Zstd, coding.Brotli, coding.Gzip)
	}
	asked, err := h.readRequest(x.w, x.r)
	if err != nil {
		return nil, nil, err
	}
	asked.Headers = x.r.Header
	taken, err = h.resolve(asked, x.r.Method)
	return asked.RawParams, taken, err
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
	if err := context.Cause(ctx); err != nil { // the answer is incomplete
		response = x.exec.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(err)})
		response.Data = json.RawMessage("null")
	}
	return &answer{http.StatusOK, response, op.Operation.Operation}
}

// refuse returns the answer to an invalid request.
func (x exchange) refuse(ctx context.Context, err error) *answer {
	return &answer{statusOf(err), x.exec.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(err)}), ""}
}
