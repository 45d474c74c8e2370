package plain

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/wire"
)

// A Selection is what a query selects of the values of one type. It is made once for an operation, and does not change.
type Selection struct {
	// Steps are the fields of an object type, in the order of the answer.
	Steps []Step
	// Plain is set if all fields, at any depth, are plain.
	Plain bool
	// objects are the selections of the object types of an abstract type, by name.
	objects map[string]*Selection
}

// Of returns what is selected of the objects of a type, where the type of the selection is abstract.
func (s *Selection) Of(object string) *Selection { return s.objects[object] }

// A Step writes a field.
type Step struct {
	graphql.CollectedField
	// Args are the arguments of the field; nil if there is an error in them.
	Args map[string]any
	// Below is what is selected of the field's values; nil for scalars and enums, and for fields that are not plain.
	Below *Selection
	// key is the field's name in the answer, as JSON, with the comma and the colon around it.
	key string
}

// Context returns a function that returns the field context of the step, in a selection of an object type. Gqlgen's would read
// the arguments each time.
func (s *Step) Context(object string) func(context.Context, graphql.CollectedField) (*graphql.FieldContext, error) {
	return func(_ context.Context, f graphql.CollectedField) (*graphql.FieldContext, error) {
		return &graphql.FieldContext{Object: object, Field: f, Args: s.Args, IsMethod: true, IsResolver: true}, nil
	}
}

// A selector makes the selections of an operation.
type selector struct {
	operation *graphql.OperationContext
	schema    *ast.Schema
	fields    Fields
	refuses   func(*graphql.OperationContext, graphql.CollectedField) bool
}

// selection returns what is selected of a type.
func (r selector) selection(ctx context.Context, typ string, selected ast.SelectionSet) *Selection {
	definition := r.schema.Types[typ]
	if definition.Kind == ast.Object {
		return r.object(ctx, definition, selected)
	}
	s := &Selection{Plain: true, objects: map[string]*Selection{}}
	for _, object := range r.schema.GetPossibleTypes(definition) {
		of := r.object(ctx, object, selected)
		s.objects[object.Name] = of
		s.Plain = s.Plain && of.Plain
	}
	return s
}

// object returns what is selected of an object type.
func (r selector) object(ctx context.Context, object *ast.Definition, selected ast.SelectionSet) *Selection {
	satisfied := []string{object.Name}
	for _, i := range r.schema.GetImplements(object) {
		satisfied = append(satisfied, i.Name)
	}
	s := &Selection{Plain: true}
	for _, f := range graphql.CollectFields(r.operation, selected, satisfied) {
		if slices.ContainsFunc(s.Steps, func(before Step) bool { return before.Alias == f.Alias }) {
			continue // a field of an interface and of the object, which have the same answer
		}
		step, plain := r.step(ctx, object.Name, f)
		step.key = string(wire.AppendString([]byte(","), f.Alias)) + ":"
		s.Steps = append(s.Steps, step)
		s.Plain = s.Plain && plain
	}
	return s
}

// step returns the step for a field of an object type, and reports whether the field is plain at any depth.
func (r selector) step(ctx context.Context, object string, f graphql.CollectedField) (s Step, plain bool) {
	s.CollectedField = f
	if r.refuses(r.operation, f) {
		return s, false
	}
	if s.Args, plain = r.fields.Arguments(ctx, object, f); plain && len(f.Selections) > 0 {
		s.Below = r.selection(ctx, f.Definition.Type.Name(), f.Selections)
		plain = s.Below.Plain
	}
	return s, plain
}
