package paging_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/paging"
)

// actors returns actors with these names and ids that sort the other way round.
func actors(names ...string) []*alliance.Actor {
	list := make([]*alliance.Actor, len(names))
	for i, name := range names {
		list[i] = &alliance.Actor{ID: string(rune('z' - i)), Name: name}
	}
	return list
}

// named returns the names on the page of a request.
func named(request alliance.PageRequest, list []*alliance.Actor) []string {
	sorter := paging.NewSorter[*alliance.Actor](&request)
	for _, a := range list {
		sorter.Add(a)
	}
	names := []string{}
	for _, a := range sorter.Page().Nodes {
		names = append(names, a.Name)
	}
	return names
}

// Names are where a reader looks for them: accents and case count only between names that are otherwise the same.
func TestNames(t *testing.T) {
	want := []string{
		"9th Brigade", "10th Brigade", "Al Qaeda", "al-Qaida", "Åland", "Albania", "Costa Rica", "Côte d'Ivoire", "Cuba", "Czechia",
		"Éire", "Eritrea", "gna", "GNA", "Zurich", "Zürich", "Ёлка", "Ель", "Жук", "حفتر", "利比亚",
	}
	rapid.Check(t, func(check *rapid.T) {
		list := actors(rapid.Permutation(want).Draw(check, "names")...)
		if got := named(alliance.PageRequest{By: alliance.ByName, First: 50}, list); !slices.Equal(got, want) {
			check.Errorf("got  %q\nwant %q", got, want)
		}
	})
}

// TestSorter compares pages with parts of the whole list. Many names are the same.
func TestSorter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := actors(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 1, 20).Draw(t, "names")...)
		whole := slices.SortedFunc(slices.Values(list), func(a, b *alliance.Actor) int {
			return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
		})
		from, to := rapid.IntRange(-1, len(whole)-1).Draw(t, "after"), rapid.IntRange(0, len(whole)).Draw(t, "before")
		request := alliance.PageRequest{
			By: alliance.ByName, First: rapid.IntRange(0, 22).Draw(t, "first"), FromEnd: rapid.Bool().Draw(t, "from the end"), Count: true,
		}
		if from >= 0 {
			request.After = whole[from].SortKey(alliance.ByName)
		}
		if to < len(whole) {
			request.Before = whole[to].SortKey(alliance.ByName)
		}
		part := whole[from+1 : max(to, from+1)]
		n := min(request.First, len(part))
		want := alliance.ActorConnection{Nodes: part[:n], HasNext: n < len(part), HasPrevious: from >= 0, Total: len(list)}
		if request.FromEnd {
			want.Nodes, want.HasNext, want.HasPrevious = part[len(part)-n:], to < len(whole), n < len(part)
		}
		sorter := paging.NewSorter[*alliance.Actor](&request)
		for _, a := range list {
			sorter.Add(a)
		}
		got := sorter.Page()
		if !slices.Equal(got.Nodes, want.Nodes) || got.HasNext != want.HasNext || got.HasPrevious != want.HasPrevious ||
			got.Total != want.Total || got.Order != (alliance.Order{Field: alliance.ByName}) {
			t.Errorf("%+v of %d:\ngot  %+v\nwant %+v", request, len(whole), got, want)
		}
	})
}

func TestCounter(t *testing.T) {
	a, b := &alliance.Actor{ID: "a"}, &alliance.Actor{ID: "b"}
	for _, tt := range []struct {
		request alliance.PageRequest
		want    [3]int
	}{
		{alliance.PageRequest{}, [3]int{}},
		{alliance.PageRequest{Count: true}, [3]int{3, 0, 0}},
		{alliance.PageRequest{CountEnds: true}, [3]int{0, 1, 2}},
	} {
		counter := paging.NewCounter(&tt.request)
		for _, r := range []*alliance.Relation{{Subject: a, Object: a}, {Subject: a, Object: b}, {Subject: a, Object: b}} {
			counter.Add(r)
		}
		page := paging.Page[*alliance.Relation](&tt.request, nil, false, &counter)
		if got := [3]int{page.Total, page.Subjects, page.Objects}; got != tt.want || counter.Counts() != (tt.want != [3]int{}) {
			t.Errorf("%+v: counts %v, want %v", tt.request, got, tt.want)
		}
	}
}
