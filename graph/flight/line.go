package flight

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"
)

// ErrBusy is wrapped by errors about computations that were not begun, because too much else is to be computed.
var ErrBusy = errors.New("the server is busy with other computations")

// A BusyError is [ErrBusy] with the time after which it may be worth to try again.
type BusyError struct{ After time.Duration }

// Error implements error.
func (e *BusyError) Error() string {
	return fmt.Sprintf("%v: try again in %d s", ErrBusy, e.Seconds())
}

// Unwrap returns [ErrBusy].
func (e *BusyError) Unwrap() error { return ErrBusy }

// Seconds returns the time in seconds, at least one.
func (e *BusyError) Seconds() int { return max(1, int(math.Ceil(e.After.Seconds()))) }

// A line is where computations wait for one of a few slots. Clients get slots in turn, each for the computation of its oldest
// request, so that one who asks for much does not keep others waiting for all of it.
type line struct {
	mu   sync.Mutex
	free int
	// all is the number of slots, most how many computations may wait.
	all, most int
	waiting   int
	// refused counts the computations that were not begun.
	refused uint64
	// queues are those of the clients for whom something waits, in the order of their turns.
	queues []*queue
	// ahead waits before them, whosever it is.
	ahead []*place
	// running are the computations that have the slots, from the one that has had its slot for longest.
	running []*run
	// lately is how long computations of each kind took, the more lately the more it counts.
	lately map[string]time.Duration
}

// A run is a computation that has a slot, since when it does.
type run struct {
	Kind
	began time.Time
}

// newLine returns a line for a number of slots.
func newLine(slots int) *line {
	return &line{free: slots, all: slots, most: mostWaiting, lately: map[string]time.Duration{}}
}

// A queue is what waits for a client, by the age of the requests that it is for, the oldest first.
type queue struct {
	client string
	places []*place
}

// before returns how many places are before one of a kind.
func (q *queue) before(kind Kind) int {
	i, _ := slices.BinarySearchFunc(q.places, kind.since, func(p *place, since time.Time) int {
		if p.since.After(since) {
			return 1
		}
		return -1
	})
	return i
}

// A place is where one computation waits.
type place struct {
	Kind
	// patient is set if it is not to be refused.
	patient bool
	// called is closed once run or refused is set: there is a slot, or will be none.
	called  chan struct{}
	run     *run
	refused error
}

// enter waits for a slot, which [line.leave] gives back. It returns a [*BusyError] at once if there is no place to wait, or if there
// will be none in time to compute something before the context's deadline, as far as one can tell from how long computations took;
// unless the caller is patient.
func (l *line) enter(ctx context.Context, client string, kind Kind, patient bool) (*run, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p, r, err := l.stand(ctx, client, kind, patient)
	if p == nil || err != nil {
		return r, err
	}
	select {
	case <-p.called:
		return p.run, p.refused
	case <-ctx.Done():
		if !l.quit(client, p) && p.refused == nil {
			l.leave(p.run, false) // the slot came too late
		}
		return nil, ctx.Err()
	}
}

// stand takes a slot if one is free, or else a place.
func (l *line) stand(ctx context.Context, client string, kind Kind, patient bool) (*place, *run, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.free > 0 {
		l.free--
		return nil, l.begin(kind), nil
	}
	if kind.since.IsZero() {
		kind.since = time.Now()
	}
	wait := l.wait(client, kind)
	if deadline, ok := ctx.Deadline(); ok && !patient && wait+l.expected(kind) > time.Until(deadline) {
		l.refused++
		return nil, nil, &BusyError{wait}
	}
	if l.waiting >= l.most && !patient && !l.yield(client, kind, wait) {
		l.refused++
		return nil, nil, &BusyError{wait}
	}
	p := &place{Kind: kind, patient: patient, called: make(chan struct{})}
	l.waiting++
	if kind.Ahead {
		l.ahead = append(l.ahead, p)
		return p, nil, nil
	}
	q := l.queueOf(client)
	if q == nil {
		q = &queue{client: client}
		l.queues = append(l.queues, q)
	}
	q.places = slices.Insert(q.places, q.before(kind), p)
	return p, nil, nil
}

// begin returns a new run.
func (l *line) begin(kind Kind) *run {
	r := &run{kind, time.Now()}
	l.running = append(l.running, r)
	return r
}

// expected returns how long a computation of a kind will probably take.
func (l *line) expected(kind Kind) time.Duration {
	if lately, known := l.lately[kind.Name]; known {
		return lately
	}
	return kind.Guess
}

// queueOf returns the queue of a client, nil if nothing waits.
func (l *line) queueOf(client string) *queue {
	if i := slices.IndexFunc(l.queues, func(q *queue) bool { return q.client == client }); i >= 0 {
		return l.queues[i]
	}
	return nil
}

// wait returns how long one more computation of a client may have to wait.
func (l *line) wait(client string, kind Kind) time.Duration {
	before := time.Duration(0)
	for _, r := range l.running {
		before += max(0, l.expected(r.Kind)-time.Since(r.began))
	}
	for _, p := range l.ahead {
		before += l.expected(p.Kind)
	}
	if !kind.Ahead {
		before += l.waitInTurn(client, kind)
	}
	return before / time.Duration(l.all)
}

// waitInTurn returns how long those take that will have slots before one more computation of a client.
func (l *line) waitInTurn(client string, kind Kind) (before time.Duration) {
	own := 0
	if q := l.queueOf(client); q != nil {
		own = q.before(kind)
	}
	for _, q := range l.queues {
		ahead := own
		if q.client != client {
			ahead = min(len(q.places), own+1)
		}
		for _, p := range q.places[:ahead] {
			before += l.expected(p.Kind)
		}
	}
	return before
}

// yield makes room for one more computation of a client: of the client that waits for most, the last computation that is not patient
// is refused. It reports whether there is one: that client would wait for more than the first would, or it is the same, and the
// last is for a younger request.
func (l *line) yield(client string, kind Kind, wait time.Duration) bool {
	if len(l.queues) == 0 {
		return false
	}
	longest := slices.MaxFunc(l.queues, func(q, r *queue) int { return len(q.places) - len(r.places) })
	last := len(longest.places) - 1
	for last >= 0 && longest.places[last].patient {
		last--
	}
	own := 0
	if mine := l.queueOf(client); mine != nil {
		own = len(mine.places)
	}
	younger := last >= 0 && longest.client == client && longest.places[last].since.After(kind.since)
	if last < 0 || !younger && len(longest.places) <= own+1 {
		return false
	}
	p := longest.places[last]
	l.remove(longest, last)
	l.refused++
	p.refused = &BusyError{wait}
	close(p.called)
	return true
}

// remove takes a place from a queue, and the queue from the line if it was the last.
func (l *line) remove(q *queue, i int) {
	q.places = slices.Delete(q.places, i, i+1)
	l.waiting--
	if len(q.places) == 0 {
		l.queues = slices.DeleteFunc(l.queues, func(r *queue) bool { return r == q })
	}
}

// quit gives up a place. It reports whether it had not been called.
func (l *line) quit(client string, p *place) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i := slices.Index(l.ahead, p); i >= 0 {
		l.ahead = slices.Delete(l.ahead, i, i+1)
		l.waiting--
		return true
	}
	q := l.queueOf(client)
	if q == nil {
		return false
	}
	i := slices.Index(q.places, p)
	if i < 0 {
		return false
	}
	l.remove(q, i)
	return true
}

// memory is how many computations of a kind it takes until how long they took hardly counts any more.
const memory = 4

// leave gives up a slot. It learns from how long it was used; if the computation was not whole, only that it takes no less.
func (l *line) leave(r *run, whole bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running = slices.DeleteFunc(l.running, func(other *run) bool { return other == r })
	took, expected := time.Since(r.began), l.expected(r.Kind)
	if whole || took > expected {
		l.lately[r.Name] = expected + (took-expected)/memory
	}
	p := l.next()
	if p == nil {
		l.free++
		return
	}
	l.waiting--
	p.run = l.begin(p.Kind)
	close(p.called)
}

// next takes the place whose turn it is from the line, nil if nothing waits.
func (l *line) next() *place {
	if len(l.ahead) > 0 {
		p := l.ahead[0]
		l.ahead = l.ahead[1:]
		return p
	}
	if len(l.queues) == 0 {
		return nil
	}
	q := l.queues[0]
	l.queues = l.queues[1:]
	p := q.places[0]
	if q.places = q.places[1:]; len(q.places) > 0 {
		l.queues = append(l.queues, q)
	}
	return p
}
