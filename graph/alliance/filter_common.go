package alliance

import (
	"reflect"
	"slices"
)

// ForEvents returns the filters of the events that a filter of relations means, if whatever it asks, it can ask of events:
// days, KnownBy, statuses and conflicts. There is one filter for each conflict, so that none keeps what another does. What
// it presumes restricts nothing.
func (f *RelationFilter) ForEvents() (filters []EventFilter, ok bool) {
	rest := *f
	rest.Viewpoint, rest.Statuses, rest.Conflict, rest.Conflicts, rest.Kindless = Viewpoint{}, nil, "", nil, false
	if !reflect.ValueOf(rest).IsZero() {
		return nil, false
	}
	e := EventFilter{AsOf: f.AsOf, Since: f.Since, Until: f.Until, KnownBy: f.KnownBy, Statuses: f.Statuses}
	conflicts := f.WithinConflicts()
	if conflicts == nil {
		return []EventFilter{e}, true
	}
	conflicts = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(conflicts))), func(id string) bool { return id == "" })
	filters = make([]EventFilter, len(conflicts))
	for i, id := range conflicts {
		filters[i] = e
		filters[i].Conflict = id
	}
	return filters, true
}

// ForRelations returns the filter of the relations that a filter of events means, if whatever it asks, it can ask of relations.
func (f *EventFilter) ForRelations() (filter RelationFilter, ok bool) {
	if f.Types != nil || f.Participants != nil || f.Place != "" {
		return RelationFilter{}, false
	}
	at := Viewpoint{AsOf: f.AsOf, Since: f.Since, Until: f.Until, KnownBy: f.KnownBy}
	return RelationFilter{Viewpoint: at, Statuses: f.Statuses, Conflict: f.Conflict}, true
}
