package graph_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/graph/alliance"
)

// An aged store has a data set and nothing in it, or neither; why is the reason.
type aged struct {
	alliance.Store
	err, why error
}

// Dataset implements [alliance.Store].
func (s aged) Dataset(context.Context) (alliance.Dataset, error) {
	return alliance.Dataset{Version: "v1"}, s.err
}

// Nodes implements [alliance.Store].
func (s aged) Nodes(context.Context, []string, alliance.Date) ([]alliance.Node, error) {
	return make([]alliance.Node, 1), s.err
}

// Stale is as for [alliance.Staleness].
func (s aged) Stale() (time.Time, error) { return time.Unix(0, 0), s.why }

// TestStale checks that an answer says that it is stale, an error why there is no answer, and neither more.
func TestStale(t *testing.T) {
	secret := fmt.Errorf("%w: dial swordfish", alliance.ErrUnavailable)
	for _, test := range []struct {
		store aged
		want  string
	}{
		{aged{}, `{"data":{"actor":null},"extensions":{"dataset":"v1"}}`},
		{aged{why: secret}, `{"data":{"actor":null},"extensions":{"dataset":"v1","stale":true}}`},
		{aged{why: alliance.ErrLoading}, `{"data":{"actor":null},"extensions":{"dataset":"v1","stale":true}}`},
		{aged{err: secret}, `"message":"the facts cannot be reached now: try again later"`},
		{aged{err: fmt.Errorf("%w: swordfish", alliance.ErrNoFacts)}, `"message":"there are no facts yet: try again later"`},
		{aged{err: fmt.Errorf("%w: swordfish", alliance.ErrLoading)}, `"message":"the facts are being loaded: try again later"`},
	} {
		answer := string(withoutCost(ask(t, serving(test.store), `{ actor(id: "a") { id } }`)))
		unavailable := strings.Contains(answer, `"code":"UNAVAILABLE"`)
		if !strings.Contains(answer, test.want) || strings.Contains(answer, "swordfish") || unavailable != (test.store.err != nil) {
			t.Errorf("%v, %v: %s, want %s", test.store.err, test.store.why, answer, test.want)
		}
	}
}
