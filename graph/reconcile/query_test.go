package reconcile_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// Results are the answers to a batch, by the keys of its queries.
type results map[string]struct {
	Result []struct {
		ID       string
		Score    float64
		Match    bool
		Features []struct {
			ID    string
			Value any
		}
	}
	Error string
}

// brief returns the answer to a query as text: ids, the match with an exclamation mark; or the error.
func (r results) brief(key string) string {
	if r[key].Error != "" {
		return "error: " + r[key].Error
	}
	ids := []string{}
	for _, c := range r[key].Result {
		mark := ""
		if c.Match {
			mark = "!"
		}
		ids = append(ids, c.ID+mark)
	}
	return strings.Join(ids, " ")
}

// ask returns the answer to a batch in JSON.
func ask(h http.Handler, batch string) *httptest.ResponseRecorder {
	return post(h, url.Values{"queries": {batch}})
}

// queries returns queries, each with the candidates that are wanted, an exclamation mark after a match.
func queries() []struct{ query, want string } {
	return []struct{ query, want string }{
		// Names.
		{`{"query": "Russia", "limit": 1}`, "russia!"},
		{`{"query": "TURKIYE", "limit": 1}`, "turkey!"},
		{`{"query": "خليفه حفتر", "limit": 1}`, "haftar!"},
		{`{"query": "Lybian Natonal Army", "limit": 1}`, "lna"},
		{`{"query": "Haftre", "limit": 1}`, "haftar"},
		{`{"query": "Army National Libyan", "limit": 1}`, "lna"},
		{`{"query": "united-nations", "limit": 1}`, "united-nations!"},
		{`{"query": "zzzz"}`, ""},
		// An alias of one is part of the name of another.
		{`{"query": "Entente"}`, "triple-entente! mediterranean-entente"},
		{`{"query": "UK (1801–1922)", "limit": 1}`, "british-empire!"},
		// The time.
		{`{"query": "Russia 1900", "limit": 1}`, "russian-empire"},
		{`{"query": "Germany (2020)", "limit": 1}`, "germany!"},
		{`{"query": "Russian Empire, 1900", "limit": 1}`, "russian-empire!"},
		{`{"query": "Russia", "limit": 1, "properties": [{"pid": "asOf", "v": 1900}]}`, "russian-empire"},
		{`{"query": "Russia", "limit": 1, "properties": [{"pid": "asOf", "v": "1995-05"}]}`, "russia!"},
		{`{"query": "British Empire", "properties": [{"pid": "asOf", "v": "1995"}]}`, "united-kingdom-foreign-minister"},
		// Identifiers.
		{`{"properties": [{"pid": "wikidata", "v": "Q159"}]}`, "russia!"},
		{`{"properties": [{"pid": "WIKIDATA", "v": {"id": "Q159", "name": "Russia"}}]}`, "russia!"},
		{`{"properties": [{"pid": "cow", "v": 365.0}, {"pid": "asOf", "v": "1900"}]}`, "russian-empire!"},
		{`{"query": "Turkey", "limit": 2, "properties": [{"pid": "cow", "v": ["365"]}]}`, "russia russian-empire"},
		{`{"query": "Turkey", "limit": 2, "properties": [{"pid": "cow", "v": "365"}, {"pid": "asOf", "v": "2000"}]}`, "russia turkey-president"},
		{`{"query": "Egypt", "limit": 1, "properties": [{"pid": "cow", "v": "365"}, {"pid": "wikidata", "v": "Q79"}]}`, "egypt"},
		{`{"query": "Egypt", "limit": 1, "properties": [{"pid": "cow", "v": "no such number"}]}`, "egypt"},
		{`{"query": "Egypt", "limit": 1, "properties": [{"pid": "cow", "v": ""}]}`, "egypt!"},
		// Other properties.
		{`{"query": "Great Britain", "limit": 1, "properties": [{"pid": "country", "v": "gbr"}]}`, "united-kingdom!"},
		{`{"query": "Great Britain", "limit": 1, "properties": [{"pid": "country", "v": "United Kingdom"}]}`, "united-kingdom!"},
		{`{"query": "Great Britain", "limit": 1, "properties": [{"pid": "country", "v": "Egypt"}]}`, "united-kingdom"},
		{`{"query": "Haftar", "limit": 1, "properties": [{"pid": "type", "v": "person"}]}`, "haftar!"},
		{`{"query": "Haftar", "limit": 1, "properties": [{"pid": "name", "v": "Jalifa Haftar"}]}`, "haftar!"},
		{`{"query": "Haftar", "limit": 1, "properties": [{"pid": "name", "v": "Mohamed Qanunu"}]}`, "haftar"},
		// Types.
		{`{"query": "Haftar", "type": "ARMED_GROUP", "limit": 1}`, "lna"},
		{`{"query": "Haftar", "type": ["armed group", "PERSON"], "limit": 2}`, "haftar! lna"},
		{`{"query": "Haftar", "type": ["Actor", "PERSON"], "type_strict": "all"}`, "haftar!"},
		{`{"query": "Haftar", "type": ["STATE", "PERSON"], "type_strict": "all"}`, ""},
		{`{"query": "Haftar", "type": "STATE", "type_strict": "should", "limit": 1}`, "haftar"},
		{`{"query": "Libyan conflict", "type": "Conflict"}`, "libya-2014"},
		{`{"query": "Berlin International Conference on Libya", "type": "Event", "limit": 1}`, "berlin-conference-2020!"},
		{`{"query": "berlin-conference-2020", "type": ["Event", "Source"], "limit": 1}`, "berlin-conference-2020!"},
		{`{"query": "berlin-conference-2020"}`, "berlin-conference-2020!"},
		{`{"query": "berlin-conference-2020", "type": "Actor"}`, ""},
		// Older clients send more fields.
		{`{"query": "Egypt", "limit": 1, "properties": [{"p": "/country", "pid": "country", "v": true}], "lang": "en"}`, "egypt"},
	}
}

// Queries have the same answers in a batch and alone, by POST and by GET.
func TestQueries(t *testing.T) {
	tests := queries()
	h := serving(t, "libya-2020", "great-powers")
	var keyed []string
	for i, tt := range tests {
		keyed = append(keyed, fmt.Sprintf(`"%d": %s`, i, tt.query))
	}
	w := ask(h, "{"+strings.Join(keyed, ", ")+"}")
	wantSchema(t, "results", w)
	together := decode[results](t, w)
	for i, tt := range tests {
		if got := together.brief(strconv.Itoa(i)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.query, got, tt.want)
		}
		batch := url.Values{"queries": {`{"": ` + tt.query + `}`}}
		if got := decode[results](t, get(h, "/reconcile?"+batch.Encode())).brief(""); got != tt.want {
			t.Errorf("%s alone, by GET: %s, want %s", tt.query, got, tt.want)
		}
	}
}

// A wrong query says what is wrong with it, and leaves the others their answers.
func TestWrongQueries(t *testing.T) {
	tests := []struct{ query, want string }{
		{`null`, "there is nothing to look for"},
		{`{}`, "there is nothing to look for"},
		{`{"query": " – "}`, "there is nothing to look for"},
		{`{"query": "", "properties": [{"pid": "country", "v": "LBY"}]}`, "give a name"},
		{`5`, "this is not a query (all of it is of the type number"},
		{`{"query": 5}`, "this is not a query (query is of the type number"},
		{`{"query": "` + strings.Repeat("й", 201) + `"}`, `"query" has 201 characters: shorten it to 200`},
		{`{"query": "a", "limit": 0}`, `"limit" is 0: give a whole number from 1 to 100`},
		{`{"query": "a", "limit": 1.5}`, `"limit" is 1.5`},
		{`{"query": "a", "type": "STAET"}`, `unknown type "STAET": choose among Actor, Event, Conflict, Source, STATE, GOVERNMENT, ARMED_GROUP`},
		{`{"query": "a", "type": [["a"]]}`, `"type" is neither a text nor a list`},
		{`{"query": "a", "type_strict": "never"}`, `unknown "type_strict" "never": choose among any, all, should`},
		{`{"query": "a", "properties": [{"pid": "contry", "v": "LBY"}]}`, `unknown property "contry": choose among name, type, country, description, from, to, aliases, asOf, cow, gw, iso3166, wikidata`},
		{`{"query": "a", "properties": [{"pid": "country", "v": [["LBY"]]}]}`, `"v" of the property country is not a value`},
		{`{"query": "a", "properties": [{"pid": "asOf", "v": "yesterday"}]}`, `asOf is "yesterday": give one year, month or day`},
		{`{"query": "a", "properties": [` + strings.Repeat(`{"pid": "cow"}, `, 20) + `{"pid": "cow"}]}`, "21 properties are too many: give at most 20"},
	}
	h := serving(t, "libya-2020")
	keyed := []string{`"good": {"query": "Egypt", "limit": 1}`}
	for i, tt := range tests {
		keyed = append(keyed, fmt.Sprintf(`"%d": %s`, i, tt.query))
	}
	w := ask(h, "{"+strings.Join(keyed, ", ")+"}")
	wantSchema(t, "results", w)
	got := decode[results](t, w)
	if got.brief("good") != "egypt!" {
		t.Errorf("the good query: %s", got.brief("good"))
	}
	for i, tt := range tests {
		if got := got.brief(strconv.Itoa(i)); !strings.HasPrefix(got, "error: ") || !strings.Contains(got, tt.want) {
			t.Errorf("%.80s: %s, want %s", tt.query, got, tt.want)
		}
	}
}

// The score falls by half for each property that is contradicted, and features say which.
func TestFeatures(t *testing.T) {
	h := serving(t, "libya-2020")
	got := decode[results](t, ask(h, `{"q": {"query": "Egypt", "type": "PERSON", "type_strict": "should", "limit": 1,
		"properties": [{"pid": "country", "v": "Turkey"}, {"pid": "wikidata", "v": "Q1"}, {"pid": "iso3166", "v": "EGY"}]}}`))
	c := got["q"].Result[0]
	features := fmt.Sprint(c.Features)
	if c.Score != 12.5 || c.Match || features != "[{search 1} {whole_name true} {types false} {property:country false} {property:wikidata false} {property:iso3166 true}]" {
		t.Errorf("%+v", c)
	}
}

// No two candidates of a query are the same, scores fall, and only the first may be the match.
func FuzzQueries(f *testing.F) {
	for _, seed := range []string{
		`{"q0": {"query": "Haftar 2020", "type": ["Actor", "Event"], "type_strict": "should", "limit": 3, "properties": [{"pid": "country", "v": "Libya"}]}}`,
		`{"": {"properties": [{"pid": "cow", "v": [365, "651", {"id": "x"}]}, {"pid": "asOf", "v": "1900~"}]}, "b": 5}`,
		`[]`, `{"a": {"query": "entente (1907)"}}`, `{"a": {"query": "` + strings.Repeat("al ", 66) + `"}}`,
	} {
		f.Add(seed)
	}
	h := serving(f, "libya-2020", "great-powers")
	f.Fuzz(func(t *testing.T, batch string) {
		w := ask(h, batch)
		if w.Code != http.StatusOK {
			wantSchema(t, "failure", w)
			return
		}
		wantSchema(t, "results", w)
		var asked map[string]json.RawMessage
		got := decode[results](t, w)
		if err := json.Unmarshal([]byte(batch), &asked); err != nil || len(asked) != len(got) {
			t.Fatalf("%d answers to %d queries, %v", len(got), len(asked), err)
		}
		for key, r := range got {
			seen := map[string]bool{}
			for i, c := range r.Result {
				if seen[c.ID] || i > 0 && (c.Match || c.Score > r.Result[i-1].Score) {
					t.Errorf("%q: candidate %d, %s, in %s", key, i, c.ID, w.Body)
				}
				seen[c.ID] = true
			}
		}
	})
}
