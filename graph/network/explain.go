package network

import (
	"strings"

	"entente/graph/alliance"
)

// Explanation returns the reason as one English sentence, for example "Both support the Libyan National Army (from
// 2020)." or "Russia supports the Libyan National Army, which opposes the Government of National Accord, which Turkey
// supports." Relations that are not simply asserted are marked as alleged, disputed or denied.
func (r Reason) Explanation() string {
	said := r.narrative()
	if len(r.Relations) == 2 {
		if shared := r.shared(); shared != "" {
			said = shared
		}
	}
	if rest, ok := strings.CutPrefix(said, "the "); ok {
		said = "The " + rest
	}
	return said + "."
}

// shared returns one clause for two relations of the same type and direction, or "" if they differ in these.
func (r Reason) shared() string {
	one, other := r.Relations[0], r.Relations[1]
	a, third, b := r.actors[0], r.actors[1], r.actors[2]
	if one.Type != other.Type || !one.Type.Mutual() && (one.Subject.ID == third.ID) != (other.Subject.ID == third.ID) {
		return ""
	}
	detail := together(a, b, qualified(one), qualified(other))
	if one.Subject.ID == third.ID && !one.Type.Mutual() {
		return alliance.Named(third) + " " + one.Type.Verb() + " both " + alliance.Named(a) + " and " + alliance.Named(b) + detail
	}
	return "Both " + plural(one.Type) + " " + alliance.Named(third) + detail
}

// together returns the qualifications of two actors' relations in brackets, once if they are the same.
func together(a, b *alliance.Actor, one, other string) string {
	var parts []string
	switch {
	case one == other:
		return bracketed(one)
	case one == "":
		parts = []string{alliance.Named(b) + ": " + other}
	case other == "":
		parts = []string{alliance.Named(a) + ": " + one}
	default:
		parts = []string{alliance.Named(a) + ": " + one, alliance.Named(b) + ": " + other}
	}
	return bracketed(strings.Join(parts, "; "))
}

// narrative returns the relations one after the other, each as a relative clause on the actor that ends the clause
// before: in English, it can refer to no other.
func (r Reason) narrative() string {
	var said strings.Builder
	for i, relation := range r.Relations {
		if i == 0 {
			said.WriteString(opening(relation, r.actors, len(r.Relations) == 1))
		} else {
			said.WriteString(", " + continuation(relation, r.actors[i], r.actors[i+1]))
		}
		said.WriteString(bracketed(qualified(relation)))
	}
	return said.String()
}

// opening returns the first relation as a main clause. If others follow, it ends with the actor that they continue
// from.
func opening(r *alliance.Relation, actors []*alliance.Actor, alone bool) string {
	from, to := alliance.Named(actors[0]), alliance.Named(actors[1])
	switch {
	case r.Type.Mutual() || r.Subject.ID == actors[0].ID:
		return from + " " + r.Type.Verb() + " " + to
	case alone:
		return to + " " + r.Type.Verb() + " " + from
	default:
		return from + " " + passive(r.Type) + " " + to
	}
}

// continuation returns a relation between two actors as a relative clause on the first of them.
func continuation(r *alliance.Relation, from, to *alliance.Actor) string {
	subject, object := "which", "which"
	if from.Type == alliance.Person {
		subject, object = "who", "whom"
	}
	if r.Type.Mutual() || r.Subject.ID == from.ID {
		return subject + " " + r.Type.Verb() + " " + alliance.Named(to)
	}
	return object + " " + alliance.Named(to) + " " + r.Type.Verb()
}

// plural returns the verb of a signed relation for two subjects.
func plural(t alliance.RelationType) string {
	switch t {
	case alliance.Supports:
		return "support"
	case alliance.AlliedWith:
		return "are allied with"
	case alliance.Guarantees:
		return "guarantee"
	case alliance.Opposes:
		return "oppose"
	default:
		return "recognize"
	}
}

// passive returns the verb of a signed one-way relation in the passive voice.
func passive(t alliance.RelationType) string {
	switch t {
	case alliance.Supports:
		return "is supported by"
	case alliance.Guarantees:
		return "is guaranteed by"
	default:
		return "is recognized by"
	}
}

// qualified returns the status of a relation, unless it is simply asserted, when it is known to hold if a source gives
// dates, and whether it is only presumed.
func qualified(r *alliance.Relation) string {
	var parts []string
	if r.Status != alliance.Asserted {
		parts = append(parts, strings.ToLower(string(r.Status)))
	}
	if r.Dated() {
		parts = append(parts, r.When())
	}
	if r.Certainty == alliance.Presumed {
		parts = append(parts, "presumed")
	}
	return strings.Join(parts, ", ")
}

// bracketed returns a text in brackets after a space, or "" if it is empty.
func bracketed(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}
