package partition

import (
	"context"
	"math"
	"math/rand/v2"
)

const (
	maxSweeps  = 1000 // the largest number of sweeps over all vectors
	minGain    = 1e-9 // the relative gain of a sweep below which the sweeps end
	maxVectors = 500  // the largest number of vertices for which the bound is computed
)

// vectorBound returns a lower bound on the cost of any partition into k blocs, that of the semidefinite relaxation, which
// assigns each vertex a unit vector close to those of its friends and far from those of its enemies (Goemans and
// Williamson 1995; Frieze and Jerrum 1997 for k > 2). It is strong on dense and on regular hostile graphs, on which the
// linear relaxation is weak: without it, no proof is found for most cliques of enemies with a few signs flipped, for the
// Hoffman–Singleton graph, and for some dense planted networks with noise.
//
// Coordinate descent finds the vectors (the mixing method: Wang, Chang and Kolter 2017). Their dual values, shifted until
// a Cholesky factorisation certifies them, give the eigenvalue bound of Delorme and Poljak (1993).
func vectorBound(ctx context.Context, g *graph, k int) float64 {
	n := len(g.adj)
	if n > maxVectors {
		return 0
	}
	dual := newVectors(g).settle(ctx)
	if ctx.Err() != nil {
		return 0
	}
	shift := g.shift(dual)
	total, apart := 0.0, 0.0 // the cost if all vectors are orthogonal
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

// vectors holds a unit vector for each vertex.
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
			v.of[i][j] = float64(random.Float64()) - 0.5 // not NormFloat64, which the architectures round differently
		}
		scale(v.of[i])
	}
	return v
}

// scale normalises a unless it is zero, and returns the length that it had.
func scale(a []float64) float64 {
	length := math.Sqrt(dot(a, a))
	if length > 0 {
		for i := range a {
			a[i] /= length
		}
	}
	return length
}

// settle repeatedly turns each vector to where its neighbours pull it, and returns the strengths of the pulls.
func (v *vectors) settle(ctx context.Context) []float64 {
	pull := make([]float64, len(v.of))
	turned := make([]float64, v.rank)
	last := math.Inf(-1)
	for range maxSweeps {
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
		if math.Abs(sum-last) < minGain*sum || ctx.Err() != nil {
			break
		}
		last = sum
	}
	return pull
}

// shift returns a number that makes the matrix of dual values and negated ties positive semidefinite if it is added to each
// dual value: the first of growing shifts with a Cholesky factorisation. The factorisation proves it up to rounding
// errors (Rump 2006), which are far smaller than the shift.
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

// definite reports whether the shifted matrix has a Cholesky factorisation.
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
