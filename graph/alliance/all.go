package alliance

import (
	"context"
	"iter"
)

// All iterates over a whole list, of which it asks a method of a [Store] for size items at once; query returns the query for a
// page. After an error, which comes with the zero value, it ends.
func All[Q any, T Positioned](
	ctx context.Context, size int,
	list func(context.Context, []Q) ([]Page[T], error),
	query func(PageRequest) Q,
) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		request := PageRequest{First: size}
		for {
			pages, err := list(ctx, []Q{query(request)})
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			page := pages[0]
			for _, node := range page.Nodes {
				if !yield(node, nil) {
					return
				}
			}
			if !page.HasNext {
				return
			}
			request.After = page.Nodes[len(page.Nodes)-1].SortKey(request.By)
		}
	}
}
