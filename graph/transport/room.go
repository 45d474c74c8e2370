package transport

import (
	"context"

	"entente/graph/room"
)

// placeKey is the context key of a *room.Place.
type placeKey struct{}

// Room returns a function that takes room for bytes of the answer to the request that the context is of, with an error if there is
// none. What it took before is given back: an answer is made anew.
func Room(ctx context.Context) func(n int) error {
	p, ok := ctx.Value(placeKey{}).(*room.Place)
	if !ok {
		return func(int) error { return nil }
	}
	p.Clear()
	return p.Take
}
