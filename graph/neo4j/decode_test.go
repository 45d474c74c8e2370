package neo4j

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// FuzzDecode decodes rows of whatever values the driver may return: what comes of it is a thing without a nil in it, or an
// error that wraps [ErrAltered], in one line and never a panic.
func FuzzDecode(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(checkDecode))
}

// TestDecode is [FuzzDecode] for random rows.
func TestDecode(t *testing.T) { rapid.Check(t, checkDecode) }

// checkDecode decodes rows that are right but for some values.
func checkDecode(t *rapid.T) {
	things := newCache()
	for _, r := range rightRows() {
		label, values := r[0].(string), drawAltered(t, r[1].([]any))
		row := any([]any{label, values})
		if rapid.IntRange(0, 20).Draw(t, "whole") == 0 {
			row = drawValue(t)
		}
		note := func(err error) {
			if err != nil && !errors.Is(err, ErrAltered) {
				t.Fatalf("%v: error %v", row, err)
			}
		}
		note(things.addLabelled(t.Context(), []any{row}))
		l := &linker{cache: things}
		n, err := decodeNode(l, rowOf(labelledRows, row))
		note(err)
		if err == nil && len(l.missing) == 0 {
			touch(n)
		}
		_, err = relationLister().decodeAll(t.Context(), &linker{cache: things}, []any{any(values)})
		note(err)
		_, err = decodeTexts(t.Context(), []any{append([]any{label}, values...)})
		note(err)
	}
	d, _, err := decodeDataset(rowOf(datasetRows, drawAltered(t, rightDataset())))
	if err != nil && !errors.Is(err, ErrAltered) && !errors.Is(err, ErrNoDataset) && !errors.Is(err, ErrFormat) || err == nil && d.Actors < 0 {
		t.Fatalf("data set %+v, error %v", d, err)
	}
}

// touch does with a thing what everyone does who takes it for whole.
func touch(n alliance.Node) {
	_ = n.Position()
	switch n := n.(type) {
	case *alliance.Relation:
		_, _, _ = n.Summary(), n.Periods(), n.KindStatuses()
		_ = n.Seen(alliance.Viewpoint{AsOf: alliance.MustDate("2000"), KnownBy: alliance.MustDate("2001"), Presumed: true}, true)
	case *alliance.Event:
		_, _ = n.Summary(), n.AsKnownBy(alliance.MustDate("2000"))
		for _, p := range n.Participants {
			_ = p.Actor.ID
		}
	case *alliance.Evidence:
		_ = n.Source.Origin()
	case *alliance.Source:
		_ = n.Origin()
	}
}

// day returns a day as the driver returns it.
func day(text string) neo4j.Date { return layout.DateOf(alliance.MustDate(text).First()) }

// rightRows returns a row of each kind of thing, each of things before it.
func rightRows() [][]any {
	source := func(id string, via ...any) []any {
		return []any{id, "Title", "Publisher", day("2020-05-31"), "MONTH", day("-0430-01-01"), "YEAR", nil, nil, "https://example.org", "en", via}
	}
	evidence := []any{"e1", "ASSERTS", "Quote", "p. 4", day("2018-01-01"), "YEAR~", nil, nil, []any{"TROOPS"},
		true, "“Quote”", "He said ", nil, []any{[]any{"FROM", "s1"}, []any{"SPOKEN_BY", "a"}}}
	return [][]any{
		{"Actor", []any{"a", "A", "STATE", []any{"AA"}, "Text", "LBY", day("1951-01-01"), "YEAR", day("2021-12-31"), "YEAR", nil,
			[]any{"cow\t620\t1951\t", "gw\t620\t\t"}}},
		{"Actor", []any{"b", "B", "COALITION", nil, nil, nil, nil, nil, nil, nil, []any{"DEFENSE"}, nil}},
		{"Conflict", []any{"c", "C", "Text", day("2014-01-01"), "YEAR", nil, nil, []any{"a", "b"}}},
		{"Source", []any{"s1", []any{source("s1", "s2"), source("s2")}}},
		{"Relation", []any{"r", "SUPPORTS", nil, []any{[]any{"OBJECT", "b"}, []any{"SUBJECT", "a"}, []any{"AGAINST", "b"},
			[]any{"IN", "c"}, []any{"COALITION", "b"}}, []any{evidence}}},
		{"Event", []any{"e", "CONSULT", "call", "Title", "Text", day("2020-01-01"), "YEAR", nil, nil, "Tripoli", "LBY",
			neo4j.Point2D{X: 13.2, Y: 32.9, SpatialRefId: wgs84}, "ASSERTED", day("2020-12-31"), "YEAR", day("2020-05-31"), "MONTH", int64(1),
			[]any{[]any{"IN", "c"}}, []any{[]any{int64(1), "b", "RECIPIENT"}, []any{int64(0), "a", "INITIATOR"}},
			[]any{[]any{int64(0), "e0", "FOLLOWS"}}, []any{[]any{int64(4), "e9", "FOLLOWS"}}, []any{evidence}}},
		{"Evidence", append(slices.Clone(evidence), []any{"r"})},
	}
}

// rightDataset returns the row of a data set.
func rightDataset() []any {
	n := int64(3)
	return []any{"version", int64(layout.Format), time.Unix(0, 0), n, n, n, n, n, n, n, n, day("1990-01-01"), "YEAR", day("2020-12-31"), "YEAR",
		`[{"Title": "T", "Authors": ["A"], "Covers": {"From": "1871", "To": ""}}]`, `[{"Type": "SUPPORTS", "From": "1990", "To": "2020"}]`, "digest"}
}

// drawAltered draws a list that is another one but for some values.
func drawAltered(t *rapid.T, values []any) []any {
	altered := make([]any, 0, len(values))
	for _, v := range values {
		list, nested := v.([]any)
		switch what := rapid.IntRange(0, 29).Draw(t, "what"); {
		case what == 0:
			altered = append(altered, drawValue(t))
		case what == 1 && nested:
			altered = append(altered, drawAltered(t, append(list, list...)))
		case what == 2 && len(altered) > 0:
			altered = append(altered, altered[0])
		case nested:
			altered = append(altered, drawAltered(t, list))
		default:
			altered = append(altered, v)
		}
	}
	if rapid.IntRange(0, 29).Draw(t, "cut") == 0 {
		altered = altered[:rapid.IntRange(0, len(altered)).Draw(t, "length")]
	}
	return altered
}

// drawValue draws a value that the driver may return.
func drawValue(t *rapid.T) any {
	return rapid.SampledFrom([]any{
		nil, "", "x", "TRADES_WITH", "2020-13", "s1", "a", int64(-1), int64(math.MaxInt64), 0.5, math.NaN(), math.Inf(1), true,
		day("2020-05-31"), neo4j.Point2D{X: math.NaN(), SpatialRefId: wgs84}, neo4j.Point2D{SpatialRefId: 7203},
		[]any{}, []any{nil}, []any{"a", int64(1)}, []any{[]any{}}, map[string]any{"a": nil}, time.Unix(0, 0), []byte{1},
	}).Draw(t, "value")
}

// TestDecodeNames checks that an error names what is broken and says what to do.
func TestDecodeNames(t *testing.T) {
	const advice = ": the database was altered since it was loaded (mend it with go run ./loader load --verify)"
	things := newCache()
	for _, r := range rightRows() {
		if err := things.addLabelled(t.Context(), []any{r}); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		thing, column int
		value         any
		want          string
	}{
		{4, 1, "TRADES_WITH", `neo4j: relation "r": type is or has "TRADES_WITH", which is unknown`},
		{4, 3, []any{}, `neo4j: relation "r": edges has no SUBJECT`},
		{4, 3, []any{[]any{"SUBJECT", "a"}, []any{"OBJECT", "a"}, []any{"OBJECT", "b"}}, `neo4j: relation "r": edges has two OBJECT`},
		{4, 3, []any{[]any{"SUBJECT", nil}}, `neo4j: relation "r": edges has one to a thing whose id is missing`},
		{4, 4, []any{}, `neo4j: relation "r": evidence is missing: no edge leads to any`},
		{5, 17, int64(-1), `neo4j: event "e": sources is -1, which is no count`},
		{5, 11, neo4j.Point2D{X: 181, SpatialRefId: wgs84}, `neo4j: event "e": position is 181, 0 in system 4326, which is no longitude and latitude`},
		{5, 19, []any{[]any{int64(1), "a", "INITIATOR"}}, `neo4j: event "e": participants has no edge number 0, or has two`},
		{6, 13, []any{}, `neo4j: evidence "e1": edges has no FROM`},
		{6, 5, "MONTH", `neo4j: evidence "e1": fromPrecision belongs to a date that is none: it is 2018-01-15, which does not stand for the date 2018-01`},
		{6, 14, []any{"r", "q"}, `neo4j: evidence "e1": facts is "r" and "q", which are two`},
		{6, 9, nil, `neo4j: evidence "e1": passage does not fit verified: it has one only if it is verified`},
		{6, 10, nil, `neo4j: evidence "e1": passage does not fit verified: it has one only if it is verified`},
		{6, 8, "TROOPS", `neo4j: evidence "e1": kinds is "TROOPS", which is no list`},
	} {
		r := rightRows()[test.thing]
		r[1].([]any)[test.column] = test.value
		if test.column == 5 && test.thing == 6 {
			r[1].([]any)[4] = day("2018-01-15")
		}
		_, err := decodeNode(&linker{cache: things}, rowOf(labelledRows, r))
		if got := fmt.Sprint(err); got != test.want+advice {
			t.Errorf("got  %s\nwant %s", got, test.want+advice)
		}
	}
}

// TestSourcesInCircle checks that sources which took their reports from each other are an error and not kept: whoever
// looks for the origin of one would never come to the end.
func TestSourcesInCircle(t *testing.T) {
	things := newCache()
	source := func(id, via string) []any {
		return []any{id, "Title", nil, day("2020-12-31"), "YEAR", nil, nil, nil, nil, nil, nil, []any{via}}
	}
	err := things.addLabelled(t.Context(), []any{[]any{"Source", []any{"a", []any{source("a", "b"), source("b", "c"), source("c", "b")}}}})
	if !errors.Is(err, ErrAltered) || len(things.sources) > 0 {
		t.Errorf("error %v, and %d sources are kept", err, len(things.sources))
	}
}
