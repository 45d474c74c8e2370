package transport

import (
	"context"
	"math"
	"testing"

	"entente/graph/room"
)

// TestRoom checks that an answer that is made anew has the room that it had before, and that without a request there is any.
func TestRoom(t *testing.T) {
	if err := Room(t.Context())(math.MaxInt); err != nil {
		t.Errorf("no room without a request: %v", err)
	}
	const most = 32 << 20 // one client has at least half of that
	ctx := context.WithValue(t.Context(), placeKey{}, room.New().Answer("192.0.2.1:1"))
	for run := range 20 {
		if err := Room(ctx)(most / 2); err != nil {
			t.Fatalf("run %d: %v", run, err)
		}
	}
	if err := Room(ctx)(math.MaxInt32); err == nil {
		t.Error("there is room for 2 GiB")
	}
}
