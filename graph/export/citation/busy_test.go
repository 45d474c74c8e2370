package citation_test

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"entente/graph/alliance"
	"entente/graph/export/citation"
	"entente/graph/flight"
	"entente/graph/memory"
	"entente/graph/room"
	"entente/graph/storetest"
)

// newLarge returns a store of some facts that claims to have so many relations, and is slow to list those of an actor.
func newLarge(relations int) *storetest.Slow {
	actor := &alliance.Actor{ID: "hub", Name: "Hub", Type: alliance.State}
	source := &alliance.Source{ID: "paper", Title: "Paper"}
	return &storetest.Slow{
		Store: memory.New(alliance.NewFacts(alliance.Facts{Actors: []*alliance.Actor{actor}, Sources: []*alliance.Source{source}}), time.Unix(0, 0)),
		Claim: func(c *alliance.Counts) { c.Relations = relations }, Takes: 1100 * time.Millisecond,
	}
}

// TestActorsAtOnce checks how many citations of actors are made at the same time beside a long analysis: few if there are many
// facts. Others are refused if they would wait for too long.
func TestActorsAtOnce(t *testing.T) {
	for relations, want := range map[int]struct{ most, busy int32 }{2_000: {12, 0}, 2_001: {1, 3}} {
		synctest.Test(t, func(t *testing.T) {
			store, work := newLarge(relations), flight.New(1)
			end, err := work.Enter(t.Context(), flight.Kind{Guess: time.Hour})
			if err != nil {
				t.Fatal(err)
			}
			defer end()
			h := citation.Handler(&serving{[]alliance.Store{store}}, check, now, work, room.New())
			var busy atomic.Int32
			var asked sync.WaitGroup
			for range 12 {
				asked.Go(func() {
					switch answer, body := get(t, h, "/cite?actor=hub"); {
					case answer.Code == http.StatusServiceUnavailable && answer.Header().Get("Retry-After") != "":
						busy.Add(1)
					case answer.Code != http.StatusOK:
						t.Errorf("%d relations: %d %s", relations, answer.Code, body)
					}
				})
			}
			asked.Wait()
			if store.Most.Load() != want.most || busy.Load() != want.busy {
				t.Errorf("%d relations: %d at the same time, %d refused, want %v", relations, store.Most.Load(), busy.Load(), want)
			}
		})
	}
}

// TestNamedTwice checks that what is named many times is gone through once, and that no slot is waited for without evidence to go through.
func TestNamedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, work := newLarge(250_000), flight.New(1)
		h := citation.Handler(&serving{[]alliance.Store{store}}, check, now, work, room.New())
		_, want := get(t, h, "/cite?source=paper&actor=hub")
		answer, got := get(t, h, "/cite?"+strings.Repeat("actor=hub&", 400)+strings.Repeat("source=paper&", 100)+"format=bibtex")
		if answer.Code != http.StatusOK || got != want || store.Asked.Load() != 2 {
			t.Errorf("%d, relations are listed %d times, %s", answer.Code, store.Asked.Load(), got)
		}
		if answer, body := get(t, h, "/cite?"+strings.Repeat("actor=hub&", 501)); answer.Code != http.StatusBadRequest {
			t.Errorf("too many: %d %s", answer.Code, body)
		}
		end, err := work.EnterLight(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer end()
		for _, path := range []string{"/cite", "/cite?source=paper", "/cite?url=/export/actors.csv"} {
			if answer, body := get(t, h, path); answer.Code != http.StatusOK {
				t.Errorf("%s: %d %s", path, answer.Code, body)
			}
		}
	})
}
