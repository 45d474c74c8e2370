package export

import (
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/export/netfile"
	"entente/graph/export/table"
	"entente/graph/network"
)

// relationGraph returns the network of relations. A whole network is read twice, first for its actors, so that its relations
// need not be held in memory.
func relationGraph(ctx context.Context, s alliance.Store, p *networkParameters) (*netfile.Graph[*alliance.Relation], error) {
	edges, err := p.find(ctx, s, p.RelationFilter)
	if err != nil {
		return nil, err
	}
	nodes := cast{}
	if err := nodes.addEnds(edges); err != nil {
		return nil, err
	}
	if err := nodes.addAsked(ctx, s, p); err != nil {
		return nil, err
	}
	actors, err := nodes.inOrder(ctx)
	if err != nil {
		return nil, err
	}
	return &netfile.Graph[*alliance.Relation]{
		Directed: true, Nodes: actors, NodeColumns: nodeColumns(actors),
		Edges: edges, EdgeColumns: relationEdgeColumns(), Ends: relationEnds,
		SpellFields: table.Fields(periodColumns()), Dynamic: []string{"status", "kinds"}, Spells: relationSpells,
	}, nil
}

// relationEdgeColumns returns the columns of the table of relations without the id and the ends, which edges have anyway.
func relationEdgeColumns() []table.Column[*alliance.Relation] {
	return slices.DeleteFunc(append(partColumns(), viewColumns()...), func(c table.Column[relationRow]) bool {
		return slices.Contains([]string{"id", "subject", "subjectName", "object", "objectName"}, c.Name)
	})
}

func relationEnds(r *alliance.Relation) netfile.Ends {
	return netfile.Ends{ID: r.ID, Label: string(r.Type), Source: r.Subject.ID, Target: r.Object.ID}
}

// relationSpells returns the periods of a relation.
func relationSpells(r *alliance.Relation) []netfile.Spell {
	columns := periodColumns()
	var spells []netfile.Spell
	for _, p := range r.Periods() {
		spell := netfile.Spell{First: p.From.First(), Last: p.To.Last(), Denied: p.Status == alliance.Denied}
		for _, c := range columns {
			spell.Cells = append(spell.Cells, c.Of(periodRow{r, p}))
		}
		spells = append(spells, spell)
	}
	return spells
}

// tieGraph returns the network of ties.
func tieGraph(ctx context.Context, s alliance.Store, p *networkParameters) (*netfile.Graph[*network.Tie], error) {
	signed, err := p.view(s).Ties(ctx, p.Around, p.depth())
	if err != nil {
		return nil, err
	}
	nodes := cast{}
	nodes.add(signed.Actors...)
	if err := nodes.addAsked(ctx, s, p); err != nil {
		return nil, err
	}
	actors, err := nodes.inOrder(ctx)
	if err != nil {
		return nil, err
	}
	return &netfile.Graph[*network.Tie]{
		Nodes: actors, NodeColumns: nodeColumns(actors),
		Edges:       signed.Each(ctx),
		EdgeColumns: tieColumns(), Ends: tieEnds,
		SpellFields: table.Fields(dayColumns()), Spells: tieSpells,
	}, nil
}

// tieColumns are what two actors are to each other.
func tieColumns() []table.Column[*network.Tie] {
	return []table.Column[*network.Tie]{
		col("sign", table.Integer, "1 if it is friendly, -1 if it is hostile.", func(t *network.Tie) table.Cell { return table.Count(signOf(t.Sign)) }),
		col("ambivalent", table.Boolean, "Whether both something friendly and something hostile holds on the last day.", func(t *network.Tie) table.Cell { return table.Flag(t.Ambivalent) }),
		col("bases", table.List, "What it rests on: RELATION, BACKS_OPPONENT, CO_MEMBERS.", func(t *network.Tie) table.Cell { return table.Texts(t.Bases) }),
		col("relations", table.List, "Ids of the relations that it rests on, best attested first.", func(t *network.Tie) table.Cell { return table.Texts(relationIDs(t.Relations)) }),
		col("despite", table.List, "Ids of the relations that say the opposite on some of its days.", func(t *network.Tie) table.Cell { return table.Texts(relationIDs(t.Despite)) }),
		col("independentSources", table.Integer, "Number of independent sources that assert one of the relations that it rests on.", func(t *network.Tie) table.Cell { return table.Count(alliance.IndependentSources(t.Relations)) }),
	}
}

// dayColumns are the days of a spell of a tie.
func dayColumns() []table.Column[alliance.Span] {
	return []table.Column[alliance.Span]{
		col("firstDay", table.Date, "Its first day.", func(s alliance.Span) table.Cell { return table.OnDay(s.From.First()) }),
		col("lastDay", table.Date, "Its last day; absent if it is presumed to go on.", func(s alliance.Span) table.Cell { return table.OnDay(s.To.Last()) }),
	}
}

// tieEnds returns what a tie connects. No id of anything else has a colon.
func tieEnds(t *network.Tie) netfile.Ends {
	label := "FRIENDLY"
	if t.Sign == alliance.Negative {
		label = "HOSTILE"
	}
	return netfile.Ends{ID: t.From.ID + ":" + t.To.ID, Label: label, Source: t.From.ID, Target: t.To.ID}
}

// tieSpells returns the days of a tie.
func tieSpells(t *network.Tie) []netfile.Spell {
	var spells []netfile.Spell
	for _, s := range t.Days() {
		spell := netfile.Spell{First: s.From.First(), Last: s.To.Last()}
		for _, c := range dayColumns() {
			spell.Cells = append(spell.Cells, c.Of(s))
		}
		spells = append(spells, spell)
	}
	return spells
}

// relationIDs returns the ids of relations, in their order.
func relationIDs(relations []*alliance.Relation) []string {
	ids := make([]string, len(relations))
	for i, r := range relations {
		ids[i] = r.ID
	}
	return ids
}
