package storetest

import (
	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// A vocabulary holds values for queries: those that occur in a data set and a few that do not.
type vocabulary struct {
	// ids are the ids of all things.
	ids                                      []string
	actors, sources, conflicts               []string
	names, countries, placeNames, publishers []string
	identifiers                              []alliance.Identifier
	dates                                    []alliance.Date
	// kindsTogether are the kinds that statements of one relation name.
	kindsTogether [][]alliance.RelationKind
	// listed are the things in each list.
	listed [alliance.EvidenceList + 1][]alliance.Node
}

// gather returns the vocabulary of a data set.
func gather(facts *alliance.Facts) *vocabulary {
	v := &vocabulary{}
	for _, a := range facts.Actors {
		v.actors = v.add(v.actors, alliance.ActorList, a)
		v.names = append(append(v.names, a.Name), a.Aliases...)
		v.countries = appendText(v.countries, a.Country)
		v.identifiers = append(v.identifiers, a.Identifiers...)
		v.addSpan(a.Span)
	}
	for _, s := range facts.Sources {
		v.sources = v.add(v.sources, alliance.SourceList, s)
		v.publishers = appendText(v.publishers, s.Publisher)
		v.dates = append(v.dates, s.Published, s.Published)
		v.addSpan(s.Covers)
	}
	for _, c := range facts.Conflicts {
		v.conflicts = v.add(v.conflicts, alliance.ConflictList, c)
		v.addSpan(c.Span)
	}
	for _, r := range facts.Relations {
		v.add(nil, alliance.RelationList, r)
		var kinds alliance.KindSet
		for _, e := range r.Evidence {
			v.addSpan(e.Span)
			kinds |= e.Kinds
		}
		if kinds != 0 {
			v.kindsTogether = append(v.kindsTogether, kinds.List())
		}
	}
	for _, e := range facts.Events {
		v.add(nil, alliance.EventList, e)
		v.addSpan(e.Span)
		if e.Place != nil {
			v.placeNames = append(v.placeNames, e.Place.Name)
		}
	}
	for e := range (oracle{facts}).allEvidence {
		v.add(nil, alliance.EvidenceList, e)
	}
	v.addStrange()
	return v
}

// addStrange adds values that occur rarely or never.
func (v *vocabulary) addStrange() {
	v.ids = append(v.ids, "nobody", "")
	v.actors = append(v.actors, "nobody")
	v.sources = append(v.sources, "nowhere")
	v.conflicts = append(v.conflicts, "peace")
	v.names = append(v.names, "Nobody")
	v.countries = append(v.countries, "XXX")
	v.placeNames = append(v.placeNames, "Nowhere")
	v.publishers = append(v.publishers, "None")
	v.identifiers = append(v.identifiers, alliance.Identifier{Scheme: "wikidata", Value: "Q0"})
	v.dates = append(v.dates, day("2020"))
	v.kindsTogether = append(v.kindsTogether, []alliance.RelationKind{alliance.Troops, alliance.Defense})
}

// add records a thing and its list, and returns ids with its id appended.
func (v *vocabulary) add(ids []string, list alliance.List, node alliance.Node) []string {
	v.listed[list] = append(v.listed[list], node)
	v.ids = append(v.ids, node.NodeID())
	return append(ids, node.NodeID())
}

// addSpan records the ends of a span.
func (v *vocabulary) addSpan(s alliance.Span) {
	for _, end := range [2]alliance.Date{s.From, s.To} {
		if end != (alliance.Date{}) {
			v.dates = append(v.dates, end)
		}
	}
}

// appendText appends a text unless it is absent.
func appendText(list []string, text alliance.Text) []string {
	if text == "" {
		return list
	}
	return append(list, string(text))
}

// someDate draws a date about once in n times, mostly one from the data set, and otherwise an absent date.
func (v *vocabulary) someDate(t *rapid.T, n int) alliance.Date {
	switch {
	case !oneIn(t, n):
		return alliance.Date{}
	case oneIn(t, 3):
		return date(t)
	default:
		return choose(t, v.dates)
	}
}

// restriction draws a list of choices about once in n times, and otherwise nil. Some lists are empty, some repeat a
// choice.
func restriction[E any](t *rapid.T, n int, choices []E) []E {
	if !oneIn(t, n) {
		return nil
	}
	if oneIn(t, 12) {
		return []E{}
	}
	list := []E{choose(t, choices)}
	return append(list, some(t, 4, choices)...)
}

// perhaps draws one of the choices about once in n times, and otherwise the empty string.
func perhaps(t *rapid.T, n int, choices []string) string {
	if !oneIn(t, n) {
		return ""
	}
	return choose(t, choices)
}

// page draws a request for a part of a list in one of its orders: from either end of it or of what is after or before
// a thing in it, or a key between two.
func (v *vocabulary) page(t *rapid.T, list alliance.List) alliance.PageRequest {
	request := alliance.PageRequest{
		First: choose(t, []int{50, 500, 3, 1, 50, 500, 2, 500, 50, 500, 0, 50, 500, 50, 500, 50}), Count: oneIn(t, 2), CountEnds: oneIn(t, 4),
		FromEnd: oneIn(t, 3), By: choose(t, fieldsOf(list)),
	}
	switch number(t, 0, 23) {
	case 1:
		request.After = v.sortKey(t, list, request.By)
	case 2:
		request.Before = v.sortKey(t, list, request.By)
	case 3:
		request.After, request.Before = v.sortKey(t, list, request.By), v.sortKey(t, list, request.By)
	}
	return request
}

// sortKey draws a key in an order of a list, the zero key if nothing is in it.
func (v *vocabulary) sortKey(t *rapid.T, list alliance.List, by alliance.OrderField) alliance.SortKey {
	if len(v.listed[list]) == 0 {
		return alliance.SortKey{}
	}
	key := keyOf(choose(t, v.listed[list]), by)
	switch number(t, 0, 5) {
	case 2:
		key.ID += "0"
	case 3:
		key.ID = "0"
	case 4:
		key.Day++
	case 5:
		if by == alliance.ByIndependentSources {
			key.Sources++
		}
	}
	return key
}
