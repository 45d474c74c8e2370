package network

import (
	"cmp"

	"entente/graph/network/partition"
)

// triangles calls yield once for each triangle that the ties make among n actors, with the indices of its three ties.
//
// Each tie leads from the actor with fewer ties to the one with more, so that at most √(2m) of m ties lead from any
// actor, and a triangle is found from the one actor that two of its ties lead from. That takes time of order m^1.5
// (Chiba and Nishizeki 1985; forward algorithm of Schank and Wagner 2005).
func triangles(n int, ties []partition.Tie, yield func(ab, bc, ac int)) {
	degrees := make([]int, n)
	for _, t := range ties {
		degrees[t.A]++
		degrees[t.B]++
	}
	up := make([][]upward, n)
	for i, t := range ties {
		a, b := t.A, t.B
		if cmp.Or(cmp.Compare(degrees[a], degrees[b]), cmp.Compare(a, b)) > 0 {
			a, b = b, a
		}
		up[a] = append(up[a], upward{b, i})
	}
	direct := make([]int, n) // one more than the tie that leads there from a
	for _, from := range up {
		for _, ac := range from {
			direct[ac.to] = ac.tie + 1
		}
		for _, ab := range from {
			for _, bc := range up[ab.to] {
				if ac := direct[bc.to]; ac > 0 {
					yield(ab.tie, bc.tie, ac-1)
				}
			}
		}
		for _, ac := range from {
			direct[ac.to] = 0
		}
	}
}

// An upward is a tie from an actor to one with more ties, or as many and a higher index.
type upward struct{ to, tie int }
