package storetest

import (
	"maps"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// mutants returns stores with one defect each, by a description of it.
func mutants() map[string]mutant {
	all := filterMutants()
	maps.Copy(all, relationMutants())
	maps.Copy(all, nodeMutants())
	maps.Copy(all, pageMutants())
	return all
}

// filterMutants returns mutants that ignore one restriction each.
func filterMutants() map[string]mutant {
	relation := func(forget func(*alliance.RelationFilter)) mutant {
		return mutant{relation: func(q *alliance.RelationQuery) { forget(&q.Where) }}
	}
	event := func(forget func(*alliance.EventFilter)) mutant {
		return mutant{event: func(q *alliance.EventQuery) { forget(&q.Where) }}
	}
	return map[string]mutant{
		"relations: types":         relation(func(w *alliance.RelationFilter) { w.Types = nil }),
		"relations: kinds":         relation(func(w *alliance.RelationFilter) { w.Kinds = nil }),
		"relations: as of":         relation(func(w *alliance.RelationFilter) { w.AsOf = alliance.Date{} }),
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
		"relations: of":            {relation: func(q *alliance.RelationQuery) { q.Of = "" }},
		"relations: indirect":      {relation: func(q *alliance.RelationQuery) { q.Indirect = false }},
		"events: since":            event(func(w *alliance.EventFilter) { w.Since = alliance.Date{} }),
		"events: until":            event(func(w *alliance.EventFilter) { w.Until = alliance.Date{} }),
		"events: known by":         event(func(w *alliance.EventFilter) { w.KnownBy = alliance.Date{} }),
		"events: participants":     event(func(w *alliance.EventFilter) { w.Participants = nil }),
		"events: of":               {event: func(q *alliance.EventQuery) { q.Of = "" }},
		"events: place":            event(func(w *alliance.EventFilter) { w.Place = "" }),
		"actors: name":             {actor: func(q *alliance.ActorQuery) { q.Where.Name = "" }},
		"actors: alias":            {actor: func(q *alliance.ActorQuery) { q.Where.Name += " " }},
		"actors: country":          {actor: func(q *alliance.ActorQuery) { q.Where.Country = "" }},
		"actors: country's case": {actor: func(q *alliance.ActorQuery) {
			if c := q.Where.Country; c != strings.ToUpper(c) {
				q.Where.Country = "as it is written" // which matches no country
			}
		}},
		"actors: identifier":  {actor: func(q *alliance.ActorQuery) { q.Where.Identifier = nil }},
		"conflicts: parties":  {conflict: func(q *alliance.ConflictQuery) { q.Where.Parties = nil }},
		"sources: known by":   {source: func(q *alliance.SourceQuery) { q.Where.KnownBy = alliance.Date{} }},
		"evidence: speaker":   {evidence: func(q *alliance.EvidenceQuery) { q.Speaker = "" }},
		"evidence: speakers":  {evidence: func(q *alliance.EvidenceQuery) { q.Where.Speakers = nil }},
		"evidence: known by":  {evidence: func(q *alliance.EvidenceQuery) { q.KnownBy = alliance.Date{} }},
		"nodes: known by":     {date: func(k *alliance.Date) { *k = alliance.Date{} }},
		"nodes: first day":    {date: func(k *alliance.Date) { *k = firstDayOf(*k) }},
		"relations: last day": relation(func(w *alliance.RelationFilter) { w.KnownBy = firstDayOf(w.KnownBy) }),
	}
}

// relationMutants returns mutants that list the wrong relations, or list them wrongly.
func relationMutants() map[string]mutant {
	each := func(change func(o oracle, q alliance.RelationQuery, r *alliance.Relation)) mutant {
		return mutant{relationPage: func(o oracle, q alliance.RelationQuery, page *alliance.RelationConnection) {
			for _, r := range page.Nodes {
				change(o, q, r)
			}
		}}
	}
	return map[string]mutant{
		"mutual relations from one end only": {relationPage: func(_ oracle, q alliance.RelationQuery, page *alliance.RelationConnection) {
			page.Nodes = slices.DeleteFunc(page.Nodes, func(r *alliance.Relation) bool {
				return q.Direction == alliance.Out && r.Object.ID == q.Of || q.Direction == alliance.In && r.Subject.ID == q.Of
			})
		}},
		"mutual relations one way round only": {relationPage: func(_ oracle, q alliance.RelationQuery, page *alliance.RelationConnection) {
			page.Nodes = slices.DeleteFunc(page.Nodes, func(r *alliance.Relation) bool { return !allows(q.Where.Subjects, r.Subject.ID) })
		}},
		"through denied relations": {relation: func(q *alliance.RelationQuery) {
			if q.Where.Statuses == nil {
				q.Where.Statuses = alliance.Statuses()
			}
		}},
		"all evidence": each(func(o oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			r.Evidence = o.node(r.ID, alliance.Date{}).(*alliance.Relation).Evidence
		}),
		"the record of all evidence": each(func(o oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			r.Record = o.node(r.ID, alliance.Date{}).(*alliance.Relation).Record
		}),
		"the order of evidence": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) { slices.Reverse(r.Evidence) }),
		"copies count as independent": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			r.IndependentSources = len(r.Evidence)
		}),
		"no kinds":    each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) { r.Kinds = nil }),
		"no opponent": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) { r.Against = nil }),
		"no names": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			r.Subject = &alliance.Actor{ID: r.Subject.ID}
		}),
	}
}

// nodeMutants returns mutants that leave out a part of other things.
func nodeMutants() map[string]mutant {
	each := func(change func(*alliance.Event)) mutant {
		return mutant{eventPage: func(page *alliance.EventConnection) {
			for _, e := range page.Nodes {
				change(e)
			}
		}}
	}
	return map[string]mutant{
		"events: references from later ones": each(func(e *alliance.Event) { e.ReferencedBy = nil }),
		"events: participants":               each(func(e *alliance.Event) { e.Participants = nil }),
		"events: place":                      each(func(e *alliance.Event) { e.Place = nil }),
		"conflicts: no parties": {conflictPage: func(page *alliance.ConflictConnection) {
			for _, c := range page.Nodes {
				c.Parties = nil
			}
		}},
	}
}

// pageMutants returns mutants that split lists at the wrong place.
func pageMutants() map[string]mutant {
	relation := func(change func(*alliance.RelationConnection)) mutant {
		return mutant{relationPage: func(_ oracle, _ alliance.RelationQuery, page *alliance.RelationConnection) { change(page) }}
	}
	return map[string]mutant{
		"one too many":          {relation: func(q *alliance.RelationQuery) { q.First++ }},
		"one too few":           {relation: func(q *alliance.RelationQuery) { q.First = max(q.First-1, 0) }},
		"after, included":       {relation: func(q *alliance.RelationQuery) { q.After.ID = q.After.ID[:max(len(q.After.ID)-1, 0)] }},
		"always counted":        {evidence: func(q *alliance.EvidenceQuery) { q.Count = true }},
		"never counted":         {source: func(q *alliance.SourceQuery) { q.Count = false }},
		"the day of a position": {event: func(q *alliance.EventQuery) { q.After.Day = 0 }},
		"no more":               relation(func(page *alliance.RelationConnection) { page.HasNext = false }),
		"never less":            relation(func(page *alliance.RelationConnection) { page.HasPrevious = false }),
		"less if empty":         relation(func(page *alliance.RelationConnection) { page.HasPrevious = page.HasPrevious && len(page.Nodes) > 0 }),
		"backwards":             relation(func(page *alliance.RelationConnection) { slices.Reverse(page.Nodes) }),
	}
}

// nilIfEmpty returns nil for an empty list.
func nilIfEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// firstDayOf returns the first day of a date.
func firstDayOf(d alliance.Date) alliance.Date {
	if text := d.String(); text != "" {
		return day((text + "-01-01")[:len("2006-01-02")])
	}
	return d
}
