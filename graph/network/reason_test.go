package network_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
)

// aligned returns the alignment of a and b in the facts of some lines.
func aligned(t testing.TB, lines ...string) *network.Alignment {
	t.Helper()
	a, err := view(lines...).Alignment(t.Context(), "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// reasonsOf returns a page of reasons.
func reasonsOf(t testing.TB, a *network.Alignment, q network.ReasonQuery) *network.ReasonConnection {
	t.Helper()
	page, err := a.Reasons(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// viaTexts formats reasons as the rule and the ids of the actors in between.
func viaTexts(reasons []*network.Reason) []string {
	texts := []string{}
	for _, r := range reasons {
		ids := actorIDs(r.Actors())
		texts = append(texts, strings.Join(append([]string{string(r.Rule)}, ids[1:len(ids)-1]...), " "))
	}
	return texts
}

// every holds facts with reasons by every rule, and the reasons in order.
func every() (lines, want []string) {
	lines = []string{
		"a allied_with b", "a supports x", "b supports x", "a supports v ×2", "b supports v ×3", "a supports w ×3", "b supports w ×2",
		"a opposes e", "b opposes e", "a opposes y", "b supports y", "x opposes y",
	}
	return lines, []string{
		"DIRECT", "COMMON_FRIEND v", "COMMON_FRIEND w", "COMMON_FRIEND x", "COMMON_ENEMY e", "FRIEND_OF_ENEMY y", "OPPOSED_PROXIES x y",
	}
}

// TestReasonPages asks for pages of reasons by sign and rule: totals are those of all pages.
func TestReasonPages(t *testing.T) {
	lines, all := every()
	a := aligned(t, lines...)
	rules := []network.AlignmentRule{network.OpposedProxies, network.CommonFriend, network.CommonFriend}
	for _, test := range []struct {
		q    network.ReasonQuery
		want []string
	}{
		{network.ReasonQuery{}, all},
		{network.ReasonQuery{Sign: alliance.Positive}, all[:5]},
		{network.ReasonQuery{Sign: alliance.Negative}, all[5:]},
		{network.ReasonQuery{Sign: alliance.Neutral}, []string{}},
		{network.ReasonQuery{Rules: rules}, slices.Concat(all[1:4], all[6:])},
		{network.ReasonQuery{Rules: rules, Sign: alliance.Negative}, all[6:]},
		{network.ReasonQuery{Rules: []network.AlignmentRule{}}, []string{}},
	} {
		for size := range 9 {
			checkPages(t, a, test.q, size, test.want)
		}
	}
}

// checkPages follows the pages of a query of some size: each has the next reasons and the same total.
func checkPages(t *testing.T, a *network.Alignment, q network.ReasonQuery, size int, want []string) {
	t.Helper()
	q.First = size
	for got := 0; ; got += size {
		page := reasonsOf(t, a, q)
		next := want[got:min(got+size, len(want))]
		if diff := gocmp.Diff(next, viaTexts(page.Nodes)); diff != "" || page.Total != len(want) {
			t.Fatalf("%+v from %d: %d of %d: %s", q, got, len(page.Nodes), page.Total, diff)
		}
		info := page.PageInfo()
		if info.HasNextPage != (got+size < len(want)) || info.HasPreviousPage != (got > 0) || len(page.Edges()) != len(next) {
			t.Errorf("%+v from %d: %+v", q, got, info)
		}
		if size == 0 || !info.HasNextPage {
			return
		}
		if q.After = string(info.EndCursor); q.After != page.Edges()[len(next)-1].Cursor || q.After != page.Nodes[len(next)-1].Cursor() {
			t.Errorf("the cursor of the page is %s", q.After)
		}
	}
}

// TestReasonCursors passes what is no cursor of a reason, and cursors of reasons that there are no longer.
func TestReasonCursors(t *testing.T) {
	lines, all := every()
	a := aligned(t, lines...)
	raw := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	cursor := reasonsOf(t, a, network.ReasonQuery{First: 4}).Nodes[3].Cursor()
	b := balance(t, "a supports b", "b supports c", "a opposes c")
	tension := tensions(t, b, network.TensionQuery{First: 1}).Nodes[0].Cursor()
	for _, wrong := range []string{
		"x", " ", cursor + "=", cursor[1:], strings.ToUpper(cursor), tension, raw("reasons"), raw("reasons:1"), raw("reasons:1:x"),
		raw("reasons:1:01:x"), raw("reasons:1:2:X"), raw("reasons:1:2:"), raw("reasons:1:2:x:"), raw("Reasons:1:2:x"), raw("reasons:99999999999999999999:2:x"),
	} {
		if page, err := a.Reasons(t.Context(), network.ReasonQuery{First: 1, After: wrong}); !errors.Is(err, alliance.ErrInvalidCursor) || page != nil {
			t.Errorf("after %q: %v, %v", wrong, page, err)
		}
	}
	if _, err := b.Tensions(context.Background(), network.TensionQuery{First: 1, After: cursor}); !errors.Is(err, alliance.ErrInvalidCursor) {
		t.Errorf("tensions after a reason: %v", err)
	}
	nothing := aligned(t, "a leads b")
	if _, err := nothing.Reasons(t.Context(), network.ReasonQuery{First: 1, After: "x"}); !errors.Is(err, alliance.ErrInvalidCursor) {
		t.Errorf("after x, of nothing: %v", err)
	}
	if page := reasonsOf(t, nothing, network.ReasonQuery{First: 1, After: cursor}); page.Total != 0 || page.Nodes == nil || page.HasNext {
		t.Errorf("after a cursor, of nothing: %+v", page)
	}
	gone := aligned(t, append(lines[1:1:1], lines[3:]...)...) // without x as a friend
	if diff := gocmp.Diff(all[4:6], viaTexts(reasonsOf(t, gone, network.ReasonQuery{First: 9, After: cursor}).Nodes)); diff != "" {
		t.Errorf("after a reason that is gone: %s", diff)
	}
	if again := reasonsOf(t, aligned(t, lines...), network.ReasonQuery{First: 1, After: cursor}); again.Nodes[0].Rule != network.CommonEnemy {
		t.Errorf("after a reload: %v", viaTexts(again.Nodes))
	}
}

// TestReasonsOfManyRelations has thousands of relations behind three ties, which make one reason each.
func TestReasonsOfManyRelations(t *testing.T) {
	lines := []string{"a opposes b"}
	for range 5000 {
		lines = append(lines, "a supports x", "b supports x", "a recognizes y ×2", "b recognizes y", "b allied_with a")
	}
	a := aligned(t, lines...)
	page := reasonsOf(t, a, network.ReasonQuery{First: 9})
	want := []string{"DIRECT", "COMMON_FRIEND x", "COMMON_FRIEND y"}
	if diff := gocmp.Diff(want, viaTexts(page.Nodes)); diff != "" || page.Total != 3 || a.For() != 2 || a.Against() != 1 {
		t.Errorf("%d for, %d against: %s", a.For(), a.Against(), diff)
	}
	if r := page.Nodes[1]; len(r.Relations()) != 10_000 || r.Relations()[0].ID != "a.supports.x" {
		t.Errorf("%d relations show that both support x", len(r.Relations()))
	}
	if direct := page.Nodes[0].Ties[0]; !direct.Ambivalent || len(direct.Despite) != 5000 {
		t.Errorf("at war despite %d pacts, ambivalent %v", len(direct.Despite), direct.Ambivalent)
	}
}

// TestReasonsFromEitherEnd has a pair of proxies of both actors, on other days either way: from both ends it is shown as the
// same.
func TestReasonsFromEitherEnd(t *testing.T) {
	v := view("a supports x 2000/2001", "b supports x 2000/2003", "a supports y 2000/2002", "b supports y 2000/2004", "x opposes y 2000/2005")
	for _, ends := range [][2]string{{"a", "b"}, {"b", "a"}} {
		a, err := v.Alignment(t.Context(), ends[0], ends[1])
		if err != nil {
			t.Fatal(err)
		}
		r := reasonsOf(t, a, network.ReasonQuery{Rules: []network.AlignmentRule{network.OpposedProxies}, First: 2}).Nodes[0]
		actors := actorIDs(r.Actors())
		if ends[0] == "b" {
			slices.Reverse(actors)
		}
		if got := fmt.Sprint(actors, r.Days()); got != "[a x y b] [{2000-01-01 2001-12-31}]" {
			t.Errorf("from %s: %s", ends[0], got)
		}
	}
}

// TestReasonsBestFirst orders reasons by the independent sources of their least attested tie.
func TestReasonsBestFirst(t *testing.T) {
	var lines, want []string
	for _, strength := range []string{"31", "13", "22", "23", "33", "32"} {
		id := "x" + strength
		lines = append(lines, fmt.Sprintf("a supports %s ×%c", id, strength[0]), fmt.Sprintf("b supports %s ×%c", id, strength[1]))
	}
	lines = append(lines, "a supports y by source-0", "a recognizes y by source-1", "b supports y alleged") // alleged: by nobody
	for _, id := range []string{"x33", "x22", "x23", "x32", "x13", "x31", "y"} {
		want = append(want, "COMMON_FRIEND "+id)
	}
	page := reasonsOf(t, aligned(t, lines...), network.ReasonQuery{First: 9})
	if diff := gocmp.Diff(want, viaTexts(page.Nodes)); diff != "" {
		t.Error(diff)
	}
}

// listed describes the reasons on all pages of a query.
func (o *oracle) listed(t *rapid.T, a *network.Alignment, q network.ReasonQuery) (texts []string) {
	for {
		page, err := a.Reasons(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Nodes {
			texts = append(texts, o.reasonText(r))
		}
		if !page.HasNext {
			if page.Total != len(texts) {
				t.Errorf("%d reasons, want %d", page.Total, len(texts))
			}
			return texts
		}
		q.After = page.Nodes[len(page.Nodes)-1].Cursor()
	}
}
