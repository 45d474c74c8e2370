package network

import (
	"cmp"
	"context"

	"entente/graph/alliance"
	"entente/graph/pace"
	"entente/graph/topk"
)

// A Standing is what the alignment of two actors is made of.
type Standing struct {
	// Direct is their tie: 1 if it is friendly, -1 if it is hostile, 0 if they have none.
	Direct int
	// Ambivalent is set if, on the last day asked for on which something friendly or hostile holds between the two, both do.
	Ambivalent bool
	// CommonFriends, CommonEnemies and FriendsOfEnemies count third actors: friends of both, enemies of both, and friends
	// of the one who are enemies of the other. OpposedProxies counts the pairs of a friend of the one and a friend of the
	// other who are enemies.
	CommonFriends, CommonEnemies, FriendsOfEnemies, OpposedProxies int
}

// For returns the number of reasons for, their friendly tie included.
func (s Standing) For() int { return s.shared() + max(s.Direct, 0) }

// Against returns the number of reasons against, their hostile tie included.
func (s Standing) Against() int { return s.opposed() + max(-s.Direct, 0) }

// shared and opposed return the numbers of reasons for and against but their own tie.
func (s Standing) shared() int  { return s.CommonFriends + s.CommonEnemies }
func (s Standing) opposed() int { return s.FriendsOfEnemies + s.OpposedProxies }

// Score returns how far the two are aligned, in (-1, 1): with P other reasons for, N against, and T = P + N + 1, it is
// (3·Direct·T + P − N) / 4T if they have a tie, and (P − N) / 2T if they have none. So all who have a tie come before
// those who have none, and their tie decides the sign.
func (s Standing) Score() float64 {
	p, n := s.shared(), s.opposed()
	t := p + n + 1
	if s.Direct == 0 {
		return float64(p-n) / float64(2*t)
	}
	return float64(3*s.Direct*t+p-n) / float64(4*t)
}

// Sign returns the sign of the score.
func (s Standing) Sign() alliance.Sign {
	switch cmp.Compare(s.Score(), 0) {
	case 1:
		return alliance.Positive
	case -1:
		return alliance.Negative
	default:
		return alliance.Neutral
	}
}

// standings counts the reasons between an actor and every other, without listing them. All ties of the actor, of its
// neighbours and of the enemies of its friends must be in the graph.
//
// Reasons are walks a–b, a–x–b and a + x − y + b on whose ties some day is common. The first two are walked. The last,
// which are by far the most, are counted from y, which is reached from a on few different sets of days: most often one.
func (g *signedGraph) standings(ctx context.Context, a int) ([]Standing, error) {
	s := make([]Standing, len(g.actors))
	for i := range g.pairs {
		if p := &g.pairs[i]; int(p.a) == a || int(p.b) == a {
			s[p.opposite(a)].tie(p)
		}
	}
	var steps pace.Steps
	for _, l := range g.links[a] {
		if err := steps.TakeAll(ctx, len(g.links[l.to])); err != nil {
			return nil, err
		}
		for _, m := range g.links[l.to] {
			if m.to != a && l.days.Meets(m.days) {
				s[m.to].count(ruleOf(l.pair, m.pair))
			}
		}
	}
	proxies, err := g.proxies(ctx, a)
	if err != nil {
		return nil, err
	}
	for y, reached := range proxies {
		if len(reached) == 0 {
			continue
		}
		if err := steps.TakeAll(ctx, len(reached)*len(g.links[y])); err != nil {
			return nil, err
		}
		for _, m := range g.links[y] {
			if m.to != a && m.positive() {
				s[m.to].OpposedProxies += reached.on(m.days)
			}
		}
	}
	return s, g.uncount(ctx, a, s)
}

// tie sets what the two are to each other.
func (s *Standing) tie(p *pair) {
	s.Ambivalent = p.ambivalent
	switch p.sign() {
	case alliance.Positive:
		s.Direct = 1
	case alliance.Negative:
		s.Direct = -1
	}
}

// count counts a reason by a rule; that by their own tie is not among the counts.
func (s *Standing) count(rule AlignmentRule) {
	switch rule {
	case CommonFriend:
		s.CommonFriends++
	case CommonEnemy:
		s.CommonEnemies++
	case FriendOfEnemy:
		s.FriendsOfEnemies++
	case OpposedProxies:
		s.OpposedProxies++
	case Direct:
	}
}

// A reach is how an actor is reached through enemies of it who are friends of another: groups of days, and how many are
// such enemies on exactly these.
type reach []struct {
	days alliance.DaySet
	n    int
}

// add adds an enemy through which it is reached.
func (r reach) add(days alliance.DaySet) reach {
	for i := range r {
		if r[i].days.Equal(days) {
			r[i].n++
			return r
		}
	}
	return append(r, struct {
		days alliance.DaySet
		n    int
	}{days, 1})
}

// on returns through how many enemies it is reached on some of the days.
func (r reach) on(days alliance.DaySet) int {
	n := 0
	for _, g := range r {
		if g.days.Meets(days) {
			n += g.n
		}
	}
	return n
}

// proxies returns how the enemies of an actor's friends are reached, by index; the others are not.
func (g *signedGraph) proxies(ctx context.Context, a int) ([]reach, error) {
	found := make([]reach, len(g.actors))
	var steps pace.Steps
	for _, l := range g.links[a] {
		if err := steps.TakeAll(ctx, len(g.links[l.to])); err != nil {
			return nil, err
		}
		if !l.positive() {
			continue
		}
		for _, m := range g.links[l.to] {
			if m.to != a && !m.positive() && l.days.Meets(m.days) {
				found[m.to] = found[m.to].add(l.days.And(m.days))
			}
		}
	}
	return found, nil
}

// uncount takes back one of two counts of a pair of proxies that is found in both directions: if both are friends of both
// actors, and enemies.
func (g *signedGraph) uncount(ctx context.Context, a int, s []Standing) error {
	var steps pace.Steps
	for _, l := range g.links[a] {
		if !l.positive() {
			continue
		}
		for _, m := range g.links[l.to] {
			if m.positive() || m.to < l.to {
				continue
			}
			if other := g.linked(a, m.to); other != nil && other.positive() {
				if err := steps.TakeAll(ctx, min(len(g.links[l.to]), len(g.links[m.to]))); err != nil {
					return err
				}
				g.common(l.to, m.to, func(b int, x, y *pair) {
					if b != a && x.positive() && y.positive() && l.days.Share(m.days, y.days) && other.days.Share(m.days, x.days) {
						s[b].OpposedProxies--
					}
				})
			}
		}
	}
	return nil
}

// common calls yield for each actor that has ties with both, and these.
func (g *signedGraph) common(a, b int, yield func(third int, withA, withB *pair)) {
	one, other := g.links[a], g.links[b]
	if len(one) > len(other) {
		g.common(b, a, func(third int, withB, withA *pair) { yield(third, withA, withB) })
		return
	}
	for _, l := range one {
		if l.to != b {
			if p := g.linked(b, l.to); p != nil {
				yield(l.to, l.pair, p)
			}
		}
	}
}

// ranked returns the indices of at most first actors whose score has the sign, ordered by score, highest first (lowest
// first for Negative), then by id; only those with a tie, unless indirect is set.
func ranked(standings []Standing, sign alliance.Sign, indirect bool, first int) []int {
	side := 1.0
	if sign == alliance.Negative {
		side = -1
	}
	top := topk.New(first, func(i, j int) int {
		return cmp.Or(cmp.Compare(side*standings[j].Score(), side*standings[i].Score()), cmp.Compare(i, j))
	})
	for i, s := range standings {
		if side*s.Score() > 0 && (indirect || s.Direct != 0) {
			top.Add(i)
		}
	}
	return top.Sorted()
}
