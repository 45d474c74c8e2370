package network

import (
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// A shortlist finds the first allies of an actor without all reasons against the others.
//
// The ties of the actor and of its neighbours give all reasons but those through two actors, a friend and an enemy of that
// friend, who is a friend of the other. These are by far the most, and count only against: without them, allies stand no
// lower than they do. So the first allies are known once those who stand first have had their ties with such enemies counted,
// and still do.
type shortlist struct {
	*gathering
	// near is the graph of the ties of the actor and of its neighbours, and from the index of the actor.
	near *signedGraph
	from int
	// standings are those in near, with all pairs of proxies of the actors that are counted.
	standings []Standing
	counted   map[*alliance.Actor]bool
	// proxies are the enemies of friends of which not all ties are in near, and reached is how they are reached, by index.
	proxies map[*alliance.Actor]bool
	reached []reach
	// among are the relations that can be behind ties between the actors counted and the proxies, seen their ids if they were
	// asked for, and strands what they make them.
	among   []*alliance.Relation
	seen    map[string]bool
	strands []strand
}

// mostRounds is the number of times that the first allies are looked for, among twice as many each time, before all reasons
// are.
const mostRounds = 4

// firstAllies returns the first allies of an actor that was approached, and whether they were found.
func (g *gathering) firstAllies(ctx context.Context, actor *alliance.Actor, q Ranking) ([]Alignment, bool, error) {
	near, err := g.graph(ctx)
	if err != nil {
		return nil, false, err
	}
	from, ok := near.find(actor.ID)
	if !ok {
		return []Alignment{}, true, nil
	}
	s, err := g.shortlist(ctx, near, from)
	if err != nil {
		return nil, false, err
	}
	for round := range mostRounds {
		if s.settled(s.first(q, q.First)) {
			break
		}
		if err := s.count(ctx, s.open(s.first(q, q.First<<round))); err != nil {
			return nil, false, err
		}
	}
	if first := s.first(q, q.First); s.settled(first) {
		found, err := s.alignments(ctx, first)
		return found, true, err
	}
	return nil, false, nil
}

// shortlist returns a shortlist on which nobody is counted.
func (g *gathering) shortlist(ctx context.Context, near *signedGraph, from int) (*shortlist, error) {
	standings, err := near.standings(ctx, from)
	if err != nil {
		return nil, err
	}
	reached, err := near.proxies(ctx, from)
	if err != nil {
		return nil, err
	}
	s := &shortlist{
		gathering: g, near: near, from: from, standings: standings, reached: reached,
		counted: map[*alliance.Actor]bool{}, proxies: map[*alliance.Actor]bool{}, seen: map[string]bool{},
	}
	for i, a := range near.actors {
		if len(s.reached[i]) > 0 && g.expanded[a] == 0 {
			s.proxies[a] = true
		}
	}
	var steps pace.Steps
	for _, r := range g.relations {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		if r.Type == alliance.PartOf || r.Type == alliance.Supports && r.Against != nil {
			s.among = append(s.among, r)
		}
	}
	return s, nil
}

// first returns the indices of those who stand first.
func (s *shortlist) first(q Ranking, n int) []int {
	return ranked(s.standings, alliance.Positive, q.Indirect, n)
}

// settled reports whether all reasons of some actors are counted.
func (s *shortlist) settled(indices []int) bool { return len(s.open(indices)) == 0 }

// open returns the actors of which not all reasons are counted.
func (s *shortlist) open(indices []int) []*alliance.Actor {
	var open []*alliance.Actor
	for _, i := range indices {
		if a := s.near.actors[i]; len(s.proxies) > 0 && s.expanded[a] == 0 && !s.counted[a] {
			open = append(open, a)
		}
	}
	return open
}

// count counts the pairs of proxies of some actors, in one call to the store.
func (s *shortlist) count(ctx context.Context, open []*alliance.Actor) error {
	if err := s.ask(ctx, open); err != nil {
		return err
	}
	opened := make(map[*alliance.Actor]bool, len(open))
	for _, a := range open {
		opened[a] = true
	}
	if err := s.weave(ctx, opened); err != nil {
		return err
	}
	ties, err := newLinkedGraph(ctx, s.strands, s.asked.Ambivalent)
	if err != nil {
		return err
	}
	for _, a := range open {
		s.counted[a] = true
		at, ok := ties.find(a.ID)
		if !ok {
			continue
		}
		i, _ := s.near.find(a.ID)
		for _, l := range ties.links[at] {
			if y, ok := s.near.find(ties.actors[l.to].ID); ok && l.positive() {
				s.standings[i].OpposedProxies += s.reached[y].on(l.days)
			}
		}
	}
	return nil
}

// weave makes strands for ties of actors that are opened with proxies, those that there are already excepted.
func (s *shortlist) weave(ctx context.Context, opened map[*alliance.Actor]bool) error {
	of := func(one, other *alliance.Actor) bool {
		return opened[one] && s.proxies[other] && (!s.counted[other] || !s.proxies[one])
	}
	var relations []*alliance.Relation
	for _, r := range s.among {
		if r.Type != alliance.PartOf || opened[r.Subject] || s.proxies[r.Subject] {
			relations = append(relations, r)
		}
	}
	made, err := strands(ctx, relations, &s.asked.Where, func(one, other *alliance.Actor) bool {
		return of(one, other) || of(other, one)
	})
	s.strands = append(s.strands, made...)
	return err
}

// ask collects the relations that can be behind ties between some actors and the proxies: those between them, support for
// anybody against each other, and what each is part of.
func (s *shortlist) ask(ctx context.Context, open []*alliance.Actor) error {
	var ids, proxies []string
	for _, a := range open {
		ids = append(ids, a.ID)
	}
	for _, a := range s.near.actors {
		if s.proxies[a] {
			proxies = append(proxies, a.ID)
		}
	}
	members := ids
	if len(s.counted) == 0 {
		members = slices.Concat(ids, proxies)
	}
	backing := s.only(alliance.Supports)
	found, err := list(ctx, s.Store,
		s.limited(ids, proxies, nil), s.limited(proxies, ids, nil),
		backing.limited(ids, nil, proxies), backing.limited(proxies, nil, ids),
		s.only(alliance.PartOf).limited(members, nil, nil),
	)
	for _, r := range found {
		if !s.seen[r.ID] && !s.collected(r) {
			s.seen[r.ID] = true
			s.among = append(s.among, r)
		}
	}
	return err
}

// collected reports whether a relation was collected with those of an expanded actor.
func (g *gathering) collected(r *alliance.Relation) bool {
	return g.expanded[r.Subject] > 0 || g.expanded[r.Object] > 0 ||
		r.Type == alliance.Supports && r.Against != nil && g.expanded[r.Against] > 0 ||
		r.Type == alliance.PartOf && g.coalitions[r.Object] > 0
}

// alignments returns how the actor stands to others. Their graph has the ties that reasons between them are made of.
func (s *shortlist) alignments(ctx context.Context, indices []int) ([]Alignment, error) {
	kept := map[*alliance.Actor]bool{}
	for _, i := range indices {
		kept[s.near.actors[i]] = true
	}
	keeps := func(a *alliance.Actor) bool { return kept[a] || s.proxies[a] || s.expanded[a] > 0 }
	ties := slices.Clone(s.strands)
	var steps pace.Steps
	for i := range s.near.strands {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		if one, other := s.near.strands[i].ends(); keeps(one) && keeps(other) {
			ties = append(ties, s.near.strands[i])
		}
	}
	g, err := newLinkedGraph(ctx, ties, s.asked.Ambivalent)
	if err != nil {
		return nil, err
	}
	g.where = s.near.where
	from, _ := g.find(s.near.actors[s.from].ID)
	alignments := make([]Alignment, len(indices))
	for i, at := range indices {
		to, _ := g.find(s.near.actors[at].ID)
		alignments[i] = *g.alignment(from, to, s.standings[at])
	}
	return alignments, nil
}
