package hostile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// A talk uses a connection in an odd way, and returns what came of it.
type talk func(ctx context.Context, conn net.Conn, n int) outcome

// talking returns a strike by one connection.
func talking(do talk) strike {
	return func(ctx context.Context, c *client, n int) []outcome { return []outcome{c.talk(ctx, n, do)} }
}

// crowded returns a strike by n connections at once, each of which is told its number.
func crowded(do talk) strike {
	return func(ctx context.Context, c *client, n int) []outcome {
		return together(n, func(i int) outcome { return c.talk(ctx, i, do) })
	}
}

// talk opens a connection for a talk.
func (c *client) talk(ctx context.Context, n int, do talk) outcome {
	conn, err := c.dial(ctx)
	if err != nil {
		return outcome{err: err}
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(2 * patience))
	began := time.Now()
	o := do(ctx, conn, n)
	o.took = time.Since(began)
	return o
}

// posted returns the head of a request with a query.
func posted(headers string) string {
	return "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + headers + "\r\n"
}

// submitted returns the head of a request with a form of so many bytes to reconcile.
func submitted(length int) string {
	return fmt.Sprintf("POST /reconcile HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n", length)
}

// slowly writes a text piece by piece, until the server closes the connection.
func slowly(ctx context.Context, conn net.Conn, text string, piece int, interval time.Duration) {
	for len(text) > 0 && ctx.Err() == nil {
		size := min(piece, len(text))
		if _, err := io.WriteString(conn, text[:size]); err != nil {
			return
		}
		text = text[size:]
		pause(ctx, interval)
	}
}

// sipped reads an answer byte by byte, for a while.
func sipped(ctx context.Context, conn net.Conn, interval, during time.Duration) outcome {
	one := make([]byte, 1)
	for began := time.Now(); time.Since(began) < during && ctx.Err() == nil; pause(ctx, interval) {
		if _, err := conn.Read(one); err != nil {
			return outcome{err: fmt.Errorf("while it was read slowly: %w", err)}
		}
	}
	return outcome{status: 200}
}

// sockets are used by clients that are no browsers.
func sockets() []attack {
	const kind = "sockets"
	const body = `{"query":"{ __typename }"}`
	length := fmt.Sprintf("Content-Length: %d\r\n", len(body))
	late := rules{closes: true, slow: true, long: true}
	return []attack{
		{kind: kind, name: "HTTP/1.0", sizes: []int{1}, strike: raw(func(int) string { return "GET " + simple + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n" })},
		{kind: kind, name: "HTTP/0.9, 2 and 9", sizes: []int{0, 1, 2}, strike: raw(func(n int) string {
			return []string{"GET /\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/9.9\r\nHost: a\r\n\r\n"}[n]
		}), rules: rules{closes: true}},
		{kind: kind, name: "not HTTP", sizes: []int{10, 10_000, 1_000_000}, strike: raw(func(n int) string { return strings.Repeat("\x16\x03\x01\x02", n/4) + "\r\n\r\n" }), rules: rules{closes: true}},
		{kind: kind, name: "two lengths", sizes: []int{1}, strike: raw(func(int) string { return posted("Content-Length: 5\r\nContent-Length: 26\r\n") + body }), rules: rules{want: []int{400}}},
		{kind: kind, name: "a length and chunks", sizes: []int{1}, strike: raw(func(int) string {
			return posted("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") + "1a\r\n" + body + "\r\n0\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n"
		}), rules: rules{want: []int{200, 400}}},
		{kind: kind, name: "odd encodings of transfer", sizes: []int{0, 1, 2}, strike: raw(func(n int) string {
			return posted("Transfer-Encoding: "+[]string{"chunked, identity", "xchunked", "gzip, chunked"}[n]+"\r\n") + "1a\r\n" + body + "\r\n0\r\n\r\n"
		}), rules: rules{want: []int{400, 501}}},
		{kind: kind, name: "odd lengths", sizes: []int{0, 1, 2, 3}, strike: raw(func(n int) string {
			return posted("Content-Length: "+[]string{"-1", "+26", "1e9", "99999999999999999999"}[n]+"\r\n") + body
		}), rules: rules{want: []int{400}}},
		{kind: kind, name: "a folded header", sizes: []int{1}, strike: raw(func(int) string { return "GET " + simple + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\r\n b\r\n\r\n" })},
		{kind: kind, name: "a header with a NUL", sizes: []int{1}, strike: raw(func(int) string { return "GET " + simple + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX: \x00\r\n\r\n" }), rules: rules{want: []int{400}}},
		{kind: kind, name: "tiny chunks", sizes: []int{26, 10_000, 100_000}, strike: raw(func(n int) string {
			return posted("Transfer-Encoding: chunked\r\n") + strings.Repeat("1\r\n \r\n", n) + "1a\r\n" + body + "\r\n0\r\n\r\n"
		})},
		{kind: kind, name: "long extensions of chunks", sizes: []int{100, 10_000, 1_000_000}, strike: raw(func(n int) string {
			return posted("Transfer-Encoding: chunked\r\n") + "1a;" + strings.Repeat("e", n) + "\r\n" + body + "\r\n0\r\n\r\n"
		}), rules: rules{closes: true}},
		{kind: kind, name: "trailers", sizes: []int{1, 1_000, 20_000}, strike: raw(func(n int) string {
			return posted("Transfer-Encoding: chunked\r\n") + "1a\r\n" + body + "\r\n0\r\n" + times(n, "T%d: 1\r\n") + "\r\n"
		}), rules: rules{closes: true}},
		{kind: kind, name: "an endless body", sizes: []int{2_000_000, 50_000_000}, strike: raw(func(n int) string {
			return posted("Transfer-Encoding: chunked\r\n") + strings.Repeat("400\r\n"+strings.Repeat("a", 1024)+"\r\n", n/1024)
		})},
		{kind: kind, name: "Expect and a body that is too large", sizes: []int{1}, strike: talking(func(_ context.Context, conn net.Conn, _ int) outcome {
			_, _ = io.WriteString(conn, posted("Expect: 100-continue\r\nContent-Length: 100000000\r\n"))
			return listen(conn, time.Now())
		}), rules: rules{want: []int{100, 413}}},
		{kind: kind, name: "closed for writing after the request", sizes: []int{1, 100}, strike: crowded(func(_ context.Context, conn net.Conn, _ int) outcome {
			_, _ = io.WriteString(conn, posted(length+"Connection: close\r\n")+body)
			_ = conn.(*counted).Conn.(*net.TCPConn).CloseWrite()
			return listen(conn, time.Now())
		}), rules: rules{closes: true}},
		{kind: kind, name: "closed in the body", sizes: []int{10, 1_000}, strike: crowded(func(_ context.Context, conn net.Conn, _ int) outcome {
			_, _ = io.WriteString(conn, posted("Content-Length: 1000\r\n")+body)
			return outcome{}
		})},
		{kind: kind, name: "pipelined", sizes: []int{10, 1_000, 10_000}, strike: talking(pipelined)},
		{kind: kind, name: "connections that say nothing", sizes: []int{100, 1_000, 4_000}, strike: silent},
		{kind: kind, name: "slow headers", sizes: []int{1, 500}, strike: crowded(func(ctx context.Context, conn net.Conn, _ int) outcome {
			slowly(ctx, conn, posted(length), 1, 200*time.Millisecond)
			return outcome{}
		}), rules: late},
		{kind: kind, name: "a slow body", sizes: []int{1, 500}, strike: crowded(func(ctx context.Context, conn net.Conn, _ int) outcome {
			_, _ = io.WriteString(conn, posted("Content-Length: 1000\r\n"))
			slowly(ctx, conn, body, 1, 700*time.Millisecond)
			return listen(conn, time.Now())
		}), rules: late},
		{kind: kind, name: "answers read byte by byte", sizes: []int{1, 200}, strike: crowded(func(ctx context.Context, conn net.Conn, i int) outcome {
			large := fmt.Sprintf(`{"query":"{ a%d: relations(first: 500) { nodes { id summary evidence { id quote source { title } } } } }"}`, i)
			_, _ = io.WriteString(conn, posted(fmt.Sprintf("Content-Length: %d\r\n", len(large)))+large)
			return sipped(ctx, conn, time.Second, 15*time.Second)
		}), rules: late},
		{kind: kind, name: "answers to the same question that nobody reads", sizes: []int{10, 300}, strike: crowded(func(ctx context.Context, conn net.Conn, _ int) outcome {
			large := `{"query":"{ relations(first: 500) { nodes { id summary evidence { id quote source { title } } } } }"}`
			_, _ = io.WriteString(conn, posted(fmt.Sprintf("Content-Length: %d\r\n", len(large)))+large)
			return sipped(ctx, conn, 10*time.Second, 5*time.Second)
		}), rules: late},
	}
}

// pipelined sends n requests before it reads an answer, and expects them all.
func pipelined(_ context.Context, conn net.Conn, n int) outcome {
	text := "GET " + simple + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
	go func() {
		_, _ = io.WriteString(conn, strings.Repeat(text, n-1)+strings.Replace(text, "\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1))
	}()
	answers, err := io.ReadAll(conn)
	if got := strings.Count(string(answers), "HTTP/1.1 200"); got != n {
		return outcome{err: errors.Join(err, fmt.Errorf("%d of %d answers", got, n))}
	}
	return outcome{status: 200, err: err}
}

// silent opens n connections, keeps them for a second, and has a good question answered meanwhile.
func silent(ctx context.Context, c *client, n int) []outcome {
	for range n {
		conn, err := c.dial(ctx)
		if err != nil {
			return []outcome{{err: err}}
		}
		defer conn.Close()
	}
	o := good(ctx, newClient("http://"+c.address), n)
	pause(ctx, time.Second)
	return []outcome{o}
}
