package transport

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph/observe/record"
)

const (
	// maxStream is the maximum duration of a subscription; clients may subscribe again.
	maxStream = time.Hour
	// aliveEvery is the interval of keep-alive comments, which stop proxies from closing an idle connection.
	aliveEvery = 20 * time.Second
	// streamWrite is the time limit for writing an event to a client.
	streamWrite = 10 * time.Second
)

// Streams returns the number of subscriptions that are open.
func (h *HTTP) Streams() int { return h.streams.count() }

// subscribe answers a subscription. Each response is pinned by itself: the facts that it begins with are not kept for it.
func (h *HTTP) subscribe(ctx context.Context, x exchange, op *graphql.OperationContext) {
	ctx, cancel := context.WithTimeout(ctx, maxStream)
	defer cancel()
	ctx = h.Follow(ctx)
	release, err := h.streams.take(x.r.RemoteAddr, h.StreamsPerClient)
	if err != nil {
		x.w.Header().Set("Retry-After", retryStream)
		x.send(x.finish(ctx, x.refuse(ctx, err)))
		return
	}
	defer release()
	record.Of(ctx).Ran(record.Operation{Name: op.Operation.Name, Kind: string(op.Operation.Operation)}, nil)
	next, ctx := x.exec.DispatchOperation(ctx, op)
	x.stream(ctx, func(ctx context.Context) *graphql.Response { return next(h.Follow(ctx)) })
}

// stream sends responses as `next` events until there are no more, followed by a `complete` event, or until the context
// is done.
func (x exchange) stream(ctx context.Context, next graphql.ResponseHandler) {
	record.Of(ctx).Streams()
	x.w.Header().Set("Content-Type", typeStream)
	x.w.Header().Set("Cache-Control", "no-store")
	x.w.Header().Set("X-Accel-Buffering", "no") // keeps proxies such as nginx from buffering events
	all, panicked := responses(ctx, next)
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
		case err := <-panicked:
			panic(err) // for whoever recovers from those of this goroutine
		case <-alive.C:
			event = ":\n\n"
		case <-ctx.Done():
			return
		}
	}
}

// responses returns the responses to an operation, one after the other, unless there is a panic, which ends them.
func responses(ctx context.Context, next graphql.ResponseHandler) (<-chan *graphql.Response, <-chan error) {
	all, panicked := make(chan *graphql.Response), make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				panicked <- fmt.Errorf("%v\n%s", p, debug.Stack())
				return
			}
			close(all)
		}()
		for response := next(ctx); response != nil; response = next(ctx) {
			select {
			case all <- response:
			case <-ctx.Done():
				return
			}
		}
	}()
	return all, panicked
}
