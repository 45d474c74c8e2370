package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// documents is a cache of parsed and validated query documents that only keeps short ones. It takes @defer away from all: an
// answer is one response, of which gqlgen would leave out what is deferred. A server need not defer.
type documents struct {
	graphql.Cache[*ast.QueryDocument]
}

// Add implements graphql.Cache. It is called before a document is first run.
func (c documents) Add(ctx context.Context, query string, document *ast.QueryDocument) {
	for _, o := range document.Operations {
		removeDefer(o.SelectionSet)
	}
	for _, f := range document.Fragments {
		removeDefer(f.SelectionSet)
	}
	if len(query) <= maxCached {
		c.Cache.Add(ctx, query, document)
	}
}

// removeDefer removes @defer from selections, recursively.
func removeDefer(selections ast.SelectionSet) {
	isDefer := func(d *ast.Directive) bool { return d.Name == "defer" }
	for _, s := range selections {
		switch s := s.(type) {
		case *ast.Field:
			removeDefer(s.SelectionSet)
		case *ast.InlineFragment:
			s.Directives = slices.DeleteFunc(s.Directives, isDefer)
			removeDefer(s.SelectionSet)
		case *ast.FragmentSpread:
			s.Directives = slices.DeleteFunc(s.Directives, isDefer)
		}
	}
}
