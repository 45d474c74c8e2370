package transport

import (
	"net/http"
	"net/netip"
	"sync"

	"entente/graph/flight"
	"entente/graph/refusal"
)

const (
	// StreamsPerClient is how many concurrent subscriptions a client may have, unless another limit is set. Clients may be many
	// readers behind one address.
	StreamsPerClient = 50
	// maxStreams is the maximum number of concurrent subscriptions of all clients.
	maxStreams = 1_000
	// retryStream is how many seconds later a refused client may subscribe, in the header Retry-After.
	retryStream = "60"
)

// streams counts concurrent subscriptions. The zero value counts none.
type streams struct {
	mu  sync.Mutex
	all int
	of  map[netip.Prefix]int
}

// take counts a subscription of the client at an address, of whom there may be some at most, 0 for any number, until it is
// released. The error is that there are too many.
func (s *streams) take(address string, most int) (release func(), err error) {
	client := flight.ClientAt(address)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.all >= maxStreams:
		return nil, tooMany(http.StatusServiceUnavailable, "there are %d streams already: try again later", maxStreams)
	case most > 0 && s.of[client] >= most:
		return nil, tooMany(http.StatusTooManyRequests,
			"there are %d streams to this client already: close one, or share one among several readers, and try again", most)
	}
	if s.of == nil {
		s.of = map[netip.Prefix]int{}
	}
	s.all++
	s.of[client]++
	return func() { s.release(client) }, nil
}

// count returns the number of subscriptions.
func (s *streams) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all
}

// release no longer counts a subscription of a client.
func (s *streams) release(client netip.Prefix) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all--
	if s.of[client]--; s.of[client] == 0 {
		delete(s.of, client)
	}
}

// tooMany returns the error for a subscription that is one too many.
func tooMany(status int, format string, args ...any) error {
	return &refused{ErrStreams, refusal.Errorf(status, format, args...)}
}
