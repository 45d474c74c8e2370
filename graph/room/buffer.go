package room

import "bytes"

// A Buffer is a long answer, which takes room as it is written.
type Buffer struct {
	text  bytes.Buffer
	place *Place
}

// Buffer returns a buffer for an answer to the client at an address, which is to be cleared once it is sent.
func (r *Rooms) Buffer(address string) *Buffer { return &Buffer{place: r.Answer(address)} }

// Write implements [io.Writer]. It fails with a [*flight.BusyError] while there is no room for more.
func (b *Buffer) Write(p []byte) (int, error) {
	if err := b.place.Take(len(p)); err != nil {
		return 0, err
	}
	return b.text.Write(p)
}

// Text returns what was written. The buffer does not hold it any more, but its room.
func (b *Buffer) Text() []byte {
	text := b.text.Bytes()
	b.text = bytes.Buffer{}
	return text
}

// Clear empties the buffer, and gives its room back.
func (b *Buffer) Clear() {
	b.text.Reset()
	b.place.Clear()
}
