// Package bare is the baseline of BenchmarkHTTP in package graph: a minimal gqlgen server that answers from slices,
// with gqlgen's own transport and a query cache. The rest of the package is generated before measuring and not checked
// in:
//
//	go generate ./graph/testdata/bare
package bare

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
)

//go:generate go tool gqlgen -plain

// Answers holds the data of the server.
type Answers struct {
	// ByID maps ids to actors.
	ByID map[string]*Actor
	// Listed is the only page of the list of actors.
	Listed []*Actor
	// Supporters maps actors to their supporters.
	Supporters map[*Actor][]*Relation
}

// NewHandler returns a GraphQL server that serves the answers.
func NewHandler(a *Answers) http.Handler {
	s := handler.New(NewExecutableSchema(Config{Resolvers: resolver{a}}))
	s.AddTransport(transport.POST{})
	s.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	return s
}

// resolver implements ResolverRoot.
type resolver struct{ *Answers }

// Query implements ResolverRoot.
func (r resolver) Query() QueryResolver { return query(r) }

// Actor implements ResolverRoot.
func (r resolver) Actor() ActorResolver { return actor(r) }

// query resolves the fields of Query.
type query struct{ *Answers }

// Actor returns the actor with the id.
func (q query) Actor(_ context.Context, id string) (*Actor, error) { return q.ByID[id], nil }

// Actors returns the page.
func (q query) Actors(context.Context, int, *string) (*ActorConnection, error) {
	return &ActorConnection{Nodes: q.Listed}, nil
}

// actor resolves the fields of Actor.
type actor struct{ *Answers }

// Supporters returns the supporters of the actor.
func (a actor) Supporters(_ context.Context, of *Actor, _ *RelationFilter, _ int) (*RelationConnection, error) {
	return &RelationConnection{Nodes: a.Answers.Supporters[of]}, nil
}
