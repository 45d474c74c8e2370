package facts

import (
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// linkRelations fills in the relations that the entries of a file are about; the entries of one relation agree. What is
// missing or misspelt has been reported already, so checks that need it are skipped.
func (l *linker) linkRelations(f *file) {
	for i := range f.Relations {
		raw, c := &f.Relations[i], &f.claims[i]
		r := c.relation
		r.Type, r.Role = raw.Type.Value, alliance.Text(raw.Role.Value)
		r.Subject = find[*alliance.Actor](l, f, raw.Subject)
		r.Object = find[*alliance.Actor](l, f, raw.Object)
		r.Conflict = find[*alliance.Conflict](l, f, raw.Conflict)
		r.Against = find[*alliance.Actor](l, f, raw.Against)
		r.Coalition = find[*alliance.Actor](l, f, raw.Coalition)
		l.linkEvidence(f, raw.Evidence, c.evidence)
		l.linkStatements(f, raw, c.evidence)
		if !garbled(raw) {
			l.checkRepeats(f, r, len(r.Evidence), raw.Evidence, c.evidence)
		}
		if r.Type != "" {
			l.checkType(f, raw, r)
		}
		l.checkEnds(f, raw, r)
	}
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
// an office without a role, and a subject that is not a person in a type that needs one.
func (l *linker) checkType(f *file, raw *factfile.Relation, r *alliance.Relation) {
	if !raw.Role.At.Absent() && !r.Type.HasRole() {
		l.report(f, raw.Role.At, "role does not fit %s (leave it out: only LEADS and HOLDS_OFFICE have one)", r.Type)
	}
	if raw.Role.At.Absent() && r.Type == alliance.HoldsOffice {
		l.report(f, raw.At, "the relation has no role, which %s requires (add the key \"role\" with the post, such as role: foreign minister)", r.Type)
	}
	if !raw.Against.At.Absent() && !r.Type.HasAgainst() {
		l.report(f, raw.Against.At, "against does not fit %s (leave it out: only SUPPORTS, ALLIED_WITH and GUARANTEES have it)", r.Type)
	}
	if !raw.Coalition.At.Absent() && !r.Type.HasCoalition() {
		l.report(f, raw.Coalition.At, "coalition does not fit %s (leave it out: only SUPPORTS, ALLIED_WITH, GUARANTEES and OPPOSES have it)", r.Type)
	}
	if s := r.Subject; s != nil && r.Type.HasRole() && s.Type != alliance.Person && s.Type != "" {
		l.report(f, raw.Subject.At, "the subject of %s must be a PERSON, but %.60q is of type %s (name the person, or use another type such as PART_OF)", r.Type, s.ID, s.Type)
	}
}

// checkEnds reports an actor that is on two sides of a relation. Support is against the opponent of the object, which
// is neither the subject nor the object.
func (l *linker) checkEnds(f *file, raw *factfile.Relation, r *alliance.Relation) {
	if r.Subject != nil && r.Subject == r.Object {
		l.report(f, raw.Object.At, "%.60q is related to itself (subject and object must be different actors)", r.Subject.ID)
		return
	}
	if r.Against != nil && r.Against == r.Object {
		l.report(f, raw.Against.At, "%.60q is supported against itself (against is the opponent of the object)", r.Against.ID)
	}
	if r.Against != nil && r.Against == r.Subject {
		l.report(f, raw.Against.At, "%.60q gives support against itself (against is the opponent of the object)", r.Against.ID)
	}
	l.checkCoalition(f, raw, r)
}

// checkCoalition reports a coalition that is another kind of actor, or is on a side of the relation itself.
func (l *linker) checkCoalition(f *file, raw *factfile.Relation, r *alliance.Relation) {
	c := r.Coalition
	switch {
	case c == nil:
	case c == r.Subject || c == r.Object || c == r.Against:
		l.report(f, raw.Coalition.At, "%.60q is the coalition and also an actor of the relation (coalition is what the subject acts as a part of, if anything)", c.ID)
	case c.Type != "" && c.Type != alliance.Coalition && c.Type != alliance.Organization && c.Type != alliance.UnknownType:
		l.report(f, raw.Coalition.At, "the coalition must be a COALITION or an ORGANIZATION, but %.60q is of type %s (correct its type, or name another)", c.ID, c.Type)
	}
}
