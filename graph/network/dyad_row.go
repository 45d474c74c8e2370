package network

import (
	"context"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// each calls yield for each dyad of the year, and reports whether to go on: until yield returns false, or is given the error of
// the context.
func (y *dyadYear) each(ctx context.Context, yield func(*Dyad, error) bool) bool {
	var steps pace.Steps
	for i := range y.states {
		first := i + 1
		if y.query.Directed {
			first = 0
		}
		for j := first; j < len(y.states); j++ {
			if err := steps.Take(ctx); err != nil {
				yield(nil, err)
				return false
			}
			if i != j && (y.query.Bare || y.related(i, j)) && !yield(y.dyad(i, j), nil) {
				return false
			}
		}
	}
	return true
}

// related reports whether the dyad of two states rests on any relation.
func (y *dyadYear) related(i, j int) bool {
	return y.bonds[[2]int{i, j}] != nil || !y.query.Directed && y.bonds[[2]int{j, i}] != nil
}

// dyad returns what two states are to each other.
func (y *dyadYear) dyad(i, j int) *Dyad {
	d := &Dyad{One: &y.states[i], Other: &y.states[j], Year: y.year, Sign: alliance.Neutral}
	d.Similarity = y.alike.of(d.One.Actor, d.Other.Actor)
	var relations []*alliance.Relation
	if b := y.bonds[[2]int{i, j}]; b != nil {
		d.Owes, d.Supports, d.Opposes, d.Backs, d.Recognizes = b.owes, b.supports, b.opposes, b.backs, b.recognizes
		d.Sign, d.Ambivalent = b.sign, b.ambivalent
		relations = append(relations, b.relations...)
	}
	if b := y.bonds[[2]int{j, i}]; b != nil && !y.query.Directed {
		d.Owes, d.Backs, d.Recognizes = d.Owes.or(b.owes), d.Backs.or(b.backs), d.Recognizes.or(b.recognizes)
		d.Supported = b.supports
		relations = append(relations, b.relations...)
	}
	y.mark(d)
	for _, r := range distinctInOrder(relations) {
		if seen := y.see(r); seen != nil {
			d.Relations = append(d.Relations, seen)
		}
	}
	return d
}

// see returns a relation as seen in the year.
func (y *dyadYear) see(r *alliance.Relation) *alliance.Relation {
	seen, ok := y.seen[r]
	if !ok {
		seen = r.Seen(y.view.Where.Viewpoint, true)
		y.seen[r] = seen
	}
	return seen
}
