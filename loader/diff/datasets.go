package diff

import "entente/graph/alliance"

// datasets returns what happened to what the data sets say of themselves. They have no ids: the same are those with the same
// title and, of what is left, those at the same place.
func datasets(before, after []alliance.Collection) []Change {
	pairs, matched := pairCollections(before, after), map[int]bool{}
	for _, from := range pairs {
		matched[from] = true
	}
	was := ranks(len(before), func(i int) bool { return matched[i] })
	is := ranks(len(after), func(i int) bool { _, ok := pairs[i]; return ok })
	var changes []Change
	for i := range before {
		if !matched[i] {
			changes = append(changes, titled(Removed, &before[i]))
		}
	}
	for i := range after {
		from, ok := pairs[i]
		if !ok {
			changes = append(changes, titled(Added, &after[i]))
			continue
		}
		c := titled(Changed, &after[i])
		if c.Fields = differ(collection(&before[from], was[from]), collection(&after[i], is[i])); c.Fields != nil {
			changes = append(changes, c)
		}
	}
	sortChanges(changes)
	return changes
}

// titled returns a change of what a data set says of itself.
func titled(op Op, c *alliance.Collection) Change {
	return Change{Op: op, Type: Dataset, ID: string(c.Title), Name: string(c.Title)}
}

// pairCollections returns the old index of each data set, by its new one, if it was there.
func pairCollections(before, after []alliance.Collection) map[int]int {
	pairs, taken := map[int]int{}, map[int]bool{}
	take := func(i, from int) { pairs[i], taken[from] = from, true }
	for i := range after {
		for from := range before {
			if _, ok := pairs[i]; !ok && !taken[from] && before[from].Title == after[i].Title {
				take(i, from)
			}
		}
	}
	for i := range min(len(before), len(after)) {
		if _, ok := pairs[i]; !ok && !taken[i] {
			take(i, i)
		}
	}
	return pairs
}

// ranks returns the place of each of n data sets, counted from 1, among those that are in both.
func ranks(n int, both func(int) bool) []int {
	list, rank := make([]int, n), 0
	for i := range list {
		if both(i) {
			rank++
			list[i] = rank
		}
	}
	return list
}
