package neo4j

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"entente/graph/alliance"
	"entente/graph/gather"
	"entente/graph/neo4j/bolt"
)

// How much goes to the server at once.
const (
	// slots is how many statements of one shape are under way at a time.
	slots = 2
	// batchSize is how many queries one statement answers at most, unless one question alone has more: as many as a page
	// has items, so that what the items of a page ask goes out together.
	batchSize = 500
)

// patience is how long a question waits before it is asked whether the database answers at all.
const patience = 4 * time.Second

// A runner runs the statement that answers queries of a shape and returns the rows of its result, each with the number of
// its query first.
type runner func(ctx context.Context, as shape, queries []any) ([]bolt.Record, error)

// lanes put questions of the same shape that wait at the same time into one statement, as group commit does for writes
// (Gray and Reuter, Transaction Processing, 1993, section 9.4): the first goes out at once and alone; those that come
// while all slots of its shape are taken wait, and all go out together when one is free. Without company no question waits,
// and the busier the server, the larger the statements. Those who resolve the items of one list wait for each other: see
// package gather.
type lanes struct {
	run runner
	// patient waits for as long as a question waits before the database is asked whether it answers at all.
	patient func() <-chan time.Time
	// late is called before a caller whose time is over is told so.
	late func()

	mu    sync.Mutex
	lanes map[shape]*lane
	// drives are those that send statements out.
	drives sync.WaitGroup
}

// A lane has the questions of one shape.
type lane struct {
	running int
	waiting []*question
}

// A question is what one caller asks: some queries of one shape.
type question struct {
	ctx     context.Context
	queries []map[string]any
	// wait says when the question may go out.
	wait *gather.Wait
	// batch is what the question went out with, nil while it waits; left says that its caller has gone.
	batch *batch
	left  bool
	// done is closed when answers and err are there.
	done    chan struct{}
	answers []bolt.Record
	err     error
}

// A batch is the questions of one statement. Its context ends when none of their callers is left.
type batch struct {
	shape     shape
	questions []*question
	callers   int
	cancel    context.CancelFunc
}

// newLanes returns lanes whose statements run runs.
func newLanes(run runner) *lanes {
	return &lanes{run: run, lanes: map[shape]*lane{}, patient: func() <-chan time.Time { return time.After(patience) }, late: func() {}}
}

// ask answers queries of one shape, with one record for each, in their order. It returns an error as soon as the context is
// done, whatever becomes of others' questions that went out with this one: the context's, or one that wraps
// [alliance.ErrUnavailable] where the database does not even answer whether it is there.
func (l *lanes) ask(ctx context.Context, s shape, queries []map[string]any) ([]bolt.Record, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	q := l.enter(ctx, s, queries)
	defer q.wait.End()
	select {
	case <-q.done:
		return q.answers, q.err
	case <-ctx.Done():
		l.leave(q)
		l.late()
		return nil, ctx.Err()
	case <-l.patient():
		return l.insist(ctx, q)
	}
}

// insist is what [lanes.ask] does with a question that has waited for long: it asks for next to nothing meanwhile.
func (l *lanes) insist(ctx context.Context, q *question) ([]bolt.Record, error) {
	ping := l.enter(gather.Alone(ctx), shape{kind: editions}, []map[string]any{{}})
	defer l.leave(ping)
	select {
	case <-q.done:
		if !errors.Is(q.err, context.DeadlineExceeded) {
			return q.answers, q.err
		}
	case <-ctx.Done():
		l.leave(q)
		l.late()
		if errors.Is(ctx.Err(), context.Canceled) {
			return nil, ctx.Err()
		}
	}
	select {
	case <-ping.done:
		if ping.err == nil || errors.Is(ping.err, ErrNoDataset) {
			return nil, context.DeadlineExceeded // it answers, but not this question
		}
	default:
	}
	return nil, fmt.Errorf("%w: it does not answer", alliance.ErrUnavailable)
}

// enter adds a question to its lane, to go out as soon as a slot is free and the others have asked with whom the context
// resolves a list.
func (l *lanes) enter(ctx context.Context, s shape, queries []map[string]any) *question {
	q := &question{ctx: ctx, queries: queries, done: make(chan struct{})}
	gather.Begin(ctx, func(w *gather.Wait) {
		q.wait = w
		l.add(q, s)
	}, func() { l.start(s) }) //nolint:contextcheck // a statement outlives whoever asked first
	return q
}

// add adds a question to its lane.
func (l *lanes) add(q *question, s shape) {
	l.mu.Lock()
	defer l.mu.Unlock()
	in := l.lanes[s]
	if in == nil {
		in = &lane{}
		l.lanes[s] = in
	}
	in.waiting = append(in.waiting, q)
}

// start sends out what waits in a lane and may go, if a slot is free.
func (l *lanes) start(s shape) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if in := l.lanes[s]; in != nil && in.running < slots {
		in.running++
		l.drives.Go(func() { l.drive(in, s) })
	}
}

// wait waits until no statement is under way any more, those included whose callers have gone, or the context is done.
func (l *lanes) wait(ctx context.Context) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		l.drives.Wait()
	}()
	select {
	case <-ended:
	case <-ctx.Done():
	}
}

// leave notes that the caller of a question has gone, and ends its statement where it was the last.
func (l *lanes) leave(q *question) {
	l.mu.Lock()
	defer l.mu.Unlock()
	q.left = true
	if q.batch == nil {
		return
	}
	if q.batch.callers--; q.batch.callers == 0 {
		q.batch.cancel()
	}
}

// drive sends out one batch of a lane after the other until nothing waits there that may go.
func (l *lanes) drive(in *lane, s shape) {
	// Those who are about to ask, as the items of a list that was just read, go first. It waits for nobody.
	runtime.Gosched()
	for {
		ctx, b := l.next(in, s)
		if b == nil {
			return
		}
		l.send(ctx, b)
		b.cancel()
	}
}

// next takes the next batch of a lane, nil if nothing waits that may go; then its slot is free.
func (l *lanes) next(in *lane, s shape) (context.Context, *batch) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := &batch{shape: s}
	size, full := 0, false
	in.waiting = slices.DeleteFunc(in.waiting, func(q *question) bool {
		if full = full || size > 0 && size+len(q.queries) > batchSize; full || q.left || !q.wait.Come() {
			return q.left
		}
		size += len(q.queries)
		q.batch = b
		b.questions = append(b.questions, q)
		return true
	})
	if len(b.questions) == 0 {
		if in.running--; in.running == 0 && len(in.waiting) == 0 {
			delete(l.lanes, s)
		}
		return nil, nil
	}
	b.callers = len(b.questions)
	var ctx context.Context
	ctx, b.cancel = b.context()
	return ctx, b
}

// context returns a context that lasts as long as the longest of the callers' deadlines, and does not end when a caller
// goes.
func (b *batch) context() (context.Context, context.CancelFunc) {
	ctx := context.WithoutCancel(b.questions[0].ctx)
	var last time.Time
	for _, q := range b.questions {
		deadline, ok := q.ctx.Deadline()
		if !ok {
			return context.WithCancel(ctx)
		}
		if deadline.After(last) {
			last = deadline
		}
	}
	return context.WithDeadline(ctx, last)
}

// send sends a batch and hands its answers out. Where the database takes exception to the statement, whichever of the
// questions that is because of, each goes out alone.
func (l *lanes) send(ctx context.Context, b *batch) {
	answers, err := l.answer(ctx, b.shape, b.questions)
	for _, q := range b.questions {
		q.wait.End()
	}
	if refused(ctx, err) && len(b.questions) > 1 {
		for _, q := range b.questions {
			q.answers, q.err = l.answer(q.ctx, b.shape, []*question{q}) //nolint:contextcheck // each has its own
			close(q.done)
		}
		return
	}
	for _, q := range b.questions {
		if q.err = err; err == nil {
			q.answers, answers = answers[:len(q.queries):len(q.queries)], answers[len(q.queries):]
		}
		close(q.done)
	}
}

// refused reports whether an error is about what was asked: not about time, nor about the database as a whole.
func refused(ctx context.Context, err error) bool {
	if err == nil || ctx.Err() != nil {
		return false
	}
	return !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, alliance.ErrUnavailable)
}

// caught, deferred, makes an error of a panic.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("neo4j: panic: %v\n%s", p, debug.Stack())
	}
}

// answer runs the statement that answers questions of one shape, and returns a record for each of their queries. A panic
// is an error, for the goroutine that it would end the server from is nobody's.
func (l *lanes) answer(ctx context.Context, s shape, questions []*question) (answers []bolt.Record, err error) {
	defer caught(&err)
	var queries []any
	for _, q := range questions {
		for _, query := range q.queries {
			query["i"] = len(queries)
			queries = append(queries, query)
		}
	}
	rows, err := l.run(ctx, s, queries)
	if err != nil {
		return nil, err
	}
	if len(rows) < len(queries) {
		return nil, ErrNoDataset
	}
	answers = make([]bolt.Record, len(queries))
	for _, row := range rows {
		answers[row[0].(int64)] = row[1:]
	}
	return answers, nil
}
