package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"entente/graph/admin"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
)

// TestKeepAnswersOption reads --keep-answers from the command line and the environment.
func TestKeepAnswersOption(t *testing.T) {
	if o := parse(nil); o.KeepAnswers != 64<<20 {
		t.Errorf("%d bytes are kept, want 64 MiB", o.KeepAnswers)
	}
	for _, test := range []struct {
		variable string
		args     []string
		want     size
	}{
		{"2 MiB", nil, 2 << 20},
		{"1MiB", nil, 1 << 20},
		{"1MiB", []string{"--keep-answers=0"}, 0},
	} {
		t.Setenv("ENTENTE_KEEP_ANSWERS", test.variable)
		if o := parse(test.args); o.KeepAnswers != test.want {
			t.Errorf("%q and %q keep %d bytes, want %d", test.variable, test.args, o.KeepAnswers, test.want)
		}
	}
}

// A countingStore counts how often it is asked for things by id.
type countingStore struct {
	alliance.Store
	asked *int
}

// Nodes implements [alliance.Store].
func (s countingStore) Nodes(ctx context.Context, ids []string, known alliance.Date) ([]alliance.Node, error) {
	*s.asked++
	return s.Store.Nodes(ctx, ids, known)
}

// TestKeepAnswers asks twice for the same of servers that keep answers and that do not.
func TestKeepAnswers(t *testing.T) {
	t.Parallel()
	for kept, want := range map[size]int{0: 2, 1 << 20: 1} {
		asked := 0
		store := countingStore{memory.New(alliance.NewFacts(alliance.Facts{}), time.Time{}), &asked}
		handler := routes(t.Context(), live.New(live.Edition{Store: func() alliance.Store { return store }}), options{KeepAnswers: kept, Hosts: names(t, "example.com")}, &admin.Watch{})
		for range 2 {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/graphql?query={actor(id:%22a%22){id}}", nil))
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `{"data":{"actor":null}`) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		}
		if asked != want {
			t.Errorf("with %d bytes for answers, the store was asked %d times, want %d", kept, asked, want)
		}
	}
}
