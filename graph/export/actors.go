package export

import (
	"context"
	"iter"

	"entente/graph/alliance"
	"entente/graph/export/table"
)

// An actorRow is a row of the table of actors.
type actorRow = *alliance.Actor

// actorParameters restrict the table of actors.
type actorParameters struct {
	alliance.ActorFilter
	codes
}

// actors is the table of actors.
func actors() *rowTable[actorRow, actorParameters] {
	return &rowTable[actorRow, actorParameters]{
		name: "actors", doc: "Actors, by id.",
		columns: func(p *actorParameters) []table.Column[actorRow] {
			own := actorColumns()
			return append(own, columns(p.codes, "", own, func(a actorRow) (*alliance.Actor, alliance.Span) { return a, alliance.Span{} })...)
		},
		rows: func(ctx context.Context, s alliance.Store, p *actorParameters) iter.Seq2[actorRow, error] {
			return everyActor(ctx, s, p.ActorFilter)
		},
	}
}

func actorColumns() []table.Column[actorRow] {
	return []table.Column[actorRow]{
		col("id", table.String, "Unique across the data set.", func(a actorRow) table.Cell { return table.Text(a.ID) }),
		col("name", table.String, "The name that it is best known by.", func(a actorRow) table.Cell { return table.Text(a.Name) }),
		col("type", table.String, "What it is: STATE, GOVERNMENT, ARMED_GROUP, ….", func(a actorRow) table.Cell { return table.Text(a.Type) }),
		col("country", table.String, "ISO 3166-1 alpha-3 code of the country that it is or acts from.", func(a actorRow) table.Cell { return table.Text(a.Country) }),
		col("from", table.String, "First day of its life, as precise as it is known.", func(a actorRow) table.Cell { return table.Dated(a.From) }),
		col("to", table.String, "Last day of its life, as precise as it is known.", func(a actorRow) table.Cell { return table.Dated(a.To) }),
		col("aliases", table.List, "Other names.", func(a actorRow) table.Cell { return table.Texts(a.Aliases) }),
		col("identifiers", table.List, "Ids in other data sets: scheme:value, with @from..to if it stands for the actor only then.", func(a actorRow) table.Cell { return table.Texts(identifiersOf(a)) }),
		col("obligations", table.List, "What a treaty or alliance obliges its members to.", func(a actorRow) table.Cell { return table.Texts(a.ObligationList()) }),
		col("description", table.String, "What it is, in a sentence or two.", func(a actorRow) table.Cell { return table.Text(a.Description) }),
	}
}

// identifiersOf returns the identifiers of an actor as the tables of fact files have them.
func identifiersOf(a *alliance.Actor) []string {
	var list []string
	for _, i := range a.Identifiers {
		text := i.Scheme + ":" + i.Value
		if i.Span != (alliance.Span{}) {
			text += "@" + i.From.String() + ".." + i.To.String()
		}
		list = append(list, text)
	}
	return list
}
