package alliance

// behind returns what [Counts.Behind] says. If it takes long to find out, all ends of all relations count.
func (f *Facts) behind() (most int) {
	l := f.links()
	w := walker{met: make([]int32, len(f.Actors)), patience: 1<<20 + 8*len(f.Relations) + 4*len(f.Actors)}
	var before, after, all []int32
	for a := range int32(len(f.Actors)) {
		before = w.walk(before[:0], l.before, a)
		after = w.walk(after[:0], l.after, a)
		all = w.walk(all[:0], l.behind, append(before, after...)...)
		if w.patience < 0 {
			return l.all
		}
		ends := 0
		for _, reached := range all {
			ends += l.ends[reached]
		}
		most = max(most, ends)
	}
	return most
}

// A walker walks along links. Its patience is how many steps it may still take; with less than none, it does not get everywhere.
type walker struct {
	// met has, for each actor, the number of the last walk that has met it, of which now is the present one.
	met      []int32
	now      int32
	patience int
}

// walk appends to a list the actors that links lead to from some of them, which come first, each once.
func (w *walker) walk(reached []int32, links [][]int32, from ...int32) []int32 {
	w.now++
	add := func(actor int32) {
		if w.patience--; w.met[actor] != w.now {
			w.met[actor] = w.now
			reached = append(reached, actor)
		}
	}
	for _, actor := range from {
		add(actor)
	}
	for next := 0; next < len(reached) && w.patience >= 0; next++ { // the loop adds actors
		for _, actor := range links[reached[next]] {
			add(actor)
		}
	}
	return reached
}

// links are what relations lead to from each actor, by rank: those that it succeeds, those that succeed it, and those that it leads or
// that are part of it; and how much the relations count that it is an end of, and all ends.
type links struct {
	before, after, behind [][]int32
	ends                  []int
	all                   int
}

// links returns the links of all actors.
func (f *Facts) links() links {
	n := len(f.Actors)
	l := links{make([][]int32, n), make([][]int32, n), make([][]int32, n), make([]int, n), 0}
	ranks := make(map[string]int32, n)
	for i, a := range f.Actors {
		ranks[a.ID] = int32(i)
	}
	for _, r := range f.Relations {
		s, o := ranks[r.Subject.ID], ranks[r.Object.ID]
		counts := weight(r.Evidence)
		l.ends[s] += counts
		l.ends[o] += counts
		l.all += 2 * counts
		switch r.Type {
		case Succeeds:
			l.before[s], l.after[o] = append(l.before[s], o), append(l.after[o], s)
		case Leads:
			l.behind[s] = append(l.behind[s], o)
		case PartOf:
			l.behind[o] = append(l.behind[o], s)
		}
	}
	return l
}
