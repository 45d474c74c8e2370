package export

import (
	"context"
	"iter"
	"slices"

	"entente/graph/alliance"
	"entente/graph/export/table"
)

// A statementRow is a row of the table of statements: evidence and its fact, one of the two.
type statementRow struct {
	*alliance.Evidence
	relation *alliance.Relation
	event    *alliance.Event
}

// statementParameters restrict the table of statements: those of relations, and what restricts evidence.
type statementParameters struct {
	relationParameters
	Stances  []alliance.Stance
	Speakers []string
	Verified *bool
}

// events returns the filter of events that has the same restrictions, and reports whether there is one: what restricts
// relations alone leaves out all events.
func (p *statementParameters) events() (where alliance.EventFilter, ok bool) {
	f := p.RelationFilter
	where = alliance.EventFilter{
		AsOf: f.AsOf, Since: f.Since, Until: f.Until, KnownBy: f.KnownBy, Statuses: f.Statuses, Conflict: f.Conflict,
	}
	ok = f.Types == nil && f.Kinds == nil && f.AllKinds == nil && f.Conflicts == nil && f.Against == nil && f.Coalitions == nil &&
		f.Subjects == nil && f.Objects == nil && f.SubjectTypes == nil && f.ObjectTypes == nil && f.SubjectCountries == nil &&
		f.ObjectCountries == nil && f.Not == nil && p.Around == nil
	return where, ok
}

// keeps reports whether evidence is among what is asked for. The sources and publishers of the filter are those of the
// evidence.
func (p *statementParameters) keeps(e *alliance.Evidence) bool {
	where := alliance.EvidenceFilter{Stances: p.Stances, Speakers: p.Speakers, Verified: p.Verified}
	cited := p.Sources == nil && p.Publishers == nil || slices.Contains(p.Sources, e.Source.ID) ||
		e.Source.Publisher != "" && slices.Contains(p.Publishers, string(e.Source.Publisher))
	return cited && where.Keeps(e)
}

// statements is the table of statements.
func statements() *rowTable[statementRow, statementParameters] {
	return &rowTable[statementRow, statementParameters]{
		name: "statements",
		doc:  "Statements: what each source asserts, alleges or denies of each relation, and then of each event, unless parameters restrict relations.",
		columns: func(p *statementParameters) []table.Column[statementRow] {
			return append(append(statedColumns(), ofColumns()...),
				endCodes(p.codes, func(s statementRow) (relationRow, alliance.Span) { return s.relation, s.Span })...)
		},
		check: (*statementParameters).check,
		rows: func(ctx context.Context, s alliance.Store, p *statementParameters) iter.Seq2[statementRow, error] {
			return func(yield func(statementRow, error) bool) { p.each(ctx, s, yield) }
		},
	}
}

// each passes each statement to yield, until that returns false.
func (p *statementParameters) each(ctx context.Context, s alliance.Store, yield func(statementRow, error) bool) {
	pass := func(evidence []*alliance.Evidence, row statementRow, err error) bool {
		if err != nil {
			yield(row, err)
			return false
		}
		for _, e := range evidence {
			if row.Evidence = e; p.keeps(e) && !yield(row, nil) {
				return false
			}
		}
		return true
	}
	for r, err := range p.relationParameters.each(ctx, s) {
		var evidence []*alliance.Evidence
		if err == nil {
			evidence = r.Evidence
		}
		if !pass(evidence, statementRow{relation: r}, err) {
			return
		}
	}
	where, ok := p.events()
	if !ok {
		return
	}
	for e, err := range everyEvent(ctx, s, where) {
		var evidence []*alliance.Evidence
		if err == nil {
			evidence = e.Evidence
		}
		if !pass(evidence, statementRow{event: e}, err) {
			return
		}
	}
}

// statedColumns are what a statement says, and who says it.
func statedColumns() []table.Column[statementRow] {
	type row = statementRow
	return []table.Column[row]{
		col("id", table.String, "Unique across the data set.", func(s row) table.Cell { return table.Text(s.ID) }),
		col("fact", table.String, "Id of the relation or event that it is about.", func(s row) table.Cell { return table.Text(s.Fact) }),
		col("stance", table.String, "ASSERTS, ALLEGES or DENIES.", func(s row) table.Cell { return table.Text(s.Stance) }),
		col("kinds", table.List, "The kinds that it names; a denial of none denies the relation.", func(s row) table.Cell { return table.Texts(s.KindList()) }),
		col("from", table.String, "First day on which the relation holds, or does not, as the source gives it.", func(s row) table.Cell { return table.Dated(s.From) }),
		col("to", table.String, "Last day, as the source gives it; absent if it gives none.", func(s row) table.Cell { return table.Dated(s.To) }),
		col("speaker", table.String, "Id of the actor whose statement the source reports; absent if the words are its own.", func(s row) table.Cell { return table.Text(alliance.IDOf(s.Speaker)) }),
		col("quote", table.String, "The passage, word for word.", func(s row) table.Cell { return table.Text(s.Quote) }),
		col("locator", table.String, "Page, paragraph or timestamp.", func(s row) table.Cell { return table.Text(s.Locator) }),
		col("verified", table.Boolean, "Whether the quote was found in the text of the source.", func(s row) table.Cell { return table.Flag(s.Verified()) }),
		col("source", table.String, "Id of the source.", func(s row) table.Cell { return table.Text(s.Source.ID) }),
		col("sourceTitle", table.String, "Its title.", func(s row) table.Cell { return table.Text(s.Source.Title) }),
		col("publisher", table.String, "Who published it.", func(s row) table.Cell { return table.Text(s.Source.Publisher) }),
		col("published", table.String, "When it was published.", func(s row) table.Cell { return table.Dated(s.Source.Published) }),
		col("origin", table.String, "Id of the source that the report goes back to, which may be the same.", func(s row) table.Cell { return table.Text(s.Source.Origin().ID) }),
		col("url", table.String, "Where the source can be read.", func(s row) table.Cell { return table.Text(s.Source.URL) }),
	}
}

// ofColumns are what a statement is about.
func ofColumns() []table.Column[statementRow] {
	type row = statementRow
	return []table.Column[row]{
		col("factType", table.String, "The type of the relation or of the event.", func(s row) table.Cell {
			if s.event != nil {
				return table.Text(s.event.Type)
			}
			return table.Text(s.relation.Type)
		}),
		col("subject", table.String, "Of a relation: id of its subject.", func(s row) table.Cell { return table.Text(alliance.IDOf(subjectOf(s.relation))) }),
		col("object", table.String, "Of a relation: id of its object.", func(s row) table.Cell { return table.Text(alliance.IDOf(objectOf(s.relation))) }),
		col("factStatus", table.String, "The status that follows from all evidence for the fact.", func(s row) table.Cell {
			if s.event != nil {
				return table.Text(s.event.Status)
			}
			return table.Text(s.relation.Status)
		}),
		col("summary", table.String, "The fact in one English sentence.", func(s row) table.Cell {
			if s.event != nil {
				return table.Text(s.event.Summary())
			}
			return table.Text(s.relation.Summary())
		}),
	}
}
