package wire

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
)

// requestKey is where the context of a request has how its lists are written.
type requestKey struct{}

// A request is how the lists of one answer are written.
type request struct {
	atOnce bool
	left   atomic.Int64
	ended  sync.Once
}

// ErrTooLong says that the lists of an answer have more items than they may have.
var ErrTooLong = errors.New("the lists of the answer have too many items: ask for less at once")

// Begin makes the context of a request whose lists may have so many items all in all; the items of a list are written
// at the same time, or one after the other.
func Begin(ctx context.Context, atOnce bool, items int) context.Context {
	r := &request{atOnce: atOnce}
	r.left.Store(int64(items))
	return context.WithValue(ctx, requestKey{}, r)
}

// MarshalList writes the items of a list. It takes the place of gqlgen's own function in the code that gqlgen makes, which
// starts a goroutine for each item whatever it does: that pays where items wait for something, but where they have all
// that they say, the goroutines cost more than they.
//
// When the time of the request is over, or the answer too long, it adds one error and writes no more lists.
func MarshalList(ctx context.Context, length int, item func(ctx context.Context, i int) graphql.Marshaler) graphql.Array {
	r, _ := ctx.Value(requestKey{}).(*request)
	if r != nil && !r.goesOn(ctx, length) {
		return graphql.Array{graphql.Null}
	}
	if r != nil && r.atOnce && length > 1 {
		return graphql.MarshalSliceConcurrently(ctx, length, 0, false, item)
	}
	list := make(graphql.Array, length)
	for i := range list {
		list[i] = item(graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i}), i)
	}
	return list
}

// goesOn reports whether a list of a length may still be written. The first time that one may not be, it says why.
func (r *request) goesOn(ctx context.Context, length int) bool {
	err := ctx.Err()
	if r.left.Add(int64(-length)) < 0 && err == nil {
		err = ErrTooLong
	}
	if err == nil {
		return true
	}
	r.ended.Do(func() { graphql.AddError(ctx, err) })
	return false
}
