package network_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
)

// TestDyadsAsAsked compares dyad-years with what is answered about each pair and year by itself: alignments, similarities, and
// relations as seen in the year.
func TestDyadsAsAsked(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := drawFacts(rt)
		v := network.View{Store: storeOf(f), Ambivalent: anyAmbivalence().Draw(rt, "ambivalent")}
		v.Where.Presumed = rapid.Bool().Draw(rt, "presumed")
		if rapid.Bool().Draw(rt, "as it was known") {
			v.Where.KnownBy = date("2018")
		}
		year := rapid.IntRange(2014, 2021).Draw(rt, "year")
		q := network.DyadQuery{From: year, To: year, Bare: true, Directed: rapid.Bool().Draw(rt, "directed")}
		asked := v
		asked.Where.AsOf = date(strconv.Itoa(year))
		rows := 0
		far := v
		far.Store = &distant{Store: v.Store}
		for _, d := range dyads(t, far, q) {
			rows++
			checkTie(rt, asked, d)
			checkSimilarity(rt, asked, d)
			checkClaims(rt, pairwise{f, asked.Where.Viewpoint}, d, q.Directed)
		}
		states := 0
		for _, a := range f.Actors {
			if a.Type == alliance.State && a.Shares(asked.Where.AsOf) {
				states++
			}
		}
		if want := states * (states - 1) / 2; rows != want && rows != 2*want || q.Directed != (rows == 2*want) && want > 0 {
			rt.Errorf("%d rows of %d states", rows, states)
		}
	})
}

// checkTie compares the tie of a dyad with that of the alignment of its states.
func checkTie(t *rapid.T, v network.View, d *network.Dyad) {
	a, err := v.Alignment(t.Context(), d.One.ID, d.Other.ID)
	if err != nil {
		t.Fatal(err)
	}
	sign := map[int]alliance.Sign{1: alliance.Positive, 0: alliance.Neutral, -1: alliance.Negative}[a.Standing.Direct]
	if d.Sign != sign || d.Ambivalent != a.Standing.Ambivalent {
		t.Errorf("%s, want %s, ambivalent %v", written(d), sign, a.Standing.Ambivalent)
	}
}

// checkSimilarity compares the similarity of a dyad.
func checkSimilarity(t *rapid.T, v network.View, d *network.Dyad) {
	for i, m := range network.DyadMeasures() {
		want, err := v.Similarity(t.Context(), d.One.ID, d.Other.ID, m.Comparison)
		if err != nil {
			t.Fatal(err)
		}
		value, ok := want.ValueOK()
		if got := d.Similarity[i]; got != (network.Measured{Value: value, Defined: ok}) && ok || got.Defined != ok {
			t.Errorf("%s: %s %v, want %v, %v (%s)", written(d), m.Name, got, value, ok, compared(want))
		}
	}
}

// A pairwise answer looks at each relation, and of memberships at each day, by itself.
type pairwise struct {
	*alliance.Facts
	at alliance.Viewpoint
}

// A stated fact is what is found of a pair: the kinds, and the best status.
type statedFact struct {
	kinds  alliance.KindSet
	status alliance.Status
	ids    []string
}

// add adds what a relation says.
func (s *statedFact) add(kinds alliance.KindSet, status alliance.Status, ids ...string) {
	order := alliance.Statuses()
	if s.status == "" || slices.Index(order, status) < slices.Index(order, s.status) {
		s.status = status
	}
	s.kinds |= kinds
	s.ids = append(s.ids, ids...)
}

// claimsOf returns what a relation of one of two actors to the other says of them, if it is of one of the types.
func (o pairwise) claimsOf(one, other *alliance.Actor, mutual bool, types ...alliance.RelationType) (s statedFact) {
	for _, r := range o.Relations {
		forth, back := r.Subject == one && r.Object == other, r.Subject == other && r.Object == one
		if slices.Contains(types, r.Type) && (forth || back && (mutual || r.Type.Mutual())) {
			if seen := r.Seen(o.at, false); seen != nil {
				s.add(kindsClaimed(seen), seen.Status, r.ID)
			}
		}
	}
	return s
}

// kindsClaimed returns the kinds of a relation that are not only denied.
func kindsClaimed(r *alliance.Relation) (kinds alliance.KindSet) {
	for _, k := range r.KindStatuses() {
		if k.Status != alliance.Denied {
			kinds |= alliance.SetOf(k.Kind)
		}
	}
	return kinds
}

// comembers adds what coalitions oblige two actors to, day by day.
func (o pairwise) comembers(s *statedFact, one, other *alliance.Actor) {
	for _, r := range o.Relations {
		for _, m := range o.Relations {
			if r.Type != alliance.PartOf || m.Type != alliance.PartOf || r.Subject != one || m.Subject != other ||
				r.Object != m.Object || r.Object.Obligations == 0 {
				continue
			}
			for day := o.at.AsOf.First().Time(); day.Year() == o.at.AsOf.First().Time().Year(); day = day.Add(24 * time.Hour) {
				at := o.at
				at.AsOf = date(day.Format(time.DateOnly))
				if a, b := r.Seen(at, false), m.Seen(at, false); a != nil && b != nil {
					worse := max(slices.Index(alliance.Statuses(), a.Status), slices.Index(alliance.Statuses(), b.Status))
					s.add(r.Object.Obligations, alliance.Statuses()[worse], r.ID, m.ID)
				}
			}
		}
	}
}

// backs returns what support of one of two actors, or of either, against the other says.
func (o pairwise) backs(one, other *alliance.Actor, mutual bool) (s statedFact) {
	for _, r := range o.Relations {
		if r.Type == alliance.Supports && r.Against != nil && one != other &&
			(r.Subject == one && r.Against == other || mutual && r.Subject == other && r.Against == one) {
			if seen := r.Seen(o.at, false); seen != nil {
				s.add(kindsClaimed(seen), seen.Status, r.ID)
			}
		}
	}
	return s
}

// checkClaims compares what a dyad says with the pairwise answer.
func checkClaims(t *rapid.T, o pairwise, d *network.Dyad, directed bool) {
	one, other := d.One.Actor, d.Other.Actor
	owes := o.claimsOf(one, other, !directed, alliance.AlliedWith, alliance.Guarantees)
	o.comembers(&owes, one, other)
	supported := statedFact{}
	if !directed {
		supported = o.claimsOf(other, one, false, alliance.Supports)
	}
	all := []statedFact{
		owes, o.claimsOf(one, other, false, alliance.Supports), supported, o.claimsOf(one, other, false, alliance.Opposes),
		o.backs(one, other, !directed), o.claimsOf(one, other, !directed, alliance.Recognizes),
	}
	for i, c := range []network.Claim{d.Owes, d.Supports, d.Supported, d.Opposes, d.Backs, d.Recognizes} {
		if c.Status != all[i].status || c.Kinds() != all[i].kinds {
			t.Errorf("%s: %d is %s, want %v", written(d), i, claimed(c), all[i])
		}
		for _, id := range all[i].ids {
			if !slices.Contains(strings.Split(resting(d), "|"), id) {
				t.Errorf("%s rests on %s, not on %s", written(d), resting(d), id)
			}
		}
	}
}

// TestDyadsOfSources compares dyad-years according to some sources with those of facts that have no others.
func TestDyadsOfSources(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := anyLines(false).Draw(rt, "lines")
		only := world(lines...)
		sources := rapid.SampledFrom([][]string{{"s0"}, {"s1", "s2"}, {"s0", "s2"}}).Draw(rt, "sources")
		only.Relations = slices.DeleteFunc(only.Relations, func(r *alliance.Relation) bool {
			r.Evidence = slices.DeleteFunc(r.Evidence, func(e *alliance.Evidence) bool { return !slices.Contains(sources, e.Source.ID) })
			return len(r.Evidence) == 0
		})
		q := network.DyadQuery{From: 2015, To: 2020, Bare: true, Directed: true}
		want := dyads(t, network.View{Store: storeOf(alliance.NewFacts(*only))}, q)
		v := network.View{Store: storeOf(world(lines...)), Where: alliance.RelationFilter{Sources: sources}}
		got := dyads(t, v, q)
		lives := map[string]bool{} // in the facts without other sources, actors without relations are missing
		for _, d := range want {
			lives[fmt.Sprint(d.Year, d.One.ID)] = true
		}
		got = slices.DeleteFunc(got, func(d *network.Dyad) bool {
			return !lives[fmt.Sprint(d.Year, d.One.ID)] || !lives[fmt.Sprint(d.Year, d.Other.ID)]
		})
		if len(got) != len(want) {
			rt.Fatalf("%d rows, want %d", len(got), len(want))
		}
		for i, d := range got {
			if written(d) != written(want[i]) || resting(d) != resting(want[i]) {
				rt.Errorf("%s (%s), want %s (%s)", written(d), resting(d), written(want[i]), resting(want[i]))
			}
			v.Where.AsOf = date(strconv.Itoa(d.Year))
			checkSimilarity(rt, v, d)
		}
	})
}
