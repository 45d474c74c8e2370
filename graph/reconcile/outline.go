package reconcile

import (
	"cmp"
	"slices"

	"entente/graph/alliance"
	"entente/graph/search"
)

// An outline is what things of all kinds have in common.
type outline struct {
	name, description, country string
	aliases                    []string
	alliance.Span
}

// outlineOf returns the outline of a thing: an empty one if it cannot be searched for. A source exists from its
// publication on.
func outlineOf(thing alliance.Node) outline {
	switch t := thing.(type) {
	case *alliance.Actor:
		return outline{t.Name, string(t.Description), string(t.Country), t.Aliases, t.Span}
	case *alliance.Event:
		o := outline{name: t.Title, description: string(t.Description), Span: t.Span}
		if o.From.IsZero() || o.To.IsZero() { // it happened on some day of the date that is given
			o.From, o.To = cmp.Or(o.From, o.To), cmp.Or(o.To, o.From)
		}
		if t.Place != nil {
			o.country = string(t.Place.Country)
		}
		return o
	case *alliance.Conflict:
		return outline{name: t.Name, description: string(t.Description), Span: t.Span}
	case *alliance.Source:
		return outline{name: t.Title, description: string(t.Publisher), Span: alliance.Span{From: t.Published}}
	default:
		return outline{}
	}
}

// called reports whether the words are, in order, those of the name or an alias.
func (o *outline) called(words []string) bool {
	is := func(name string) bool { return slices.Equal(search.Words(name), words) }
	return len(words) > 0 && (is(o.name) || slices.ContainsFunc(o.aliases, is))
}
