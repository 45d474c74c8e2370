package layout

import (
	"maps"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// actor lays out an actor.
func (m *maker) actor(a *alliance.Actor) {
	start := m.begin(Actor, typeLabel(a.Type), a.ID)
	m.text("name", a.Name)
	m.text("type", string(a.Type))
	putList(m, "aliases", a.Aliases)
	put(m, "description", a.Description)
	put(m, "country", a.Country)
	m.span(a.Span)
	putList(m, "obligations", a.ObligationList())
	m.identifiers(a)
	m.text("_keys", strings.Join(keys(a), " "))
	m.seal(start)
}

// typeLabel returns the label of a type of actor: ArmedGroup for ARMED_GROUP.
func typeLabel(t alliance.ActorType) string {
	var b strings.Builder
	for word := range strings.SplitSeq(string(t), "_") {
		b.WriteString(word[:1] + strings.ToLower(word[1:]))
	}
	return b.String()
}

// keys returns the words that stand for the names and identifiers of an actor.
func keys(a *alliance.Actor) []string {
	list := []string{NameKey(strings.ToLower(a.Name))}
	for _, alias := range a.Aliases {
		list = append(list, NameKey(strings.ToLower(alias)))
	}
	for _, i := range a.Identifiers {
		list = append(list, IdentifierKey(i.Scheme, i.Value))
	}
	return list
}

// conflict lays out a conflict.
func (m *maker) conflict(c *alliance.Conflict) {
	start := m.begin(Conflict, "", c.ID)
	m.text("name", c.Name)
	put(m, "description", c.Description)
	m.span(c.Span)
	putList(m, "_parties", c.Parties)
	m.seal(start)
}

// source lays out a source.
func (m *maker) source(s *alliance.Source) {
	start := m.begin(Source, "", s.ID)
	m.text("title", s.Title)
	m.number("_day", int(s.Published.Last()))
	m.date("published", s.Published, Last)
	m.date("coversFrom", s.Covers.From, First)
	m.date("coversTo", s.Covers.To, Last)
	put(m, "publisher", s.Publisher)
	put(m, "url", s.URL)
	put(m, "language", s.Language)
	m.link("VIA", Source, alliance.IDOf(s.Via), nil)
	m.seal(start)
}

// separator stands between the parts of an item of _identifiers.
const separator = "\t"

// identifiers adds the ids of an actor in other data sets.
func (m *maker) identifiers(a *alliance.Actor) {
	if len(a.Identifiers) == 0 {
		return
	}
	latest := map[string]alliance.Identifier{}
	list := make([]string, len(a.Identifiers))
	for i, id := range a.Identifiers {
		list[i] = strings.Join([]string{id.Scheme, id.Value, id.From.String(), id.To.String()}, separator)
		if last, ok := latest[id.Scheme]; !ok || id.To.Compare(last.To) > 0 {
			latest[id.Scheme] = id
		}
	}
	putList(m, "_identifiers", list)
	for _, scheme := range slices.Sorted(maps.Keys(latest)) {
		if scheme != "" && scheme[0] != '_' && !slices.Contains(names[Actor], scheme) {
			m.text(scheme, latest[scheme].Value)
		}
	}
}

// ReadIdentifier returns the identifier that an item of _identifiers stands for, and whether it is one.
func ReadIdentifier(item string) (id alliance.Identifier, ok bool) {
	parts := strings.Split(item, separator)
	if len(parts) != 4 {
		return id, false
	}
	id.Scheme, id.Value = parts[0], parts[1]
	for i, end := range []*alliance.Date{&id.From, &id.To} {
		if parts[2+i] == "" {
			continue
		}
		d, err := alliance.ParseDate(parts[2+i])
		if err != nil {
			return id, false
		}
		*end = d
	}
	return id, true
}
