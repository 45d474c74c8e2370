package network

import (
	"cmp"

	"entente/graph/alliance"
)

// A standing is how one actor stands to another: its reasons, counted.
type standing struct {
	// pro and con are the numbers of reasons for and against.
	pro, con int
	// sixths is the score times six, so that it is a whole number: a reason of one relation counts six, of two three, of
	// three two.
	sixths int
}

// add counts reasons for and against, each worth so many sixths.
func (s *standing) add(sixths, pro, con int) {
	s.pro += pro
	s.con += con
	s.sixths += sixths * (pro - con)
}

// sign is the sign that most reasons share.
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

// score is the score, as near as a float64 can be: adding up the reasons one by one would give sums that depend on their
// order.
func (s standing) score() float64 { return float64(s.sixths) / 6 }

// standings counts the reasons between an actor and each other, in time that grows with the number of relations rather
// than of reasons: these are the walks a–b, a–x–b and a + x − y + b, and walks are counted link by link (the products
// of adjacency matrices). Their number can be the product of three numbers of relations.
//
// Where b itself is a's friend and y's enemy, the walks a + b − y + b pass it twice and are taken off.
func (w *signedGraph) standings(a int) []standing {
	s := make([]standing, len(w.actors))
	friendly := make([]int, len(w.actors)) // relations with a, by actor
	opposed := make([]int, len(w.actors))  // walks a + x − y, by y
	for _, l := range w.links[a] {
		f, h := l.counts()
		friendly[l.to] = f
		s[l.to].add(6, f, h)
		for _, m := range w.links[l.to] {
			if m.to == a {
				continue
			}
			g, k := m.counts()
			s[m.to].add(3, f*g+h*k, f*k+h*g)
			opposed[m.to] += f * k
		}
	}
	for y, walks := range opposed {
		if walks == 0 {
			continue
		}
		for _, m := range w.links[y] {
			if g, k := m.counts(); m.to != a {
				s[m.to].add(2, 0, (walks-friendly[m.to]*k)*g) // without those whose x is b itself
			}
		}
	}
	return s
}

// ranked returns the indices of at most first of the other actors whose score has the sign: those with the highest
// score, or the lowest for Negative, first, then by id.
func (w *signedGraph) ranked(standings []standing, sign alliance.Sign, first int) []int {
	side := 1
	if sign == alliance.Negative {
		side = -1
	}
	top := best[int]{limit: first, compare: func(i, j int) int {
		return cmp.Or(side*cmp.Compare(standings[j].sixths, standings[i].sixths), cmp.Compare(i, j))
	}}
	for i, s := range standings {
		if side*s.sixths > 0 {
			top.add(i)
		}
	}
	return top.sorted()
}
