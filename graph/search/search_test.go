package search

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/graph/alliance"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ask returns the hits of a query as `id score matched`.
func ask(t rapid.TB, x *Index, q alliance.SearchQuery) []string {
	t.Helper()
	hits, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, h := range hits {
		lines = append(lines, fmt.Sprintf("%s %.2f %s", h.Node.NodeID(), h.Score, h.Matched))
	}
	return lines
}

func TestSearch(t *testing.T) {
	index := New(libya())
	for _, test := range []struct {
		query string
		want  []string
	}{
		// The name before the alias, the name before the title, and a word two edits away last.
		{"haftar", []string{
			"haftar 0.88 Khalifa Haftar", "lna 0.88 Haftar army", "al-monitor 0.81 Haftar's forces lose Tarhuna",
			"qatar 0.24 Qatar",
		}},
		{"hifter", []string{
			"haftar 0.88 Khalifa Hifter", "lna 0.18 Haftar army", "al-monitor 0.13 Haftar's forces lose Tarhuna",
		}},
		{"Jalifa", []string{"haftar 0.88 Jalifa Haftar"}},
		{"hafter khalifa", []string{"haftar 0.74 Khalifa Haftar"}},
		{"HAFTAR, Khalifa!", []string{"haftar 1.00 Khalifa Haftar"}},
		{"lybian national army", []string{
			"lna 0.75 Libyan National Army", "haftar 0.46 Field marshal who leads the Libyan National Army.",
		}},
		{"army libyan nat", []string{
			"lna 0.89 Libyan National Army", "haftar 0.57 Field marshal who leads the Libyan National Army.",
		}},
		{"emirates arab united", []string{"uae 1.00 United Arab Emirates"}},
		{"unted nations", []string{"united-nations 0.74 United Nations"}},
		{"libya", []string{
			"libya 1.00 Libya", "truce-call 0.77 Russia and Turkey call for a cessation of hostilities in Libya",
			"lna 0.63 Libyan National Army", "libya-2014 0.61 Second Libyan Civil War",
			"haftar 0.44 Field marshal who leads the Libyan National Army.",
		}},
		// Words of a place and of a publisher.
		{"tarhuna", []string{"tarhuna-strikes 1.00 Tarhuna", "al-monitor 0.81 Haftar's forces lose Tarhuna"}},
		{"al monitor", []string{"al-monitor 1.00 Al-Monitor"}},
		{"AlMonitor", []string{"al-monitor 0.48 Al-Monitor"}},
		// Words of different texts.
		// A rank, which others than its bearer are found without.
		{"haftar marshal", []string{
			"haftar 0.55 Khalifa Haftar", "lna 0.48 Haftar army", "al-monitor 0.45 Haftar's forces lose Tarhuna",
			"qatar 0.13 Qatar",
		}},
		{"marshal leads", []string{"haftar 0.61 Field marshal who leads the Libyan National Army."}},
		{"haftar egypt", nil},
		// One word written as two, also among others or unfinished, but not misspelt.
		{"kha-lifa haftar", []string{"haftar 1.00 Khalifa Haftar"}},
		{"haftar khal if", []string{"haftar 0.89 Khalifa Haftar"}},
		{"tar huna", []string{"tarhuna-strikes 1.00 Tarhuna", "al-monitor 0.81 Haftar's forces lose Tarhuna"}},
		{"tar hona", nil},
		// A genitive.
		{"haftar's khalifa", []string{"haftar 1.00 Khalifa Haftar"}},
		{"Haftar’s", []string{
			"haftar 0.88 Khalifa Haftar", "lna 0.88 Haftar army", "al-monitor 0.81 Haftar's forces lose Tarhuna",
			"qatar 0.24 Qatar",
		}},
		// Letters shuffled in a short word.
		{"lybia", []string{
			"libya 0.24 Libya", "truce-call 0.11 Russia and Turkey call for a cessation of hostilities in Libya",
			"libya-2014 0.09 GNA against LNA in Libya.",
		}},
		{"lybai", nil},
		// Numbers may be unfinished, but not misspelt.
		{"2510", []string{"resolution-2510 0.79 Resolution 2510 of the Security Council"}},
		{"251", []string{
			"resolution-2510 0.59 Resolution 2510 of the Security Council",
			"resolution-2511 0.59 Resolution 2511 of the Security Council",
		}},
		{"resolution 2512", nil},
		{"", nil},
		{"?! — …", nil},
	} {
		t.Run(test.query, func(t *testing.T) {
			got := ask(t, index, alliance.SearchQuery{Text: test.query, First: 10})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestSearchShortWords(t *testing.T) {
	index := New(libya())
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"gna", []string{
			"gna 1.00 GNA", "libya-2014 0.62 GNA against LNA in Libya.",
			"tarhuna-strikes 0.59 The GNA destroys two military vehicles.",
			"lna 0.59 Forces of Haftar, against the GNA and Turkey.",
		}},
		{"gnaa", []string{
			"gna 0.45 GNA", "libya-2014 0.24 GNA against LNA in Libya.",
			"tarhuna-strikes 0.23 The GNA destroys two military vehicles.",
			"lna 0.23 Forces of Haftar, against the GNA and Turkey.",
		}},
		{"lma", []string{"lna 0.45 LNA", "libya-2014 0.24 GNA against LNA in Libya.",
			"gna 0.22 Recognised by the U.N. and based in Tripoli; the other side is the LNA."}},
		{"mlai", []string{"mali 0.47 Mali"}},
		// In a description, a word this short matches only whole words: neither "and" nor "against".
		{"an", []string{
			"anadolu 0.60 Anadolu Ajansı", "united-nations 0.59 An organisation of states and its organs.",
			"truce-call 0.58 Russia and Turkey call for a cessation of hostilities in Libya",
		}},
		{"U.N.", []string{
			"united-nations 1.00 UN", "united-kingdom 0.60 United Kingdom",
			"resolution-2510 0.60 The UN endorses the Berlin conference.", "uae 0.59 United Arab Emirates",
			"gna 0.58 Recognised by the U.N. and based in Tripoli; the other side is the LNA.",
		}},
		{"uae", []string{"uae 1.00 U.A.E."}},
		{"q", []string{"qatar 0.61 Qatar"}},
	} {
		t.Run(test.query, func(t *testing.T) {
			got := ask(t, index, alliance.SearchQuery{Text: test.query, First: 10})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestSearchScripts(t *testing.T) {
	index := New(libya())
	for query, want := range map[string][]string{
		"حفتر":                 {"haftar 0.88 خليفة حفتر"},
		"خليفه حفتر":           {"haftar 1.00 خليفة حفتر"},
		"الامارات العربية":     {"uae 0.92 الإمارات العربية المتحدة"},
		"الجيش الوطني":         {"lna 0.92 الجيش الوطني الليبي", "gna 0.46 حكومة الوفاق الوطني"},
		"Россия":               {"russia 1.00 Россия"},
		"россий":               {"russia 0.64 Российская Федерация"},
		"объединенные эмираты": {"uae 0.92 Объединённые Арабские Эмираты"},
		"ООН":              {"united-nations 1.00 ООН"},
		"misir":            {"egypt 1.00 Mısır"},
		"DEUTSCHLAND":      {"germany 1.00 Deutschland"},
		"grosse koalition": {"germany 1.00 Große Koalition"},
		"ελλασ":            {"greece 1.00 Ελλάς"},
		"러시":               {"russia 0.73 러시아"},
		"国民军":              {"lna 0.88 利比亚国民军"},
		"国":                {"france 0.88 法国", "lna 0.58 利比亚国民军"},
		"利比亚":              {"libya 1.00 利比亚", "lna 0.79 利比亚国民军"},
		"ハフタル":             nil,
	} {
		t.Run(query, func(t *testing.T) {
			got := ask(t, index, alliance.SearchQuery{Text: query, First: 10})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	for _, query := range []string{"türkiye", "turkiye", "TÜRKİYE", "Turkiye", "tu\u0308rkiye", "ＴＵＲＫＩＹＥ"} {
		if got := ask(t, index, alliance.SearchQuery{Text: query, First: 1}); len(got) != 1 || got[0] != "turkey 1.00 Türkiye" {
			t.Errorf("%s finds %q", query, got)
		}
	}
}

func TestSearchTypes(t *testing.T) {
	index := New(libya())
	for _, test := range []struct {
		types []alliance.SearchType
		want  []string
	}{
		{nil, []string{"libya", "truce-call", "lna", "libya-2014", "haftar"}},
		{[]alliance.SearchType{}, nil},
		{[]alliance.SearchType{alliance.SearchActor}, []string{"libya", "lna", "haftar"}},
		{[]alliance.SearchType{alliance.SearchEvent, alliance.SearchConflict, alliance.SearchEvent}, []string{"truce-call", "libya-2014"}},
		{[]alliance.SearchType{alliance.SearchSource}, nil},
	} {
		hits, err := index.Search(t.Context(), alliance.SearchQuery{Text: "libya", Types: test.types, First: 500})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, ids(hits)); diff != "" {
			t.Errorf("%v: -want +got:\n%s", test.types, diff)
		}
	}
}

// ids returns the ids of hits.
func ids(hits []alliance.SearchHit) (ids []string) {
	for _, h := range hits {
		ids = append(ids, h.Node.NodeID())
	}
	return ids
}

func TestSearchFirst(t *testing.T) {
	facts := manyActors(2_000)
	index := New(facts)
	all := ask(t, index, alliance.SearchQuery{Text: "ka", First: math.MaxInt})
	if len(all) < 100 {
		t.Fatalf("only %d hits", len(all))
	}
	for _, first := range []int{-1, 0, 1, 7, 50, len(all) - 1, len(all), len(all) + 1} {
		got := ask(t, index, alliance.SearchQuery{Text: "ka", First: first})
		want := all[:max(0, min(first, len(all)))]
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("first %d: the %d hits are not the first of all hits", first, len(got))
		}
	}
}

func TestSearchOrderOfEquals(t *testing.T) {
	facts := alliance.NewFacts(alliance.Facts{
		Actors: []*alliance.Actor{
			newActor("b", "Tripoli", ""), newActor("a", "Tripoli", ""), newActor("d", "", "Tripoli"),
			newActor("c", "Capital", "", "tripoli", "TRIPOLI"),
		},
		Events:    []*alliance.Event{newEvent("e", "Tripoli", "", "Tripoli", "Tripoli"), newEvent("f", "", "", "Tripoli", "")},
		Conflicts: []*alliance.Conflict{{ID: "0", Name: "Tripoli"}},
		Sources:   []*alliance.Source{{ID: "1", Title: "Tripoli"}, {ID: "2", Publisher: "Tripoli"}},
	})
	want := []string{
		"a 1.00 Tripoli", "b 1.00 Tripoli", "e 1.00 Tripoli", "0 1.00 Tripoli", "1 1.00 Tripoli", // names, by type
		"c 1.00 TRIPOLI", "f 1.00 Tripoli", "2 1.00 Tripoli", "d 1.00 Tripoli", // alias, place, publisher, description
	}
	got := ask(t, New(facts), alliance.SearchQuery{Text: "tripoli", First: 10})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSearchOfNothing(t *testing.T) {
	index := New(&alliance.Facts{})
	if got := ask(t, index, alliance.SearchQuery{Text: "haftar", First: 10}); got != nil {
		t.Errorf("no facts: %q", got)
	}
	if got := rank("haftar", nil, 10); got != nil {
		t.Errorf("no candidates: %v", got)
	}
	// Things of other types have no texts by which to find them.
	relation := []alliance.SearchResult{&alliance.Relation{ID: "russia.supports.lna"}}
	if got := rank("russia", relation, 10); got != nil {
		t.Errorf("a relation: %v", got)
	}
}

func TestSearchContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	hits, err := New(libya()).Search(ctx, alliance.SearchQuery{Text: "haftar", First: 10})
	if !errors.Is(err, context.Canceled) || hits != nil {
		t.Errorf("got %v, %v", hits, err)
	}
}

func TestSearchConcurrently(t *testing.T) {
	index := New(libya())
	want := ask(t, index, alliance.SearchQuery{Text: "haftar", First: 10})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if diff := cmp.Diff(want, ask(t, index, alliance.SearchQuery{Text: "haftar", First: 10})); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
			}
		})
	}
	wg.Wait()
}

func TestReadings(t *testing.T) {
	for _, test := range []struct {
		query string
		want  [][]Term
	}{
		{"GNA a 2510 SU35 militias, Libya army", [][]Term{
			{{"2510", 0}, {"a", 0}, {"army", 1}, {"gna", 1}, {"libya", 2}, {"militias", 2}, {"su35", 0}},
			{{"2510su35", 0}, {"a", 0}, {"army", 1}, {"gna", 1}, {"libya", 2}, {"militias", 2}},
			{{"2510", 0}, {"a", 0}, {"army", 1}, {"gna", 1}, {"libya", 2}, {"su35militias", 0}},
			{{"2510", 0}, {"a", 0}, {"army", 1}, {"gna", 1}, {"militiaslibya", 0}, {"su35", 0}},
			{{"2510", 0}, {"a", 0}, {"gna", 1}, {"libyaarmy", 0}, {"militias", 2}, {"su35", 0}},
		}},
		{"cease-fire", [][]Term{{{"cease", 2}, {"fire", 1}}, {{"ceasefire", 0}}}},
		{"cease-fire ceasefire", [][]Term{
			{{"cease", 2}, {"ceasefire", 2}, {"fire", 1}}, {{"ceasefire", 2}}, {{"cease", 2}, {"fireceasefire", 0}},
		}},
		{"am am", [][]Term{{{"am", 0}}, {{"amam", 0}}}},
		{"am am am", [][]Term{{{"am", 0}}, {{"am", 0}, {"amam", 0}}}},
		{"利比 haftar", [][]Term{{{"haftar", 2}, {"利比", 0}, {"比", 0}}}},
		{strings.Repeat("ab", 30) + " " + strings.Repeat("cd", 30), [][]Term{
			{{strings.Repeat("ab", 30), 2}, {strings.Repeat("cd", 30), 2}}, {{strings.Repeat("ab", 30) + "cdc", 0}},
		}},
		{" - ", nil},
	} {
		if diff := cmp.Diff(test.want, Readings(test.query)); diff != "" {
			t.Errorf("%q: -want +got:\n%s", test.query, diff)
		}
	}
}

func TestDocument(t *testing.T) {
	for _, test := range []struct {
		thing alliance.SearchResult
		want  string
	}{
		{newActor("a", "Khalifa Haftar", "Leads the LNA", "Haftar"), "haftar khalifa leads lna the"},
		{newEvent("e", "Strikes", "Five of them", "Tarhuna", "air"), "air five of strikes tarhuna them"},
		{newEvent("e", "Strikes", "", "", ""), "strikes"},
		{&alliance.Conflict{ID: "c", Name: "Civil War", Description: "In Libya"}, "civil in libya war"},
		{&alliance.Source{ID: "s", Title: "A title", Publisher: "Al-Monitor", URL: "https://example.org"}, "a al monitor title"},
	} {
		if got := strings.Join(Document(test.thing), " "); got != test.want {
			t.Errorf("%s: got %q, want %q", test.thing.NodeID(), got, test.want)
		}
	}
}

// rank searches an index of the candidates and returns at most first hits.
func rank(query string, candidates []alliance.SearchResult, first int) []alliance.SearchHit {
	hits, err := newIndex(slices.Clone(candidates)).find(context.Background(), Readings(query), Looser(query), nil, first)
	if err != nil {
		panic(err) // impossible: the context is never done
	}
	return hits
}
