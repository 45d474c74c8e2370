package network

import (
	"cmp"

	"entente/graph/alliance"
)

// A standing counts the reasons that show how one actor stands to another.
type standing struct {
	// pro and con are the numbers of reasons for and against.
	pro, con int
	// sixths is the score times six, which makes it an integer: a reason with one relation counts six, with two three,
	// with three two.
	sixths int
}

// add counts reasons for and against, each worth the given number of sixths.
func (s *standing) add(sixths, pro, con int) {
	s.pro += pro
	s.con += con
	s.sixths += sixths * (pro - con)
}

// sign returns the sign of the majority of reasons, Neutral if there is none.
func (s standing) sign() alliance.Sign {
	switch cmp.Compare(s.pro, s.con) {
	case 1:
		return alliance.Positive
	case -1:
		return alliance.Negative
	default:
		return alliance.Neutral
	}
}

// score returns the score, correctly rounded: adding up the reasons one by one would give sums that depend on their
// order.
func (s standing) score() float64 { return float64(s.sixths) / 6 }

// standings counts the reasons between an actor and every other, in time linear in the number of relations rather than
// of reasons, of which there can be cubically many. Reasons are walks a–b, a–x–b and a + x − y + b, and walks are
// counted link by link, as by products of adjacency matrices.
//
// If b itself is a's friend and y's enemy, the walks a + b − y + b visit it twice, and are subtracted.
func (g *signedGraph) standings(a int) []standing {
	s := make([]standing, len(g.actors))
	friendly := make([]int, len(g.actors)) // friendly relations with a, by actor
	opposed := make([]int, len(g.actors))  // walks a + x − y, by y
	for _, l := range g.links[a] {
		f, h := l.counts()
		friendly[l.to] = f
		s[l.to].add(6, f, h)
		for _, m := range g.links[l.to] {
			if m.to == a {
				continue
			}
			f2, h2 := m.counts()
			s[m.to].add(3, f*f2+h*h2, f*h2+h*f2)
			opposed[m.to] += f * h2
		}
	}
	for y, walks := range opposed {
		if walks == 0 {
			continue
		}
		for _, m := range g.links[y] {
			if f, h := m.counts(); m.to != a {
				s[m.to].add(2, 0, (walks-friendly[m.to]*h)*f) // without those whose x is b itself
			}
		}
	}
	return s
}

// ranked returns the indices of at most first actors whose score has the sign, ordered by score, highest first (lowest
// first for Negative), then by id.
func (g *signedGraph) ranked(standings []standing, sign alliance.Sign, first int) []int {
	side := 1
	if sign == alliance.Negative {
		side = -1
	}
	top := topK[int]{limit: first, compare: func(i, j int) int {
		return cmp.Or(side*cmp.Compare(standings[j].sixths, standings[i].sixths), cmp.Compare(i, j))
	}}
	for i, s := range standings {
		if side*s.sixths > 0 {
			top.add(i)
		}
	}
	return top.sorted()
}
