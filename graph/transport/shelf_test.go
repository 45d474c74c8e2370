package transport

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// always returns a function that answers with the same edition.
func always(e Edition) func() (Edition, bool) { return func() (Edition, bool) { return e, true } }

// numbered returns a question and its answer, which differ from those of every other number.
func numbered(i, length int) (question, *finished) {
	q := question{query: strings.Repeat("q", 300) + strconv.Itoa(i), variables: fmt.Sprintf(`{"n":%d}`, i)}
	return q, &finished{status: 200, body: bytes.Repeat([]byte("a"), length)}
}

// used returns the memory that is in use, in bytes.
func used() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestKeptMemory keeps many different answers of a length, and measures what they take.
func TestKeptMemory(t *testing.T) {
	for _, length := range []int{10, 1_000, 10_000} {
		const budget = 4 << 20
		e := Edition{Version: "v"}
		before := used()
		k := NewKept(budget)
		for i := range 20_000 {
			q, f := numbered(i, length)
			k.keep(q, f, e, always(e))
		}
		took := used() - before
		n := k.shelf.Load().answers.EstimatedSize()
		if took > budget || took < budget/4 {
			t.Errorf("%d answers of %d bytes take %d bytes of %d", n, length, took, budget)
		}
		t.Logf("%d answers of %d bytes take %.2f of the budget", n, length, float64(took)/budget)
		runtime.KeepAlive(k)
	}
}

// TestPersistedMemory takes many different queries of a length, and measures what they take.
func TestPersistedMemory(t *testing.T) {
	for _, length := range []int{10, 1_000, 10_000} {
		const budget = 4 << 20
		before := used()
		p := NewPersisted(budget)
		for i := range 20_000 {
			query := strings.Repeat("q", length) + strconv.Itoa(i)
			p.take(sha256.Sum256([]byte(query)), query)
		}
		took := used() - before
		if took > budget || took < budget/4 {
			t.Errorf("%d queries of %d bytes take %d bytes of %d", p.queries.EstimatedSize(), length, took, budget)
		}
		t.Logf("%d queries of %d bytes take %.2f of the budget", p.queries.EstimatedSize(), length, float64(took)/budget)
		runtime.KeepAlive(p)
	}
}

// TestKeptHot asks 100 questions from time to time while 100,000 others are asked once each, ten for each of these. They stay,
// and all of it in the budget.
func TestKeptHot(t *testing.T) {
	const hot, once, budget = 100, 100_000, 2 << 20
	e := Edition{Version: "v"}
	before := used()
	k := NewKept(budget)
	asked, found := 0, 0
	for i := range once {
		q, f := numbered(i, 1_000)
		if kept, _ := k.find(q); kept != nil {
			t.Fatalf("question %d was answered before it was asked", i)
		}
		k.keep(q, f, e, always(e))
		if i%10 > 0 {
			continue
		}
		q, f = numbered(-1-i/10%hot, 1_000)
		asked++
		if kept, _ := k.find(q); kept != nil {
			found++
			continue
		}
		k.keep(q, f, e, always(e))
	}
	if least := asked * 95 / 100; found < least {
		t.Errorf("%d of %d were kept, want %d", found, asked, least)
	}
	t.Logf("%d of %d were kept", found, asked)
	if took := used() - before; took > budget {
		t.Errorf("they take %d bytes of %d", took, budget)
	}
	runtime.KeepAlive(k)
}

// TestKeptLimits checks what is kept near the limits.
func TestKeptLimits(t *testing.T) {
	const budget = 1 << 20
	for _, tt := range []struct {
		length int
		kept   bool
	}{{budget/largestShare - 2*overhead, true}, {budget / largestShare, false}, {2 * budget, false}} {
		e := Edition{Version: "v"}
		k := NewKept(budget)
		q, f := numbered(1, tt.length)
		k.keep(q, f, e, always(e))
		if got, _ := k.find(q); (got != nil) != tt.kept {
			t.Errorf("an answer of %d bytes is kept: %t, want %t", tt.length, got != nil, tt.kept)
		}
	}
	if NewKept(0) != nil {
		t.Error("a budget of 0 keeps answers")
	}
}

// TestTurn checks that answers are dropped once there is a newer edition, and that those from others are not kept.
func TestTurn(t *testing.T) {
	first, second := Edition{Version: "v", LoadedAt: 1}, Edition{Version: "v", LoadedAt: 2}
	unknown := func() (Edition, bool) { return Edition{}, false }
	k := NewKept(1 << 20)
	q, f := numbered(1, 10)
	for i, step := range []struct {
		from   Edition
		newest func() (Edition, bool)
		shelf  Edition
		size   int
	}{
		{first, unknown, Edition{}, 0},
		{first, always(second), Edition{}, 0},
		{first, always(first), first, 1},
		{second, always(second), second, 1},
		{first, always(second), second, 1},
		{first, unknown, second, 1},
	} {
		k.keep(q, f, step.from, step.newest)
		s := k.shelf.Load()
		if s.edition != step.shelf || s.answers.EstimatedSize() != step.size {
			t.Errorf("step %d: %d answers of %v, want %d of %v", i, s.answers.EstimatedSize(), s.edition, step.size, step.shelf)
		}
	}
}
