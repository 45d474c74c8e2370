package network

import (
	"cmp"
	"context"

	"entente/graph/network/partition"
	"entente/graph/pace"
)

// triangles calls yield once for each triangle of the ties among n actors, with the indices of its three ties, until the
// context is done.
//
// Each tie is directed from the actor with fewer ties to the one with more, so at most √(2m) of m ties leave any actor,
// and a triangle is found from the one actor that two of its ties leave. This takes O(m^1.5) time (Chiba and Nishizeki
// 1985; forward algorithm of Schank and Wagner 2005).
func triangles(ctx context.Context, n int, ties []partition.Tie, yield func(ab, bc, ac int)) error {
	degrees := make([]int, n)
	for _, t := range ties {
		degrees[t.A]++
		degrees[t.B]++
	}
	var steps pace.Steps
	up := make([][]upward, n)
	for i, t := range ties {
		if err := steps.Take(ctx); err != nil {
			return err
		}
		a, b := t.A, t.B
		if cmp.Or(cmp.Compare(degrees[a], degrees[b]), cmp.Compare(a, b)) > 0 {
			a, b = b, a
		}
		up[a] = append(up[a], upward{b, i})
	}
	direct := make([]int, n) // by actor: one more than the index of the tie from a, 0 if none
	for _, from := range up {
		for _, ac := range from {
			direct[ac.to] = ac.tie + 1
		}
		for _, ab := range from {
			if err := steps.TakeAll(ctx, 1+len(up[ab.to])); err != nil {
				return err
			}
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
	return ctx.Err()
}

// An upward is a tie to an actor with more ties, or with as many and a higher index.
type upward struct{ to, tie int }
