package facts

import (
	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A claim is what an entry under relations says: a relation, and the evidence that this entry gives for it. Entries
// without an id of their own that have the same seven parts are one relation, whatever files they are in. Of the entry
// itself, which takes more memory than the facts, it has what is still to be linked.
type claim struct {
	relation *alliance.Relation
	evidence []*alliance.Evidence
	// said is where the evidence is and whom it is from.
	said []said
	at   factfile.Pos
	// named says that the entry has an id; garbled, that something is lost that it says for its evidence.
	named, garbled                                bool
	subject, object, conflict, against, coalition factfile.Ref
}

// ends returns the ids of both actors. The order in which the file names those of a mutual relation makes no difference.
func (c *claim) ends() (subject, object string) {
	subject, object = c.subject.Value, c.object.Value
	if c.relation.Type.Mutual() && object < subject {
		return object, subject
	}
	return subject, object
}

// The parts of a relation, as an entry gives them.
type parts struct {
	relation                                            alliance.RelationType
	subject, object, role, against, conflict, coalition string
	// id is the explicit id that rows of tables give to one relation.
	id string
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
// entry to its relation. The entries are not needed after that.
func (l *linker) declareRelations(f *file, pool *evidencePool) {
	f.claims = make([]claim, len(f.Relations))
	for i := range f.Relations {
		raw := &f.Relations[i]
		renamed := l.rename(raw)
		r := l.relationOf(f, raw)
		if renamed {
			l.renamed[r] = true
		}
		evidence, sources := l.declareEvidence(f, raw.Evidence, pool)
		if r.Evidence == nil {
			r.Evidence = evidence
		} else {
			r.Evidence = append(r.Evidence, evidence...)
		}
		r.Type, r.Role = raw.Type.Value, alliance.Text(raw.Role.Value)
		said := l.linkStatements(f, raw, evidence)
		if f.table && len(evidence) == 0 {
			l.leave(f, raw, r, said)
		}
		if r.Type != "" {
			l.checkType(f, raw)
		}
		f.claims[i] = claim{
			relation: r, evidence: evidence, said: sources, at: raw.At, named: !raw.ID.At.Absent(), garbled: garbled(raw),
			subject: raw.Subject, object: raw.Object, conflict: raw.Conflict, against: raw.Against, coalition: raw.Coalition,
		}
	}
	f.Relations = nil
}

// relationOf returns the relation that an entry is about: a new one, unless an earlier entry has the same parts and
// neither has an id, or both are rows of tables and have the same: a row has room for no more than one piece of evidence.
func (l *linker) relationOf(f *file, raw *factfile.Relation) *alliance.Relation {
	of := partsOf(raw)
	if f.table {
		of.id = raw.ID.Value
	}
	if !raw.ID.At.Absent() && of.id == "" || !of.complete() {
		r := l.newRelation()
		r.ID = l.register(f, raw.ID.ID, r)
		return r
	}
	r := l.same[of]
	if r == nil {
		r = l.newRelation()
		r.ID = l.register(f, raw.ID.ID, r)
		l.same[of] = r
	}
	return r
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
