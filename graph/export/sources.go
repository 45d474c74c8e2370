package export

import (
	"context"
	"iter"

	"entente/graph/alliance"
	"entente/graph/export/table"
)

// A sourceRow is a row of the table of sources.
type sourceRow = *alliance.Source

// sources is the table of sources.
func sources() *rowTable[sourceRow, alliance.SourceFilter] {
	return &rowTable[sourceRow, alliance.SourceFilter]{
		name: "sources", doc: "Sources, by publication.",
		columns: same[sourceRow, alliance.SourceFilter]([]table.Column[sourceRow]{
			col("id", table.String, "Unique across the data set.", func(s sourceRow) table.Cell { return table.Text(s.ID) }),
			col("title", table.String, "Its title.", func(s sourceRow) table.Cell { return table.Text(s.Title) }),
			col("publisher", table.String, "Who published it.", func(s sourceRow) table.Cell { return table.Text(s.Publisher) }),
			col("published", table.String, "When, as precise as it is known; a partial date counts as its last day.", func(s sourceRow) table.Cell { return table.Dated(s.Published) }),
			col("url", table.String, "Where it can be read.", func(s sourceRow) table.Cell { return table.Text(s.URL) }),
			col("language", table.String, "Its language (BCP 47).", func(s sourceRow) table.Cell { return table.Text(s.Language) }),
			col("via", table.String, "Id of the source that it took its report from.", func(s sourceRow) table.Cell { return table.Text(alliance.IDOf(s.Via)) }),
			col("origin", table.String, "Id of the source that its report goes back to, which may be itself.", func(s sourceRow) table.Cell { return table.Text(s.Origin().ID) }),
			col("coversFrom", table.String, "First day of the time that it speaks of.", func(s sourceRow) table.Cell { return table.Dated(s.Covers.From) }),
			col("coversTo", table.String, "Last day of the time that it speaks of.", func(s sourceRow) table.Cell { return table.Dated(s.Covers.To) }),
		}),
		rows: func(ctx context.Context, s alliance.Store, where *alliance.SourceFilter) iter.Seq2[sourceRow, error] {
			return every(ctx, s.Sources, func(p alliance.PageRequest) alliance.SourceQuery {
				return alliance.SourceQuery{Where: *where, PageRequest: p}
			})
		},
	}
}
