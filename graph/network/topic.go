package network

import (
	"slices"

	"entente/graph/alliance"
)

// A topic is all that is of one class and direction between two actors, whatever the days of a reason. What an actor does by
// supporting different actors against the other is of different topics, and so are different coalitions.
type topic struct {
	class   class
	hostile bool
	// by is the actor that does it, nil if it is mutual.
	by *alliance.Actor
	// with is the actor that is supported against the other, for backing; the coalition, for belonging; otherwise nil.
	with *alliance.Actor
	// asked are the days asked for on which it holds.
	asked alliance.DaySet
	times
	// edges are the days on which claims say that it begins and ends; doubts, those on which denials do, too.
	edges, doubts alliance.Edges
	// reported are the dates, by their last days, on which relations were last reported.
	reported map[alliance.Day]alliance.Date
	grades   alliance.Grades
	byKind   map[alliance.RelationKind]alliance.Grades
	// fought are the names of the conflicts in which the two are at war, without what stands in brackets.
	fought []lasting[string]
	// opponents are those against whom they are allied or support is given, one of which is nil if none is named.
	opponents []lasting[*alliance.Actor]
}

// A lasting thing is one that holds on some days.
type lasting[T any] struct {
	what T
	days alliance.DaySet
}

// Topics are those of a pair.
type topics struct {
	// list is ordered by how well the topics are attested.
	list []*topic
	// outweighing are the days on which what outweighs the tie, though it shares no day with it, would hold.
	outweighing alliance.DaySet
}

// mostExplained is the number of pairs of a graph whose topics are kept, so that one that is kept does not grow for ever.
const mostExplained = 2_000

// topics returns those of the pair of the tie. They are found once, however many reasons go by the pair, unless there are
// very many pairs.
func (t *Tie) topics() *topics {
	if found, ok := t.graph.topics.Load(t.pair); ok {
		return found.(*topics) //nolint:forcetypeassert // the only type
	}
	found := t.graph.topicsOf(t.pair)
	if t.graph.explained.Add(1) <= mostExplained {
		t.graph.topics.Store(t.pair, found)
	}
	return found
}

// topicsOf returns the topics of a pair.
func (g *signedGraph) topicsOf(p *pair) *topics {
	s := newSorter(g)
	var outweighing []alliance.DaySet
	for _, strand := range g.attestedStrands(p) {
		held := s.whenever(strand)
		if strand.hostile == p.positive() && !strand.days.Meets(p.days) {
			outweighing = append(outweighing, held.all)
		}
		s.sort(strand, held)
	}
	found := &topics{outweighing: alliance.UnionOf(outweighing)}
	for _, c := range s.list {
		found.list = append(found.list, c.finish())
	}
	return found
}

// attestedStrands returns the strands of a pair, ordered by how well they are attested.
func (g *signedGraph) attestedStrands(p *pair) []*strand {
	var list []*strand
	for s := range g.strandsOf(p) {
		list = append(list, g.shown(s))
	}
	slices.SortFunc(list, func(s, t *strand) int {
		if by := compareAttested(s.relation, t.relation); by != 0 || s.second == nil || t.second == nil {
			return by
		}
		return compareAttested(s.second, t.second)
	})
	return list
}

// whenever returns the days on which a matcher has a strand hold.
func (s *strand) whenever(m *alliance.RelationMatcher) alliance.DaySet {
	held, signed := m.Held(s.relation)
	switch {
	case s.second != nil:
		second, _ := m.Held(s.second)
		return held.And(second)
	case s.basis() == ByRelation:
		return signed
	default:
		return held
	}
}
