package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// happened returns the query for the events that a filter keeps.
func happened(filter alliance.EventFilter) alliance.EventQuery {
	return alliance.EventQuery{Where: filter, PageRequest: all()}
}

// testEvents checks each restriction alone, then several at once.
func testEvents(t *testing.T, open Open) {
	type filter = alliance.EventFilter
	took := func(actor string, f filter) alliance.EventQuery {
		return alliance.EventQuery{Of: actor, Where: f, PageRequest: all()}
	}
	checkListings(t, open(t, libya()).Events, []listing[alliance.EventQuery]{
		{"all, by first day", happened(filter{}), "warning siege berlin resolution-2510 strikes call retreat"},
		{"types", happened(filter{Types: []alliance.EventType{"ASSAULT", "CONSULT"}}), "strikes call"},
		{"no types", happened(filter{Types: []alliance.EventType{}}), ""},
		{"conflict", happened(filter{Conflict: "libya-2014"}), "siege strikes"},
		{"unknown conflict", happened(filter{Conflict: "nowhere"}), ""},
		{"participants", happened(filter{Participants: []string{"haftar", "turkey"}}), "warning siege berlin call"},
		{"no participants", happened(filter{Participants: []string{}}), ""},
		{"statuses", happened(filter{Statuses: []alliance.Status{alliance.Alleged, alliance.Disputed, alliance.Denied}}),
			"warning strikes retreat"},
		{"no statuses", happened(filter{Statuses: []alliance.Status{}}), ""},
		{"place", happened(filter{Place: "Tripoli"}), "siege retreat"},
		{"place in another case", happened(filter{Place: "tRIPOLI"}), "siege retreat"},
		{"part of a place's name", happened(filter{Place: "Tripol"}), ""},
		{"country", happened(filter{Place: "LBY"}), "strikes retreat"},
		{"country in another case", happened(filter{Place: "lby"}), "strikes retreat"},
		{"known by", happened(filter{KnownBy: day("2020-05-20")}), "siege berlin strikes call"},
		{"status as known then", happened(filter{KnownBy: day("2020-05-19"), Statuses: []alliance.Status{alliance.Denied}}), "strikes"},
		{"status as known later", happened(filter{KnownBy: day("2020-05-31"), Statuses: []alliance.Status{alliance.Disputed}}), "strikes"},
		{"of an actor", took("lna", filter{}), "siege strikes retreat"},
		{"of an actor and with another", took("lna", filter{Participants: []string{"haftar", "gna"}}), "siege strikes"},
		{"of an actor in a time", took("turkey", filter{Since: day("2020-05")}), "call"},
		{"of an actor without events", took("egypt", filter{}), ""},
		{"of nobody", took("nobody", filter{}), ""},
		{"several restrictions", happened(filter{
			Types: []alliance.EventType{"ASSAULT", "COERCE", "AGREE"}, Conflict: "libya-2014", Place: "tarhuna",
			Since: day("2020-05-31"), Until: day("2020-06"), Statuses: []alliance.Status{alliance.Disputed},
		}), "strikes"},
	})
}

// testEventDays checks Since, Until and AsOf: an event with one date happened on some day of it, and one without dates may
// have happened on any day.
func testEventDays(t *testing.T, open Open) {
	w := newWorld()
	w.actor("a", alliance.State, "", "A")
	w.source("s", "2020", "", "")
	for id, span := range map[string]string{
		"day": "2020-05-21", "month-from": "2020-05/", "month-to": "/2020-05", "year": "2020/", "span": "2019-12-31/2020-05-20",
		"undated": "",
	} {
		w.event(id, "CONSULT", span, "a:PARTICIPANT", "s")
	}
	between := func(since, until string) alliance.EventQuery {
		span := over(since + "/" + until)
		return happened(alliance.EventFilter{Since: span.From, Until: span.To})
	}
	asOf := func(date string) alliance.EventQuery { return happened(alliance.EventFilter{AsOf: day(date)}) }
	checkListings(t, open(t, w.done()).Events, []listing[alliance.EventQuery]{
		{"all, by first day, then by id", between("", ""), "undated span year month-from month-to day"},
		{"since the day", between("2020-05-21", ""), "undated year month-from month-to day"},
		{"since the day after", between("2020-05-22", ""), "undated year month-from month-to"},
		{"since the day before", between("2020-05-20", ""), "undated span year month-from month-to day"},
		{"since the month's last day", between("2020-05-31", ""), "undated year month-from month-to"},
		{"since the next month", between("2020-06", ""), "undated year"},
		{"since the month", between("2020-05", ""), "undated span year month-from month-to day"},
		{"since the next year", between("2021", ""), "undated"},
		{"until the day before", between("", "2020-05-20"), "undated span year month-from month-to"},
		{"until the day", between("", "2020-05-21"), "undated span year month-from month-to day"},
		{"until the month's first day", between("", "2020-05-01"), "undated span year month-from month-to"},
		{"until the month before", between("", "2020-04"), "undated span year"},
		{"until the year before", between("", "2019"), "undated span"},
		{"until the day before all", between("", "2019-12-30"), "undated"},
		{"on a day", between("2020-05-21", "2020-05-21"), "undated year month-from month-to day"},
		{"in a month", between("2020-01", "2020-01"), "undated span year"},
		{"as of the day", asOf("2020-05-21"), "undated year month-from month-to day"},
		{"as of the day before", asOf("2020-05-20"), "undated span year month-from month-to"},
		{"as of a month", asOf("2020-05"), "undated span year month-from month-to day"},
		{"as of a year", asOf("2019"), "undated span"},
		{"as of a day in a time", happened(alliance.EventFilter{AsOf: day("2020-05"), Since: day("2020-05-22")}),
			"undated year month-from month-to"},
	})
}

// testEventsBeforeChrist checks the order of events around year 0, and pages and days of them.
func testEventsBeforeChrist(t *testing.T, open Open) {
	w := newWorld()
	w.actor("a", alliance.State, "", "A")
	w.source("s", "2020", "", "")
	for id, span := range map[string]string{
		"plague": "-0430", "winter": "-0430-12-31", "spring": "-0429-03", "peace": "-0421~/-0413", "zero": "0000-06-01",
		"one": "0001", "eve": "-0001-12-31", "undated": "", "first": "-9999",
	} {
		w.event(id, "CONSULT", span, "a:PARTICIPANT", "s")
	}
	store := open(t, w.done())
	checkListings(t, store.Events, []listing[alliance.EventQuery]{
		{"all", happened(alliance.EventFilter{}), "undated first plague winter spring peace eve zero one"},
		{"since", happened(alliance.EventFilter{Since: day("-0429")}), "undated spring peace eve zero one"},
		{"until", happened(alliance.EventFilter{Until: day("-0430-12-30")}), "undated first plague"},
		{"as of", happened(alliance.EventFilter{AsOf: day("-0415?")}), "undated peace"},
		{"as of year 0", happened(alliance.EventFilter{AsOf: day("0000")}), "undated zero"},
	})
	checkPages(t, store.Events, func(p alliance.PageRequest) alliance.EventQuery { return alliance.EventQuery{PageRequest: p} })
}
