package network

import (
	"context"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// A DyadMeasure is a measure of how similar two portfolios are, by the name that peacesciencer for R has for it.
type DyadMeasure struct {
	Name string
	Comparison
}

// DyadMeasures returns the measures of dyad-years: those of Häge's (2011) data that are of alliances and not weighted. The
// letter after the measure is v if commitments are valued, b if they are binary; the last of S is s for squared, a for absolute
// distances. Kappa and pi have squared ones.
func DyadMeasures() [8]DyadMeasure {
	return [...]DyadMeasure{
		{"taub", Comparison{Measure: MeasureTauB, Valued: true}},
		{"srsvas", Comparison{Measure: MeasureS, Valued: true, Distance: Squared}},
		{"srsvaa", Comparison{Measure: MeasureS, Valued: true, Distance: Absolute}},
		{"srsba", Comparison{Measure: MeasureS, Distance: Absolute}},
		{"kappava", Comparison{Measure: MeasureKappa, Valued: true, Distance: Squared}},
		{"kappaba", Comparison{Measure: MeasureKappa, Distance: Squared}},
		{"piva", Comparison{Measure: MeasurePi, Valued: true, Distance: Squared}},
		{"piba", Comparison{Measure: MeasurePi, Distance: Squared}},
	}
}

// A likeness is how similar the portfolios of all states of a year are.
type likeness struct {
	*portfolios
	measures [8]DyadMeasure
	// covered is set if a source that counts covers alliances in the year.
	covered bool
}

// likeness returns how similar the portfolios of all states of a year are.
func (s *dyadSource) likeness(ctx context.Context, year alliance.Date) (likeness, error) {
	v := s.similar.asOf(year)
	states := living(s.nations, year)
	l := likeness{portfolios: newPortfolios(states, states), measures: DyadMeasures()}
	members := map[*alliance.Actor][]*alliance.Relation{}
	var steps pace.Steps
	for _, r := range s.relations {
		if err := steps.Take(ctx); err != nil {
			return l, err
		}
		obliges := r.Type == alliance.PartOf && r.Object.Obligations != 0
		if r.Type != alliance.AlliedWith && r.Type != alliance.Guarantees && !obliges {
			continue
		}
		if r = r.Seen(v.at(), false); r == nil {
			continue
		}
		if obliges {
			members[r.Object] = append(members[r.Object], r)
		}
		for _, end := range []*alliance.Actor{r.Subject, r.Object} {
			if side, ok := l.index[end]; ok {
				l.oblige(side, r)
			}
		}
	}
	for _, list := range members {
		v.bind(l.portfolios, list)
	}
	l.covered = !s.spoken.silent(v, obliging()...)
	return l, nil
}

// of returns how similar the portfolios of two states are, by each measure.
func (l *likeness) of(one, other *alliance.Actor) (values [8]Measured) {
	i, j := l.index[one], l.index[other]
	if !l.covered && !l.allied[i] && !l.allied[j] {
		return values
	}
	valued := newCrossTable(l.levels[i], l.levels[j])
	binary := valued.binary()
	for k, m := range l.measures {
		t := &binary
		if m.Valued {
			t = &valued
		}
		value, ok := m.Comparison.of(t)
		values[k] = Measured{value, ok}
	}
	return values
}
