package network

import (
	"slices"

	"entente/graph/alliance"
)

// A Claim is what some relations say that one state does, or owes, to another, in a year.
type Claim struct {
	// Status is the best of the relations.
	Status alliance.Status
	// Unknown is set if no relation says so, and that means nothing: no source that counts and states such relations covers the
	// year, or the filter may leave out some that say so.
	Unknown bool
	// Partial is set if the filter may leave out relations that say so. Then there may be more kinds than there are here.
	Partial bool
	// kinds are those with each status or a better one, in the order of [alliance.Statuses].
	kinds [4]alliance.KindSet
}

// Holds reports whether any relation says so.
func (c *Claim) Holds() bool { return c.Status != "" }

// Kinds returns the kinds of support, or the obligations.
func (c *Claim) Kinds() alliance.KindSet { return c.kinds[len(c.kinds)-1] }

// Doubts returns the statuses of the kinds that are not asserted, in the order of the schema.
func (c *Claim) Doubts() []alliance.KindStatus {
	var list []alliance.KindStatus
	for _, k := range (c.Kinds() &^ c.kinds[0]).List() {
		rank := slices.IndexFunc(c.kinds[:], func(s alliance.KindSet) bool { return s.Has(k) })
		list = append(list, alliance.KindStatus{Kind: k, Status: alliance.Statuses()[rank]})
	}
	return list
}

// add adds what a relation says.
func (c *Claim) add(status alliance.Status) {
	if c.Status == "" || rankOf(status) < rankOf(c.Status) {
		c.Status = status
	}
}

// addKinds adds kinds that a relation says.
func (c *Claim) addKinds(kinds alliance.KindSet, status alliance.Status) {
	for i := rankOf(status); i < len(c.kinds); i++ {
		c.kinds[i] |= kinds
	}
}

// or returns what one of two claims says.
func (c Claim) or(d Claim) Claim {
	if d.Holds() {
		c.add(d.Status)
	}
	for i := range c.kinds {
		c.kinds[i] |= d.kinds[i]
	}
	return c
}

// rankOf returns the place of a status in the order of [alliance.Statuses], the best first.
func rankOf(s alliance.Status) int { return slices.Index(alliance.Statuses(), s) }

// graded is on which days a relation, and each of its kinds, has which status.
type graded struct {
	whole alliance.Grades
	kinds map[alliance.RelationKind]alliance.Grades
}

// grades returns the grades of a relation as known by the day asked for.
func (s *dyadSource) grades(r *alliance.Relation) *graded {
	g := s.graded[r]
	if g == nil {
		g = &graded{}
		at := alliance.Viewpoint{KnownBy: s.view.Where.KnownBy, Presumed: s.view.Where.Presumed}
		if seen := r.Seen(at, true); seen != nil {
			g.whole, g.kinds = seen.Grades()
		}
		s.graded[r] = g
	}
	return g
}

// claim returns what a relation that holds on some days says: of its kinds, those with one of the statuses asked for.
func (s *dyadSource) claim(r *alliance.Relation, held alliance.DaySet) (c Claim) {
	g := s.grades(r)
	c.Status, _ = g.whole.Best(held)
	for kind, grades := range g.kinds {
		if status, any := grades.Best(held); any && slices.Contains(s.view.Where.Statuses, status) {
			c.addKinds(alliance.SetOf(kind), status)
		}
	}
	return c
}

// comembers returns what a coalition of which two states are members on common days says that each owes the other.
func (s *dyadSource) comembers(one, other membership, common alliance.DaySet) (c Claim) {
	g := s.grades(one.Relation).whole
	both := g.And(&s.grades(other.Relation).whole)
	c.Status, _ = both.Best(common)
	c.addKinds(one.Object.Obligations, c.Status)
	return c
}
