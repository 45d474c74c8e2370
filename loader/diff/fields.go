package diff

import (
	"slices"
	"strconv"
	"strings"

	"entente/graph/alliance"
)

// A side is one of two data sets, with the new ids of what was renamed.
type side struct {
	*alliance.Facts
	renamed map[string]string
}

// id returns the id that a thing of the side has in the new data set, if it is there.
func (s side) id(id string) string {
	if now, ok := s.renamed[id]; ok {
		return now
	}
	return id
}

// A thing is what is compared of a thing. Only a relation or an event has evidence.
type thing struct {
	side
	typ      Type
	id       string
	fields   []field
	node     alliance.Node
	evidence []*alliance.Evidence
}

// A field is a field of a thing, under its name in fact files: a text, or a list of them.
type field struct {
	name, text string
	list       []string
}

// values returns the values of the field.
func (f *field) values() []string {
	if f.text != "" {
		return []string{f.text}
	}
	return append([]string{}, f.list...)
}

// differ returns the fields that differ between two lists of the same fields.
func differ(old, now []field) []Field {
	var fields []Field
	for i := range now {
		if o, n := &old[i], &now[i]; o.text != n.text || !slices.Equal(o.list, n.list) {
			fields = append(fields, Field{n.name, o.values(), n.values()})
		}
	}
	return fields
}

// change returns a change of the thing.
func (t *thing) change(op Op) Change {
	return Change{Op: op, Type: t.typ, ID: t.id, Name: nameOf(t.node)}
}

// nameOf returns the name of a thing, the title of one that has none, or the summary of a relation.
func nameOf(n alliance.Node) string {
	switch n := n.(type) {
	case *alliance.Actor:
		return n.Name
	case *alliance.Source:
		return n.Title
	case *alliance.Conflict:
		return n.Name
	case alliance.Fact:
		return n.Summary()
	default:
		return ""
	}
}

// span returns the fields of a span.
func span(s alliance.Span, from, to string) []field {
	return []field{{name: from, text: s.From.String()}, {name: to, text: s.To.String()}}
}

// texts returns a list as texts.
func texts[S ~string](list []S) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = string(s)
	}
	return all
}

// parts returns a value made of parts as one text: those that are absent, or could be taken for two, are in quotes.
func parts(list ...string) string {
	for i, s := range list {
		if s == "" || strings.ContainsAny(s, ` "`) {
			list[i] = strconv.Quote(s)
		}
	}
	return strings.Join(list, " ")
}

// actor returns what is compared of an actor.
func (s side) actor(a *alliance.Actor) thing {
	fields := append([]field{
		{name: "name", text: a.Name}, {name: "type", text: string(a.Type)}, {name: "aliases", list: a.Aliases},
		{name: "description", text: string(a.Description)}, {name: "country", text: string(a.Country)},
		{name: "identifiers", list: identifiers(a.Identifiers)}, {name: "obligations", list: texts(a.ObligationList())},
	}, span(a.Span, "from", "to")...)
	return thing{side: s, typ: Actor, id: a.ID, fields: fields, node: a}
}

// identifiers returns identifiers as texts: scheme, value and, if it is limited, the span.
func identifiers(list []alliance.Identifier) []string {
	all := make([]string, len(list))
	for i, id := range list {
		all[i] = parts(id.Scheme, id.Value)
		if id.Span != (alliance.Span{}) {
			all[i] += " " + id.From.String() + "/" + id.To.String()
		}
	}
	return all
}

// source returns what is compared of a source.
func (s side) source(d *alliance.Source) thing {
	fields := append([]field{
		{name: "title", text: d.Title}, {name: "publisher", text: string(d.Publisher)}, {name: "published", text: d.Published.String()},
		{name: "url", text: string(d.URL)}, {name: "language", text: string(d.Language)}, {name: "via", text: s.id(alliance.IDOf(d.Via))},
	}, span(d.Covers, "covers.from", "covers.to")...)
	return thing{side: s, typ: Source, id: d.ID, fields: fields, node: d}
}

// conflict returns what is compared of a conflict.
func (s side) conflict(c *alliance.Conflict) thing {
	fields := append([]field{{name: "name", text: c.Name}, {name: "description", text: string(c.Description)}}, span(c.Span, "from", "to")...)
	return thing{side: s, typ: Conflict, id: c.ID, fields: fields, node: c}
}

// relation returns what is compared of a relation. The actors of a mutual one stand in the order of their new ids.
func (s side) relation(r *alliance.Relation) thing {
	subject, object := s.id(r.Subject.ID), s.id(r.Object.ID)
	if r.Type.Mutual() && object < subject {
		subject, object = object, subject
	}
	fields := []field{
		{name: "subject", text: subject}, {name: "type", text: string(r.Type)}, {name: "object", text: object},
		{name: "role", text: string(r.Role)}, {name: "against", text: s.id(alliance.IDOf(r.Against))},
		{name: "conflict", text: s.id(alliance.IDOf(r.Conflict))}, {name: "coalition", text: s.id(alliance.IDOf(r.Coalition))},
	}
	return thing{side: s, typ: Relation, id: r.ID, fields: fields, node: r, evidence: r.Evidence}
}

// event returns what is compared of an event.
func (s side) event(e *alliance.Event) thing {
	fields := append([]field{
		{name: "type", text: string(e.Type)}, {name: "mode", text: string(e.Mode)}, {name: "title", text: e.Title},
		{name: "description", text: string(e.Description)}, {name: "conflict", text: s.id(alliance.IDOf(e.Conflict))},
	}, span(e.Span, "from", "to")...)
	fields = append(fields, place(e.Place)...)
	participants, references := make([]string, len(e.Participants)), make([]string, len(e.References))
	for i, p := range e.Participants {
		participants[i] = s.id(p.Actor.ID) + " " + string(p.Role)
	}
	for i, r := range e.References {
		references[i] = string(r.Kind) + " " + s.id(r.Event)
	}
	fields = append(fields, field{name: "participants", list: participants}, field{name: "references", list: references})
	return thing{side: s, typ: Event, id: e.ID, fields: fields, node: e, evidence: e.Evidence}
}

// place returns the fields of the place of an event, which may be unknown.
func place(p *alliance.Place) []field {
	fields := []field{{name: "place"}, {name: "place.point"}}
	if p == nil {
		return fields
	}
	fields[0].list = []string{p.Name}
	if p.Country != "" {
		fields[0].list = append(fields[0].list, string(p.Country))
	}
	if p.Point != nil {
		fields[1].list = []string{degrees(p.Point.Latitude), degrees(p.Point.Longitude)}
	}
	return fields
}

// degrees returns a coordinate with all of its digits.
func degrees(d float64) string { return strconv.FormatFloat(d, 'g', -1, 64) }

// collection returns the fields of what a data set says of itself, and its place among those that are in both.
func collection(c *alliance.Collection, position int) []field {
	fields := append([]field{
		{name: "title", text: string(c.Title)}, {name: "description", text: string(c.Description)}, {name: "authors", list: c.Authors},
		{name: "license", text: string(c.License)}, {name: "url", text: string(c.URL)},
	}, span(c.Covers, "covers.from", "covers.to")...)
	return append(fields, field{name: "position", text: strconv.Itoa(position)})
}
