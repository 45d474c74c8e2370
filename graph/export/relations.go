package export

import (
	"cmp"
	"context"
	"iter"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
	"entente/graph/export/table"
)

// A relationRow is a row of the table of relations: a relation as seen from the viewpoint of the question.
type relationRow = *alliance.Relation

// relationParameters restrict the table of relations.
type relationParameters struct {
	alliance.RelationFilter
	neighbourhood
	codes
}

func (p *relationParameters) check() error {
	return cmp.Or(parameter.CheckFilter(&p.RelationFilter), p.neighbourhood.check())
}

// each iterates over the relations that the parameters keep, by id.
func (p *relationParameters) each(ctx context.Context, s alliance.Store) iter.Seq2[relationRow, error] {
	return p.relations(ctx, s, p.RelationFilter)
}

// relations is the table of relations.
func relations() *rowTable[relationRow, relationParameters] {
	return &rowTable[relationRow, relationParameters]{
		name: "relations", doc: "Relations, by id: what sources claim of two actors, and what their statements add up to.",
		columns: func(p *relationParameters) []table.Column[relationRow] {
			return append(append(partColumns(), viewColumns()...), endCodes(p.codes, func(r relationRow) (relationRow, alliance.Span) { return r, r.Span })...)
		},
		check: (*relationParameters).check,
		rows: func(ctx context.Context, s alliance.Store, p *relationParameters) iter.Seq2[relationRow, error] {
			return p.each(ctx, s)
		},
	}
}

// partColumns are what a relation is, whatever statements say of it.
func partColumns() []table.Column[relationRow] {
	return []table.Column[relationRow]{
		col("id", table.String, "Unique across the data set.", func(r relationRow) table.Cell { return table.Text(r.ID) }),
		col("type", table.String, "The type of relation: SUPPORTS, ALLIED_WITH, OPPOSES, ….", func(r relationRow) table.Cell { return table.Text(r.Type) }),
		col("mutual", table.Boolean, "Whether it holds in both directions.", func(r relationRow) table.Cell { return table.Flag(r.Type.Mutual()) }),
		col("subject", table.String, "Id of the actor that supports, leads or belongs.", func(r relationRow) table.Cell { return table.Text(r.Subject.ID) }),
		col("subjectName", table.String, "Its name.", func(r relationRow) table.Cell { return table.Text(r.Subject.Name) }),
		col("object", table.String, "Id of the actor at the other end.", func(r relationRow) table.Cell { return table.Text(r.Object.ID) }),
		col("objectName", table.String, "Its name.", func(r relationRow) table.Cell { return table.Text(r.Object.Name) }),
		col("role", table.String, "The post, of who leads or holds office.", func(r relationRow) table.Cell { return table.Text(r.Role) }),
		col("against", table.String, "Id of the opponent against whom support is given.", func(r relationRow) table.Cell { return table.Text(alliance.IDOf(r.Against)) }),
		col("conflict", table.String, "Id of the conflict that it belongs to.", func(r relationRow) table.Cell { return table.Text(alliance.IDOf(r.Conflict)) }),
		col("coalition", table.String, "Id of the coalition or treaty as part of which the subject acts.", func(r relationRow) table.Cell { return table.Text(alliance.IDOf(r.Coalition)) }),
	}
}

// viewColumns are what the statements about a relation add up to.
func viewColumns() []table.Column[relationRow] {
	return []table.Column[relationRow]{
		col("sign", table.Integer, "1 if it is friendly, -1 if it is hostile, 0 if it is neither.", func(r relationRow) table.Cell { return table.Count(signOf(r.Sign())) }),
		col("status", table.String, "What its evidence adds up to: ASSERTED, ALLEGED, DISPUTED or DENIED.", func(r relationRow) table.Cell { return table.Text(r.Status) }),
		col("certainty", table.String, "KNOWN to hold on the days asked for, or only PRESUMED to.", func(r relationRow) table.Cell { return table.Text(r.Certainty) }),
		col("kinds", table.List, "Kinds of support, or obligations, that are claimed; if nothing is, those that are denied.", func(r relationRow) table.Cell { return table.Texts(r.KindList()) }),
		col("deniedKinds", table.List, "The kinds of which only a denial is left.", func(r relationRow) table.Cell { return table.Texts(deniedKinds(r)) }),
		col("from", table.String, "First day on which a claim is known to hold, as precise as sources have it.", func(r relationRow) table.Cell { return table.Dated(r.From) }),
		col("to", table.String, "Last day on which a claim is known to hold.", func(r relationRow) table.Cell { return table.Dated(r.To) }),
		col("firstReported", table.String, "When its first source was published.", func(r relationRow) table.Cell { return table.Dated(r.FirstReported) }),
		col("lastReported", table.String, "When its last source was published.", func(r relationRow) table.Cell { return table.Dated(r.LastReported) }),
		col("independentSources", table.Integer, "Number of independent sources that assert it.", func(r relationRow) table.Cell { return table.Count(r.IndependentSources) }),
		col("sources", table.List, "Ids of the sources that say something about it, by publication.", func(r relationRow) table.Cell { return table.Texts(sourcesOf(r.Evidence)) }),
		col("summary", table.String, "It in one English sentence.", func(r relationRow) table.Cell { return table.Text(r.Summary()) }),
	}
}

// endCodes returns the columns with the identifiers of both ends of a relation.
func endCodes[T any](c codes, of func(T) (*alliance.Relation, alliance.Span)) []table.Column[T] {
	return append(
		columns(c, "subject.", nil, func(row T) (*alliance.Actor, alliance.Span) { r, s := of(row); return subjectOf(r), s }),
		columns(c, "object.", nil, func(row T) (*alliance.Actor, alliance.Span) { r, s := of(row); return objectOf(r), s })...)
}

// subjectOf returns the subject of a relation, nil if there is no relation.
func subjectOf(r *alliance.Relation) *alliance.Actor {
	if r == nil {
		return nil
	}
	return r.Subject
}

// objectOf returns the object of a relation, nil if there is no relation.
func objectOf(r *alliance.Relation) *alliance.Actor {
	if r == nil {
		return nil
	}
	return r.Object
}

// signOf returns a sign as a number.
func signOf(s alliance.Sign) int {
	switch s {
	case alliance.Positive:
		return 1
	case alliance.Negative:
		return -1
	default:
		return 0
	}
}

// deniedKinds returns the kinds of a relation of which only a denial is left.
func deniedKinds(r *alliance.Relation) []alliance.RelationKind {
	var kinds []alliance.RelationKind
	for _, k := range r.KindStatuses() {
		if k.Status == alliance.Denied {
			kinds = append(kinds, k.Kind)
		}
	}
	return kinds
}

// sourcesOf returns the ids of the sources of evidence, each once, in its order.
func sourcesOf(evidence []*alliance.Evidence) []string {
	var ids []string
	seen := map[string]bool{}
	for _, e := range evidence {
		if id := e.Source.ID; !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}
