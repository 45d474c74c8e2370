package alliance

import "slices"

// Grades are, for each status in the order of [Statuses], the days on which something has that or a better one: those on
// which it is asserted; asserted or alleged; asserted, alleged or disputed; or any of these or denied.
type Grades [4]DaySet

// Grades returns the grades of the relation, and those of each of its kinds, on whatever days the question asks for.
func (r *Relation) Grades() (whole Grades, kinds map[RelationKind]Grades) {
	rough := grading{kinds: map[RelationKind]*Grades{}}
	seen, sight := r.sight()
	pieces := seen.pieces(nil, sight)
	if seen.spoken&denies == 0 {
		rough.claims(pieces)
	} else {
		rough.weigh(pieces)
	}
	kinds = make(map[RelationKind]Grades, len(rough.kinds))
	for k, g := range rough.kinds {
		kinds[k] = g.joined()
	}
	return rough.whole.joined(), kinds
}

// A grading collects grades, whose runs may overlap.
type grading struct {
	whole Grades
	kinds map[RelationKind]*Grades
}

// claims adds what claims say that nobody denies.
func (g *grading) claims(pieces []piece) {
	for i := range pieces {
		p := &pieces[i]
		status := Alleged
		if p.Stance == Asserts {
			status = Asserted
		}
		g.whole.add(status, p.days)
		for _, k := range p.kinds.List() {
			g.of(k).add(status, p.days)
		}
	}
}

// weigh adds what claims and denials add up to.
func (g *grading) weigh(pieces []piece) {
	for _, d := range stretches(pieces) {
		t := weigh(pieces, d)
		if !t.claimed && !t.denied {
			continue
		}
		g.whole.add(t.status(), d)
		for _, k := range t.kindStatuses() {
			g.of(k.Kind).add(k.Status, d)
		}
	}
}

// of returns the grades of a kind.
func (g *grading) of(k RelationKind) *Grades {
	if g.kinds[k] == nil {
		g.kinds[k] = &Grades{}
	}
	return g.kinds[k]
}

// add adds days on which the status is the given one.
func (g *Grades) add(s Status, d days) {
	if d.empty() {
		return
	}
	for i := slices.Index(Statuses(), s); i < len(g); i++ {
		g[i] = append(g[i], d)
	}
}

// joined returns the grades with runs in order that do not overlap.
func (g *Grades) joined() Grades {
	var joined Grades
	for i := range g {
		joined[i] = g[i].joined()
	}
	return joined
}

// And returns the grades of what holds if both things do: its status is the worse of theirs.
func (g *Grades) And(h *Grades) Grades {
	var both Grades
	for i := range g {
		both[i] = g[i].And(h[i])
	}
	return both
}

// Within returns the grades on days of a set.
func (g *Grades) Within(s DaySet) Grades { return g.And(&Grades{s, s, s, s}) }

// Best returns the best status on one of the days, and whether there is any.
func (g *Grades) Best(on DaySet) (Status, bool) {
	for i, s := range g {
		if s.Meets(on) {
			return Statuses()[i], true
		}
	}
	return "", false
}

// AtLeast returns the days on which the status is the given one or a better one.
func (g *Grades) AtLeast(s Status) DaySet { return g[slices.Index(Statuses(), s)] }

// Exactly returns the days on which the status is the given one.
func (g *Grades) Exactly(s Status) DaySet {
	i := slices.Index(Statuses(), s)
	if i == 0 {
		return g[0]
	}
	return g[i].Without(g[i-1])
}

// UnionOfGrades returns the grades of what holds if any of some things does: its status is the best of theirs.
func UnionOfGrades(list []Grades) Grades {
	var all Grades
	for i := range all {
		sets := make([]DaySet, len(list))
		for j := range list {
			sets[j] = list[j][i]
		}
		all[i] = UnionOf(sets)
	}
	return all
}
