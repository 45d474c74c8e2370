package transport

import (
	"context"
	"math"
	"net/netip"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"entente/graph/flight"
)

const (
	// share is the part of the memory of the process that answers may take while they are made and sent: 1/share. They are
	// copied once.
	share = 16
	// leastRoom and mostRoom are the least and the most of it, in bytes.
	leastRoom, mostRoom = 32 << 20, 256 << 20
	// clientShare is the part of it that one client may take: 1/clientShare.
	clientShare = 2
	// block is the number of bytes in which room is taken. Each answer has one of its own.
	block = 64 << 10
)

// A room is the memory for long answers that are made or sent at the same time, since a client that reads slowly holds them for
// long. The zero value is empty.
type room struct {
	mu  sync.Mutex
	all int64
	of  map[netip.Prefix]int64
	// most is how many bytes there may be, which is found once: the runtime locks its heap to tell its limit.
	once sync.Once
	most int64
}

// roomFor returns how many bytes there are for answers in a process that is limited to so many.
func roomFor(limit int64) int64 {
	if limit == math.MaxInt64 {
		return mostRoom
	}
	return min(max(limit/share, leastRoom), mostRoom)
}

// take takes bytes for a client, if there is room for them among the most that there may be.
func (r *room) take(client netip.Prefix, n, most int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.all+n > most || r.of[client]+n > most/clientShare {
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

// A place is the room that one answer takes.
type place struct {
	room   *room
	client netip.Prefix
	most   int64
	// bytes are how many the answer has so far, allowed how many it may have.
	bytes, allowed atomic.Int64
	mu             sync.Mutex
}

// placeFor returns the place for the answer to a client.
func (r *room) placeFor(address string) *place {
	r.once.Do(func() { r.most = roomFor(debug.SetMemoryLimit(-1)) })
	p := &place{room: r, client: flight.ClientAt(address), most: r.most}
	p.allowed.Store(block)
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
		if !p.room.take(p.client, block, p.most) {
			return false
		}
		p.allowed.Add(block)
	}
	return true
}

// clear gives the room back, as nothing of the answer is needed any more.
func (p *place) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := p.allowed.Swap(block) - block; n > 0 {
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
