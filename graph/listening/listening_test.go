package listening_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"entente/graph/listening"
)

// TestDrain checks that a server that is to stop goes on as before for as long as it was told to, on old and new connections.
func TestDrain(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	l := listen(t)
	stopping := make(chan struct{})
	s := listening.Start(l, echo{stopping}, listening.Options{Answer: answering, Drain: time.Second, Ending: func() { close(stopping) }})
	stopped := make(chan error, 1)
	go func() { stopped <- s.Wait(ctx) }()
	old, err := dial(l.Addr().String(), talk{first: get("/first"), sent: get("/a") + get("/b"), want: []string{"/a ", "/b "}})
	if err != nil {
		t.Fatal(err)
	}
	stop()
	for name, c := range map[string]func() (*client, error){
		"old": func() (*client, error) { return old, nil },
		"new": func() (*client, error) { return dial(l.Addr().String(), talk{sent: get("/a"), want: []string{"/a "}}) },
	} {
		c, err := c()
		if err != nil {
			t.Fatalf("%s connection: %v", name, err)
		}
		if _, err := io.WriteString(c, c.sent); err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if got, closes, err := c.answer(); got != want || closes || err != nil {
				t.Errorf("%s connection: %q, closes: %t, %v", name, got, closes, err)
			}
		}
	}
	select {
	case <-stopping:
		t.Error("it has begun to stop")
	default:
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

// TestCut checks that stopping ends though answers do not, with an error that says how many were cut, that their handlers learn that no
// client has left, and that no client takes what was cut for an answer.
func TestCut(t *testing.T) {
	t.Parallel()
	const clients = 50
	ctx, stop := context.WithCancel(t.Context())
	l, asked, causes := listen(t), make(chan struct{}, clients), make(chan error, clients)
	s := listening.Start(l, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
		causes <- context.Cause(r.Context())
	}), listening.Options{Answer: time.Second - listening.StopTimeout(0)})
	var all []*client
	for range clients {
		c, err := dial(l.Addr().String(), talk{})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := io.WriteString(c, get("/")); err != nil {
			t.Fatal(err)
		}
		<-asked
		all = append(all, c)
	}
	stop()
	want := "50 requests were not answered within 1s of stopping, and were cut"
	if err := s.Wait(ctx); err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
	for _, c := range all {
		if err := <-causes; !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a request ended as %v", err)
		}
		if body, _, err := c.answer(); err == nil {
			t.Errorf("a client got the answer %q", body)
		}
	}
}

// TestFails checks that Wait returns if the listener fails.
func TestFails(t *testing.T) {
	t.Parallel()
	l := listen(t)
	s := listening.Start(l, http.NotFoundHandler(), listening.Options{Answer: answering})
	_ = l.Close()
	if err := s.Wait(t.Context()); !errors.Is(err, net.ErrClosed) || !strings.HasPrefix(err.Error(), "serve on "+l.Addr().String()) {
		t.Errorf("error is %v, want net.ErrClosed with the address", err)
	}
}

// TestStopIsQuick checks that connections on which nothing is sent, new or used, do not hold stopping up.
func TestStopIsQuick(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	l := listen(t)
	s := listening.Start(l, echo{}, listening.Options{Answer: answering})
	for _, first := range []string{"", get("/first")} {
		c, err := dial(l.Addr().String(), talk{first: first})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	stop()
	begun := time.Now()
	if err := s.Wait(ctx); err != nil {
		t.Error(err)
	}
	if took := time.Since(begun); took > listening.StopTimeout(0) {
		t.Errorf("stopping took %s", took)
	}
}
