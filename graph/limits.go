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

// Limits on a request.
const (
	// maxCost is the maximum number of values in an answer, estimated from the requested page sizes.
	maxCost = 200_000
	// maxWork is the maximum number of relations that the analyses of a query may scan, counting repeated scans.
	maxWork = 1_000_000
	// maxDepth is the maximum nesting of fields; the introspection queries of tools need 15.
	maxDepth = 24
	// maxItems is the maximum number of items in all lists of an answer, whatever the estimate was.
	maxItems = 200_000
	// maxTokens is the maximum number of tokens in a query document; the introspection queries of tools have 500.
	// Validation takes quadratic time.
	maxTokens = 2_000
	// maxCached is the maximum length of a cached query, in bytes.
	maxCached = 8 << 10
	// maxList is the maximum number of items of a list in the variables.
	maxList = 1_000
)

// limits refuses queries that are too deep or too expensive before they are run.
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
	case total.work > costliest:
		return checkWork(ctx, total.work)
	}
	return nil
}

// checkWork checks the work of analyses, in hundredths of a full scan of the data set. It ignores an error of the
// store, as the analyses will fail with the same one.
func checkWork(ctx context.Context, work int) *gqlerror.Error {
	d, err := storeOf(ctx).Dataset(ctx)
	if relations := work * d.Relations / 100; err == nil && relations > maxWork {
		return tooComplex("the analyses of the query would go through %s relations, at most %d are allowed: "+
			"ask for fewer, or in several queries", magnitude(relations), maxWork)
	}
	return nil
}

// longest returns the length of the longest list in a variable. Literal lists in a query are bounded by its tokens.
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

// magnitude formats a cost, which saturates at math.MaxInt32.
func magnitude(cost int) string {
	if cost >= math.MaxInt32 {
		return "billions of"
	}
	return strconv.Itoa(cost)
}

// tooComplex returns an error for a query that exceeds a limit.
func tooComplex(format string, args ...any) *gqlerror.Error {
	err := gqlerror.Errorf(format, args...)
	errcode.Set(err, CodeTooComplex)
	return err
}
