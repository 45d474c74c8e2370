package graph_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestAbridged checks that answers to requests that are wrong in many ways, or at length, are short.
func TestAbridged(t *testing.T) {
	handler := libya(t)
	long := strings.Repeat("x", 90_000)
	name := strings.Repeat("x", 240)
	var many strings.Builder
	for i := range 120 {
		fmt.Fprintf(&many, `a%d:relation(id:"a",asOf:"x"){id} `, i)
	}
	for _, tt := range []struct {
		query     string
		variables map[string]any
		errors    int
		holds     string
	}{
		{`{dataset @a @b @c @d @e @f @g @h @i @j {store}}`, nil, 1, `Unknown directive \"@a\". (and 9 more errors of this kind)`},
		{`{dataset @a @b {store}}`, nil, 2, `Unknown directive \"@b\".`},
		{`{` + strings.Repeat("x", 90_000) + `}`, nil, 1, "has 90000 bytes"},
		{`{` + name + `}`, nil, 1, `Cannot query field \"xxx`},
		{`{dataset{store}} {`, nil, 1, "Expected Name"},
		{`query($` + name + `:Int!){dataset{store}}`, nil, 1, `$xxx`},
		{`query($v:ID!){alignment(between:$v,and:"lna"){score}}`, map[string]any{"v": long}, 1, `"code":"UNKNOWN_ACTOR"`},
		{`query($v:Date){actor(id:"lna"){relations(where:{asOf:$v}){totalCount}}}`, map[string]any{"v": long}, 1, `"code":"INVALID_DATE"`},
		{`query($v:String){relations(after:$v){totalCount}}`, map[string]any{"v": long}, 1, `"code":"INVALID_CURSOR"`},
		{`query($v:RelationType!){relations(where:{types:[$v]}){totalCount}}`, map[string]any{"v": long}, 1, `is not a valid RelationType`},
		{`query($v:RelationFilter){relations(where:$v){totalCount}}`, map[string]any{"v": map[string]any{long: 1}}, 1, `unknown field`},
		{`query($v:Int!){relations(first:$v){totalCount}}`, map[string]any{"v": long}, 1, `cannot use string as Int`},
		{`{` + name + `:relation(id:"a",asOf:"x"){id}}`, nil, 1, `"path":["xxx`},
		{"{" + many.String() + "}", nil, 101, `there are 20 more errors`},
		{`{search(text:"` + long + `"){score}}`, nil, 1, `"code":"BAD_USER_INPUT"`},
		{`{` + strings.Repeat("f ", 50) + strings.Repeat("dataset ", 20) + `actors(a:1 b:2 c:3 d:4){e} }`, nil, 3, `of this kind`},
	} {
		body, err := json.Marshal(map[string]any{"query": tt.query, "variables": tt.variables})
		if err != nil {
			t.Fatal(err)
		}
		answer := post(handler, string(body)).Body.String()
		answer, _, _ = strings.Cut(answer, `,"data":`) // whose names are the query's
		if n := strings.Count(answer, `"message"`); n != tt.errors || !strings.Contains(answer, tt.holds) || len(answer) > 600+300*tt.errors || strings.Contains(answer, strings.Repeat("x", 101)) {
			t.Errorf("%.80s: %d errors in %d bytes: %.700s", tt.query, n, len(answer), answer)
		}
	}
}
