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
		{"conflicts", where(filter{Conflicts: []string{"chad-2016", "libya-2014", "nowhere", "libya-2014"}}),
			"lna.opposes.gna russia.supports.lna turkey.supports.gna uae.supports.lna"},
		{"conflicts without relations", where(filter{Conflicts: []string{"chad-2016", "nowhere"}}), ""},
		{"no conflicts", where(filter{Conflicts: []string{}}), ""},
		{"a conflict among conflicts", where(filter{Conflict: "libya-2014", Conflicts: []string{"chad-2016", "libya-2014"}, Objects: []string{"gna"}}),
			"lna.opposes.gna turkey.supports.gna"},
		{"a conflict that is not among them", where(filter{Conflict: "libya-2014", Conflicts: []string{"chad-2016"}}), ""},
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
			Subjects: []string{"uae", "russia", "turkey"}, Publishers: []string{"United Nations", "Al-Monitor"},
			Viewpoint: alliance.Viewpoint{AsOf: day("2019-11-26")},
		}), "uae.supports.lna"},
	})
}

// testRelationsKnownBy checks that what was published later neither counts nor matches any restriction.
func testRelationsKnownBy(t *testing.T, open Open) {
	type filter = alliance.RelationFilter
	alleged, disputed := []alliance.Status{alliance.Alleged}, []alliance.Status{alliance.Disputed}
	checkListings(t, open(t, libya()).Relations, []listing[alliance.RelationQuery]{
		{"before all", where(knownBy("2019-12-08")), ""},
		{"the day of publication", where(knownBy("2019-12-09")),
			"egypt.supports.kaniyat haftar.leads.lna russia.supports.lna uae.supports.lna"},
		{"a month counts to its last day", where(filter{Viewpoint: knownBy("2019-12").Viewpoint, Types: []alliance.RelationType{alliance.Leads}}),
			"haftar.leads.lna"},
		{"partial publication: not before its last day", where(filter{Viewpoint: knownBy("2020-12-30").Viewpoint, Sources: []string{"yearbook"}}), ""},
		{"partial publication: on its last day", where(filter{Viewpoint: knownBy("2020").Viewpoint, Sources: []string{"yearbook"}}),
			"egypt.allied_with.uae egypt.supports.haftar"},
		{"status before the denial", where(filter{Viewpoint: knownBy("2020-05-18").Viewpoint, Statuses: alleged}), "russia.supports.lna"},
		{"status after the denial", where(filter{Viewpoint: knownBy("2020-05-19").Viewpoint, Statuses: disputed}), "russia.supports.lna"},
		{"no longer alleged", where(filter{Viewpoint: knownBy("2020-05-19").Viewpoint, Statuses: alleged}), ""},
		{"a source of later", where(filter{Viewpoint: knownBy("2020-05-30").Viewpoint, Sources: []string{"atalayar"}}), ""},
		{"a source of the month", where(filter{Viewpoint: knownBy("2020-05").Viewpoint, Sources: []string{"atalayar"}}),
			"turkey.supports.gna uae.supports.lna"},
		{"a publisher of later", where(filter{Viewpoint: knownBy("2020").Viewpoint, Publishers: []string{"United Nations"}, Objects: []string{"gna"}}), ""},
		{"a publisher of the time", where(filter{Viewpoint: knownBy("2021-03-08").Viewpoint, Publishers: []string{"United Nations"}, Objects: []string{"gna"}}),
			"russia.recognizes.gna"},
		{"known then of an earlier day", where(filter{Viewpoint: alliance.Viewpoint{KnownBy: day("2019"), AsOf: day("2015-01")}}), "uae.supports.lna"},
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
		{"against", of("gna", alliance.Opponent, filter{}), "russia.supports.lna"},
		{"against, with types", of("lna", alliance.Opponent, filter{Types: []alliance.RelationType{alliance.Supports}}), "turkey.supports.gna"},
		{"against, with other types", of("lna", alliance.Opponent, filter{Types: []alliance.RelationType{alliance.Opposes}}), ""},
		{"against, with a date", of("gna", alliance.Opponent, asOf("2017")), ""},
		{"against an enemy that is nobody's opponent", of("haftar", alliance.Opponent, filter{}), ""},
		{"against, behind a leader", alliance.RelationQuery{Of: "haftar", Direction: alliance.Opponent, Indirect: true, PageRequest: all()}, "turkey.supports.gna"},
		{"with types", of("lna", alliance.In, filter{Types: []alliance.RelationType{alliance.Supports, alliance.Opposes}}),
			"lna.opposes.gna russia.supports.lna uae.supports.lna"},
		{"with subjects", of("lna", alliance.Both, filter{Subjects: []string{"uae", "gna"}}), "lna.opposes.gna uae.supports.lna"},
		{"against", of("gna", alliance.Opponent, filter{}), "russia.supports.lna"},
		{"against, of other types", of("gna", alliance.Opponent, filter{Types: []alliance.RelationType{alliance.Opposes}}), ""},
		{"against, among others", of("gna", alliance.Opponent, filter{Subjects: []string{"russia", "turkey"}, Objects: []string{"lna"}}), "russia.supports.lna"},
		{"against one whom nobody is against", of("haftar", alliance.Opponent, filter{}), ""},
		{"with a date", of("lna", alliance.In, asOf("2020-06-01")), "lna.opposes.gna uae.supports.lna"},
		{"with no types", of("lna", alliance.In, filter{Types: []alliance.RelationType{}}), ""},
		{"actor without relations", of("united-nations", alliance.Both, filter{}), ""},
		{"unknown actor", of("nobody", alliance.Both, filter{}), ""},
		{"a thing that is no actor", of("libya-2014", alliance.Both, filter{}), ""},
	})
}

// asOf returns the filter for what is known to hold on a day of a date.
func asOf(date string) alliance.RelationFilter {
	return alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: day(date)}}
}

// between returns the filter for what is known to hold on a day from one date to another, either of which may be empty.
func between(since, until string) alliance.RelationFilter {
	span := over(since + "/" + until)
	return alliance.RelationFilter{Viewpoint: alliance.Viewpoint{Since: span.From, Until: span.To}}
}

// knownBy returns the filter for what is known by a date; by now if it is empty.
func knownBy(date string) alliance.RelationFilter {
	return alliance.RelationFilter{Viewpoint: alliance.Viewpoint{KnownBy: over(date).From}}
}

// presumed returns the filter for what holds, or is presumed to, on a day of a date; on any day if it is empty.
func presumed(asOf string) alliance.RelationFilter {
	return alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: over(asOf).From, Presumed: true}}
}

// backed returns the ids of the relations by which x supports actors, whose ids are separated by spaces, as these are.
func backed(actors string) string {
	const prefix = "x.supports."
	return prefix + strings.ReplaceAll(actors, " ", " "+prefix)
}
