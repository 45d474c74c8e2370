package wire

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
)

// requestKey is the context key of a *request.
type requestKey struct{}

// A request is the state shared by the lists of one answer.
type request struct {
	atOnce bool
	left   atomic.Int64
	ended  sync.Once
}

// ErrTooLong reports that the lists of an answer have more items in total than the limit allows.
var ErrTooLong = errors.New("the lists of the answer have too many items: request less at once")

// Begin returns the context of a request whose lists may have at most the given number of items in total. If atOnce
// is set, the items of a list are marshaled concurrently, otherwise one after the other.
func Begin(ctx context.Context, atOnce bool, items int) context.Context {
	r := &request{atOnce: atOnce}
	r.left.Store(int64(items))
	return context.WithValue(ctx, requestKey{}, r)
}

// MarshalList marshals the items of a list. It replaces gqlgen's own function in the generated code, which always
// starts a goroutine for each item. That pays off if items have to wait for data; if the data is already there, the
// goroutines cost more than the items.
//
// Once the context is done or the answer is too long, MarshalList adds a single error to the response and returns
// null instead of further lists.
func MarshalList(ctx context.Context, length int, item func(ctx context.Context, i int) graphql.Marshaler) graphql.Array {
	r, _ := ctx.Value(requestKey{}).(*request)
	if r != nil && !r.admits(ctx, length) {
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

// admits reports whether a list of the given length may still be written. The first time that one may not, it adds
// the error to the response.
func (r *request) admits(ctx context.Context, length int) bool {
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
