package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
)

// long returns a store of so many actors, each with a description of a mebibyte.
func long(actors int) alliance.Store {
	f := alliance.Facts{}
	for i := range actors {
		f.Actors = append(f.Actors, &alliance.Actor{ID: fmt.Sprintf("a%02d", i), Name: "A", Type: alliance.State, Description: alliance.Text(strings.Repeat("long ", 1<<20/5))})
	}
	return memory.New(&f, time.Unix(1_600_000_000, 0))
}

// remoteFacts returns facts from a store, resolved as those of a database are.
func remoteFacts(s alliance.Store, remote bool) *live.Facts {
	return live.New(live.Edition{Store: func() alliance.Store { return s }, Remote: func() bool { return remote }})
}

// TestTooLarge asks for answers of one mebibyte less than the limit, and one more, in several ways.
func TestTooLarge(t *testing.T) {
	for _, tt := range []struct {
		name, query string
		remote      bool
	}{
		{"a list", `{actors(first:%d){nodes{description}}}`, false},
		{"fields that gqlgen resolves", `{actors(first:%d){nodes{description}}}`, true},
		{"fields below others", `{actors(first:%d){nodes{description relations(first:0){totalCount}}}}`, false},
		{"aliases", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			store := long(40)
			h := graph.NewHandler(remoteFacts(store, tt.remote), time.Minute)
			for _, n := range []int{31, 33} {
				query := fmt.Sprintf(tt.query, n)
				if tt.query == "" {
					query = "{" + longAliases(n) + "}"
				}
				code, length := largeAnswer(t, h, query)
				if want := map[int]string{33: graph.CodeTooComplex}[n]; code != want || (length > n<<20) != (want == "") {
					t.Errorf("%d MiB: code %q, %d bytes", n, code, length)
				}
			}
		})
	}
}

// longAliases returns fields with the descriptions of so many actors.
func longAliases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "f%d:actor(id:\"a%02d\"){description}", i, i)
	}
	return b.String()
}

// largeAnswer returns the code of the first error of an answer, and the length of the answer. Without data, it is short.
func largeAnswer(t *testing.T, h http.Handler, query string) (code string, length int) {
	t.Helper()
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/graphql?query="+url.QueryEscape(query), nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var answer struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Errors) > 0 {
		code = answer.Errors[0].Extensions.Code
	}
	return code, w.Body.Len()
}
