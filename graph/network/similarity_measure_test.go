package network_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/network"
)

// portfolio reads commitments, a digit each.
func portfolio(digits string) []int {
	commitments := make([]int, len(digits))
	for i, d := range digits {
		commitments[i] = int(d - '0')
	}
	return commitments
}

// TestPublishedMeasures compares values with those of scikit-learn, NLTK and SciPy: see testdata/similarity.py.
func TestPublishedMeasures(t *testing.T) {
	text, err := os.ReadFile("testdata/similarity.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		One, Other     string
		Valued, Binary map[string]*float64
	}
	if err := json.Unmarshal(text, &cases); err != nil || len(cases) < 50 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, c := range cases {
		for valued, values := range map[bool]map[string]*float64{true: c.Valued, false: c.Binary} {
			for name, want := range values {
				measure, distance, _ := strings.Cut(name, " ")
				by := network.Comparison{Measure: network.SimilarityMeasure(measure), Valued: valued, Distance: network.SimilarityDistance(distance)}
				got, ok := by.Of(portfolio(c.One), portfolio(c.Other))
				if ok != (want != nil) || ok && math.Abs(got-*want) > 1e-12 {
					t.Errorf("%s and %s by %+v: %v, %v, want %s", c.One, c.Other, by, got, ok, number(want))
				}
			}
		}
	}
}

// number formats a number that may be absent.
func number(n *float64) string {
	if n == nil {
		return "none"
	}
	return fmt.Sprint(*n)
}

// TestPublishedValues compares values with those in the literature.
func TestPublishedValues(t *testing.T) {
	valued := func(m network.SimilarityMeasure) network.Comparison {
		return network.Comparison{Measure: m, Valued: true}
	}
	germany, russia := "30003300000300000000", "03130100000000000000" // Signorino and Ritter (1999), Table 6: Europe in 1914
	for _, tt := range []struct {
		one, other string
		by         network.Comparison
		want       float64
	}{
		{germany, russia, valued(network.MeasureS), .4},
		// The package fpsim for R gives these for the same portfolios.
		{germany, russia, valued(network.MeasureKappa), -0.07758621},
		{germany, russia, network.Comparison{Measure: network.MeasurePi, Valued: true, Distance: network.Nominal}, -0.04477612},
		{germany, russia, valued(network.MeasureTauB), 0.03031695},
		// Signorino and Ritter, Table 5, (a) to (h).
		{"0123", "3210", valued(network.MeasureS), -1. / 3},
		{"1223", "3221", valued(network.MeasureS), 1. / 3},
		{"2233", "3322", valued(network.MeasureS), 1. / 3},
		{"3333", "3333", valued(network.MeasureS), 1},
		{"000000000003", "000000000030", valued(network.MeasureS), 2. / 3},
		{"011111111113", "311111111110", valued(network.MeasureS), 2. / 3},
		{"022222222223", "322222222220", valued(network.MeasureS), 2. / 3},
		{"033333333333", "303333333333", valued(network.MeasureS), 2. / 3},
	} {
		if got, ok := tt.by.Of(portfolio(tt.one), portfolio(tt.other)); !ok || math.Abs(got-tt.want) > 5e-9 {
			t.Errorf("%s and %s by %+v: %v, want %v", tt.one, tt.other, tt.by, got, tt.want)
		}
	}
}

// comparison generates ways to compare portfolios.
func comparison(t *rapid.T) network.Comparison {
	return network.Comparison{
		Measure: rapid.SampledFrom([]network.SimilarityMeasure{network.MeasureS, network.MeasureKappa, network.MeasurePi, network.MeasureTauB}).Draw(t, "measure"),
		Valued:  rapid.Bool().Draw(t, "valued"), Distance: rapid.SampledFrom([]network.SimilarityDistance{"", network.Absolute, network.Squared, network.Nominal}).Draw(t, "distance"),
	}
}

// TestMeasuresHold checks what holds of every measure: to the last bit, the order of the two and that of the states do not
// matter; no value is outside -1 to 1; and that of a portfolio and itself is 1, if it is defined.
func TestMeasuresHold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		by := comparison(rt)
		pairs := rapid.SliceOfN(rapid.IntRange(0, 15), 0, 40).Draw(rt, "commitments")
		split := func() (one, other []int) {
			for _, p := range pairs {
				one, other = append(one, p/4), append(other, p%4)
			}
			return one, other
		}
		one, other := split()
		value, ok := by.Of(one, other)
		if value < -1 || value > 1 || !ok && value != 0 {
			rt.Errorf("%v, %v", value, ok)
		}
		if back, still := by.Of(other, one); back != value || still != ok {
			rt.Errorf("%v, and the other way round %v", value, back)
		}
		rand.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		if again, still := by.Of(split()); again != value || still != ok {
			rt.Errorf("%v, and of shuffled states %v", value, again)
		}
		if self, ok := by.Of(one, one); ok && self != 1 {
			rt.Errorf("a portfolio and itself: %v", self)
		}
	})
}

// TestManyStates compares portfolios of a million states that repeat those of ten, which changes no measure.
func TestManyStates(t *testing.T) {
	one, other := portfolio("3012003100"), portfolio("0312000120")
	const times = 100_000
	for _, m := range []network.SimilarityMeasure{network.MeasureS, network.MeasureKappa, network.MeasurePi, network.MeasureTauB} {
		by := network.Comparison{Measure: m, Valued: true}
		few, ok := by.Of(one, other)
		many, still := by.Of(slices.Repeat(one, times), slices.Repeat(other, times))
		if !ok || !still || math.Abs(few-many) > 1e-12 {
			t.Errorf("%s: %v of few states, %v of many", m, few, many)
		}
	}
}
