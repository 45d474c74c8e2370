package export

import (
	"context"
	"iter"

	"entente/graph/alliance"
	"entente/graph/export/table"
)

// A periodRow is a row of the table of periods.
type periodRow struct {
	relation *alliance.Relation
	alliance.Period
}

// periods is the table of the periods of relations.
func periods() *rowTable[periodRow, relationParameters] {
	return &rowTable[periodRow, relationParameters]{
		name: "periods",
		doc:  "Periods of relations, by relation: the longest runs of days with the same kinds, status and certainty.",
		columns: func(p *relationParameters) []table.Column[periodRow] {
			parts := joined(partColumns(), func(row periodRow) relationRow { return row.relation })
			parts[0].Name, parts[0].Doc = "relation", "Id of the relation."
			return append(append(parts, periodColumns()...),
				endCodes(p.codes, func(row periodRow) (relationRow, alliance.Span) { return row.relation, row.Span })...)
		},
		check: (*relationParameters).check,
		rows: func(ctx context.Context, s alliance.Store, p *relationParameters) iter.Seq2[periodRow, error] {
			return func(yield func(periodRow, error) bool) {
				for r, err := range p.each(ctx, s) {
					if err != nil {
						yield(periodRow{}, err)
						return
					}
					for _, period := range r.Periods() {
						if !yield(periodRow{r, period}, nil) {
							return
						}
					}
				}
			}
		},
	}
}

func periodColumns() []table.Column[periodRow] {
	return []table.Column[periodRow]{
		col("firstDay", table.Date, "Its first day.", func(p periodRow) table.Cell { return table.OnDay(p.From.First()) }),
		col("lastDay", table.Date, "Its last day; absent if the relation is presumed to go on.", func(p periodRow) table.Cell { return table.OnDay(p.To.Last()) }),
		col("from", table.String, "Its first day, as precise as sources have it.", func(p periodRow) table.Cell { return table.Dated(p.From) }),
		col("to", table.String, "Its last day, as precise as sources have it.", func(p periodRow) table.Cell { return table.Dated(p.To) }),
		col("began", table.Boolean, "Whether a source says that it began then, rather than only being known from then on.", func(p periodRow) table.Cell { return table.Flag(p.Began) }),
		col("ended", table.Boolean, "Whether a source says that it ended then, rather than only being known until then.", func(p periodRow) table.Cell { return table.Flag(p.Ended) }),
		col("status", table.String, "The status on these days.", func(p periodRow) table.Cell { return table.Text(p.Status) }),
		col("certainty", table.String, "KNOWN or PRESUMED.", func(p periodRow) table.Cell { return table.Text(p.Certainty) }),
		col("kinds", table.List, "The kinds that are claimed; if nothing is, those that are denied.", func(p periodRow) table.Cell { return table.Texts(p.KindList()) }),
		col("sources", table.List, "Ids of the sources that say something about these days.", func(p periodRow) table.Cell { return table.Texts(idsOf(p.Sources)) }),
	}
}

// idsOf returns the ids of things.
func idsOf[T alliance.Node](things []T) []string {
	ids := make([]string, len(things))
	for i, t := range things {
		ids[i] = t.NodeID()
	}
	return ids
}
