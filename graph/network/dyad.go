package network

import (
	"cmp"
	"context"
	"fmt"
	"iter"

	"entente/graph/alliance"
)

// A DyadQuery asks for dyad-years: pairs of states, year by year.
type DyadQuery struct {
	// From and To are the first and last year.
	From, To int
	// Scheme keeps the states with an identifier in this scheme, such as cow, in the year. If it is empty, ids of actors are
	// their codes.
	Scheme string
	// Directed asks for each pair in both orders; otherwise the state whose code is first comes first.
	Directed bool
	// Bare includes pairs of states that no relation connects in the year.
	Bare bool
	// Limit is the most pairs of states that there may be over all years, whether a relation connects them or not: those that
	// are to be looked at. If there are more, the only answer is a [*TooManyDyadsError]. Zero is no limit.
	Limit int
}

// A TooManyDyadsError is a question with more pairs of states, over all years, than its limit.
type TooManyDyadsError struct{ Pairs, Limit int }

// Error implements error.
func (e *TooManyDyadsError) Error() string {
	return fmt.Sprintf("in these years there are %d pairs of states, more than %d", e.Pairs, e.Limit)
}

// A Dyad is what two states are to each other in a year. If the question is directed, it is what One is to Other, but for what
// is mutual.
type Dyad struct {
	One, Other *DyadState
	Year       int
	// Owes are the obligations of One to Other or, if the question is not directed, of either to the other: those of
	// alliances and of coalitions of which both are members, which are mutual, and guarantees.
	Owes Claim
	// Supports and Supported are the support that One gives to Other and, unless the question is directed, gets from it.
	Supports, Supported Claim
	Opposes             Claim
	// Backs is that One, or unless the question is directed either, supports an opponent of the other against it.
	Backs      Claim
	Recognizes Claim
	// Sign is that of their tie over the year: see [View.Ties]. Ambivalent is as of [Tie].
	Sign       alliance.Sign
	Ambivalent bool
	// Unknown is set if they have no tie, and that means nothing, as of a [Claim]; Partial, if the filter may leave out relations
	// that ties rest on. Then Sign is of those that it keeps.
	Unknown, Partial bool
	// Similarity is how similar their alliance portfolios are, by each of [DyadMeasures].
	Similarity [8]Measured
	// Relations are what all but Similarity rests on, as seen in the year, ordered by id.
	Relations []*alliance.Relation
}

// A Measured is the value of a measure, which may be undefined.
type Measured struct {
	Value   float64
	Defined bool
}

// IndependentSources counts the independent sources that assert any of the relations in the year.
func (d *Dyad) IndependentSources() int { return alliance.IndependentSources(d.Relations) }

// Dyads iterates over dyad-years, ordered by year, then by the codes of both states. A year has the states that live on one of
// its days, with the code that they have then: see [DyadQuery]. After an error it ends.
//
// v.Where restricts the relations as it does for [View.Ties], except that the days are those of each year: AsOf, Since and Until
// do not count; and that relations hold, and are, what Sources and Publishers alone say of them, as for [View.Similarity]. So
// the columns of a data set are not those of another that codes the same alliance otherwise. What the restriction may leave out
// for what it is, such as other types, kinds or actors, is not denied thereby: it is unknown. Similarity is that of
// View.Similarity as of the year, for which of v.Where only KnownBy, Presumed, Sources and Publishers count.
//
// All relations are loaded in one call to the store, all states in another.
func (v View) Dyads(ctx context.Context, q DyadQuery) iter.Seq2[*Dyad, error] {
	return func(yield func(*Dyad, error) bool) {
		s, err := v.dyads(ctx, q)
		if err != nil {
			yield(nil, err)
			return
		}
		for year := q.From; year <= q.To; year++ {
			y, err := s.year(ctx, year)
			if err = cmp.Or(err, ctx.Err()); err != nil {
				yield(nil, err)
				return
			}
			if !y.each(ctx, yield) {
				return
			}
		}
	}
}

// dyadSource is what dyad-years are made from.
type dyadSource struct {
	query DyadQuery
	// view has no sources: the relations are as those that count state them.
	view View
	// similar is the view of which portfolios are.
	similar View
	// nations are all states, ordered by id.
	nations   []*alliance.Actor
	relations []*alliance.Relation
	graded    map[*alliance.Relation]*graded
	spoken    spoken
	omitted   dyadGap
}

// dyads loads what dyad-years are made from.
func (v View) dyads(ctx context.Context, q DyadQuery) (*dyadSource, error) {
	sources, err := v.counted(ctx)
	if err != nil {
		return nil, err
	}
	s := &dyadSource{query: q, view: v.proving(), similar: v, graded: map[*alliance.Relation]*graded{}}
	s.omitted = omission(&v.Where)
	s.view.Where.Sources, s.view.Where.Publishers = nil, nil
	s.similar.Where.Sources = sources
	if s.nations, err = v.states(ctx); err != nil {
		return nil, err
	}
	if err := checkScheme(s.nations, q.Scheme); err != nil {
		return nil, err
	}
	if err := s.checkLimit(); err != nil {
		return nil, err
	}
	if s.relations, err = v.stating(ctx, sources, View{}.tied().Where.Types...); err != nil {
		return nil, err
	}
	if s.spoken, err = spokenOf(ctx, s.relations); err != nil {
		return nil, err
	}
	return s, nil
}

// checkLimit returns a [*TooManyDyadsError] if there are more pairs than the question allows.
func (s *dyadSource) checkLimit() error {
	if s.query.Limit == 0 {
		return nil
	}
	pairs := 0
	for year := s.query.From; year <= s.query.To; year++ {
		date, err := yearDate(year)
		if err != nil {
			return err
		}
		n := len(s.statesOf(date))
		pairs += n * (n - 1) / 2
	}
	if s.query.Directed {
		pairs *= 2
	}
	if pairs > s.query.Limit {
		return &TooManyDyadsError{pairs, s.query.Limit}
	}
	return nil
}

// statesOf returns the states of a year, with their codes.
func (s *dyadSource) statesOf(year alliance.Date) []DyadState {
	return coded(living(s.nations, year), s.query.Scheme, year)
}

// counted returns the ids of the sources that count: those that the filter names and those of its publishers; nil if all do.
func (v View) counted(ctx context.Context) ([]string, error) {
	if v.Where.Publishers == nil {
		return v.Where.Sources, nil
	}
	found, err := v.Store.Sources(ctx, []alliance.SourceQuery{{
		Where: alliance.SourceFilter{Publishers: v.Where.Publishers}, PageRequest: alliance.PageRequest{First: everything},
	}})
	if err != nil {
		return nil, err
	}
	ids := append([]string{}, v.Where.Sources...)
	for _, s := range found[0].Nodes {
		ids = append(ids, s.ID)
	}
	return ids, nil
}

// asOf returns the view as of a year.
func (v View) asOf(year alliance.Date) View {
	v.Where.AsOf, v.Where.Since, v.Where.Until = year, alliance.Date{}, alliance.Date{}
	return v
}

// yearDate returns a year as a date.
func yearDate(year int) (alliance.Date, error) {
	d, err := alliance.NewDate(year, 0, 0)
	if err != nil {
		return d, fmt.Errorf("year %d: %w", year, err)
	}
	return d, nil
}
