package facts

import (
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// linkRelations fills in the relations of a file. What is missing or misspelt has been reported already, so checks that
// need it are skipped.
func (l *linker) linkRelations(f *file) {
	for i := range f.Relations {
		raw, r := &f.Relations[i], &f.relations[i]
		r.Type, r.Role = raw.Type.Value, alliance.Text(raw.Role.Value)
		r.Subject = find[*alliance.Actor](l, f, raw.Subject)
		r.Object = find[*alliance.Actor](l, f, raw.Object)
		r.Span = l.span(f, raw.From, raw.To)
		r.Conflict = find[*alliance.Conflict](l, f, raw.Conflict)
		r.Against = find[*alliance.Actor](l, f, raw.Against)
		l.linkEvidence(f, raw.Evidence, r.Evidence)
		if r.Type != "" {
			r.Kinds = l.kindsOf(f, raw)
			l.checkType(f, raw, r)
		}
		l.checkEnds(f, raw, r)
	}
}

// linkEvidence fills in the evidence for a fact, and reports duplicates.
func (l *linker) linkEvidence(f *file, all []factfile.Evidence, evidence []*alliance.Evidence) {
	for i, e := range evidence {
		raw := &all[i]
		e.Stance = raw.Stance.Value
		if raw.Stance.At.Absent() {
			e.Stance = alliance.Asserts
		}
		e.Source = find[*alliance.Source](l, f, raw.Source)
		e.Speaker = find[*alliance.Actor](l, f, raw.Speaker)
		e.Quote, e.Locator = alliance.Text(raw.Quote.Value), alliance.Text(raw.Locator.Value)
		if j := slices.IndexFunc(evidence[:i], func(other *alliance.Evidence) bool { return repeats(e, other) }); j >= 0 {
			at := all[j].At
			l.report(f, raw.At, "this evidence is given twice (delete one: the other is at line %d, column %d)", at.Line, at.Column)
		}
	}
}

// repeats reports whether two pieces of evidence for one fact are the same except for their ids.
func repeats(e, other *alliance.Evidence) bool {
	same := *other
	same.ID = e.ID
	return e.Source != nil && *e == same
}

// kindsOf returns the kinds of a relation in the order of the schema. Relations with the same kinds share a slice.
func (l *linker) kindsOf(f *file, raw *factfile.Relation) []alliance.RelationKind {
	if len(raw.Kinds) == 0 {
		return nil
	}
	fitting := alliance.KindsOf(raw.Type.Value)
	set := uint32(0)
	for _, k := range raw.Kinds {
		i := slices.Index(fitting, k.Value)
		switch {
		case k.Value == "":
		case i < 0:
			l.report(f, k.At, "kind %s does not fit %s (%s)", k.Value, raw.Type.Value, takes(fitting))
		case set&(1<<i) != 0:
			l.report(f, k.At, "kind %s is given twice (delete one)", k.Value)
		default:
			set |= 1 << i
		}
	}
	key := set
	if raw.Type.Value == alliance.AlliedWith {
		key |= 1 << 31 // obligations have the same numbers as kinds of support
	}
	if _, known := l.kinds[key]; !known {
		l.kinds[key] = slices.DeleteFunc(slices.Clone(fitting), func(k alliance.RelationKind) bool {
			return set&(1<<slices.Index(fitting, k)) == 0
		})
	}
	return l.kinds[key]
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

// checkType reports what does not fit the type of a relation: a role or an opponent in a type that has none, an office
// without a role, and a subject that is not a person in a type that needs one.
func (l *linker) checkType(f *file, raw *factfile.Relation, r *alliance.Relation) {
	if !raw.Role.At.Absent() && !r.Type.HasRole() {
		l.report(f, raw.Role.At, "role does not fit %s (leave it out: only LEADS and HOLDS_OFFICE have one)", r.Type)
	}
	if raw.Role.At.Absent() && r.Type == alliance.HoldsOffice {
		l.report(f, raw.At, "the relation has no role, which %s requires (add the key \"role\" with the post, such as role: foreign minister)", r.Type)
	}
	if !raw.Against.At.Absent() && !r.Type.HasAgainst() {
		l.report(f, raw.Against.At, "against does not fit %s (leave it out: only SUPPORTS and ALLIED_WITH have it)", r.Type)
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
	if r.Against == nil {
		return
	}
	if r.Against == r.Object {
		l.report(f, raw.Against.At, "%.60q is supported against itself (against is the opponent of the object)", r.Against.ID)
	}
	if r.Against == r.Subject {
		l.report(f, raw.Against.At, "%.60q gives support against itself (against is the opponent of the object)", r.Against.ID)
	}
}
