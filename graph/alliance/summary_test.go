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
		{alliance.Relation{Type: alliance.Supports, Subject: russia, Object: army, Kinds: kinds(alliance.Weapons), Span: span("1980", "1988")},
			"Russia supports the Libyan National Army (weapons, 1980 to 1988)."},
		{alliance.Relation{Type: alliance.AlliedWith, Subject: russia, Object: emirates, Against: accord, Span: span("1980-05-02", "")},
			"Russia is allied with the United Arab Emirates against the Government of National Accord (from 2 May 1980)."},
		{alliance.Relation{Type: alliance.Leads, Subject: russia, Object: army, Role: "field marshal", Span: span("", "1988-03")},
			"Russia leads the Libyan National Army (field marshal, until March 1988)."},
		{alliance.Relation{Type: alliance.Opposes, Subject: russia, Object: army, Span: span("1988", "1988")},
			"Russia opposes the Libyan National Army (1988)."},
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
		{alliance.Event{Title: "Talks", Record: alliance.Record{Status: alliance.Alleged}}, "Alleged: Talks."},
		{alliance.Event{Title: "Talks", Record: alliance.Record{Status: alliance.Denied}}, "Denied: Talks."},
	}
	for _, tt := range tests {
		if got := tt.e.Summary(); got != tt.want {
			t.Errorf("summary is %q, want %q", got, tt.want)
		}
	}
}

func kinds(k ...alliance.RelationKind) []alliance.RelationKind { return k }
