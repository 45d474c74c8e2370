package partition

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// bare returns a cover of n variables of weight 1.
func bare(n int, rows ...[]int) *cover {
	weights := make([]int, n)
	for i := range weights {
		weights[i] = 1
	}
	c := newCover(weights)
	for _, edges := range rows {
		c.add(row{edges, 1})
	}
	return c
}

func TestCoverOfATriangleIsHalfOfEach(t *testing.T) {
	c := bare(3, []int{0, 1}, []int{1, 2}, []int{0, 2})
	if got := c.solve(context.Background(), 9); got != optimal {
		t.Fatalf("outcome %v", got)
	}
	if math.Abs(c.bound()-1.5) > 1e-3 {
		t.Errorf("bound %v, want 1.5", c.bound())
	}
	for j, x := range c.x {
		if math.Abs(x-0.5) > 1e-6 {
			t.Errorf("x[%d] = %v", j, x)
		}
	}
}

func TestCoverFixedAndFreed(t *testing.T) {
	c := bare(3, []int{0, 1}, []int{1, 2})
	ctx := context.Background()
	for _, step := range []struct {
		j      int
		lo, hi float64
		want   outcome
		bound  float64
	}{
		{1, 0, 0, optimal, 2}, {0, 0, 0, cut, 0}, {0, 0, 1, optimal, 2}, {1, 0, 1, optimal, 1}, {0, 1, 1, optimal, 2},
	} {
		c.fix(step.j, step.lo, step.hi)
		if got := c.solve(ctx, 9); got != step.want || got == optimal && math.Abs(c.bound()-step.bound) > 1e-3 {
			t.Errorf("%+v: outcome %v, bound %v", step, got, c.bound())
		}
	}
}

func TestCoverStopsAtTheCutoff(t *testing.T) {
	c := bare(4, []int{0, 1}, []int{2, 3})
	if got := c.solve(context.Background(), 1.5); got != cut {
		t.Errorf("outcome %v", got)
	}
}

func TestCoverOfMoreThanOne(t *testing.T) {
	c := bare(4)
	c.add(row{[]int{0, 1, 2, 3}, 2})
	c.add(row{[]int{0, 1}, 1})
	for _, need := range []int{2, 3, 4} {
		c.add(row{[]int{1, 2, 3, 0}, need})
		if got := c.solve(context.Background(), 9); got != optimal || math.Abs(c.bound()-float64(need)) > 1e-3 {
			t.Errorf("outcome %v, bound %v, want %d", got, c.bound(), need)
		}
	}
	c.add(row{[]int{0, 1, 2, 3}, 5})
	if got := c.solve(context.Background(), 9); got != cut {
		t.Errorf("five of four: outcome %v", got)
	}
}

func TestCoverStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := rand.New(rand.NewPCG(1, 1))
	c := bare(200)
	for range 2000 {
		c.add(row{r.Perm(200)[:3], 1})
	}
	if got := c.solve(ctx, 999); got != stuck {
		t.Errorf("outcome %v", got)
	}
	if c.entries != 6000 {
		t.Errorf("%d entries", c.entries)
	}
}

// TestCoverAgainstSubsets compares bounds with the best of all subsets.
func TestCoverAgainstSubsets(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 300 {
		n := 3 + r.IntN(7)
		weights := make([]int, n)
		for i := range weights {
			weights[i] = 1 + r.IntN(5)
		}
		c := newCover(weights)
		for range 1 + r.IntN(12) {
			size := 1 + r.IntN(n)
			c.add(row{r.Perm(n)[:size], 1 + r.IntN(size)})
		}
		if got := c.solve(context.Background(), math.Inf(1)); got != optimal {
			t.Fatalf("outcome %v", got)
		}
		least := c.leastSubset()
		if bound := c.bound(); bound > least+1e-6 || bound < least/float64(n) {
			t.Errorf("bound %v, least %v", bound, least)
		}
		for i, edges := range c.rows {
			sum := 0.0
			for _, j := range edges {
				sum += c.x[j]
			}
			if sum < c.need[i]-1e-6 {
				t.Errorf("row %v, %v: %v", edges, c.need[i], sum)
			}
		}
	}
}

// leastSubset returns the least weight of an integral cover.
func (c *cover) leastSubset() float64 {
	least := math.Inf(1)
	for set := range 1 << len(c.x) {
		weight, covers := 0.0, true
		for j, w := range c.weight {
			weight += w * float64(set>>j&1)
		}
		for i, edges := range c.rows {
			sum := 0
			for _, j := range edges {
				sum += set >> j & 1
			}
			covers = covers && sum >= int(c.need[i])
		}
		if covers {
			least = min(least, weight)
		}
	}
	return least
}
