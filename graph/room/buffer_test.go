package room

import (
	"bytes"
	"errors"
	"testing"

	"entente/graph/flight"
)

// TestBuffer checks that what is written takes room until it is cleared, also once the buffer no longer holds it.
func TestBuffer(t *testing.T) {
	rooms := &Rooms{answers: room{limits: limits{most: 2 * block, each: 2 * block, block: block}}}
	write := func() (*Buffer, error) {
		b := rooms.Buffer("192.0.2.1:1")
		_, err := b.Write(make([]byte, 3*block))
		return b, err
	}
	b, err := write()
	if text := b.Text(); err != nil || !bytes.Equal(text, make([]byte, 3*block)) || len(b.Text()) != 0 {
		t.Errorf("%v, %d bytes", err, len(text))
	}
	if refused, err := write(); !errors.Is(err, flight.ErrBusy) || len(refused.Text()) != 0 {
		t.Errorf("without room: %v", err)
	}
	b.Clear()
	if _, err := write(); err != nil {
		t.Errorf("with room: %v", err)
	}
}
