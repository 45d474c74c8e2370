package room

import (
	"bytes"
	"errors"
	"io"
	"math"
	"testing"

	"entente/graph/flight"
)

// TestRoom checks that the bytes of all answers are bounded, and those of one client; and that what is given back can be taken.
func TestRoom(t *testing.T) {
	for limit, want := range map[int64]int64{0: leastRoom, 1 << 30: 1 << 26, 1 << 40: mostRoom, math.MaxInt64: mostRoom} {
		if got := roomFor(limit); got != want {
			t.Errorf("room of %d bytes in %d, want %d", got, limit, want)
		}
	}
	const most = 8 * block
	rooms := &Rooms{answers: room{limits: limits{most: most, each: most / clientShare, block: block}}}
	r := &rooms.answers
	fill := func(p *Place) (blocks int) {
		for blocks < 2*most && p.Take(block) == nil {
			blocks++
		}
		return blocks
	}
	a, a2 := rooms.Answer("192.0.2.1:1"), rooms.Answer("192.0.2.1:2")
	b, b2 := rooms.Answer("[2001:db8::1]:1"), rooms.Answer("[2001:db8::2]:1")
	for _, test := range []struct {
		name string
		of   *Place
		want int
	}{
		{"a client", a, 5},
		{"another answer to it", a2, 1},
		{"another client", b, 5},
		{"an answer to its network, when full", b2, 1},
	} {
		if got := fill(test.of); got != test.want {
			t.Errorf("%s: %d blocks, want %d", test.name, got, test.want)
		}
	}
	if r.all != most {
		t.Errorf("%d bytes are taken of %d", r.all, most)
	}
	a.Clear()
	b.Clear()
	b.Clear()
	if r.all != 0 || len(r.of) != 0 {
		t.Errorf("after all: %d bytes are taken by %v", r.all, r.of)
	}
}

// TestBodies checks that long bodies are read while there is room for them, and short ones always.
func TestBodies(t *testing.T) {
	rooms := New()
	declared := func(length, declared int) (*Body, *bytes.Reader, error) {
		text := bytes.NewReader(make([]byte, length))
		b := rooms.Body("192.0.2.1:1", io.NopCloser(text), int64(declared))
		_, err := io.Copy(io.Discard, b)
		return b, text, err
	}
	body := func(length int) (*Body, error) {
		b, _, err := declared(length, -1)
		return b, err
	}
	var held []*Body
	for range maxBodies >> 20 {
		b, err := body(1 << 20)
		if err != nil {
			t.Fatalf("body %d: %v", len(held), err)
		}
		held = append(held, b)
	}
	refused, err := body(1 << 20)
	if !errors.Is(err, flight.ErrBusy) {
		t.Errorf("one too many: %v", err)
	}
	refused.Clear()
	if _, rest, err := declared(1<<20, 1<<20); !errors.Is(err, flight.ErrBusy) || rest.Len() < 1<<20 {
		t.Errorf("one too many of a known length: %v, %d bytes are left", err, rest.Len())
	}
	if _, _, err := declared(small, small); err != nil {
		t.Errorf("a short one of a known length: %v", err)
	}
	if _, err := body(small); err != nil {
		t.Errorf("a short one: %v", err)
	}
	for _, b := range held {
		b.Clear()
	}
	known, _, err := declared(1<<20, 1<<20)
	if err != nil {
		t.Errorf("one of a known length after all: %v", err)
	}
	known.Clear()
	if _, err := body(1 << 20); err != nil || rooms.bodies.all > 1<<20 {
		t.Errorf("after all: %v, %d bytes are taken", err, rooms.bodies.all)
	}
}
