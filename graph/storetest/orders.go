package storetest

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"entente/graph/alliance"
)

// keyOf returns what the order by a field compares of a thing. The fields of a list other than the first are those that
// [fieldsOf] returns.
func keyOf(node alliance.Node, by alliance.OrderField) alliance.SortKey {
	key := alliance.SortKey{Position: alliance.Position{ID: node.NodeID()}}
	switch n := node.(type) {
	case *alliance.Actor:
		key.List = alliance.ActorList
		if by == alliance.ByName {
			key.Name = n.Name
		}
	case *alliance.Relation:
		return relationKey(n, key, by)
	case sight:
		return relationKey(n.Relation, key, by)
	case *alliance.Event:
		key.List, key.Day = alliance.EventList, isoDay(eventDays(n).first)
	case *alliance.Conflict:
		key.List = alliance.ConflictList
		if by == alliance.ByName {
			key.Name = n.Name
		}
		if by == alliance.ByFrom {
			key.Day = isoDay(daysOf(n.From).first)
		}
	case *alliance.Source:
		key.List = alliance.SourceList
		if by == alliance.ByTitle {
			key.Name = n.Title
		} else {
			key.Day = isoDay(publicationDay(n))
		}
	case *alliance.Evidence:
		key.List, key.Day = alliance.EvidenceList, isoDay(publicationDay(n.Source))
	}
	return key
}

// relationKey completes the key of a relation.
func relationKey(r *alliance.Relation, key alliance.SortKey, by alliance.OrderField) alliance.SortKey {
	key.List = alliance.RelationList
	switch by {
	case alliance.ByName:
		key.Name, key.Then = r.Subject.Name, r.Object.Name
	case alliance.ByFirstReported:
		key.Day = isoDay(daysOf(r.FirstReported).last)
	case alliance.ByLastReported:
		key.Day = isoDay(daysOf(r.LastReported).last)
	case alliance.ByIndependentSources:
		key.Sources = r.IndependentSources
	}
	return key
}

// fieldsOf returns what lists can be ordered by, beginning with the default.
func fieldsOf(list alliance.List) []alliance.OrderField {
	switch list {
	case alliance.ActorList:
		return []alliance.OrderField{"", alliance.ByName}
	case alliance.RelationList:
		return []alliance.OrderField{
			"", alliance.ByName, alliance.ByFirstReported, alliance.ByLastReported, alliance.ByIndependentSources,
		}
	case alliance.ConflictList:
		return []alliance.OrderField{"", alliance.ByName, alliance.ByFrom}
	case alliance.SourceList:
		return []alliance.OrderField{"", alliance.ByTitle}
	default:
		return []alliance.OrderField{""}
	}
}

// compareKeys compares keys in the same list. Names are in the order of the root collation of CLDR, the numbers in them
// by value; those of a relation's two actors one after the other.
func compareKeys(p, q alliance.SortKey) int {
	names := func(string, string) int { return 0 }
	if p.Name != q.Name || p.Then != q.Then {
		names = collate.New(language.Und, collate.Numeric).CompareString
	}
	return cmp.Or(cmp.Compare(p.Day, q.Day), cmp.Compare(p.Sources, q.Sources), names(p.Name, q.Name), names(p.Then, q.Then),
		strings.Compare(p.ID, q.ID))
}

// inOrder returns a list sorted in its default order.
func inOrder[T alliance.Node](list []T) []T { return orderedBy(list, "") }

// orderedBy returns a list sorted by a field.
func orderedBy[T alliance.Node](list []T, by alliance.OrderField) []T {
	slices.SortFunc(list, func(a, b T) int { return compareKeys(keyOf(a, by), keyOf(b, by)) })
	return list
}

// paginate sorts a whole list and returns the requested page of it, from the part of the list that is after one key and
// before another, whether or not there is a thing at either. What is counted is the whole list.
func paginate[T alliance.Node](list []T, request alliance.PageRequest) alliance.Page[T] {
	var part []T
	for _, node := range orderedBy(slices.Clone(list), request.By) {
		key := keyOf(node, request.By)
		if (request.After.ID == "" || compareKeys(key, request.After) > 0) &&
			(request.Before.ID == "" || compareKeys(key, request.Before) < 0) {
			part = append(part, node)
		}
	}
	n := min(request.First, len(part))
	page := alliance.Page[T]{
		Nodes: part[:n], HasNext: n < len(part), HasPrevious: request.After.ID != "", Order: alliance.Order{Field: request.By},
	}
	if request.FromEnd {
		page.Nodes, page.HasNext, page.HasPrevious = part[len(part)-n:], request.Before.ID != "", n < len(part)
	}
	if request.Count {
		page.Total = len(list)
	}
	if request.CountEnds {
		page.Subjects, page.Objects = countEnds(list)
	}
	return page
}

// countEnds returns the numbers of distinct subjects and objects in a list of relations, of others 0.
func countEnds[T alliance.Node](list []T) (subjects, objects int) {
	from, to := map[string]bool{}, map[string]bool{}
	for _, node := range list {
		switch n := alliance.Node(node).(type) {
		case *alliance.Relation:
			from[n.Subject.ID], to[n.Object.ID] = true, true
		case sight:
			from[n.Subject.ID], to[n.Object.ID] = true, true
		}
	}
	return len(from), len(to)
}

// testOrders checks orders by what a question sees, and where things are that have the same value or none.
func testOrders(t *testing.T, open Open) {
	store := open(t, ordered())
	relations := func(by alliance.OrderField, known string, fromEnd bool) alliance.RelationQuery {
		return alliance.RelationQuery{Where: knownBy(known), PageRequest: alliance.PageRequest{First: 3, By: by, FromEnd: fromEnd}}
	}
	checkListings(t, store.Relations, []listing[alliance.RelationQuery]{
		{"by name", relations(alliance.ByName, "", false), "c.supports.a b.supports.c a.supports.b"},
		{"by name from the end", relations(alliance.ByName, "", true), "c.supports.a b.supports.c a.supports.b"},
		{"by first report", relations(alliance.ByFirstReported, "", false), "a.supports.b c.supports.a b.supports.c"},
		{"by last report", relations(alliance.ByLastReported, "", false), "a.supports.b b.supports.c c.supports.a"},
		{"by last report known by", relations(alliance.ByLastReported, "2005-06", false), "a.supports.b c.supports.a b.supports.c"},
		{"by sources", relations(alliance.ByIndependentSources, "", false), "c.supports.a a.supports.b b.supports.c"},
		{"by sources known by", relations(alliance.ByIndependentSources, "2005-06", false), "a.supports.b b.supports.c c.supports.a"},
	})
	conflicts := func(by alliance.OrderField) alliance.ConflictQuery {
		return alliance.ConflictQuery{PageRequest: alliance.PageRequest{First: 3, By: by}}
	}
	checkListings(t, store.Conflicts, []listing[alliance.ConflictQuery]{
		{"conflicts by name", conflicts(alliance.ByName), "old undated young"},
		{"conflicts by first day", conflicts(alliance.ByFrom), "undated old young"},
	})
	checkListings(t, store.Sources, []listing[alliance.SourceQuery]{
		{"sources by title", alliance.SourceQuery{PageRequest: alliance.PageRequest{First: 4, By: alliance.ByTitle}}, "copy first second third"},
	})
}

// ordered returns facts that are in a different order by each of their fields.
func ordered() *alliance.Facts {
	w := newWorld()
	w.actor("a", alliance.State, "", "Zambia")
	w.actor("b", alliance.State, "", "Égypte")
	w.actor("c", alliance.State, "", "albania")
	w.source("first", "2001", "", "")
	w.source("second", "2005-05-20", "", "")
	w.source("third", "2005", "", "") // counts as its last day
	w.source("copy", "2010", "", "first")
	w.conflict("old", "War 9", "1990/1995")
	w.conflict("young", "War 10", "1999-05")
	w.conflict("undated", "war 10", "")
	w.relation("a.supports.b", "first; third")
	w.relation("b.supports.c", "second; copy")
	w.relation("c.supports.a", "first; copy")
	return w.done()
}
