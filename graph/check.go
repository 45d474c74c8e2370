package graph

import (
	"context"
	"net/url"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"

	"entente/graph/alliance"
	"entente/graph/generated"
	"entente/graph/transport"
)

// A Checker tells which addresses a handler has answers for, without asking for them.
type Checker struct{ exec *executor.Executor }

// NewChecker returns a checker that refuses what [NewHandler] refuses.
func NewChecker() Checker {
	exec := executor.New(generated.NewExecutableSchema(generated.Config{}))
	exec.SetParserTokenLimit(maxTokens)
	for _, e := range extensions() {
		exec.Use(e)
	}
	return Checker{exec}
}

// Check returns an error, in one line, if the query in the parameters of an address cannot be answered from a store: it does not
// parse, does not fit the schema, or is too expensive.
func (c Checker) Check(ctx context.Context, s alliance.Store, query url.Values) error {
	return transport.Check(withStore(ctx, s), c.exec, query)
}

// extensions returns the rules by which queries are accepted.
func extensions() []graphql.HandlerExtension {
	return []graphql.HandlerExtension{extension.Introspection{}, &inputs{}, &limits{}, &nulls{}}
}
