package factfile

import (
	"bytes"
	"io"
	"slices"
)

// chunkSize is how much of a text is let go at once.
const chunkSize = 1 << 20

// A stream is a text that is read once, and let go behind what was read of it and what the position is past. It implements
// [io.Reader].
type stream struct {
	// chunks are what is not in ahead yet.
	chunks [][]byte
	// ahead is the text from the offset base on. Up to the offset served it was read.
	ahead        []byte
	base, served int
	// offset is where Pos is.
	offset int
	Pos
}

// newStream returns a stream of a copy of a text, which can be let go.
func newStream(text []byte) *stream {
	s := &stream{Pos: Pos{1, 1}}
	for chunk := range slices.Chunk(text, chunkSize) {
		s.chunks = append(s.chunks, bytes.Clone(chunk))
	}
	return s
}

// Read implements [io.Reader].
func (s *stream) Read(p []byte) (int, error) {
	if s.served == s.end() && !s.fill() {
		return 0, io.EOF
	}
	n := copy(p, s.ahead[s.served-s.base:])
	s.served += n
	return n, nil
}

// end returns the offset of the end of ahead.
func (s *stream) end() int { return s.base + len(s.ahead) }

// fill adds a chunk to ahead, and reports whether there was one.
func (s *stream) fill() bool {
	if len(s.chunks) == 0 {
		return false
	}
	if done := min(s.offset, s.served) - s.base; done > 0 {
		s.ahead, s.base = slices.Clone(s.ahead[done:]), s.base+done
	}
	s.ahead = append(s.ahead, s.chunks[0]...)
	s.chunks[0], s.chunks = nil, s.chunks[1:]
	return true
}

// at returns the character at an offset that is not before Pos, 0 at the end.
func (s *stream) at(offset int) byte {
	for offset >= s.end() {
		if !s.fill() {
			return 0
		}
	}
	return s.ahead[offset-s.base]
}

// advance moves Pos forward to an offset, or to the end.
func (s *stream) advance(to int) {
	s.at(to)
	c := cursor{text: s.ahead, offset: s.offset - s.base, Pos: s.Pos}
	c.advance(min(to, s.end()) - s.base)
	s.offset, s.Pos = s.base+c.offset, c.Pos
}
