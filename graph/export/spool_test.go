package export

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/semaphore"

	"entente/graph/flight"
)

// none creates no file, as on a disk that cannot be written.
func none() (*os.File, error) { return nil, errors.New("read-only file system") }

// newExporter returns an exporter without facts, in which files may take a while.
func newExporter(most time.Duration) exporter {
	return exporter{nil, flight.New(1), flight.New(1), flight.New(1), semaphore.NewWeighted(mostWaiting), most}
}

// TestSpool writes and reads a text in parts of random lengths, with a file and without, and with and without room.
func TestSpool(t *testing.T) {
	for _, tt := range []struct {
		name   string
		create func() (*os.File, error)
		room   int64
		length int
	}{
		{"in memory", none, 0, piece / 2},
		{"in a file", unnamed, 64 << 20, 9 * block},
		{"without a file", none, 64 << 20, 9 * block},
		{"without room", unnamed, 3 * block, 9 * block},
	} {
		t.Run(tt.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 2))
			text := make([]byte, tt.length)
			for i := range text {
				text[i] = byte(random.Uint32())
			}
			room := semaphore.NewWeighted(tt.room)
			s := newSpool(room, tt.create)
			go write(s, text, random)
			var got bytes.Buffer
			for {
				p, err := s.next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				got.Write(p)
			}
			if !bytes.Equal(got.Bytes(), text) {
				t.Errorf("%d other bytes than the %d that were written", got.Len(), len(text))
			}
			s.leave()
			if !room.TryAcquire(tt.room) {
				t.Error("room was not given back")
			}
		})
	}
}

// write writes a text to a spool in parts of random lengths.
func write(s *spool, text []byte, random *rand.Rand) {
	for len(text) > 0 {
		p := text[:min(len(text), 1+random.IntN(chunk))]
		for !s.put(p) {
			s.drained()
		}
		text = text[len(p):]
	}
	s.end(nil)
}

// TestMaking makes files that take long: only the time counts in which they are made.
func TestMaking(t *testing.T) {
	for _, tt := range []struct {
		name  string
		takes time.Duration // for each block
		reads time.Duration // each block
		want  error
	}{
		{"fast", time.Second, 0, nil},
		{"a slow reader", time.Second, time.Hour, nil},
		{"too slow", 20 * time.Second, 0, errTooSlow},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newSpool(semaphore.NewWeighted(0), none)
				made := make(chan error, 1)
				go func() {
					e := newExporter(time.Minute)
					err := e.make(t.Context(), blocks(10, tt.takes), s, e.turn(e.light))
					s.end(err)
					made <- err
				}()
				for err := error(nil); err == nil; _, err = s.next() {
					<-time.After(tt.reads) // of the bubble's clock
				}
				if err := <-made; !errors.Is(err, tt.want) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
			})
		})
	}
}

// blocks returns what writes so many blocks, each of which takes a while.
func blocks(n int, takes time.Duration) Write {
	return func(ctx context.Context, w io.Writer) error {
		for range n {
			select {
			case <-time.After(takes):
			case <-ctx.Done():
				return ctx.Err()
			}
			if _, err := w.Write(make([]byte, block)); err != nil {
				return err
			}
		}
		return nil
	}
}

// TestBusy waits for a turn that does not come.
func TestBusy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newExporter(time.Minute)
		leave, err := e.light.Enter(t.Context(), flight.Kind{})
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
		start := time.Now()
		err = e.make(t.Context(), blocks(1, 0), newSpool(e.room, none), e.turn(e.light))
		if !errors.Is(err, flight.ErrBusy) || time.Since(start) != queueing {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}
