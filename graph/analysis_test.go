package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// newLarge returns a store of few facts that claims to have a number of relations, all of one actor, and is slow to list them.
func newLarge(t testing.TB, relations int, takes time.Duration) *storetest.Slow {
	claim := func(c *alliance.Counts) { c.Relations, c.Longest, c.Behind = relations, relations, relations }
	return &storetest.Slow{Store: memory.New(mustRead(t, twoYears), time.Unix(0, 0)), Claim: claim, Takes: takes}
}

// aliases returns a query for a field under n aliases; %d in the field is the number of the alias.
func aliases(n int, field string) string {
	var query strings.Builder
	for i := range n {
		fmt.Fprintf(&query, " a%d:", i)
		query.WriteString(strings.ReplaceAll(field, "%d", strconv.Itoa(i+1)))
	}
	return "{" + query.String() + "}"
}

// TestAnalysesCost checks how many analyses a query may ask for, depending on the size of the data set.
func TestAnalysesCost(t *testing.T) {
	for _, tt := range []struct {
		relations int
		query     string
		refused   bool
	}{
		{100, aliases(300, `balance{balanced}`), false},
		{100, aliases(90, `blocs(count:%d){frustration}`), false},
		{5_000, `{actors{nodes{allies{score} adversaries{score}}}}`, false},
		{250_000, aliases(1, `blocs{frustration}`), false},
		{250_000, aliases(4, `balance{balanced}`), false},
		{250_000, aliases(8, `network(limit:%d){truncated}`), false},
		{250_000, aliases(30, `alignment(between:"a",and:"b"){score}`), false},
		{250_000, aliases(6, `balance(depth:%d){balanced}`), false},
		{250_000, aliases(7, `balance(depth:%d){balanced}`), true},
		{250_000, aliases(300, `balance{balanced}`), true},
		{25_000, aliases(2, `blocs(count:%d){frustration}`), true},
		{500, `{relations(first:500){nodes` + aliases(200, `summary`) + `}}`, true},
		{1_000_000, aliases(1, `balance{balanced}`), false},
		{1_000_000, aliases(1, `changes(from:"2000",to:"2001"){totalCount}`), false},
		{250_000, aliases(30, `blocs(count:%d){frustration}`), true},
		{250_000, aliases(30, `balance{tensions{nodes{relations{id}}}}`), true},
		{250_000, `{actors{nodes{allies{score}}}}`, true},
		{50_000_000, aliases(1, `blocs{frustration}`), false},
		{50_000_000, aliases(2, `blocs{frustration}`), true},
		{50_000_000, aliases(100, `actor(id:"a"){relations{totalCount}}`), true},
		{50_000_000, aliases(100, `actor(id:"a"){relations{nodes{id}}}`), false},
	} {
		answer := string(ask(t, serving(newLarge(t, tt.relations, 0)), tt.query))
		if refused := strings.Contains(answer, `"code":"QUERY_TOO_COMPLEX"`); refused != tt.refused || !refused && strings.Contains(answer, "errors") {
			t.Errorf("%d relations, %.80s: %.300s", tt.relations, tt.query, answer)
		}
	}
}

// TestAnalysesAtOnce checks that equal analyses of one or several requests are computed once, that only a few others
// run at a time, and that none waits longer than a request may take.
func TestAnalysesAtOnce(t *testing.T) {
	atOnce := max(runtime.GOMAXPROCS(0)-1, 1)
	for name, tt := range map[string]struct {
		query string
		takes time.Duration
		least int // how often relations are listed
		most  int
		holds string
	}{
		"equal":     {aliases(50, `balance{balanced unbalanced}`), time.Second, 1, 1, `"a49":{"balanced":0,"unbalanced":0}`},
		"different": {aliases(50, `balance(where:{subjects:["x%d"]}){balanced}`), time.Millisecond, 50, 50, `"a49":{"balanced":0}`},
		"too long":  {aliases(50, `balance(where:{subjects:["x%d"]}){balanced}`), 4 * time.Second, 3 * atOnce, 100, `"code":"TIMEOUT"`},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store := newLarge(t, 2_500, tt.takes)
				handler, start := serving(store), time.Now()
				answers := make(chan string)
				for range 2 {
					go func() { answers <- string(ask(t, handler, tt.query)) }()
				}
				for range 2 {
					if answer := <-answers; !strings.Contains(answer, tt.holds) {
						t.Errorf("the answer is %.300s, without %s", answer, tt.holds)
					}
				}
				if listed := int(store.Asked.Load()); listed < tt.least || listed > tt.most {
					t.Errorf("relations were listed %d times, want %d to %d", listed, tt.least, tt.most)
				}
				if most := int(store.Most.Load()); most > atOnce {
					t.Errorf("relations were listed %d at once, want at most %d", most, atOnce)
				}
				if took := time.Since(start); took > 10*time.Second {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}

// TestAnalysesInPages follows the cursors of reasons and tensions to the end: the pages together are the whole list.
func TestAnalysesInPages(t *testing.T) {
	handler := serving(memory.New(mustRead(t, quarrel), time.Unix(0, 0)))
	for name, field := range map[string]string{
		"reasons":  `alignment(between: "a", and: "b") { list: reasons(%s) { totalCount nodes { actors { id } } pageInfo { hasNextPage endCursor } } }`,
		"tensions": `alignment: balance { list: tensions(%s) { totalCount nodes { actors { id } } pageInfo { hasNextPage endCursor } } }`,
	} {
		whole, total, _ := items(t, handler, fmt.Sprintf("{"+field+"}", "first: 500"))
		if len(whole) != total || total < 3 {
			t.Fatalf("%s: %d of %d", name, len(whole), total)
		}
		var pages []string
		for after, more := "", true; more; {
			page, count, cursor := items(t, handler, fmt.Sprintf("{"+field+"}", "first: 2"+after))
			if pages = append(pages, page...); count != total || len(pages) > total {
				t.Fatalf("%s: %v of %d", name, pages, count)
			}
			after, more = fmt.Sprintf(", after: %q", cursor), cursor != "" && len(pages) < total
		}
		if diff := cmp.Diff(whole, pages); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// quarrel has two actors with five reasons, and with as many tensions.
const quarrel = `
sources: [{id: s, title: S, published: "2020"}]
actors: [{id: a, name: A, type: STATE}, {id: b, name: B, type: STATE}, {id: c, name: C, type: STATE}, {id: d, name: D, type: STATE}, {id: e, name: E, type: STATE}]
relations:
  - {subject: a, type: OPPOSES, object: b, evidence: [{source: s}]}
  - {subject: a, type: SUPPORTS, object: c, evidence: [{source: s}]}
  - {subject: b, type: SUPPORTS, object: c, evidence: [{source: s}]}
  - {subject: a, type: SUPPORTS, object: d, evidence: [{source: s}]}
  - {subject: b, type: SUPPORTS, object: d, evidence: [{source: s}]}
  - {subject: a, type: OPPOSES, object: e, evidence: [{source: s}]}
  - {subject: b, type: OPPOSES, object: e, evidence: [{source: s}]}
`

// items returns the actors of each item of a page, the number of all items, and the cursor after which there are more.
func items(t *testing.T, handler http.Handler, query string) (list []string, total int, cursor string) {
	t.Helper()
	var answer struct {
		Data struct {
			Alignment struct {
				List struct {
					TotalCount int
					Nodes      []struct{ Actors []struct{ ID string } }
					PageInfo   struct {
						HasNextPage bool
						EndCursor   string
					}
				}
			}
		}
	}
	if err := json.Unmarshal(ask(t, handler, query), &answer); err != nil {
		t.Fatal(err)
	}
	found := answer.Data.Alignment.List
	for _, n := range found.Nodes {
		list = append(list, fmt.Sprint(n.Actors))
	}
	if found.PageInfo.HasNextPage {
		cursor = found.PageInfo.EndCursor
	}
	return list, found.TotalCount, cursor
}
