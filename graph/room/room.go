// Package room bounds the memory that long answers and long bodies take while clients read and send them slowly, over all routes
// of a server together.
package room

import (
	"io"
	"math"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"entente/graph/flight"
	"entente/graph/heap"
)

const (
	// share is the part of the memory of the process that answers may take while they are made and sent: 1/share. They are
	// copied once.
	share = 16
	// leastRoom and mostRoom are the least and the most of it, in bytes.
	leastRoom, mostRoom = 32 << 20, 256 << 20
	// clientShare is the part of it that one client may take: 1/clientShare.
	clientShare = 2
	// block is the number of bytes in which answers take room.
	block = 64 << 10
	// maxBodies is how much of long bodies may be held at once, in bytes: what is made of them takes many times as much.
	maxBodies = 16 << 20
	// small is the length up to which a body is held in any case, and the number of bytes in which it takes room for more.
	small = 16 << 10
	// sent is after how long others may have read their answers, received after how long their bodies may have been read.
	sent, received = 2 * time.Second, time.Second
)

// Rooms are those of a server: for long answers that are made or sent, and for long bodies that are read. They are safe for
// concurrent use.
type Rooms struct{ answers, bodies room }

// New returns empty rooms, whose size depends on the memory that the process may take.
func New() *Rooms {
	most := roomFor(heap.Limit())
	return &Rooms{
		answers: room{limits: limits{most: most, each: most / clientShare, block: block, after: sent}},
		bodies:  room{limits: limits{most: maxBodies, each: maxBodies, block: small, after: received}},
	}
}

// Answer returns the place for an answer to the client at an address, which is to be cleared once it is sent.
func (r *Rooms) Answer(address string) *Place { return r.answers.place(address) }

// Body returns a body of the client at an address, which is to be cleared once nothing of it is needed any more. Its length is 0 or
// less if it is not known. Reading fails with a [*flight.BusyError] while there is no room for more of it.
func (r *Rooms) Body(address string, from io.ReadCloser, length int64) *Body {
	return &Body{from, r.bodies.place(address), length}
}

// A room is memory that requests take and give back, since clients that send or read slowly hold it for long.
type room struct {
	limits
	mu  sync.Mutex
	all int64
	of  map[netip.Prefix]int64
}

// Limits are those of a room, in bytes.
type limits struct {
	// most is how many there are, each how many of them one client may take.
	most, each int64
	// block is how many are taken at once. Whoever takes room has a block of its own, which is not of the room.
	block int64
	// after is how long it may take until there is room again.
	after time.Duration
}

// roomFor returns how many bytes there are for answers in a process that is limited to so many.
func roomFor(limit int64) int64 {
	if limit == math.MaxInt64 {
		return mostRoom
	}
	return min(max(limit/share, leastRoom), mostRoom)
}

// take takes bytes for a client, if there is room for them.
func (r *room) take(client netip.Prefix, n int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.all+n > r.most || r.of[client]+n > r.each {
		return false
	}
	if r.of == nil {
		r.of = map[netip.Prefix]int64{}
	}
	r.all += n
	r.of[client] += n
	return true
}

// has reports whether a client could take so many bytes now.
func (r *room) has(client netip.Prefix, n int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.all+n <= r.most && r.of[client]+n <= r.each
}

// give gives bytes back that a client took.
func (r *room) give(client netip.Prefix, n int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all -= n
	if r.of[client] -= n; r.of[client] == 0 {
		delete(r.of, client)
	}
}

// place returns the place for what is sent to or by a client.
func (r *room) place(address string) *Place {
	p := &Place{room: r, client: flight.ClientAt(address)}
	p.allowed.Store(r.block)
	return p
}

// A Place is the room that one answer or body takes.
type Place struct {
	room   *room
	client netip.Prefix
	// bytes are how many it has so far, allowed how many it may have.
	bytes, allowed atomic.Int64
	mu             sync.Mutex
}

// Take takes room for more bytes. The error is a [*flight.BusyError] if there is none. It is safe for concurrent use.
func (p *Place) Take(n int) error {
	if p.bytes.Add(int64(n)) <= p.allowed.Load() {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.bytes.Load() > p.allowed.Load() {
		if !p.room.take(p.client, p.room.block) {
			return &flight.BusyError{After: p.room.after}
		}
		p.allowed.Add(p.room.block)
	}
	return nil
}

// fits reports whether there is room for so many bytes more, which others may yet take.
func (p *Place) fits(n int64) bool {
	more := p.bytes.Load() + n - p.allowed.Load()
	return more <= 0 || p.room.has(p.client, more)
}

// Clear gives the room back, as nothing of what took it is needed any more. What is made anew may take room again.
func (p *Place) Clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := p.allowed.Swap(p.room.block) - p.room.block; n > 0 {
		p.room.give(p.client, n)
	}
	p.bytes.Store(0)
}
