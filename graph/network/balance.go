package network

import (
	"context"
	"slices"

	"entente/graph/alliance"
)

// A StructuralBalance measures how balanced a signed network is: how many of its triangles have an even number of
// hostile ties (Cartwright and Harary 1956). The three ties of a triangle hold on a common day.
type StructuralBalance struct {
	// Triangles holds the numbers of triangles with 0, 1, 2 and 3 hostile ties.
	Triangles []int
	// Balanced counts the triangles with none or two, Unbalanced those with one or three.
	Balanced, Unbalanced int
	// ties finds the signed network anew, to find the tensions on demand: it takes far more memory than the numbers.
	ties func(context.Context) (*Signed, error)
}

// A Tension is an unbalanced triangle.
type Tension struct {
	// Actors are ordered by id.
	Actors []*alliance.Actor
	// Ties are those between the first and the second actor, the first and the third, and the second and the third. Each
	// has only those days, and relations, that the others share.
	Ties []Tie
	placement
	days alliance.DaySet
}

// Relations returns the relations that the ties rest on, in the order of the ties, each once.
func (t *Tension) Relations() []*alliance.Relation { return relationsOf(t.Ties) }

// Days returns the days on which all three ties hold, as spans, in order.
func (t *Tension) Days() []alliance.Span { return t.days.Spans() }

// Hostile returns how many of the ties are hostile: one or three.
func (t *Tension) Hostile() int { return t.rank }

// Balance returns how balanced the ties of the whole view are or, given ids, those between the actors up to depth
// relations away from these. If an id is unknown, the error wraps [ErrUnknownActor].
func (v View) Balance(ctx context.Context, around []string, depth int) (*StructuralBalance, error) {
	s, err := v.Ties(ctx, around, depth)
	if err != nil {
		return nil, err
	}
	b, err := s.balance(ctx)
	if b.ties = keeping(s); v.Keep != nil {
		b.ties = func(ctx context.Context) (*Signed, error) { return v.Ties(ctx, around, depth) }
	}
	return b, err
}

// keeping returns a function that returns a signed network.
func keeping(s *Signed) func(context.Context) (*Signed, error) {
	return func(context.Context) (*Signed, error) { return s, nil }
}

// balance counts the triangles without listing them.
func (s *Signed) balance(ctx context.Context) (*StructuralBalance, error) {
	b := &StructuralBalance{Triangles: make([]int, 4)}
	err := s.triangles(ctx, func(t triangle) { b.Triangles[t.hostile]++ })
	b.Balanced, b.Unbalanced = b.Triangles[0]+b.Triangles[2], b.Triangles[1]+b.Triangles[3]
	return b, err
}

// DegreeOK returns the share of triangles that are balanced, and whether there are any triangles.
func (b *StructuralBalance) DegreeOK() (float64, bool) {
	all := b.Balanced + b.Unbalanced
	if all == 0 {
		return 0, false
	}
	return float64(b.Balanced) / float64(all), true
}

// A triangle is three ties, in no particular order, and how many of them are hostile.
type triangle struct {
	ties    [3]int
	hostile int
}

// triangles calls yield for each triangle whose ties hold on a common day, until the context is done.
func (s *Signed) triangles(ctx context.Context, yield func(triangle)) error {
	return triangles(ctx, len(s.Actors), s.Ties, func(i, j, k int) {
		if !s.pair(i).days.Share(s.pair(j).days, s.pair(k).days) {
			return
		}
		t := triangle{ties: [3]int{i, j, k}}
		for _, i := range t.ties {
			if !s.Ties[i].Positive {
				t.hostile++
			}
		}
		yield(t)
	})
}

// A TensionQuery asks for a page of tensions.
type TensionQuery struct {
	// Hostile keeps tensions with such a number of hostile ties, one or three; nil keeps all.
	Hostile []int
	// Actors keeps tensions in which one of the actors with these ids takes part; nil keeps all.
	Actors []string
	First  int
	// After is the cursor of the tension after which the page begins; the empty cursor means the beginning.
	After string
}

// Tensions returns a page of the unbalanced triangles, the most significant first: those with one hostile tie before
// those with three, which are stable if there may be more than two blocs (Davis 1967); then by the number of independent
// sources of their least attested tie, highest first; then by the ids of the actors. Total is exact whatever the page. If
// the cursor is not one of a tension, the error wraps [alliance.ErrInvalidCursor].
func (b *StructuralBalance) Tensions(ctx context.Context, q TensionQuery) (*Page[*Tension], error) {
	s, err := b.ties(ctx)
	if err != nil {
		return nil, err
	}
	return listPage("tensions", q.First, q.After, func(yield func(entry[triangle])) error {
		strength := s.graph.strengths()
		return s.triangles(ctx, func(t triangle) {
			if t.hostile%2 == 0 || q.Hostile != nil && !slices.Contains(q.Hostile, t.hostile) {
				return
			}
			p := s.entry(&t, strength)
			if q.Actors == nil || slices.ContainsFunc(p.ids, func(id string) bool { return slices.Contains(q.Actors, id) }) {
				yield(p)
			}
		})
	}, s.tension)
}

// entry returns a triangle with its placement among all tensions, and its ties in order. Ties are ordered by their ends, so
// ordering them by index orders them by actors.
func (s *Signed) entry(t *triangle, strength func(*pair) int) entry[triangle] {
	slices.Sort(t.ties[:])
	pairs := []*pair{s.pair(t.ties[0]), s.pair(t.ties[1]), s.pair(t.ties[2])}
	p := entry[triangle]{placement{rank: t.hostile, strength: weakest(pairs, strength)}, *t}
	for _, a := range s.corners(t) {
		p.ids = append(p.ids, a.ID)
	}
	return p
}

// corners returns the actors of a triangle whose ties are in order.
func (s *Signed) corners(t *triangle) []*alliance.Actor {
	first, last := s.Ties[t.ties[0]], s.Ties[t.ties[2]]
	return []*alliance.Actor{s.Actors[first.A], s.Actors[last.A], s.Actors[last.B]}
}

// tension returns a triangle as a tension.
func (s *Signed) tension(t *entry[triangle]) *Tension {
	ties := t.found.ties
	days := s.pair(ties[0]).days.And(s.pair(ties[1]).days).And(s.pair(ties[2]).days)
	found := &Tension{Actors: s.corners(&t.found), placement: t.placement, days: days}
	for _, i := range ties {
		found.Ties = append(found.Ties, s.tie(i, days))
	}
	return found
}
