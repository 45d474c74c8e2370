package storetest

import (
	"slices"

	"entente/graph/alliance"
)

// A sight is what the oracle makes of a relation from a viewpoint: a copy of the relation with everything that is
// derived from its statements.
type sight struct {
	*alliance.Relation
	kindStatuses []alliance.KindStatus
	periods      []alliance.Period
	// denied are the kinds that are denied on the days asked for.
	denied []alliance.RelationKind
	sign   alliance.Sign
	// summary is in the words of the domain, which no one else knows.
	summary string
}

// sightOf returns a relation as seen from a viewpoint. It returns false if nothing that is known says anything about
// the days asked for. What is only denied on them is seen if denied is set, or if all days are asked for.
func sightOf(r *alliance.Relation, at alliance.Viewpoint, denied bool) (sight, bool) {
	s := newStatements(r, at)
	about := s.asked()
	claimed, negated := kindsOf(about)
	shown := s.shownOn(about)
	if len(shown) == 0 || !anyClaim(about) && !denied && !s.anyDay() {
		return sight{}, false
	}
	view := *r
	view.Evidence = shown
	view.Record = recordOf(statusOn(about), shown)
	view.Certainty = certaintyOn(about)
	view.Kinds = alliance.SetOf(claimed...)
	if !anyClaim(about) {
		view.Kinds = alliance.SetOf(negated...)
	}
	view.Span = s.span()
	result := sight{Relation: &view, denied: negated, periods: s.periods(), sign: signOn(r, about)}
	for _, k := range alliance.RelationKinds() {
		if slices.Contains(claimed, k) || slices.Contains(negated, k) {
			result.kindStatuses = append(result.kindStatuses, alliance.KindStatus{
				Kind: k, Status: kindStatusOn(about, k), Certainty: certaintyOn(naming(about, k)),
			})
		}
	}
	if seen := r.Seen(at, true); seen != nil {
		result.summary = seen.Summary()
	}
	return result, true
}

// KindStatuses returns what the oracle found, in place of the method of the relation.
func (s sight) KindStatuses() []alliance.KindStatus { return s.kindStatuses }

// Periods returns what the oracle found, in place of the method of the relation.
func (s sight) Periods() []alliance.Period { return s.periods }

// Sign returns what the oracle found, in place of the method of the relation.
func (s sight) Sign() alliance.Sign { return s.sign }

// signOn returns the sign of a relation on some days. An alliance is friendly if a claim or, if nothing is claimed, a denial
// is of more than nonaggression, or does not say of what.
func signOn(r *alliance.Relation, days []oneDay) alliance.Sign {
	switch r.Type {
	case alliance.Supports, alliance.Guarantees, alliance.Recognizes:
		return alliance.Positive
	case alliance.Opposes:
		return alliance.Negative
	case alliance.AlliedWith:
		if slices.ContainsFunc(named(days), func(kinds []alliance.RelationKind) bool {
			return len(kinds) != 1 || kinds[0] != alliance.Nonaggression
		}) {
			return alliance.Positive
		}
	}
	return alliance.Neutral
}

// named returns the kinds that each claim about some days names or, if there are none, each denial.
func named(days []oneDay) [][]alliance.RelationKind {
	var claimed, denied [][]alliance.RelationKind
	for _, d := range days {
		for _, c := range d.claims {
			claimed = append(claimed, c.kinds)
		}
		for _, n := range d.denials {
			denied = append(denied, n.KindList())
		}
	}
	if len(claimed) > 0 {
		return claimed
	}
	return denied
}

// Summary returns the summary of what is seen.
func (s sight) Summary() string { return s.summary }

// kindsOf returns the kinds that are claimed and those that are denied on some of the days.
func kindsOf(days []oneDay) (claimed, denied []alliance.RelationKind) {
	for _, d := range days {
		for _, c := range d.claims {
			claimed = append(claimed, c.kinds...)
		}
		for _, n := range d.denials {
			denied = append(denied, n.KindList()...)
		}
	}
	return claimed, denied
}

// statusOn returns the status of a relation over some days: of the claims that are left on some of them.
func statusOn(days []oneDay) alliance.Status {
	return statusOfClaims(days, func(claimOfDay) bool { return true }, claimOfDay.isLeft)
}

// kindStatusOn returns the status of a kind over some days.
func kindStatusOn(days []oneDay, k alliance.RelationKind) alliance.Status {
	return statusOfClaims(days,
		func(c claimOfDay) bool { return slices.Contains(c.kinds, k) },
		func(c claimOfDay) bool { return c.isLeft() && slices.Contains(c.left, k) })
}

// statusOfClaims returns the status that those claims have on the given days that count; some of them are left.
func statusOfClaims(days []oneDay, counts, left func(claimOfDay) bool) alliance.Status {
	status := alliance.Denied
	for _, d := range days {
		for _, c := range d.claims {
			switch {
			case !counts(c):
			case left(c) && c.Stance == alliance.Asserts:
				return alliance.Asserted
			case left(c):
				status = alliance.Alleged
			case status == alliance.Denied:
				status = alliance.Disputed
			}
		}
	}
	return status
}

// naming returns the days with only those claims that name a kind.
func naming(days []oneDay, k alliance.RelationKind) []oneDay {
	var list []oneDay
	for _, d := range days {
		d.claims = slices.DeleteFunc(slices.Clone(d.claims), func(c claimOfDay) bool { return !slices.Contains(c.kinds, k) })
		list = append(list, d)
	}
	return list
}

// certaintyOn returns Presumed if there are claims about some days, all of which are only presumed to hold.
func certaintyOn(days []oneDay) alliance.Certainty {
	certainty := alliance.Known
	for _, d := range days {
		for _, c := range d.claims {
			if c.certainty == alliance.Known {
				return alliance.Known
			}
			if c.certainty == alliance.Presumed {
				certainty = alliance.Presumed
			}
		}
	}
	return certainty
}
