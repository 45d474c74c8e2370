package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// testActors checks each restriction on actors.
func testActors(t *testing.T, open Open) {
	who := func(filter alliance.ActorFilter) alliance.ActorQuery {
		return alliance.ActorQuery{Where: filter, PageRequest: all()}
	}
	named := func(name string) alliance.ActorQuery { return who(alliance.ActorFilter{Name: name}) }
	identified := func(scheme, value, asOf string) alliance.ActorQuery {
		return who(alliance.ActorFilter{Identifier: &alliance.IdentifierFilter{Scheme: scheme, Value: value, AsOf: over(asOf).From}})
	}
	checkListings(t, open(t, libya()).Actors, []listing[alliance.ActorQuery]{
		{"all, by id", who(alliance.ActorFilter{}),
			"brigade-106 egypt gna haftar kaniyat lavrov lna russia turkey uae united-nations"},
		{"types", who(alliance.ActorFilter{Types: []alliance.ActorType{alliance.Person, alliance.Government}}), "gna haftar lavrov"},
		{"no types", who(alliance.ActorFilter{Types: []alliance.ActorType{}}), ""},
		{"ids, in the order of the list", who(alliance.ActorFilter{IDs: []string{"uae", "nobody", "gna", "uae", "libya-2014"}}), "gna uae"},
		{"no ids", who(alliance.ActorFilter{IDs: []string{}}), ""},
		{"name", named("Russia"), "russia"},
		{"name in another case", named("kHALIFA haftar"), "haftar"},
		{"alias", named("UN"), "united-nations"},
		{"alias in another case and script", named("рОССИЯ"), "russia"},
		{"alias from right to left", named("حفتر"), "haftar"},
		{"alias with a letter that Java and Go lower differently", named("İSTANBUL AND BEYOND"), "turkey"},
		{"part of a name", named("Haftar"), ""},
		{"country", who(alliance.ActorFilter{Country: "LBY"}), "brigade-106 gna haftar lna"},
		{"country in another case", who(alliance.ActorFilter{Country: "lBy"}), "brigade-106 gna haftar lna"},
		{"unknown country", who(alliance.ActorFilter{Country: "XXX"}), ""},
		{"identifier", identified("cow", "640", ""), "turkey"},
		{"identifier of another scheme", identified("wikidata", "640", ""), ""},
		{"identifier of any time, on a day", identified("cow", "640", "1800"), "turkey"},
		{"identifier of a time", identified("cow", "365", ""), "russia"},
		{"identifier before its time", identified("cow", "365", "1991"), ""},
		{"identifier in its time", identified("cow", "365", "1992-01"), "russia"},
		{"several restrictions", who(alliance.ActorFilter{
			Types: []alliance.ActorType{alliance.State, alliance.Person}, IDs: []string{"russia", "lavrov", "haftar", "lna"}, Country: "RUS",
		}), "lavrov russia"},
	})
}

// testConflicts checks restrictions on conflicts, and who their parties are.
func testConflicts(t *testing.T, open Open) {
	fought := func(filter alliance.ConflictFilter) alliance.ConflictQuery {
		return alliance.ConflictQuery{Where: filter, PageRequest: all()}
	}
	store := open(t, libya())
	checkListings(t, store.Conflicts, []listing[alliance.ConflictQuery]{
		{"all, by id", fought(alliance.ConflictFilter{}), "chad-2016 libya-2014"},
		{"as of", fought(alliance.ConflictFilter{AsOf: day("2020-10-24")}), "chad-2016"},
		{"as of its last day", fought(alliance.ConflictFilter{AsOf: day("2020-10-23")}), "chad-2016 libya-2014"},
		{"as of its first year", fought(alliance.ConflictFilter{AsOf: day("2014")}), "libya-2014"},
		{"a party", fought(alliance.ConflictFilter{Parties: []string{"nobody", "gna"}}), "libya-2014"},
		{"a backer is no party", fought(alliance.ConflictFilter{Parties: []string{"russia", "turkey"}}), ""},
		{"no parties", fought(alliance.ConflictFilter{Parties: []string{}}), ""},
	})
	t.Run("parties", func(t *testing.T) {
		page := one(t, store.Conflicts, fought(alliance.ConflictFilter{}))
		if got := dump(page.Nodes[1]); got != `libya-2014 "Second Libyan civil war" description "" span 2014-05-16/2020-10-23 parties [gna lna]` {
			t.Errorf("libya-2014 is %v", got)
		}
	})
}

// testParties checks whose relations in a conflict make them a party: claims on any day, even if they are disputed.
func testParties(t *testing.T, open Open) {
	w := newWorld()
	w.states("a b c d e f g h")
	w.source("s", "2000", "", "")
	w.conflict("war", "War", "1990/1991")
	inWar := func(r *alliance.Relation) { r.Conflict = lookup(w.conflicts, "war") }
	w.relation("b.opposes.a", "s 1950", inWar)
	w.relation("a.opposes.c", "s denies", inWar)
	w.relation("d.supports.e", "s; s denies", inWar, w.against("f"))
	w.relation("d.supports.g", "s denies 1990; s denies", inWar, w.against("c"))
	w.relation("h.allied_with.a", "s", inWar)
	w.relation("h.opposes.a", "s")
	conflicts := one(t, open(t, w.done()).Conflicts, alliance.ConflictQuery{PageRequest: all()})
	if got := dump(conflicts.Nodes[0]); got != `war "War" description "" span 1990/1991 parties [a b e f]` {
		t.Errorf("the war is %v", got)
	}
}

// testSources checks restrictions on sources.
func testSources(t *testing.T, open Open) {
	wrote := func(knownBy string, publishers ...string) alliance.SourceQuery {
		q := alliance.SourceQuery{Where: alliance.SourceFilter{Publishers: publishers}, PageRequest: all()}
		if knownBy != "" {
			q.Where.KnownBy = day(knownBy)
		}
		return q
	}
	checkListings(t, open(t, libya()).Sources, []listing[alliance.SourceQuery]{
		{"all, by publication", wrote(""), "un-panel kremlin al-monitor atalayar yearbook un-report"},
		{"publishers", wrote("", "United Nations", "SIPRI"), "un-panel yearbook un-report"},
		{"unknown publisher", wrote("", "united nations"), ""},
		{"no publishers", wrote("", []string{}...), ""},
		{"known by", wrote("2020-05-30"), "un-panel kremlin al-monitor"},
		{"known by the end of a month", wrote("2020-05"), "un-panel kremlin al-monitor atalayar"},
		{"known by, of a publisher", wrote("2020-12-31", "SIPRI", "United Nations"), "un-panel yearbook"},
	})
}

// testEvidence checks restrictions on evidence.
func testEvidence(t *testing.T, open Open) {
	type filter = alliance.EvidenceFilter
	said := func(f filter, source, speaker, knownBy string) alliance.EvidenceQuery {
		return alliance.EvidenceQuery{Where: f, Source: source, Speaker: speaker, KnownBy: over(knownBy).From, PageRequest: all()}
	}
	checkListings(t, open(t, libya()).Evidence, []listing[alliance.EvidenceQuery]{
		{"stances, by publication", said(filter{Stances: []alliance.Stance{alliance.Denies, alliance.Alleges}}, "", "", ""),
			"russia.supports.lna.e2 kaniyat.part_of.lna.e1 russia.supports.lna.e1 strikes.e2 uae.supports.brigade-106.e1 warning.e1 retreat.e1"},
		{"no stances", said(filter{Stances: []alliance.Stance{}}, "", "", ""), ""},
		{"a source", said(filter{}, "al-monitor", "", ""), "call.e1 turkey.supports.gna.e1 uae.supports.brigade-106.e1"},
		{"sources", said(filter{Sources: []string{"al-monitor", "yearbook", "nowhere"}}, "", "", ""),
			"call.e1 turkey.supports.gna.e1 uae.supports.brigade-106.e1 egypt.allied_with.uae.e1 egypt.supports.haftar.e1"},
		{"no sources", said(filter{Sources: []string{}}, "", "", ""), ""},
		{"a source among others", said(filter{Sources: []string{"kremlin"}}, "yearbook", "", ""), ""},
		{"a speaker", said(filter{}, "", "lavrov", ""), "kaniyat.part_of.lna.e1 uae.supports.brigade-106.e1"},
		{"speakers", said(filter{Speakers: []string{"haftar", "russia"}}, "", "", ""), "russia.supports.lna.e1 warning.e1"},
		{"no speakers", said(filter{Speakers: []string{}}, "", "", ""), ""},
		{"a speaker and a stance", said(filter{Stances: []alliance.Stance{alliance.Denies}}, "", "lavrov", ""), "kaniyat.part_of.lna.e1"},
		{"a source and a speaker", said(filter{}, "kremlin", "russia", ""), "russia.supports.lna.e1"},
		{"known by", said(filter{Stances: []alliance.Stance{alliance.Alleges}}, "", "", "2020-05-30"),
			"russia.supports.lna.e2 uae.supports.brigade-106.e1"},
		{"a source not yet known", said(filter{}, "yearbook", "", "2020-12-30"), ""},
		{"unknown source", said(filter{}, "nowhere", "", ""), ""},
		{"verified", said(filter{Verified: new(true)}, "", "", ""), "russia.supports.lna.e1 strikes.e2"},
		{"not verified, of speakers", said(filter{Verified: new(false), Speakers: []string{"haftar", "russia"}}, "", "", ""), "warning.e1"},
		{"unknown speaker", said(filter{}, "", "nobody", ""), ""},
	})
}
