package network

import (
	"cmp"
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/topk"
)

// A StructuralBalance measures how balanced a signed network is: how many of its triangles have an even number of
// hostile ties (Cartwright and Harary 1956). The three ties of a triangle hold on a common day.
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
	// Ties are those between the first and the second actor, the first and the third, and the second and the third. Each
	// has only those days, and relations, that the others share.
	Ties []Tie
	key  tensionKey
	days alliance.DaySet
}

// Relations returns the relations that the ties rest on, in the order of the ties, each once.
func (t *Tension) Relations() []*alliance.Relation { return relationsOf(t.Ties) }

// Days returns the days on which all three ties hold, as spans, in order.
func (t *Tension) Days() []alliance.Span { return t.days.Spans() }

// Hostile returns how many of the ties are hostile: one or three.
func (t *Tension) Hostile() int { return t.key.hostile }

// Cursor returns where in the list of all tensions the tension stands.
func (t *Tension) Cursor() string { return t.key.cursor() }

// Balance returns how balanced the ties of the whole view are or, given ids, those between the actors up to depth
// relations away from these. If an id is unknown, the error wraps [ErrUnknownActor].
func (v View) Balance(ctx context.Context, around []string, depth int) (*StructuralBalance, error) {
	s, err := v.Ties(ctx, around, depth)
	if err != nil {
		return nil, err
	}
	return s.balance(ctx)
}

// balance counts the triangles without listing them.
func (s *Signed) balance(ctx context.Context) (*StructuralBalance, error) {
	b := &StructuralBalance{Triangles: make([]int, 4), signed: s}
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

// checkEvery is the number of triangles between checks of the context.
const checkEvery = 1 << 14

// triangles calls yield for each triangle whose ties hold on a common day, until the context is done.
func (s *Signed) triangles(ctx context.Context, yield func(triangle)) error {
	seen := 0
	triangles(len(s.Actors), s.Ties, func(i, j, k int) bool {
		if seen++; seen%checkEvery == 0 && ctx.Err() != nil {
			return false
		}
		if !s.pairs[i].days.Share(s.pairs[j].days, s.pairs[k].days) {
			return true
		}
		t := triangle{ties: [3]int{i, j, k}}
		for _, i := range t.ties {
			if !s.Ties[i].Positive {
				t.hostile++
			}
		}
		yield(t)
		return true
	})
	return ctx.Err()
}

// A tensionKey is the place of a tension in the list of all: those with one hostile tie before those with three; then by
// the number of independent sources of the least attested tie, highest first; then by the ids of the actors.
type tensionKey struct {
	hostile, strength int
	actors            []string
}

// compare orders keys.
func (k tensionKey) compare(l tensionKey) int {
	return cmp.Or(cmp.Compare(k.hostile, l.hostile), cmp.Compare(l.strength, k.strength), slices.Compare(k.actors, l.actors))
}

// cursor encodes the key.
func (k tensionKey) cursor() string {
	return encodeKey("tensions", []int{k.hostile, k.strength}, k.actors)
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
	numbers, actors, err := decodeKey("tensions", q.After, 2)
	if err != nil {
		return nil, err
	}
	page := &Page[*Tension]{Nodes: []*Tension{}, HasPrevious: q.After != ""}
	top := topk.New(q.First+1, func(t, u keyedTriangle) int { return t.key.compare(u.key) })
	strengths := b.signed.strengths()
	err = b.signed.triangles(ctx, func(t triangle) {
		if t.hostile%2 == 0 || q.Hostile != nil && !slices.Contains(q.Hostile, t.hostile) {
			return
		}
		k := keyedTriangle{t, b.signed.key(&t, strengths)}
		if q.Actors != nil && !slices.ContainsFunc(k.key.actors, func(id string) bool { return slices.Contains(q.Actors, id) }) {
			return
		}
		page.Total++
		if q.After == "" || k.key.compare(tensionKey{numbers[0], numbers[1], actors}) > 0 {
			top.Add(k)
		}
	})
	if err != nil {
		return nil, err
	}
	for _, t := range top.Sorted() {
		if len(page.Nodes) == q.First {
			page.HasNext = true
			break
		}
		page.Nodes = append(page.Nodes, b.signed.tension(t))
	}
	return page, nil
}

// A keyedTriangle is a triangle with its place.
type keyedTriangle struct {
	triangle
	key tensionKey
}

// strengths returns a function that returns the strength of a tie, computed once.
func (s *Signed) strengths() func(tie int) int {
	known := make([]int, len(s.pairs)) // one more than the strength, 0 if it is not known
	return func(tie int) int {
		if known[tie] == 0 {
			known[tie] = s.graph.strength(s.pairs[tie]) + 1
		}
		return known[tie] - 1
	}
}

// key returns the place of a triangle, and orders its ties. Ties are ordered by their ends, so ordering them by index
// orders them by actors.
func (s *Signed) key(t *triangle, strength func(int) int) tensionKey {
	slices.Sort(t.ties[:])
	k := tensionKey{hostile: t.hostile, strength: strength(t.ties[0])}
	for _, i := range t.ties[1:] {
		k.strength = min(k.strength, strength(i))
	}
	first, last := s.Ties[t.ties[0]], s.Ties[t.ties[2]]
	k.actors = []string{s.Actors[first.A].ID, s.Actors[last.A].ID, s.Actors[last.B].ID}
	return k
}

// tension returns a triangle as a tension.
func (s *Signed) tension(t keyedTriangle) *Tension {
	found := &Tension{key: t.key, days: s.pairs[t.ties[0]].days.And(s.pairs[t.ties[1]].days).And(s.pairs[t.ties[2]].days)}
	first, last := s.Ties[t.ties[0]], s.Ties[t.ties[2]]
	found.Actors = []*alliance.Actor{s.Actors[first.A], s.Actors[last.A], s.Actors[last.B]}
	for _, i := range t.ties {
		found.Ties = append(found.Ties, s.tie(i, found.days))
	}
	return found
}
