package facts

import (
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// linkRelations fills in whom the relations are about that the entries of a file are about; the entries of one relation
// agree. What is missing or misspelt has been reported already, so checks that need it are skipped.
func (l *linker) linkRelations(f *file) {
	for i := range f.claims {
		c := &f.claims[i]
		r := c.relation
		r.Subject = find[*alliance.Actor](l, f, c.subject)
		r.Object = find[*alliance.Actor](l, f, c.object)
		r.Conflict = find[*alliance.Conflict](l, f, c.conflict)
		r.Against = find[*alliance.Actor](l, f, c.against)
		r.Coalition = find[*alliance.Actor](l, f, c.coalition)
		l.linkEvidence(f, c.said, c.evidence)
		if !c.garbled {
			l.checkRepeats(f, r, len(r.Evidence), c.said, c.evidence)
		}
		l.checkPerson(f, c)
		l.checkEnds(f, c)
		l.doubtStatements(f, r, c.said, c.evidence)
		l.noteStep(f, c)
	}
	f.claims = nil
}

// kindsOf returns kinds as a set, and reports those that do not fit the type of the relation or are given twice. If the
// type is wrong, so that it cannot tell, it reports nothing.
func (l *linker) kindsOf(f *file, kinds factfile.Kinds, of alliance.RelationType) (set alliance.KindSet) {
	fitting := alliance.KindsOf(of)
	for _, k := range kinds.List {
		switch {
		case k.Value == "" || of == "":
		case !slices.Contains(fitting, k.Value):
			l.report(f, k.At, "kind %s does not fit %s (%s)", k.Value, of, takes(fitting))
		case set.Has(k.Value):
			l.report(f, k.At, "kind %s is given twice (delete one)", k.Value)
		}
		set |= alliance.SetOf(k.Value)
	}
	return set
}

// takes lists the kinds that a type of relation takes, for messages.
func takes(kinds []alliance.RelationKind) string {
	if len(kinds) == 0 {
		return "it takes none: leave kinds out"
	}
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return "it takes " + strings.Join(names, ", ")
}

// checkType reports what does not fit the type of a relation: a role, an opponent or a coalition in a type that has none,
// and an office without a role.
func (l *linker) checkType(f *file, raw *factfile.Relation) {
	of := raw.Type.Value
	if !raw.Role.At.Absent() && !of.HasRole() {
		l.report(f, raw.Role.At, "role does not fit %s (leave it out: only LEADS and HOLDS_OFFICE have one)", of)
	}
	if raw.Role.At.Absent() && of == alliance.HoldsOffice {
		l.report(f, raw.At, "the relation has no role, which %s requires (add the key \"role\" with the post, such as role: foreign minister)", of)
	}
	if !raw.Against.At.Absent() && !of.HasAgainst() {
		l.report(f, raw.Against.At, "against does not fit %s (leave it out: only SUPPORTS, ALLIED_WITH and GUARANTEES have it)", of)
	}
	if !raw.Coalition.At.Absent() && !of.HasCoalition() {
		l.report(f, raw.Coalition.At, "coalition does not fit %s (leave it out: only SUPPORTS, ALLIED_WITH, GUARANTEES and OPPOSES have it)", of)
	}
}

// checkPerson reports a subject that is not a person in a relation of a type that needs one.
func (l *linker) checkPerson(f *file, c *claim) {
	r := c.relation
	if s := r.Subject; s != nil && r.Type.HasRole() && s.Type != alliance.Person && s.Type != "" {
		l.report(f, c.subject.At, "the subject of %s must be a PERSON, but %.60q is of type %s (name the person, or use another type such as PART_OF)", r.Type, s.ID, s.Type)
	}
}

// checkEnds reports an actor that is on two sides of a relation. Support is against the opponent of the object, which
// is neither the subject nor the object.
func (l *linker) checkEnds(f *file, c *claim) {
	r := c.relation
	if r.Subject != nil && r.Subject == r.Object && l.renamed[r] {
		l.report(f, c.object.At, "subject and object are one actor by same, %.60q (delete the relation, or one of the ids under same)", r.Subject.ID)
		return
	}
	if r.Subject != nil && r.Subject == r.Object {
		l.report(f, c.object.At, "%.60q is related to itself (subject and object must be different actors)", r.Subject.ID)
		return
	}
	if r.Against != nil && r.Against == r.Object {
		l.report(f, c.against.At, "%.60q is supported against itself (against is the opponent of the object)", r.Against.ID)
	}
	if r.Against != nil && r.Against == r.Subject {
		l.report(f, c.against.At, "%.60q gives support against itself (against is the opponent of the object)", r.Against.ID)
	}
	l.checkCoalition(f, c)
}

// checkCoalition reports a coalition that is another kind of actor, or is on a side of the relation itself.
func (l *linker) checkCoalition(f *file, of *claim) {
	r, c := of.relation, of.relation.Coalition
	switch {
	case c == nil:
	case c == r.Subject || c == r.Object || c == r.Against:
		l.report(f, of.coalition.At, "%.60q is the coalition and also an actor of the relation (coalition is what the subject acts as a part of, if anything)", c.ID)
	case c.Type != "" && c.Type != alliance.Coalition && c.Type != alliance.Organization && c.Type != alliance.UnknownType:
		l.report(f, of.coalition.At, "the coalition must be a COALITION or an ORGANIZATION, but %.60q is of type %s (correct its type, or name another)", c.ID, c.Type)
	}
}
