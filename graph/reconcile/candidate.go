package reconcile

import (
	"cmp"
	"math"
	"slices"

	"entente/graph/alliance"
)

// A candidate is a thing that a query may mean.
type candidate struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Description string    `json:"description,omitempty"`
	Type        []kind    `json:"type"`
	Score       float64   `json:"score"`
	Match       bool      `json:"match"`
	Features    []feature `json:"features"`

	// certainty is how certain it is that it is what is meant, regardless of the other candidates.
	certainty certainty
	// called is set if the text is one of its names or its id.
	called bool
}

// A feature is what speaks for or against a candidate: a number or a truth value.
type feature struct {
	ID    string `json:"id"`
	Value any    `json:"value"`
}

// A certainty is how certain a candidate is.
type certainty int

// The certainties: a candidate that is likely at most, one that has the name, one that has the identifier.
const (
	likely certainty = iota
	named
	identified
)

// certain is the score of a candidate that has what is asked for.
const certain = 100

// candidates returns the candidates for a query, best first. If only one of them is as certain as it is, and that is
// more than likely, it is the match; but not if the identifier is that of one thing, and the name that of another.
func (l *lookup) candidates(q *query) []candidate {
	list := []candidate{}
	add := func(c candidate) {
		i := slices.IndexFunc(list, func(o candidate) bool { return o.ID == c.ID })
		switch {
		case i < 0:
			list = append(list, c)
			return
		case c.compare(list[i]) < 0:
			c, list[i] = list[i], c
		}
		list[i].called = list[i].called || c.called
	}
	for _, s := range l.sightings(q) {
		if c, ok := l.weigh(q, s); ok {
			add(c)
		}
	}
	slices.SortStableFunc(list, candidate.compare)
	if len(list) > 0 {
		list[0].Match = decides(list)
	}
	return list[:min(len(list), q.limit)]
}

// decides reports whether the first of some candidates, best first, is certainly what is meant.
func decides(list []candidate) bool {
	first, others := list[0], list[1:]
	if first.certainty == likely || len(others) > 0 && others[0].certainty == first.certainty {
		return false
	}
	return first.called || !slices.ContainsFunc(others, func(c candidate) bool { return c.called })
}

// compare orders candidates by score, highest first, then by certainty.
func (c candidate) compare(o candidate) int {
	return cmp.Or(cmp.Compare(o.certainty, c.certainty), cmp.Compare(o.Score, c.Score))
}

// A sighting is a thing that was found for a query: how it scores, by which reading of the text if by any, and whether
// that is its id.
type sighting struct {
	thing alliance.Node
	score float64
	by    reading
	byID  bool
}

// sightings returns what was found for a query, by identifiers first.
func (l *lookup) sightings(q *query) []sighting {
	var list []sighting
	for _, i := range q.identifiers() {
		for _, a := range l.holders[i] {
			list = append(list, sighting{thing: a, by: reading{asOf: q.asOf}})
		}
	}
	for _, r := range q.readings {
		if n := l.nodes[r.text]; n != nil && kindsOf(n) != nil {
			list = append(list, sighting{n, 1, r, true})
		}
		for _, h := range l.hits[searchOf(r, q)] {
			list = append(list, sighting{h.Node, h.Score, r, false})
		}
	}
	return list
}

// weigh returns a sighting as a candidate, and reports whether it is one.
func (l *lookup) weigh(q *query, s sighting) (candidate, bool) {
	own, o := kindsOf(s.thing), outlineOf(s.thing)
	agrees := q.admits(own)
	if !agrees && q.strict != shouldType || !o.Shares(s.by.asOf) {
		return candidate{}, false
	}
	c := candidate{ID: s.thing.NodeID(), Name: o.name, Description: o.description, Type: own}
	whole := s.byID || o.called(s.by.words)
	c.called = whole
	c.Features = []feature{{"search", s.score}, {"whole_name", whole}}
	if len(q.types) > 0 {
		c.Features = append(c.Features, feature{"types", agrees})
	}
	t := l.tally(q, s.thing, &c)
	if !agrees {
		t.against++
	}
	score := certain * s.score
	switch {
	case t.identifies && !t.misidentifies:
		c.certainty, score, t.against = identified, certain, 0
	case whole && t.against == 0:
		c.certainty = named
	}
	c.Score = math.Round(math.Ldexp(score, -t.against)*100) / 100
	return c, true
}

// admits reports whether a thing of these kinds is of the types that the query asks for.
func (q *query) admits(own []kind) bool {
	is := func(k kind) bool { return isOf(own, k) }
	if q.strict == allTypes {
		return !slices.ContainsFunc(q.types, func(k kind) bool { return !is(k) })
	}
	return len(q.types) == 0 || slices.ContainsFunc(q.types, is)
}

// searched returns the types of things to search for. Types that only should be those of candidates leave no actor out.
func (q *query) searched() []alliance.SearchType {
	types := searches(q.types)
	if q.strict == shouldType && !slices.Contains(types, alliance.SearchActor) {
		types = append(types, alliance.SearchActor)
	}
	return types
}
