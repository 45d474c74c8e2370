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
	w.source("yearbook", "2020", "SIPRI", "")
	w.source("un-report", "2021-03-08", "United Nations", "")
	w.conflict("libya-2014", "Second Libyan civil war", "2014-05-16/2020-10-23")
	w.conflict("chad-2016", "Insurgency in northern Chad", "2016/")
	libyanRelations(w)
	libyanEvents(w)
	return w.done()
}

// libyanActors adds the actors, with names that are hard to compare: in other scripts, and with a letter (İ) whose lower
// case is not the same everywhere.
func libyanActors(w *world) {
	russia := w.actor("russia", alliance.State, "RUS", "Russia", "Russian Federation", "Россия")
	russia.Identifiers = []alliance.Identifier{{Scheme: "wikidata", Value: "Q159"}, {Scheme: "cow", Value: "365"}}
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
	w.relation("russia.supports.lna", "2018/2020-05", []report{
		{alliance.Denies, "kremlin", "russia"},
		{alliance.Alleges, "un-panel", ""},
		{alliance.Asserts, "un-report", "united-nations"},
	}, kinds(alliance.Mercenaries, alliance.AirSupport), w.inLibya, w.against("gna"))
	w.relation("turkey.supports.gna", "2019-11-27/", by("al-monitor", "atalayar"),
		kinds(alliance.Troops, alliance.Weapons), w.inLibya, w.against("lna"))
	w.relation("uae.supports.lna", "2014/2020-06-30", by("un-panel", "atalayar"), kinds(alliance.Weapons), w.inLibya)
	w.relation("uae.supports.brigade-106", "", []report{{alliance.Alleges, "al-monitor", "lavrov"}})
	w.relation("egypt.supports.haftar", "2017/", by("yearbook"), kinds(alliance.Political))
	w.relation("egypt.supports.kaniyat", "", by("un-panel"))
	w.relation("haftar.leads.lna", "2015-03-02/", by("un-panel"), func(r *alliance.Relation) { r.Role = "commander" })
	w.relation("brigade-106.part_of.lna", "2016/2020-05-18", by("kremlin"))
	w.relation("kaniyat.part_of.lna", "", []report{{alliance.Denies, "kremlin", "lavrov"}})
	w.relation("lna.opposes.gna", "2014-05-16/2020-10-23", by("kremlin"), w.inLibya)
	w.relation("egypt.allied_with.uae", "2013/", by("yearbook"), kinds(alliance.Defense, alliance.Consultation))
	w.relation("russia.recognizes.gna", "/2019", by("kremlin", "un-report"))
	w.relation("lavrov.holds_office.russia", "2004-03-09/", by("kremlin"), func(r *alliance.Relation) { r.Role = "minister" })
}

// libyanEvents adds events with every sort of date. The call refers to the conference in Berlin in two ways, and to the
// resolution that endorses it.
func libyanEvents(w *world) {
	w.event("berlin", "AGREE", "2020-01-19", "russia:PARTICIPANT turkey:PARTICIPANT united-nations:MEDIATOR", by("kremlin"),
		at("Berlin", "DEU", &alliance.Point{Latitude: 52.52, Longitude: 13.405}))
	w.event("resolution-2510", "SUPPORT", "2020-02-12", "united-nations:INITIATOR", by("un-report"), invokes("ENDORSES:berlin"))
	w.event("call", "CONSULT", "2020-05-21", "russia:INITIATOR turkey:RECIPIENT", by("al-monitor", "atalayar"),
		invokes("INVOKES:resolution-2510", "INVOKES:berlin", "FOLLOWS:berlin"))
	w.event("strikes", "ASSAULT", "2020-05/", "gna:INITIATOR lna:RECIPIENT", []report{
		{alliance.Asserts, "atalayar", "gna"}, {alliance.Denies, "kremlin", ""},
	}, at("Tarhuna", "LBY", nil), func(e *alliance.Event) { e.Conflict = lookup(w.conflicts, "libya-2014") })
	w.event("warning", "THREATEN", "", "haftar:SPEAKER", []report{{alliance.Alleges, "atalayar", "haftar"}})
	w.event("siege", "COERCE", "2019-04-04/2020-06", "lna:INITIATOR haftar:SPEAKER", by("un-panel"), at("Tripoli", "", nil),
		func(e *alliance.Event) { e.Conflict = lookup(w.conflicts, "libya-2014") })
	w.event("retreat", "RETREAT", "/2020-06-05", "lna:INITIATOR", []report{{alliance.Denies, "un-report", ""}}, at("Tripoli", "LBY", nil))
}
