package network_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/network"
)

// tensions returns a page of tensions.
func tensions(t testing.TB, b *network.StructuralBalance, q network.TensionQuery) *network.TensionConnection {
	t.Helper()
	page, err := b.Tensions(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// tensionTexts formats tensions: actors and relations.
func tensionTexts(tensions []*network.Tension) []string {
	texts := []string{}
	for _, t := range tensions {
		texts = append(texts, strings.Join(actorIDs(t.Actors), "")+": "+strings.Join(relationIDs(t.Relations()), " "))
	}
	return texts
}

// TestTensions has triangles of both unbalanced kinds, one of them only alleged, and a balanced one.
func TestTensions(t *testing.T) {
	b := balance(t,
		"m opposes n", "n opposes o", "m opposes o", // three enemies
		"e supports d", "d opposes f", "e supports f alleged", // unconfirmed
		"g supports h", "i opposes h", "i supports g", "h supports g",
		"j supports k", "k supports l", "l supports j",
	)
	all := []string{
		"ghi: g.supports.h h.supports.g i.supports.g i.opposes.h",
		"def: e.supports.d d.opposes.f e.supports.f",
		"mno: m.opposes.n m.opposes.o n.opposes.o",
	}
	for _, test := range []struct {
		q    network.TensionQuery
		want []string
	}{
		{network.TensionQuery{}, all},
		{network.TensionQuery{Hostile: []int{1}}, all[:2]},
		{network.TensionQuery{Hostile: []int{3}}, all[2:]},
		{network.TensionQuery{Hostile: []int{1, 3}}, all},
		{network.TensionQuery{Hostile: []int{0, 2}}, []string{}},
		{network.TensionQuery{Hostile: []int{}}, []string{}},
		{network.TensionQuery{Actors: []string{"o", "d", "zed"}}, all[1:]},
		{network.TensionQuery{Actors: []string{"j"}}, []string{}},
		{network.TensionQuery{Actors: []string{}}, []string{}},
		{network.TensionQuery{Actors: []string{"i", "n"}, Hostile: []int{3}}, all[2:]},
	} {
		for size := range 5 {
			checkTensionPages(t, b, test.q, size, test.want)
		}
	}
	if _, err := b.Tensions(context.Background(), network.TensionQuery{First: 1, After: "x"}); !errors.Is(err, alliance.ErrInvalidCursor) {
		t.Errorf("after x: %v", err)
	}
}

// checkTensionPages follows the pages of a query of some size: each has the next tensions and the same total.
func checkTensionPages(t *testing.T, b *network.StructuralBalance, q network.TensionQuery, size int, want []string) {
	t.Helper()
	q.First = size
	for got := 0; ; got += size {
		page := tensions(t, b, q)
		next := want[got:min(got+size, len(want))]
		if diff := gocmp.Diff(next, tensionTexts(page.Nodes)); diff != "" || page.Total != len(want) {
			t.Fatalf("%+v from %d: %d of %d: %s", q, got, len(page.Nodes), page.Total, diff)
		}
		if page.HasNext != (got+size < len(want)) || page.HasPrevious != (got > 0) {
			t.Errorf("%+v from %d: %v, %v", q, got, page.HasNext, page.HasPrevious)
		}
		if size == 0 || !page.HasNext {
			return
		}
		q.After = page.Nodes[len(next)-1].Cursor()
	}
}

// TestTensionsOnCommonDays shows only what holds on the days that the three ties share.
func TestTensionsOnCommonDays(t *testing.T) {
	b := balance(t, "a supports b 1990/2000", "b supports a 2001/2010", "b supports c 1999/2001", "a opposes c 1980/1999; 2001/2001")
	page := tensions(t, b, network.TensionQuery{First: 2})
	if diff := gocmp.Diff([]string{"abc: a.supports.b b.supports.a a.opposes.c b.supports.c"}, tensionTexts(page.Nodes)); diff != "" {
		t.Error(diff)
	}
	if days := fmt.Sprint(page.Nodes[0].Days()); days != "[{1999-01-01 1999-12-31} {2001-01-01 2001-12-31}]" {
		t.Errorf("days %s", days)
	}
}
