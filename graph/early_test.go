package graph_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
)

// An early store answers as an aged one, but only to a request that began.
type early struct {
	aged
	begun bool
	// changed is the error that Dataset returns.
	changed error
}

// Begin is as for [alliance.Begin].
func (s *early) Begin(context.Context) { s.begun = true }

// Nodes implements [alliance.Store].
func (s *early) Nodes(ctx context.Context, ids []string, _ alliance.Date) ([]alliance.Node, error) {
	if !s.begun {
		return nil, errors.New("nobody said that the request begins")
	}
	return s.aged.Nodes(ctx, ids, alliance.Date{})
}

// Dataset implements [alliance.Store].
func (s *early) Dataset(context.Context) (alliance.Dataset, error) {
	return alliance.Dataset{Version: "v2"}, s.changed
}

// TestBegin checks that a request is begun, and run again, with nothing of its answer kept, while the store says in the end
// that the facts changed.
func TestBegin(t *testing.T) {
	for _, test := range []struct {
		changes int
		want    string
	}{
		{0, `{"data":{"actor":null},"extensions":{"dataset":"v2"}}`},
		{4, `{"data":{"actor":null},"extensions":{"dataset":"v2"}}`},
		{5, `{"errors":[{"message":"the facts changed while the request was being answered: try again","extensions":{"code":"FACTS_CHANGED"}}],"data":null,"extensions":{}}`},
	} {
		runs := 0
		store := func() alliance.Store {
			if runs++; runs <= test.changes {
				return &early{changed: fmt.Errorf("at last: %w", alliance.ErrChanged)}
			}
			return &early{}
		}
		handler := graph.NewHandler(live.New(live.Edition{Store: store}), time.Minute)
		if answer := string(withoutCost(ask(t, handler, `{ actor(id: "a") { id } }`))); strings.TrimSpace(answer) != test.want {
			t.Errorf("after %d changes: %s, want %s", test.changes, answer, test.want)
		}
	}
}
