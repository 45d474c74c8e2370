package network_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/network"
	"entente/graph/network/partition"
	"entente/graph/storetest"
)

// whenExplained is how many bytes a graph is said to take for what it keeps once its pairs are explained, at most.
const whenExplained = 1 << 20

// TestSize compares how many bytes results are said to take with how many more are in use once they are there.
func TestSize(t *testing.T) {
	facts := storetest.PowerLaw(2_000, 20_000)
	v := network.View{Store: memory.New(facts, time.Unix(0, 0)), Ambivalent: network.AsHostile}
	past := v
	past.Where.AsOf = alliance.MustDate("1990")
	v.Keep = func(_ string, find func() (*network.Signed, error)) (*network.Signed, error) { return find() }
	hub := facts.Relations[0].Subject.ID
	for name, compute := range map[string]func(context.Context) (any, error){
		"ties":      func(ctx context.Context) (any, error) { return v.Ties(ctx, nil, 0) },
		"past ties": func(ctx context.Context) (any, error) { return past.Ties(ctx, nil, 0) },
		"network":   func(ctx context.Context) (any, error) { return v.Around(ctx, nil, 0, 5000) },
		"blocs": func(ctx context.Context) (any, error) {
			short, cancel := context.WithTimeout(ctx, 10*time.Second)
			defer cancel()
			return v.Blocs(short, nil, 0, partition.Blocs{Count: 1})
		},
		"allies": func(ctx context.Context) (any, error) {
			return v.Allies(ctx, network.Ranking{Actor: hub, Indirect: true, First: 500})
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := compute(t.Context()); err != nil { // what is made once for all
				t.Fatal(err)
			}
			before := inUse()
			result, err := compute(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			takes := inUse() - before
			said := sizeOf(result)
			t.Logf("said %d, takes %d", said, takes)
			if takes > 2*said || said > 2*takes+whenExplained {
				t.Errorf("it takes %d bytes, and is said to take %d", takes, said)
			}
			runtime.KeepAlive(result)
		})
	}
	if _, known := network.Size(42); known {
		t.Error("the size of a number is known")
	}
}

// sizeOf returns how many bytes a result is said to take.
func sizeOf(result any) int {
	if s, ok := result.(*network.Signed); ok {
		return s.Size()
	}
	bytes, _ := network.Size(result)
	return bytes
}

// inUse returns how many bytes are in use.
func inUse() int {
	var m runtime.MemStats
	for range 2 {
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
