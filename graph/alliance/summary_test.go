package alliance_test

import (
	"testing"

	"entente/graph/alliance"
)

func TestRelationSummary(t *testing.T) {
	russia, army := actor("russia", "Russia", alliance.State), actor("lna", "Libyan National Army", alliance.ArmedGroup)
	emirates := actor("uae", "United Arab Emirates", alliance.State)
	accord := actor("gna", "Government of National Accord", alliance.Government)
	tests := []struct {
		r    alliance.Relation
		want string
	}{
		{alliance.Relation{Type: alliance.Supports, Subject: russia, Object: army, Kinds: kinds(alliance.Political)},
			"Russia supports the Libyan National Army (political)."},
		{alliance.Relation{Type: alliance.Supports, Subject: emirates, Object: army, Kinds: kinds(alliance.AirSupport, alliance.UnknownKind)},
			"The United Arab Emirates supports the Libyan National Army (air support, kind not known)."},
		{alliance.Relation{Type: alliance.Supports, Subject: russia, Object: accord, Kinds: kinds(alliance.Weapons), Against: army},
			"Russia supports the Government of National Accord against the Libyan National Army (weapons)."},
		{alliance.Relation{Type: alliance.Supports, Subject: russia, Object: accord, Against: army, Record: alliance.Record{Status: alliance.Denied}},
			"It is denied that Russia supports the Government of National Accord against the Libyan National Army."},
		{*stated("1990 + from=1980 to=1988 WEAPONS"), "Russia supports the Libyan National Army (weapons, 1980 to 1988)."},
		{*stated("1990-05-02 ? from=1980 WEAPONS"),
			"It is alleged that Russia supports the Libyan National Army (weapons, from 1980, known to 2 May 1990)."},
		{*stated("1990-05-02 +").Seen(at("asOf=1991 presumed"), false),
			"Russia supports the Libyan National Army (as of 2 May 1990, presumed)."},
		{*stated("1990-05-02 -"), "It is denied that Russia supports the Libyan National Army (as of 2 May 1990)."},
		{*stated("1990 + from=1980 to=1988 WEAPONS TROOPS", "1991 - from=1980 to=1988 TROOPS FUNDING"),
			"Russia supports the Libyan National Army (weapons, troops disputed, funding denied, 1980 to 1988)."},
		{*stated("1990 ? from=1980 to=1988 WEAPONS", "1991 + from=1980 to=1988 TROOPS"),
			"Russia supports the Libyan National Army (troops, weapons alleged, 1980 to 1988)."},
		{*stated("1996 + from=1990 to=1995", "2001 - from=2000 to=2000").Seen(at("asOf=2000"), true),
			"It is denied that Russia supports the Libyan National Army (2000)."},
		{*stated("2010 + from=1988 to=1999 WEAPONS", "2010 + from=1990 to=1995 FUNDING", "2011 + from=2005 to=2005").Seen(at("since=1990 until=1990"), true),
			"Russia supports the Libyan National Army (weapons, funding, 1988 to 1999)."},
		{*stated("2010 + from=1988 to=1992 WEAPONS", "2010 + from=1990 to=1995 FUNDING").Seen(at("asOf=1993"), true),
			"Russia supports the Libyan National Army (funding, 1990 to 1995)."},
		{alliance.Relation{Type: alliance.AlliedWith, Subject: russia, Object: emirates, Against: accord},
			"Russia is allied with the United Arab Emirates against the Government of National Accord."},
		{alliance.Relation{Type: alliance.Guarantees, Subject: russia, Object: emirates, Coalition: actor("p", "Warsaw Pact", alliance.Coalition),
			Kinds: kinds(alliance.Defense)},
			"Russia guarantees the United Arab Emirates as part of the Warsaw Pact (defense)."},
		{alliance.Relation{Type: "ENVIES", Subject: russia, Object: emirates}, "Russia stands to the United Arab Emirates."},
		{alliance.Relation{Type: alliance.Supports, Subject: russia, Object: army, Kinds: kinds(alliance.MaterielLogistics, alliance.TrainingExpertise, alliance.AccessToTerritory, alliance.OtherKind)},
			"Russia supports the Libyan National Army (materiel and logistics, training and expertise, access to territory, of another kind)."},
		{alliance.Relation{Type: alliance.AlliedWith, Subject: russia, Object: emirates}, "Russia is allied with the United Arab Emirates."},
		{alliance.Relation{Type: alliance.Leads, Subject: russia, Object: army, Role: "field marshal"},
			"Russia leads the Libyan National Army (field marshal)."},
		{alliance.Relation{Type: alliance.HoldsOffice, Subject: actor("p", "President of Russia", alliance.Person), Object: russia, Role: "president"},
			"The President of Russia holds office in Russia."},
		{alliance.Relation{Type: alliance.HoldsOffice, Subject: russia, Object: army}, "Russia holds office in the Libyan National Army."},
		{alliance.Relation{Type: alliance.PartOf, Subject: army, Object: russia}, "The Libyan National Army is part of Russia."},
		{alliance.Relation{Type: alliance.Recognizes, Subject: russia, Object: army}, "Russia recognizes the Libyan National Army."},
		{alliance.Relation{Type: alliance.Succeeds, Subject: russia, Object: army}, "Russia succeeds the Libyan National Army."},
		{alliance.Relation{Type: alliance.Supports, Subject: russia, Object: army, Record: alliance.Record{Status: alliance.Denied}},
			"It is denied that Russia supports the Libyan National Army."},
		{alliance.Relation{Type: alliance.Opposes, Subject: emirates, Object: russia, Record: alliance.Record{Status: alliance.Disputed}},
			"It is disputed whether the United Arab Emirates opposes Russia."},
		{alliance.Relation{Type: alliance.Supports, Subject: emirates, Object: russia, Record: alliance.Record{Status: alliance.Alleged}},
			"It is alleged that the United Arab Emirates supports Russia."},
	}
	for _, tt := range tests {
		if got := tt.r.Summary(); got != tt.want {
			t.Errorf("summary is %q, want %q", got, tt.want)
		}
	}
}

func TestWhen(t *testing.T) {
	for _, tt := range []struct {
		statement, want string
	}{
		{"1996 + from=1990 to=1995", "1990 to 1995"},
		{"1996 + from=1990-05 to=1990-05", "May 1990"},
		{"1996 + from=1990 covers=2012", "from 1990, known to 31 December 2012"},
		{"1990-05-21 + from=1990", "from 1990"}, // known to a day of it
		{"1990 + from=1990~", "from about 1990"},
		{"1996 + to=1995", "until 1995"},
		{"1996 + to=1995-05-21?", "until perhaps 21 May 1995"},
		{"2020-05-21 +", "as of 21 May 2020"},
		{"2020-05 + covers=2019", "as of 31 December 2019"},
		{"2020 + from=2019 covers=2018", ""}, // known on no day
		{"2020 - from=1990 to=1995", "1990 to 1995"},
		{"2020-05-21 - from=1990-02", "from February 1990"},
		{"2020-05-21 -", "as of 21 May 2020"},
	} {
		if got := stated(tt.statement).When(); got != tt.want {
			t.Errorf("when %q holds is %q, want %q", tt.statement, got, tt.want)
		}
	}
	known := stated("1990-05-21 +", "2020-05-21 +").When()
	if want := "known from 21 May 1990 to 21 May 2020, with gaps"; known != want {
		t.Errorf("two days are %q, want %q", known, want)
	}
	years := stated("2020 + from=1990 to=1992", "2020 + from=1993 to=1993", "2020 + from=1995 to=1996").When()
	if want := "1990 to 1996, with gaps"; years != want {
		t.Errorf("years are %q, want %q", years, want)
	}
}

func TestEventSummary(t *testing.T) {
	asserted := alliance.Record{Status: alliance.Asserted}
	tests := []struct {
		e    alliance.Event
		want string
	}{
		{alliance.Event{Title: "A call", Record: asserted}, "A call."},
		{alliance.Event{Title: "A call.", Record: asserted, Span: alliance.Span{From: date("2020-05-21")}}, "A call (21 May 2020)."},
		{alliance.Event{Title: "Strikes", Record: asserted, Place: &alliance.Place{Name: "Tarhuna"},
			Span: alliance.Span{From: date("2020-04"), To: date("2020-05")}}, "Strikes (Tarhuna, April 2020 to May 2020)."},
		{alliance.Event{Title: "Talks", Record: asserted, Span: alliance.Span{From: date("2020"), To: date("2020")}}, "Talks (2020)."},
		{alliance.Event{Title: "Talks", Record: asserted, Span: alliance.Span{To: date("2020")}}, "Talks (until 2020)."},
		{alliance.Event{Title: "Siege", Record: asserted, Span: span("-0415~", "")}, "Siege (about 416 BC)."},
		{alliance.Event{Title: "Talks", Record: alliance.Record{Status: alliance.Alleged}}, "Alleged: Talks."},
		{alliance.Event{Title: "Talks", Record: alliance.Record{Status: alliance.Denied}}, "Denied: Talks."},
	}
	for _, tt := range tests {
		if got := tt.e.Summary(); got != tt.want {
			t.Errorf("summary is %q, want %q", got, tt.want)
		}
	}
}

func kinds(k ...alliance.RelationKind) alliance.KindSet { return alliance.SetOf(k...) }
