package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// testIndirect checks whose relations Indirect adds to an actor's own, and which relations it follows.
func testIndirect(t *testing.T, open Open) {
	type filter = alliance.RelationFilter
	partOf := of("haftar", alliance.In, filter{Types: []alliance.RelationType{alliance.PartOf}})
	partOf.Indirect = true
	out := of("haftar", alliance.Out, filter{})
	out.Indirect = true
	anyone := where(filter{Types: []alliance.RelationType{alliance.Leads}})
	anyone.Indirect = true
	checkListings(t, open(t, libya()).Relations, []listing[alliance.RelationQuery]{
		{"who is led, and its parts", behind("haftar", filter{}),
			"egypt.supports.haftar russia.supports.lna uae.supports.brigade-106 uae.supports.lna"},
		{"parts", behind("lna", filter{}), "russia.supports.lna uae.supports.brigade-106 uae.supports.lna"},
		{"not upwards", behind("brigade-106", filter{}), "uae.supports.brigade-106"},
		{"a filter bears on what is found", behind("haftar", filter{Statuses: []alliance.Status{alliance.Alleged}}), "uae.supports.brigade-106"},
		{"and not on what leads there", behind("haftar", filter{Publishers: []string{"SIPRI", "Al-Monitor"}}),
			"egypt.supports.haftar uae.supports.brigade-106"},
		{"denied parts only where asked for", behind("haftar", filter{Statuses: []alliance.Status{alliance.Denied, alliance.Asserted}}),
			"egypt.supports.haftar egypt.supports.kaniyat uae.supports.lna"},
		{"a part no longer", behind("haftar", presumed("2020-05-19")),
			"egypt.supports.haftar russia.supports.lna uae.supports.lna"},
		{"a part on its last day", behind("haftar", presumed("2020-05-18")),
			"egypt.supports.haftar russia.supports.lna uae.supports.brigade-106 uae.supports.lna"},
		{"no longer known to lead", behind("haftar", asOf("2020-05-18")), "egypt.supports.haftar"},
		{"since a day on which it is known to lead", behind("haftar", between("2019-12-09", "2020-05-18")),
			"egypt.supports.haftar russia.supports.lna uae.supports.brigade-106 uae.supports.lna"},
		{"not yet leading", behind("haftar", asOf("2014")), ""},
		{"a part not yet known", behind("haftar", knownBy("2020-05-18")), "russia.supports.lna uae.supports.lna"},
		{"a part known, its support not", behind("haftar", knownBy("2020-05-19")), "russia.supports.lna uae.supports.lna"},
		{"both known", behind("haftar", knownBy("2020-05-20")),
			"russia.supports.lna uae.supports.brigade-106 uae.supports.lna"},
		{"the links themselves", partOf, "brigade-106.part_of.lna kaniyat.part_of.lna"},
		{"outwards", out, "brigade-106.part_of.lna haftar.leads.lna lna.opposes.gna"},
		{"of nobody in particular: all", anyone, "haftar.leads.lna"},
		{"unknown actor", behind("nobody", filter{}), ""},
	})
}

// testIndirectCycle checks that each relation is listed once even if actors lead each other in a cycle and a part is
// reached in two ways.
func testIndirectCycle(t *testing.T, open Open) {
	w := newWorld()
	for _, id := range []string{"a", "b", "c", "d", "x"} {
		w.actor(id, alliance.ArmedGroup, "", "Group "+id)
	}
	w.source("early", "2019", "", "")
	w.source("late", "2021", "", "")
	w.relation("a.leads.b", "early")
	w.relation("b.leads.c", "early")
	w.relation("c.leads.a", "early")
	w.relation("b.part_of.a", "early")
	// Only denied until it is asserted in 2021.
	w.relation("d.part_of.c", "early denies; late")
	for _, id := range []string{"a", "b", "c", "d"} {
		w.relation("x.supports."+id, "early")
	}
	checkListings(t, open(t, w.done()).Relations, []listing[alliance.RelationQuery]{
		{"circle", behind("a", alliance.RelationFilter{}), backed("a b c d")},
		{"from elsewhere in it", behind("c", alliance.RelationFilter{}), backed("a b c d")},
		{"from outside of it", behind("d", alliance.RelationFilter{}), backed("d")},
		{"denied as known then", behind("b", knownBy("2020")), backed("a b c")},
	})
}
