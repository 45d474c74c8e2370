package neo4j

import (
	"context"
	"errors"
	"runtime"
	"strconv"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
)

// asked is a statement that waits for its answer.
type asked struct {
	ctx     context.Context
	queries []any
	answer  chan error
}

// texts returns what the queries ask for.
func (a asked) texts() string {
	s := ""
	for _, q := range a.queries {
		s += q.(map[string]any)["text"].(string)
	}
	return s
}

// gated returns lanes whose statements come out of a channel, to be answered one by one: each query with its text.
func gated() (*lanes, chan asked) {
	out := make(chan asked)
	return newLanes(func(ctx context.Context, _ shape, queries []any) ([]bolt.Record, error) {
		a := asked{ctx, queries, make(chan error)}
		select {
		case out <- a:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		select {
		case err := <-a.answer:
			if err != nil {
				return nil, err
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		rows := make([]bolt.Record, len(a.queries))
		for i, q := range a.queries {
			rows[len(rows)-1-i] = bolt.Record{int64(i), q.(map[string]any)["text"]}
		}
		return rows, nil
	}), out
}

// result is what a question got.
type result struct {
	text string
	err  error
}

// start asks a question for a text, and returns once it is out or waits.
func start(ctx context.Context, l *lanes, text string) <-chan result {
	got := make(chan result, 1)
	before := l.entered()
	go func() {
		answers, err := l.ask(ctx, shape{kind: things}, []map[string]any{{"text": text}})
		r := result{err: err}
		if err == nil {
			r.text = answers[0][0].(string)
		}
		got <- r
	}()
	for l.entered() == before {
		runtime.Gosched()
	}
	return got
}

// entered returns how many questions wait, and how many statements are under way.
func (l *lanes) entered() (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, in := range l.lanes {
		n += 1000*in.running + len(in.waiting)
	}
	return n
}

// occupied returns lanes all slots of which are taken, by questions a and b, and what these will get.
func occupied(t *testing.T) (l *lanes, out chan asked, under []asked, got []<-chan result) {
	t.Helper()
	l, out = gated()
	for _, text := range []string{"a", "b"} {
		got = append(got, start(t.Context(), l, text))
		under = append(under, <-out)
	}
	return l, out, under, got
}

// want checks what a question got.
func want(t *testing.T, got <-chan result, text string, err error) {
	t.Helper()
	if r := <-got; r.text != text || !errors.Is(r.err, err) {
		t.Errorf("got %q, %v, want %q, %v", r.text, r.err, text, err)
	}
}

// TestBatch checks that questions go out alone while there is a slot, and together when they had to wait.
func TestBatch(t *testing.T) {
	l, out, under, got := occupied(t)
	if under[0].texts() != "a" || under[1].texts() != "b" {
		t.Fatalf("the first went out as %q and %q", under[0].texts(), under[1].texts())
	}
	for _, text := range []string{"c", "d", "e"} {
		got = append(got, start(t.Context(), l, text))
	}
	under[0].answer <- nil
	together := <-out
	if together.texts() != "cde" {
		t.Errorf("what waited went out as %q", together.texts())
	}
	together.answer <- nil
	under[1].answer <- nil
	for i, text := range []string{"a", "b", "c", "d", "e"} {
		want(t, got[i], text, nil)
	}
	for l.entered() > 0 {
		runtime.Gosched() // slots are given back
	}
}

// TestBatchSize checks that a statement does not grow without bound, and that nothing is left behind.
func TestBatchSize(t *testing.T) {
	l, out, under, _ := occupied(t)
	var got []<-chan result
	for i := range batchSize + 1 {
		got = append(got, start(t.Context(), l, strconv.Itoa(i%10)))
	}
	under[0].answer <- nil
	for _, size := range []int{batchSize, 1} {
		a := <-out
		if len(a.queries) != size {
			t.Errorf("%d queries in a statement, want %d", len(a.queries), size)
		}
		a.answer <- nil
	}
	for i, g := range got {
		want(t, g, strconv.Itoa(i%10), nil)
	}
}

// TestBatchLeave checks that who is cancelled leaves at once, and that the others get their answers all the same.
func TestBatchLeave(t *testing.T) {
	l, out, under, _ := occupied(t)
	waits, leaveWaiting := context.WithCancel(t.Context())
	goes, leave := context.WithCancel(t.Context())
	first, second, third := start(waits, l, "c"), start(goes, l, "d"), start(t.Context(), l, "e")
	leaveWaiting()
	want(t, first, "", context.Canceled)
	under[0].answer <- nil
	together := <-out
	if together.texts() != "de" {
		t.Errorf("went out as %q without the one who left", together.texts())
	}
	leave()
	want(t, second, "", context.Canceled)
	if err := together.ctx.Err(); err != nil {
		t.Errorf("the statement ended with the first who left: %v", err)
	}
	together.answer <- nil
	want(t, third, "e", nil)
}

// TestBatchAbandoned checks that a statement ends when nobody waits for it any more.
func TestBatchAbandoned(t *testing.T) {
	l, out := gated()
	ctx, cancel := context.WithCancel(t.Context())
	got := start(ctx, l, "a")
	statement := <-out
	cancel()
	want(t, got, "", context.Canceled)
	<-statement.ctx.Done()
}

// TestBatchLate checks that who waits in vain makes the bookmarks be forgotten before asking again.
func TestBatchLate(t *testing.T) {
	l, out := gated()
	late := make(chan struct{}, 1)
	l.late = func() { late <- struct{}{} }
	ctx, cancel := context.WithCancel(t.Context())
	got := start(ctx, l, "a")
	<-out
	cancel()
	want(t, got, "", context.Canceled)
	select {
	case <-late:
	default:
		t.Error("nothing was forgotten")
	}
}

// TestBatchDeadline checks that a statement lasts as long as the latest deadline of those who wait for it.
func TestBatchDeadline(t *testing.T) {
	l, out, under, _ := occupied(t)
	now := time.Now()
	for i, text := range []string{"c", "d", "e"} {
		ctx, cancel := context.WithDeadline(t.Context(), now.Add([]time.Duration{time.Hour, 3 * time.Hour, 2 * time.Hour}[i]))
		defer cancel()
		start(ctx, l, text)
	}
	under[0].answer <- nil
	statement := <-out
	if deadline, ok := statement.ctx.Deadline(); !ok || !deadline.Equal(now.Add(3*time.Hour)) {
		t.Errorf("lasts until %v, want %v", deadline, now.Add(3*time.Hour))
	}
	statement.answer <- nil
}

// TestBatchRefused checks that a question that the database takes exception to fails alone.
func TestBatchRefused(t *testing.T) {
	l, out, under, _ := occupied(t)
	good, bad := start(t.Context(), l, "c"), start(t.Context(), l, "d")
	refused := errors.New("refused")
	under[0].answer <- nil
	(<-out).answer <- refused
	for range 2 {
		if a := <-out; a.texts() == "d" {
			a.answer <- refused
		} else {
			a.answer <- nil
		}
	}
	want(t, good, "c", nil)
	want(t, bad, "", refused)
}

// TestBatchAway checks that while the database is away all fail at once, rather than one after the other.
func TestBatchAway(t *testing.T) {
	l, out, under, _ := occupied(t)
	one, other := start(t.Context(), l, "c"), start(t.Context(), l, "d")
	under[0].answer <- nil
	(<-out).answer <- alliance.ErrUnavailable
	want(t, one, "", alliance.ErrUnavailable)
	want(t, other, "", alliance.ErrUnavailable)
}

// TestBatchPanic checks that a panic is the error of those who asked, and that others are answered after it.
func TestBatchPanic(t *testing.T) {
	panics := true
	l := newLanes(func(context.Context, shape, []any) ([]bolt.Record, error) {
		if panics {
			panic("broken")
		}
		return []bolt.Record{{int64(0), "fine"}}, nil
	})
	if _, err := l.ask(t.Context(), shape{}, []map[string]any{{}}); err == nil {
		t.Error("a panic is no error")
	}
	panics = false
	if _, err := l.ask(t.Context(), shape{}, []map[string]any{{}}); err != nil {
		t.Error(err)
	}
}

// TestSilent checks what a question that is not answered in time gets: where the database answers another one meanwhile, that
// it took too long, and where it answers nothing, that the database is away.
func TestSilent(t *testing.T) {
	for _, answers := range []bool{true, false} {
		l, out := gated()
		late := make(chan time.Time)
		l.patient = func() <-chan time.Time { return late }
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		got := start(ctx, l, "a")
		<-out
		close(late)
		ping := <-out
		if ping.queries[0].(map[string]any)["text"] != nil {
			t.Fatal("the second statement is not the small one")
		}
		if answers {
			ping.answer <- nil
			want(t, got, "", context.DeadlineExceeded)
		} else {
			want(t, got, "", alliance.ErrUnavailable)
		}
		l.wait(t.Context())
	}
}
