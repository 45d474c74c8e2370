package transport

import (
	"context"
	"math"
	"net/netip"
	"sync"
	"sync/atomic"

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
)

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
}

// Rooms are those of a handler: for long answers that are made or sent, and for long bodies that are read. The zero value is empty.
type rooms struct {
	once            sync.Once
	answers, bodies room
}

// open returns the rooms with their limits, which are found once: the runtime locks its heap to tell its own.
func (r *rooms) open() *rooms {
	r.once.Do(func() {
		most := roomFor(heap.Limit())
		r.answers.limits = limits{most: most, each: most / clientShare, block: block}
		r.bodies.limits = limits{most: maxBodies, each: maxBodies, block: small}
	})
	return r
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

// give gives bytes back that a client took.
func (r *room) give(client netip.Prefix, n int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all -= n
	if r.of[client] -= n; r.of[client] == 0 {
		delete(r.of, client)
	}
}

// A place is the room that one answer or body takes.
type place struct {
	room   *room
	client netip.Prefix
	// bytes are how many it has so far, allowed how many it may have.
	bytes, allowed atomic.Int64
	mu             sync.Mutex
}

// placeFor returns the place for what is sent to or by a client.
func (r *room) placeFor(address string) *place {
	p := &place{room: r, client: flight.ClientAt(address)}
	p.allowed.Store(r.block)
	return p
}

// take takes room for more bytes, and reports whether there is any.
func (p *place) take(n int) bool {
	if p.bytes.Add(int64(n)) <= p.allowed.Load() {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.bytes.Load() > p.allowed.Load() {
		if !p.room.take(p.client, p.room.block) {
			return false
		}
		p.allowed.Add(p.room.block)
	}
	return true
}

// clear gives the room back, as nothing of what took it is needed any more.
func (p *place) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := p.allowed.Swap(p.room.block) - p.room.block; n > 0 {
		p.room.give(p.client, n)
	}
	p.bytes.Store(0)
}

// placeKey is the context key of a *place.
type placeKey struct{}

// Room returns a function that takes room for bytes of the answer to the request that the context is of, and reports whether there is
// any. What it took before is given back: an answer is made anew.
func Room(ctx context.Context) func(n int) bool {
	p, ok := ctx.Value(placeKey{}).(*place)
	if !ok {
		return func(int) bool { return true }
	}
	p.clear()
	return p.take
}
