package graph

import (
	"cmp"
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// nulls refuses null in an argument of a field, or in part of one, whose type is not nullable. Validation does not: it
// allows a nullable variable in such a place if either has a default. The error is that of the field, as GraphQL specifies
// (October 2021, section 6.4.1).
type nulls struct{ schema *ast.Schema }

var (
	_ graphql.OperationContextMutator = (*nulls)(nil)
	_ graphql.FieldInterceptor        = (*nulls)(nil)
)

// ExtensionName implements graphql.HandlerExtension. It is also the name of the found nulls in the stats of an operation.
func (*nulls) ExtensionName() string { return "nulls" }

// Validate implements graphql.HandlerExtension.
func (n *nulls) Validate(schema graphql.ExecutableSchema) error {
	n.schema = schema.Schema()
	return nil
}

// A null is where null is in the arguments of a field, from the name of the argument on, and the type there.
type null struct {
	path ast.Path
	typ  *ast.Type
}

// nullsIn returns the first null of each field of an operation that has one.
func nullsIn(op *graphql.OperationContext) map[*ast.Field]*null {
	found, _ := op.Stats.GetExtension((*nulls)(nil).ExtensionName()).(map[*ast.Field]*null)
	return found
}

// hasNull reports whether a field has an argument with such a null.
func hasNull(op *graphql.OperationContext, f graphql.CollectedField) bool {
	return nullsIn(op)[f.Field] != nil
}

// MutateOperationContext implements graphql.OperationContextMutator.
func (n *nulls) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for _, value := range op.Variables {
		if value == nil {
			s := nullSearch{n.schema, op.Variables, map[*ast.Field]*null{}, map[*ast.FragmentDefinition]bool{}}
			s.selections(op.Operation.SelectionSet)
			op.Stats.SetExtension(n.ExtensionName(), s.found)
			return nil
		}
	}
	return nil
}

// InterceptField implements graphql.FieldInterceptor.
func (*nulls) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	at := nullsIn(graphql.GetOperationContext(ctx))[graphql.GetFieldContext(ctx).Field.Field]
	if at == nil {
		return next(ctx)
	}
	err := gqlerror.WrapPath(append(graphql.GetPath(ctx), at.path...), inputError{fmt.Errorf("null for an argument of type %s", at.typ)})
	err.Locations = []gqlerror.Location{} // the path leads to the variable's place, which the field's would not
	return nil, err
}

// A nullSearch searches an operation for nulls, each fragment only once.
type nullSearch struct {
	schema    *ast.Schema
	variables map[string]any
	found     map[*ast.Field]*null
	searched  map[*ast.FragmentDefinition]bool
}

// selections searches the arguments of selections, recursively.
func (s nullSearch) selections(all ast.SelectionSet) {
	for _, selection := range all {
		switch selection := selection.(type) {
		case *ast.Field:
			if at := s.arguments(selection); at != nil {
				s.found[selection] = at
			}
			s.selections(selection.SelectionSet)
		case *ast.InlineFragment:
			s.selections(selection.SelectionSet)
		case *ast.FragmentSpread:
			if !s.searched[selection.Definition] {
				s.searched[selection.Definition] = true
				s.selections(selection.Definition.SelectionSet)
			}
		}
	}
}

// arguments returns the first null in the arguments of a field.
func (s nullSearch) arguments(f *ast.Field) *null {
	for _, a := range f.Definition.Arguments {
		if given := f.Arguments.ForName(a.Name); given != nil {
			if at := s.value(ast.Path{ast.PathName(a.Name)}, a.Type, given.Value); at != nil {
				return at
			}
		}
	}
	return nil
}

// value returns the first null in a value of a type.
func (s nullSearch) value(path ast.Path, typ *ast.Type, v *ast.Value) *null {
	switch v.Kind {
	case ast.Variable:
		if value, given := s.variables[v.Raw]; given && value == nil && typ.NonNull {
			return &null{path, typ}
		}
	case ast.ListValue:
		for i, child := range v.Children {
			if at := s.value(append(path, ast.PathIndex(i)), cmp.Or(typ.Elem, typ), child.Value); at != nil {
				return at
			}
		}
	case ast.ObjectValue:
		for _, f := range s.schema.Types[typ.Name()].Fields {
			if child := v.Children.ForName(f.Name); child != nil {
				if at := s.value(append(path, ast.PathName(f.Name)), f.Type, child); at != nil {
					return at
				}
			}
		}
	}
	return nil
}
