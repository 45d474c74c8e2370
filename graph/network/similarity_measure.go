package network

import (
	"cmp"
	"math"
)

// A SimilarityMeasure is a measure of how similar two portfolios are: 1 for equal ones.
//
//   - Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 1960
//   - Cohen, Weighted kappa, Psychological Bulletin 1968
//   - Häge, Choice or circumstance? Adjusting measures of foreign policy similarity for chance agreement, Political Analysis 2011
//   - Kendall, The treatment of ties in ranking problems, Biometrika 1945
//   - Scott, Reliability of content analysis: the case of nominal scale coding, Public Opinion Quarterly 1955
//   - Signorino and Ritter, Tau-b or not tau-b: measuring the similarity of foreign policy positions, International Studies
//     Quarterly 1999
type SimilarityMeasure string

// The measures. N is the number of states, d the distance of two commitments to the same state.
const (
	// MeasureS is Signorino and Ritter's S (1999): 1 − 2 Σd / (N · the greatest distance), from −1 to 1.
	MeasureS SimilarityMeasure = "S"
	// MeasureKappa is Cohen's weighted kappa (1968): 1 − Σd / E, where E is the Σd to be expected if each of the two had its
	// commitments to other states, drawn at random. It is 0 if they are as similar as by chance.
	MeasureKappa SimilarityMeasure = "KAPPA"
	// MeasurePi is Scott's pi (1955), weighted as by Häge (2011): like kappa, but both draw from the commitments of the two
	// together.
	MeasurePi SimilarityMeasure = "PI"
	// MeasureTauB is Kendall's tau-b (1945), a rank correlation: it takes no distance.
	MeasureTauB SimilarityMeasure = "TAU_B"
)

// A SimilarityDistance is how far apart two commitments to the same state are.
type SimilarityDistance string

// The distances. They are the same for binary commitments.
const (
	// Absolute is the difference, as in Signorino and Ritter's S.
	Absolute SimilarityDistance = "ABSOLUTE"
	// Squared is the square of the difference, as in Häge's (2011) kappa and pi.
	Squared SimilarityDistance = "SQUARED"
	// Nominal is 0 for equal commitments, otherwise 1, as in Cohen's (1960) and Scott's (1955) original coefficients.
	Nominal SimilarityDistance = "NOMINAL"
)

// between returns the distance of two commitments.
func (d SimilarityDistance) between(i, j int) int64 {
	switch by := int64(i - j); {
	case d == Absolute:
		return max(by, -by)
	case d == Squared:
		return by * by
	case by == 0:
		return 0
	default:
		return 1
	}
}

// MaxCommitment is the commitment to defend or attack with, and that of each state to itself.
const MaxCommitment = 3

// A Comparison is how portfolios are compared.
type Comparison struct {
	Measure SimilarityMeasure
	// Valued compares commitments of 0 to [MaxCommitment]; otherwise they are 0 or 1.
	Valued bool
	// Distance, unless empty, replaces the one that is usual: Absolute for S, Squared for kappa and pi. Tau-b has none.
	Distance SimilarityDistance
}

// usual returns the comparison with its distance: none for tau-b.
func (c Comparison) usual() Comparison {
	switch {
	case c.Measure == MeasureTauB:
		c.Distance = ""
	case c.Distance != "":
	case c.Measure == MeasureS:
		c.Distance = Absolute
	default:
		c.Distance = Squared
	}
	return c
}

// level returns a commitment as the comparison takes it.
func (c Comparison) level(commitment int) int {
	if c.Valued {
		return commitment
	}
	return min(commitment, 1)
}

// Of returns how similar two portfolios are. They hold commitments, 0 to [MaxCommitment], to the same states in the same
// order, whichever that is. The value is undefined, and ok false, if there are no states; for kappa and pi, if all
// commitments of both are the same; for tau-b, if all of one are.
//
// Sums are of integers, and rounded only when one is divided by another, so the value is the same on every architecture.
func (c Comparison) Of(one, other []int) (value float64, ok bool) {
	t := newCrossTable(one, other)
	if !c.Valued {
		t = t.binary()
	}
	return c.usual().of(&t)
}

// of returns how similar the portfolios are whose commitments, as the comparison takes them, were counted.
func (c Comparison) of(t *crossTable) (value float64, ok bool) {
	switch c.Measure {
	case MeasureS:
		greatest := t.n * c.Distance.between(0, c.level(MaxCommitment))
		return ratio(greatest-2*t.disagreement(c.Distance), greatest)
	case MeasureKappa:
		byChance := chance(c.Distance, t.rows, t.columns)
		return ratio(byChance-t.n*t.disagreement(c.Distance), byChance)
	case MeasurePi:
		both := t.rows
		for i, n := range t.columns {
			both[i] += n
		}
		byChance := chance(c.Distance, both, both) // of 2N draws each
		return ratio(byChance-4*t.n*t.disagreement(c.Distance), byChance)
	default:
		return t.tauB()
	}
}

// ratio returns a quotient, and whether it is defined.
func ratio(numerator, denominator int64) (float64, bool) {
	if denominator == 0 {
		return 0, false
	}
	return float64(numerator) / float64(denominator), true
}

// A tally counts states by commitment.
type tally [MaxCommitment + 1]int64

// chance returns the sum of the distances of all pairs of a commitment of the one tally and one of the other.
func chance(d SimilarityDistance, one, other tally) (sum int64) {
	for i, n := range one {
		for j, m := range other {
			sum += n * m * d.between(i, j)
		}
	}
	return sum
}

// A crossTable counts states by the commitments of two portfolios to them.
type crossTable struct {
	cells         [MaxCommitment + 1]tally
	rows, columns tally
	n             int64
}

// newCrossTable counts the commitments of two portfolios.
func newCrossTable(one, other []int) (t crossTable) {
	for s := range one {
		t.cells[one[s]][other[s]]++
	}
	t.total()
	return t
}

// total sets the totals from the cells.
func (t *crossTable) total() {
	for i, row := range t.cells {
		for j, n := range row {
			t.rows[i] += n
			t.columns[j] += n
			t.n += n
		}
	}
}

// binary returns the table of the same portfolios with commitments of 0 or 1.
func (t *crossTable) binary() (b crossTable) {
	for i, row := range t.cells {
		for j, n := range row {
			b.cells[min(i, 1)][min(j, 1)] += n
		}
	}
	b.total()
	return b
}

// disagreement returns the sum of the distances of the commitments to each state.
func (t *crossTable) disagreement(d SimilarityDistance) (sum int64) {
	for i, row := range t.cells {
		for j, n := range row {
			sum += n * d.between(i, j)
		}
	}
	return sum
}

// tauB returns Kendall's tau-b: concordant minus discordant pairs of states, over the geometric mean of the numbers of
// pairs that the one and the other do not tie.
func (t *crossTable) tauB() (float64, bool) {
	var surplus int64
	for i, row := range t.cells {
		for j, n := range row {
			for k := i + 1; k < len(t.cells); k++ {
				for l, m := range t.cells[k] {
					surplus += n * m * int64(cmp.Compare(l, j))
				}
			}
		}
	}
	one, other := t.rows.untied(), t.columns.untied()
	if one == 0 || other == 0 {
		return 0, false
	}
	return float64(surplus) / math.Sqrt(float64(one)*float64(other)), true
}

// untied returns the number of pairs of states with different commitments.
func (t tally) untied() (pairs int64) {
	var before int64
	for _, n := range t {
		pairs += before * n
		before += n
	}
	return pairs
}
