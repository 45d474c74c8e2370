package network_test

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/loader/facts"
)

// treaties has alliances of seven states, which two data sets code differently, and treaties that states join and leave.
const treaties = `
dataset: {title: Treaties, covers: {from: 1900, to: 1950}}
sources:
  - {id: cow, title: COW, published: 1960}
  - {id: atop, title: ATOP, published: 1970}
  - {id: press, title: The Press, published: 1910-03-01, covers: {from: 1905, to: 1910-02}}
actors:
  - {id: a, name: A, type: STATE}
  - {id: b, name: B, type: STATE, from: 1890}
  - {id: c, name: C, type: STATE}
  - {id: d, name: D, type: STATE, to: 1919}
  - {id: e, name: E, type: STATE, from: 1920-06}
  - {id: f, name: F, type: STATE}
  - {id: rebels, name: Libyan National Army, type: ARMED_GROUP}
  - {id: pact, name: Pact, type: COALITION, obligations: [NEUTRALITY, CONSULTATION]}
  - {id: league, name: League, type: COALITION, obligations: [DEFENSE]}
  - {id: club, name: Club, type: COALITION}
relations:
  - {subject: a, type: ALLIED_WITH, object: c, evidence: [{source: cow, from: 1901, to: 1910, kinds: [DEFENSE]}, {source: atop, from: 1901, to: 1912, kinds: [NONAGGRESSION]}]}
  - {subject: b, type: ALLIED_WITH, object: c, evidence: [{source: cow, from: 1905, to: 1930, kinds: [CONSULTATION]}, {source: atop, stance: DENIES, from: 1905, to: 1930, kinds: [DEFENSE]}]}
  - {subject: b, type: ALLIED_WITH, object: d, evidence: [{source: atop, from: 1900}]}
  - {subject: a, type: GUARANTEES, object: b, evidence: [{source: atop, from: 1900, to: 1930, kinds: [OFFENSE]}]}
  - {subject: f, type: GUARANTEES, object: a, evidence: [{source: atop, from: 1900, to: 1930, kinds: [DEFENSE]}]}
  - {subject: a, type: ALLIED_WITH, object: f, evidence: [{source: cow, stance: DENIES, from: 1900, to: 1930}]}
  - {subject: a, type: ALLIED_WITH, object: rebels, evidence: [{source: cow, from: 1900, to: 1930, kinds: [DEFENSE]}]}
  - {subject: a, type: PART_OF, object: pact, evidence: [{source: atop, from: 1925, to: 1925-06-30}]}
  - {subject: e, type: PART_OF, object: pact, evidence: [{source: atop, from: 1925-06-30}, {source: press, stance: DENIES, from: 1926, to: 1927}]}
  - {subject: f, type: PART_OF, object: pact, evidence: [{source: cow, from: 1925-07, to: 1926}]}
  - {subject: e, type: PART_OF, object: league, evidence: [{source: cow, from: 1930-01, to: 1930-03}, {source: cow, from: 1931, to: 1932}]}
  - {subject: f, type: PART_OF, object: league, evidence: [{source: cow, from: 1930-04, to: 1930-12}, {source: cow, from: 1931, to: 1932}]}
  - {subject: e, type: GUARANTEES, object: f, evidence: [{source: cow, from: 1932, to: 1933}]}
  - {subject: a, type: PART_OF, object: club, evidence: [{source: atop, from: 1900, to: 1930}]}
  - {subject: b, type: PART_OF, object: club, evidence: [{source: atop, from: 1900, to: 1930}]}
`

// read returns a store of facts in YAML.
func read(t testing.TB, text string) alliance.Store {
	t.Helper()
	found, err := facts.Read(facts.Dir{Name: "test", FS: fstest.MapFS{"a.yaml": {Data: []byte(text)}}})
	if err != nil {
		t.Fatal(err)
	}
	return storeOf(found)
}

// compared writes a similarity: the number of states, each commitment of the one and the other with what it follows from,
// and why there is no value.
func compared(s *network.Similarity) string {
	parts := []string{strconv.Itoa(s.States)}
	for _, c := range s.Commitments {
		parts = append(parts, fmt.Sprintf("%s:%d%d", c.State.ID, c.OfActor, c.OfWith))
		for _, r := range c.Relations {
			sources := []string{}
			for _, e := range r.Evidence {
				sources = append(sources, e.Source.ID)
			}
			parts = append(parts, fmt.Sprintf("(%s %s)", r.ID, strings.Join(sources, "+")))
		}
	}
	return strings.TrimSpace(strings.Join(parts, " ") + " " + string(s.Undefined))
}

// TestPortfolios tests what portfolios hold, when, and according to whom.
func TestPortfolios(t *testing.T) {
	store := read(t, treaties)
	for _, tt := range []struct {
		asOf, between, and string
		sources            []string
		want               string
	}{
		{
			"1906-05-01", "a", "b", nil,
			"5 a:30 b:33 (a.guarantees.b atop) c:31 (a.allied_with.c cow+atop) (b.allied_with.c cow+atop) d:01 (b.allied_with.d atop)",
		},
		{
			"1906-05-01", "b", "a", nil,
			"5 a:03 b:33 (a.guarantees.b atop) c:13 (a.allied_with.c cow+atop) (b.allied_with.c cow+atop) d:10 (b.allied_with.d atop)",
		},
		{"1906-05-01", "b", "a", []string{"cow"}, "5 a:03 b:30 c:13 (a.allied_with.c cow) (b.allied_with.c cow)"},
		{"1906-05-01", "a", "b", []string{"atop"}, "5 a:30 b:33 (a.guarantees.b atop) c:20 (a.allied_with.c atop) d:01 (b.allied_with.d atop)"},
		{"1911", "a", "c", nil, "5 a:32 (a.allied_with.c atop) b:31 (a.guarantees.b atop) (b.allied_with.c cow+atop) c:23 (a.allied_with.c atop)"},
		{"1911", "a", "c", []string{"cow"}, "5 a:30 b:01 (b.allied_with.c cow) c:03"},
		{"1920-06-01", "c", "e", nil, "5 b:10 (b.allied_with.c cow+atop) c:30 e:03"},
		{"1920", "c", "e", nil, "5 b:10 (b.allied_with.c cow+atop) c:30 e:03"},
		{"1919", "d", "f", nil, "5 a:03 (f.guarantees.a atop) b:10 (b.allied_with.d atop) d:30 f:03"},
		{"1925-06-30", "a", "e", nil, "5 a:32 (a.part_of.pact atop) (e.part_of.pact atop) b:30 (a.guarantees.b atop) e:23 (a.part_of.pact atop) (e.part_of.pact atop)"},
		{"1925-06-29", "a", "e", nil, "5 a:30 b:30 (a.guarantees.b atop) e:03"},
		{"1925", "a", "f", nil, "5 a:33 (f.guarantees.a atop) b:30 (a.guarantees.b atop) e:22 (a.part_of.pact atop) (e.part_of.pact atop) (f.part_of.pact cow) f:03"},
		{"1926", "e", "f", nil, "5 a:03 (f.guarantees.a atop) e:32 (e.part_of.pact press+atop) (f.part_of.pact cow) f:23 (e.part_of.pact press+atop) (f.part_of.pact cow)"},
		{"1926", "e", "f", []string{"atop"}, "5 a:03 (f.guarantees.a atop) e:30 f:03"},
		{"1930", "e", "f", nil, "5 a:03 (f.guarantees.a atop) e:30 f:03"},
		{"1931", "e", "f", nil, "5 e:33 (e.part_of.league cow) (f.part_of.league cow) f:33 (e.part_of.league cow) (f.part_of.league cow)"},
		{"1932", "f", "e", nil, "5 e:33 (e.part_of.league cow) (f.part_of.league cow) f:33 (e.guarantees.f cow) (e.part_of.league cow) (f.part_of.league cow)"},
		{"1933", "f", "e", nil, "5 e:03 f:31 (e.guarantees.f cow)"},
		{"1940", "a", "b", nil, "5 a:30 b:03"},
		{"1908", "a", "b", []string{"press"}, "5 a:30 b:03"},
	} {
		far := &distant{Store: store}
		v := network.View{Store: far, Where: alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date(tt.asOf)}, Sources: tt.sources}}
		got, err := v.Similarity(t.Context(), tt.between, tt.and, network.Comparison{Measure: network.MeasureS, Valued: true})
		if err != nil || far.calls > 4 {
			t.Fatalf("%d calls, %v", far.calls, err)
		}
		if diff := cmp.Diff(tt.want, compared(got)); diff != "" {
			t.Errorf("%s: %s and %s by %q:\n%s", tt.asOf, tt.between, tt.and, tt.sources, diff)
		}
	}
}

// TestSimilarity tests values, and why there are none.
func TestSimilarity(t *testing.T) {
	store := read(t, treaties)
	valued := func(m network.SimilarityMeasure) network.Comparison {
		return network.Comparison{Measure: m, Valued: true}
	}
	squared := network.Comparison{Measure: network.MeasureS, Valued: true, Distance: network.Squared}
	binary := network.Comparison{Measure: network.MeasureKappa}
	for _, tt := range []struct {
		at   alliance.RelationFilter
		and  string
		by   network.Comparison
		want string
	}{
		{onDate("1906"), "b", valued(network.MeasureS), "0.2 ABSOLUTE"},    // 33300 and 03110 of five: 1 - 2 * 6 / 15
		{onDate("1906"), "b", squared, "0.37777777777777777 SQUARED"},      // 1 - 2 * (9 + 4 + 1) / 45
		{onDate("1906"), "b", binary, "0.16666666666666666 SQUARED"},       // 11100 and 01110
		{onDate("1906"), "b", valued(network.MeasureKappa), "0.3 SQUARED"}, // as scikit-learn has it
		{onDate("1906"), "b", valued(network.MeasurePi), "0.2391304347826087 SQUARED"},
		{onDate("1906"), "b", valued(network.MeasureTauB), "0.2886751345948129 "},
		{onDate("1940"), "b", valued(network.MeasureTauB), "-0.25 "},
		{onDate("1951"), "b", valued(network.MeasureS), "No source that counts covers the alliances of the time asked for (1951)."},
		{presumed("1951"), "b", valued(network.MeasureS), "0.2 ABSOLUTE"},
		{presumed("1899"), "b", valued(network.MeasureS), "No source that counts covers the alliances of the time asked for (1899)."},
		{knownBy("1908", "1906"), "b", valued(network.MeasureS), "No source that counts covers the alliances of the time asked for (1908)."},
		{knownBy("1905", "1906"), "b", valued(network.MeasureS), "No source that counts covers the alliances of the time asked for (1905)."},
		{knownBy("1905", "1970"), "b", valued(network.MeasureS), "0.2 ABSOLUTE"},
		{by("1911", "press"), "b", valued(network.MeasureS), "No source that counts covers the alliances of the time asked for (1911)."},
		{by("1906", "nobody"), "b", valued(network.MeasureS), "No source that counts covers the alliances of the time asked for (1906)."},
		{by("1906"), "b", valued(network.MeasureS), "No source that counts covers the alliances of the time asked for (1906)."},
		{onDate("1906"), "rebels", valued(network.MeasureS), "Only states have alliance portfolios, and the Libyan National Army is not one."},
		{onDate("1906-05"), "e", valued(network.MeasureS), "At the time asked for (May 1906), E did not exist."},
	} {
		got, err := network.View{Store: store, Where: tt.at}.Similarity(t.Context(), "a", tt.and, tt.by)
		if err != nil {
			t.Fatal(err)
		}
		text := string(got.Undefined)
		if value, ok := got.ValueOK(); ok {
			distance, _ := got.DistanceOK()
			text = fmt.Sprint(value, " ", distance)
		}
		if text != tt.want {
			t.Errorf("a and %s at %+v by %+v: %s, want %s", tt.and, tt.at, tt.by, text, tt.want)
		}
	}
}

// TestCovered asks about days on which neither of two states has an ally: there is a value if some source speaks of alliances.
func TestCovered(t *testing.T) {
	for _, tt := range []struct {
		line    string
		covered bool
	}{
		{"c allied_with d 2010/2011", true},
		{"c guarantees d 2010/2011", true},
		{"c supports d 2010/2011", false},
		{"c part_of treaty 2010/2011", true},
		{"c part_of club 2010/2011", false},
	} {
		f := world("actor COALITION treaty Treaty", "actor COALITION club Club", "a recognizes b 2010/", tt.line)
		for _, a := range f.Actors {
			if a.ID == "treaty" && strings.Contains(tt.line, "treaty") {
				a.Obligations = alliance.SetOf(alliance.Neutrality)
			}
		}
		got, err := network.View{Store: storeOf(f), Where: onDate("2015")}.Similarity(t.Context(), "a", "b", network.Comparison{Measure: network.MeasureS})
		if err != nil {
			t.Fatal(err)
		}
		if _, covered := got.ValueOK(); covered != tt.covered {
			t.Errorf("%s: %s", tt.line, got.Undefined)
		}
		where := onDate("2015")
		where.Sources = []string{"source-0"} // covers what is between what it states and its publication
		bySource, err := network.View{Store: storeOf(f), Where: where}.Similarity(t.Context(), "a", "b", network.Comparison{Measure: network.MeasureS})
		if err != nil {
			t.Fatal(err)
		}
		if _, covered := bySource.ValueOK(); covered != tt.covered {
			t.Errorf("by its source, %s: %s", tt.line, bySource.Undefined)
		}
	}
}

// onDate returns the filter for a date.
func onDate(day string) alliance.RelationFilter {
	return alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date(day)}}
}

// presumed returns the filter for a date, on which what has no end is presumed to go on.
func presumed(day string) alliance.RelationFilter {
	return alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date(day), Presumed: true}}
}

// knownBy returns the filter for a date as known on another.
func knownBy(day, known string) alliance.RelationFilter {
	return alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date(day), KnownBy: date(known)}}
}

// by returns the filter for a date and what some sources say of it.
func by(day string, sources ...string) alliance.RelationFilter {
	return alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date(day)}, Sources: append([]string{}, sources...)}
}

// TestSimilarityErrors asks about actors that are none, and about one.
func TestSimilarityErrors(t *testing.T) {
	v := network.View{Store: read(t, treaties), Where: onDate("1906")}
	for ids, want := range map[[2]string]error{
		{"a", "a"}: network.ErrSameActor, {"rebels", "rebels"}: network.ErrSameActor,
		{"a", "z"}: network.ErrUnknownActor, {"z", "a"}: network.ErrUnknownActor, {"z", "z"}: network.ErrUnknownActor,
	} {
		if got, err := v.Similarity(t.Context(), ids[0], ids[1], network.Comparison{Measure: network.MeasureS}); !errors.Is(err, want) {
			t.Errorf("%q: %v, %v", ids, got, err)
		}
	}
}

// TestEurope1914 builds the portfolios of Table 6 of Signorino and Ritter (1999) from facts.
func TestEurope1914(t *testing.T) {
	lines := []string{"actor STATE GMY Germany", "actor STATE RUS Russia"}
	for _, id := range strings.Fields("UKG FRN AUH ITA BEL SPN TUR NTH SWD RUM POR SWZ GRC DEN YUG BUL NOR ALB") {
		lines = append(lines, "actor STATE "+id+" "+id)
	}
	f := world(append(lines, "GMY allied_with AUH 1879/", "GMY allied_with ITA 1882/", "GMY allied_with RUM 1883/", "RUS allied_with UKG 1907/",
		"RUS allied_with FRN 1892/", "RUS allied_with ITA 1909/")...)
	for _, r := range f.Relations {
		kind := alliance.Defense
		if r.ID == "RUS.allied_with.UKG" || r.ID == "RUS.allied_with.ITA" {
			kind = alliance.Consultation
		}
		r.Evidence[0].Kinds = alliance.SetOf(kind)
		r.Settle()
	}
	v := network.View{Store: storeOf(f), Where: onDate("1914-06-28")}
	for m, want := range map[network.SimilarityMeasure]string{
		network.MeasureS: "0.40000000", network.MeasureKappa: "-0.07758621", network.MeasureTauB: "0.03031695",
	} {
		got, err := v.Similarity(t.Context(), "GMY", "RUS", network.Comparison{Measure: m, Valued: true})
		if err != nil {
			t.Fatal(err)
		}
		if value, _ := got.ValueOK(); fmt.Sprintf("%.8f", value) != want || got.States != 20 {
			t.Errorf("%s of %d states is %v, want %s of 20", m, got.States, value, want)
		}
	}
}

// TestGreatPowers compares Germany and Russia on the day on which Austria-Hungary declared war on Serbia. Of eleven states,
// Germany is committed to Austria-Hungary, Italy, Romania (3) and itself; Russia to Britain and Italy (1), Japan (2), France
// (3) and itself. The values are those of scikit-learn and SciPy for these portfolios.
func TestGreatPowers(t *testing.T) {
	read, err := facts.Read(facts.Open("../../fixtures/great-powers"))
	if err != nil {
		t.Fatal(err)
	}
	v := network.View{Store: storeOf(read), Where: onDate("1914-07-28")}
	for m, want := range map[network.SimilarityMeasure]float64{
		network.MeasureS: -7. / 33, network.MeasureKappa: -0.41428571428571437, network.MeasurePi: -0.42105263157894735,
		network.MeasureTauB: -0.3678836036909795,
	} {
		got, err := v.Similarity(t.Context(), "german-empire", "russian-empire", network.Comparison{Measure: m, Valued: true})
		if err != nil {
			t.Fatal(err)
		}
		if value, ok := got.ValueOK(); !ok || math.Abs(value-want) > 1e-12 || got.States != 11 {
			t.Errorf("%s of %d states is %v, want %v of 11", m, got.States, value, want)
		}
	}
}
