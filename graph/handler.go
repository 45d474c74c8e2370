package graph

import (
	"context"
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
	"entente/graph/transport"
	"entente/graph/wire"
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
func NewHandler(f Facts, deadline time.Duration) http.Handler {
	server := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: newRoot(f)}))
	a := answering{f}
	server.AddTransport(&transport.HTTP{Pin: a.pin, Changed: changed, Deadline: deadline})
	server.SetErrorPresenter(presentError)
	server.SetParserTokenLimit(maxTokens)
	server.SetQueryCache(smallQueries{lru.New[*ast.QueryDocument](cachedQueries)})
	for _, e := range extensions() {
		server.Use(e)
	}
	server.AroundResponses(a.citeDataset)
	return server
}

// answering answers requests from facts.
type answering struct{ facts Facts }

// pin returns the context of a request, pinned to the current store.
func (a answering) pin(ctx context.Context) context.Context {
	return withStore(wire.Begin(ctx, a.facts.Remote(), maxItems), a.facts.Store())
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
	if d, err := store.Dataset(ctx); err == nil {
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
