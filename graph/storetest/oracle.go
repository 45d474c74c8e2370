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
			(w.Identifier == nil || isIdentified(a, *w.Identifier)) {
			list = append(list, a)
		}
	}
	return paginate(list, q.PageRequest)
}

// isIdentified reports whether an id in another data set stands for an actor on a day of the filter's date.
func isIdentified(a *alliance.Actor, w alliance.IdentifierFilter) bool {
	return slices.ContainsFunc(a.Identifiers, func(i alliance.Identifier) bool {
		return i.Scheme == w.Scheme && i.Value == w.Value && shareDay(i.Span, w.AsOf)
	})
}

// relations returns the relations that the filter keeps, as seen from its viewpoint, and, if the query names an actor,
// that have one of the reached actors at the given end.
func (o oracle) relations(q alliance.RelationQuery) alliance.Page[sight] {
	reached := o.reached(q)
	var list []sight
	for _, r := range o.facts.Relations {
		if q.Of != "" && !slices.ContainsFunc(reached, func(actor string) bool { return isAtEnd(r, actor, q.Direction) }) {
			continue
		}
		if s, ok := keptSight(q.Where, r); ok {
			list = append(list, s)
		}
	}
	return paginate(list, q.PageRequest)
}

// reached returns the actor that a query names; if it asks for succession, also those that it succeeds, and they
// succeed, and so on, and those that succeed it, and so on; and if it is indirect, all actors that one of these leads or
// that are part of it, transitively.
func (o oracle) reached(q alliance.RelationQuery) []string {
	reached := []string{q.Of}
	if q.Of == "" {
		return reached
	}
	if q.Succession {
		var back, forward [][2]string
		for _, r := range o.followed(alliance.Viewpoint{KnownBy: q.Where.KnownBy}, q.Where.Statuses, alliance.Succeeds) {
			back = append(back, [2]string{r.Subject.ID, r.Object.ID})
			forward = append(forward, [2]string{r.Object.ID, r.Subject.ID})
		}
		reached = append(follow(reached, back), follow(reached, forward)...)
	}
	if q.Indirect {
		var down [][2]string
		for _, r := range o.followed(q.Where.Viewpoint, q.Where.Statuses, alliance.Leads, alliance.PartOf) {
			// A leader reaches what it leads, and a whole reaches its parts.
			link := [2]string{r.Subject.ID, r.Object.ID}
			if r.Type == alliance.PartOf {
				link = [2]string{r.Object.ID, r.Subject.ID}
			}
			down = append(down, link)
		}
		reached = follow(reached, down)
	}
	return reached
}

// followed returns the relations of some types that lead from actor to actor: those seen from the viewpoint that are not
// denied, unless the statuses include that. Nothing else of a filter applies to them.
func (o oracle) followed(at alliance.Viewpoint, statuses []alliance.Status, types ...alliance.RelationType) []*alliance.Relation {
	deniedToo := slices.Contains(statuses, alliance.Denied)
	var list []*alliance.Relation
	for _, r := range o.facts.Relations {
		if !slices.Contains(types, r.Type) {
			continue
		}
		if s, ok := sightOf(r, at, deniedToo); ok && (deniedToo || s.Status != alliance.Denied) {
			list = append(list, r)
		}
	}
	return list
}

// follow returns the ids with all that can be reached from them along links.
func follow(ids []string, links [][2]string) []string {
	reached := slices.Clone(ids)
	for i := 0; i < len(reached); i++ {
		for _, link := range links {
			if link[0] == reached[i] && !slices.Contains(reached, link[1]) {
				reached = append(reached, link[1])
			}
		}
	}
	return reached
}

// isAtEnd reports whether an actor is at the given end of a relation, or at either end if it is mutual; or is the opponent
// that it is against.
func isAtEnd(r *alliance.Relation, actor string, d alliance.Direction) bool {
	isSubject, isObject := r.Subject.ID == actor, r.Object.ID == actor
	switch {
	case d == alliance.Opponent:
		return r.Against != nil && r.Against.ID == actor
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
	happened := eventDays(e)
	place := strings.ToLower(w.Place)
	return allows(w.Types, e.Type) && allows(w.Statuses, e.Status) &&
		daysOf(w.Since).first <= happened.last && happened.first <= daysOf(w.Until).last &&
		!daysOf(w.AsOf).within(happened).empty() &&
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
		if r.Conflict == nil || r.Conflict.ID != conflict || onlyDenied(r.Evidence) {
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

// onlyDenied reports whether nothing is claimed.
func onlyDenied(evidence []*alliance.Evidence) bool {
	return !slices.ContainsFunc(evidence, func(e *alliance.Evidence) bool { return e.Stance != alliance.Denies })
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
			(q.Where.Verified == nil || *q.Where.Verified == (e.Passage != nil)) &&
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
		if s, ok := sightOf(all, alliance.Viewpoint{KnownBy: k}, true); ok {
			found = s
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
