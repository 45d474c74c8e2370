package alliance

import "cmp"

// An Order is the order of a list. The zero Order is the default one of each list, ascending.
type Order struct {
	Field OrderField
	// Direction is empty or Ascending, or Descending: exactly the reverse.
	Direction OrderDirection
}

// An OrderField is what a list is ordered by. Things that have it in common are ordered by id. The empty field is the
// default one of a list: the id, of events their first day, of sources and evidence the publication.
type OrderField string

// The fields that lists can be ordered by.
const (
	// ByID orders actors, relations and conflicts: the default.
	ByID OrderField = "ID"
	// ByName orders actors and conflicts; and relations, by the names of the subject and then of the object.
	ByName OrderField = "NAME"
	// ByTitle orders sources.
	ByTitle OrderField = "TITLE"
	// ByPublished orders sources: the default. A partial date counts as its last day.
	ByPublished OrderField = "PUBLISHED"
	// ByFrom orders events by their first day, the default; and conflicts. Without one they come first.
	ByFrom OrderField = "FROM"
	// ByFirstReported and ByLastReported order relations by when the question's sources were published, as ByPublished
	// orders these.
	ByFirstReported OrderField = "FIRST_REPORTED"
	ByLastReported  OrderField = "LAST_REPORTED"
	// ByIndependentSources orders relations by the number of independent sources that the question sees.
	ByIndependentSources OrderField = "INDEPENDENT_SOURCES"
)

// An OrderDirection is in which direction a list is ordered.
type OrderDirection string

// The directions.
const (
	Ascending  OrderDirection = "ASC"
	Descending OrderDirection = "DESC"
)

// In returns the order in the form in which equal orders of the list are equal: what is the default is left out.
func (o Order) In(l List) Order {
	if o.Field == l.defaultField() {
		o.Field = ""
	}
	if o.Direction == Ascending {
		o.Direction = ""
	}
	return o
}

// list returns the name of a list in this order, for example "relations" or "relations by NAME DESC".
func (o Order) list(l List) string {
	switch o = o.In(l); {
	case o == Order{}:
		return l.String()
	case o.Direction == Descending:
		return l.String() + " by " + string(cmp.Or(o.Field, l.defaultField())) + " DESC"
	default:
		return l.String() + " by " + string(o.Field)
	}
}

// defaultField returns what the list is ordered by if nothing else is asked for.
func (l List) defaultField() OrderField {
	switch l {
	case EventList:
		return ByFrom
	case SourceList, EvidenceList:
		return ByPublished
	default:
		return ByID
	}
}

// byDay reports whether the sort keys of a list that is ordered by the field have days.
func (f OrderField) byDay(l List) bool {
	switch f {
	case ByFirstReported, ByLastReported, ByFrom:
		return true
	case "":
		return l.defaultField() != ByID
	default:
		return false
	}
}

// SortKey returns the sort key of the actor in a list ordered by the field.
func (a *Actor) SortKey(by OrderField) SortKey {
	k := SortKey{Position: a.Position()}
	if by == ByName {
		k.Name = a.Name
	}
	return k
}

// SortKey returns the sort key of the relation, as it is seen, in a list ordered by the field.
func (r *Relation) SortKey(by OrderField) SortKey {
	k := SortKey{Position: r.Position()}
	switch by {
	case ByName:
		k.Name, k.Then = r.Subject.Name, r.Object.Name
	case ByFirstReported:
		k.Day = r.FirstReported.Last()
	case ByLastReported:
		k.Day = r.LastReported.Last()
	case ByIndependentSources:
		k.Sources = r.IndependentSources
	}
	return k
}

// SortKey returns the sort key of the event in its list, which has one order only.
func (e *Event) SortKey(OrderField) SortKey { return SortKey{Position: e.Position()} }

// SortKey returns the sort key of the conflict in a list ordered by the field.
func (c *Conflict) SortKey(by OrderField) SortKey {
	k := SortKey{Position: c.Position()}
	switch by {
	case ByName:
		k.Name = c.Name
	case ByFrom:
		k.Day = c.From.First()
	}
	return k
}

// SortKey returns the sort key of the source in a list ordered by the field.
func (s *Source) SortKey(by OrderField) SortKey {
	k := SortKey{Position: s.Position()}
	if by == ByTitle {
		k.Day, k.Name = 0, s.Title
	}
	return k
}

// SortKey returns the sort key of the evidence in its list, which has one order only.
func (e *Evidence) SortKey(OrderField) SortKey { return SortKey{Position: e.Position()} }
