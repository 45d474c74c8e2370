package transport

import (
	"context"
	"math"
	"testing"
)

// TestRoom checks that the bytes of all answers are bounded, and those of one client; and that what is given back can be taken.
func TestRoom(t *testing.T) {
	for limit, want := range map[int64]int64{0: leastRoom, 1 << 30: 1 << 26, 1 << 40: mostRoom, math.MaxInt64: mostRoom} {
		if got := roomFor(limit); got != want {
			t.Errorf("room of %d bytes in %d, want %d", got, limit, want)
		}
	}
	const most = 8 * block
	r := room{limits: limits{most: most, each: most / clientShare, block: block}}
	begin := func(client string) (*place, func(int) bool) {
		p := r.placeFor(client)
		return p, Room(context.WithValue(t.Context(), placeKey{}, p))
	}
	fill := func(take func(int) bool) (blocks int) {
		for blocks < 2*most && take(block) {
			blocks++
		}
		return blocks
	}
	a, takeA := begin("192.0.2.1:1")
	_, takeA2 := begin("192.0.2.1:2")
	b, takeB := begin("[2001:db8::1]:1")
	_, takeB2 := begin("[2001:db8::2]:1")
	for name, test := range map[string]struct{ got, want int }{
		"a client":                            {fill(takeA), 5},
		"another answer to it":                {fill(takeA2), 1},
		"another client":                      {fill(takeB), 5},
		"an answer to its network, when full": {fill(takeB2), 1},
	} {
		if test.got != test.want {
			t.Errorf("%s: %d blocks, want %d", name, test.got, test.want)
		}
	}
	if r.all != most {
		t.Errorf("%d bytes are taken of %d", r.all, most)
	}
	Room(context.WithValue(t.Context(), placeKey{}, a)) // made anew
	b.clear()
	b.clear()
	if r.all != 0 || len(r.of) != 0 {
		t.Errorf("after all: %d bytes are taken by %v", r.all, r.of)
	}
	if !Room(t.Context())(math.MaxInt) {
		t.Error("no room without a request")
	}
}
