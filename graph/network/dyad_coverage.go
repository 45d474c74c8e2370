package network

import (
	"reflect"
	"slices"

	"entente/graph/alliance"
)

// A dyadGap says of which claims, and of which ties, it means nothing if no relation makes them.
type dyadGap struct{ owes, supports, opposes, recognizes, tie bool }

// newDyadGap returns the gap that consists of types of relations: of all of those of a claim, or of any of them.
func newDyadGap(missing func(types ...alliance.RelationType) bool) dyadGap {
	return dyadGap{
		owes: missing(obliging()...), supports: missing(alliance.Supports), opposes: missing(alliance.Opposes),
		recognizes: missing(alliance.Recognizes), tie: missing(View{}.tied().Where.Types...),
	}
}

// silence returns the gap that is that no source covers the year.
func (y *dyadYear) silence() dyadGap {
	return newDyadGap(func(types ...alliance.RelationType) bool { return y.spoken.silent(y.view, types...) })
}

// omission returns the gap that is that a filter leaves out some of the relations.
func omission(f *alliance.RelationFilter) dyadGap {
	return newDyadGap(func(types ...alliance.RelationType) bool {
		return slices.ContainsFunc(types, func(t alliance.RelationType) bool { return leavesOut(f, t) })
	})
}

// leavesOut reports whether a filter may leave out relations of a type for what they are and of whom. Who states them, when and
// how surely does not count: that says what is to be taken for true.
func leavesOut(f *alliance.RelationFilter, t alliance.RelationType) bool {
	rest := *f
	rest.Types, rest.Kinds, rest.AllKinds, rest.Kindless, rest.Viewpoint = nil, nil, nil, false, alliance.Viewpoint{}
	rest.Statuses, rest.Sources, rest.Publishers, rest.Not = nil, nil, nil, nil
	switch kinds := f.Kinds != nil || f.AllKinds != nil; {
	case f.Types != nil && !slices.Contains(f.Types, t), kinds && (t.HasKinds() || t == alliance.PartOf):
		return true
	case f.Not != nil && mayKeep(f.Not, t):
		return true
	default:
		return !reflect.DeepEqual(rest, alliance.RelationFilter{})
	}
}

// mayKeep reports whether a filter of what is left out may keep relations of a type. Its kinds are those of types that have any.
func mayKeep(f *alliance.RelationFilter, t alliance.RelationType) bool {
	kinds := f.Kinds != nil || f.AllKinds != nil
	return (f.Types == nil || slices.Contains(f.Types, t)) && (!kinds || t.HasKinds())
}

// mark marks the claims and the tie of a dyad of which nothing is known, or not all.
func (y *dyadYear) mark(d *Dyad) {
	for _, m := range []struct {
		of              *Claim
		silent, omitted bool
	}{
		{&d.Owes, y.silent.owes, y.omitted.owes},
		{&d.Supports, y.silent.supports, y.omitted.supports},
		{&d.Supported, y.silent.supports, y.omitted.supports},
		{&d.Backs, y.silent.supports, y.omitted.supports},
		{&d.Opposes, y.silent.opposes, y.omitted.opposes},
		{&d.Recognizes, y.silent.recognizes, y.omitted.recognizes},
	} {
		m.of.Partial = m.omitted
		m.of.Unknown = (m.silent || m.omitted) && !m.of.Holds()
	}
	d.Partial = y.omitted.tie
	d.Unknown = (y.silent.tie || y.omitted.tie) && d.Sign == alliance.Neutral
}
