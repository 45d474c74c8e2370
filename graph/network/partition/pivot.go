package partition

import "math"

// A departure is a basic variable, or the slack of a row, that leaves the basis for a bound that it violates.
type departure struct {
	place, row int     // index in basic, or row; the other is -1
	excess     float64 // by how much it must rise, or fall if negative
}

// leaving picks the largest violation by devex pricing (Forrest and Goldfarb 1992).
func (c *cover) leaving() departure {
	l := departure{-1, -1, 0}
	worst := 0.0
	for r, j := range c.basic {
		d := max(c.lo[j]-c.x[j], 0) - max(c.x[j]-c.hi[j], 0)
		if score := d * d / c.edge[j]; (d > feasibility || d < -feasibility) && score > worst {
			worst, l = score, departure{r, -1, d}
		}
	}
	for i, value := range c.value {
		d := c.need[i] - value
		if d > feasibility && c.tightAt[i] < 0 && d*d > worst*c.edgeOf[i] {
			worst, l = d*d/c.edgeOf[i], departure{-1, i, d}
		}
	}
	return l
}

// An entry is a variable, or the slack of a tight row, that enters the basis.
type entry struct {
	variable, seat int     // variable, or index in tight; the other is -1
	slope          float64 // how what leaves depends on it
	cost           float64 // its reduced cost
}

// pivot carries out the departure l. It returns false if nothing can enter, which proves that no x satisfies the rows
// within the bounds.
func (c *cover) pivot(l departure) bool {
	g := c.dependence(l)
	e := c.entering(l, g)
	if e.variable < 0 && e.seat < 0 {
		return false
	}
	ratio := e.cost / e.slope
	for j, s := range c.slope {
		c.load[j] += float64(ratio * s)
	}
	axpy(c.price, -ratio, g)
	u := c.effect(e)
	c.shift(l, e, u)
	switch {
	case l.row < 0 && e.variable < 0:
		c.shrink(l.place, e.seat)
	case l.row < 0:
		c.replaceVariable(l.place, e.variable, u)
	case e.variable < 0:
		c.replaceRow(l.row, e.seat, g)
		c.price[e.seat] = ratio
	default:
		c.grow(l.row, e.variable, g, u)
		c.price = append(c.price, ratio)
	}
	return true
}

// dependence returns how what leaves depends on the slack of each tight row, and sets slope.
func (c *cover) dependence(l departure) []float64 {
	clear(c.slope)
	var g []float64
	if l.row < 0 {
		g = append(g, c.inverse[l.place]...)
	} else {
		g = make([]float64, len(c.tight), len(c.tight)+1)
		for _, j := range c.rows[l.row] {
			c.slope[j]++
			if r := c.basicAt[j]; r >= 0 {
				axpy(g, 1, c.inverse[r])
			}
		}
	}
	for t, i := range c.tight {
		if g[t] == 0 {
			continue
		}
		for _, j := range c.rows[i] {
			c.slope[j] -= g[t]
		}
	}
	return g
}

// entering picks the entry that preserves the signs of all prices and reduced costs: the one with the least ratio or,
// among equal ratios, with the largest slope.
func (c *cover) entering(l departure, g []float64) entry {
	best := entry{-1, -1, 0, 0}
	least := math.Inf(1)
	rise := math.Copysign(1, l.excess)
	consider := func(e entry, slope, cost float64) {
		ratio := max(cost, 0) / slope
		if slope > minPivot && (ratio < least-1e-12 || ratio < least+1e-12 && slope > math.Abs(best.slope)) {
			best, least = e, ratio
		}
	}
	for t, s := range g {
		if s != 0 {
			consider(entry{-1, t, s, c.price[t]}, rise*s, c.price[t])
		}
	}
	for j, s := range c.slope {
		if s == 0 || c.basicAt[j] >= 0 || c.lo[j] == c.hi[j] {
			continue
		}
		d := c.cost[j] - c.load[j]
		if c.x[j] > (c.lo[j]+c.hi[j])/2 { // at its upper bound
			consider(entry{j, -1, s, d}, -rise*s, -d)
		} else {
			consider(entry{j, -1, s, d}, rise*s, d)
		}
	}
	return best
}

// effect returns how the basic variables depend on what enters.
func (c *cover) effect(e entry) []float64 {
	u := make([]float64, len(c.basic))
	if e.variable < 0 {
		for r, line := range c.inverse {
			u[r] = line[e.seat]
		}
		return u
	}
	for _, i := range c.in[e.variable] {
		if t := c.tightAt[i]; t >= 0 {
			for r, line := range c.inverse {
				u[r] -= line[t]
			}
		}
	}
	return u
}

// shift changes x until the violation of l is gone and updates the devex weights.
func (c *cover) shift(l departure, e entry, u []float64) {
	amount := l.excess / e.slope
	var reference float64
	if l.row < 0 {
		reference = c.edge[c.basic[l.place]]
	} else {
		reference = c.edgeOf[l.row]
	}
	reference /= e.slope * e.slope
	clear(c.change)
	if e.variable >= 0 {
		c.raise(e.variable, 1, amount)
		c.edge[e.variable] = max(reference, 1)
	}
	for r, s := range u {
		if s != 0 {
			c.raise(c.basic[r], s, amount)
			c.edge[c.basic[r]] = max(c.edge[c.basic[r]], s*s*reference)
		}
	}
	for i, s := range c.change {
		if s != 0 {
			c.value[i] += float64(s * amount)
			c.edgeOf[i] = max(c.edgeOf[i], s*s*reference)
		}
	}
	if e.variable < 0 {
		c.edgeOf[c.tight[e.seat]] = max(reference, 1)
	}
}

// raise adds slope·amount to x of j and slope to the change of its rows.
func (c *cover) raise(j int, slope, amount float64) {
	c.x[j] += float64(slope * amount)
	for _, i := range c.in[j] {
		c.change[i] += slope
	}
}
