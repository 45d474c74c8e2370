package facts

import (
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// linkActors fills in the actors of a file.
func (l *linker) linkActors(f *file) {
	for i := range f.Actors {
		raw, a := &f.Actors[i], &f.actors[i]
		a.Name, a.Type = raw.Name.Value, raw.Type.Value
		a.Description, a.Country = alliance.Text(raw.Description.Value), alliance.Text(raw.Country.Value)
		a.Span = l.span(f, raw.From, raw.To)
		a.Obligations = l.obligations(f, raw)
		// The name of an actor that another is too becomes an alias of that.
		claim := nameClaim{entry: entry{thing: a, file: f}, shared: raw.SharedName.Value, alias: l.id(a.ID) != a.ID}
		l.claimName(raw.Name, claim)
		claim.alias = true
		for _, alias := range raw.Aliases {
			l.claimName(alias, claim)
			a.Aliases = append(a.Aliases, alias.Value)
		}
		for j := range raw.Identifiers {
			l.addIdentifier(f, a, &raw.Identifiers[j])
		}
	}
}

// addIdentifier adds an id that an actor has in another data set.
func (l *linker) addIdentifier(f *file, a *alliance.Actor, id *factfile.Identifier) {
	claim := identifierClaim{entry{thing: a, file: f, at: id.At}, l.span(f, id.From, id.To)}
	identifier := alliance.Identifier{Scheme: id.Scheme.Value, Value: id.Value.Value}
	if !lost(id.From.At, id.From.Value.IsZero()) && !lost(id.To.At, id.To.Value.IsZero()) {
		l.claimIdentifier(identifier, claim)
	}
	l.doubtIdentifier(claim, identifier)
	identifier.Span = claim.span
	a.Identifiers = append(a.Identifiers, identifier)
}

// obligations returns the obligations of an actor, and reports those that are none, are given twice, or are of an actor
// that is no treaty or alliance.
func (l *linker) obligations(f *file, raw *factfile.Actor) (set alliance.KindSet) {
	t := raw.Type.Value
	if len(raw.Obligations) > 0 && t != "" && t != alliance.Coalition && t != alliance.Organization {
		l.report(f, raw.Obligations[0].At, "obligations do not fit an actor of type %s (leave them out: only a COALITION or ORGANIZATION has them)", t)
	}
	fitting := alliance.KindsOf(alliance.AlliedWith)
	for _, k := range raw.Obligations {
		switch {
		case k.Value == "":
		case !slices.Contains(fitting, k.Value):
			l.report(f, k.At, "%s is not an obligation (%s)", k.Value, takes(fitting))
		case set.Has(k.Value):
			l.report(f, k.At, "obligation %s is given twice (delete one)", k.Value)
		}
		set |= alliance.SetOf(k.Value)
	}
	return set
}

// A nameClaim is that an actor has a name or, if alias is set, an alias. If shared is set, the actor says that others
// may have it too.
type nameClaim struct {
	entry
	alias, shared bool
}

// claimName records that an actor has a name or alias, and reports a problem if it has it already, or if another does:
// actors may share an alias, but a name only if each says so. Readers search for names, and sources use them.
func (l *linker) claimName(name factfile.Line, c nameClaim) {
	if name.Value == "" {
		return
	}
	c.at = name.At
	l.doubtLetters(c.file, name)
	key := fold(name.Value)
	for _, first := range l.names[key] {
		switch {
		case first.thing == c.thing:
			l.report(c.file, c.at, "%.60q is given twice for this actor, first at %s:%d:%d (delete one: case, space and width make no difference)",
				name.Value, first.file.name, first.at.Line, first.at.Column)
			return
		case l.one(first.thing, c.thing) || first.alias && c.alias || first.shared && c.shared || first.thing.NodeID() == c.thing.NodeID():
			// Actors that are one have their names together. An id that is given twice has been reported already, and such an actor usually repeats its names too.
		default:
			l.report(c.file, c.at, "%.60q is also %s of %.60q, at %s:%d:%d (choose another, or give both actors sharedName: true)",
				name.Value, first.noun(), first.thing.NodeID(), first.file.name, first.at.Line, first.at.Column)
			return
		}
	}
	l.names[key] = append(l.names[key], c)
}

// noun returns what the claim is to, with its article.
func (c *nameClaim) noun() string {
	if c.alias {
		return "an alias"
	}
	return "the name"
}

// An identifierClaim is that an id in another data set stands for an actor for some time.
type identifierClaim struct {
	entry
	span alliance.Span
}

// claimIdentifier records that an id in another data set stands for an actor, and reports a problem if it stands for this
// or another actor on one of the same days.
func (l *linker) claimIdentifier(id alliance.Identifier, c identifierClaim) {
	if id.Scheme == "" || id.Value == "" {
		return
	}
	for _, first := range l.identifiers[id] {
		switch {
		case !first.span.Overlaps(c.span):
			continue
		case first.thing == c.thing:
			l.report(c.file, c.at, "%s %s is given twice for this actor (delete one)", id.Scheme, id.Value)
		case l.one(first.thing, c.thing):
			continue
		default:
			l.report(c.file, c.at, "%s %s is also an identifier of %.60q, at %s:%d:%d (if it stood for one after the other, give each from and to)",
				id.Scheme, id.Value, first.thing.NodeID(), first.file.name, first.at.Line, first.at.Column)
		}
		return
	}
	l.identifiers[id] = append(l.identifiers[id], c)
}
