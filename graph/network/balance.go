package network

import (
	"cmp"
	"context"
	"slices"

	"entente/graph/alliance"
)

// A StructuralBalance says how balanced a signed network is: how many of its triangles have an even number of hostile
// ties (Cartwright and Harary 1956).
type StructuralBalance struct {
	// Triangles has the numbers of triangles with 0, 1, 2 and 3 hostile ties.
	Triangles []int
	// Balanced are the triangles with none or two, Unbalanced those with one or three.
	Balanced, Unbalanced int
	// view and signed are what tensions are found in, when they are asked for.
	view   View
	signed *Signed
}

// A Tension is an unbalanced triangle.
type Tension struct {
	// Actors are ordered by id.
	Actors []*alliance.Actor
	// Relations are those that give the ties between the first and the second, the first and the third, and the second
	// and the third actor their signs; of each tie those with the most independent sources first, then by id.
	Relations []*alliance.Relation
}

// Balance returns how balanced the ties of the whole view are, or those between the actors up to depth relations away
// from the ones with the ids. An id that no actor has is an error that wraps [ErrUnknownActor].
func (v View) Balance(ctx context.Context, around []string, depth int) (*StructuralBalance, error) {
	v = v.proving()
	s, err := v.ties(ctx, around, depth)
	if err != nil {
		return nil, err
	}
	b := s.balance()
	b.view = v
	return b, ctx.Err()
}

// balance counts the triangles, without listing any.
func (s *Signed) balance() *StructuralBalance {
	b := &StructuralBalance{Triangles: make([]int, 4), signed: s}
	triangles(len(s.Actors), s.Ties, func(i, j, k int) { b.Triangles[s.hostile(i, j, k)]++ })
	b.Balanced, b.Unbalanced = b.Triangles[0]+b.Triangles[2], b.Triangles[1]+b.Triangles[3]
	return b
}

// hostile returns how many of the ties are hostile.
func (s *Signed) hostile(ties ...int) int {
	n := 0
	for _, i := range ties {
		if !s.Ties[i].Positive {
			n++
		}
	}
	return n
}

// DegreeOK returns the share of triangles that are balanced, if there are triangles.
func (b *StructuralBalance) DegreeOK() (float64, bool) {
	all := b.Balanced + b.Unbalanced
	if all == 0 {
		return 0, false
	}
	return float64(b.Balanced) / float64(all), true
}

// Tensions returns the first of the unbalanced triangles, the most telling first: those with one hostile tie before
// those with three, which are at rest where more than two blocs may be (Davis 1967); then those whose least attested
// tie is attested by the most independent sources; then by the ids of the actors.
func (b *StructuralBalance) Tensions(ctx context.Context, first int) ([]Tension, error) {
	found := b.signed.tensions(first)
	lists := make([][]*alliance.Relation, len(found))
	for i, t := range found {
		lists[i] = t.Relations
	}
	if err := b.view.complete(ctx, lists...); err != nil {
		return nil, err
	}
	return found, nil
}

// A triangle is three ties: those between the first and the second, the first and the third, and the second and the
// third of its actors.
type triangle struct {
	ties              [3]int
	hostile, strength int
}

// tensions returns the first of the unbalanced triangles.
func (s *Signed) tensions(first int) []Tension {
	top := best[triangle]{limit: first, compare: func(t, u triangle) int {
		return cmp.Or(
			cmp.Compare(t.hostile, u.hostile), cmp.Compare(u.strength, t.strength), slices.Compare(t.ties[:], u.ties[:]),
		)
	}}
	triangles(len(s.Actors), s.Ties, func(i, j, k int) {
		if hostile := s.hostile(i, j, k); hostile%2 == 1 {
			top.add(s.triangle(hostile, i, j, k))
		}
	})
	found := []Tension{}
	for _, t := range top.sorted() {
		first, last := s.Ties[t.ties[0]], s.Ties[t.ties[2]]
		found = append(found, Tension{
			Actors:    []*alliance.Actor{s.Actors[first.A], s.Actors[last.A], s.Actors[last.B]},
			Relations: slices.Concat(s.behind[t.ties[0]], s.behind[t.ties[1]], s.behind[t.ties[2]]),
		})
	}
	return found
}

// triangle returns the triangle of three ties. Ties are ordered by their ends, so that their indices put them, and
// triangles, in order.
func (s *Signed) triangle(hostile int, ties ...int) triangle {
	slices.Sort(ties)
	t := triangle{ties: [3]int(ties), hostile: hostile, strength: strength(s.behind[ties[0]])}
	for _, i := range ties[1:] {
		t.strength = min(t.strength, strength(s.behind[i]))
	}
	return t
}
