package mapping

import (
	"entente/loader/internal/factfile"
)

// A rule is one of a mapping, compiled for the columns of a data file.
type rule struct {
	number int
	joins  []join
	each   []each
	lets   []*expression
	where  *expression
	// once is the text of which the first row counts; seen has those of earlier rows.
	once      *value
	seen      map[string]bool
	actors    []*actorProgram
	conflicts []conflictProgram
	sources   []sourceProgram
	relations []relationProgram
	events    []eventProgram
	row       *row
	// outcomes has what became of the things that the rule names, in the row.
	outcomes map[string]outcome
}

// finds reports whether the rule looks for actors, which other mappings and rows may make.
func (p *rule) finds() bool {
	for _, a := range p.actors {
		if len(a.ways) > 0 {
			return true
		}
	}
	return false
}

// An each makes rows of the items of lists side by side.
type each struct {
	first int
	in    []*expression
	at    factfile.Pos
}

// A conflictProgram makes a conflict.
type conflictProgram struct {
	key                   string
	where                 *expression
	id, name, description *value
	from, to              *date
}

// A sourceProgram makes a source.
type sourceProgram struct {
	key                                 string
	where                               *expression
	id, title, publisher, url, language *value
	published                           *date
}

// A relationProgram states a relation.
type relationProgram struct {
	where                                                         *expression
	id, subject, object, kind, role, against, conflict, coalition *value
	kinds                                                         *kinds
	from, to                                                      *date
	evidence                                                      []evidenceProgram
}

// An evidenceProgram states what a source says.
type evidenceProgram struct {
	where                                   *expression
	source, stance, speaker, quote, locator *value
	from, to                                *date
	kinds                                   *kinds
}

// An eventProgram states an event.
type eventProgram struct {
	where                                        *expression
	id, kind, mode, title, description, conflict *value
	from, to                                     *date
	place                                        *placeProgram
	participants                                 []participantProgram
	evidence                                     []evidenceProgram
}

type placeProgram struct{ name, country, latitude, longitude *value }

type participantProgram struct{ actor, role *value }

// rule compiles a rule for the columns of the scope. Tables have been read.
func (c *compiler) rule(m *mapping, number int, raw *factfile.Rule, self *dataFile) *rule {
	p := &rule{number: number, outcomes: map[string]outcome{}}
	for i := range raw.Join.List {
		p.joins = append(p.joins, c.join(m, i, &raw.Join.List[i], self))
	}
	items := 0
	for i := range raw.Each.List {
		items = c.itemNames(&raw.Each.List[i], items)
	}
	for i, e := range raw.Let.Entries {
		c.scope.add(e.Name.Value, slot{inLet, 0, i})
	}
	for _, e := range raw.Let.Entries {
		p.lets = append(p.lets, c.expression(e.Value))
	}
	items = 0
	for i := range raw.Each.List {
		p.each = append(p.each, c.each(&raw.Each.List[i], &items))
	}
	p.row = newRow(len(p.joins), items, p.lets)
	p.where, p.once = c.expression(raw.Where), c.value(raw.Once, nil)
	c.things(p, raw)
	refs := referable(raw)
	for i := range raw.Relations {
		p.relations = append(p.relations, c.relation(&raw.Relations[i], refs))
	}
	for i := range raw.Events {
		p.events = append(p.events, c.event(&raw.Events[i], refs))
	}
	return p
}

// referable returns the names of the things of a rule.
func referable(raw *factfile.Rule) map[string]bool {
	refs := map[string]bool{}
	for _, e := range raw.Actors.Entries {
		refs[e.Name.Value] = true
	}
	for _, e := range raw.Conflicts.Entries {
		refs[e.Name.Value] = true
	}
	for _, e := range raw.Sources.Entries {
		refs[e.Name.Value] = true
	}
	return refs
}

// things compiles the actors, conflicts and sources of a rule.
func (c *compiler) things(p *rule, raw *factfile.Rule) {
	for i := range raw.Actors.Entries {
		e := &raw.Actors.Entries[i]
		p.actors = append(p.actors, c.actor(p, e.Name, &e.Value))
	}
	for i := range raw.Conflicts.Entries {
		e, v := &raw.Conflicts.Entries[i], &raw.Conflicts.Entries[i].Value
		p.conflicts = append(p.conflicts, conflictProgram{
			e.Name.Value, c.expression(v.Where), c.value(v.ID, nil), c.value(v.Name, nil), c.value(v.Description, nil), c.date(v.From), c.date(v.To),
		})
	}
	for i := range raw.Sources.Entries {
		e, v := &raw.Sources.Entries[i], &raw.Sources.Entries[i].Value
		p.sources = append(p.sources, sourceProgram{
			e.Name.Value, c.expression(v.Where), c.value(v.ID, nil), c.value(v.Title, nil), c.value(v.Publisher, nil), c.value(v.URL, nil),
			c.value(v.Language, nil), c.date(v.Published),
		})
	}
}

// itemNames adds the names of the items of lists.
func (c *compiler) itemNames(raw *factfile.Each, first int) int {
	for i, name := range raw.As.List {
		c.scope.add(name.Value, slot{inItem, 0, first + i})
	}
	return first + len(raw.As.List)
}

// each compiles lists side by side.
func (c *compiler) each(raw *factfile.Each, items *int) each {
	e := each{first: *items, at: raw.At}
	*items += len(raw.As.List)
	if len(raw.As.List) != len(raw.In.List) {
		c.report(raw.At, "each has %d names for %d lists (give each list a name)", len(raw.As.List), len(raw.In.List))
	}
	for _, in := range raw.In.List[:min(len(raw.In.List), len(raw.As.List))] {
		e.in = append(e.in, c.expression(in))
	}
	return e
}

// actor compiles an actor.
func (c *compiler) actor(p *rule, name factfile.Text, raw *factfile.ActorRule) *actorProgram {
	a := &actorProgram{
		name: name.Value, where: c.expression(raw.Where), on: c.date(raw.On), skip: raw.Unmatched.Value == "skip",
	}
	if !raw.Unmatched.At.Absent() && !a.skip {
		c.report(raw.Unmatched.At, "unknown unmatched %.60q (write skip, or leave it out)", raw.Unmatched.Value)
	}
	if len(raw.Find.List) == 0 && raw.Make == nil {
		c.report(name.At, "the actor %.60s is neither found nor made (give find, make, or both)", name.Value)
	}
	for i := range raw.Find.List {
		a.ways = append(a.ways, c.way(&raw.Find.List[i]))
	}
	if m := raw.Make; m != nil {
		a.made = &madeProgram{
			id: c.value(m.ID, nil), name: c.value(m.Name, nil), kind: c.value(m.Type, nil), description: c.value(m.Description, nil),
			country: c.value(m.Country, nil), from: c.date(m.From), to: c.date(m.To), obligations: c.kinds(m.Obligations), shared: m.SharedName.Value,
		}
	}
	for _, e := range raw.Identifiers.Entries {
		for _, v := range e.Value.List {
			a.identifiers = append(a.identifiers, c.identifier(e.Name.Value, v))
		}
	}
	for _, e := range raw.Aliases.List {
		a.aliases = append(a.aliases, c.expression(e))
	}
	if uses, ok := a.inputs(p); ok {
		a.uses, a.memo = uses, map[string]outcome{}
	}
	return a
}

// identifier compiles an identifier.
func (c *compiler) identifier(scheme string, v factfile.IdentifierValue) identifierProgram {
	if v.Dated == nil {
		return identifierProgram{scheme: scheme, value: c.value(v.Value, nil)}
	}
	return identifierProgram{scheme, c.value(v.Dated.Value, nil), c.date(v.Dated.From), c.date(v.Dated.To)}
}

// way compiles a way to find an actor.
func (c *compiler) way(raw *factfile.Way) way {
	w := way{
		scheme: raw.Identifier.Value, value: c.value(raw.Value, nil), name: c.value(raw.Name, nil), id: c.value(raw.ID, nil), names: c.expression(raw.Names),
		anyDay: raw.AnyDay.Value,
	}
	for _, t := range raw.Type.List {
		w.types = append(w.types, t.Value)
	}
	given := 0
	for _, g := range []struct {
		label string
		given bool
	}{{w.scheme, w.scheme != ""}, {"name", w.name != nil}, {"name", w.names != nil}, {"id", w.id != nil}, {"known", !raw.Known.At.Absent()}} {
		if g.given {
			given++
			w.label = g.label
		}
	}
	if given != 1 {
		c.report(raw.At, "a way to find an actor has %d of identifier, name, names, id and known (give one)", given)
	}
	if (w.scheme != "" || !raw.Known.At.Absent()) && w.value == nil {
		c.report(raw.At, "%s has no value to look up (add value, such as value: \"{column}\")", w.label)
		w.value = &value{}
	}
	w.known = knownActors(raw)
	return w
}

// knownActors returns what a person decided, by folded text.
func knownActors(raw *factfile.Way) map[string][]knownActor {
	if raw.Known.At.Absent() {
		return nil
	}
	known := map[string][]knownActor{}
	for _, e := range raw.Known.Entries {
		for _, text := range e.Value.List {
			key := factfile.Fold(e.Name.Value)
			known[key] = append(known[key], decided(text))
		}
	}
	return known
}

// relation compiles a relation.
func (c *compiler) relation(raw *factfile.RelationRule, refs map[string]bool) relationProgram {
	return relationProgram{
		where: c.expression(raw.Where), id: c.value(raw.ID, nil), kind: c.value(raw.Type, nil), role: c.value(raw.Role, nil),
		subject: c.ref(raw.Subject, refs), object: c.ref(raw.Object, refs), against: c.ref(raw.Against, refs),
		conflict: c.ref(raw.Conflict, refs), coalition: c.ref(raw.Coalition, refs),
		kinds: c.kinds(raw.Kinds), from: c.date(raw.From), to: c.date(raw.To), evidence: c.evidence(raw.Evidence.List, refs),
	}
}

// ref compiles what stands for a thing: its name in the rule, or an id. A text that is close to a name is a mistake.
func (c *compiler) ref(v factfile.Value, refs map[string]bool) *value {
	out := c.value(v, refs)
	if out == nil || out.ref != "" || len(out.parts) != 1 || out.parts[0].from != nil {
		return out
	}
	if meant := closest(v.Template, refs); meant != "" {
		c.report(v.At, "the rule has nothing named %.60q (did you mean %.60q?)", v.Template, meant)
	}
	return out
}

// evidence compiles evidence.
func (c *compiler) evidence(list []factfile.EvidenceRule, refs map[string]bool) (out []evidenceProgram) {
	for i := range list {
		raw := &list[i]
		out = append(out, evidenceProgram{
			where: c.expression(raw.Where), source: c.ref(raw.Source, refs), stance: c.value(raw.Stance, nil), speaker: c.ref(raw.Speaker, refs),
			quote: c.value(raw.Quote, nil), locator: c.value(raw.Locator, nil), from: c.date(raw.From), to: c.date(raw.To), kinds: c.kinds(raw.Kinds),
		})
	}
	return out
}

// event compiles an event.
func (c *compiler) event(raw *factfile.EventRule, refs map[string]bool) eventProgram {
	p := eventProgram{
		where: c.expression(raw.Where), id: c.value(raw.ID, nil), kind: c.value(raw.Type, nil), mode: c.value(raw.Mode, nil),
		title: c.value(raw.Title, nil), description: c.value(raw.Description, nil), conflict: c.ref(raw.Conflict, refs),
		from: c.date(raw.From), to: c.date(raw.To), evidence: c.evidence(raw.Evidence.List, refs),
	}
	if place := raw.Place; place != nil {
		p.place = &placeProgram{c.value(place.Name, nil), c.value(place.Country, nil), c.value(place.Latitude, nil), c.value(place.Longitude, nil)}
	}
	for _, participant := range raw.Participants {
		p.participants = append(p.participants, participantProgram{c.ref(participant.Actor, refs), c.value(participant.Role, nil)})
	}
	return p
}
