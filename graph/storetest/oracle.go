package storetest

import (
	"slices"
	"strings"

	"entente/graph/alliance"
)

// An oracle answers queries by plain loops over all facts, directly as design.md defines the answers. It uses the
// types of the domain but none of its logic, so a mistake there shows as a difference too.
type oracle struct{ facts *alliance.Facts }

// actors answers a query for actors; the methods below do so for other kinds.
func (o oracle) actors(q alliance.ActorQuery) alliance.ActorConnection {
	var list []*alliance.Actor
	for _, a := range o.facts.Actors {
		w := q.Where
		names := append([]string{a.Name}, a.Aliases...)
		wanted := strings.ToLower(w.Name)
		named := func(name string) bool { return strings.ToLower(name) == wanted }
		country := strings.ToLower(w.Country)
		if allows(w.Types, a.Type) && allows(w.IDs, a.ID) && (w.Name == "" || slices.ContainsFunc(names, named)) &&
			(country == "" || strings.ToLower(string(a.Country)) == country) &&
			(w.Identifier == nil || slices.Contains(a.Identifiers, *w.Identifier)) {
			list = append(list, a)
		}
	}
	return paginate(list, q.PageRequest)
}

// relations returns the known relations that fit the filter and, if the query names an actor, have one of the reached
// actors at the given end.
func (o oracle) relations(q alliance.RelationQuery) alliance.RelationConnection {
	reached := o.reached(q)
	var list []*alliance.Relation
	for _, all := range o.facts.Relations {
		r := relationKnownBy(all, q.Where.KnownBy)
		if r == nil || !fitsRelation(q.Where, r) {
			continue
		}
		if q.Of == "" || slices.ContainsFunc(reached, func(actor string) bool { return isAtEnd(r, actor, q.Direction) }) {
			list = append(list, r)
		}
	}
	return paginate(list, q.PageRequest)
}

// reached returns the actor that a query names and, if it is indirect, all actors that this one leads or that are
// part of it, transitively.
func (o oracle) reached(q alliance.RelationQuery) []string {
	reached := []string{q.Of}
	for grown := q.Indirect; grown; {
		grown = false
		for _, all := range o.facts.Relations {
			r := relationKnownBy(all, q.Where.KnownBy)
			// Only the dates of the filter, and whether it includes denied relations, apply to the relations that are
			// followed.
			if r == nil || !shareDay(r.Span, q.Where.AsOf) ||
				r.Status == alliance.Denied && !slices.Contains(q.Where.Statuses, alliance.Denied) {
				continue
			}
			// A leader reaches what it leads, and a whole reaches its parts.
			from, to := r.Subject.ID, r.Object.ID
			if r.Type == alliance.PartOf {
				from, to = to, from
			}
			if (r.Type == alliance.Leads || r.Type == alliance.PartOf) &&
				slices.Contains(reached, from) && !slices.Contains(reached, to) {
				reached = append(reached, to)
				grown = true
			}
		}
	}
	return reached
}

// fitsRelation reports whether a filter keeps a relation whose evidence is already trimmed to KnownBy.
func fitsRelation(w alliance.RelationFilter, r *alliance.Relation) bool {
	// A list of choices restricts even if it is empty; only a nil one does not.
	oneKind := w.Kinds == nil || slices.ContainsFunc(r.Kinds, func(k alliance.RelationKind) bool { return allows(w.Kinds, k) })
	ends := allows(w.Subjects, r.Subject.ID) && allows(w.Objects, r.Object.ID)
	// Each end of a mutual relation counts as subject or as object, but not as both at once.
	if isMutual(r) {
		ends = ends || allows(w.Subjects, r.Object.ID) && allows(w.Objects, r.Subject.ID)
	}
	// Sources and publishers are one restriction: evidence from any of either is enough.
	sourced := w.Sources == nil && w.Publishers == nil
	for _, e := range r.Evidence {
		if slices.Contains(w.Sources, e.Source.ID) || slices.Contains(w.Publishers, string(e.Source.Publisher)) {
			sourced = true
		}
	}
	return allows(w.Types, r.Type) && oneKind && ends && sourced && shareDay(r.Span, w.AsOf) && allows(w.Statuses, r.Status) &&
		(w.Conflict == "" || r.Conflict != nil && r.Conflict.ID == w.Conflict) &&
		(w.Against == nil || r.Against != nil && allows(w.Against, r.Against.ID))
}

// isAtEnd reports whether an actor is at the given end of a relation, or at either end if it is mutual.
func isAtEnd(r *alliance.Relation, actor string, d alliance.Direction) bool {
	isSubject, isObject := r.Subject.ID == actor, r.Object.ID == actor
	switch {
	case d == alliance.Both || isMutual(r):
		return isSubject || isObject
	case d == alliance.Out:
		return isSubject
	default:
		return isObject
	}
}

// isMutual reports whether a relation holds in both directions.
func isMutual(r *alliance.Relation) bool {
	return r.Type == alliance.AlliedWith || r.Type == alliance.Opposes
}

// events returns the known events that fit the filter and, if the query names an actor, have it among their
// participants.
func (o oracle) events(q alliance.EventQuery) alliance.EventConnection {
	var list []*alliance.Event
	for _, all := range o.facts.Events {
		e := o.eventKnownBy(all, q.Where.KnownBy)
		if e != nil && fitsEvent(q.Where, e) && (q.Of == "" || takesPart(e, []string{q.Of})) {
			list = append(list, e)
		}
	}
	return paginate(list, q.PageRequest)
}

// fitsEvent reports whether a filter keeps an event whose evidence is already trimmed to KnownBy.
func fitsEvent(w alliance.EventFilter, e *alliance.Event) bool {
	first, last := eventDays(e)
	since, _ := days(w.Since)
	_, until := days(w.Until)
	place := strings.ToLower(w.Place)
	return allows(w.Types, e.Type) && allows(w.Statuses, e.Status) && since <= last && first <= until &&
		(w.Conflict == "" || e.Conflict != nil && e.Conflict.ID == w.Conflict) &&
		(w.Participants == nil || takesPart(e, w.Participants)) &&
		(w.Place == "" || e.Place != nil &&
			(strings.ToLower(e.Place.Name) == place || strings.ToLower(string(e.Place.Country)) == place))
}

// takesPart reports whether one of these actors takes part in an event.
func takesPart(e *alliance.Event, actors []string) bool {
	return slices.ContainsFunc(e.Participants, func(p alliance.Participant) bool { return slices.Contains(actors, p.Actor.ID) })
}

// conflicts returns the conflicts that share a day with the filter's date and have one of its parties.
func (o oracle) conflicts(q alliance.ConflictQuery) alliance.ConflictConnection {
	var list []*alliance.Conflict
	for _, all := range o.facts.Conflicts {
		c := o.withParties(all)
		party := func(id string) bool { return slices.Contains(q.Where.Parties, id) }
		if shareDay(c.Span, q.Where.AsOf) && (q.Where.Parties == nil || slices.ContainsFunc(c.Parties, party)) {
			list = append(list, c)
		}
	}
	return paginate(list, q.PageRequest)
}

// withParties returns a conflict with the parties that follow from the relations in it.
func (o oracle) withParties(c *alliance.Conflict) *alliance.Conflict {
	view := *c
	view.Parties = o.parties(c.ID)
	return &view
}

// parties returns the actors at both ends of OPPOSES relations in a conflict, and the objects and opponents of
// SUPPORTS relations, ignoring relations that are denied.
func (o oracle) parties(conflict string) []string {
	var ids []string
	for _, r := range o.facts.Relations {
		if r.Conflict == nil || r.Conflict.ID != conflict || statusOf(r.Evidence) == alliance.Denied {
			continue
		}
		if r.Type == alliance.Opposes {
			ids = append(ids, r.Subject.ID, r.Object.ID)
		}
		if r.Type == alliance.Supports {
			ids = append(ids, r.Object.ID)
		}
		if r.Type == alliance.Supports && r.Against != nil {
			ids = append(ids, r.Against.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// sources returns the sources published by KnownBy, by one of the publishers if any are given.
func (o oracle) sources(q alliance.SourceQuery) alliance.SourceConnection {
	var list []*alliance.Source
	for _, s := range o.facts.Sources {
		if allows(q.Where.Publishers, string(s.Publisher)) && published(s, q.Where.KnownBy) {
			list = append(list, s)
		}
	}
	return paginate(list, q.PageRequest)
}

// evidence returns the evidence that fits the filter, and the source and speaker of the query if given.
func (o oracle) evidence(q alliance.EvidenceQuery) alliance.EvidenceConnection {
	var list []*alliance.Evidence
	for e := range o.allEvidence {
		speaker := ""
		if e.Speaker != nil {
			speaker = e.Speaker.ID
		}
		if published(e.Source, q.KnownBy) && allows(q.Where.Stances, e.Stance) && allows(q.Where.Sources, e.Source.ID) &&
			(q.Where.Speakers == nil || speaker != "" && allows(q.Where.Speakers, speaker)) &&
			(q.Source == "" || q.Source == e.Source.ID) && (q.Speaker == "" || q.Speaker == speaker) {
			list = append(list, e)
		}
	}
	return paginate(list, q.PageRequest)
}

// allEvidence iterates over the evidence for all facts.
func (o oracle) allEvidence(yield func(*alliance.Evidence) bool) {
	var list []*alliance.Evidence
	for _, r := range o.facts.Relations {
		list = append(list, r.Evidence...)
	}
	for _, e := range o.facts.Events {
		list = append(list, e.Evidence...)
	}
	for _, e := range list {
		if !yield(e) {
			return
		}
	}
}

// node returns the thing with an id as known by a date, or nil if there is none.
func (o oracle) node(id string, k alliance.Date) alliance.Node {
	var found alliance.Node
	for _, a := range o.facts.Actors {
		if a.ID == id {
			found = a
		}
	}
	for _, s := range o.facts.Sources {
		if s.ID == id && published(s, k) {
			found = s
		}
	}
	for _, c := range o.facts.Conflicts {
		if c.ID == id {
			found = o.withParties(c)
		}
	}
	for _, all := range o.facts.Relations {
		if all.ID != id {
			continue
		}
		if r := relationKnownBy(all, k); r != nil {
			found = r
		}
	}
	for _, all := range o.facts.Events {
		if all.ID != id {
			continue
		}
		if e := o.eventKnownBy(all, k); e != nil {
			found = e
		}
	}
	for e := range o.allEvidence {
		if e.ID == id && published(e.Source, k) {
			found = e
		}
	}
	return found
}

// allows reports whether a list of choices admits a value; a nil list admits every value.
func allows[T comparable](choices []T, value T) bool {
	return choices == nil || slices.Contains(choices, value)
}
