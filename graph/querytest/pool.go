package querytest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A Pool is what queries about some facts name: ids, texts, dates, and cursors.
type Pool struct {
	// ids are by the name of their type. Those of states are also those of the type State.
	ids map[string][]string
	// names, words of which are searched for, and other texts are by the input that they are for.
	texts map[string][]string
	// identifiers are ids in other data sets.
	identifiers []object
	// dates are in order.
	dates []string
	// cursors are by the type and the order of the list that they are from.
	cursors map[string][]string
}

// An Ask sends a query and returns the data of the answer. If there are none, or there are errors, it is an error.
type Ask func(query string) (json.RawMessage, error)

// NewPool returns what can be asked about the facts of which a server answers.
func NewPool(ask Ask) (*Pool, error) {
	p := &Pool{ids: map[string][]string{}, texts: map[string][]string{}, cursors: map[string][]string{}}
	for _, read := range []func(Ask) error{p.readActors, p.readRelations, p.readRest, p.readCursors, p.readDerived} {
		if err := read(ask); err != nil {
			return nil, err
		}
	}
	slices.Sort(p.dates)
	p.dates = slices.Compact(p.dates)
	for _, texts := range p.texts {
		slices.Sort(texts)
	}
	return p, nil
}

// into sends a query and decodes the data of the answer.
func into(ask Ask, query string, data any) error {
	text, err := ask(query)
	if err == nil {
		err = json.Unmarshal(text, data)
	}
	if err != nil {
		return fmt.Errorf("ask %s: %w", query, err)
	}
	return nil
}

// date adds dates, of which absent ones are empty.
func (p *Pool) date(dates ...string) {
	for _, d := range dates {
		if d != "" {
			p.dates = append(p.dates, d)
		}
	}
}

// text adds a text for an input, unless it is empty or is there already.
func (p *Pool) text(at, text string) {
	if text != "" && !slices.Contains(p.texts[at], text) {
		p.texts[at] = append(p.texts[at], text)
	}
}

// readActors adds what actors are called.
func (p *Pool) readActors(ask Ask) error {
	var data struct {
		Actors struct {
			Nodes []struct {
				ID, Name, Type, Country, From, To string
				Aliases                           []string
				Identifiers                       []struct{ Scheme, Value string }
			}
		}
	}
	if err := into(ask, `{actors(first: 500) {nodes {id name type country from to aliases identifiers {scheme value}}}}`, &data); err != nil {
		return err
	}
	for _, a := range data.Actors.Nodes {
		p.ids["Actor"] = append(p.ids["Actor"], a.ID)
		if a.Type == "STATE" {
			p.ids["State"] = append(p.ids["State"], a.ID)
		}
		p.date(a.From, a.To)
		p.text("country", a.Country)
		for _, name := range append(a.Aliases, a.Name) {
			p.text("name", name)
			p.text("text", name)
		}
		for _, i := range a.Identifiers {
			p.identifiers = append(p.identifiers, object{{"scheme", i.Scheme}, {"value", i.Value}})
		}
	}
	return nil
}

// readRelations adds what relations and their evidence say.
func (p *Pool) readRelations(ask Ask) error {
	var data struct {
		Relations struct {
			Nodes []struct {
				ID       string
				Periods  []struct{ From, To string }
				Evidence []struct{ ID, From, To string }
			}
		}
	}
	if err := into(ask, `{relations(first: 500) {nodes {id periods {from to} evidence {id from to}}}}`, &data); err != nil {
		return err
	}
	for _, r := range data.Relations.Nodes {
		p.ids["Relation"] = append(p.ids["Relation"], r.ID)
		for _, span := range r.Periods {
			p.date(span.From, span.To)
		}
		for _, e := range r.Evidence {
			p.ids["Evidence"] = append(p.ids["Evidence"], e.ID)
			p.date(e.From, e.To)
		}
	}
	return nil
}

// A thing is an event, a conflict or a source, as far as it has the fields.
type thing struct {
	ID, Title, Name, From, To, Published, Publisher string
	Place                                           struct{ Name string }
}

// readRest adds what events, conflicts and sources say.
func (p *Pool) readRest(ask Ask) error {
	var data struct {
		Event, Conflict, Source struct{ Nodes []thing }
	}
	const query = `{event: events(first: 500) {nodes {id title from to place {name}}}
		conflict: conflicts(first: 500) {nodes {id name from to}} source: sources(first: 500) {nodes {id title published publisher}}}`
	if err := into(ask, query, &data); err != nil {
		return err
	}
	for _, l := range []struct {
		typ   string
		nodes []thing
	}{{"Event", data.Event.Nodes}, {"Conflict", data.Conflict.Nodes}, {"Source", data.Source.Nodes}} {
		for _, n := range l.nodes {
			p.ids[l.typ] = append(p.ids[l.typ], n.ID)
			p.date(n.From, n.To, n.Published)
			p.text("publishers", n.Publisher)
			p.text("place", n.Place.Name)
			p.text("text", n.Title+n.Name)
		}
	}
	return nil
}

// orders are the fields by which each list can be ordered.
var orders = map[string][]string{
	"actors": {"ID", "NAME"}, "relations": {"ID", "NAME", "FIRST_REPORTED", "LAST_REPORTED", "INDEPENDENT_SOURCES"},
	"events": {"FROM"}, "conflicts": {"ID", "NAME", "FROM"}, "sources": {"PUBLISHED", "TITLE"},
}

// cursorsOf is the part of an answer that has cursors.
type cursorsOf struct{ Edges []struct{ Cursor string } }

// add adds cursors of a list.
func (p *Pool) add(list string, of cursorsOf) {
	for _, e := range of.Edges {
		p.cursors[list] = append(p.cursors[list], e.Cursor)
	}
}

// readCursors adds cursors of each list in each order.
func (p *Pool) readCursors(ask Ask) error {
	for list, by := range orders {
		typ := strings.ToUpper(list[:1]) + list[1:len(list)-1]
		for _, field := range by {
			for _, direction := range []string{"ASC", "DESC"} {
				data := map[string]cursorsOf{}
				query := fmt.Sprintf(`{%s(first: 40, orderBy: {field: %s, direction: %s}) {edges {cursor}}}`, list, field, direction)
				if err := into(ask, query, &data); err != nil {
					return err
				}
				p.add(typ+" "+field+" "+direction, data[list])
			}
		}
	}
	return nil
}

// readDerived adds cursors of lists without an order.
func (p *Pool) readDerived(ask Ask) error {
	var data struct {
		Held, Known cursorsOf
		Balance     struct{ Tensions cursorsOf }
		Actors      struct {
			Nodes []struct {
				Statements cursorsOf
				Allies     []struct{ Reasons cursorsOf }
			}
		}
	}
	for _, query := range []string{ // each by itself, as large facts make them costly
		`{held: changes(from: "1800", to: "2100", first: 20) {edges {cursor}}}`,
		`{known: changes(from: "1800", to: "2100", axis: KNOWN, first: 20) {edges {cursor}}}`,
		`{balance {tensions(first: 9) {edges {cursor}}}}`,
		`{actors(first: 6) {nodes {statements(first: 9) {edges {cursor}} allies(first: 2) {reasons(first: 6) {edges {cursor}}}}}}`,
	} {
		if err := into(ask, query, &data); err != nil {
			return err
		}
	}
	p.add("Change HELD", data.Held)
	p.add("Change KNOWN", data.Known)
	p.add("Tension", data.Balance.Tensions)
	for _, a := range data.Actors.Nodes {
		p.add("Evidence", a.Statements)
		for _, ally := range a.Allies {
			p.add("Reason", ally.Reasons)
		}
	}
	return nil
}
