package graph

import (
	"context"
	"net/url"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/alliance"
	"entente/graph/generated"
	"entente/graph/operations"
	"entente/graph/transport"
)

// A Checker tells which addresses a handler has answers for, without asking for them.
type Checker struct {
	exec *executor.Executor
	only transport.Operations
}

// NewChecker returns a checker that refuses what [NewHandler] refuses with the same options.
func NewChecker(options ...Option) Checker {
	exec := executor.New(generated.NewExecutableSchema(generated.Config{}))
	exec.SetParserTokenLimit(maxTokens)
	s := newSettings(&transport.HTTP{}, options)
	exec.SetDefaultRulesFn(s.rules)
	exec.SetDisableSuggestion(!s.introspection)
	for _, e := range s.extensions(graphql.NoCache[*ast.QueryDocument]{}) {
		exec.Use(e)
	}
	return Checker{exec, s.Operations}
}

// NewOperations returns an empty set of operations, for [AnswerOnly], that takes those that are valid for this server.
func NewOperations() *operations.Set {
	return operations.New(generated.NewExecutableSchema(generated.Config{}).Schema(), maxTokens)
}

// Check returns an error, in one line, if the query in the parameters of an address cannot be answered from a store: it does not
// parse, does not fit the schema, or is too expensive.
func (c Checker) Check(ctx context.Context, s alliance.Store, query url.Values) error {
	return transport.Check(withStore(ctx, s), c.exec, c.only, query)
}
