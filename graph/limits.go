package graph

import (
	"context"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/alliance"
	"entente/graph/plain"
	"entente/graph/transport"
)

// DefaultMaxCost is the maximum cost of a query, in units, if no option sets another.
const DefaultMaxCost = 250_000

// Limits on a request.
const (
	// maxDepth is the maximum nesting of fields; the introspection queries of tools need 15.
	maxDepth = 24
	// maxRoots is the maximum number of fields of Query itself.
	maxRoots = 300
	// maxItems is the maximum number of items in all lists of an answer, whatever the estimate was.
	maxItems = 200_000
	// maxBytes is the maximum length of the data of an answer, in bytes of JSON.
	maxBytes = 32 << 20
	// maxCached is the maximum length of a cached query, in bytes.
	maxCached = 8 << 10
	// maxList is the maximum number of items of a list in the variables.
	maxList = 1_000
)

// limitsOf returns those that are enforced while the answer to a request is written.
func limitsOf(ctx context.Context) plain.Limits {
	return plain.Limits{Items: maxItems, Bytes: maxBytes, Take: transport.Room(ctx)}
}

// limits refuses queries that are too deep or too expensive before they are run.
type limits struct {
	schema  *ast.Schema
	maxCost int
}

var _ graphql.OperationContextMutator = (*limits)(nil)

// ExtensionName implements graphql.HandlerExtension. It is also the name of the cost in the stats of an operation, and in the
// extensions of an answer.
func (*limits) ExtensionName() string { return "cost" }

// Validate implements graphql.HandlerExtension.
func (l *limits) Validate(schema graphql.ExecutableSchema) error {
	l.schema = schema.Schema()
	return nil
}

// A cost is what an operation was charged, and the most that one may be. One that is refused is charged nothing; Needed is what it
// would have been.
type cost struct {
	Charged int `json:"charged"`
	Limit   int `json:"limit"`
	Needed  int `json:"needed,omitempty"`
}

// costOf returns the cost of the operation of a context, if it was weighed.
func costOf(ctx context.Context) (cost, bool) {
	if !graphql.HasOperationContext(ctx) {
		return cost{}, false
	}
	c, ok := graphql.GetOperationContext(ctx).Stats.GetExtension((*limits)(nil).ExtensionName()).(cost)
	return c, ok
}

// MutateOperationContext implements graphql.OperationContextMutator.
func (l *limits) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for name, v := range op.Variables {
		if n := longest(v); n > maxList {
			return tooComplex("variable $%s has a list of %d items, at most %d are allowed: ask in several queries", name, n, maxList)
		}
	}
	w := newWeigher(l.schema, op.Variables, sync.OnceValue(func() alliance.Counts { return countsOf(ctx) }))
	total := w.weigh(op.Operation.SelectionSet)
	err := l.check(w, op.Operation.SelectionSet, total)
	if err != nil {
		op.Stats.SetExtension(l.ExtensionName(), cost{Needed: total.cost, Limit: l.maxCost})
		return err
	}
	op.Stats.SetExtension(l.ExtensionName(), cost{Charged: total.cost, Limit: l.maxCost})
	return nil
}

// check returns an error for selections that exceed a limit in all.
func (l *limits) check(w *weigher, selections ast.SelectionSet, total weight) *gqlerror.Error {
	switch {
	case total.depth > maxDepth:
		return tooComplex("the query nests fields more than %d deep: ask in several queries", maxDepth)
	case total.fields > maxRoots:
		return tooComplex("the query has %s fields at the top, at most %d are allowed: ask in several queries", magnitude(total.fields), maxRoots)
	case total.cost > l.maxCost:
		return l.expensive(w, selections, total.cost)
	}
	return nil
}

// expensive returns an error that tells which field costs the most.
func (l *limits) expensive(w *weigher, selections ast.SelectionSet, total int) *gqlerror.Error {
	path, most := w.costliest(selections)
	return tooComplex("the query costs %s units (%d%% of them for %s), at most %d are allowed: "+
		"ask for smaller pages (first), fewer levels or fewer analyses, or in several queries",
		magnitude(total), most*100/total, strings.Join(path, "."), l.maxCost)
}

// countsOf returns the size of the data set that a request is pinned to. It ignores an error of the store, as whatever goes
// through the facts will fail with the same one.
func countsOf(ctx context.Context) alliance.Counts {
	counts, err := alliance.CountsOf(ctx, storeOf(ctx))
	if err != nil {
		return alliance.Counts{}
	}
	return counts
}

// longest returns the length of the longest list in a value, such as that of a variable. Literal lists in a query are bounded by its
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
