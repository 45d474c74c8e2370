package steady

import (
	"bytes"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A clock records the deadlines that are set, and lets each write take a while.
type clock struct {
	bytes.Buffer
	at        time.Time
	takes     time.Duration
	deadlines []time.Duration
}

func (c *clock) SetWriteDeadline(t time.Time) error {
	c.deadlines = append(c.deadlines, t.Sub(time.Unix(0, 0)))
	return nil
}

func (c *clock) Write(p []byte) (int, error) {
	c.at = c.at.Add(c.takes)
	return c.Buffer.Write(p)
}

// TestDeadlines writes three chunks and a half: each has a deadline of its own.
func TestDeadlines(t *testing.T) {
	c := &clock{at: time.Unix(0, 0), takes: 15 * time.Second}
	text := bytes.Repeat([]byte("entente "), (3*chunk+chunk/2)/8)
	w := &writer{to: c, control: c, now: func() time.Time { return c.at }}
	if n, err := w.Write(text); err != nil || n != len(text) || !bytes.Equal(c.Bytes(), text) {
		t.Fatalf("%d of %d bytes, %v", n, len(text), err)
	}
	want := []time.Duration{20 * time.Second, 35 * time.Second, 50 * time.Second, 65 * time.Second}
	if !slices.Equal(c.deadlines, want) {
		t.Errorf("deadlines %v, want %v", c.deadlines, want)
	}
}

// TestReady writes two chunks and a half in small parts: each chunk has a deadline.
func TestReady(t *testing.T) {
	c := &clock{at: time.Unix(0, 0), takes: time.Second}
	w := &writer{to: c, control: c, now: func() time.Time { return c.at }, ready: true}
	for range 5 * 8 { // eight parts are half of a chunk
		if n, err := w.Write(make([]byte, chunk/16)); err != nil || n != chunk/16 {
			t.Fatalf("%d bytes, %v", n, err)
		}
	}
	want := []time.Duration{20 * time.Second, 36 * time.Second, 52 * time.Second}
	if !slices.Equal(c.deadlines, want) {
		t.Errorf("deadlines %v, want %v", c.deadlines, want)
	}
}

// A connection is that of a client, through which a handler writes.
type connection struct{ net.Conn }

func (connection) Header() http.Header { return http.Header{} }
func (connection) WriteHeader(int)     {}

// TestReaders sends four chunks to clients that read at several speeds.
func TestReaders(t *testing.T) {
	for _, tt := range []struct {
		name  string
		speed int // bytes a second
		whole bool
	}{
		{"the slowest", Slowest, true},
		{"fast", 1 << 20, true},
		{"too slow", Slowest / 2, false},
		{"none", 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server, client := net.Pipe()
				var reading sync.WaitGroup
				reading.Go(func() { read(client, tt.speed) })
				defer reading.Wait()
				defer client.Close()
				defer server.Close()
				text := make([]byte, 4*chunk)
				n, err := NewWriter(connection{server}).Write(text)
				if (err == nil) != tt.whole || tt.whole && n != len(text) {
					t.Errorf("%d of %d bytes, %v", n, len(text), err)
				}
			})
		})
	}
}

// read reads some bytes a second, a little more than it is told, until the connection ends.
func read(from net.Conn, speed int) {
	second := make([]byte, speed+speed/16)
	for range time.Tick(time.Second) {
		for got := 0; got < len(second); {
			n, err := from.Read(second[got:])
			if err != nil {
				return
			}
			got += n
		}
		if speed == 0 {
			return
		}
	}
}
