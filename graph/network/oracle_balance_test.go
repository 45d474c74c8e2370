package network_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/graph/network"
)

// triangles counts the triangles by the number of hostile ties, and describes those that are unbalanced, in order, like
// [oracle.tensionText].
func (o *oracle) triangles() (counts []int, unbalanced []string) {
	type tension struct {
		hostile, strength int
		actors, text      string
	}
	var found []tension
	counts = make([]int, 4)
	ids := o.actors()
	for i, a := range ids {
		for j, b := range ids[:i] {
			for _, c := range ids[:j] {
				ab, bc, ac := o.tie(a, b), o.tie(b, c), o.tie(a, c)
				days := common(common(ab.days, bc.days), ac.days)
				if len(days) == 0 {
					continue
				}
				hostile := (3 - ab.sign - bc.sign - ac.sign) / 2
				if counts[hostile]++; hostile%2 == 1 {
					text := fmt.Sprint([]string{c, b, a}, hostile, days, []string{o.text(c, b, days), o.text(c, a, days), o.text(b, a, days)})
					strength := min(o.strength(a, b), o.strength(b, c), o.strength(a, c))
					found = append(found, tension{hostile, strength, strings.Join([]string{c, b, a}, "\x00"), text})
				}
			}
		}
	}
	slices.SortFunc(found, func(t, u tension) int {
		return cmp.Or(cmp.Compare(t.hostile, u.hostile), cmp.Compare(u.strength, t.strength), cmp.Compare(t.actors, u.actors))
	})
	for _, t := range found {
		unbalanced = append(unbalanced, t.text)
	}
	return counts, unbalanced
}

// tensionText describes a tension: its actors, how many of its ties are hostile, its days and its ties.
func (o *oracle) tensionText(t *network.Tension) string {
	return fmt.Sprint(actorIDs(t.Actors), t.Hostile(), o.indices(t.Days()), o.tieTexts(t.Ties))
}

// frustrated returns the ids of the relations behind the ties that contradict a division, in order.
func (o *oracle) frustrated(net *network.Signed, bloc []int) []string {
	ids := []string{}
	for _, t := range net.Ties {
		if t.Positive == (bloc[t.A] == bloc[t.B]) {
			continue
		}
		p := pairOf(net.Actors[t.A].ID, net.Actors[t.B].ID)
		for _, day := range o.ties[p].days {
			for _, thread := range o.threads[day][p] {
				if thread.hostile != t.Positive {
					ids = append(ids, thread.relations...)
				}
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
