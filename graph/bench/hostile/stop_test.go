package hostile

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// stopping is how many connections have a question under way when the server is told to stop.
const stopping = 40

// TestStop tells servers to stop right after questions were sent, and expects that all are answered.
func TestStop(t *testing.T) {
	s := newScope()
	program, dir := built(t), written(t, s.actors/10, s.relations/10)
	rounds := 3
	if *full {
		rounds = 20
	}
	const quick = `{ actor(id: "actor-%d") { name } }`
	const slow = `{ a%d: balance { balanced } r: relations(first: 500, orderBy: {field: NAME}) { nodes { summary } } }`
	tests := []struct {
		name, query string
		// kept is set if each connection was used before.
		kept bool
	}{
		{"over new connections", quick, false},
		{"over used connections", quick, true},
		{"slow ones, over new connections", slow, false},
		{"slow ones, over used connections", slow, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lost := 0
			for range rounds {
				target := start(t, program, nil, "--facts="+dir, "--no-watch")
				lost += stopped(t, target, tt.query, tt.kept)
			}
			if lost > 0 {
				t.Errorf("%d of %d questions were not answered", lost, rounds*stopping)
			}
		})
	}
}

// stopped asks over many connections, tells the server to stop, and returns how many were not answered.
func stopped(t *testing.T, s *server, query string, kept bool) (lost int) {
	t.Helper()
	c := newClient(s.url)
	conns := make([]net.Conn, stopping)
	for i := range conns {
		conns[i] = connected(t, c, kept)
		defer conns[i].Close()
	}
	for i, conn := range conns {
		if err := write(conn, fmt.Sprintf(query, i)); err != nil {
			t.Fatal(err)
		}
	}
	signalled := time.Now()
	if err := s.proc.Terminate(); err != nil {
		t.Fatal(err)
	}
	for _, conn := range conns {
		if o := listen(conn, signalled); o.err != nil || o.status != http.StatusOK {
			lost++
		}
	}
	ended(t, s, signalled)
	return lost
}

// connected returns a connection, over which a question was answered if it is to be a used one.
func connected(t *testing.T, c *client, used bool) net.Conn {
	t.Helper()
	conn, err := c.dial(context.WithoutCancel(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	if !used {
		return conn
	}
	if err := write(conn, "{ __typename }"); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		t.Fatal(err)
	}
	return conn
}

// write writes a request with a query.
func write(conn net.Conn, query string) error {
	body := `{"query":` + quoted(query) + `}`
	_, err := io.WriteString(conn, posted(fmt.Sprintf("Content-Length: %d\r\n", len(body)))+body)
	return err
}
