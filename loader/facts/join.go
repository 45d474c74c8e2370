package facts

import (
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A given is an actor as a file gives it.
type given struct {
	file  *file
	actor *alliance.Actor
	raw   *factfile.Actor
}

// joinMerged gives each actor that is also others what they say: their names and identifiers, and what it leaves out
// itself. It reports where they contradict each other.
func (l *linker) joinMerged() {
	if len(l.others) == 0 {
		return
	}
	all := map[string]given{}
	for _, f := range l.files {
		for i := range f.actors {
			a := &f.actors[i]
			if _, taken := all[a.ID]; !taken && (len(l.others[a.ID]) > 0 || l.id(a.ID) != a.ID) {
				all[a.ID] = given{f, a, &f.Actors[i]}
			}
		}
	}
	for _, f := range l.files { // in the order of files, so that problems have one
		for i := range f.actors {
			a := &f.actors[i]
			if all[a.ID].actor != a {
				continue
			}
			if others := l.others[a.ID]; len(others) > 0 {
				j := newJoint(l, all[a.ID])
				for _, o := range others {
					if g, ok := all[o]; ok {
						j.add(g)
					}
				}
				j.check()
			}
		}
	}
}

// A joint is an actor to which others are added that it is too.
type joint struct {
	*linker
	*alliance.Actor
	// from has the actor that gives each of its values.
	from map[string]given
	// names are its names, folded.
	names map[string]bool
}

// newJoint returns a joint of one actor.
func newJoint(l *linker, first given) *joint {
	j := &joint{linker: l, Actor: first.actor, from: map[string]given{}, names: map[string]bool{fold(first.actor.Name): true}}
	for _, alias := range first.actor.Aliases {
		j.names[fold(alias)] = true
	}
	for _, key := range []string{"type", "country", "from", "to", "obligations"} {
		j.from[key] = first
	}
	return j
}

// at returns where an actor gives a value.
func (g given) at(key string) factfile.Pos {
	switch {
	case key == "type":
		return g.raw.Type.At
	case key == "country":
		return g.raw.Country.At
	case key == "from":
		return g.raw.From.At
	case key == "to":
		return g.raw.To.At
	case len(g.raw.Obligations) > 0:
		return g.raw.Obligations[0].At
	default:
		return g.raw.At
	}
}

// add adds another actor.
func (j *joint) add(o given) {
	for _, name := range append([]string{o.actor.Name}, o.actor.Aliases...) {
		if key := fold(name); key != "" && !j.names[key] {
			j.names[key] = true
			j.Aliases = append(j.Aliases, name)
		}
	}
	for _, id := range o.actor.Identifiers {
		j.identify(id)
	}
	j.addType(o)
	if j.Description == "" {
		j.Description = o.actor.Description
	}
	same := func(a, b alliance.Date) bool { return a.First() <= b.Last() && b.First() <= a.Last() }
	adopt(j, "country", &j.Country, o.actor.Country, o, func(a, b alliance.Text) bool { return a == b })
	adopt(j, "from", &j.From, o.actor.From, o, same)
	adopt(j, "to", &j.To, o.actor.To, o, same)
	adopt(j, "obligations", &j.Obligations, o.actor.Obligations, o, func(a, b alliance.KindSet) bool { return a == b })
}

// identify adds an identifier, unless it is there already for one of the same days.
func (j *joint) identify(id alliance.Identifier) {
	there := func(i alliance.Identifier) bool {
		return i.Scheme == id.Scheme && i.Value == id.Value && i.Overlaps(id.Span)
	}
	if !slices.ContainsFunc(j.Identifiers, there) {
		j.Identifiers = append(j.Identifiers, id)
	}
}

// addType takes the type of another actor if the type is not known so far. Types that differ may be two views of one
// actor, such as a state and its government, but nobody is a person and something else.
func (j *joint) addType(o given) {
	t := o.actor.Type
	first := j.from["type"]
	switch {
	case t == "" || t == alliance.UnknownType || t == j.Type:
	case j.Type == "" || j.Type == alliance.UnknownType:
		j.Type, j.from["type"] = t, o
	case (t == alliance.Person) != (j.Type == alliance.Person):
		at := first.at("type")
		j.report(o.file, o.at("type"), "%.60q is a %s, but by same it is %.60q, at %s:%d:%d, which is a %s (correct a type, or delete one of the ids under same)",
			o.actor.ID, t, j.ID, first.file.name, at.Line, at.Column, j.Type)
	default:
		j.contradict("type", t, j.Type, o)
	}
}

// adopt takes a value of another actor if there is none so far, and otherwise warns if the two do not agree.
func adopt[T comparable](j *joint, key string, value *T, other T, o given, agree func(a, b T) bool) {
	var none T
	switch {
	case other == none:
	case *value == none:
		*value, j.from[key] = other, o
	case !agree(*value, other):
		j.contradict(key, o.written(key), j.from[key].written(key), o)
	}
}

// contradict warns that another actor has another value.
func (j *joint) contradict(key string, other, value any, o given) {
	first := j.from[key]
	at := first.at(key)
	j.warn(matter{doubt: contradictory}, o.file, o.at(key), "correct one, or delete one of the ids under same", "%s %v of %.60q is not the %v of %.60q, at %s:%d:%d, which it is by same, and which counts",
		key, other, o.actor.ID, value, first.actor.ID, first.file.name, at.Line, at.Column)
}

// written returns a value of an actor for messages.
func (g given) written(key string) any {
	switch key {
	case "country":
		return g.actor.Country
	case "from":
		return g.actor.From
	case "to":
		return g.actor.To
	default:
		return g.actor.ObligationList()
	}
}

// check reports what several actors together make impossible: an end before the beginning, and obligations of what is no
// treaty or alliance.
func (j *joint) check() {
	begun, ended, bound := j.from["from"], j.from["to"], j.from["obligations"]
	if j.Actor.From.First() > j.Actor.To.Last() && begun.actor != ended.actor {
		at := begun.at("from")
		j.report(ended.file, ended.at("to"), "to %v of %.60q is before from %v of %.60q, at %s:%d:%d, which it is by same (correct one, or delete one of the ids under same)",
			j.To, ended.actor.ID, j.From, begun.actor.ID, begun.file.name, at.Line, at.Column)
	}
	if t := j.Type; j.Obligations != 0 && t != "" && t != alliance.Coalition && t != alliance.Organization && bound.actor != j.from["type"].actor {
		j.report(bound.file, bound.at("obligations"), "obligations do not fit %.60q, which this actor is by same and which is a %s (correct its type, or delete one of the ids under same)", j.ID, t)
	}
}
