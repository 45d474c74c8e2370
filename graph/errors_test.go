package graph_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
)

// A misreading store reads something else in its facts than there can be.
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

// TestFaultsAreNoInput checks that what is a client's fault in an argument is the server's in its facts.
func TestFaultsAreNoInput(t *testing.T) {
	for _, err := range []error{alliance.ErrInvalidDate, alliance.ErrInvalidCursor, network.ErrUnknownActor, network.ErrSameActor} {
		answer := string(ask(t, serving(misreading{err: err}), `{ actor(id: "a") { id } }`))
		if !strings.Contains(answer, `"code":"INTERNAL_SERVER_ERROR"`) || strings.Contains(answer, "swordfish") {
			t.Errorf("%v in the facts: %s", err, answer)
		}
	}
}
