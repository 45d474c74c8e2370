package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/flight"
	"entente/graph/memory"
)

// TestDyadLimit tests that a server does not begin a file of more than five million pairs, and that a file that is not served
// has no limit.
func TestDyadLimit(t *testing.T) {
	f := alliance.Facts{}
	for i := range 250 {
		f.Actors = append(f.Actors, &alliance.Actor{ID: fmt.Sprintf("state-%03d", i), Name: "State", Type: alliance.State})
	}
	store := memory.New(alliance.NewFacts(f), time.Unix(0, 0))
	h := export.Handler(&serving{stores: []alliance.Store{store}}, flight.New(1))
	for question, want := range map[string]string{
		"dyads.csv?from=1000&to=1999&directed=true": "from: from 1000 to 1999 there are 62250000 pairs of states to look at, and an answer has at most 5000000 " +
			"(ask for fewer years at once, or leave directed out; if you have the facts, the loader exports without a limit)\n",
		"dyads.parquet?from=1840&to=2000&ties=true": "from: from 1840 to 2000 there are 5011125 pairs of states to look at, and an answer has at most 5000000 " +
			"(ask for fewer years at once; if you have the facts, the loader exports without a limit)\n",
	} {
		if got := get(t, h, "/export/"+question); got.Code != http.StatusBadRequest || got.Body.String() != want {
			t.Errorf("%s: %d %s", question, got.Code, got.Body)
		}
	}
	if got := get(t, h, "/export/dyads.csv?from=1841&to=2000&ties=true"); got.Code != http.StatusOK {
		t.Errorf("4,980,000 pairs: %d %s", got.Code, got.Body)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	err := write(ctx, store, "dyads.csv?from=1000&to=1999&directed=true", writerFunc(func(p []byte) (int, error) { cancel(); return len(p), nil }))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a file that is not served: %v, want that it is begun", err)
	}
}

// A writerFunc is a writer that is one function.
type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestDyadCells tests that cells are absent instead of 0 where nothing, or not all, is known.
func TestDyadCells(t *testing.T) {
	type cells = map[string]any
	for question, want := range map[string]cells{
		"from=1895&to=1895&ids=cow": {
			"alliance": 1., "consul": 1., "defense": 1., "offense": 0., "tie": 1., "ambivalent": 0., "opposes": 0.,
		},
		"from=1895&to=1895&ids=cow&kinds=DEFENSE": { // what else they owe is not all there, as in other alliances
			"alliance": 1., "defense": 1., "offense": nil, "tie": 1., "ambivalent": nil, "opposes": 0.,
		},
		"from=1895&to=1895&ids=cow&types=OPPOSES":     {"alliance": nil, "alliance_status": nil, "defense": nil, "tie": nil, "ambivalent": nil, "opposes": 0.},
		"from=1895&to=1895&ids=cow&statuses=ASSERTED": {"alliance": 1., "offense": 0., "tie": 1., "opposes": 0.},
		"from=1895&to=1895&ids=cow&sources=":          {"alliance": 1., "opposes": 0.},
	} {
		seen := false
		for line := range bytes.Lines(exported(t, powers(t), "dyads.jsonl?"+question)) {
			var row cells
			if err := json.Unmarshal(line, &row); err != nil {
				t.Fatal(err)
			}
			if row["ccode1"] != 220. || row["ccode2"] != 365. {
				continue
			}
			seen = true
			for name, cell := range want {
				if got, ok := row[name]; !ok || got != cell {
					t.Errorf("%s: %s is %v, want %v", question, name, got, cell)
				}
			}
		}
		if !seen {
			t.Errorf("%s: France and Russia are not there", question)
		}
	}
}

// TestDyadsLongAgo tests that sources of 2020 that do not say from when they cover say nothing of 1500.
func TestDyadsLongAgo(t *testing.T) {
	rows := 0
	for line := range bytes.Lines(exported(t, libya(t), "dyads.jsonl?from=1500&to=1500")) {
		var row map[string]any
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		rows++
		for _, name := range []string{"alliance", "support12", "support21_troops", "opposes", "backs_opponent", "recognizes", "tie", "ambivalent", "srsvas"} {
			if cell, ok := row[name]; !ok || cell != nil {
				t.Errorf("%v and %v: %s is %v", row["actor1"], row["actor2"], name, cell)
			}
		}
	}
	if rows == 0 {
		t.Error("no state lives in 1500")
	}
}
