// Package bare is what the GraphQL server is measured against: the least that gqlgen can be made to do, answering from
// slices, with its own transports and a cache of queries.
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

// Answers are what the server knows.
type Answers struct {
	// ByID has the actors to ask for one by one.
	ByID map[string]*Actor
	// Listed are the actors of the one page that there is.
	Listed []*Actor
	// Supporters has those of each actor.
	Supporters map[*Actor][]*Relation
}

// NewHandler serves the answers.
func NewHandler(a *Answers) http.Handler {
	s := handler.New(NewExecutableSchema(Config{Resolvers: resolver{a}}))
	s.AddTransport(transport.POST{})
	s.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	return s
}

// resolver looks answers up.
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
