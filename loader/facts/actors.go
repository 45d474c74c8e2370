package facts

import (
	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// linkActors fills in the actors of a file.
func (l *linker) linkActors(f *file) {
	for i := range f.Actors {
		raw, a := &f.Actors[i], &f.actors[i]
		a.Name, a.Type = raw.Name.Value, raw.Type.Value
		a.Description, a.Country = alliance.Text(raw.Description.Value), alliance.Text(raw.Country.Value)
		l.claimName(f, raw.Name, a)
		for _, alias := range raw.Aliases {
			l.claimName(f, alias, a)
			a.Aliases = append(a.Aliases, alias.Value)
		}
		for _, id := range raw.Identifiers {
			l.claimIdentifier(f, id, a)
			a.Identifiers = append(a.Identifiers, alliance.Identifier{Scheme: id.Scheme.Value, Value: id.Value.Value})
		}
	}
}

// claimName records that an actor has a name, and reports a problem if this or another actor already has it. A name
// must not be ambiguous: readers search for names, and sources use names.
func (l *linker) claimName(f *file, name factfile.Line, a *alliance.Actor) {
	if name.Value == "" {
		return
	}
	key := fold(name.Value)
	first, taken := l.names[key]
	switch {
	case !taken:
		l.names[key] = entry{thing: a, file: f, at: name.At}
	case first.thing == alliance.Node(a):
		l.report(f, name.At, "%.60q is given twice for this actor, first at %s:%d:%d (delete one: case and space make no difference)",
			name.Value, first.file.name, first.at.Line, first.at.Column)
	case !sharesID(first, a):
		l.report(f, name.At, "%.60q is also a name of %.60q, at %s:%d:%d (a name or alias may stand for only one actor)",
			name.Value, first.thing.NodeID(), first.file.name, first.at.Line, first.at.Column)
	}
}

// claimIdentifier records that an actor has an id in another data set, and reports a problem if this or another actor
// already has it.
func (l *linker) claimIdentifier(f *file, id factfile.Identifier, a *alliance.Actor) {
	if id.Scheme.Value == "" || id.Value.Value == "" {
		return
	}
	claim := alliance.Identifier{Scheme: id.Scheme.Value, Value: id.Value.Value}
	first, taken := l.identifiers[claim]
	switch {
	case !taken:
		l.identifiers[claim] = entry{thing: a, file: f, at: id.At}
	case first.thing == alliance.Node(a):
		l.report(f, id.At, "%s %s is given twice for this actor (delete one)", claim.Scheme, claim.Value)
	case !sharesID(first, a):
		l.report(f, id.At, "%s %s is also an identifier of %.60q, at %s:%d:%d (it may stand for only one actor)",
			claim.Scheme, claim.Value, first.thing.NodeID(), first.file.name, first.at.Line, first.at.Column)
	}
}

// sharesID reports whether two actors have the same id. That has been reported already, and an actor given twice
// usually repeats its names too.
func sharesID(first entry, a *alliance.Actor) bool { return a.ID != "" && first.thing.NodeID() == a.ID }
