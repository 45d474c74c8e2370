package network

import (
	"strings"

	"entente/graph/alliance"
)

// A sorter sorts strands by topic.
type sorter struct {
	// matcher and sure find when strands hold, whatever days are asked for; sure, without what is presumed.
	matcher, sure alliance.RelationMatcher
	list          []*collection
	found         map[topicKey]*collection
}

// A topicKey is what a topic is of.
type topicKey struct {
	class    class
	by, with *alliance.Actor
}

// newSorter returns a sorter for strands of a graph.
func newSorter(g *signedGraph) *sorter {
	filter := g.where
	filter.AsOf, filter.Since, filter.Until = alliance.Date{}, alliance.Date{}, alliance.Date{}
	sure := filter
	sure.Presumed = false
	return &sorter{matcher: filter.Matcher(), sure: sure.Matcher(), found: map[topicKey]*collection{}}
}

// whenever returns when a strand holds, whatever days are asked for.
func (s *sorter) whenever(of *strand) times {
	return times{all: of.whenever(&s.matcher), known: of.whenever(&s.sure)}
}

// sort adds a strand to its topics. Two actors that oppose each other in a conflict are at war while that lasts; if they do
// so on other days, too, they are enemies on all of them.
func (s *sorter) sort(of *strand, held times) {
	class, conflict := classOf(of), of.relation.Conflict
	if class != hostility || conflict == nil {
		s.collection(class, of).add(of, held, of.days)
		return
	}
	during := conflict.Set()
	if held.all.Meets(during) {
		war := s.collection(atWar, of)
		war.add(of, times{all: held.all.And(during), known: held.known.And(during)}, of.days.And(during))
		war.topic.edges.Add(conflict.Span)
		name, _, _ := strings.Cut(conflict.Name, " (")
		war.wars.add(name, held.all.And(during))
	}
	if !held.all.Without(during).Empty() {
		s.collection(hostility, of).add(of, held, of.days)
	}
}

// collection returns that of the topic of a class that a strand belongs to.
func (s *sorter) collection(class class, of *strand) *collection {
	key := topicKey{class: class}
	if !class.mutual() {
		key.by = of.relation.Subject
	}
	if class == backing || class == belonging {
		key.with = of.relation.Object
	}
	found := s.found[key]
	if found == nil {
		found = newCollection(key, of.hostile)
		s.found[key], s.list = found, append(s.list, found)
	}
	return found
}

// A collection is what was found of a topic.
type collection struct {
	topic             topic
	asked, all, known []alliance.DaySet
	grades            []alliance.Grades
	kinds             map[alliance.RelationKind][]alliance.Grades
	wars              gathered[string]
	opponents         gathered[*alliance.Actor]
}

// newCollection returns an empty collection.
func newCollection(of topicKey, hostile bool) *collection {
	return &collection{
		topic: topic{
			class: of.class, by: of.by, with: of.with, hostile: hostile,
			reported: map[alliance.Day]alliance.Date{}, byKind: map[alliance.RelationKind]alliance.Grades{},
		},
		kinds: map[alliance.RelationKind][]alliance.Grades{},
	}
}

// add adds a strand with the days on which it is part of the topic, and those of them that are asked for.
func (c *collection) add(of *strand, held times, asked alliance.DaySet) {
	c.asked, c.all, c.known = append(c.asked, asked), append(c.all, held.all), append(c.known, held.known)
	for _, r := range of.relations(nil) {
		c.topic.edges.AddRelation(r, false)
		c.topic.doubts.AddRelation(r, true)
		c.topic.reported[r.LastReported.Last()] = r.LastReported
	}
	grades, kinds := of.relation.Grades()
	if of.second != nil {
		second, _ := of.second.Grades()
		grades = grades.And(&second)
	}
	c.grades = append(c.grades, grades.Within(held.all))
	for k, g := range kinds {
		c.kinds[k] = append(c.kinds[k], g.Within(held.all))
	}
	c.opponents.add(of.relation.Against, held.all)
}

// finish returns the topic.
func (c *collection) finish() *topic {
	t := &c.topic
	t.asked = alliance.UnionOf(c.asked)
	t.all, t.known = alliance.UnionOf(c.all), alliance.UnionOf(c.known)
	t.grades = alliance.UnionOfGrades(c.grades)
	for k, g := range c.kinds {
		t.byKind[k] = alliance.UnionOfGrades(g)
	}
	t.fought, t.opponents = c.wars.lasting(), c.opponents.lasting()
	return t
}

// Gathered collects the days of things.
type gathered[T comparable] struct {
	order []T
	days  map[T][]alliance.DaySet
}

// add adds days of a thing.
func (t *gathered[T]) add(what T, days alliance.DaySet) {
	if t.days == nil {
		t.days = map[T][]alliance.DaySet{}
	}
	if _, found := t.days[what]; !found {
		t.order = append(t.order, what)
	}
	t.days[what] = append(t.days[what], days)
}

// lasting returns the things in the order in which they were first added, each with all of its days.
func (t *gathered[T]) lasting() []lasting[T] {
	list := make([]lasting[T], len(t.order))
	for i, what := range t.order {
		list[i] = lasting[T]{what, alliance.UnionOf(t.days[what])}
	}
	return list
}
