package facts

import (
	"strconv"
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// declare makes the things of a file, empty except for explicit ids.
func (l *linker) declare(f *file) {
	f.actors = make([]alliance.Actor, len(f.Actors))
	for i := range f.Actors {
		f.actors[i].ID = l.register(f, f.Actors[i].ID, &f.actors[i])
	}
	f.sources = make([]alliance.Source, len(f.Sources))
	for i := range f.Sources {
		f.sources[i].ID = l.register(f, f.Sources[i].ID, &f.sources[i])
	}
	f.conflicts = make([]alliance.Conflict, len(f.Conflicts))
	for i := range f.Conflicts {
		f.conflicts[i].ID = l.register(f, f.Conflicts[i].ID, &f.conflicts[i])
	}
	pool := newEvidencePool(f)
	l.declareRelations(f, pool)
	f.events, f.said = make([]alliance.Event, len(f.Events)), make([][]said, len(f.Events))
	for i := range f.Events {
		raw, e := &f.Events[i], &f.events[i]
		e.ID = l.register(f, raw.ID, e)
		e.Evidence, f.said[i] = l.declareEvidence(f, raw.Evidence, pool)
	}
	l.declareApart(f, pool)
}

// An evidencePool allocates all evidence of a file together, and all pointers to it together.
type evidencePool struct {
	evidence []alliance.Evidence
	pointers []*alliance.Evidence
	said     []said
}

// newEvidencePool returns a pool for a file.
func newEvidencePool(f *file) *evidencePool {
	n := 0
	for i := range f.Relations {
		n += len(f.Relations[i].Evidence)
	}
	for i := range f.Events {
		n += len(f.Events[i].Evidence)
	}
	for i := range f.Apart {
		n += len(f.Apart[i].Evidence)
	}
	p := &evidencePool{make([]alliance.Evidence, n), make([]*alliance.Evidence, n), make([]said, n)}
	for i := range p.pointers {
		p.pointers[i] = &p.evidence[i]
	}
	return p
}

// take returns the next n pieces of evidence.
func (p *evidencePool) take(n int) ([]*alliance.Evidence, []said) {
	taken, said := p.pointers[:n:n], p.said[:n]
	p.pointers, p.said = p.pointers[n:], p.said[n:]
	return taken, said
}

// declareEvidence makes the evidence for a fact, with what it says itself.
func (l *linker) declareEvidence(f *file, all []factfile.Evidence, pool *evidencePool) ([]*alliance.Evidence, []said) {
	evidence, list := pool.take(len(all))
	for i, e := range evidence {
		raw := &all[i]
		e.ID = l.register(f, raw.ID.ID, e)
		e.Stance = raw.Stance.Value
		if raw.Stance.At.Absent() {
			e.Stance = alliance.Asserts
		}
		e.Quote, e.Locator = alliance.Text(raw.Quote.Value), alliance.Text(raw.Locator.Value)
		if raw.Passage != nil && !lost(raw.Quote.At, e.Quote == "") {
			l.passed = append(l.passed, passed{e, f, raw.Passage})
		}
		list[i] = said{raw.At, raw.Quote.At, !raw.ID.At.Absent(), incomplete(raw, e), raw.Source, raw.Speaker}
	}
	return evidence, list
}

// register records that an explicit id, if any, is that of a thing, and returns the id. If the id is taken, register
// reports that, and the id stays with the first thing that has it.
func (l *linker) register(f *file, id factfile.ID, thing alliance.Node) string {
	if id.Value == "" {
		return ""
	}
	if first, taken := l.ids[id.Value]; taken {
		l.report(f, id.At, "id %.60q is already taken by %v (choose another)", id.Value, first)
		first.clashed = true
		l.ids[id.Value] = first
		return id.Value
	}
	l.ids[id.Value] = entry{thing: thing, file: f, at: id.At}
	return id.Value
}

// nameRelations generates ids for the relations that have none, unless a part needed for the id is missing. The order
// in which the file names the actors of a mutual relation makes no difference.
func (l *linker) nameRelations(f *file) {
	for i := range f.claims {
		c := &f.claims[i]
		r := c.relation
		subject, object := c.ends()
		if c.named || r.ID != "" || r.Type == "" || subject == "" || object == "" {
			continue
		}
		r.ID = l.generateID(f, c.at, subject+"."+strings.ToLower(string(r.Type))+"."+object, r)
	}
}

// nameEvidence generates ids for the evidence that has none.
func (l *linker) nameEvidence(f *file) {
	for i := range f.claims {
		l.nameEvidenceFor(f, f.claims[i].relation.ID, f.claims[i].said, f.claims[i].evidence)
	}
	for i := range f.events {
		l.nameEvidenceFor(f, f.events[i].ID, f.said[i], f.events[i].Evidence[:len(f.said[i])])
	}
	for i := range f.apart {
		l.nameEvidenceFor(f, f.apart[i].id, f.apart[i].said, f.apart[i].evidence)
	}
}

// nameEvidenceFor generates ids for the evidence of one fact.
func (l *linker) nameEvidenceFor(f *file, fact string, all []said, evidence []*alliance.Evidence) {
	for i, e := range evidence {
		e.Fact = fact
		if source := all[i].source.Value; !all[i].named && fact != "" && source != "" {
			e.ID = l.generateID(f, all[i].at, fact+"."+source, e)
		}
	}
}

// generateID gives a thing the wanted id or, if it is taken, that id with the lowest free number from 2 appended. It
// does not try numbers known to be taken again; otherwise n relations of the same two actors would take n² lookups.
func (l *linker) generateID(f *file, at factfile.Pos, wanted string, thing alliance.Node) string {
	id := wanted
	for {
		if _, taken := l.ids[id]; !taken {
			l.ids[id] = entry{thing: thing, file: f, at: at}
			return id
		}
		n := max(l.next[wanted], 2)
		l.next[wanted] = n + 1
		id = wanted + "." + strconv.Itoa(n)
	}
}
