package graph

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// A tally counts the documents that were in the cache, and that were not.
type tally struct{ hits, misses atomic.Uint64 }

// count counts a document.
func (t *tally) count(hit bool) {
	if hit {
		t.hits.Add(1)
	} else {
		t.misses.Add(1)
	}
}

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
