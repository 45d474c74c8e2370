package graph

import (
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/alliance"
	"entente/graph/generated"
	"entente/graph/wire"
)

// Deadline is how long the answer to one request may take.
const Deadline = 10 * time.Second

// cachedQueries is how many query documents are kept parsed and validated.
const cachedQueries = 500

// A Config says what a handler answers from.
type Config struct {
	// Store returns the store for a request. All that a request asks it is answered from the same facts, or fails with
	// an error that wraps [alliance.ErrChanged]: then the request is run anew.
	Store func() alliance.Store
	// Remote says that answers of the store have to be waited for: the items of a list then ask at the same time.
	Remote bool
}

// NewHandler answers GraphQL over HTTP (GET and POST). Every answer carries the version of the facts that it was made
// from in extensions.dataset.
func NewHandler(c Config) http.Handler {
	server := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: root{}, Complexity: costs()}))
	server.AddTransport(transport{c})
	server.SetErrorPresenter(presentError)
	server.SetParserTokenLimit(maxTokens)
	server.SetQueryCache(smallQueries{lru.New[*ast.QueryDocument](cachedQueries)})
	server.Use(extension.Introspection{})
	server.Use(&limits{})
	server.AroundResponses(citeDataset)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), Deadline)
		defer cancel()
		server.ServeHTTP(w, r.WithContext(ctx))
	})
}

// pin makes the context in which a request is answered from the store as it is now.
func (c Config) pin(ctx context.Context) context.Context {
	return withStore(wire.Begin(ctx, c.Remote, maxItems), c.Store())
}

// citeDataset adds the version of the facts to a response, so that an answer can be cited. It asks last: by then a
// store that had to look knows it.
func citeDataset(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response == nil {
		return nil
	}
	if d, err := storeOf(ctx).Dataset(ctx); err == nil {
		response.Extensions = map[string]any{"dataset": d.Version}
	}
	return response
}
