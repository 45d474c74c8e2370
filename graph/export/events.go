package export

import (
	"context"
	"iter"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
	"entente/graph/export/table"
)

// An eventRow is a row of the table of events.
type eventRow struct {
	*alliance.Event
	// references are the events that it refers to, as known on the day asked for.
	references []alliance.EventLink
}

// eventParameters restrict the table of events.
type eventParameters struct{ alliance.EventFilter }

// events is the table of events.
func events() *rowTable[eventRow, eventParameters] {
	return &rowTable[eventRow, eventParameters]{
		name: "events", doc: "Events, by first day.",
		columns: same[eventRow, eventParameters](eventColumns()),
		check:   func(f *eventParameters) error { return parameter.CheckSpan(f.Since, f.Until) },
		rows: func(ctx context.Context, s alliance.Store, p *eventParameters) iter.Seq2[eventRow, error] {
			return knownEvents(ctx, s, p.EventFilter)
		},
	}
}

// knownEvents iterates over the events that a filter keeps, without references to events that were not known yet.
func knownEvents(ctx context.Context, s alliance.Store, where alliance.EventFilter) iter.Seq2[eventRow, error] {
	return func(yield func(eventRow, error) bool) {
		for e, err := range everyEvent(ctx, s, where) {
			row := eventRow{Event: e}
			if err == nil {
				row.references, err = knownLinks(ctx, s, e.References, where.KnownBy)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// knownLinks returns the links to events that were known by a date.
func knownLinks(ctx context.Context, s alliance.Store, links []alliance.EventLink, knownBy alliance.Date) ([]alliance.EventLink, error) {
	if knownBy.IsZero() || len(links) == 0 {
		return links, nil
	}
	ids := make([]string, len(links))
	for i, link := range links {
		ids[i] = link.Event
	}
	nodes, err := s.Nodes(ctx, ids, knownBy)
	if err != nil {
		return nil, err
	}
	var known []alliance.EventLink
	for i, link := range links {
		if e, ok := nodes[i].(*alliance.Event); ok && e != nil {
			known = append(known, link)
		}
	}
	return known, nil
}

func eventColumns() []table.Column[eventRow] {
	return []table.Column[eventRow]{
		col("id", table.String, "Unique across the data set.", func(e eventRow) table.Cell { return table.Text(e.ID) }),
		col("type", table.String, "Its type in the PLOVER ontology.", func(e eventRow) table.Cell { return table.Text(e.Type) }),
		col("mode", table.String, "A more precise type.", func(e eventRow) table.Cell { return table.Text(e.Mode) }),
		col("title", table.String, "What happened, in a headline.", func(e eventRow) table.Cell { return table.Text(e.Title) }),
		col("from", table.String, "First day, as precise as it is known.", func(e eventRow) table.Cell { return table.Dated(e.From) }),
		col("to", table.String, "Last day, as precise as it is known.", func(e eventRow) table.Cell { return table.Dated(e.To) }),
		col("firstDay", table.Date, "First day on which it may have happened.", func(e eventRow) table.Cell { first, _ := e.Days(); return table.OnDay(first) }),
		col("lastDay", table.Date, "Last day on which it may have happened.", func(e eventRow) table.Cell { _, last := e.Days(); return table.OnDay(last) }),
		col("place", table.String, "Where it happened.", func(e eventRow) table.Cell { return table.Text(placeOf(e).Name) }),
		col("country", table.String, "ISO 3166-1 alpha-3 code of the country that the place lies in.", func(e eventRow) table.Cell { return table.Text(placeOf(e).Country) }),
		col("latitude", table.Number, "Degrees north (WGS 84).", func(e eventRow) table.Cell { return table.Real(placeOf(e).LatitudeOK()) }),
		col("longitude", table.Number, "Degrees east (WGS 84).", func(e eventRow) table.Cell { return table.Real(placeOf(e).LongitudeOK()) }),
		col("participants", table.List, "Who took part, as id:ROLE.", func(e eventRow) table.Cell { return table.Texts(participantsOf(e)) }),
		col("references", table.List, "Earlier events that it refers to, as KIND:id.", func(e eventRow) table.Cell { return table.Texts(referencesOf(e)) }),
		col("conflict", table.String, "Id of the conflict that it belongs to.", func(e eventRow) table.Cell { return table.Text(alliance.IDOf(e.Conflict)) }),
		col("status", table.String, "What its evidence adds up to.", func(e eventRow) table.Cell { return table.Text(e.Status) }),
		col("firstReported", table.String, "When its first source was published.", func(e eventRow) table.Cell { return table.Dated(e.FirstReported) }),
		col("independentSources", table.Integer, "Number of independent sources that assert it.", func(e eventRow) table.Cell { return table.Count(e.IndependentSources) }),
		col("sources", table.List, "Ids of the sources that say something about it, by publication.", func(e eventRow) table.Cell { return table.Texts(sourcesOf(e.Evidence)) }),
		col("description", table.String, "What happened, in a few sentences.", func(e eventRow) table.Cell { return table.Text(e.Description) }),
		col("summary", table.String, "It in one English sentence.", func(e eventRow) table.Cell { return table.Text(e.Summary()) }),
	}
}

// placeOf returns where an event happened; the zero Place if that is not known.
func placeOf(e eventRow) *alliance.Place {
	if e.Place == nil {
		return &alliance.Place{}
	}
	return e.Place
}

// participantsOf returns who took part in an event, as the tables of fact files have it.
func participantsOf(e eventRow) []string {
	list := make([]string, len(e.Participants))
	for i, p := range e.Participants {
		list[i] = p.Actor.ID + ":" + string(p.Role)
	}
	return list
}

// referencesOf returns the events that an event refers to, as the tables of fact files have them.
func referencesOf(e eventRow) []string {
	list := make([]string, len(e.references))
	for i, link := range e.references {
		list[i] = string(link.Kind) + ":" + link.Event
	}
	return list
}
