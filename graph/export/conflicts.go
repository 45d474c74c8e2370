package export

import (
	"context"
	"iter"

	"entente/graph/alliance"
	"entente/graph/export/table"
)

// A conflictRow is a row of the table of conflicts.
type conflictRow = *alliance.Conflict

// conflicts is the table of conflicts.
func conflicts() *rowTable[conflictRow, alliance.ConflictFilter] {
	return &rowTable[conflictRow, alliance.ConflictFilter]{
		name: "conflicts", doc: "Conflicts, by id.",
		columns: same[conflictRow, alliance.ConflictFilter]([]table.Column[conflictRow]{
			col("id", table.String, "Unique across the data set.", func(c conflictRow) table.Cell { return table.Text(c.ID) }),
			col("name", table.String, "The name that it is best known by.", func(c conflictRow) table.Cell { return table.Text(c.Name) }),
			col("from", table.String, "Its first day, as precise as it is known.", func(c conflictRow) table.Cell { return table.Dated(c.From) }),
			col("to", table.String, "Its last day, as precise as it is known.", func(c conflictRow) table.Cell { return table.Dated(c.To) }),
			col("parties", table.List, "Ids of its parties, whatever the days.", func(c conflictRow) table.Cell { return table.Texts(c.Parties) }),
			col("description", table.String, "What it is, in a sentence or two.", func(c conflictRow) table.Cell { return table.Text(c.Description) }),
		}),
		rows: func(ctx context.Context, s alliance.Store, where *alliance.ConflictFilter) iter.Seq2[conflictRow, error] {
			return every(ctx, s.Conflicts, func(p alliance.PageRequest) alliance.ConflictQuery {
				return alliance.ConflictQuery{Where: *where, PageRequest: p}
			})
		},
	}
}
