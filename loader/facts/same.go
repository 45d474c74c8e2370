package facts

import (
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// merged is which of the actors that files give are one. The zero merged has none.
type merged struct {
	// replaced has, for each id that is not the actor's any more, the one that is.
	replaced map[string]string
	// others are the ids of the actors that each of the facts also is, by its id, in the order in which their values count.
	others map[string][]string
	// renamed are the relations of which an entry has a replaced id; repeated is evidence that only this made a repetition.
	renamed  map[*alliance.Relation]bool
	repeated map[*alliance.Evidence]bool
}

// newMerged returns a merged to which actors can be added.
func newMerged() merged {
	return merged{
		replaced: map[string]string{}, others: map[string][]string{},
		renamed: map[*alliance.Relation]bool{}, repeated: map[*alliance.Evidence]bool{},
	}
}

// one reports whether two actors of files are one.
func (m *merged) one(a, b alliance.Node) bool { return m.id(a.NodeID()) == m.id(b.NodeID()) }

// id returns the id of the actor that an id stands for.
func (m *merged) id(id string) string {
	if actual, ok := m.replaced[id]; ok {
		return actual
	}
	return id
}

// merge makes one actor of the two that have the ids, which has the first id, and from the other what the first leaves out.
// If either is also others, all of them are one; merging what is one already changes nothing.
func (m *merged) merge(into, other string) {
	to, from := m.id(into), m.id(other)
	if to == from {
		return
	}
	joining := append([]string{from}, m.others[from]...)
	m.others[to] = append(m.others[to], joining...)
	delete(m.others, from)
	for _, id := range joining {
		m.replaced[id] = to
	}
}

// replaceIDs lets the ids that were replaced find the actors that replaced theirs, now that all are registered.
func (l *linker) replaceIDs() {
	for id, actual := range l.replaced {
		to, known := l.ids[actual]
		if e, ok := l.ids[id]; ok && known && noun(e.thing) == "actor" {
			e.thing = to.thing
			l.ids[id] = e
		}
	}
}

// A sameness is that a file replaces an id by another.
type sameness struct {
	file      *file
	id, other factfile.Ref
}

// linkSame merges the actors that files say are the same. Entries may follow each other, in any order: with [b, c] and
// [a, b], all three are a. Those that replace an actor by two others, or two by each other, contradict each other.
func (l *linker) linkSame() {
	by := map[string]sameness{}
	var late []sameness
	for s := range l.samenesses {
		_, taken := by[s.other.Value]
		switch {
		case taken || l.id(s.id.Value) == l.id(s.other.Value):
			late = append(late, s)
		default:
			by[s.other.Value] = s
			l.merge(s.id.Value, s.other.Value)
		}
	}
	for _, s := range late {
		if id := l.id(s.other.Value); id == s.other.Value || id != l.id(s.id.Value) {
			first, ok := by[s.other.Value]
			if !ok {
				first = by[s.id.Value]
			}
			l.report(s.file, s.other.At, "%.60q cannot be replaced by %.60q: by the entry at %s:%d:%d, the id of the actor is %.60q (begin both entries with that id)",
				s.other.Value, s.id.Value, first.file.name, first.other.At.Line, first.other.At.Column, id)
		}
	}
}

// samenesses yields what files replace by what: each id of a group but the first, by that. An id that is in a group twice
// counts once.
func (l *linker) samenesses(yield func(sameness) bool) {
	for _, f := range l.files {
		for _, g := range f.Same {
			ids := slices.DeleteFunc(slices.Clone(g.IDs), func(id factfile.Ref) bool { return id.Value == "" })
			for i := 1; i < len(ids); i++ {
				if ids[i].Value != ids[0].Value && !yield(sameness{f, ids[0], ids[i]}) {
					return
				}
			}
		}
	}
}

// checkSame reports ids under same that no actor has, and those that are given twice.
func (l *linker) checkSame(f *file) {
	for _, g := range f.Same {
		for i, id := range g.IDs {
			if find[*alliance.Actor](l, f, id) == nil && id.Value != "" {
				l.lost[id.Value] = true // whoever refers to it is right
			}
			if id.Value != "" && slices.ContainsFunc(g.IDs[:i], func(other factfile.Ref) bool { return other.Value == id.Value }) {
				l.report(f, id.At, "%.60q is given twice (delete one)", id.Value)
			}
		}
	}
}

// rename replaces the ids of actors in an entry for a relation, and reports whether there were any to replace.
func (l *linker) rename(raw *factfile.Relation) (renamed bool) {
	if len(l.replaced) == 0 {
		return false
	}
	for _, ref := range []*factfile.Ref{&raw.Subject, &raw.Object, &raw.Against, &raw.Coalition} {
		id := l.id(ref.Value)
		renamed = renamed || id != ref.Value
		ref.Value = id
	}
	return renamed
}

// repeats reports whether evidence for a fact may repeat other evidence only because actors are one.
func (l *linker) repeats(fact alliance.Fact) bool {
	r, ok := fact.(*alliance.Relation)
	return ok && l.renamed[r]
}

// dropMerged removes from the facts the actors that are others, and evidence that is there already.
func (l *linker) dropMerged() {
	if len(l.replaced) == 0 {
		return
	}
	l.facts.Actors = slices.DeleteFunc(l.facts.Actors, func(a *alliance.Actor) bool { return l.id(a.ID) != a.ID })
	for r := range l.renamed {
		// A relation of one entry has its evidence in a list that it shares with others.
		r.Evidence = slices.DeleteFunc(slices.Clone(r.Evidence), func(e *alliance.Evidence) bool { return l.repeated[e] })
	}
}
