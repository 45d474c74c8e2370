// Package sliced is a peer of entente's server for [entente/graph/bench]: a gqlgen server that has answers in slices, with
// gqlgen's own transport and a cache of queries. It is what gqlgen costs if finding the answer costs nothing.
package sliced

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
)

//go:generate go run generate.go

// cachedQueries is the number of parsed queries to cache.
const cachedQueries = 1000

// Answers are the data of a server: what it answers to variables.
type Answers struct {
	actors   map[string]*Actor
	pages    map[string]*ActorConnection
	hits     map[string][]*SearchHit
	networks map[string]*Network
	paths    map[[2]string][]*Path
}

// NewAnswers returns no answers.
func NewAnswers() *Answers {
	return &Answers{
		actors: map[string]*Actor{}, pages: map[string]*ActorConnection{}, hits: map[string][]*SearchHit{},
		networks: map[string]*Network{}, paths: map[[2]string][]*Path{},
	}
}

// errData reports that an answer has no data.
var errData = errors.New("the answer has no data that this server knows: add its field to graph/bench/sliced")

// Add adds the answer of another server to a query with variables of the names id, after, text, from and to.
func (a *Answers) Add(variables map[string]string, answer []byte) error {
	id := variables["id"]
	parsed := struct {
		Data struct {
			Actor   *Actor
			Actors  *ActorConnection
			Search  []*SearchHit
			Network *Network
			Paths   []*Path
		}
	}{}
	parsed.Data.Actor = a.actors[id] // which another query has asked other things about
	if err := json.Unmarshal(answer, &parsed); err != nil {
		return fmt.Errorf("read an answer for the variables %v: %w", variables, err)
	}
	switch d := parsed.Data; {
	case d.Actors != nil:
		a.pages[variables["after"]] = d.Actors
	case d.Search != nil:
		a.hits[variables["text"]] = d.Search
	case d.Network != nil:
		a.networks[id] = d.Network
	case d.Paths != nil:
		a.paths[[2]string{variables["from"], variables["to"]}] = d.Paths
	case d.Actor != nil: // last, since the answer may not be what has set it
		a.actors[id] = d.Actor
	default:
		return errData
	}
	return nil
}

// NewHandler returns a GraphQL server of the answers. The items of a list are marshaled in a goroutine each, as gqlgen
// does it, or one after the other.
func NewHandler(a *Answers, oneByOne bool) http.Handler {
	s := handler.New(NewExecutableSchema(Config{Resolvers: resolver{a, oneByOne}}))
	s.AddTransport(transport.POST{})
	s.SetQueryCache(lru.New[*ast.QueryDocument](cachedQueries))
	return s
}

// marshalList marshals the items of a list as the resolver says. The generated code calls it.
func marshalList(ctx context.Context, r ResolverRoot, length int, item func(context.Context, int) graphql.Marshaler) graphql.Array {
	if r, ok := r.(resolver); !ok || !r.oneByOne {
		return graphql.MarshalSliceConcurrently(ctx, length, 0, false, item)
	}
	list := make(graphql.Array, length)
	for i := range list {
		list[i] = item(graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i}), i)
	}
	return list
}
