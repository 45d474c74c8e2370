package graph

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/alliance"
	"entente/graph/generated"
	"entente/graph/transport"
	"entente/graph/wire"
)

// Deadline is how long a server lets the answer to one request take.
const Deadline = 10 * time.Second

// cachedQueries is how many query documents are kept parsed and validated.
const cachedQueries = 500

// Facts are what a handler answers from. They may be replaced meanwhile, and are safe for concurrent use.
type Facts interface {
	// Store returns the store for one request: all that the request asks it is answered from the same facts, or fails with
	// an error that wraps [alliance.ErrChanged]; then the request is run anew, with another store.
	Store() alliance.Store
	// Remote reports whether the store's answers have to be waited for: the items of a list then ask at the same time.
	Remote() bool
	// Replacements returns a channel that receives the data set each time that other facts are served, until the context is
	// done or the server stops, which closes it.
	Replacements(context.Context) <-chan *alliance.Dataset
}

// NewHandler answers GraphQL over HTTP (GET and POST), subscriptions as server-sent events. Every answer carries the
// version of the facts that it was made from in extensions.dataset, and takes no longer than the deadline.
func NewHandler(f Facts, deadline time.Duration) http.Handler {
	server := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: newRoot(f)}))
	a := answering{f}
	server.AddTransport(&transport.HTTP{Pin: a.pin, Changed: changed, Deadline: deadline})
	server.SetErrorPresenter(presentError)
	server.SetParserTokenLimit(maxTokens)
	server.SetQueryCache(smallQueries{lru.New[*ast.QueryDocument](cachedQueries)})
	server.Use(extension.Introspection{})
	server.Use(&inputs{})
	server.Use(&limits{})
	server.AroundResponses(a.citeDataset)
	return server
}

// answering makes answers of facts.
type answering struct{ facts Facts }

// pin makes the context in which a request is answered from the store as it is now.
func (a answering) pin(ctx context.Context) context.Context {
	return withStore(wire.Begin(ctx, a.facts.Remote(), maxItems), a.facts.Store())
}

// changed reports whether a response failed because the facts changed while it was made.
func changed(r *graphql.Response) bool { return failed(r, CodeChanged) }

// failed reports whether a response has an error with the code.
func failed(r *graphql.Response, code string) bool {
	return slices.ContainsFunc(r.Errors, func(e *gqlerror.Error) bool { return e.Extensions["code"] == code })
}

// citeDataset adds the version of the facts to a response, so that an answer can be cited, and puts its errors in order. It
// asks last: by then a store that had to look knows it. A subscription outlives the facts that it began with.
func (a answering) citeDataset(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response == nil {
		return nil
	}
	// Root fields are answered at the same time: which of them fails first says nothing.
	slices.SortStableFunc(response.Errors, func(e, f *gqlerror.Error) int { return strings.Compare(e.Path.String(), f.Path.String()) })
	if failed(response, CodeUnavailable) { // asked once more, the store would take its time once more
		return response
	}
	store := storeOf(ctx)
	if subscribed(ctx) {
		store = a.facts.Store()
	}
	if d, err := store.Dataset(ctx); err == nil {
		response.Extensions = map[string]any{"dataset": d.Version}
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
