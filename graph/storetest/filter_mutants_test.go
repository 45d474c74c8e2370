package storetest

import (
	"slices"
	"strings"

	"entente/graph/alliance"
)

// filterMutants returns mutants that ignore one restriction on relations each.
func filterMutants() map[string]mutant {
	relation := func(forget func(*alliance.RelationFilter)) mutant {
		return mutant{relation: func(q *alliance.RelationQuery) { forget(&q.Where) }}
	}
	return map[string]mutant{
		"relations: types":         relation(func(w *alliance.RelationFilter) { w.Types = nil }),
		"relations: kinds":         relation(func(w *alliance.RelationFilter) { w.Kinds = nil }),
		"relations: as of":         relation(func(w *alliance.RelationFilter) { w.AsOf = alliance.Date{} }),
		"relations: since":         relation(func(w *alliance.RelationFilter) { w.Since = alliance.Date{} }),
		"relations: until":         relation(func(w *alliance.RelationFilter) { w.Until = alliance.Date{} }),
		"relations: presumed":      relation(func(w *alliance.RelationFilter) { w.Presumed = false }),
		"relations: not presumed":  relation(func(w *alliance.RelationFilter) { w.Presumed = true }),
		"relations: coalitions":    relation(func(w *alliance.RelationFilter) { w.Coalitions = nil }),
		"relations: known by":      relation(func(w *alliance.RelationFilter) { w.KnownBy = alliance.Date{} }),
		"relations: statuses":      relation(func(w *alliance.RelationFilter) { w.Statuses = nil }),
		"relations: conflict":      relation(func(w *alliance.RelationFilter) { w.Conflict = "" }),
		"relations: against":       relation(func(w *alliance.RelationFilter) { w.Against = nil }),
		"relations: subjects":      relation(func(w *alliance.RelationFilter) { w.Subjects = nil }),
		"relations: objects":       relation(func(w *alliance.RelationFilter) { w.Objects = nil }),
		"relations: sources":       relation(func(w *alliance.RelationFilter) { w.Sources = nil }),
		"relations: publishers":    relation(func(w *alliance.RelationFilter) { w.Publishers = nil }),
		"relations: empty types":   relation(func(w *alliance.RelationFilter) { w.Types = nilIfEmpty(w.Types) }),
		"relations: empty objects": relation(func(w *alliance.RelationFilter) { w.Objects = nilIfEmpty(w.Objects) }),
		"relations: conflicts":     relation(func(w *alliance.RelationFilter) { w.Conflicts = nil }),
		"relations: of":            {relation: func(q *alliance.RelationQuery) { q.Of = "" }},
		"relations: indirect":      {relation: func(q *alliance.RelationQuery) { q.Indirect = false }},
		"relations: succession":    {relation: func(q *alliance.RelationQuery) { q.Succession = false }},
		"relations: only heirs":    {relation: func(q *alliance.RelationQuery) { q.Succession = q.Succession && !q.Indirect }},
		"relations: last day":      relation(func(w *alliance.RelationFilter) { w.KnownBy = firstDayOf(w.KnownBy) }),
	}
}

// endMutants returns mutants that mistake what a filter asks of the ends of relations.
func endMutants() map[string]mutant {
	relation := func(forget func(*alliance.RelationFilter)) mutant {
		return mutant{relation: func(q *alliance.RelationQuery) { forget(&q.Where) }}
	}
	return map[string]mutant{
		"ends: types of subjects":     relation(func(w *alliance.RelationFilter) { w.SubjectTypes = nil }),
		"ends: types of objects":      relation(func(w *alliance.RelationFilter) { w.ObjectTypes = nil }),
		"ends: countries of subjects": relation(func(w *alliance.RelationFilter) { w.SubjectCountries = nil }),
		"ends: countries of objects":  relation(func(w *alliance.RelationFilter) { w.ObjectCountries = nil }),
		"ends: no countries":          relation(func(w *alliance.RelationFilter) { w.ObjectCountries = nilIfEmpty(w.ObjectCountries) }),
		"ends: case of countries": relation(func(w *alliance.RelationFilter) {
			isUpper := func(c string) bool { return c == strings.ToUpper(c) }
			if w.SubjectCountries != nil {
				w.SubjectCountries = slices.DeleteFunc(slices.Clone(w.SubjectCountries), func(c string) bool { return !isUpper(c) })
			}
		}),
		"ends: ids or types": relation(func(w *alliance.RelationFilter) {
			if w.SubjectTypes != nil {
				w.Subjects = nil
			}
		}),
		"ends: against is any end": {relation: func(q *alliance.RelationQuery) {
			if q.Direction == alliance.Opponent {
				q.Direction = alliance.Both
			}
		}},
	}
}

// notMutants returns mutants that mistake what a filter leaves out, or what it does with kinds.
func notMutants() map[string]mutant {
	relation := func(change func(*alliance.RelationFilter)) mutant {
		return mutant{relation: func(q *alliance.RelationQuery) { change(&q.Where) }}
	}
	not := func(change func(outer, not *alliance.RelationFilter)) mutant {
		return relation(func(w *alliance.RelationFilter) {
			if w.Not != nil {
				n := *w.Not
				change(w, &n)
				w.Not = &n
			}
		})
	}
	named := func(at alliance.Viewpoint) bool {
		return !isAbsent(at.AsOf) || !isAbsent(at.Since) || !isAbsent(at.Until)
	}
	return map[string]mutant{
		"kinds: all":          relation(func(w *alliance.RelationFilter) { w.AllKinds = nil }),
		"kinds: one of all":   relation(func(w *alliance.RelationFilter) { w.Kinds, w.AllKinds = append(w.Kinds, w.AllKinds...), nil }),
		"kinds: all of none":  relation(func(w *alliance.RelationFilter) { w.AllKinds = nilIfEmpty(w.AllKinds) }),
		"kinds: of all types": relation(func(w *alliance.RelationFilter) { w.Kindless = false }),
		"kinds: never of all": relation(func(w *alliance.RelationFilter) { w.Kindless = true }),
		"not: ignored":        relation(func(w *alliance.RelationFilter) { w.Not = nil }),
		"not: of not":         not(func(_, n *alliance.RelationFilter) { n.Not = nil }),
		"not: its days": not(func(_, n *alliance.RelationFilter) {
			n.AsOf, n.Since, n.Until = alliance.Date{}, alliance.Date{}, alliance.Date{}
		}),
		"not: its knowledge":     not(func(_, n *alliance.RelationFilter) { n.KnownBy = alliance.Date{} }),
		"not: what it presumes":  not(func(_, n *alliance.RelationFilter) { n.Presumed = false }),
		"not: presumed as such":  not(func(w, n *alliance.RelationFilter) { n.Presumed = n.Presumed || !w.Presumed }),
		"not: knows all that is": not(func(_, n *alliance.RelationFilter) { n.KnownBy = dateOr(n.KnownBy, day("9999")) }),
		"not: on any day":        not(func(_, n *alliance.RelationFilter) { n.Since = dateOr(n.Since, day("-9999")) }),
		"not: on days of both": not(func(w, n *alliance.RelationFilter) {
			if named(n.Viewpoint) {
				n.AsOf, n.Since, n.Until = dateOr(n.AsOf, w.AsOf), dateOr(n.Since, w.Since), dateOr(n.Until, w.Until)
			}
		}),
	}
}
