package graph

import (
	"context"
	"math"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/alliance"
	"entente/graph/generated"
)

// What one request may ask for.
const (
	// maxCost is how many values an answer may have at most, by the sizes of pages that are asked for.
	maxCost = 200_000
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

// Lists without pages are taken to have this many items.
const (
	usualEvidence     = 4
	usualParticipants = 4
	usualReferences   = 3
	usualSides        = 4
	usualSupporters   = 10
	usualReasons      = 10
	usualSteps        = 4
	usualMembers      = 100
)

// limits refuses queries that are too deep or cost too much, before they are run.
type limits struct{ schema graphql.ExecutableSchema }

var _ graphql.OperationContextMutator = (*limits)(nil)

// ExtensionName implements graphql.HandlerExtension.
func (*limits) ExtensionName() string { return "limits" }

// Validate implements graphql.HandlerExtension.
func (l *limits) Validate(schema graphql.ExecutableSchema) error {
	l.schema = schema
	return nil
}

// MutateOperationContext implements graphql.OperationContextMutator.
func (l *limits) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for name, v := range op.Variables {
		if n := longest(v); n > maxList {
			return tooComplex("variable $%s has a list of %d items, at most %d are allowed: ask in several queries", name, n, maxList)
		}
	}
	w := weigher{ctx: ctx, schema: l.schema, variables: op.Variables, fragments: map[*ast.FragmentDefinition]weight{}}
	switch total := w.weigh(op.Operation.SelectionSet); {
	case total.depth > maxDepth:
		return tooComplex("the query nests fields more than %d deep: ask in several queries", maxDepth)
	case total.cost > maxCost:
		return tooComplex("the query could have %s values in its answer, at most %d are allowed: "+
			"ask for smaller pages (first) or fewer levels", magnitude(total.cost), maxCost)
	}
	return nil
}

// A weight is how deeply a selection nests fields, and how many values its answer may have.
type weight struct{ depth, cost int }

// A weigher weighs the selections of a query, each fragment once: fragments that spread others twice are many more
// fields than letters.
type weigher struct {
	ctx       context.Context
	schema    graphql.ExecutableSchema
	variables map[string]any
	fragments map[*ast.FragmentDefinition]weight
}

// weigh returns the weight of selections.
func (w *weigher) weigh(selections ast.SelectionSet) weight {
	var total weight
	for _, s := range selections {
		var one weight
		switch s := s.(type) {
		case *ast.Field:
			one = w.weigh(s.SelectionSet)
			one = weight{one.depth + 1, w.cost(s, one.cost)}
		case *ast.InlineFragment:
			one = w.weigh(s.SelectionSet)
		case *ast.FragmentSpread:
			one = w.fragment(s.Definition)
		}
		total.depth, total.cost = max(total.depth, one.depth), min(total.cost+one.cost, math.MaxInt32)
	}
	return total
}

// fragment returns the weight of a fragment.
func (w *weigher) fragment(f *ast.FragmentDefinition) weight {
	known, ok := w.fragments[f]
	if !ok {
		known = w.weigh(f.SelectionSet)
		w.fragments[f] = known
	}
	return known
}

// cost returns what a field costs whose selections cost so much: of an interface, what it costs of the dearest type.
func (w *weigher) cost(f *ast.Field, child int) int {
	if strings.HasPrefix(f.ObjectDefinition.Name, "__") || strings.HasPrefix(f.Name, "__") {
		return times(usualIntrospected(f.Name), child)
	}
	types := []*ast.Definition{f.ObjectDefinition}
	if f.ObjectDefinition.IsAbstractType() {
		types = w.schema.Schema().GetPossibleTypes(f.ObjectDefinition)
	}
	args, dearest := f.ArgumentMap(w.variables), 1+child
	for _, t := range types {
		if cost, ok := w.schema.Complexity(w.ctx, t.Name, f.Name, child, args); ok {
			dearest = max(dearest, cost)
		}
	}
	return dearest
}

// usualIntrospected is how many items a list of introspection is taken to have: of what a type has, the average of all
// types, most of which have no fields, or no values.
func usualIntrospected(field string) int {
	switch field {
	case "types":
		return 80
	case "fields":
		return 5
	case "directives", "locations":
		return 4
	case "enumValues", "inputFields", "possibleTypes", "args", "interfaces":
		return 2
	default:
		return 1
	}
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

// times multiplies costs, and stays at a very large one rather than overflow.
func times(n, each int) int {
	n, each = max(n, 0), max(each, 1)
	if n > 0 && each > math.MaxInt32/n {
		return math.MaxInt32
	}
	return 1 + n*each
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

// pageCost is the cost of a list that has pages.
func pageCost(child, first int) int { return times(first, child) }

// costs says what fields that are lists cost: their size times what each item does. Other fields cost one more than
// what is below them.
func costs() generated.ComplexityRoot {
	var c generated.ComplexityRoot
	actorCosts(&c)
	conflictCosts(&c)
	queryCosts(&c)
	analysisCosts(&c)
	c.Source.Evidence = func(child int, _ *alliance.EvidenceFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Relation.EvidenceWhere = func(child int, _ *alliance.EvidenceFilter) int { return times(usualEvidence, child) }
	c.Event.EvidenceWhere = func(child int, _ *alliance.EvidenceFilter) int { return times(usualEvidence, child) }
	c.Event.Participants = func(child int) int { return times(usualParticipants, child) }
	c.Event.References = func(child int) int { return times(usualReferences, child) }
	c.Event.ReferencedBy = func(child int) int { return times(usualReferences, child) }
	c.Side.Supporters = func(child int) int { return times(usualSupporters, child) }
	return c
}

// actorCosts sets the costs of the fields of Actor.
func actorCosts(c *generated.ComplexityRoot) {
	supporters := func(child int, _ *alliance.RelationFilter, _ bool, first int, _ *string) int {
		return pageCost(child, first)
	}
	c.Actor.Supporters, c.Actor.Supports = supporters, supporters
	c.Actor.Leaders = func(child int, _ *alliance.RelationFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Actor.Relations = func(child int, _ *alliance.RelationFilter, _ alliance.Direction, first int, _ *string) int {
		return pageCost(child, first)
	}
	c.Actor.Events = func(child int, _ *alliance.EventFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Actor.Statements = func(child int, _ *alliance.EvidenceFilter, first int, _ *string) int { return pageCost(child, first) }
}

// conflictCosts sets the costs of the fields of Conflict.
func conflictCosts(c *generated.ComplexityRoot) {
	c.Conflict.Relations = func(child int, _ *alliance.RelationFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Conflict.Events = func(child int, _ *alliance.EventFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Conflict.Sides = func(child int, _ *alliance.RelationFilter) int { return times(usualSides, child) }
}

// queryCosts sets the costs of the fields of Query.
func queryCosts(c *generated.ComplexityRoot) {
	c.Query.Actors = func(child int, _ *alliance.ActorFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Query.Relations = func(child int, _ *alliance.RelationFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Query.Events = func(child int, _ *alliance.EventFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Query.Conflicts = func(child int, _ *alliance.ConflictFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Query.Sources = func(child int, _ *alliance.SourceFilter, first int, _ *string) int { return pageCost(child, first) }
	c.Query.Search = func(child int, _ string, _ []alliance.SearchType, first int) int { return pageCost(child, first) }
	c.Query.Nodes = func(child int, ids []string, _ *alliance.Date) int { return times(len(ids), child) }
}

// analysisCosts sets the costs of the fields of analysis. What they have to look at is bounded by the facts, not by
// what is asked for.
func analysisCosts(c *generated.ComplexityRoot) {
	c.Query.Network = func(child int, _ []string, _ int, _ *alliance.RelationFilter, limit int) int {
		return pageCost(child, limit)
	}
	c.Query.Paths = func(child int, _, _ string, _ *alliance.RelationFilter, _ bool, _, first int) int {
		return pageCost(child, first)
	}
	allies := func(child int, _ *alliance.RelationFilter, first int) int { return pageCost(child, first) }
	c.Actor.Allies, c.Actor.Adversaries = allies, allies
	c.Alignment.Reasons = func(child int) int { return times(usualReasons, child) }
	c.Reason.Relations = func(child int) int { return times(usualSteps, child) }
	c.Path.Actors = func(child int) int { return times(usualSteps, child) }
	c.Path.Relations = func(child int) int { return times(usualSteps, child) }
	c.Bloc.Actors = func(child int) int { return times(usualMembers, child) }
	c.Partition.Frustrated = func(child int) int { return times(usualMembers, child) }
	c.StructuralBalance.Tensions = pageCost
	c.Tension.Actors = func(child int) int { return times(usualSteps, child) }
	c.Tension.Relations = func(child int) int { return times(usualSteps, child) }
}
