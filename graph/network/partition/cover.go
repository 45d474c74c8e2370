package partition

import (
	"context"
	"math"
	"slices"
)

// A row is a constraint: x must sum to at least need over a set of variables.
type row struct {
	edges []int // variables, one for each edge
	need  int
}

// A cover is the linear relaxation of a weighted covering problem: minimise Σ weight·x over 0 ≤ x ≤ 1 subject to the rows.
// Rows can be added, and variables fixed and freed, between calls of solve, which continues from the last basis by the
// dual simplex method (Lemke 1954).
//
// Of many rows, few are tight at once. A cover therefore keeps no basis of all rows, only the inverse of the kernel, the
// square matrix of the tight rows by the basic variables. A pivot borders it, shrinks it or changes one of its lines.
type cover struct {
	weight  []float64 // by variable
	cost    []float64 // weight, perturbed downwards so that no two bases cost the same (Charnes 1952)
	lo, hi  []float64
	x       []float64
	rows    [][]int
	need    []float64 // by row
	entries int       // in all rows
	in      [][]int   // by variable: its rows

	basic   []int       // the variables of the kernel
	tight   []int       // the rows of the kernel
	basicAt []int       // by variable: its index in basic, or -1
	tightAt []int       // by row: its index in tight, or -1
	inverse [][]float64 // of the kernel, by basic variable and tight row
	price   []float64   // by tight row: its dual value
	load    []float64   // by variable: the sum of the prices of its rows
	value   []float64   // by row: the sum of x over it
	slope   []float64   // by variable: how the leaving one depends on it
	change  []float64   // by row: how it depends on what enters
	edge    []float64   // by variable: its devex weight while it is basic
	edgeOf  []float64   // by row: the devex weight of its slack while that is basic
	work    int         // since the last call of worked
}

const (
	feasibility  = 1e-7 // how far x may lie outside its bounds, or a row fall short of its need
	minPivot     = 1e-9 // the least pivot
	tolerance    = 1e-8 // the error above which the inverse is recomputed
	refreshEvery = 64   // pivots between recomputations of all values from the inverse
	maxKernel    = 2000 // the largest size of the kernel
)

func newCover(weights []int) *cover {
	n := len(weights)
	c := &cover{
		weight: make([]float64, n), cost: make([]float64, n), lo: make([]float64, n), hi: make([]float64, n),
		x: make([]float64, n), in: make([][]int, n), basicAt: make([]int, n), load: make([]float64, n),
		slope: make([]float64, n), edge: slices.Repeat([]float64{1}, n),
	}
	noise := uint32(1)
	for i, w := range weights {
		noise = noise*1664525 + 1013904223 // Knuth, Numerical Recipes
		c.weight[i] = float64(w)
		c.cost[i] = c.weight[i] - 1e-5 - float64(1e-5*float64(noise>>8)/(1<<24))
		c.hi[i], c.basicAt[i] = 1, -1
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
	c.tightAt = append(c.tightAt, -1)
	c.value = append(c.value, 0)
	c.change = append(c.change, 0)
	c.edgeOf = append(c.edgeOf, 1)
}

// fix sets the bounds of a variable.
func (c *cover) fix(j int, lo, hi float64) { c.lo[j], c.hi[j] = lo, hi }

// reduced returns the reduced cost of a variable.
func (c *cover) reduced(j int) float64 { return c.weight[j] - c.load[j] }

// bound returns a lower bound on the weight of any cover within the bounds. As any prices ≥ 0 give such a bound, it holds
// in spite of rounding errors in the prices (Neumaier and Shcherbina 2004).
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

// An outcome is the way in which solve ended.
type outcome int

const (
	optimal outcome = iota
	cut             // the bound reached the cutoff, or the rows cannot be satisfied
	stuck           // the context ended, or there were too many pivots or tight rows
)

// solve optimises x unless the bound reaches cutoff first.
func (c *cover) solve(ctx context.Context, cutoff float64) outcome {
	c.refresh(ctx)
	fill(c.edge, 1)
	fill(c.edgeOf, 1)
	for pivots := 1; pivots < 50*len(c.x)+5000; pivots++ {
		if pivots%refreshEvery == 0 {
			c.refresh(ctx)
			if ctx.Err() != nil || len(c.tight) > maxKernel {
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

// worked returns the work since the last call, in units of some nanoseconds.
func (c *cover) worked() int {
	work := c.work
	c.work = 0
	return work
}

// refresh recomputes prices, loads, x and the values of rows from the inverse, and the inverse itself if it has lost
// precision.
func (c *cover) refresh(ctx context.Context) {
	c.prices()
	c.values()
	if c.lost() > tolerance {
		c.reinvert(ctx)
		c.prices()
		c.values()
	}
}

// lost returns the largest error in what should hold exactly: tight rows sum to their needs, and the reduced costs of
// basic variables are 0.
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
		if c.basicAt[j] < 0 {
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
			if c.basicAt[j] < 0 {
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
