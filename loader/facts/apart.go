package facts

import (
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// An apart is evidence that stands apart from its fact, and what is still to be linked of it.
type apart struct {
	evidence []*alliance.Evidence
	said     []said
	// fact is the fact that it is for, and id is that of the fact; neither is there if that is not known.
	fact alliance.Fact
	id   string
	// garbled says that something is lost that the fact says for its evidence.
	garbled bool
}

// A bare is what a relation says of itself for its evidence, and where.
type bare struct {
	at   factfile.Pos
	file *file
	// garbled says that something is lost of it.
	garbled bool
	span    alliance.Span
	kinds   alliance.KindSet
}

// leave remembers that a row leaves the evidence of its relation to another table, and what it says for that. It reports a
// row that does so again.
func (l *linker) leave(f *file, raw *factfile.Relation, r *alliance.Relation, b bare) {
	if first, ok := l.bare[r]; ok {
		l.report(f, raw.At, "the relation is given twice without a source (delete one, or give its source: the other is at %s:%d:%d)",
			first.file.name, first.at.Line, first.at.Column)
		return
	}
	l.bare[r] = b
}

// declareApart makes the evidence that stands apart from its fact.
func (l *linker) declareApart(f *file, pool *evidencePool) {
	f.apart = make([]apart, len(f.Apart))
	for i := range f.Apart {
		f.apart[i].evidence, f.apart[i].said = l.declareEvidence(f, f.Apart[i].Evidence, pool)
	}
}

// attach adds the evidence that stands apart in a file to its facts, whose ids are all known now.
func (l *linker) attach(f *file) {
	for i := range f.Apart {
		raw, a := &f.Apart[i], &f.apart[i]
		switch fact := l.findFact(f, raw.Fact).(type) {
		case *alliance.Relation:
			b := l.bare[fact]
			a.fact, a.id, a.garbled = fact, fact.ID, b.garbled
			fact.Evidence = append(fact.Evidence, a.evidence...)
			l.state(f, raw.Evidence, a.evidence, fact.Type, b)
		case *alliance.Event:
			a.fact, a.id = fact, fact.ID
			fact.Evidence = append(fact.Evidence, a.evidence...)
			for j := range raw.Evidence {
				l.checkTimeless(f, &raw.Evidence[j])
			}
		}
	}
}

// linkApart fills in whom the evidence is from that stands apart.
func (l *linker) linkApart(f *file) {
	for i := range f.apart {
		a := &f.apart[i]
		l.linkEvidence(f, a.said, a.evidence)
		switch fact := a.fact.(type) {
		case *alliance.Relation:
			l.doubtStatements(f, fact, a.said, a.evidence)
			if !a.garbled {
				l.checkRepeats(f, fact, len(fact.Evidence), a.said, a.evidence)
			}
		case *alliance.Event:
			l.checkRepeats(f, fact, len(fact.Evidence), a.said, a.evidence)
		}
	}
}

// checkBare reports the facts of a table that have no evidence anywhere, unless a file that could not be read may have
// some.
func (l *linker) checkBare(f *file) {
	if !f.table || slices.ContainsFunc(l.files, func(g *file) bool { return g.lost != nil }) {
		return
	}
	check := func(fact alliance.Fact, evidence []*alliance.Evidence, at factfile.Pos) {
		if len(evidence) == 0 {
			l.report(f, at, "the %s has no evidence (give its source, or rows of a table evidence.csv with fact %s)", noun(fact), fact.NodeID())
		}
	}
	for i := range f.claims {
		if c := &f.claims[i]; len(c.evidence) == 0 {
			check(c.relation, c.relation.Evidence, c.at)
		}
	}
	for i := range f.events {
		check(&f.events[i], f.events[i].Evidence, f.Events[i].At)
	}
}

// findFact returns the fact with an id. It returns nil if the id was left out; if there is no such fact, it also reports
// that.
func (l *linker) findFact(f *file, ref factfile.Ref) alliance.Fact {
	if ref.Value == "" {
		return nil
	}
	e, ok := l.ids[ref.Value]
	if !ok {
		l.unknown(f, ref, anyFact)
		return nil
	}
	fact, ok := e.thing.(alliance.Fact)
	if !ok && !e.clashed {
		l.report(f, ref.At, "%.60q is %v, not a fact (give the id of a relation or an event)", ref.Value, e)
	}
	return fact
}
