package diff

import (
	"slices"
	"strings"

	"entente/graph/alliance"
)

// renames returns the new id of each thing that was renamed, by its old id. Only what is certain counts: no other thing of
// the type that went, and none that came, has the same contents. References count by what they refer to, whatever its id
// is now.
func renames(before, after *alliance.Facts) map[string]string {
	old, now := side{before, map[string]string{}}, side{after, nil}
	pair(old, now, before.Actors, after.Actors, side.actor)
	for pair(old, now, before.Sources, after.Sources, side.source) {
	}
	pair(old, now, before.Conflicts, after.Conflicts, side.conflict)
	pair(old, now, before.Relations, after.Relations, side.relation)
	for pair(old, now, before.Events, after.Events, side.event) {
	}
	return old.renamed
}

// pair adds to old.renamed the things of one type that were renamed, and reports whether it found any: what refers to them
// may be found next.
func pair[T alliance.Node](old, now side, before, after []T, read func(side, T) thing) bool {
	went, came := apart(old, before, after), apart(now, after, before)
	if len(went) == 0 || len(came) == 0 {
		return false
	}
	byContents := map[string][2][]T{}
	for i, list := range [2][]T{went, came} {
		for _, n := range list {
			key := read([2]side{old, now}[i], n).contents()
			both := byContents[key]
			both[i] = append(both[i], n)
			byContents[key] = both
		}
	}
	found := false
	for _, both := range byContents {
		if len(both[0]) == 1 && len(both[1]) == 1 {
			old.renamed[both[0][0].NodeID()] = both[1][0].NodeID()
			found = true
		}
	}
	return found
}

// apart returns the things of a side that the other list does not have, and that are not known to have been renamed.
func apart[T alliance.Node](s side, list, other []T) []T {
	ids := make(map[string]bool, len(other))
	for _, n := range other {
		ids[n.NodeID()] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(n T) bool { return ids[s.id(n.NodeID())] })
}

// contents returns everything of the thing but ids of its own, as one text.
func (t thing) contents() string {
	all := make([]string, len(t.evidence), len(t.evidence)+1)
	for i, e := range t.evidence {
		all[i] = contentsOf(t.statement(e))
	}
	slices.Sort(all)
	return strings.Join(append(all, contentsOf(t.fields)), "\n")
}
