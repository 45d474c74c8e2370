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
	maps.Copy(all, endMutants())
	maps.Copy(all, notMutants())
	maps.Copy(all, thingMutants())
	maps.Copy(all, relationMutants())
	maps.Copy(all, nodeMutants())
	maps.Copy(all, pageMutants())
	return all
}

// thingMutants returns mutants that ignore one restriction on other things each.
func thingMutants() map[string]mutant {
	event := func(forget func(*alliance.EventFilter)) mutant {
		return mutant{event: func(q *alliance.EventQuery) { forget(&q.Where) }}
	}
	return map[string]mutant{
		"events: as of":        event(func(w *alliance.EventFilter) { w.AsOf = alliance.Date{} }),
		"events: since":        event(func(w *alliance.EventFilter) { w.Since = alliance.Date{} }),
		"events: until":        event(func(w *alliance.EventFilter) { w.Until = alliance.Date{} }),
		"events: known by":     event(func(w *alliance.EventFilter) { w.KnownBy = alliance.Date{} }),
		"events: participants": event(func(w *alliance.EventFilter) { w.Participants = nil }),
		"events: of":           {event: func(q *alliance.EventQuery) { q.Of = "" }},
		"events: place":        event(func(w *alliance.EventFilter) { w.Place = "" }),
		"actors: name":         {actor: func(q *alliance.ActorQuery) { q.Where.Name = "" }},
		"actors: alias":        {actor: func(q *alliance.ActorQuery) { q.Where.Name += " " }},
		"actors: country":      {actor: func(q *alliance.ActorQuery) { q.Where.Country = "" }},
		"actors: country's case": {actor: func(q *alliance.ActorQuery) {
			if c := q.Where.Country; c != strings.ToUpper(c) {
				q.Where.Country = "as it is written" // which matches no country
			}
		}},
		"actors: identifier": {actor: func(q *alliance.ActorQuery) { q.Where.Identifier = nil }},
		"actors: identifier's time": {actor: func(q *alliance.ActorQuery) {
			if i := q.Where.Identifier; i != nil {
				q.Where.Identifier = &alliance.IdentifierFilter{Scheme: i.Scheme, Value: i.Value}
			}
		}},
		"conflicts: parties": {conflict: func(q *alliance.ConflictQuery) { q.Where.Parties = nil }},
		"sources: known by":  {source: func(q *alliance.SourceQuery) { q.Where.KnownBy = alliance.Date{} }},
		"evidence: speaker":  {evidence: func(q *alliance.EvidenceQuery) { q.Speaker = "" }},
		"evidence: speakers": {evidence: func(q *alliance.EvidenceQuery) { q.Where.Speakers = nil }},
		"evidence: verified": {evidence: func(q *alliance.EvidenceQuery) { q.Where.Verified = nil }},
		"evidence: known by": {evidence: func(q *alliance.EvidenceQuery) { q.KnownBy = alliance.Date{} }},
		"nodes: known by":    {date: func(k *alliance.Date) { *k = alliance.Date{} }},
		"nodes: first day":   {date: func(k *alliance.Date) { *k = firstDayOf(*k) }},
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
		"opponents at the ends": {relation: func(q *alliance.RelationQuery) {
			if q.Direction == alliance.Opponent {
				q.Direction = alliance.Both
			}
		}},
		"through denied relations": {relation: func(q *alliance.RelationQuery) {
			if q.Where.Statuses == nil {
				q.Where.Statuses = alliance.Statuses()
			}
		}},
		"all evidence": each(func(o oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			r.Evidence = o.node(r.ID, alliance.Date{}).(sight).Evidence
		}),
		"the record of all evidence": each(func(o oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			r.Record = o.node(r.ID, alliance.Date{}).(sight).Record
		}),
		"the order of evidence": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) { r.Evidence = reversed(r.Evidence) }),
		"copies count as independent": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			r.IndependentSources = len(r.Evidence)
		}),
		"succession, sideways": {relationPage: sideways},
		"always known":         each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) { r.Certainty = alliance.Known }),
		"a span that is presumed": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			if periods := r.Periods(); len(periods) > 0 {
				r.To = periods[len(periods)-1].To
			}
		}),
		"only kinds that are left": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			r.Kinds = 0
			for _, k := range r.KindStatuses() {
				if k.Status == alliance.Asserted || k.Status == alliance.Alleged {
					r.Kinds |= alliance.SetOf(k.Kind)
				}
			}
		}),
		"no coalition": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) { r.Coalition = nil }),
		"no kinds":     each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) { r.Kinds = 0 }),
		"no opponent":  each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) { r.Against = nil }),
		"no names": each(func(_ oracle, _ alliance.RelationQuery, r *alliance.Relation) {
			r.Subject = &alliance.Actor{ID: r.Subject.ID}
		}),
	}
}

// sideways answers a query that asks for succession as if whom an actor succeeds were followed to its other heirs.
func sideways(o oracle, q alliance.RelationQuery, page *alliance.RelationConnection) {
	if q.Of == "" || !q.Succession {
		return
	}
	every := q
	every.PageRequest = all()
	found := map[string]*alliance.Relation{}
	for _, every.Of = range o.reached(q) {
		for _, r := range (oracleStore{o}).seen(every).Nodes {
			found[r.ID] = r
		}
	}
	*page = paginate(slices.Collect(maps.Values(found)), q.PageRequest)
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
		"before, included":      {relation: func(q *alliance.RelationQuery) { q.Before.ID += "0" }},
		"before, ignored":       {evidence: func(q *alliance.EvidenceQuery) { q.Before = alliance.SortKey{} }},
		"never from the end":    {relation: func(q *alliance.RelationQuery) { q.FromEnd = false }},
		"actors: by id":         {actor: func(q *alliance.ActorQuery) { q.By = "" }},
		"conflicts: by id":      {conflict: func(q *alliance.ConflictQuery) { q.By = "" }},
		"sources: by day":       {source: func(q *alliance.SourceQuery) { q.By = "" }},
		"the wrong report":      {relation: misread},
		"reports not known yet": {relationPage: foresee},
		"subjects for objects":  relation(func(page *alliance.RelationConnection) { page.Objects = page.Subjects }),
		"ends of the page": relation(func(page *alliance.RelationConnection) {
			if page.Subjects > 0 {
				page.Subjects, page.Objects = countEnds(page.Nodes)
			}
		}),
		"names by code point": {conflictPage: func(page *alliance.ConflictConnection) {
			if page.Order.Field == alliance.ByName {
				slices.SortFunc(page.Nodes, func(a, b *alliance.Conflict) int { return strings.Compare(a.Name, b.Name) })
			}
		}},
		"the day of a position": {event: func(q *alliance.EventQuery) { q.After.Day = 0 }},
		"no more":               relation(func(page *alliance.RelationConnection) { page.HasNext = false }),
		"never less":            relation(func(page *alliance.RelationConnection) { page.HasPrevious = false }),
		"less if empty":         relation(func(page *alliance.RelationConnection) { page.HasPrevious = page.HasPrevious && len(page.Nodes) > 0 }),
		"backwards":             relation(func(page *alliance.RelationConnection) { slices.Reverse(page.Nodes) }),
	}
}

// misread asks for the first report in place of the last.
func misread(q *alliance.RelationQuery) {
	if q.By == alliance.ByLastReported {
		q.By = alliance.ByFirstReported
	}
}

// foresee orders a page by the last report, whether or not it was known.
func foresee(o oracle, q alliance.RelationQuery, page *alliance.RelationConnection) {
	if q.By == alliance.ByLastReported {
		slices.SortFunc(page.Nodes, func(a, b *alliance.Relation) int {
			return compareKeys(keyOf(o.node(a.ID, alliance.Date{}), q.By), keyOf(o.node(b.ID, alliance.Date{}), q.By))
		})
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
	if isAbsent(d) {
		return d
	}
	return dateOf(daysOf(d).first)
}
