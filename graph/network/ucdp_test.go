package network_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/network"
)

// TestUCDP draws conclusions from a real data set of support in wars (Meier et al. 2023), told in four ways: each must give
// the same answers, have every two governments at war be adversaries, and show nothing without a common day.
func TestUCDP(t *testing.T) {
	data := readUCDP(t)
	got := []int{data.supported, data.alleged, len(data.dyads()), len(data.wars)}
	if diff := gocmp.Diff([]int{9316, 650, 25, 70}, got); diff != "" {
		t.Fatal("rows with support, those only alleged, wars between governments and their years:", diff)
	}
	questions := data.questions(75)
	var want []string
	for _, form := range []struct {
		name  string
		lines []string
	}{
		{"merged", data.merged()},
		{"split by year", data.split("ucdp")},
		{"doubled", slices.Concat(data.split("ucdp"), data.split("copy"))},
		{"shuffled", data.shuffled()},
	} {
		t.Run(form.name, func(t *testing.T) {
			c := conclusion{T: t, store: storeOf(world(slices.Concat(ucdpSources(), form.lines)...))}
			for _, w := range data.wars {
				c.checkWar(w)
			}
			for _, q := range questions {
				c.ask(q)
			}
			for _, year := range []string{"1979", "1988", "2003", "2014", ""} {
				c.balance(year)
			}
			if want == nil {
				want = c.texts
			}
			if diff := gocmp.Diff(want, c.texts); diff != "" {
				t.Error("differs from the first form:", diff)
			}
			if min(c.reasons, c.paths, c.tensions) < 100 {
				t.Errorf("only %d reasons, %d paths, %d tensions", c.reasons, c.paths, c.tensions)
			}
		})
	}
}

// ucdpSources declares two sources of the years that the data set covers.
func ucdpSources() []string {
	return []string{"source ucdp 2018 1975/2017", "source copy 2019 1975/2017"}
}

// merged tells what is reported as one relation for all years, with one statement for years in a row.
func (u *ucdp) merged() (lines []string) {
	sorted := slices.SortedFunc(slices.Values(u.reports), func(a, b report) int {
		return cmp.Or(strings.Compare(a.relation, b.relation), strings.Compare(a.how, b.how), a.year-b.year)
	})
	for i := 0; i < len(sorted); {
		first, last := sorted[i], sorted[i].year
		again := i > 0 && sorted[i-1].relation == first.relation
		for i++; i < len(sorted) && sorted[i].says(first) && sorted[i].year <= last+1; i++ {
			last = sorted[i].year
		}
		statement := fmt.Sprintf(" %d/%d %s by ucdp", first.year, last, first.how)
		if again {
			lines[len(lines)-1] += " ;" + statement
			continue
		}
		lines = append(lines, first.relation+statement)
	}
	return lines
}

// split tells each report as a relation of its own.
func (u *ucdp) split(source string) (lines []string) {
	for _, r := range u.reports {
		lines = append(lines, fmt.Sprintf("%s %d/%d %s by %s", r.relation, r.year, r.year, r.how, source))
	}
	return lines
}

// shuffled tells each report as a relation of its own, in any order, so that ids change hands, and every other one by days.
func (u *ucdp) shuffled() (lines []string) {
	for i, r := range u.reports {
		span := fmt.Sprintf("%d/%d", r.year, r.year)
		if i%2 == 0 {
			span = fmt.Sprintf("%d-01-01/%d-12", r.year, r.year)
		}
		lines = append(lines, fmt.Sprintf("%s %s %s by ucdp", r.relation, r.how, span))
	}
	random := rand.New(rand.NewPCG(1975, 2017)) //nolint:gosec // reproducible on purpose
	random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	return lines
}

// A conclusion collects what is concluded from one form of the facts, and checks that it holds on common days.
type conclusion struct {
	*testing.T
	store                    alliance.Store
	texts                    []string
	reasons, paths, tensions int
}

// in returns the view of a year, or of all years if it is empty.
func (c *conclusion) in(year string) network.View {
	return on(c.store, date(year))
}

// checkWar checks that two governments at war are adversaries, and not allies.
func (c *conclusion) checkWar(w question) {
	a, err := c.in(w.year).Alignment(c.Context(), w.one, w.other)
	if err != nil {
		c.Fatal(err)
	}
	allies, adversaries := sidesOf(c.T, c.in(w.year), w.one)
	if a.Sign() != alliance.Negative || a.Direct != -1 || slices.Contains(allies, w.other) || !slices.Contains(adversaries, w.other) {
		c.Errorf("%+v: at war, but %+v, allies %v, adversaries %v", w, a.Standing, allies, adversaries)
	}
}

// ask asks how two actors stand, for whom and against whom the first one is, and which paths lead to the other.
func (c *conclusion) ask(q question) {
	v := c.in(q.year)
	a, err := v.Alignment(c.Context(), q.one, q.other)
	allies, err2 := v.Allies(c.Context(), network.Ranking{Actor: q.one, Indirect: true, First: 20})
	adversaries, err3 := v.Adversaries(c.Context(), network.Ranking{Actor: q.one, Indirect: true, First: 20})
	paths, err4 := v.Paths(c.Context(), network.Route{From: q.one, To: q.other, Together: true, MaxLength: 4, First: 5})
	if err := errors.Join(err, err2, err3, err4); err != nil {
		c.Fatal(err)
	}
	c.texts = append(c.texts, fmt.Sprintf("%+v: %s %v %+v", q, a.Sign(), a.Score(), a.Standing), "with")
	c.texts = append(append(append(c.texts, standingTexts(allies)...), "against"), standingTexts(adversaries)...)
	for _, p := range paths {
		c.texts = append(c.texts, fmt.Sprint("path ", actorIDs(p.Actors), p.Days))
		c.checkPath(p)
	}
	c.explain(a)
	c.checkLast(v, allies)
	c.checkLast(v, adversaries)
}

// explain adds the reasons of an alignment, in the order of their texts: theirs depends on the number of sources. There are
// as many as its counts say.
func (c *conclusion) explain(a *network.Alignment) {
	var texts []string
	for _, r := range reasonsOf(c.T, a, network.ReasonQuery{First: 1000}).Nodes {
		texts = append(texts, fmt.Sprintf("%s %s %v %v", r.Rule, r.Sign(), actorIDs(r.Actors()), r.Days()))
		c.checkTies(texts[len(texts)-1], r.Days(), r.Ties)
		c.reasons++
	}
	if len(texts) != a.For()+a.Against() {
		c.Errorf("%s and %s: %d reasons for %+v", a.Actor.ID, a.With.ID, len(texts), a.Standing)
	}
	c.texts = append(c.texts, slices.Sorted(slices.Values(texts))...)
}

// checkLast checks that the last of a list of allies or adversaries stands there as when asked about alone.
func (c *conclusion) checkLast(v network.View, list []network.Alignment) {
	if len(list) == 0 {
		return
	}
	last := list[len(list)-1]
	a, err := v.Alignment(c.Context(), last.Actor.ID, last.With.ID)
	if err != nil {
		c.Fatal(err)
	}
	if a.Standing != last.Standing {
		c.Errorf("%s and %s: listed as %+v, alone %+v", last.Actor.ID, last.With.ID, last.Standing, a.Standing)
	}
}

// balance adds the balance and the tensions of a year.
func (c *conclusion) balance(year string) {
	b, err := c.in(year).Balance(c.Context(), nil, 0)
	if err != nil {
		c.Fatal(err)
	}
	c.texts = append(c.texts, fmt.Sprint("balance ", year, b.Triangles, b.Balanced, b.Unbalanced))
	var texts []string
	for _, n := range tensions(c.T, b, network.TensionQuery{First: 5000}).Nodes {
		texts = append(texts, fmt.Sprint(actorIDs(n.Actors), n.Hostile(), n.Days()))
		c.checkTies(texts[len(texts)-1], n.Days(), n.Ties)
		c.tensions++
	}
	c.texts = append(c.texts, slices.Sorted(slices.Values(texts))...)
}

// checkTies checks that there are days, that in each of their years every tie rests on a relation that it shows, and that no
// friendly one does so despite a war.
func (c *conclusion) checkTies(what string, days []alliance.Span, ties []network.Tie) {
	common := yearsOf(days)
	for _, tie := range ties {
		var held years
		for _, r := range tie.Relations {
			held |= heldIn(r)
		}
		common &= held
		if tie.Sign == alliance.Positive && len(tie.Despite) > 0 {
			c.Errorf("%s: %s and %s are friends despite %v", what, tie.From.ID, tie.To.ID, relationIDs(tie.Despite))
		}
	}
	if common == 0 || common != yearsOf(days) {
		c.Errorf("%s: its relations share only %b of %b", what, common, yearsOf(days))
	}
}

// checkPath checks that all relations of a path hold on the last of its days.
func (c *conclusion) checkPath(p network.Path) {
	c.paths++
	if len(p.Days) == 0 {
		c.Error("a path without a day: ", relationIDs(p.Relations))
		return
	}
	last := yearsOf([]alliance.Span{{From: p.Days[len(p.Days)-1].To, To: p.Days[len(p.Days)-1].To}})
	for _, r := range p.Relations {
		if last&heldIn(r) == 0 {
			c.Errorf("%v on %v: %s does not hold on the last day", relationIDs(p.Relations), p.Days, r.ID)
		}
	}
}
