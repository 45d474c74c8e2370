package facts

import (
	"hash/maphash"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A said is what is still to be linked of evidence: whom it is from.
type said struct {
	at factfile.Pos
	// quote is where its quote is.
	quote factfile.Pos
	// named says that it has an id; lost, that something is lost of what it says itself.
	named, lost     bool
	source, speaker factfile.Ref
}

// linkEvidence fills in whom evidence for relations and for events is from.
func (l *linker) linkEvidence(f *file, all []said, evidence []*alliance.Evidence) {
	for i, e := range evidence {
		e.Source = find[*alliance.Source](l, f, all[i].source)
		e.Speaker = find[*alliance.Actor](l, f, all[i].speaker)
		if l.texted[e.Source] && e.Quote != "" {
			l.quoted = append(l.quoted, quoted{e, f, all[i].quote})
		}
	}
}

// linkStatements fills in what each piece of evidence says of a relation: what the relation says of itself, unless it
// says otherwise, if only that it gives no date or no kinds. It returns what the relation says.
func (l *linker) linkStatements(f *file, of *factfile.Relation, evidence []*alliance.Evidence) bare {
	b := bare{at: of.At, file: f, span: l.span(f, of.From, of.To), kinds: l.kindsOf(f, of.Kinds, of.Type.Value), garbled: garbled(of)}
	l.state(f, of.Evidence, evidence, of.Type.Value, b)
	return b
}

// state fills in what each piece of evidence says of a relation of a type, of which the relation says the rest.
func (l *linker) state(f *file, all []factfile.Evidence, evidence []*alliance.Evidence, of alliance.RelationType, rest bare) {
	for i, e := range evidence {
		raw := &all[i]
		e.Span, e.Kinds = rest.span, rest.kinds
		if !raw.Kinds.At.Absent() {
			e.Kinds = l.kindsOf(f, raw.Kinds, of)
		}
		if !raw.From.At.Absent() {
			e.From = raw.From.Value
		}
		if !raw.To.At.Absent() {
			e.To = raw.To.Value
		}
		l.checkStated(f, raw, e.Span)
		l.doubtSpan(f, raw.From.Date, raw.To.Date)
	}
}

// checkStated reports a statement that ends before it begins, unless the relation says both, where it is reported.
func (l *linker) checkStated(f *file, raw *factfile.Evidence, s alliance.Span) {
	if s.From.First() <= s.To.Last() {
		return
	}
	own, other := !raw.From.At.Absent(), !raw.To.At.Absent()
	switch {
	case own && other:
		l.span(f, raw.From.Date, raw.To.Date)
	case own:
		l.report(f, raw.From.At, "from %v is later than to %v, which is the relation's (correct one, or give the evidence a to of its own)", s.From, s.To)
	case other:
		l.report(f, raw.To.At, "to %v is earlier than from %v, which is the relation's (correct one, or give the evidence a from of its own)", s.To, s.From)
	}
}

// checkTimeless reports evidence for an event that has what only evidence for a relation has.
func (l *linker) checkTimeless(f *file, raw *factfile.Evidence) {
	for _, key := range []struct {
		name string
		at   factfile.Pos
	}{{"from", raw.From.At}, {"to", raw.To.At}, {"kinds", raw.Kinds.At}} {
		if !key.at.Absent() {
			l.report(f, key.at, "%s does not fit evidence for an event (leave it out: only relations have it, each source its own)", key.name)
		}
	}
}

// checkRepeats reports evidence for a fact that is the same as earlier evidence for it except for its id. It takes the
// number of all evidence for the fact, some of which may be in other entries.
func (l *linker) checkRepeats(f *file, fact alliance.Fact, total int, all []said, evidence []*alliance.Evidence) {
	if total < 2 || total == len(evidence) && distinct(evidence) {
		return
	}
	for i, e := range evidence {
		raw := &all[i]
		if raw.lost || e.Source == nil || lost(raw.speaker.At, e.Speaker == nil) {
			continue // without it, evidence may seem to be the same
		}
		first, taken := l.recall(f, raw.at, fact, e)
		switch {
		case !taken:
		case l.repeats(fact):
			l.repeated[e] = true
		case first.file.name == f.name:
			l.report(f, raw.at, "this evidence is given twice (delete one: the other is at line %d, column %d)", first.at.Line, first.at.Column)
		default:
			l.report(f, raw.at, "this evidence is given twice (delete one: the other is at %s:%d:%d)", first.file.name, first.at.Line, first.at.Column)
		}
	}
}

// distinct reports whether no two of a few pieces of evidence, all that a fact has, are the same except for their ids: then
// there is no need to remember them.
func distinct(evidence []*alliance.Evidence) bool {
	const few = 8
	if len(evidence) > few {
		return false
	}
	for i, e := range evidence {
		for _, other := range evidence[:i] {
			a, b := *e, *other
			if a.ID, b.ID = "", ""; a == b {
				return false
			}
		}
	}
	return true
}

// recall returns the earlier evidence for a fact that is the same, or remembers this if there is none. It takes equal
// hashes for equal evidence: among a million pieces, two others share one of 64 bits with a chance of 1 to 30 million.
func (l *linker) recall(f *file, at factfile.Pos, fact alliance.Fact, e *alliance.Evidence) (first entry, found bool) {
	said := *e
	said.ID = ""
	hash := maphash.Comparable(l.seed, struct {
		fact alliance.Fact
		said alliance.Evidence
	}{fact, said})
	first, found = l.stated[hash]
	if !found {
		l.stated[hash] = entry{thing: e, file: f, at: at}
	}
	return first, found
}

// incomplete reports whether a value is lost of what evidence says itself.
func incomplete(raw *factfile.Evidence, e *alliance.Evidence) bool {
	return e.Stance == "" || lost(raw.Quote.At, e.Quote == "") || lost(raw.Locator.At, e.Locator == "") ||
		lost(raw.From.At, !raw.From.Valid) || lost(raw.To.At, !raw.To.Valid) || lost(raw.Kinds.At, !raw.Kinds.Valid)
}

// garbled reports whether something is lost that a relation says for its evidence.
func garbled(raw *factfile.Relation) bool {
	return lost(raw.From.At, raw.From.Value.IsZero()) || lost(raw.To.At, raw.To.Value.IsZero()) ||
		lost(raw.Kinds.At, !raw.Kinds.Valid)
}

// lost reports whether a value is given at a position but missing, which means that it is wrong and has been reported.
func lost(at factfile.Pos, missing bool) bool { return !at.Absent() && missing }
