package network_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
)

// someSpan generates spans in the first months of 2000, open or not.
func someSpan(t *rapid.T) alliance.Span {
	dates := []string{"", "2000-01", "2000-01-31", "2000-02", "2000-02-10", "2000-02-11", "2000-03"}
	s := alliance.Span{From: date(rapid.SampledFrom(dates).Draw(t, "from")), To: date(rapid.SampledFrom(dates).Draw(t, "to"))}
	if s.From.First() > s.To.Last() {
		s.From = alliance.Date{}
	}
	return s
}

// pacts generates facts about the alliances of four states, of which a and b live always, and two treaties and a club.
func pacts(t *rapid.T) *alliance.Facts {
	coalition := func(id string, obligations ...alliance.RelationKind) *alliance.Actor {
		return &alliance.Actor{ID: id, Name: id, Type: alliance.Coalition, Obligations: alliance.SetOf(obligations...)}
	}
	f := alliance.Facts{
		Sources: []*alliance.Source{
			{ID: "one", Title: "One", Published: date("2000-02-20")},
			{ID: "two", Title: "Two", Published: date("2001"), Covers: alliance.Span{To: date("2000-02-05")}},
		},
		Actors: []*alliance.Actor{
			{ID: "a", Name: "a", Type: alliance.State}, {ID: "b", Name: "b", Type: alliance.State},
			{ID: "c", Name: "c", Type: alliance.State, Span: someSpan(t)}, {ID: "d", Name: "d", Type: alliance.State, Span: someSpan(t)},
			coalition("club"), coalition("pact", alliance.Consultation), coalition("treaty", alliance.Neutrality),
		},
	}
	for i := range rapid.IntRange(0, 10).Draw(t, "relations") {
		f.Relations = append(f.Relations, pact(t, fmt.Sprint("r", i), f))
	}
	return alliance.NewFacts(f)
}

// pact generates a relation of two of the states or of one and a coalition.
func pact(t *rapid.T, id string, f alliance.Facts) *alliance.Relation {
	pair := rapid.Permutation([]int{0, 1, 2, 3}).Draw(t, "states")
	r := &alliance.Relation{ID: id, Subject: f.Actors[pair[0]], Object: f.Actors[pair[1]]}
	r.Type = rapid.SampledFrom([]alliance.RelationType{alliance.AlliedWith, alliance.Guarantees, alliance.PartOf, alliance.PartOf}).Draw(t, "type")
	if r.Type == alliance.PartOf {
		r.Object = rapid.SampledFrom(f.Actors[4:]).Draw(t, "coalition")
	}
	if r.Type.Mutual() && r.Subject.ID > r.Object.ID {
		r.Subject, r.Object = r.Object, r.Subject
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "statements") {
		e := &alliance.Evidence{ID: fmt.Sprint(id, ".", i), Fact: id, Span: someSpan(t), Source: rapid.SampledFrom(f.Sources).Draw(t, "source")}
		e.Stance = rapid.SampledFrom([]alliance.Stance{alliance.Asserts, alliance.Asserts, alliance.Alleges, alliance.Denies}).Draw(t, "stance")
		if kinds := alliance.KindsOf(r.Type); kinds != nil {
			e.Kinds = alliance.SetOf(rapid.SliceOfN(rapid.SampledFrom(kinds), 0, 2).Draw(t, "kinds")...)
		}
		r.Evidence = append(r.Evidence, e)
	}
	return r
}

// A naive answer looks at every day by itself.
type naive struct {
	*alliance.Facts
	sources []string
}

// lives reports whether an actor lives on a day.
func lives(a *alliance.Actor, d alliance.Day) bool { return a.From.First() <= d && d <= a.To.Last() }

// claims returns the statements of the sources that count which claim the relation of a day.
func (n naive) claims(r *alliance.Relation, d alliance.Day) (claims []*alliance.Evidence) {
	for _, e := range r.Evidence {
		covered := e.Source.Published.Last()
		if !e.Source.Covers.To.IsZero() {
			covered = e.Source.Covers.To.Last()
		}
		first, last := e.From.First(), e.To.Last()
		switch {
		case e.From.IsZero() && e.To.IsZero():
			first = min(covered, e.Source.Published.Last())
			last = first
		case e.From.IsZero():
			first = e.To.First()
		case e.To.IsZero():
			last = covered
		}
		if e.Stance != alliance.Denies && (n.sources == nil || slices.Contains(n.sources, e.Source.ID)) &&
			first <= d && d <= last && lives(r.Subject, d) && lives(r.Object, d) {
			claims = append(claims, e)
		}
	}
	return claims
}

// worth values a claim of some kinds.
func worth(kinds []alliance.RelationKind) int {
	most := 1
	for _, k := range kinds {
		most = max(most, map[alliance.RelationKind]int{alliance.Defense: 3, alliance.Offense: 3, alliance.Neutrality: 2, alliance.Nonaggression: 2}[k])
	}
	return most
}

// commitment returns what one state is committed to another on a day.
func (n naive) commitment(from, to *alliance.Actor, d alliance.Day) (most int) {
	joined := map[*alliance.Actor]int{}
	for _, r := range n.Relations {
		claims := n.claims(r, d)
		switch {
		case len(claims) == 0:
		case r.Type == alliance.PartOf && (r.Subject == from || r.Subject == to):
			joined[r.Object] |= map[bool]int{true: 1, false: 2}[r.Subject == from]
		case r.Subject == from && r.Object == to, r.Type.Mutual() && r.Subject == to && r.Object == from:
			for _, e := range claims {
				most = max(most, worth(e.KindList()))
			}
		}
	}
	for coalition, by := range joined {
		if obligations := coalition.ObligationList(); by == 3 && len(obligations) > 0 {
			most = max(most, worth(obligations))
		}
	}
	return most
}

// portfolios returns the commitments of two states on the days of a date, in the order of the ids of the states.
func (n naive) portfolios(one, other *alliance.Actor, asOf alliance.Date) (portfolios [2][]int) {
	for _, to := range n.Actors {
		living, most := false, [2]int{}
		for at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() == 2000; at = at.AddDate(0, 0, 1) {
			d := alliance.Day(at.Year()*10000 + int(at.Month())*100 + at.Day())
			if d < asOf.First() || d > asOf.Last() || to.Type != alliance.State || !lives(to, d) {
				continue
			}
			living = true
			for i, from := range []*alliance.Actor{one, other} {
				if most[i] = max(most[i], n.commitment(from, to, d)); from == to {
					most[i] = network.MaxCommitment
				}
			}
		}
		if living {
			portfolios[0], portfolios[1] = append(portfolios[0], most[0]), append(portfolios[1], most[1])
		}
	}
	return portfolios
}

// TestPortfoliosDayByDay compares portfolios with a naive answer that looks at every day by itself.
func TestPortfoliosDayByDay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := pacts(rt)
		v := network.View{Store: storeOf(f), Where: onDate(rapid.SampledFrom([]string{"2000-01-31", "2000-02", "2000-02-10", "2000"}).Draw(rt, "as of"))}
		v.Where.Sources = rapid.SampledFrom([][]string{nil, {"one"}, {"two"}, {"one", "two"}}).Draw(rt, "sources")
		want := naive{f, v.Where.Sources}.portfolios(f.Actors[0], f.Actors[1], v.Where.AsOf)
		alone := !slices.ContainsFunc(slices.Concat(want[0][1:], want[1][:1], want[1][2:]), func(c int) bool { return c > 0 })
		for _, m := range []network.SimilarityMeasure{network.MeasureS, network.MeasureKappa, network.MeasureTauB} {
			by := network.Comparison{Measure: m, Valued: rapid.Bool().Draw(rt, "valued")}
			got, err := v.Similarity(t.Context(), "a", "b", by)
			if err != nil {
				rt.Fatal(err)
			}
			if alone && len(got.Commitments) == 0 {
				continue // no source covers the days
			}
			value, ok := got.ValueOK()
			if wanted, defined := by.Of(want[0], want[1]); value != wanted || ok != defined || got.States != len(want[0]) {
				rt.Errorf("%v of %s, want %v of %v", value, compared(got), wanted, want)
			}
		}
	})
}
