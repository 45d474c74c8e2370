// Package pace has long loops end when nobody waits for what they compute any more.
//
// Whatever takes time that grows with the facts counts its [Steps], and looks at its context every so many of them: often enough
// to end within a few milliseconds, seldom enough to cost nothing that could be measured. [Sort] does so for sorting.
package pace

import (
	"context"
	"slices"
)

// every is the number of steps between two looks at the context.
const every = 1 << 10

// Steps counts the steps of a loop. The zero value is ready to use.
type Steps int

// Take counts a step, which takes no more than a few microseconds. It returns the context's error if it has looked at the
// context, and that is done.
func (s *Steps) Take(ctx context.Context) error {
	if *s++; *s < every {
		return nil
	}
	return s.look(ctx)
}

// TakeAll counts so many steps at once: those of work that has been done, or is about to be.
func (s *Steps) TakeAll(ctx context.Context, n int) error {
	if *s += Steps(n); *s < every {
		return nil
	}
	return s.look(ctx)
}

// look looks at the context, and begins to count anew.
func (s *Steps) look(ctx context.Context) error {
	*s = 0
	return ctx.Err()
}

// Sort sorts a list like [slices.SortFunc]. Once the context is done, it returns its error, and the list is in any order.
func Sort[T any](ctx context.Context, list []T, compare func(a, b T) int) error {
	var steps Steps
	var done error
	slices.SortFunc(list, func(a, b T) int {
		if done == nil {
			done = steps.Take(ctx)
		}
		if done != nil {
			return 0 // equal items are sorted in linear time
		}
		return compare(a, b)
	})
	return done
}
