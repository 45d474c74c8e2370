package storetest

import (
	"slices"

	"entente/graph/alliance"
)

// dataset returns the description of the data set, without its version, store and time.
func (o oracle) dataset() alliance.Dataset {
	d := alliance.Dataset{
		Counts: alliance.Counts{
			Actors: len(o.facts.Actors), Relations: len(o.facts.Relations), Events: len(o.facts.Events),
			Conflicts: len(o.facts.Conflicts), Sources: len(o.facts.Sources),
		},
		Collections: o.facts.Collections,
	}
	for range o.allEvidence {
		d.Counts.Evidence++
	}
	d.Longest, d.Behind = o.longest(), o.behind()
	var spans []alliance.Span
	for _, r := range o.facts.Relations {
		if s, ok := sightOf(r, alliance.Viewpoint{}, true); ok {
			spans = append(spans, s.Span)
		}
	}
	for _, e := range o.facts.Events {
		spans = append(spans, e.Span)
	}
	d.Span = hull(spans)
	for _, t := range alliance.RelationTypes() {
		if s, ok := o.coverage(t); ok {
			d.Coverage = append(d.Coverage, alliance.Coverage{Type: t, Span: alliance.Span{From: dateOf(s.first), To: dateOf(s.last)}})
		}
	}
	return d
}

// longest returns the length of the longest list of one thing: each is counted by itself.
func (o oracle) longest() (most int) {
	evidence := slices.Collect(o.allEvidence)
	for _, a := range o.facts.Actors {
		most = max(most,
			weighed(o.facts.Relations, func(r *alliance.Relation) bool { return r.Subject == a || r.Object == a }),
			weighed(o.facts.Events, func(e *alliance.Event) bool {
				return slices.ContainsFunc(e.Participants, func(p alliance.Participant) bool { return p.Actor == a })
			}),
			howMany(evidence, func(e *alliance.Evidence) bool { return e.Speaker == a }))
	}
	for _, c := range o.facts.Conflicts {
		most = max(most,
			weighed(o.facts.Relations, func(r *alliance.Relation) bool { return r.Conflict == c }),
			weighed(o.facts.Events, func(e *alliance.Event) bool { return e.Conflict == c }))
	}
	for _, s := range o.facts.Sources {
		most = max(most, howMany(evidence, func(e *alliance.Evidence) bool { return e.Source == s }))
	}
	return most
}

// behind returns the most ends of relations at what is reached from one actor.
func (o oracle) behind() (most int) {
	for _, a := range o.facts.Actors {
		earlier, later := map[*alliance.Actor]bool{a: true}, map[*alliance.Actor]bool{a: true}
		for range o.facts.Actors {
			for _, r := range o.facts.Relations {
				if r.Type == alliance.Succeeds {
					earlier[r.Object] = earlier[r.Object] || earlier[r.Subject]
					later[r.Subject] = later[r.Subject] || later[r.Object]
				}
			}
		}
		reached := map[*alliance.Actor]bool{}
		for _, other := range o.facts.Actors {
			reached[other] = earlier[other] || later[other]
		}
		for range o.facts.Actors {
			for _, r := range o.facts.Relations {
				switch r.Type {
				case alliance.Leads:
					reached[r.Object] = reached[r.Object] || reached[r.Subject]
				case alliance.PartOf:
					reached[r.Subject] = reached[r.Subject] || reached[r.Object]
				}
			}
		}
		ends := weighed(o.facts.Relations, func(r *alliance.Relation) bool { return reached[r.Subject] })
		ends += weighed(o.facts.Relations, func(r *alliance.Relation) bool { return reached[r.Object] })
		most = max(most, ends)
	}
	return most
}

// weighed returns how many facts there are for which it is true, each once for every two statements, at least once.
func weighed[T alliance.Fact](facts []T, is func(T) bool) (n int) {
	for _, fact := range facts {
		if !is(fact) {
			continue
		}
		statements := len(fact.EvidenceWhere(nil))
		n += statements/2 + statements%2
		if statements == 0 {
			n++
		}
	}
	return n
}

// howMany returns how many things of a list there are for which it is true.
func howMany[T any](list []T, is func(T) bool) (n int) {
	for _, thing := range list {
		if is(thing) {
			n++
		}
	}
	return n
}

// hull returns the span from the first to the last of all dates at the ends of spans.
func hull(spans []alliance.Span) (widest alliance.Span) {
	for _, s := range spans {
		for _, end := range [2]alliance.Date{s.From, s.To} {
			if isAbsent(end) {
				continue
			}
			if isAbsent(widest.From) || daysOf(end).first < daysOf(widest.From).first {
				widest.From = end
			}
			if isAbsent(widest.To) || daysOf(end).last > daysOf(widest.To).last {
				widest.To = end
			}
		}
	}
	return widest
}

// coverage returns the days from the first that a source of a relation of the type covers, or that its statement begins
// on if it does not say since when it covers, to the last that one covers. It returns false if there is no such relation.
func (o oracle) coverage(t alliance.RelationType) (covered stretch, ok bool) {
	covered = stretch{always, never}
	for _, r := range o.facts.Relations {
		if r.Type != t {
			continue
		}
		s := newStatements(r, alliance.Viewpoint{})
		for _, e := range append(s.claims, s.denials...) {
			first := min(e.stated().first, e.covered)
			if from := e.Source.Covers.From; !isAbsent(from) {
				first = daysOf(from).first
			}
			covered = stretch{min(covered.first, first), max(covered.last, e.covered)}
			ok = true
		}
	}
	return covered, ok
}
