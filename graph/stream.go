package graph

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

const (
	typeStream = "text/event-stream"
	// maxStreams is how many streams there may be at once.
	maxStreams = 1_000
	// maxStream is how long a stream may last; who wants more asks again.
	maxStream = time.Hour
	// aliveEvery is how often a stream says that it is alive, for whatever lies between server and client.
	aliveEvery = 20 * time.Second
	// streamWrite is how long a client may take to take an event.
	streamWrite = 10 * time.Second
)

// stream is GraphQL over server-sent events: each request has a stream of its own, with an event `next` for each answer
// and `complete` at the end, as the graphql-sse protocol calls its distinct connections mode.
type stream struct {
	transport
	open *atomic.Int32
}

var _ graphql.Transport = stream{}

// Supports implements graphql.Transport.
func (stream) Supports(r *http.Request) bool {
	return strings.Contains(strings.Join(r.Header.Values("Accept"), ","), typeStream)
}

// Do implements graphql.Transport.
func (s stream) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	ctx, cancel := context.WithTimeout(r.Context(), maxStream)
	defer cancel()
	ctx = s.pin(ctx)
	w.Header().Set("Content-Type", typeJSON+"; charset=utf-8")
	w.Header().Add("Vary", "Accept")
	a := answer{w: w, exec: exec}
	if s.open.Add(1) > maxStreams {
		s.open.Add(-1)
		a.refuse(ctx, http.StatusServiceUnavailable, "there are %d streams already: ask again later", maxStreams)
		return
	}
	defer s.open.Add(-1)
	params, status, err := readParams(w, r)
	if err != nil {
		a.refuse(ctx, status, "%v", err)
		return
	}
	op, errs := prepare(ctx, exec, params)
	if errs != nil {
		a.write(http.StatusBadRequest, exec.DispatchError(graphql.WithOperationContext(ctx, op), errs))
		return
	}
	if op.Operation.Operation != ast.Subscription {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, Deadline)
		defer stop()
	}
	w.Header().Set("Content-Type", typeStream)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // proxies that gather what they pass on let this pass
	next, ctx := exec.DispatchOperation(ctx, op)
	send(ctx, w, responses(ctx, next))
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

// send sends responses as events until there are no more, or the client is gone.
func send(ctx context.Context, w http.ResponseWriter, all <-chan *graphql.Response) {
	out := http.NewResponseController(w)
	alive := time.NewTicker(aliveEvery)
	defer alive.Stop()
	event := ":\n\n" // tells the client at once that it is connected
	for open := true; ; {
		_ = out.SetWriteDeadline(time.Now().Add(streamWrite)) // where there are none, there is nothing to move
		if _, err := fmt.Fprint(w, event); err != nil || out.Flush() != nil || !open {
			return
		}
		select {
		case response, more := <-all:
			event, open = "event: complete\ndata:\n\n", more
			if more {
				event = "event: next\ndata: " + encode(response) + "\n\n"
			}
		case <-alive.C:
			event = ":\n\n"
		case <-ctx.Done():
			return
		}
	}
}
