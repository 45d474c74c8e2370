package partition

import (
	"context"
	"math"
	"math/rand/v2"
)

const (
	sweeps    = 1000 // over all vectors, at most
	settled   = 1e-9 // relative gain of a sweep that ends them
	certified = 500  // vertices up to which the bound is tried
)

// vectorBound returns a lower bound on the cost of every partition into k blocs: that of the semidefinite relaxation,
// which gives each vertex a unit vector, near those of its friends and far from its enemies' (Goemans and Williamson
// 1995; Frieze and Jerrum 1997 for more than two). It is strong where all are tied, and on graphs as regular as they
// are hostile, where the relaxation of cycles is weak.
//
// Vectors are found one by one (the mixing method: Wang, Chang and Kolter 2017). What they suggest as dual values is
// made to hold: the eigenvalue bound of Delorme and Poljak (1993), with a Cholesky factorisation as the certificate.
func vectorBound(ctx context.Context, g *graph, k int) float64 {
	n := len(g.adj)
	if n > certified {
		return 0
	}
	dual := newVectors(g).settle(ctx)
	if ctx.Err() != nil {
		return 0
	}
	shift := g.shift(dual)
	total, apart := 0.0, 0.0 // what vectors that are all at right angles frustrate
	for _, y := range dual {
		total += y + shift
	}
	for _, e := range g.edges {
		if e.positive {
			apart += float64(e.weight) * float64(k-1) / float64(k)
		} else {
			apart += float64(e.weight) / float64(k)
		}
	}
	return apart - total/2*float64(k-1)/float64(k)
}

// vectors are one unit vector for each vertex.
type vectors struct {
	g    *graph
	rank int
	of   [][]float64
}

func newVectors(g *graph) *vectors {
	n := len(g.adj)
	v := &vectors{g: g, rank: 1 + int(math.Sqrt(2*float64(n))), of: make([][]float64, n)}
	random := rand.New(rand.NewPCG(9, 10))
	for i := range v.of {
		v.of[i] = make([]float64, v.rank)
		for j := range v.of[i] {
			v.of[i][j] = random.NormFloat64()
		}
		scale(v.of[i])
	}
	return v
}

// scale makes a a unit vector, if it is not zero, and returns its length before.
func scale(a []float64) float64 {
	length := math.Sqrt(dot(a, a))
	if length > 0 {
		for i := range a {
			a[i] /= length
		}
	}
	return length
}

// settle turns each vector to where its neighbours pull it, over and over, and returns the strengths of these pulls.
func (v *vectors) settle(ctx context.Context) []float64 {
	pull := make([]float64, len(v.of))
	turned := make([]float64, v.rank)
	last := math.Inf(-1)
	for range sweeps {
		sum := 0.0
		for i, arcs := range v.g.adj {
			clear(turned)
			for _, a := range arcs {
				axpy(turned, float64(v.g.edges[a.edge].signed()), v.of[a.to])
			}
			if pull[i] = scale(turned); pull[i] > 0 {
				copy(v.of[i], turned)
			}
			sum += pull[i]
		}
		if math.Abs(sum-last) < settled*sum || ctx.Err() != nil {
			break
		}
		last = sum
	}
	return pull
}

// shift returns how much must be added to each dual value for the matrix of dual values and negated ties to be positive
// semidefinite: from the first of growing shifts for which a Cholesky factorisation exists, which proves it up to the
// errors of rounding (Rump 2006), and these are far below the shift.
func (g *graph) shift(dual []float64) float64 {
	most := 0.0
	for _, y := range dual {
		most = max(most, y)
	}
	for shift := 1e-7 * (1 + most); ; shift *= 1.5 {
		if g.definite(dual, shift) {
			return shift
		}
	}
}

// definite tells whether the shifted matrix has a Cholesky factorisation.
func (g *graph) definite(dual []float64, shift float64) bool {
	lower := make([][]float64, len(dual))
	for i, y := range dual {
		lower[i] = make([]float64, i+1)
		lower[i][i] = y + shift
	}
	for _, e := range g.edges {
		lower[max(e.a, e.b)][min(e.a, e.b)] = -float64(e.signed())
	}
	for i, line := range lower {
		for j := range i {
			line[j] = (line[j] - dot(line[:j], lower[j])) / lower[j][j]
		}
		rest := line[i] - dot(line[:i], line)
		if rest <= 0 {
			return false
		}
		line[i] = math.Sqrt(rest)
	}
	return true
}
