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

// axpy adds s times b to a.
func axpy(a []float64, s float64, b []float64) {
	if s == 0 {
		return
	}
	b = b[:len(a)]
	for i := range a {
		a[i] += float64(s * b[i])
	}
}

// grow adds a row and the variable j to the kernel; g is how the row depends on the tight rows and u how the basic
// variables depend on j.
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
	c.place[j], c.basic = len(c.basic), append(c.basic, j)
	c.seat[row], c.tight = len(c.tight), append(c.tight, row)
}

// shrink takes the variable at place v and the tight row at seat t out of the kernel.
func (c *cover) shrink(v, t int) {
	pivot := c.inverse[v]
	for r, line := range c.inverse {
		if r != v {
			axpy(line, -line[t]/pivot[t], pivot)
		}
	}
	last := len(c.basic) - 1
	c.place[c.basic[v]] = -1
	c.seat[c.tight[t]] = -1
	if v < last {
		c.inverse[v], c.basic[v] = c.inverse[last], c.basic[last]
		c.place[c.basic[v]] = v
	}
	if t < last {
		c.tight[t], c.price[t] = c.tight[last], c.price[last]
		c.seat[c.tight[t]] = t
	}
	c.inverse, c.basic, c.tight, c.price = c.inverse[:last], c.basic[:last], c.tight[:last], c.price[:last]
	for r, line := range c.inverse {
		line[t] = line[last]
		c.inverse[r] = line[:last]
	}
}

// replaceVariable puts the variable j at place v of the kernel; u is how the basic variables depend on it.
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
	c.place[c.basic[v]], c.place[j] = -1, v
	c.basic[v] = j
}

// replaceRow puts the row at seat t of the kernel; g is how it depends on the tight rows.
func (c *cover) replaceRow(row, t int, g []float64) {
	for _, line := range c.inverse {
		s := line[t] / g[t]
		axpy(line, -s, g)
		line[t] = s
	}
	c.seat[c.tight[t]], c.seat[row] = -1, t
	c.tight[t] = row
}

// reinvert computes the inverse of the kernel anew (Gauss and Jordan, with row exchanges), which takes seconds for the
// largest; when the context ends it leaves it as it was.
func (c *cover) reinvert(ctx context.Context) {
	p := len(c.basic)
	kernel := make([][]float64, p) // by seat, the identity beside it
	for t, i := range c.tight {
		kernel[t] = make([]float64, 2*p)
		for _, j := range c.rows[i] {
			if r := c.place[j]; r >= 0 {
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
