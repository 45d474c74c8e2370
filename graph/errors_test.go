package graph_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/generated"
	"entente/graph/network"
)

// A misreading store finds invalid data in its facts.
type misreading struct {
	alliance.Store
	err error
}

// Dataset implements alliance.Store.
func (misreading) Dataset(context.Context) (alliance.Dataset, error) { return alliance.Dataset{}, nil }

// Nodes implements alliance.Store.
func (m misreading) Nodes(context.Context, []string, alliance.Date) ([]alliance.Node, error) {
	return nil, fmt.Errorf("read swordfish: %w", m.err)
}

// TestFaultsAreNoInput checks that an error that is the client's fault in an argument is the server's fault in its
// facts.
func TestFaultsAreNoInput(t *testing.T) {
	for _, err := range []error{alliance.ErrInvalidDate, alliance.ErrInvalidCursor, network.ErrUnknownActor, network.ErrSameActor} {
		answer := string(ask(t, serving(misreading{err: err}), `{ actor(id: "a") { id } }`))
		if !strings.Contains(answer, `"code":"INTERNAL_SERVER_ERROR"`) || strings.Contains(answer, "swordfish") {
			t.Errorf("%v in the facts: %s", err, answer)
		}
	}
}

// TestCodesAreDocumented compares the codes of errors with those that the schema documents.
func TestCodesAreDocumented(t *testing.T) {
	want := []string{
		errcode.ParseFailed, errcode.ValidationFailed, graph.CodeBadInput, graph.CodeInvalidDate, graph.CodeInvalidCursor,
		graph.CodeUnknownActor, graph.CodeSameActor, graph.CodePersistedQuery, graph.CodeUnknownQuery, graph.CodeOperations, graph.CodeIntrospection, graph.CodeTooComplex, graph.CodeTooManyStreams, graph.CodeTimeout, graph.CodeBusy, graph.CodeUnavailable,
		graph.CodeChanged, graph.CodeInternal,
	}
	var got []string
	description := generated.NewExecutableSchema(generated.Config{}).Schema().Query.Description
	for _, found := range regexp.MustCompile("(?m)^- `([A-Z_]+)`: ").FindAllStringSubmatch(description, -1) {
		got = append(got, found[1])
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the schema documents different codes (-want +got):\n%s", diff)
	}
}
