package export

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/export/table"
	"entente/graph/pace"
)

// A cast is actors by their ids.
type cast map[string]*alliance.Actor

// add adds actors.
func (c cast) add(actors ...*alliance.Actor) {
	for _, a := range actors {
		c[a.ID] = a
	}
}

// addEnds adds the actors that relations connect.
func (c cast) addEnds(relations iter.Seq2[*alliance.Relation, error]) error {
	for r, err := range relations {
		if err != nil {
			return err
		}
		c.add(r.Subject, r.Object)
	}
	return nil
}

// addAsked adds the actors that a question asks for whether they have edges or not.
func (c cast) addAsked(ctx context.Context, s alliance.Store, p *networkParameters) error {
	var asked alliance.ActorFilter
	switch {
	case len(p.Around) > 0:
		asked.IDs = p.Around
	case !p.Isolates:
		return nil
	}
	for a, err := range everyActor(ctx, s, asked) {
		if err != nil {
			return err
		}
		c.add(a)
	}
	return nil
}

// inOrder returns the actors, by id.
func (c cast) inOrder(ctx context.Context) ([]*alliance.Actor, error) {
	actors := slices.Collect(maps.Values(c))
	return actors, pace.Sort(ctx, actors, func(a, b *alliance.Actor) int { return strings.Compare(a.ID, b.ID) })
}

// reserved are names that programs have for nodes, in lower case.
var reserved = []string{"id", "label", "actor", "timeset", "weight"}

// nodeColumns returns the columns of the table of actors without the id, which nodes have anyway, and one for each scheme in
// which one of the actors has an identifier. Gephi does not tell names by their case.
func nodeColumns(actors []*alliance.Actor) []table.Column[*alliance.Actor] {
	list := actorColumns()[1:]
	taken := slices.Clone(reserved)
	for _, c := range list {
		taken = append(taken, strings.ToLower(c.Name))
	}
	schemes := map[string]bool{}
	for _, a := range actors {
		for _, i := range a.Identifiers {
			schemes[i.Scheme] = true
		}
	}
	for _, scheme := range slices.Sorted(maps.Keys(schemes)) {
		name := scheme
		for slices.Contains(taken, strings.ToLower(name)) {
			name = "identifier." + name
		}
		taken = append(taken, strings.ToLower(name))
		next := columns(codes{[]string{scheme}}, "", nil, func(a *alliance.Actor) (*alliance.Actor, alliance.Span) { return a, alliance.Span{} })
		next[0].Name = name
		list = append(list, next...)
	}
	return list
}
