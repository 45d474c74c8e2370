package gather_test

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph/gather"
)

// A store answers all questions that wait when one goes out, and notes how many these were.
type store struct {
	mu      sync.Mutex
	waiting []*question
	went    []int
}

// A question is one that waits.
type question struct {
	wait     *gather.Wait
	answered chan struct{}
}

// ask asks a question, and returns when it is answered.
func (s *store) ask(ctx context.Context) {
	q := &question{answered: make(chan struct{})}
	gather.Begin(ctx, func(w *gather.Wait) {
		s.mu.Lock()
		defer s.mu.Unlock()
		q.wait = w
		s.waiting = append(s.waiting, q)
	}, s.answer)
	defer q.wait.End()
	<-q.answered
}

// answer answers what waits.
func (s *store) answer() {
	s.mu.Lock()
	all := s.waiting
	s.waiting = nil
	if len(all) > 0 {
		s.went = append(s.went, len(all))
	}
	s.mu.Unlock()
	for _, q := range all {
		q.wait.End()
	}
	for _, q := range all {
		close(q.answered)
	}
}

// each resolves n items at the same time.
func each(ctx context.Context, n int, resolve func(context.Context, int)) {
	item, end := gather.Items(ctx, n)
	defer end()
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			ctx, end := item(ctx)
			defer end()
			resolve(ctx, i)
		})
	}
	group.Wait()
}

// TestWait checks how many questions go out together, one time after the other.
func TestWait(t *testing.T) {
	for _, test := range []struct {
		name    string
		resolve func(context.Context, *store)
		want    []int
	}{
		{"nobody else", func(ctx context.Context, s *store) { s.ask(ctx); s.ask(ctx) }, []int{1, 1}},
		{"a list", func(ctx context.Context, s *store) {
			each(ctx, 50, func(ctx context.Context, _ int) { s.ask(ctx) })
		}, []int{50}},
		{"a list that asks twice", func(ctx context.Context, s *store) {
			each(ctx, 5, func(ctx context.Context, _ int) { s.ask(ctx); s.ask(ctx) })
		}, []int{5, 5}},
		{"some do not ask", func(ctx context.Context, s *store) {
			each(ctx, 10, func(ctx context.Context, i int) {
				if i%2 == 0 {
					s.ask(ctx)
				}
			})
		}, []int{5}},
		{"lists in a list", func(ctx context.Context, s *store) {
			each(ctx, 3, func(ctx context.Context, _ int) {
				s.ask(ctx)
				each(ctx, 4, func(ctx context.Context, _ int) { s.ask(ctx) })
			})
		}, []int{3, 12}},
		{"alone", func(ctx context.Context, s *store) {
			each(ctx, 1, func(ctx context.Context, _ int) { s.ask(gather.Alone(ctx)) })
		}, []int{1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var s store
			test.resolve(gather.WithPatience(t.Context(), time.Minute), &s)
			if !slices.Equal(s.went, test.want) {
				t.Errorf("questions went out %d at a time, want %d", s.went, test.want)
			}
		})
	}
}

// TestWaitLate checks that a question goes out when the others ask nothing and do not end.
func TestWaitLate(t *testing.T) {
	var s store
	var asked atomic.Int64
	went := make(chan struct{})
	each(t.Context(), 3, func(ctx context.Context, i int) {
		if i == 0 {
			<-went
			return
		}
		s.ask(ctx)
		if asked.Add(1) == 2 {
			close(went)
		}
	})
	if asked.Load() != 2 {
		t.Errorf("%d questions went out, want 2", asked.Load())
	}
}
