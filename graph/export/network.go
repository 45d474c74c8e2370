package export

import (
	"cmp"
	"context"
	"io"
	"strings"

	"entente/graph/alliance"
	"entente/graph/export/netfile"
	"entente/graph/export/parameter"
	"entente/graph/network"
	"entente/graph/pace"
)

// networkParameters restrict a network.
type networkParameters struct {
	alliance.RelationFilter
	neighbourhood
	// Edges is what the edges are: relations, or ties.
	Edges string
	// Ambivalent is how days count on which two actors are both friends and enemies; only ties know it.
	Ambivalent network.Ambivalence
	// Isolates adds all actors that have no edges.
	Isolates bool
}

// What edges are.
const (
	byRelations = "relations"
	byTies      = "ties"
)

// networks is the network in each of the formats.
func networks() []Kind {
	var kinds []Kind
	for _, f := range netfile.Formats() {
		kinds = append(kinds, Kind{
			Name: "network." + string(f), MediaType: f.MediaType(), Heavy: true,
			Doc: "A network for Gephi, networkx, igraph and others: actors, and the relations or (edges=ties) the ties between them; " +
				"what is only denied is left out unless statuses names DENIED.",
			Parameters: parameter.Names(new(networkParameters)),
			Prepare:    func(q *Question) (Write, error) { return prepareNetwork(f, q) },
		})
	}
	return kinds
}

// prepareNetwork checks a question about a network and returns what writes it.
func prepareNetwork(f netfile.Format, q *Question) (Write, error) {
	p := networkParameters{Edges: byRelations}
	if err := q.decode(&p); err != nil {
		return nil, err
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	if p.Statuses == nil {
		p.Statuses = alliance.Claimed() // who draws or counts edges takes each for something that somebody claims
	}
	return func(ctx context.Context, w io.Writer) error {
		if p.Edges == byTies {
			return writeGraph(ctx, w, f, q, &p, tieGraph)
		}
		return writeGraph(ctx, w, f, q, &p, relationGraph)
	}, nil
}

// check returns what is wrong with the parameters.
func (p *networkParameters) check() error {
	switch {
	case p.Edges != byRelations && p.Edges != byTies:
		return parameter.Errorf("edges", "there is no %q (there are %s, %s)", p.Edges, byRelations, byTies)
	case p.Edges == byRelations && p.Ambivalent != "":
		return parameter.Errorf("ambivalent", "it is about ties, and the edges are relations (add edges=ties)")
	case p.Isolates && len(p.Around) > 0:
		return parameter.Errorf("isolates", "it adds actors to a whole network, and this is one around some (leave one of the two out)")
	default:
		return cmp.Or(parameter.CheckFilter(&p.RelationFilter), p.neighbourhood.check())
	}
}

// view returns the network that is asked for.
func (p *networkParameters) view(s alliance.Store) network.View {
	return network.View{Store: s, Where: p.RelationFilter, Ambivalent: p.Ambivalent}
}

// writeGraph writes a network of edges of one type.
func writeGraph[E any](
	ctx context.Context, w io.Writer, f netfile.Format, q *Question, p *networkParameters,
	find func(context.Context, alliance.Store, *networkParameters) (*netfile.Graph[E], error),
) error {
	if err := p.ready(ctx, q.Store); err != nil {
		return err
	}
	g, err := find(ctx, q.Store, p)
	if err != nil {
		return err
	}
	g.Meta = q.provenance()
	return g.Write(pace.NewWriter(ctx, w), f)
}

// provenance returns what a network is made from.
func (q *Question) provenance() netfile.Meta {
	m := netfile.Meta{Version: q.Dataset.Version, Query: q.Target()}
	for i := range q.Dataset.Collections {
		c := &q.Dataset.Collections[i]
		m.Title, m.License = also(m.Title, c.Title), also(m.License, c.License)
		m.Authors = append(m.Authors, c.Authors...)
	}
	m.Title = cmp.Or(m.Title, "Actors and the relations between them")
	return m
}

// also returns a text with another one after it, unless that is empty or part of it.
func also(text string, next alliance.Text) string {
	switch {
	case next == "" || strings.Contains(text, string(next)):
		return text
	case text == "":
		return string(next)
	default:
		return text + "; " + string(next)
	}
}
