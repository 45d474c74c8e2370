package graph

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/generated"
	"entente/graph/wire"
)

// Deadline is how long the answer to one request may take.
const Deadline = 10 * time.Second

// cachedQueries is how many query documents are kept parsed and validated.
const cachedQueries = 500

// A Config says what a handler answers from.
type Config struct {
	// Live is the facts.
	*Live
	// Remote, where it is not nil, reports whether answers of the store have to be waited for: the items of a list then ask
	// at the same time.
	Remote func() bool
}

// NewHandler answers GraphQL over HTTP (GET and POST), subscriptions as server-sent events. Every answer carries the
// version of the facts that it was made from in extensions.dataset.
func NewHandler(c Config) http.Handler {
	server := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: newRoot(c.Live)}))
	server.AddTransport(stream{transport{c}, new(atomic.Int32)})
	server.AddTransport(transport{c})
	server.SetErrorPresenter(presentError)
	server.SetParserTokenLimit(maxTokens)
	server.SetQueryCache(smallQueries{lru.New[*ast.QueryDocument](cachedQueries)})
	server.Use(extension.Introspection{})
	server.Use(&inputs{})
	server.Use(&limits{})
	server.AroundResponses(c.citeDataset)
	return server
}

// pin makes the context in which a request is answered from the store as it is now.
func (c Config) pin(ctx context.Context) context.Context {
	return withStore(wire.Begin(ctx, c.Remote != nil && c.Remote(), maxItems), c.Store())
}

// citeDataset adds the version of the facts to a response, so that an answer can be cited, and puts its errors in order. It
// asks last: by then a store that had to look knows it. A subscription outlives the facts that it began with.
func (c Config) citeDataset(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response == nil {
		return nil
	}
	// Root fields are answered at the same time: which of them fails first says nothing.
	slices.SortStableFunc(response.Errors, func(a, b *gqlerror.Error) int { return strings.Compare(a.Path.String(), b.Path.String()) })
	if failed(response, CodeUnavailable) { // asked once more, the store would take its time once more
		return response
	}
	store := storeOf(ctx)
	if subscribed(ctx) {
		store = c.Store()
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
