package partition

import (
	"context"
	"math"
	"slices"
)

// A row says that over a set of variables x must sum to need or more.
type row struct {
	edges []int // variables, one for each edge
	need  int
}

// A cover is the linear relaxation of a weighted covering problem: least Σ weight·x over 0 ≤ x ≤ 1 such that each row
// holds. Rows can be added, and variables fixed and freed, between calls of
// solve, which goes on from where it was by the dual simplex method (Lemke 1954).
//
// Few rows are tight at once though many are known, so no basis of all the rows is kept: only the inverse of the kernel,
// the square matrix of the tight rows by the basic variables, which every pivot borders, shrinks or changes in a line.
type cover struct {
	weight  []float64 // of each variable
	cost    []float64 // weight, lowered a little and unevenly, so that no two bases cost the same (Charnes 1952)
	lo, hi  []float64
	x       []float64
	rows    [][]int
	need    []float64 // of each row
	entries int       // of all rows
	in      [][]int   // the rows of each variable

	basic   []int       // the variables of the kernel
	tight   []int       // the rows of the kernel
	place   []int       // of each variable in basic, or -1
	seat    []int       // of each row in tight, or -1
	inverse [][]float64 // of the kernel, by place and seat
	price   []float64   // the dual value of each tight row, by seat
	load    []float64   // of each variable: the sum of the prices of its rows
	value   []float64   // of each row: the sum of x over it
	slope   []float64   // of each variable: how the leaving one depends on it
	change  []float64   // of each row: how it depends on what enters
	edge    []float64   // of each variable, and
	edgeOf  []float64   // of each row: the devex weight while it is basic
	work    int         // since worked was asked
}

const (
	feasible = 1e-7 // how far x may lie outside its bounds, and a row below its need
	nonzero  = 1e-9 // what counts as a pivot
	precise  = 1e-8 // the error at which the inverse is computed anew
	lively   = 64   // pivots between two computations of everything from the inverse
	largest  = 2000 // size of the kernel
)

func newCover(weights []int) *cover {
	n := len(weights)
	c := &cover{
		weight: make([]float64, n), cost: make([]float64, n), lo: make([]float64, n), hi: make([]float64, n),
		x: make([]float64, n), in: make([][]int, n), place: make([]int, n), load: make([]float64, n),
		slope: make([]float64, n), edge: slices.Repeat([]float64{1}, n),
	}
	noise := uint32(1)
	for i, w := range weights {
		noise = noise*1664525 + 1013904223 // Knuth, Numerical Recipes
		c.weight[i] = float64(w)
		c.cost[i] = c.weight[i] - 1e-5 - float64(1e-5*float64(noise>>8)/(1<<24))
		c.hi[i], c.place[i] = 1, -1
	}
	return c
}

// add appends a row.
func (c *cover) add(r row) {
	for _, j := range r.edges {
		c.in[j] = append(c.in[j], len(c.rows))
	}
	c.rows = append(c.rows, r.edges)
	c.need = append(c.need, float64(r.need))
	c.entries += len(r.edges)
	c.seat = append(c.seat, -1)
	c.value = append(c.value, 0)
	c.change = append(c.change, 0)
	c.edgeOf = append(c.edgeOf, 1)
}

// fix sets the bounds of a variable.
func (c *cover) fix(j int, lo, hi float64) { c.lo[j], c.hi[j] = lo, hi }

// reduced is what one more of a variable outside the kernel costs, given the prices.
func (c *cover) reduced(j int) float64 { return c.weight[j] - c.load[j] }

// bound is a lower bound on the weight of every cover within the bounds. It holds whatever the errors of rounding in the
// prices, as any prices ≥ 0 give one (Neumaier and Shcherbina 2004).
func (c *cover) bound() float64 {
	sum := 0.0
	for t, y := range c.price {
		sum += float64(y * c.need[c.tight[t]])
	}
	for j := range c.x {
		d := c.reduced(j)
		sum += min(d*c.lo[j], d*c.hi[j])
	}
	return sum
}

// An outcome is how solve ended.
type outcome int

const (
	optimal outcome = iota
	cut             // the bound reached the cutoff, or no cover exists
	stuck           // the context ended, or pivots led nowhere
)

// solve optimises until the bound reaches cutoff.
func (c *cover) solve(ctx context.Context, cutoff float64) outcome {
	c.refresh(ctx)
	fill(c.edge, 1)
	fill(c.edgeOf, 1)
	for pivots := 1; pivots < 50*len(c.x)+5000; pivots++ {
		if pivots%lively == 0 {
			c.refresh(ctx)
			if ctx.Err() != nil || len(c.tight) > largest {
				return stuck
			}
		}
		if c.bound() >= cutoff {
			if c.refresh(ctx); c.bound() >= cutoff {
				return cut
			}
		}
		c.work += 8*len(c.x) + 4*len(c.rows) + len(c.tight)*len(c.tight)
		l := c.leaving()
		if l.place < 0 && l.row < 0 {
			if c.refresh(ctx); c.leaving().excess == 0 {
				return optimal
			}
			continue
		}
		if !c.pivot(l) {
			return cut
		}
	}
	return stuck
}

// worked is the work since it was last asked, some nanoseconds a unit.
func (c *cover) worked() int {
	work := c.work
	c.work = 0
	return work
}

// refresh computes prices, loads, x and the values of rows from the kernel, whose inverse it computes anew when it has
// lost precision.
func (c *cover) refresh(ctx context.Context) {
	c.prices()
	c.values()
	if c.lost() > precise {
		c.reinvert(ctx)
		c.prices()
		c.values()
	}
}

// lost is the greatest error in what should be exact: tight rows sum to their need and basic variables cost nothing.
func (c *cover) lost() float64 {
	worst := 0.0
	for _, i := range c.tight {
		worst = max(worst, math.Abs(c.value[i]-c.need[i]))
	}
	for _, j := range c.basic {
		worst = max(worst, math.Abs(c.cost[j]-c.load[j]))
	}
	return worst
}

func (c *cover) prices() {
	c.price = append(c.price[:0], make([]float64, len(c.tight))...)
	for r, j := range c.basic {
		axpy(c.price, c.cost[j], c.inverse[r])
	}
	clear(c.load)
	for t, i := range c.tight {
		c.price[t] = max(c.price[t], 0)
		for _, j := range c.rows[i] {
			c.load[j] += c.price[t]
		}
	}
}

func (c *cover) values() {
	for j := range c.x {
		if c.place[j] < 0 {
			c.x[j] = c.lo[j]
			if c.cost[j] < c.load[j] {
				c.x[j] = c.hi[j]
			}
		}
	}
	rest := make([]float64, len(c.tight)) // what the basic variables must make up in each tight row
	for t, i := range c.tight {
		rest[t] = c.need[i]
		for _, j := range c.rows[i] {
			if c.place[j] < 0 {
				rest[t] -= c.x[j]
			}
		}
	}
	for r, j := range c.basic {
		c.x[j] = dot(c.inverse[r], rest)
	}
	for i, row := range c.rows {
		c.value[i] = 0
		for _, j := range row {
			c.value[i] += c.x[j]
		}
	}
}
