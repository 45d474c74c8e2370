package storetest

import (
	"strings"
	"testing"

	"entente/graph/alliance"
)

// where returns the query for the relations that a filter keeps.
func where(filter alliance.RelationFilter) alliance.RelationQuery {
	return alliance.RelationQuery{Where: filter, PageRequest: all()}
}

// of returns the query for the relations of an actor that a filter keeps.
func of(actor string, d alliance.Direction, filter alliance.RelationFilter) alliance.RelationQuery {
	return alliance.RelationQuery{Of: actor, Direction: d, Where: filter, PageRequest: all()}
}

// behind returns the indirect query for the supporters of an actor, of those that it leads and of its parts.
func behind(actor string, filter alliance.RelationFilter) alliance.RelationQuery {
	q := of(actor, alliance.In, filter)
	q.Where.Types = []alliance.RelationType{alliance.Supports}
	q.Indirect = true
	return q
}

// testRelations checks each restriction alone, then several at once.
func testRelations(t *testing.T, open Open) {
	type filter = alliance.RelationFilter
	checkListings(t, open(t, libya()).Relations, []listing[alliance.RelationQuery]{
		{"all, by id", where(filter{}), "brigade-106.part_of.lna egypt.allied_with.uae egypt.supports.haftar egypt.supports.kaniyat " +
			"haftar.leads.lna kaniyat.part_of.lna lavrov.holds_office.russia lna.opposes.gna russia.recognizes.gna " +
			"russia.supports.lna turkey.supports.gna uae.supports.brigade-106 uae.supports.lna"},
		{"types", where(filter{Types: []alliance.RelationType{alliance.Leads, alliance.PartOf, alliance.Leads}}),
			"brigade-106.part_of.lna haftar.leads.lna kaniyat.part_of.lna"},
		{"no types", where(filter{Types: []alliance.RelationType{}}), ""},
		{"kinds: one of them is enough", where(filter{Kinds: []alliance.RelationKind{alliance.Weapons, alliance.Defense}}),
			"egypt.allied_with.uae turkey.supports.gna uae.supports.lna"},
		{"no kinds", where(filter{Kinds: []alliance.RelationKind{}}), ""},
		{"status asserted", where(filter{Statuses: []alliance.Status{alliance.Asserted}, Conflict: "libya-2014"}),
			"lna.opposes.gna turkey.supports.gna uae.supports.lna"},
		{"other statuses", where(filter{Statuses: []alliance.Status{alliance.Denied, alliance.Alleged, alliance.Disputed}}),
			"kaniyat.part_of.lna russia.supports.lna uae.supports.brigade-106"},
		{"no statuses", where(filter{Statuses: []alliance.Status{}}), ""},
		{"conflict", where(filter{Conflict: "libya-2014"}),
			"lna.opposes.gna russia.supports.lna turkey.supports.gna uae.supports.lna"},
		{"conflict without relations", where(filter{Conflict: "chad-2016"}), ""},
		{"unknown conflict", where(filter{Conflict: "nowhere"}), ""},
		{"against", where(filter{Against: []string{"gna", "nobody"}}), "russia.supports.lna"},
		{"against nobody", where(filter{Against: []string{}}), ""},
		{"subjects", where(filter{Subjects: []string{"egypt", "lavrov"}}),
			"egypt.allied_with.uae egypt.supports.haftar egypt.supports.kaniyat lavrov.holds_office.russia"},
		{"subjects of mutual relations: either end", where(filter{Subjects: []string{"uae"}}),
			"egypt.allied_with.uae uae.supports.brigade-106 uae.supports.lna"},
		{"objects", where(filter{Objects: []string{"haftar", "russia"}}), "egypt.supports.haftar lavrov.holds_office.russia"},
		{"objects of mutual relations: either end", where(filter{Objects: []string{"egypt", "lna"}, Statuses: []alliance.Status{alliance.Asserted}}),
			"brigade-106.part_of.lna egypt.allied_with.uae haftar.leads.lna lna.opposes.gna uae.supports.lna"},
		{"subjects and objects", where(filter{Subjects: []string{"uae", "lna"}, Objects: []string{"lna", "egypt", "gna"}}),
			"egypt.allied_with.uae lna.opposes.gna uae.supports.lna"},
		{"mutual relations the other way round", where(filter{Subjects: []string{"lna"}, Objects: []string{"gna"}}), "lna.opposes.gna"},
		{"subject and object are not one actor", where(filter{Subjects: []string{"gna"}, Objects: []string{"gna"}}), ""},
		{"no subjects", where(filter{Subjects: []string{}}), ""},
		{"no objects", where(filter{Objects: []string{}}), ""},
		{"sources", where(filter{Sources: []string{"yearbook", "atalayar"}}),
			"egypt.allied_with.uae egypt.supports.haftar turkey.supports.gna uae.supports.lna"},
		{"a source is not its via", where(filter{Sources: []string{"al-monitor"}}), "turkey.supports.gna uae.supports.brigade-106"},
		{"publishers", where(filter{Publishers: []string{"United Nations"}}),
			"egypt.supports.kaniyat haftar.leads.lna russia.recognizes.gna russia.supports.lna uae.supports.lna"},
		{"publishers as they are spelled", where(filter{Publishers: []string{"united nations", "United"}}), ""},
		{"sources or publishers", where(filter{Sources: []string{"al-monitor"}, Publishers: []string{"SIPRI"}}),
			"egypt.allied_with.uae egypt.supports.haftar turkey.supports.gna uae.supports.brigade-106"},
		{"no sources", where(filter{Sources: []string{}}), ""},
		{"no publishers", where(filter{Publishers: []string{}}), ""},
		{"no sources or some publishers", where(filter{Sources: []string{}, Publishers: []string{"SIPRI"}}),
			"egypt.allied_with.uae egypt.supports.haftar"},
		{"several restrictions", where(filter{
			Types: []alliance.RelationType{alliance.Supports}, Kinds: []alliance.RelationKind{alliance.Weapons},
			Subjects: []string{"uae", "russia", "turkey"}, Publishers: []string{"United Nations", "Al-Monitor"}, AsOf: day("2019-11-26"),
		}), "uae.supports.lna"},
	})
}

// testRelationSpans checks AsOf at the first and last days of spans with full, partial and absent dates.
func testRelationSpans(t *testing.T, open Open) {
	w := newWorld()
	w.actor("a", alliance.State, "", "A")
	w.actor("b", alliance.State, "", "B")
	w.source("s", "2020", "", "")
	for id, span := range map[string]string{
		"day": "2020-02-29", "month": "2020-02", "year": "2020", "since": "2020-02/", "until": "/2020-02", "ever": "",
		"years": "2019/2021", "new-year": "2019-12-31/2020-01-01",
	} {
		w.relation("a.supports.b."+id, span, by("s"))
	}
	asOf := func(date string) alliance.RelationQuery { return where(alliance.RelationFilter{AsOf: day(date)}) }
	checkListings(t, open(t, w.done()).Relations, []listing[alliance.RelationQuery]{
		{"the leap day", asOf("2020-02-29"), ids("a.supports.b.", "day ever month since until year years")},
		{"the day before", asOf("2020-02-28"), ids("a.supports.b.", "ever month since until year years")},
		{"the day after", asOf("2020-03-01"), ids("a.supports.b.", "ever since year years")},
		{"a month", asOf("2020-02"), ids("a.supports.b.", "day ever month since until year years")},
		{"a month before", asOf("2020-01"), ids("a.supports.b.", "ever new-year until year years")},
		{"a year", asOf("2020"), ids("a.supports.b.", "day ever month new-year since until year years")},
		{"a year before", asOf("2019"), ids("a.supports.b.", "ever new-year until years")},
		{"the last day of a year", asOf("2019-12-31"), ids("a.supports.b.", "ever new-year until years")},
		{"a year after", asOf("2021"), ids("a.supports.b.", "ever since years")},
		{"long ago", asOf("0001"), ids("a.supports.b.", "ever until")},
		{"far ahead", asOf("9999-12-31"), ids("a.supports.b.", "ever since")},
	})
}

// testRelationsKnownBy checks that what was published later neither counts nor matches any restriction.
func testRelationsKnownBy(t *testing.T, open Open) {
	type filter = alliance.RelationFilter
	alleged, disputed := []alliance.Status{alliance.Alleged}, []alliance.Status{alliance.Disputed}
	checkListings(t, open(t, libya()).Relations, []listing[alliance.RelationQuery]{
		{"before all", where(filter{KnownBy: day("2019-12-08")}), ""},
		{"the day of publication", where(filter{KnownBy: day("2019-12-09")}),
			"egypt.supports.kaniyat haftar.leads.lna russia.supports.lna uae.supports.lna"},
		{"a month counts to its last day", where(filter{KnownBy: day("2019-12"), Types: []alliance.RelationType{alliance.Leads}}),
			"haftar.leads.lna"},
		{"partial publication: not before its last day", where(filter{KnownBy: day("2020-12-30"), Sources: []string{"yearbook"}}), ""},
		{"partial publication: on its last day", where(filter{KnownBy: day("2020"), Sources: []string{"yearbook"}}),
			"egypt.allied_with.uae egypt.supports.haftar"},
		{"status before the denial", where(filter{KnownBy: day("2020-05-18"), Statuses: alleged}), "russia.supports.lna"},
		{"status after the denial", where(filter{KnownBy: day("2020-05-19"), Statuses: disputed}), "russia.supports.lna"},
		{"no longer alleged", where(filter{KnownBy: day("2020-05-19"), Statuses: alleged}), ""},
		{"a source of later", where(filter{KnownBy: day("2020-05-30"), Sources: []string{"atalayar"}}), ""},
		{"a source of the month", where(filter{KnownBy: day("2020-05"), Sources: []string{"atalayar"}}),
			"turkey.supports.gna uae.supports.lna"},
		{"a publisher of later", where(filter{KnownBy: day("2020"), Publishers: []string{"United Nations"}, Objects: []string{"gna"}}), ""},
		{"a publisher of the time", where(filter{KnownBy: day("2021-03-08"), Publishers: []string{"United Nations"}, Objects: []string{"gna"}}),
			"russia.recognizes.gna"},
		{"known then of an earlier day", where(filter{KnownBy: day("2019"), AsOf: day("2015-01")}), "egypt.supports.kaniyat uae.supports.lna"},
	})
}

// testRelationsOf checks queries for the relations with an actor at the given end.
func testRelationsOf(t *testing.T, open Open) {
	type filter = alliance.RelationFilter
	checkListings(t, open(t, libya()).Relations, []listing[alliance.RelationQuery]{
		{"out", of("russia", alliance.Out, filter{}), "russia.recognizes.gna russia.supports.lna"},
		{"in", of("russia", alliance.In, filter{}), "lavrov.holds_office.russia"},
		{"both", of("russia", alliance.Both, filter{}), "lavrov.holds_office.russia russia.recognizes.gna russia.supports.lna"},
		{"mutual relation, stored out", of("egypt", alliance.In, filter{}), "egypt.allied_with.uae"},
		{"mutual relation, stored in", of("uae", alliance.Out, filter{}),
			"egypt.allied_with.uae uae.supports.brigade-106 uae.supports.lna"},
		{"mutual relation, once", of("gna", alliance.Both, filter{Types: []alliance.RelationType{alliance.Opposes}}), "lna.opposes.gna"},
		{"with types", of("lna", alliance.In, filter{Types: []alliance.RelationType{alliance.Supports, alliance.Opposes}}),
			"lna.opposes.gna russia.supports.lna uae.supports.lna"},
		{"with subjects", of("lna", alliance.Both, filter{Subjects: []string{"uae", "gna"}}), "lna.opposes.gna uae.supports.lna"},
		{"with a date", of("lna", alliance.In, filter{AsOf: day("2020-06-01")}),
			"haftar.leads.lna kaniyat.part_of.lna lna.opposes.gna uae.supports.lna"},
		{"with no types", of("lna", alliance.In, filter{Types: []alliance.RelationType{}}), ""},
		{"actor without relations", of("united-nations", alliance.Both, filter{}), ""},
		{"unknown actor", of("nobody", alliance.Both, filter{}), ""},
		{"a thing that is no actor", of("libya-2014", alliance.Both, filter{}), ""},
	})
}

// ids adds a prefix to each of the names, which are separated by spaces.
func ids(prefix, names string) string { return prefix + strings.ReplaceAll(names, " ", " "+prefix) }
