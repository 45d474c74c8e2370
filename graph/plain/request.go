package plain

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph/gather"
)

// ErrTooLong reports that the lists of an answer have more items in total than the limit allows.
var ErrTooLong = errors.New("the lists of the answer have too many items: request less at once")

// ErrTooLarge reports that an answer has more bytes than the limit allows.
var ErrTooLarge = errors.New("the answer is too large: request fewer fields, or smaller pages (first), at once")

// requestKey is the context key of a *request.
type requestKey struct{}

// A request is the state shared by all parts of one answer.
type request struct {
	waits bool
	left  atomic.Int64
	ended sync.Once
	// room is how many bytes the answer may still have; full ends the request when there is no more.
	room atomic.Int64
	full func(error)
	// take is that of the limits.
	take func(int) error
}

// Limits are those of an answer.
type Limits struct {
	// Items is the most items that all lists may have in total; Bytes, the most bytes of JSON.
	Items, Bytes int
	// Take is told of bytes as they are written, and returns an error if there is no room for them in memory, as others are
	// written as well; nil if there always is.
	Take func(n int) error
}

// Begin returns the context of a request whose answer has limits. An answer of too many bytes is not made to its end: the
// context is done, and [context.Cause] returns [ErrTooLarge], or the error of Take. If waits is set, fields that are not plain have to wait for data:
// gqlgen then resolves them concurrently, otherwise they are resolved one after the other.
func Begin(ctx context.Context, waits bool, most Limits) context.Context {
	r := &request{waits: waits, take: most.Take}
	r.left.Store(int64(most.Items))
	r.room.Store(int64(most.Bytes))
	ctx, r.full = context.WithCancelCause(ctx)
	return context.WithValue(ctx, requestKey{}, r)
}

// fits counts bytes of the answer, and reports whether there is room for them.
func (r *request) fits(n int) bool {
	var err error
	switch {
	case r == nil:
		return true
	case r.room.Add(int64(-n)) < 0:
		err = ErrTooLarge
	case r.take != nil:
		err = r.take(n)
	}
	if err != nil {
		r.full(err)
	}
	return err == nil
}

// free returns how many bytes more the answer may have.
func (r *request) free() int {
	if r == nil {
		return math.MaxInt
	}
	return int(max(r.room.Load(), 0))
}

// requestOf returns the request of a context, nil if there is none: then nothing is limited.
func requestOf(ctx context.Context) *request {
	r, _ := ctx.Value(requestKey{}).(*request)
	return r
}

// admit reports whether a list of n items may still be written: not once the context is done or the answer is too long. The
// first time that one may not, the error says why.
func (r *request) admit(ctx context.Context, n int) (ok bool, err error) {
	if r == nil {
		return true, nil
	}
	why := ctx.Err()
	if r.left.Add(int64(-n)) < 0 && why == nil {
		why = ErrTooLong
	}
	if why == nil {
		return true, nil
	}
	r.ended.Do(func() { err = why })
	return false, err
}

// together marshals the items of a list concurrently, so that they ask the store together.
func together(ctx context.Context, n int, nonNull bool, item Item) graphql.Marshaler {
	begin, end := gather.Items(ctx, n)
	defer end()
	list := graphql.MarshalSliceConcurrently(ctx, n, 0, false, func(ctx context.Context, i int) graphql.Marshaler {
		ctx, end := begin(ctx)
		defer end()
		return item(ctx, i)
	})
	if nonNull && slices.Contains(list, graphql.Marshaler(graphql.Null)) {
		return graphql.Null
	}
	return list
}
