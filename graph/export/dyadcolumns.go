package export

import (
	"strconv"
	"strings"

	"entente/graph/alliance"
	"entente/graph/export/table"
	"entente/graph/network"
)

// A dyadColumn is a column of the table of dyad-years.
type dyadColumn = table.Column[dyadRow]

// dyadColumns returns the columns of dyad-years, named as in peacesciencer for R where that has them.
func dyadColumns(p *dyadParameters) []dyadColumn {
	list := append(codeColumns(p.IDs), stateColumns()...)
	list = append(list, claimColumns("alliance", pairText(p, "the first owes the second", "either owes the other"), owed, obligationColumns())...)
	if p.Directed {
		list = append(list, supportColumns("support", "the first gives to the second", gives)...)
	} else {
		list = append(list, supportColumns("support12", "the first gives to the second", gives)...)
		list = append(list, supportColumns("support21", "the second gives to the first", gets)...)
	}
	list = append(list, claimColumns("opposes", "one opposes the other", opposed, nil)...)
	list = append(list, claimColumns("backs_opponent", pairText(p, "the first backs an opponent of the second", "either backs an opponent of the other"), backed, nil)...)
	list = append(list, claimColumns("recognizes", pairText(p, "the first recognizes the second", "either recognizes the other"), recognized, nil)...)
	return append(append(list, similarityColumns()...), proofColumns()...)
}

// pairText returns what a column of pairs in both orders, or in one, says.
func pairText(p *dyadParameters, directed, undirected string) string {
	if p.Directed {
		return directed
	}
	return undirected
}

// The claims of a row.
func owed(d dyadRow) *network.Claim       { return &d.Owes }
func gives(d dyadRow) *network.Claim      { return &d.Supports }
func gets(d dyadRow) *network.Claim       { return &d.Supported }
func opposed(d dyadRow) *network.Claim    { return &d.Opposes }
func backed(d dyadRow) *network.Claim     { return &d.Backs }
func recognized(d dyadRow) *network.Claim { return &d.Recognizes }

// codeColumns returns the columns of the codes of a scheme, none if there is none.
func codeColumns(scheme string) []dyadColumn {
	name, of, t := "id", text, table.String
	switch {
	case scheme == "":
		return nil
	case numeric(scheme):
		name, of, t = map[string]string{"cow": "ccode", "gw": "gwcode"}[scheme], number, table.Integer
	}
	doc := " state in the scheme " + scheme + ": where a state has several in the year, or several states one, it goes to where it stands longest."
	return []dyadColumn{
		col(name+"1", t, "Code of the first"+doc, func(d dyadRow) table.Cell { return of(d.One.Code) }),
		col(name+"2", t, "Code of the second"+doc, func(d dyadRow) table.Cell { return of(d.Other.Code) }),
	}
}

// text returns the cell of a code that is a text.
func text(code string) table.Cell { return table.Text(code) }

// number returns the cell of a code that is a number, absent if it is none.
func number(code string) table.Cell {
	n, err := strconv.Atoi(code)
	if err != nil {
		return table.Cell{}
	}
	return table.Count(n)
}

// stateColumns returns the columns of the year and the two states.
func stateColumns() []dyadColumn {
	return []dyadColumn{
		col("year", table.Integer, "The year: whatever holds on one of its days counts.", func(d dyadRow) table.Cell { return table.Count(d.Year) }),
		col("actor1", table.String, "Id of the first state.", func(d dyadRow) table.Cell { return table.Text(d.One.ID) }),
		col("actor2", table.String, "Id of the second state.", func(d dyadRow) table.Cell { return table.Text(d.Other.ID) }),
		col("name1", table.String, "Name of the first state.", func(d dyadRow) table.Cell { return table.Text(d.One.Name) }),
		col("name2", table.String, "Name of the second state.", func(d dyadRow) table.Cell { return table.Text(d.Other.Name) }),
	}
}

// claimColumns returns the columns of a claim: whether it is made, its status, and those of its kinds, if it has any.
func claimColumns(name, doc string, of func(dyadRow) *network.Claim, kinds []kindColumn) []dyadColumn {
	list := []dyadColumn{
		col(name, table.Integer, "1 if "+doc+", otherwise 0; absent instead of 0 where no source covers it, or parameters leave out relations that might say so.", func(d dyadRow) table.Cell { return said(of(d), of(d).Holds()) }),
		col(name+"_status", table.String, "The best status of what says so: ASSERTED, ALLEGED, DISPUTED or, if asked for, DENIED.", func(d dyadRow) table.Cell { return table.Text(of(d).Status) }),
	}
	for _, k := range kinds {
		set := alliance.SetOf(k.kind)
		list = append(list, col(k.name, table.Integer, "1 if it is "+k.kind.Prose()+", by whatever status, otherwise 0; absent instead of 0 as "+name+" is.", func(d dyadRow) table.Cell { return said(of(d), of(d).Kinds()&set != 0) }))
	}
	if kinds != nil {
		list = append(list, col(name+"_doubts", table.List, "Its kinds that are not asserted, as KIND:STATUS.", func(d dyadRow) table.Cell { return table.Texts(doubtsOf(of(d))) }))
	}
	return list
}

// A kindColumn is the column of a kind.
type kindColumn struct {
	name string
	kind alliance.RelationKind
}

// obligationColumns returns the columns of obligations, named as those of ATOP.
func obligationColumns() []kindColumn {
	return []kindColumn{
		{"defense", alliance.Defense}, {"offense", alliance.Offense}, {"neutral", alliance.Neutrality},
		{"nonagg", alliance.Nonaggression}, {"consul", alliance.Consultation},
	}
}

// supportColumns returns the columns of support in a direction.
func supportColumns(name, doc string, of func(dyadRow) *network.Claim) []dyadColumn {
	var kinds []kindColumn
	for _, k := range alliance.KindsOf(alliance.Supports) {
		kinds = append(kinds, kindColumn{name + "_" + strings.ToLower(string(k)), k})
	}
	return claimColumns(name, "there is support that "+doc, of, kinds)
}

// similarityColumns returns the columns of how similar the alliance portfolios of both are.
func similarityColumns() []dyadColumn {
	var list []dyadColumn
	for i, m := range network.DyadMeasures() {
		list = append(list, col(m.Name, table.Number, measureText(m.Comparison), func(d dyadRow) table.Cell {
			return table.Real(d.Similarity[i].Value, d.Similarity[i].Defined)
		}))
	}
	return list
}

// measureText says what a measure is.
func measureText(c network.Comparison) string {
	valued := "binary"
	if c.Valued {
		valued = "valued"
	}
	text := "Similarity of alliance portfolios: " + string(c.Measure) + " of " + valued + " commitments"
	if c.Distance != "" {
		text += " by " + strings.ToLower(string(c.Distance)) + " distances"
	}
	return text + "; absent where it is undefined."
}

// proofColumns returns the columns of the tie, and of what the row rests on.
func proofColumns() []dyadColumn {
	return []dyadColumn{
		col("tie", table.Integer, "1 if their tie over the year, by the relations that parameters keep, is friendly, -1 if it is hostile, 0 if they have none; "+
			"absent instead of 0 where no source covers any, or parameters leave some out.", tieOf),
		col("ambivalent", table.Integer, "1 if both something friendly and something hostile holds on the last day of the year on which anything does, otherwise 0; absent instead of 0 as tie is.", ambivalenceOf),
		col("sources", table.Integer, "Number of independent sources that assert any of the relations.", func(d dyadRow) table.Cell { return table.Count(d.IndependentSources()) }),
		col("relations", table.List, "Ids of the relations that all but the similarities rests on.", func(d dyadRow) table.Cell { return table.Texts(idsOf(d.Relations)) }),
	}
}

// tieOf returns the cell of a tie.
func tieOf(d dyadRow) table.Cell {
	if d.Unknown {
		return table.Cell{}
	}
	return table.Count(signOf(d.Sign))
}

// ambivalenceOf returns the cell of ambivalence.
func ambivalenceOf(d dyadRow) table.Cell {
	if d.Unknown || d.Partial && !d.Ambivalent {
		return table.Cell{}
	}
	return bit(d.Ambivalent)
}

// bit returns the cell of 1 or 0.
func bit(b bool) table.Cell {
	if b {
		return table.Count(1)
	}
	return table.Count(0)
}

// said returns the cell of 1 or 0, absent instead of 0 if not all is known of a claim.
func said(c *network.Claim, b bool) table.Cell {
	if c.Unknown || c.Partial && !b {
		return table.Cell{}
	}
	return bit(b)
}

// doubtsOf returns the kinds of a claim that are not asserted, with their statuses.
func doubtsOf(c *network.Claim) []string {
	var list []string
	for _, k := range c.Doubts() {
		list = append(list, string(k.Kind)+":"+string(k.Status))
	}
	return list
}
