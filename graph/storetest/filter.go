package storetest

import (
	"slices"
	"strings"

	"entente/graph/alliance"
)

// keptSight returns a relation as seen from the filter's viewpoint if the filter keeps it.
func keptSight(w alliance.RelationFilter, r *alliance.Relation) (sight, bool) {
	return keptInside(w, r, 0)
}

// keptInside is keptSight for a filter inside so many `not`.
func keptInside(w alliance.RelationFilter, r *alliance.Relation, depth int) (sight, bool) {
	if w.Kindless && len(alliance.KindsOf(r.Type)) == 0 && depth%2 == 0 {
		w.Kinds, w.AllKinds = nil, nil
	}
	if !hasParts(w, r) {
		return sight{}, false
	}
	s, ok := sightOf(r, w.Viewpoint, slices.Contains(w.Statuses, alliance.Denied))
	if !ok || !allows(w.Statuses, s.Status) || !isSourced(w, s.Evidence) || !isOfKinds(w, s) {
		return sight{}, false
	}
	if w.Not != nil {
		if _, out := keptInside(inside(w), r, depth+1); out {
			return sight{}, false
		}
	}
	return s, true
}

// inside returns the filter under `not` with all that it takes from the one around it.
func inside(w alliance.RelationFilter) alliance.RelationFilter {
	n := *w.Not
	n.Kindless = w.Kindless
	n.Presumed = n.Presumed || w.Presumed
	if isAbsent(n.AsOf) && isAbsent(n.Since) && isAbsent(n.Until) {
		n.AsOf, n.Since, n.Until = w.AsOf, w.Since, w.Until
	}
	if isAbsent(n.KnownBy) {
		n.KnownBy = w.KnownBy
	}
	return n
}

// hasParts reports whether the parts of a relation, which no evidence has a say in, are what the filter asks for. A list
// of choices restricts even if it is empty; only a nil one does not.
func hasParts(w alliance.RelationFilter, r *alliance.Relation) bool {
	subject := func(a *alliance.Actor) bool {
		return allows(w.Subjects, a.ID) && allows(w.SubjectTypes, a.Type) && isOfCountry(w.SubjectCountries, a)
	}
	object := func(a *alliance.Actor) bool {
		return allows(w.Objects, a.ID) && allows(w.ObjectTypes, a.Type) && isOfCountry(w.ObjectCountries, a)
	}
	ends := subject(r.Subject) && object(r.Object)
	// Each end of a mutual relation counts as subject or as object, but not as both at once.
	if isMutual(r) {
		ends = ends || subject(r.Object) && object(r.Subject)
	}
	conflict := ""
	if r.Conflict != nil {
		conflict = r.Conflict.ID
	}
	return ends && allows(w.Types, r.Type) && (w.Conflict == "" || conflict == w.Conflict) &&
		(w.Conflicts == nil || conflict != "" && allows(w.Conflicts, conflict)) &&
		(w.Against == nil || r.Against != nil && allows(w.Against, r.Against.ID)) &&
		(w.Coalitions == nil || r.Coalition != nil && allows(w.Coalitions, r.Coalition.ID))
}

// isOfCountry reports whether an actor has one of the country codes, in any case.
func isOfCountry(codes []string, a *alliance.Actor) bool {
	return codes == nil || a.Country != "" && slices.ContainsFunc(codes, func(code string) bool {
		return strings.EqualFold(code, string(a.Country))
	})
}

// isOfKinds reports whether one of the kinds of a filter, and all of those that it wants together, are claimed or, if it
// asks for what is denied, denied. There are none in an empty list to be claimed.
func isOfKinds(w alliance.RelationFilter, s sight) bool {
	kinds := s.KindList()
	if s.Status == alliance.Denied {
		kinds = nil // those that are denied
	}
	if slices.Contains(w.Statuses, alliance.Denied) {
		kinds = append(kinds, s.denied...)
	}
	lacks := func(k alliance.RelationKind) bool { return !slices.Contains(kinds, k) }
	one := slices.ContainsFunc(kinds, func(k alliance.RelationKind) bool { return allows(w.Kinds, k) })
	all := len(w.AllKinds) > 0 && !slices.ContainsFunc(w.AllKinds, lacks)
	return (w.Kinds == nil || one) && (w.AllKinds == nil || all)
}

// isSourced reports whether some of the evidence is from the sources or publishers of a filter. They are one
// restriction: evidence from any of either is enough.
func isSourced(w alliance.RelationFilter, evidence []*alliance.Evidence) bool {
	return w.Sources == nil && w.Publishers == nil || slices.ContainsFunc(evidence, func(e *alliance.Evidence) bool {
		return slices.Contains(w.Sources, e.Source.ID) || slices.Contains(w.Publishers, string(e.Source.Publisher))
	})
}
