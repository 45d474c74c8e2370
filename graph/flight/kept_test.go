package flight_test

import (
	"context"
	"errors"
	"testing"

	"entente/graph/flight"
)

// counted is a task that counts how often it is computed, and whose result takes some bytes.
func counted(key, edition string, size int, times *int) flight.Task[string] {
	return flight.Task[string]{
		Key: key, Edition: edition, Size: func(string) int { return size },
		Compute: func(context.Context) (string, error) {
			*times++
			return key + " of " + edition, nil
		},
	}
}

// TestKept checks which results are kept, and that no result of other facts is answered with.
func TestKept(t *testing.T) {
	const budget = 100_000
	for _, tt := range []struct {
		name    string
		budget  uint64
		newest  string // when the second is computed
		edition string
		size    int
		want    int // how often two of the same are computed
	}{
		{"small", budget, "one", "one", 100, 1},
		{"nothing is kept", 0, "one", "one", 100, 2},
		{"too large", budget, "one", "one", 60_000, 2},
		{"not to be kept", budget, "one", "one", -1, 2},
		{"of no edition", budget, "one", "", 100, 2},
		{"of an edition before", budget, "two", "one", 100, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g, times := flight.New(1, flight.Keep(tt.budget)), 0
			g.Turn("one")
			for i := range 2 {
				got, err := flight.Do(t.Context(), g, counted("key", tt.edition, tt.size, &times))
				if want := "key of " + tt.edition; got != want || err != nil {
					t.Errorf("%d: %q, %v, want %q", i, got, err, want)
				}
				g.Turn(tt.newest)
			}
			if times != tt.want {
				t.Errorf("it was computed %d times, want %d", times, tt.want)
			}
		})
	}
}

// TestLateResult checks that a result is not kept whose facts were replaced while it was computed.
func TestLateResult(t *testing.T) {
	g, times := flight.New(1, flight.Keep(100_000)), 0
	g.Turn("one")
	slow := counted("key", "one", 100, &times)
	compute := slow.Compute
	slow.Compute = func(ctx context.Context) (string, error) {
		g.Turn("two")
		return compute(ctx)
	}
	for range 2 {
		if _, err := flight.Do(t.Context(), g, slow); err != nil {
			t.Fatal(err)
		}
	}
	if times != 2 {
		t.Errorf("it was computed %d times, want 2", times)
	}
}

// TestBudget checks that what is kept stays within the budget: of many results, most are computed again.
func TestBudget(t *testing.T) {
	g := flight.New(1, flight.Keep(100_000))
	g.Turn("one")
	first, second := 0, 0
	unknown := errors.New("unknown")
	for i := range 100 {
		if _, err := flight.Do(t.Context(), g, counted(string(rune('a'+i)), "one", 10_000, &first)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 100 { // an error is not kept, and takes nobody's place
		again := counted(string(rune('a'+i)), "one", 10_000, &second)
		compute := again.Compute
		again.Compute = func(ctx context.Context) (string, error) {
			_, _ = compute(ctx)
			return "", unknown
		}
		if _, err := flight.Do(t.Context(), g, again); err != nil && !errors.Is(err, unknown) {
			t.Fatal(err)
		}
	}
	if first != 100 || second < 90 {
		t.Errorf("%d, then %d of 100 were computed, want 90 or more then", first, second)
	}
}

// TestOnce checks that part of a computation is kept as well.
func TestOnce(t *testing.T) {
	g, times := flight.New(1, flight.Keep(100_000)), 0
	g.Turn("one")
	for range 2 {
		got, err := flight.Once(g, "one", "part", func(int) int { return 8 }, func() (int, error) {
			times++
			return 42, nil
		})
		if got != 42 || err != nil {
			t.Errorf("%d, %v", got, err)
		}
	}
	if times != 1 {
		t.Errorf("it was computed %d times", times)
	}
}
