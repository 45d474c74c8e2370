package facts

import (
	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A claim is what an entry under relations says: a relation, and the evidence that this entry gives for it. Entries
// without an id of their own that have the same seven parts are one relation, whatever files they are in.
type claim struct {
	relation *alliance.Relation
	evidence []*alliance.Evidence
}

// The parts of a relation, as an entry gives them.
type parts struct {
	relation                                            alliance.RelationType
	subject, object, role, against, conflict, coalition string
}

// partsOf returns the parts of a relation. The order in which the file names the actors of a mutual relation makes no
// difference.
func partsOf(raw *factfile.Relation) parts {
	p := parts{
		relation: raw.Type.Value, subject: raw.Subject.Value, object: raw.Object.Value, role: raw.Role.Value,
		against: raw.Against.Value, conflict: raw.Conflict.Value, coalition: raw.Coalition.Value,
	}
	if p.relation.Mutual() && p.object < p.subject {
		p.subject, p.object = p.object, p.subject
	}
	return p
}

// complete reports whether no part that an id is generated from is missing.
func (p *parts) complete() bool { return p.relation != "" && p.subject != "" && p.object != "" }

// declareRelations makes the relations of a file that earlier entries have not made, and adds the evidence of every
// entry to its relation.
func (l *linker) declareRelations(f *file, pool *evidencePool) {
	f.claims = make([]claim, len(f.Relations))
	for i := range f.Relations {
		raw := &f.Relations[i]
		r := l.relationOf(f, raw)
		evidence := l.declareEvidence(f, raw.Evidence, pool)
		if r.Evidence == nil {
			r.Evidence = evidence
		} else {
			r.Evidence = append(r.Evidence, evidence...)
		}
		f.claims[i] = claim{r, evidence}
	}
}

// relationOf returns the relation that an entry is about: a new one, unless an earlier entry has the same parts and
// neither has an id.
func (l *linker) relationOf(f *file, raw *factfile.Relation) *alliance.Relation {
	of := partsOf(raw)
	if !raw.ID.At.Absent() || !of.complete() {
		r := l.newRelation()
		r.ID = l.register(f, raw.ID, r)
		return r
	}
	if l.same[of] == nil {
		l.same[of] = l.newRelation()
	}
	return l.same[of]
}

// newRelation returns a new relation of the facts. Relations are allocated some hundreds at a time: how many entries
// are one relation is not known before.
func (l *linker) newRelation() *alliance.Relation {
	if len(l.blank) == 0 {
		l.blank = make([]alliance.Relation, 256)
	}
	r := &l.blank[0]
	l.blank = l.blank[1:]
	l.facts.Relations = append(l.facts.Relations, r)
	return r
}
