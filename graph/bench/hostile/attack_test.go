package hostile

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// An attack is a hostile way to use the server.
type attack struct {
	kind, name string
	// sizes are how large it is: the number of what it repeats, or of clients.
	sizes []int
	strike
	rules
}

// A strike attacks with a size, and returns what came of it.
type strike func(ctx context.Context, c *client, n int) []outcome

// Rules are what is right for an attack besides the usual.
type rules struct {
	// closes is set if the server may close the connection without an answer.
	closes bool
	// slow is set if it is the client that takes time, or makes the server send much.
	slow bool
	// long is set if even the smallest size takes seconds.
	long bool
	// want are the statuses that are right; any but 500 if there are none.
	want []int
}

// one sends one request.
func one(request func(n int) message) strike {
	return func(ctx context.Context, c *client, n int) []outcome { return []outcome{c.send(ctx, request(n))} }
}

// each sends n requests at once, numbered from 0.
func each(request func(i int) message) strike {
	return func(ctx context.Context, c *client, n int) []outcome {
		return together(n, func(i int) outcome { return c.send(ctx, request(i)) })
	}
}

// query sends a query as JSON.
func query(text func(n int) string) strike {
	return one(func(n int) message { return ask(text(n)) })
}

// repeated sends a query with a repeated part, in which %[1]d is the number of the repetition.
func repeated(before, part, after string) strike {
	return query(func(n int) string { return before + times(n, part) + after })
}

// raw sends bytes as they are, and reads an answer.
func raw(text func(n int) string) strike {
	return func(ctx context.Context, c *client, n int) []outcome { return []outcome{c.speak(ctx, text(n))} }
}

// times repeats a text, in which %[1]d is the number of the repetition.
func times(n int, part string) string {
	if !strings.Contains(part, "%") {
		return strings.Repeat(part, n)
	}
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, part, i)
	}
	return b.String()
}

// quoted returns a text as JSON writes it.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(text) { // bytes, since it need not be UTF-8
		switch c := text[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ':
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// actor returns the id of an actor; those with low numbers have the most relations.
func actor(n int) string { return "actor-" + strconv.Itoa(n) }

// inTurn sends n requests over one connection, numbered from 0. The outcomes are those that differ in their status, and the slowest of each.
func inTurn(request func(i int) message) strike {
	return func(ctx context.Context, c *client, n int) []outcome {
		worst := map[int]outcome{}
		for i := range n {
			o := c.send(ctx, request(i))
			if seen, ok := worst[o.status]; !ok || o.took > seen.took || o.err != nil {
				worst[o.status] = o
			}
		}
		return slices.Collect(maps.Values(worst))
	}
}

// unheard returns a query that is another for each number.
func unheard(i int) string { return fmt.Sprintf("{ a%d: __typename }", i) }

// digest returns the SHA-256 digest of a text in hexadecimal digits.
func digest(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }
