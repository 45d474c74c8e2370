package export

import (
	"io"
	"os"
	"sync"

	"golang.org/x/sync/semaphore"
)

const (
	// piece is the number of bytes that each may keep in memory, and that are read from its file at once: a thousand clients that read
	// slowly hold a thousand of them.
	piece = 128 << 10
	// block is the number of bytes in which room for spools is taken.
	block = 1 << 20
	// mostSpooled is the most bytes of a file that wait for its client.
	mostSpooled = 256 << 20
	// mostWaiting is the most bytes of all files that wait for clients.
	mostWaiting = 1 << 30
)

// A spool holds what was made of a file and has not been sent yet, so that a client that reads slowly does not hold the facts
// that the file is made from: first in memory, then in a file without a name.
type spool struct {
	// room is that of all spools together.
	room *semaphore.Weighted
	// create creates the file.
	create func() (*os.File, error)

	mu      sync.Mutex
	changed sync.Cond
	// memory is unread, and before what is unread in the file, which is from one offset to another.
	memory   []byte
	file     *os.File
	from, to int64
	// taken is how much of the room is taken.
	taken int64
	// ended is set once all is written, with the error that ended it; left is set once nobody reads any more.
	ended, left bool
	err         error
}

func newSpool(room *semaphore.Weighted, create func() (*os.File, error)) *spool {
	s := &spool{room: room, create: create}
	s.changed.L = &s.mu
	return s
}

// unnamed creates a temporary file that has no name, and is gone once it is closed.
func unnamed() (*os.File, error) {
	f, err := os.CreateTemp("", "entente-export-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// put adds bytes, and reports whether there was room for them.
func (s *spool) put(p []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.left && !s.remember(p) && !s.store(p) {
		return false
	}
	s.changed.Broadcast()
	return true
}

// remember adds bytes to those in memory, unless there are too many, or others are in the file. It always takes the first.
func (s *spool) remember(p []byte) bool {
	if s.from < s.to || len(s.memory) > 0 && len(s.memory)+len(p) > piece {
		return false
	}
	s.memory = append(s.memory, p...)
	return true
}

// store adds bytes to those in the file. It reports false if there is none, or no room in it: then they have to wait.
func (s *spool) store(p []byte) bool {
	end := s.to + int64(len(p))
	if end > mostSpooled {
		return false
	}
	for s.taken < end {
		if !s.room.TryAcquire(block) {
			return false
		}
		s.taken += block
	}
	if s.file == nil {
		var err error
		if s.file, err = s.create(); err != nil {
			s.file = nil
			return false
		}
	}
	if _, err := s.file.WriteAt(p, s.to); err != nil {
		return false // the disk may be full
	}
	s.to = end
	return true
}

// drained waits until nothing is left to read, or nobody reads.
func (s *spool) drained() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !s.left && (len(s.memory) > 0 || s.from < s.to) {
		s.changed.Wait()
	}
}

// end notes that all is written, or what ended it.
func (s *spool) end(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended, s.err = true, err
	s.changed.Broadcast()
}

// next returns the bytes after those that it returned last, at most about a piece. After the last, the error is io.EOF, or
// that of whoever writes.
func (s *spool) next() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.memory) == 0 && s.from == s.to {
		if s.ended {
			if s.err == nil {
				return nil, io.EOF
			}
			return nil, s.err
		}
		s.changed.Broadcast()
		s.changed.Wait()
	}
	if p := s.memory; len(p) > 0 {
		s.memory = nil
		return p, nil
	}
	p := make([]byte, min(piece, s.to-s.from))
	if _, err := s.file.ReadAt(p, s.from); err != nil {
		return nil, err
	}
	if s.from += int64(len(p)); s.from == s.to {
		s.from, s.to = 0, 0
	}
	return p, nil
}

// leave gives up what is left to read, and the room.
func (s *spool) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left = true
	s.room.Release(s.taken)
	if s.file != nil {
		_ = s.file.Close() // it has no name: nothing can be done about an error
	}
	s.memory, s.file, s.from, s.to, s.taken = nil, nil, 0, 0, 0
	s.changed.Broadcast()
}
