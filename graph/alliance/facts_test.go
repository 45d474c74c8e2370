package alliance_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// A small world: Russia backs the army that Haftar leads, against the government.
func world() alliance.Facts {
	russia, army := actor("russia", "Russia", alliance.State), actor("lna", "Libyan National Army", alliance.ArmedGroup)
	government := actor("gna", "Government of National Accord", alliance.Government)
	haftar := actor("haftar", "Khalifa Haftar", alliance.Person)
	statement := &alliance.Source{ID: "statement", Title: "Statement", Published: date("2020-05-18")}
	report := &alliance.Source{ID: "report", Title: "Report", Published: date("2020-05-20"), Via: statement}
	article := &alliance.Source{ID: "article", Title: "Article", Published: date("2020-05"), Via: report}
	war := &alliance.Conflict{ID: "war", Name: "War"}
	backing := relation(russia, alliance.Supports, army, says("statement", alliance.Asserts, statement),
		says("article", alliance.Asserts, article), says("denial", alliance.Denies, report))
	backing.Conflict = war
	for _, e := range backing.Evidence[:2] {
		e.Kinds, e.From = alliance.SetOf(alliance.Weapons), date("2019")
	}
	fight := relation(army, alliance.Opposes, government, says("fight", alliance.Asserts, article))
	fight.Conflict, fight.Evidence[0].To = war, date("2020-06")
	talks := event("talks", "Talks", date("2020-05-18"), says("talks.e", alliance.Alleges, report))
	call := event("call", "A call", date("2020-05-21"), says("call.e", alliance.Asserts, article))
	call.References = []alliance.EventLink{{Kind: "FOLLOWS", Event: "talks"}}
	return alliance.Facts{
		Actors:    []*alliance.Actor{russia, army, haftar, government},
		Sources:   []*alliance.Source{article, report, statement},
		Conflicts: []*alliance.Conflict{war},
		Relations: []*alliance.Relation{
			fight, backing, relation(haftar, alliance.Leads, army, says("leads", alliance.Asserts, article)),
		},
		Events: []*alliance.Event{call, talks},
	}
}

func actor(id, name string, typ alliance.ActorType) *alliance.Actor {
	return &alliance.Actor{ID: id, Name: name, Type: typ}
}

func says(id string, stance alliance.Stance, source *alliance.Source) *alliance.Evidence {
	return &alliance.Evidence{ID: id, Stance: stance, Source: source}
}

func relation(subject *alliance.Actor, typ alliance.RelationType, object *alliance.Actor, evidence ...*alliance.Evidence) *alliance.Relation {
	return &alliance.Relation{ID: subject.ID + "." + object.ID, Subject: subject, Type: typ, Object: object, Evidence: evidence}
}

func event(id, title string, on alliance.Date, evidence ...*alliance.Evidence) *alliance.Event {
	return &alliance.Event{ID: id, Type: "CONSULT", Title: title, Span: alliance.Span{From: on}, Evidence: evidence}
}

// ids returns the ids of a list.
func ids[T alliance.Node](list []T) []string {
	all := make([]string, len(list))
	for i, n := range list {
		all[i] = n.NodeID()
	}
	return all
}

func TestNewFactsPutsEverythingInOrder(t *testing.T) {
	f := alliance.NewFacts(world())
	got := [][]string{ids(f.Actors), ids(f.Sources), ids(f.Relations), ids(f.Events), ids(f.Relations[2].Evidence)}
	want := [][]string{
		{"gna", "haftar", "lna", "russia"}, {"statement", "report", "article"},
		{"haftar.lna", "lna.gna", "russia.lna"}, {"talks", "call"}, {"statement", "denial", "article"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("orders differ (-want +got):\n%s", diff)
	}
	if fight := f.Relations[1]; fight.Subject.ID != "gna" || fight.Object.ID != "lna" {
		t.Errorf("the mutual relation is from %s to %s, want the subject to be the id that sorts first", fight.Subject.ID, fight.Object.ID)
	}
	if diff := cmp.Diff([]string{"gna", "lna"}, f.Conflicts[0].Parties); diff != "" {
		t.Errorf("parties differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]alliance.EventLink{{Kind: "FOLLOWS", Event: "call"}}, f.Events[0].ReferencedBy); diff != "" {
		t.Errorf("references to the talks differ (-want +got):\n%s", diff)
	}
}

func TestRecord(t *testing.T) {
	f := alliance.NewFacts(world())
	want := alliance.Record{
		Status: alliance.Disputed, FirstReported: date("2020-05-18"), LastReported: date("2020-05"), IndependentSources: 1,
	}
	if diff := cmp.Diff(want, f.Relations[2].Record, dates); diff != "" {
		t.Errorf("record differs (-want +got):\n%s", diff)
	}
}

// The status of an event: a denial speaks of all of it.
func TestEventStatus(t *testing.T) {
	source := &alliance.Source{ID: "s", Published: date("2020")}
	tests := []struct {
		want    alliance.Status
		stances []alliance.Stance
	}{
		{alliance.Asserted, []alliance.Stance{alliance.Asserts}},
		{alliance.Asserted, []alliance.Stance{alliance.Alleges, alliance.Asserts}},
		{alliance.Alleged, []alliance.Stance{alliance.Alleges, alliance.Alleges}},
		{alliance.Disputed, []alliance.Stance{alliance.Asserts, alliance.Denies}},
		{alliance.Disputed, []alliance.Stance{alliance.Denies, alliance.Alleges}},
		{alliance.Denied, []alliance.Stance{alliance.Denies}},
	}
	for _, tt := range tests {
		var evidence []*alliance.Evidence
		for i, s := range tt.stances {
			evidence = append(evidence, says(strconv.Itoa(i), s, source))
		}
		f := alliance.NewFacts(alliance.Facts{Events: []*alliance.Event{event("talks", "Talks", date("2020"), evidence...)}})
		if got := f.Events[0].Status; got != tt.want {
			t.Errorf("status of %v is %s, want %s", tt.stances, got, tt.want)
		}
	}
}

// Things of every kind as known on two days: actors and conflicts are always known, other things only once published.
func TestNodesAsKnownBy(t *testing.T) {
	f := alliance.NewFacts(world())
	talks := f.Events[0]
	for _, tt := range []struct {
		thing         alliance.Node
		before, after string
	}{
		{f.Actors[0], "gna", "gna"},
		{f.Conflicts[0], "war", "war"},
		{talks, "", "talks"},
		{f.Relations[1], "", "lna.gna"},
		{talks.Evidence[0], "", "talks.e"},
		{talks.Evidence[0].Source, "", "report"},
		{nil, "", ""},
	} {
		for by, want := range map[string]string{"2020-05-17": tt.before, "2020-05": tt.after, "": tt.after} {
			got := ""
			if known := alliance.AsKnownBy(tt.thing, date(by)); known != nil {
				got = known.NodeID()
			}
			if got != want {
				t.Errorf("by %q: got %q, want %q", by, got, want)
			}
		}
	}
}

func TestIDOf(t *testing.T) {
	if got := alliance.IDOf(actor("russia", "Russia", alliance.State)); got != "russia" {
		t.Errorf("got %q", got)
	}
	if got := alliance.IDOf((*alliance.Source)(nil)); got != "" {
		t.Errorf("got %q for nil", got)
	}
}

func TestEventAsKnownBy(t *testing.T) {
	f := world()
	f.Events[0].Evidence = f.Relations[1].Evidence // what is said of Russia's backing
	call := alliance.NewFacts(f).Events[1]
	tests := []struct {
		by       string
		evidence []string
		status   alliance.Status
	}{
		{"", []string{"statement", "denial", "article"}, alliance.Disputed},
		{"2020-05", []string{"statement", "denial", "article"}, alliance.Disputed},
		{"2020-05-30", []string{"statement", "denial"}, alliance.Disputed},
		{"2020-05-19", []string{"statement"}, alliance.Asserted},
		{"2020-05-17", nil, ""},
	}
	for _, tt := range tests {
		view := call.AsKnownBy(date(tt.by))
		if view == nil {
			if tt.evidence != nil {
				t.Errorf("nothing known by %q, want %v", tt.by, tt.evidence)
			}
			continue
		}
		if diff := cmp.Diff(tt.evidence, ids(view.Evidence)); diff != "" || view.Status != tt.status {
			t.Errorf("known by %q: status %s, want %s; evidence differs (-want +got):\n%s", tt.by, view.Status, tt.status, diff)
		}
	}
	if len(call.Evidence) != 3 || call.Status != alliance.Disputed {
		t.Error("the view modified the event itself")
	}
}

func TestInvolves(t *testing.T) {
	f := alliance.NewFacts(world())
	fight, backing := f.Relations[1], f.Relations[2]
	tests := []struct {
		relation *alliance.Relation
		actor    string
		out, in  bool
	}{
		{backing, "russia", true, false}, {backing, "lna", false, true}, {backing, "gna", false, false},
		{fight, "gna", true, true}, {fight, "lna", true, true}, {fight, "russia", false, false},
	}
	for _, tt := range tests {
		got := [3]bool{
			tt.relation.Involves(tt.actor, alliance.Out), tt.relation.Involves(tt.actor, alliance.In),
			tt.relation.Involves(tt.actor, alliance.Both),
		}
		if want := [3]bool{tt.out, tt.in, tt.out || tt.in}; got != want {
			t.Errorf("%s involves %s out, in, both: %v, want %v", tt.relation.ID, tt.actor, got, want)
		}
	}
}

func TestDataset(t *testing.T) {
	d := alliance.NewFacts(world()).Dataset()
	want := alliance.Dataset{
		Version: d.Version,
		Counts:  alliance.Counts{Actors: 4, Relations: 3, Events: 2, Conflicts: 1, Sources: 3, Evidence: 7, Longest: 4, Behind: 5},
		Span:    alliance.Span{From: date("2019"), To: date("2020-06")},
		Coverage: []alliance.Coverage{
			{Type: alliance.Supports, Span: span("2019-01-01", "2020-05-31")},
			{Type: alliance.Opposes, Span: span("2020-05-31", "2020-05-31")},
			{Type: alliance.Leads, Span: span("2020-05-31", "2020-05-31")},
		},
	}
	if diff := cmp.Diff(want, d, dates); diff != "" {
		t.Errorf("data set differs (-want +got):\n%s", diff)
	}
}

// Dataset is called repeatedly while facts are served, and the digest takes long to compute.
func TestDatasetOnce(t *testing.T) {
	f := alliance.NewFacts(world())
	if n := testing.AllocsPerRun(10, func() { f.Dataset() }); n > 0 {
		t.Errorf("a repeated call of Dataset makes %g allocations, want none", n)
	}
	changed := *f
	changed.Actors = changed.Actors[1:]
	if again := alliance.NewFacts(changed).Dataset(); again.Version == f.Dataset().Version || again.Actors != 3 {
		t.Errorf("facts made from others have the data set of those: %+v", again)
	}
}

func TestVersion(t *testing.T) {
	version := func(change func(*alliance.Facts)) string {
		f := world()
		change(&f)
		return alliance.NewFacts(f).Dataset().Version
	}
	same := version(func(*alliance.Facts) {})
	reordered := version(func(f *alliance.Facts) {
		slices.Reverse(f.Actors)
		slices.Reverse(f.Relations)
		slices.Reverse(f.Events)
		slices.Reverse(f.Relations[1].Evidence)
	})
	if same != reordered || len(same) != 32 {
		t.Errorf("the same facts have the versions %s and %s", same, reordered)
	}
	seen := map[string]int{same: -1}
	for i, change := range []func(*alliance.Facts){
		func(f *alliance.Facts) { f.Actors[0].Name = "Rossiya" },
		func(f *alliance.Facts) { f.Actors[0].Aliases = []string{"RF"} },
		func(f *alliance.Facts) { f.Actors[0].Identifiers = []alliance.Identifier{{Scheme: "gw", Value: "365"}} },
		func(f *alliance.Facts) { f.Sources[0].Published = date("2020-06") },
		func(f *alliance.Facts) { f.Sources[0].Via = nil },
		func(f *alliance.Facts) { f.Conflicts[0].From = date("2014") },
		func(f *alliance.Facts) { f.Relations[0].Evidence[0].Kinds = alliance.SetOf(alliance.Defense) },
		func(f *alliance.Facts) { f.Relations[0].Evidence[0].From = date("2020") },
		func(f *alliance.Facts) { f.Relations[0].Evidence[0].To = date("2020-06~") },
		func(f *alliance.Facts) { f.Relations[0].Evidence[0].Stance = alliance.Alleges },
		func(f *alliance.Facts) { f.Relations[0].Coalition = f.Actors[3] },
		func(f *alliance.Facts) { f.Sources[0].Covers.To = date("2020-06") },
		func(f *alliance.Facts) { f.Actors[0].From = date("1991-12-26") },
		func(f *alliance.Facts) { f.Actors[0].To = date("1991-12-26") },
		func(f *alliance.Facts) { f.Actors[0].Obligations = alliance.SetOf(alliance.Defense) },
		func(f *alliance.Facts) {
			f.Actors[0].Identifiers = []alliance.Identifier{{Scheme: "gw", Value: "365", Span: alliance.Span{From: date("1816")}}}
		},
		func(f *alliance.Facts) { f.Collections = []alliance.Collection{{Title: "Libya"}} },
		func(f *alliance.Facts) { f.Collections = []alliance.Collection{{Authors: []string{"Libya"}}} },
		func(f *alliance.Facts) { f.Collections = []alliance.Collection{{Covers: span("", "2020")}} },
		func(f *alliance.Facts) { f.Relations[1].Against = f.Actors[3] },
		func(f *alliance.Facts) { f.Relations[1].Evidence[0].Quote = "so" },
		func(f *alliance.Facts) { f.Relations[1].Evidence[0].Speaker = f.Actors[0] },
		func(f *alliance.Facts) { f.Events[0].Place = &alliance.Place{Name: "Tripoli"} },
		func(f *alliance.Facts) {
			f.Events[0].Place = &alliance.Place{Name: "Tripoli", Point: &alliance.Point{}}
		},
		func(f *alliance.Facts) { f.Events[0].References = nil },
		func(f *alliance.Facts) {
			f.Events[0].Participants = []alliance.Participant{{Actor: f.Actors[0], Role: "SPEAKER"}}
		},
		func(f *alliance.Facts) { f.Events = f.Events[1:] },
	} {
		v := version(change)
		if j, ok := seen[v]; ok {
			t.Errorf("change %d has the same version as change %d", i, j)
		}
		seen[v] = i
	}
}

func ExampleNewFacts() {
	f := alliance.NewFacts(world())
	for _, r := range f.Relations {
		fmt.Println(r.Summary())
	}
	// Output:
	// Khalifa Haftar leads the Libyan National Army (as of May 2020).
	// The Government of National Accord opposes the Libyan National Army (until June 2020).
	// It is disputed whether Russia supports the Libyan National Army (weapons, from 2019, known to 31 May 2020).
}
