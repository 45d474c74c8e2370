package export

import (
	"context"
	"errors"
	"iter"
	"strconv"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
	"entente/graph/network"
)

// A dyadRow is a row of the table of dyad-years.
type dyadRow = *network.Dyad

// dyadParameters restrict the table of dyad-years.
type dyadParameters struct {
	alliance.RelationFilter
	// AsOf, Since and Until hide those of the filter: the days asked for are those of each year.
	AsOf, Since, Until struct{}
	// From and To are the first and last year.
	From, To alliance.Date
	// IDs is the scheme of the codes of states.
	IDs string
	// Directed has each pair in both orders, Ties only the pairs that relations connect.
	Directed, Ties bool
	// Ambivalent is how days count on which something friendly and something hostile holds.
	Ambivalent network.Ambivalence
	// most is the most pairs of states, over all years; zero is no limit.
	most int
}

// maxYears is the maximum number of years of a table.
const maxYears = 1000

// dyads is the table of dyad-years.
func dyads() *rowTable[dyadRow, dyadParameters] {
	return &rowTable[dyadRow, dyadParameters]{
		name: "dyads", doc: "Pairs of states, year by year (from and to are years, ids=cow or gw has their codes, directed=true both orders, ties=true only pairs that relations connect): " +
			"obligations, support, hostility, tie and similarity, with the columns of peacesciencer for R.",
		heavy:   true,
		columns: dyadColumns,
		check:   (*dyadParameters).check,
		limit:   func(p *dyadParameters, rows int) { p.most = rows },
		rows:    dyadRows,
	}
}

// check returns what is wrong with the parameters.
func (p *dyadParameters) check() error {
	for _, y := range []struct {
		name string
		date alliance.Date
	}{{"from", p.From}, {"to", p.To}} {
		if y.date.IsZero() {
			return parameter.Errorf(y.name, "it is required (give the first and last year, such as from=1946&to=2017)")
		}
		if alone, err := alliance.NewDate(yearOf(y.date), 0, 0); err != nil || alone.Compare(y.date) != 0 {
			return parameter.Errorf(y.name, "%v is not a year (give %v)", y.date, alone)
		}
	}
	switch from, to := yearOf(p.From), yearOf(p.To); {
	case from > to:
		return parameter.Errorf("from", "%v is after to, %v (swap them)", p.From, p.To)
	case to-from >= maxYears:
		return parameter.Errorf("from", "from %v to %v are %d years, and a table has at most %d (ask for several)", p.From, p.To, to-from+1, maxYears)
	}
	return parameter.CheckFilter(p.Not)
}

// yearOf returns the year of a date.
func yearOf(d alliance.Date) int { return d.First().Time().Year() }

// dyadRows iterates over dyad-years. Codes that are to be numbers are.
func dyadRows(ctx context.Context, s alliance.Store, p *dyadParameters) iter.Seq2[dyadRow, error] {
	v := network.View{Store: s, Where: p.RelationFilter, Ambivalent: p.Ambivalent}
	q := network.DyadQuery{From: yearOf(p.From), To: yearOf(p.To), Scheme: p.IDs, Directed: p.Directed, Bare: !p.Ties, Limit: p.most}
	return func(yield func(dyadRow, error) bool) {
		for d, err := range v.Dyads(ctx, q) {
			err = p.blame(err)
			if err == nil && numeric(p.IDs) {
				err = checkNumbers(p.IDs, d.One, d.Other)
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// blame returns an error of dyad-years as one of the parameter that is to be changed, if there is one.
func (p *dyadParameters) blame(err error) error {
	if unknown, ok := errors.AsType[*network.UnknownSchemeError](err); ok {
		return &parameter.Error{Name: "ids", Problem: unknown.Error()}
	}
	if errors.Is(err, network.ErrNoStates) {
		return &parameter.Error{Name: "dyads", Problem: err.Error() + ", so there are no pairs (data sets of governments, such as UCDP's, " +
			"become pairs of states with the mapping country-codes beside them, which the loader prints)"}
	}
	if many, ok := errors.AsType[*network.TooManyDyadsError](err); ok {
		less := "fewer years at once"
		if p.Directed {
			less += ", or leave directed out"
		}
		return parameter.Errorf("from", "from %v to %v there are %d pairs of states to look at, and an answer has at most %d (ask for %s; "+
			"if you have the facts, the loader exports without a limit)", p.From, p.To, many.Pairs, many.Limit, less)
	}
	return err
}

// numeric reports whether the codes of a scheme are numbers.
func numeric(scheme string) bool { return scheme == "cow" || scheme == "gw" }

// checkNumbers returns an error if the code of a state is not a number.
func checkNumbers(scheme string, states ...*network.DyadState) error {
	for _, s := range states {
		if _, err := strconv.Atoi(s.Code); err != nil {
			return parameter.Errorf("ids", "the facts have the %s code %q of %s, which is not a number (correct it there)", scheme, s.Code, s.ID)
		}
	}
	return nil
}
