package graph

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// inputs refuses invalid inputs of a query that validation lets pass and gqlgen mishandles: null for an argument of a
// directive, from a variable with a default, or an object or a list there, on which gqlgen panics; enum values in the wrong case, in a variable, which
// match nothing; __typename in an input object; and values of variables that are nested so deep that reading them takes quadratic time.
type inputs struct{ schema *ast.Schema }

var (
	_ graphql.OperationParameterMutator = (*inputs)(nil)
	_ graphql.OperationContextMutator   = (*inputs)(nil)
)

// maxNested is the maximum nesting of lists and objects in the value of a variable. A filter with all of its filters in
// not needs 10.
const maxNested = 32

// ExtensionName implements graphql.HandlerExtension.
func (*inputs) ExtensionName() string { return "inputs" }

// Validate implements graphql.HandlerExtension.
func (i *inputs) Validate(schema graphql.ExecutableSchema) error {
	i.schema = schema.Schema()
	return nil
}

// MutateOperationParameters implements graphql.OperationParameterMutator.
func (*inputs) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	for name, v := range params.Variables {
		if isNested(v, maxNested) {
			path := ast.Path{ast.PathName("variable"), ast.PathName(name)}
			err := gqlerror.ErrorPathf(path, "the value of variable $%s is nested more than %d deep", name, maxNested)
			errcode.Set(err, CodeBadInput)
			return err
		}
	}
	return nil
}

// isNested reports whether lists and objects are nested in a value deeper than that.
func isNested(value any, deeper int) bool {
	inside := func(item any) bool { return isNested(item, deeper-1) }
	switch value := value.(type) {
	case []any:
		return deeper == 0 || slices.ContainsFunc(value, inside)
	case map[string]any:
		return deeper == 0 || slices.ContainsFunc(slices.Collect(maps.Values(value)), inside)
	default:
		return false
	}
}

// MutateOperationContext implements graphql.OperationContextMutator.
func (i *inputs) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for _, v := range op.Operation.VariableDefinitions {
		if err := i.checkEnums(v.Type, op.Variables[v.Variable], ast.Path{ast.PathName("variable"), ast.PathName(v.Variable)}); err != nil {
			return err
		}
	}
	c := directiveChecker{op.Variables, map[*ast.FragmentDefinition]bool{}}
	return c.check(op.Operation.SelectionSet)
}

// checkEnums checks the enum values in a value, which otherwise fits its type but for __typename, which gqlparser lets pass.
func (i *inputs) checkEnums(t *ast.Type, value any, path ast.Path) *gqlerror.Error {
	definition := i.schema.Types[t.Name()]
	switch value := value.(type) {
	case []any:
		for n, item := range value {
			if err := i.checkEnums(cmp.Or(t.Elem, t), item, append(path, ast.PathIndex(n))); err != nil {
				return err
			}
		}
	case []string: // what validation makes of a single name for a list
		for _, item := range value {
			if err := i.checkEnums(t.Elem, item, path); err != nil {
				return err
			}
		}
	case map[string]any:
		if _, given := value["__typename"]; given {
			return invalidAt(append(path, ast.PathName("__typename")), "unknown field")
		}
		for _, f := range definition.Fields {
			if err := i.checkEnums(f.Type, value[f.Name], append(path, ast.PathName(f.Name))); err != nil {
				return err
			}
		}
	case string:
		if definition.Kind == ast.Enum && definition.EnumValues.ForName(value) == nil {
			return invalidAt(path, "%s is not a valid %s", value, definition.Name)
		}
	}
	return nil
}

// invalidAt returns an error for a value at a path that does not fit its type.
func invalidAt(path ast.Path, format string, args ...any) *gqlerror.Error {
	err := gqlerror.ErrorPathf(slices.Clone(path), format, args...)
	errcode.Set(err, errcode.ValidationFailed)
	return err
}

// A directiveChecker checks the directives of an operation, and those of each fragment only once.
type directiveChecker struct {
	variables map[string]any
	checked   map[*ast.FragmentDefinition]bool
}

// check checks the directives of selections, recursively.
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

// checkDirective checks the arguments of a directive: all that queries may have are conditions.
func checkDirective(d *ast.Directive, variables map[string]any) *gqlerror.Error {
	given := d.ArgumentMap(variables)
	for _, a := range d.Definition.Arguments {
		wrong := "null"
		switch given[a.Name].(type) {
		case bool:
			continue
		case nil:
			if !a.Type.NonNull {
				continue
			}
		default:
			wrong = d.Arguments.ForName(a.Name).Value.String()
		}
		err := gqlerror.ErrorPosf(d.Position, "%s for an argument of type %v: %s of @%s", wrong, a.Type, a.Name, d.Name)
		errcode.Set(err, CodeBadInput)
		return err
	}
	return nil
}
