package transport

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

const (
	// maxStreams is the maximum number of concurrent subscriptions.
	maxStreams = 1_000
	// maxStream is the maximum duration of a subscription; clients may subscribe again.
	maxStream = time.Hour
	// aliveEvery is the interval of keep-alive comments, which stop proxies from closing an idle connection.
	aliveEvery = 20 * time.Second
	// streamWrite is the time limit for writing an event to a client.
	streamWrite = 10 * time.Second
)

// subscribe answers a subscription.
func (h *HTTP) subscribe(ctx context.Context, x exchange, op *graphql.OperationContext) {
	ctx, cancel := context.WithTimeout(ctx, maxStream)
	defer cancel()
	ctx = h.Pin(ctx)
	defer h.streams.Add(-1)
	if h.streams.Add(1) > maxStreams {
		x.send(x.finish(x.refuse(ctx, refusef(http.StatusServiceUnavailable, "there are %d streams already: try again later", maxStreams))))
		return
	}
	next, ctx := x.exec.DispatchOperation(ctx, op)
	x.stream(ctx, next)
}

// stream sends responses as `next` events until there are no more, followed by a `complete` event, or until the context
// is done.
func (x exchange) stream(ctx context.Context, next graphql.ResponseHandler) {
	x.w.Header().Set("Content-Type", typeStream)
	x.w.Header().Set("Cache-Control", "no-store")
	x.w.Header().Set("X-Accel-Buffering", "no") // keeps proxies such as nginx from buffering events
	all := responses(ctx, next)
	out := http.NewResponseController(x.w)
	alive := time.NewTicker(aliveEvery)
	defer alive.Stop()
	event := ":\n\n" // a comment that shows the client at once that it is connected
	for open := true; ; {
		_ = out.SetWriteDeadline(time.Now().Add(streamWrite)) // ignored if w has no deadlines
		if _, err := fmt.Fprint(x.w, event); err != nil || out.Flush() != nil || !open {
			return
		}
		select {
		case response, more := <-all:
			event, open = "event: complete\ndata:\n\n", more
			if more {
				event = "event: next\ndata: " + string(encode(response)) + "\n\n"
			}
		case <-alive.C:
			event = ":\n\n"
		case <-ctx.Done():
			return
		}
	}
}

// responses returns the responses to an operation, one after the other.
func responses(ctx context.Context, next graphql.ResponseHandler) <-chan *graphql.Response {
	all := make(chan *graphql.Response)
	go func() {
		defer close(all)
		for response := next(ctx); response != nil; response = next(ctx) {
			select {
			case all <- response:
			case <-ctx.Done():
				return
			}
		}
	}()
	return all
}
