package network_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/network"
)

// signOf returns the sign of a number.
func signOf[N int | float64](n N) alliance.Sign {
	return []alliance.Sign{alliance.Negative, alliance.Neutral, alliance.Positive}[1+cmp.Compare(n, 0)]
}

// attested returns the ids of relations, each once: by the number of independent sources, highest first, then by id.
func (o *oracle) attested(ids []string) []string {
	sources := func(id string) int { return o.shown[id].IndependentSources }
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(sources(b), sources(a)), cmp.Compare(a, b)) })
	return slices.Compact(ids)
}

// strength returns the number of independent sources that assert what the tie of a pair rests on.
func (o *oracle) strength(a, b string) int {
	origins := map[string]bool{}
	tie := o.tie(a, b)
	for _, day := range tie.days {
		for _, t := range o.threads[day][pairOf(a, b)] {
			for _, id := range t.relations {
				for _, e := range o.shown[id].Evidence {
					if t.hostile == (tie.sign < 0) && e.Stance == alliance.Asserts {
						origins[e.Source.Origin().ID] = true
					}
				}
			}
		}
	}
	return len(origins)
}

// A naiveReason is a chain of ties from one actor to another that fits a rule.
type naiveReason struct {
	rule     network.AlignmentRule
	actors   []string
	days     []int
	sign     int
	strength int
}

// chain returns the chain of ties between actors as a reason, and whether it is one: all ties hold on one day, and their
// signs fit a rule.
func (o *oracle) chain(actors ...string) (naiveReason, bool) {
	r := naiveReason{actors: actors, sign: 1, strength: math.MaxInt}
	signs := ""
	for i, to := range actors[1:] {
		tie := o.tie(actors[i], to)
		if r.days = common(r.days, tie.days); i == 0 {
			r.days = tie.days
		}
		if r.sign *= tie.sign; len(r.days) == 0 {
			return r, false
		}
		r.strength = min(r.strength, o.strength(actors[i], to))
		signs += []string{"-", "0", "+"}[1+tie.sign]
	}
	r.rule = map[string]network.AlignmentRule{
		"+": network.Direct, "-": network.Direct, "++": network.CommonFriend, "--": network.CommonEnemy,
		"+-": network.FriendOfEnemy, "-+": network.FriendOfEnemy, "+-+": network.OpposedProxies,
	}[signs]
	return r, r.rule != ""
}

// common returns the numbers that are in both lists.
func common(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(n int) bool { return !slices.Contains(b, n) })
}

// reasons returns all reasons of an alignment, in order. A pair of proxies that is found both ways counts once: as the
// friend whose id sorts first, of the one of the two whose id does.
func (o *oracle) reasons(a, b string) []naiveReason {
	var found []naiveReason
	try := func(actors ...string) bool {
		r, ok := o.chain(actors...)
		if ok {
			found = append(found, r)
		}
		return ok
	}
	others := without(without(o.actors(), a), b)
	try(a, b)
	for i, x := range others {
		try(a, x, b)
		for _, y := range others[:i] { // y < x
			if first := min(a, b); first == a {
				_ = try(a, y, x, b) || try(a, x, y, b)
			} else {
				_ = try(a, x, y, b) || try(a, y, x, b)
			}
		}
	}
	slices.SortFunc(found, func(r, s naiveReason) int {
		place := func(r naiveReason) int { return slices.Index(network.AlignmentRules(), r.rule) }
		return cmp.Or(cmp.Compare(place(r), place(s)), cmp.Compare(s.strength, r.strength), slices.Compare(r.actors, s.actors))
	})
	return found
}

// actors returns the ids of the actors that have ties, in order.
func (o *oracle) actors() []string {
	var ids []string
	for p, t := range o.ties {
		if t.sign != 0 {
			ids = append(ids, p[:]...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// standing returns what an alignment is made of.
func (o *oracle) standing(a, b string) network.Standing {
	tie := o.tie(a, b)
	s := network.Standing{Direct: tie.sign, Ambivalent: tie.ambivalent}
	for _, r := range o.reasons(a, b) {
		switch r.rule {
		case network.CommonFriend:
			s.CommonFriends++
		case network.CommonEnemy:
			s.CommonEnemies++
		case network.FriendOfEnemy:
			s.FriendsOfEnemies++
		case network.OpposedProxies:
			s.OpposedProxies++
		}
	}
	return s
}

// scoreOf returns the score that design.md gives for some counts.
func scoreOf(s network.Standing) float64 {
	p, n := float64(s.CommonFriends+s.CommonEnemies), float64(s.FriendsOfEnemies+s.OpposedProxies)
	t := p + n + 1
	if s.Direct == 0 {
		return (p - n) / (2 * t)
	}
	return (3*float64(s.Direct)*t + p - n) / (4 * t)
}

// ranked returns the allies (1) or adversaries (−1) of an actor, in order, like [standingTexts].
func (o *oracle) ranked(from string, side float64, indirect bool) []string {
	type place struct {
		score float64
		id    string
	}
	var places []place
	for _, to := range without(o.actors(), from) {
		if s := o.standing(from, to); side*scoreOf(s) > 0 && (indirect || s.Direct != 0) {
			places = append(places, place{scoreOf(s), to})
		}
	}
	slices.SortFunc(places, func(p, q place) int {
		return cmp.Or(cmp.Compare(side*q.score, side*p.score), cmp.Compare(p.id, q.id))
	})
	texts := []string{}
	for _, p := range places {
		texts = append(texts, standingText(p.id, o.standing(from, p.id)))
	}
	return texts
}

// standingText describes how an actor stands to another one.
func standingText(with string, s network.Standing) string { return fmt.Sprintf("%s %+v", with, s) }

// standingTexts describes alignments.
func standingTexts(alignments []network.Alignment) []string {
	texts := []string{}
	for _, a := range alignments {
		texts = append(texts, standingText(a.With.ID, a.Standing))
	}
	return texts
}

// naiveText describes a reason that the oracle found, like [oracle.reasonText].
func (o *oracle) naiveText(r naiveReason) string {
	var ties []string
	for i, to := range r.actors[1:] {
		ties = append(ties, o.text(r.actors[i], to, r.days))
	}
	return fmt.Sprint(r.rule, " ", signOf(r.sign), r.actors, r.days, " ", strings.Join(ties, "; "))
}

// reasonText describes a reason: its rule, sign, actors, days and ties.
func (o *oracle) reasonText(r *network.Reason) string {
	return fmt.Sprint(r.Rule, " ", r.Sign(), actorIDs(r.Actors()), o.indices(r.Days()), " ", strings.Join(o.tieTexts(r.Ties), "; "))
}

// tieTexts describes ties: their ends and sign, what they rest on, their days and their relations.
func (o *oracle) tieTexts(ties []network.Tie) []string {
	var texts []string
	for _, t := range ties {
		texts = append(texts, fmt.Sprint(
			t.From.ID, " ", t.Sign, " ", t.To.ID, t.Ambivalent, t.Bases, o.indices(t.Days()), relationIDs(t.Relations), relationIDs(t.Despite),
		))
	}
	return texts
}

// indices returns which of the oracle's days are in spans. Spans are in order, with days in between.
func (o *oracle) indices(spans []alliance.Span) []int {
	indices := []int{}
	for i, day := range o.days {
		if slices.ContainsFunc(spans, func(s alliance.Span) bool {
			return s.From.First() <= day.First() && day.First() <= s.To.Last()
		}) {
			indices = append(indices, i)
		}
	}
	for i := 1; i < len(spans); i++ {
		if next := shifted(spans[i-1].To.Last(), 1); next.First() >= spans[i].From.First() {
			panic(fmt.Sprintf("%v are not the longest spans", spans))
		}
	}
	return indices
}
