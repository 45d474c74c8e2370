package storetest

import "entente/graph/alliance"

// libya returns the facts that most tests use: who stands with whom in the war in Libya, with inventions if these
// illustrate a rule better.
//
// Haftar leads the LNA, and the 106th Brigade is part of it, so the supporters of both are indirectly his. The
// Kaniyat are part of it only according to a relation that is denied.
func libya() *alliance.Facts {
	w := newWorld()
	libyanActors(w)
	w.source("un-panel", "2019-12-09", "United Nations", "")
	w.source("kremlin", "2020-05-19", "Kremlin", "")
	w.source("al-monitor", "2020-05-20", "Al-Monitor", "kremlin")
	w.source("atalayar", "2020-05", "", "al-monitor")
	w.source("yearbook", "2020", "SIPRI", "").Covers = over("2013/2020")
	w.source("un-report", "2021-03-08", "United Nations", "")
	w.conflict("libya-2014", "Second Libyan civil war", "2014-05-16/2020-10-23")
	w.conflict("chad-2016", "Insurgency in northern Chad", "2016/")
	libyanRelations(w)
	libyanEvents(w)
	w.facts.Collections = []alliance.Collection{{
		Title: "Libya", Description: "Who stood with whom.", Authors: []string{"A. Author", "B. Author"}, License: "CC-BY-4.0",
		URL: "https://example.org/libya", Covers: over("2011/"),
	}}
	return w.done()
}

// libyanActors adds the actors, with names that are hard to compare: in other scripts, and with a letter (İ) whose lower
// case is not the same everywhere.
func libyanActors(w *world) {
	russia := w.actor("russia", alliance.State, "RUS", "Russia", "Russian Federation", "Россия")
	russia.Identifiers = []alliance.Identifier{{Scheme: "wikidata", Value: "Q159"}, {Scheme: "cow", Value: "365", Span: over("1992/")}}
	turkey := w.actor("turkey", alliance.State, "TUR", "Turkey", "Türkiye", "İstanbul and beyond")
	turkey.Identifiers = []alliance.Identifier{{Scheme: "cow", Value: "640"}}
	w.actor("uae", alliance.State, "ARE", "United Arab Emirates", "UAE")
	w.actor("egypt", alliance.State, "EGY", "Egypt")
	w.actor("gna", alliance.Government, "LBY", "Government of National Accord", "GNA")
	w.actor("lna", alliance.ArmedGroup, "LBY", "Libyan National Army", "LNA")
	w.actor("brigade-106", alliance.ArmedGroup, "LBY", "106th Brigade")
	w.actor("kaniyat", alliance.ArmedGroup, "", "Kaniyat")
	w.actor("haftar", alliance.Person, "LBY", "Khalifa Haftar", "حفتر", "Hifter")
	w.actor("lavrov", alliance.Person, "RUS", "Sergey Lavrov")
	w.actor("united-nations", alliance.Organization, "", "United Nations", "UN").Description = "The world organisation."
}

// libyanRelations adds relations of every status. The status of Russia's support changes as more is published: it is
// alleged at first, then disputed.
func libyanRelations(w *world) {
	w.relation("russia.supports.lna", "kremlin denies @russia verified; un-panel alleges 2018/2020-05 MERCENARIES AIR_SUPPORT; "+
		"un-report 2018/2020-05 MERCENARIES @united-nations", w.inLibya, w.against("gna"))
	w.relation("turkey.supports.gna", "al-monitor 2019-11-27/ TROOPS WEAPONS; atalayar 2019-11-27/ TROOPS", w.inLibya, w.against("lna"))
	w.relation("uae.supports.lna", "un-panel 2014/ WEAPONS; atalayar 2014/2020-06-30 WEAPONS", w.inLibya)
	w.relation("uae.supports.brigade-106", "al-monitor alleges 2020-05-01/ @lavrov")
	w.relation("egypt.supports.haftar", "yearbook 2017/ POLITICAL")
	w.relation("egypt.supports.kaniyat", "un-panel")
	w.relation("haftar.leads.lna", "un-panel 2015-03-02/", func(r *alliance.Relation) { r.Role = "commander" })
	w.relation("brigade-106.part_of.lna", "kremlin 2016/2020-05-18")
	w.relation("kaniyat.part_of.lna", "kremlin denies @lavrov")
	w.relation("lna.opposes.gna", "kremlin 2014-05-16/2020-10-23", w.inLibya)
	w.relation("egypt.allied_with.uae", "yearbook 2013/ DEFENSE CONSULTATION")
	w.relation("russia.recognizes.gna", "kremlin /2019; un-report /2019")
	w.relation("lavrov.holds_office.russia", "kremlin 2004-03-09/", func(r *alliance.Relation) { r.Role = "minister" })
}

// libyanEvents adds events with every sort of date. The call refers to the conference in Berlin in two ways, and to the
// resolution that endorses it.
func libyanEvents(w *world) {
	w.event("berlin", "AGREE", "2020-01-19", "russia:PARTICIPANT turkey:PARTICIPANT united-nations:MEDIATOR", "kremlin",
		at("Berlin", "DEU", &alliance.Point{Latitude: 52.52, Longitude: 13.405}))
	w.event("resolution-2510", "SUPPORT", "2020-02-12", "united-nations:INITIATOR", "un-report", invokes("ENDORSES:berlin"))
	w.event("call", "CONSULT", "2020-05-21", "russia:INITIATOR turkey:RECIPIENT", "al-monitor; atalayar",
		invokes("INVOKES:resolution-2510", "INVOKES:berlin", "FOLLOWS:berlin"))
	w.event("strikes", "ASSAULT", "2020-05/", "gna:INITIATOR lna:RECIPIENT", "atalayar @gna; kremlin denies verified",
		at("Tarhuna", "LBY", nil), func(e *alliance.Event) { e.Conflict = lookup(w.conflicts, "libya-2014") })
	w.event("warning", "THREATEN", "", "haftar:SPEAKER", "atalayar alleges @haftar")
	w.event("siege", "COERCE", "2019-04-04/2020-06", "lna:INITIATOR haftar:SPEAKER", "un-panel", at("Tripoli", "", nil),
		func(e *alliance.Event) { e.Conflict = lookup(w.conflicts, "libya-2014") })
	w.event("retreat", "RETREAT", "/2020-06-05", "lna:INITIATOR", "un-report denies", at("Tripoli", "LBY", nil))
}
