package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// heirs returns a world where two states succeed the first, and a third succeeds one of them.
func heirs() *world {
	w := newWorld()
	w.states("empire kingdom republic province union x")
	w.actor("army", alliance.ArmedGroup, "", "Army")
	w.source("early", "1950", "", "")
	w.source("late", "1990", "", "")
	w.relation("kingdom.succeeds.empire", "early 1918")
	w.relation("province.succeeds.empire", "early 1918")
	w.relation("republic.succeeds.kingdom", "late 1946")
	w.relation("union.succeeds.republic", "late denies 1985")
	w.relation("republic.leads.army", "late 1946/1980")
	for _, id := range []string{"empire", "kingdom", "republic", "province", "union", "army"} {
		w.relation("x.supports."+id, "early 1900/1949; late 1950/1980")
	}
	w.actors["empire"].Span = over("/1918")
	w.actors["republic"].Span = over("1946/")
	return w
}

// testSuccession checks that the relations of an actor are followed to those that it succeeds and to those that succeed
// it, not to the other heirs of these.
func testSuccession(t *testing.T, open Open) {
	through := func(actor string, filter alliance.RelationFilter, indirect bool) alliance.RelationQuery {
		q := of(actor, alliance.In, filter)
		q.Where.Types = []alliance.RelationType{alliance.Supports}
		q.Succession, q.Indirect = true, indirect
		return q
	}
	outwards := of("republic", alliance.Out, alliance.RelationFilter{Types: []alliance.RelationType{alliance.Succeeds}})
	outwards.Succession = true
	denied := alliance.RelationFilter{Statuses: alliance.Statuses()}
	checkListings(t, open(t, heirs().done()).Relations, []listing[alliance.RelationQuery]{
		{"not asked for", behind("kingdom", alliance.RelationFilter{}), backed("kingdom")},
		{"back and forward", through("kingdom", alliance.RelationFilter{}, false), backed("empire kingdom republic")},
		{"back, and back again", through("republic", alliance.RelationFilter{}, false), backed("empire kingdom republic")},
		{"not sideways", through("province", alliance.RelationFilter{}, false), backed("empire province")},
		{"forward to all heirs", through("empire", alliance.RelationFilter{}, false), backed("empire kingdom province republic")},
		{"on any day", through("republic", asOf("1910"), false), backed("empire kingdom")},
		{"known by then", through("empire", knownBy("1950"), false), backed("empire kingdom province")},
		{"denied", through("republic", denied, false), backed("empire kingdom republic union")},
		{"denied, back", through("union", alliance.RelationFilter{}, false), backed("union")},
		{"with indirect", through("kingdom", alliance.RelationFilter{}, true), backed("army empire kingdom republic")},
		{"with indirect, of a day", through("kingdom", asOf("1960"), true), backed("army kingdom republic")},
		{"with indirect, of a day after", through("kingdom", between("1946-02", "1946"), true), backed("army kingdom republic")},
		{"the links themselves", outwards, "kingdom.succeeds.empire republic.succeeds.kingdom"},
		{"of nobody", through("nobody", alliance.RelationFilter{}, true), ""},
	})
}

// testSuccessionCycle checks that succession may go in a circle.
func testSuccessionCycle(t *testing.T, open Open) {
	w := newWorld()
	w.states("a b c x")
	w.source("s", "2000", "", "")
	for _, id := range []string{"a.succeeds.b", "b.succeeds.c", "c.succeeds.a", "x.supports.a", "x.supports.b", "x.supports.c"} {
		w.relation(id, "s")
	}
	q := of("b", alliance.In, alliance.RelationFilter{Types: []alliance.RelationType{alliance.Supports}})
	q.Succession = true
	checkListings(t, open(t, w.done()).Relations, []listing[alliance.RelationQuery]{
		{"circle", q, backed("a b c")},
	})
}
