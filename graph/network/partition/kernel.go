package partition

import (
	"context"
	"math"
)

// Products that are added to something are converted to float64 throughout the package, which rounds them: on some
// architectures, though not on amd64, the compiler would otherwise fuse the two operations, and pivots would differ.

func dot(a, b []float64) float64 {
	sum := 0.0
	b = b[:len(a)]
	for i, x := range a {
		sum += float64(x * b[i])
	}
	return sum
}

func fill(a []float64, x float64) {
	for i := range a {
		a[i] = x
	}
}

// axpy adds s·b to a.
func axpy(a []float64, s float64, b []float64) {
	if s == 0 {
		return
	}
	b = b[:len(a)]
	for i := range a {
		a[i] += float64(s * b[i])
	}
}

// grow adds row and the variable j to the kernel. The row depends on the tight rows by g, the basic variables depend on j
// by u.
func (c *cover) grow(row, j int, g, u []float64) {
	corner := c.slope[j]
	for r, line := range c.inverse {
		axpy(line, -u[r]/corner, g)
		c.inverse[r] = append(line, u[r]/corner)
	}
	last := make([]float64, len(g)+1, 2*len(g)+8)
	for t := range g {
		last[t] = -g[t] / corner
	}
	last[len(g)] = 1 / corner
	c.inverse = append(c.inverse, last)
	c.basicAt[j], c.basic = len(c.basic), append(c.basic, j)
	c.tightAt[row], c.tight = len(c.tight), append(c.tight, row)
}

// shrink removes the basic variable at v and the tight row at t from the kernel.
func (c *cover) shrink(v, t int) {
	pivot := c.inverse[v]
	for r, line := range c.inverse {
		if r != v {
			axpy(line, -line[t]/pivot[t], pivot)
		}
	}
	last := len(c.basic) - 1
	c.basicAt[c.basic[v]] = -1
	c.tightAt[c.tight[t]] = -1
	if v < last {
		c.inverse[v], c.basic[v] = c.inverse[last], c.basic[last]
		c.basicAt[c.basic[v]] = v
	}
	if t < last {
		c.tight[t], c.price[t] = c.tight[last], c.price[last]
		c.tightAt[c.tight[t]] = t
	}
	c.inverse, c.basic, c.tight, c.price = c.inverse[:last], c.basic[:last], c.tight[:last], c.price[:last]
	for r, line := range c.inverse {
		line[t] = line[last]
		c.inverse[r] = line[:last]
	}
}

// replaceVariable replaces the basic variable at v by j, on which the basic variables depend by u.
func (c *cover) replaceVariable(v, j int, u []float64) {
	pivot := c.inverse[v]
	for t := range pivot {
		pivot[t] /= -u[v]
	}
	for r, line := range c.inverse {
		if r != v {
			axpy(line, u[r], pivot)
		}
	}
	c.basicAt[c.basic[v]], c.basicAt[j] = -1, v
	c.basic[v] = j
}

// replaceRow replaces the tight row at t by row, which depends on the tight rows by g.
func (c *cover) replaceRow(row, t int, g []float64) {
	for _, line := range c.inverse {
		s := line[t] / g[t]
		axpy(line, -s, g)
		line[t] = s
	}
	c.tightAt[c.tight[t]], c.tightAt[row] = -1, t
	c.tight[t] = row
}

// reinvert recomputes the inverse of the kernel by Gauss–Jordan elimination with partial pivoting, which takes seconds for
// the largest kernels. If the context ends first, it leaves the inverse as it was.
func (c *cover) reinvert(ctx context.Context) {
	p := len(c.basic)
	kernel := make([][]float64, p) // by tight row, augmented by the identity
	for t, i := range c.tight {
		kernel[t] = make([]float64, 2*p)
		for _, j := range c.rows[i] {
			if r := c.basicAt[j]; r >= 0 {
				kernel[t][r] = 1
			}
		}
		kernel[t][p+t] = 1
	}
	for r := range p {
		if ctx.Err() != nil {
			return
		}
		best := r
		for t := r + 1; t < p; t++ {
			if math.Abs(kernel[t][r]) > math.Abs(kernel[best][r]) {
				best = t
			}
		}
		kernel[r], kernel[best] = kernel[best], kernel[r]
		pivot := kernel[r][r:]
		scale := 1 / pivot[0]
		for t := range pivot {
			pivot[t] *= scale
		}
		for t := range kernel {
			if t != r {
				axpy(kernel[t][r:], -kernel[t][r], pivot)
			}
		}
	}
	for r := range p {
		copy(c.inverse[r], kernel[r][p:])
	}
}
