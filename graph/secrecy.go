package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// secrecy refuses questions about the schema where introspection is off. gqlgen would only answer them with null.
type secrecy struct{ on bool }

var _ graphql.OperationContextMutator = secrecy{}

// ExtensionName implements graphql.HandlerExtension.
func (secrecy) ExtensionName() string { return "secrecy" }

// Validate implements graphql.HandlerExtension.
func (secrecy) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (s secrecy) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if !s.on {
		return nil
	}
	at := introspects(op.Operation.SelectionSet, map[*ast.FragmentDefinition]bool{})
	if at == nil {
		return nil
	}
	err := gqlerror.ErrorPosf(at.Position, "this server does not tell its schema: %s is turned off (--introspection=false)", at.Name)
	errcode.Set(err, CodeIntrospection)
	return err
}

// introspects returns the first field of selections on the root that asks about the schema, or nil. Each fragment is searched
// only once.
func introspects(selections ast.SelectionSet, searched map[*ast.FragmentDefinition]bool) *ast.Field {
	for _, s := range selections {
		var below ast.SelectionSet
		switch s := s.(type) {
		case *ast.Field:
			if s.Name == "__schema" || s.Name == "__type" {
				return s
			}
		case *ast.InlineFragment:
			below = s.SelectionSet
		case *ast.FragmentSpread:
			if !searched[s.Definition] {
				searched[s.Definition], below = true, s.Definition.SelectionSet
			}
		}
		if found := introspects(below, searched); found != nil {
			return found
		}
	}
	return nil
}
