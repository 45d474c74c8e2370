package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// conditions refuses queries with a null for an argument of a directive that has no null, such as the condition of @skip.
// Validation does not find it in a variable that has a default, and gqlgen panics when it comes to it.
type conditions struct{}

var _ graphql.OperationContextMutator = conditions{}

// ExtensionName implements graphql.HandlerExtension.
func (conditions) ExtensionName() string { return "conditions" }

// Validate implements graphql.HandlerExtension.
func (conditions) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (conditions) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	c := directiveChecker{op.Variables, map[*ast.FragmentDefinition]bool{}}
	return c.check(op.Operation.SelectionSet)
}

// A directiveChecker checks the directives of an operation, those of each fragment once.
type directiveChecker struct {
	variables map[string]any
	checked   map[*ast.FragmentDefinition]bool
}

// check checks the directives of selections and of all that is below them.
func (c directiveChecker) check(selections ast.SelectionSet) *gqlerror.Error {
	for _, s := range selections {
		var directives ast.DirectiveList
		var below ast.SelectionSet
		switch s := s.(type) {
		case *ast.Field:
			directives, below = s.Directives, s.SelectionSet
		case *ast.InlineFragment:
			directives, below = s.Directives, s.SelectionSet
		case *ast.FragmentSpread:
			directives = s.Directives
			if !c.checked[s.Definition] {
				c.checked[s.Definition], below = true, s.Definition.SelectionSet
			}
		}
		for _, d := range directives {
			if err := checkDirective(d, c.variables); err != nil {
				return err
			}
		}
		if err := c.check(below); err != nil {
			return err
		}
	}
	return nil
}

// checkDirective checks the arguments of a directive.
func checkDirective(d *ast.Directive, variables map[string]any) *gqlerror.Error {
	given := d.ArgumentMap(variables)
	for _, a := range d.Definition.Arguments {
		if v, ok := given[a.Name]; a.Type.NonNull && (!ok || v == nil) {
			err := gqlerror.ErrorPosf(d.Position, "null for an argument of type %v: %s of @%s", a.Type, a.Name, d.Name)
			errcode.Set(err, CodeBadInput)
			return err
		}
	}
	return nil
}
