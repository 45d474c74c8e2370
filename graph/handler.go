package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/alliance"
	"entente/graph/generated"
	"entente/graph/plain"
	"entente/graph/transport"
)

// Deadline is the time limit for answering a request.
const Deadline = 10 * time.Second

// cachedQueries is the number of parsed and validated query documents to cache.
const cachedQueries = 500

// Facts are what a handler serves. They may be replaced at any time, and are safe for concurrent use.
type Facts interface {
	// Store returns the store for one request. It answers all calls from one version of the facts; once it cannot,
	// calls fail with an error that wraps [alliance.ErrChanged], and the request is run again with another store.
	Store() alliance.Store
	// Remote reports whether calls to the store are slow enough that the items of a list should be resolved
	// concurrently.
	Remote() bool
	// Replacements returns a channel that receives the data set each time the facts are replaced. It is closed when the
	// context is done or the server stops.
	Replacements(context.Context) <-chan *alliance.Dataset
}

// NewHandler returns a handler for GraphQL over HTTP (GET and POST), with subscriptions as server-sent events. Every
// answer has the version of the facts that it was made from in extensions.dataset, and takes no longer than the
// deadline. If the facts may not be current any more, extensions.stale is true. HTTP has no header for that: RFC 9111
// (section 5.5) took Warning away.
func NewHandler(f Facts, deadline time.Duration, options ...Option) http.Handler {
	server := newServer(f, deadline, options...)
	server.Use(&plain.Extension{Fields: generated.PlainFields, Refuses: hasNull})
	return server
}

// newServer returns the server that [NewHandler] makes, with all fields resolved by gqlgen.
func newServer(f Facts, deadline time.Duration, options ...Option) *handler.Server {
	server := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: newRoot(f)}))
	a := answering{f}
	over := &transport.HTTP{Pin: a.pin, Changed: changed, Deadline: deadline, Edition: edition}
	for _, o := range options {
		o(over)
	}
	server.AddTransport(over)
	server.SetErrorPresenter(presentError)
	server.SetParserTokenLimit(maxTokens)
	server.SetQueryCache(documents{lru.New[*ast.QueryDocument](cachedQueries)})
	for _, e := range extensions() {
		server.Use(e)
	}
	server.AroundResponses(a.citeDataset)
	return server
}

// An Option changes how a handler answers.
type Option func(*transport.HTTP)

// KeepAnswers has a handler keep finished answers, and answer from them when the same is asked again of the same facts. They
// take at most the given memory, in bytes; 0 keeps none, which is the default.
func KeepAnswers(budget uint64) Option {
	return func(h *transport.HTTP) { h.Kept = transport.NewKept(budget) }
}

// edition returns the edition of the facts that a request is pinned to, if it is known to be the newest, and an answer from it
// would be the same at any time.
func edition(ctx context.Context) (transport.Edition, bool) {
	if isHurried(ctx) {
		return transport.Edition{}, false
	}
	store := storeOf(ctx)
	d, err := store.Dataset(ctx)
	if err != nil {
		return transport.Edition{}, false
	}
	_, why := alliance.Staleness(store)
	return transport.Edition{Version: d.Version, Store: d.Store, LoadedAt: d.LoadedAt.UnixNano()}, why == nil
}

// answering answers requests from facts.
type answering struct{ facts Facts }

// pin returns the context of a request, pinned to the current store, which begins to answer.
func (a answering) pin(ctx context.Context) context.Context {
	store := a.facts.Store()
	alliance.Begin(ctx, store)
	return withStore(plain.Begin(ctx, a.facts.Remote(), maxItems), store)
}

// changed reports whether a response failed because the facts changed in the meantime.
func changed(r *graphql.Response) bool { return failed(r, CodeChanged) }

// failed reports whether a response has an error with the code.
func failed(r *graphql.Response, code string) bool {
	return slices.ContainsFunc(r.Errors, func(e *gqlerror.Error) bool { return e.Extensions["code"] == code })
}

// citeDataset adds the version of the facts to a response, which makes it citable, and sorts its errors. It asks for
// the version last, when a store that has to look it up has done so. A subscription outlives the facts that it began
// with, so it uses the current ones.
func (a answering) citeDataset(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response == nil {
		return nil
	}
	// Root fields are resolved concurrently, so the order of their errors is random.
	slices.SortStableFunc(response.Errors, func(e, f *gqlerror.Error) int { return strings.Compare(e.Path.String(), f.Path.String()) })
	if failed(response, CodeUnavailable) { // another call would time out as well
		return response
	}
	store := storeOf(ctx)
	if subscribed(ctx) {
		store = a.facts.Store()
	}
	switch d, err := store.Dataset(ctx); {
	case errors.Is(err, alliance.ErrChanged): // what was answered does not count
		response.Errors, response.Data = gqlerror.List{presentError(ctx, err)}, json.RawMessage("null")
	case err == nil:
		response.Extensions = map[string]any{"dataset": d.Version}
		if _, why := alliance.Staleness(store); why != nil {
			response.Extensions["stale"] = true
		}
	}
	return response
}

// subscribed reports whether the operation is a subscription.
func subscribed(ctx context.Context) bool {
	if !graphql.HasOperationContext(ctx) {
		return false
	}
	op := graphql.GetOperationContext(ctx).Operation
	return op != nil && op.Operation == ast.Subscription
}
