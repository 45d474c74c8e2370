package graph

import (
	"context"
	"math"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// What one request may ask for.
const (
	// maxCost is how many values an answer may have at most, by the sizes of pages that are asked for.
	maxCost = 200_000
	// maxWork is how many relations the analyses of a query may go through, each time that they do.
	maxWork = 1_000_000
	// maxDepth is how deeply fields may be nested; introspection as tools send it needs 15.
	maxDepth = 24
	// maxItems is how many items the lists of an answer may have, whatever was thought beforehand.
	maxItems = 200_000
	// maxTokens is how many tokens a query document may have; introspection as tools send it has 500. Validation takes
	// time that grows with their square.
	maxTokens = 2_000
	// maxCached is how long a query may be, in bytes, to be kept parsed.
	maxCached = 8 << 10
	// maxList is how many items a list in the arguments may have.
	maxList = 1_000
)

// limits refuses queries that are too deep or cost too much, before they are run.
type limits struct{ schema *ast.Schema }

var _ graphql.OperationContextMutator = (*limits)(nil)

// ExtensionName implements graphql.HandlerExtension.
func (*limits) ExtensionName() string { return "limits" }

// Validate implements graphql.HandlerExtension.
func (l *limits) Validate(schema graphql.ExecutableSchema) error {
	l.schema = schema.Schema()
	return nil
}

// MutateOperationContext implements graphql.OperationContextMutator.
func (l *limits) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for name, v := range op.Variables {
		if n := longest(v); n > maxList {
			return tooComplex("variable $%s has a list of %d items, at most %d are allowed: ask in several queries", name, n, maxList)
		}
	}
	w := weigher{schema: l.schema, variables: op.Variables, fragments: map[*ast.FragmentDefinition]weight{}}
	switch total := w.weigh(op.Operation.SelectionSet); {
	case total.depth > maxDepth:
		return tooComplex("the query nests fields more than %d deep: ask in several queries", maxDepth)
	case total.cost > maxCost:
		return tooComplex("the query could have %s values in its answer, at most %d are allowed: "+
			"ask for smaller pages (first) or fewer levels", magnitude(total.cost), maxCost)
	case total.work > dearest:
		return checkWork(ctx, total.work)
	}
	return nil
}

// checkWork checks how often analyses go through the data set, in hundredths. Where the data set cannot be asked how large
// it is, the analyses will fail for the same reason.
func checkWork(ctx context.Context, work int) *gqlerror.Error {
	d, err := storeOf(ctx).Dataset(ctx)
	if relations := work * d.Relations / 100; err == nil && relations > maxWork {
		return tooComplex("the analyses of the query would go through %s relations, at most %d are allowed: "+
			"ask for fewer, or in several queries", magnitude(relations), maxWork)
	}
	return nil
}

// longest returns how long the longest list in a variable is. Lists that are written out in a query are bounded by its
// tokens.
func longest(v any) int {
	most := 0
	switch v := v.(type) {
	case []any:
		most = len(v)
		for _, item := range v {
			most = max(most, longest(item))
		}
	case map[string]any:
		for _, field := range v {
			most = max(most, longest(field))
		}
	}
	return most
}

// magnitude writes a cost, which stops counting where numbers end.
func magnitude(cost int) string {
	if cost >= math.MaxInt32 {
		return "billions of"
	}
	return strconv.Itoa(cost)
}

// tooComplex is the error for a query that asks for too much.
func tooComplex(format string, args ...any) *gqlerror.Error {
	err := gqlerror.Errorf(format, args...)
	errcode.Set(err, CodeTooComplex)
	return err
}

// smallQueries is a cache that keeps short queries only.
type smallQueries struct {
	graphql.Cache[*ast.QueryDocument]
}

// Add implements graphql.Cache.
func (c smallQueries) Add(ctx context.Context, query string, document *ast.QueryDocument) {
	if len(query) <= maxCached {
		c.Cache.Add(ctx, query, document)
	}
}
