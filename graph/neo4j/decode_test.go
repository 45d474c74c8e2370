package neo4j

import (
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/storetest"
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
		note(things.addLabelled([]any{row}))
		l := &linker{cache: things}
		n, err := decodeNode(l, rowOf(labelledRows, row))
		note(err)
		if err == nil && len(l.missing) == 0 {
			touch(n)
		}
		_, err = relationLister().decodeAll(&linker{cache: things}, []any{any(values)})
		note(err)
		_, err = decodeTexts([]any{append([]any{label}, values...)})
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

// rightRows returns a row of each kind of thing, each of things before it.
func rightRows() [][]any {
	source := func(id string, via any) []any {
		return []any{id, "Title", "Publisher", "2020-05", "-0430", "2019", "https://example.org", "en", via}
	}
	evidence := []any{"e1", "ASSERTS", "s1", "a", "Quote", "p. 4", "2018~", nil, []any{"TROOPS"}}
	event := []any{"e", "CONSULT", "call", "Title", "Text", "2020", nil, "Tripoli", "LBY", 32.9, 13.2, []any{"a"},
		[]any{"INITIATOR"}, []any{"e0"}, []any{"FOLLOWS"}, []any{"e9"}, []any{"FOLLOWS"}, "c", "ASSERTED", "2020", "2020-05", int64(1)}
	return [][]any{
		{"Actor", []any{"a", "A", "STATE", []any{"AA"}, "Text", "LBY", "1951", "2021", nil,
			[]any{"cow", "gw"}, []any{"620", "620"}, []any{"1951", ""}, []any{"", ""}}},
		{"Actor", []any{"b", "B", "COALITION", nil, nil, nil, nil, nil, []any{"DEFENSE"}, nil, nil, nil, nil}},
		{"Conflict", []any{"c", "C", "Text", "2014", nil, []any{"a", "b"}}},
		{"Source", []any{"s1", []any{source("s1", "s2"), source("s2", nil)}}},
		{"Relation", []any{"r", "SUPPORTS", "a", "b", nil, "b", "c", "b", []any{evidence}}},
		{"Event", append(event, []any{evidence})},
		{"Evidence", []any{"r", "e1", "DENIES", "s2", "b", "Quote", nil, nil, "2020", nil}},
	}
}

// rightDataset returns the row of a data set.
func rightDataset() []any {
	n := int64(3)
	return []any{"version", int64(format), time.Unix(0, 0), n, n, n, n, n, n, "1990", "2020",
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
		[]any{}, []any{nil}, []any{"a", int64(1)}, []any{[]any{}}, map[string]any{"a": nil}, time.Unix(0, 0), []byte{1},
	}).Draw(t, "value")
}

// TestDecodeNames checks that an error names what is broken and says what to do.
func TestDecodeNames(t *testing.T) {
	const advice = ": the database was altered since it was loaded (load it again with go run ./loader load)"
	things := newCache()
	for _, r := range rightRows() {
		if err := things.addLabelled([]any{r}); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		thing, column int
		value         any
		want          string
	}{
		{4, 1, "TRADES_WITH", `neo4j: relation "r": type is or has "TRADES_WITH", which is unknown`},
		{4, 2, nil, `neo4j: relation "r": subject is missing`},
		{4, 8, []any{}, `neo4j: relation "r": evidence is missing: no edge leads to any`},
		{5, 21, int64(-1), `neo4j: event "e": independent is -1, which is no count`},
		{5, 12, []any{}, `neo4j: event "e": roles has 0 items, not 1`},
		{5, 9, 91.0, `neo4j: event "e": latitude is 91, which is no angle of at most 90 degrees`},
		{6, 3, nil, `neo4j: evidence "e1": source is missing`},
		{6, 7, "2020-13", `neo4j: evidence "e1": from is or has "2020-13", which is no date`},
		{6, 9, "TROOPS", `neo4j: evidence "e1": kinds is "TROOPS", which is no list`},
	} {
		r := rightRows()[test.thing]
		r[1].([]any)[test.column] = test.value
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
	source := func(id, via string) []any { return []any{id, "Title", nil, "2020", nil, nil, nil, nil, via} }
	err := things.addLabelled([]any{[]any{"Source", []any{"a", []any{source("a", "b"), source("b", "c"), source("c", "b")}}}})
	if !errors.Is(err, ErrAltered) || len(things.sources) > 0 {
		t.Errorf("error %v, and %d sources are kept", err, len(things.sources))
	}
}

// TestWrites checks that every property and label that a load writes counts in a fingerprint.
func TestWrites(t *testing.T) {
	check := func(thing string, p map[string]any) {
		for name := range p {
			if !writes(name) {
				t.Errorf("%s of a %s does not count", name, thing)
			}
		}
	}
	facts := storetest.Facts()
	rapid.Check(t, func(c *rapid.T) {
		f := facts.Draw(c, "facts")
		check("data set", datasetProperties(f, f.Dataset()))
		for n := range nodes(f) {
			check(n.label, n.p)
			if !ours(n.label) {
				t.Errorf("the label %s does not count", n.label)
			}
			for _, e := range n.evidence {
				check("piece of evidence", e)
			}
		}
	})
	check("participant or reference", map[string]any{"role": "", "kind": ""})
}
