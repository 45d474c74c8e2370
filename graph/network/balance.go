package network

import (
	"cmp"
	"context"
	"slices"

	"entente/graph/alliance"
)

// A StructuralBalance measures how balanced a signed network is: how many of its triangles have an even number of
// hostile ties (Cartwright and Harary 1956).
type StructuralBalance struct {
	// Triangles holds the numbers of triangles with 0, 1, 2 and 3 hostile ties.
	Triangles []int
	// Balanced counts the triangles with none or two, Unbalanced those with one or three.
	Balanced, Unbalanced int
	// signed is used to find the tensions on demand.
	signed *Signed
}

// A Tension is an unbalanced triangle.
type Tension struct {
	// Actors are ordered by id.
	Actors []*alliance.Actor
	// Relations are the relations that give the ties their signs: first of the tie between the first and the second
	// actor, then of that between the first and the third, then of that between the second and the third; those of each
	// tie are ordered by the number of independent sources, highest first, then by id.
	Relations []*alliance.Relation
}

// Balance returns how balanced the ties of the whole view are or, given ids, those between the actors up to depth
// relations away from these. If an id is unknown, the error wraps [ErrUnknownActor].
func (v View) Balance(ctx context.Context, around []string, depth int) (*StructuralBalance, error) {
	s, err := v.proving().ties(ctx, around, depth)
	if err != nil {
		return nil, err
	}
	return s.balance(), ctx.Err()
}

// balance counts the triangles without listing them.
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

// DegreeOK returns the share of triangles that are balanced, and whether there are any triangles.
func (b *StructuralBalance) DegreeOK() (float64, bool) {
	all := b.Balanced + b.Unbalanced
	if all == 0 {
		return 0, false
	}
	return float64(b.Balanced) / float64(all), true
}

// Tensions returns at most first of the unbalanced triangles, the most significant first: those with one hostile tie
// before those with three, which are stable if there may be more than two blocs (Davis 1967); then by the number of
// independent sources of their least attested tie, highest first; then by the ids of the actors.
func (b *StructuralBalance) Tensions(first int) []Tension { return b.signed.tensions(first) }

// A triangle is the three ties between three actors: between the first and the second, the first and the third, and the
// second and the third.
type triangle struct {
	ties              [3]int
	hostile, strength int
}

// tensions returns at most first of the unbalanced triangles, in the order of [StructuralBalance.Tensions].
func (s *Signed) tensions(first int) []Tension {
	top := topK[triangle]{limit: first, compare: func(t, u triangle) int {
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

// triangle returns the triangle of three ties. Ties are ordered by their ends, so ordering them, and triangles, by
// index orders them by actors.
func (s *Signed) triangle(hostile int, ties ...int) triangle {
	slices.Sort(ties)
	t := triangle{ties: [3]int(ties), hostile: hostile, strength: strength(s.behind[ties[0]])}
	for _, i := range ties[1:] {
		t.strength = min(t.strength, strength(s.behind[i]))
	}
	return t
}
