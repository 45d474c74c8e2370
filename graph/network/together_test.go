package network_test

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/storetest"
)

// datedTexts formats paths as the ids of their relations and the spans on which they hold.
func datedTexts(paths []network.Path) []string {
	texts := []string{}
	for _, p := range paths {
		text := strings.Join(relationIDs(p.Relations), " ")
		for _, s := range p.Days {
			text += fmt.Sprintf(" %v/%v", s.From, s.To)
		}
		texts = append(texts, text)
	}
	return texts
}

// neverTogether holds relations of which each next one holds at another time.
func neverTogether() []string {
	return []string{"a supports f 1980/1982", "b supports f 2015/2016", "f opposes g 1995/1996", "c supports g 2005/2006"}
}

// TestPathsTogether tests on which days relations lead on.
func TestPathsTogether(t *testing.T) {
	ways := []string{
		"a supports b 2001/2002", "b supports d 2005/2006", "a supports c 2001/2010", "c supports e 2004/2012", "e supports d 2003/2008",
	}
	turns := []string{
		"a supports x 2001/2002", "x supports y 2000/2009", "y supports d 2001/2002", "a supports y 2005/2006", "x opposes d 2006/2007",
	}
	split := []string{"a supports b 2001/2003 2007/2009", "b supports c 2002/2004 2006/2008 2010/2010"}
	tests := []struct {
		name  string
		lines []string
		ends  string
		where alliance.RelationFilter
		want  []string
	}{
		{"never at the same time", neverTogether(), "ac", alliance.RelationFilter{}, []string{}},
		{"never, seen from the other end", neverTogether(), "ca", alliance.RelationFilter{}, []string{}},
		{"one relation", neverTogether(), "af", alliance.RelationFilter{}, []string{"a.supports.f 1980-01-01/1982-12-31"}},
		{"a longer way that holds", ways, "ad", alliance.RelationFilter{}, []string{
			"a.supports.c c.supports.e e.supports.d 2004-01-01/2008-12-31",
		}},
		{"asked for a month", ways, "ad", alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("2005-02")}}, []string{
			"a.supports.c c.supports.e e.supports.d 2005-02-01/2005-02-28",
		}},
		{"asked for a day without", ways, "ad", alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("2001")}}, []string{}},
		{"the same actor first and second", turns, "ad", alliance.RelationFilter{}, []string{
			"a.supports.x x.supports.y y.supports.d 2001-01-01/2002-12-31", "a.supports.y x.supports.y x.opposes.d 2006-01-01/2006-12-31",
		}},
		{"again and again", split, "ac", alliance.RelationFilter{}, []string{
			"a.supports.b b.supports.c 2002-01-01/2003-12-31 2007-01-01/2008-12-31",
		}},
		{"the relations that share a day", append(split, "b opposes c 2004/2006", "b leads c 2009/2011"), "ac", alliance.RelationFilter{}, []string{
			"a.supports.b b.leads.c 2002-01-01/2003-12-31 2007-01-01/2009-12-31",
		}},
		{"relations with oneself", []string{"a opposes a 2001/2002", "a supports b 2001/2003", "b opposes b 2003/2003", "b supports c 2003/2004"}, "ac",
			alliance.RelationFilter{}, []string{"a.supports.b b.supports.c 2003-01-01/2003-12-31"}},
		{"presumed to go on", []string{"a supports b 2010/", "b supports c 2012/"}, "ac",
			alliance.RelationFilter{Viewpoint: alliance.Viewpoint{Presumed: true}}, []string{"a.supports.b b.supports.c 2012-01-01/"}},
		{"kinds of what has kinds", []string{"a supports b {TROOPS}", "b leads c", "a supports d {WEAPONS}", "d leads c"}, "ac",
			alliance.RelationFilter{Kinds: []alliance.RelationKind{alliance.Troops}}, []string{"a.supports.b b.leads.c 2020-12-31/2020-12-31"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v := network.View{Store: storeOf(world(test.lines...)), Where: test.where}
			got, err := v.Paths(t.Context(), network.Route{From: test.ends[:1], To: test.ends[1:], Together: true, MaxLength: 6, First: 5})
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(test.want, datedTexts(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPathsThroughTime checks that paths through time show the days on which all their relations hold, if any.
func TestPathsThroughTime(t *testing.T) {
	v := view(append(neverTogether(), "c opposes d 2006/2009")...)
	for ends, want := range map[string][]string{
		"ac": {"a.supports.f f.opposes.g c.supports.g"},
		"gd": {"c.supports.g c.opposes.d 2006-01-01/2006-12-31"},
	} {
		got, err := v.Paths(t.Context(), network.Route{From: ends[:1], To: ends[1:], MaxLength: 6, First: 5})
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, datedTexts(got)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestPathsDayByDay compares paths whose relations share a day, and the days on which they hold, with the shortest walks
// in the network of each single day, on two stores.
func TestPathsDayByDay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := rapid.OneOf(spells(), spells(), storetest.Facts()).Draw(rt, "facts")
		where := rapid.OneOf(rapid.Just(alliance.RelationFilter{}), filter(facts)).Draw(rt, "where")
		where.Kinds = choices(rt, alliance.RelationKinds())
		v, days := network.View{Store: storeOf(facts), Where: where}, dayByDay(facts, where)
		for range 8 {
			ends := rapid.SliceOfNDistinct(rapid.SampledFrom(actorIDs(facts.Actors)), 2, 2, rapid.ID[string]).Draw(rt, "ends")
			comparePathsByDay(rt, v, days, network.Route{
				From: ends[0], To: ends[1], Directed: rapid.Bool().Draw(rt, "directed"), Together: true,
				MaxLength: rapid.SampledFrom([]int{6, 5, 4, 3, 2, 1}).Draw(rt, "longest"),
				First:     rapid.SampledFrom([]int{8, 3, 2, 1, 0}).Draw(rt, "first"),
			})
		}
	})
}

// comparePathsByDay compares the paths of a view, and of one that is distant, with those of each day.
func comparePathsByDay(t *rapid.T, v network.View, want daily, route network.Route) {
	paths, on := want.paths(route)
	far := &distant{Store: v.Store}
	for _, s := range []alliance.Store{v.Store, far} {
		v.Store = s
		got, err := v.Paths(context.Background(), route)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(chainTexts(paths), chainTexts(got)); diff != "" {
			t.Fatal(diff)
		}
		for _, p := range got {
			checkPath(t, p, route)
			checkDays(t, p, want, on[strings.Join(actorIDs(p.Actors), " ")])
		}
	}
	if far.calls > 1+route.MaxLength {
		t.Errorf("%d calls for %+v", far.calls, route)
	}
}

// checkDays checks that a path holds on some days and on no others, and that its relations do on the last of them.
func checkDays(t *rapid.T, p network.Path, all daily, on []alliance.Date) {
	for day := range all {
		if holds := slices.ContainsFunc(p.Days, func(s alliance.Span) bool { return s.Shares(day) }); holds != slices.Contains(on, day) {
			t.Errorf("%v on %v: %t, but found on %v", actorIDs(p.Actors), day, holds, on)
		}
	}
	last := slices.MaxFunc(on, alliance.Date.Compare)
	for _, r := range p.Relations {
		if !slices.Contains(relationIDs(all[last]), r.ID) {
			t.Errorf("%v: on %v, %s does not hold", actorIDs(p.Actors), last, r.ID)
		}
	}
}

// A daily is the relations that hold on each of the days on which anything changes.
type daily map[alliance.Date][]*alliance.Relation

// dayByDay returns the relations that the filter keeps as of each of the days asked for alone.
func dayByDay(facts *alliance.Facts, where alliance.RelationFilter) daily {
	where = proving(where)
	where.Kindless = true
	whole := map[string]*alliance.Relation{}
	for _, r := range facts.Relations {
		whole[r.ID] = r
	}
	shown := held(facts, loose(where))
	days := daily{}
	for _, day := range turns(facts, where) {
		on := where
		if on.AsOf = day; where.AsOf.First() <= day.First() && day.Last() <= where.AsOf.Last() {
			matcher := on.Matcher()
			days[day] = slices.DeleteFunc(slices.Clone(shown), func(r *alliance.Relation) bool { return !matcher.Keeps(whole[r.ID]) })
		}
	}
	return days
}

// ever returns the relations that hold on some day, each once.
func (d daily) ever() []*alliance.Relation {
	all := map[string]*alliance.Relation{}
	for _, relations := range d {
		for _, r := range relations {
			all[r.ID] = r
		}
	}
	return slices.Collect(maps.Values(all))
}

// paths finds the shortest paths of each day, and returns the first of those that are shortest of all; and the days of
// each path, by the ids of its actors.
func (d daily) paths(q network.Route) (shortest []network.Path, on map[string][]alliance.Date) {
	on = map[string][]alliance.Date{}
	first := q.First
	q.First = math.MaxInt
	for day, relations := range d {
		for _, p := range walks(relations, q) {
			id := strings.Join(actorIDs(p.Actors), " ")
			if on[id] == nil {
				shortest = append(shortest, p)
			}
			on[id] = append(on[id], day)
		}
	}
	length := q.MaxLength
	for _, p := range shortest {
		length = min(length, p.Length())
	}
	shortest = slices.DeleteFunc(shortest, func(p network.Path) bool { return p.Length() > length })
	slices.SortFunc(shortest, comparePaths)
	return shortest[:min(len(shortest), first)], on
}

// spells generates few actors with many relations, most of which hold for some years.
func spells() *rapid.Generator[*alliance.Facts] {
	return rapid.Custom(func(t *rapid.T) *alliance.Facts {
		actors := []string{"a", "b", "c", "d", "e", "f", "g", "h"}[:rapid.SampledFrom([]int{4, 6, 8}).Draw(t, "actors")]
		lines := []string{"a leads b 2001/2001"}
		for range rapid.SampledFrom([]int{6, 12, 24, 36}).Draw(t, "relations") {
			pair := rapid.SliceOfNDistinct(rapid.SampledFrom(actors), 2, 2, rapid.ID[string]).Draw(t, "pair")
			verb := rapid.SampledFrom([]string{"supports", "allied_with", "opposes", "part_of"}).Draw(t, "verb")
			line := strings.Join([]string{pair[0], verb, pair[1]}, " ")
			for range rapid.SampledFrom([]int{1, 2, 3, 0}).Draw(t, "spans") {
				from := 2000 + rapid.SampledFrom([]int{0, 1, 2, 3, 4, 5, 6, 7}).Draw(t, "from")
				line += fmt.Sprintf(" %d/%d", from, from+rapid.SampledFrom([]int{0, 1, 2, 3}).Draw(t, "years"))
			}
			line += rapid.SampledFrom([]string{"", "", "", "", " alleged", " disputed", " denied"}).Draw(t, "status")
			lines = append(lines, line)
		}
		return world(lines...)
	})
}
