package graph_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestCoercion follows the rules of the GraphQL specification (October 2021) about what is null, absent or has a default: sections
// 6.1.2 (Coercing Variable Values), 6.4.1 (Coercing Field Arguments) and 5.8.5 (All Variable Usages Are Allowed).
func TestCoercion(t *testing.T) {
	handler := libya(t)
	const (
		invalid, bad = `"code":"GRAPHQL_VALIDATION_FAILED"`, `"code":"BAD_USER_INPUT"`
		three        = `query($n: Int%s) { actors(first: $n) { nodes { id } } }`
		ordered      = `query($d: OrderDirection%s) { actors(first: 1, orderBy: {field: NAME, direction: $d}) { nodes { name } } }`
		whole        = `query($o: ActorOrder%s) { actors(first: 1, orderBy: $o) { nodes { name } } }`
		searched     = `query($n: Int%s) { search(text: "libya", first: $n) { score } }`
		asked        = `query($id: ID%s) { actor(id: $id) { id } }`
		listed       = `query($ids: %s) { nodes(ids: $ids) { id } }`
		item         = `query($id: ID%s) { nodes(ids: [$id, "lna"]) { id } }`
		filtered     = `query($name: String%s) { actors(where: {name: $name, ids: ["lna"]}) { totalCount } }`
	)
	first, last := `"name":"Egypt"`, `"name":"United Nations Security Council"`
	for _, tt := range []struct{ query, as, variables, holds string }{
		// 6.1.2: a nullable variable without a default that is absent has no value; null stays null; a default is for absence alone.
		{three, ``, `{}`, `{"data":{"actors":{"nodes":[{`},
		{three, ``, `{"n": null}`, `first is null: give a number`},
		{three, ` = 0`, `{}`, `{"data":{"actors":{"nodes":[]}}`},
		{three, ` = 0`, `{"n": null}`, `first is null: give a number`},
		{three, ` = null`, `{}`, `first is null: give a number`},
		{three, `!`, `{}`, invalid},
		{three, `!`, `{"n": null}`, invalid},
		{three, `! = 0`, `{}`, `{"data":{"actors":{"nodes":[]}}`},
		{three, `! = 0`, `{"n": null}`, invalid},
		{three, `! = null`, `{"n": 1}`, invalid},
		{three, `!`, `{"n": 0, "unused": null}`, `{"data":{"actors":{"nodes":[]}}`},
		{three, `!`, `{"n": 0.0}`, `{"data":{"actors":{"nodes":[]}}`},
		{three, `!`, `{"n": "0"}`, `"errors"`},
		{three, `!`, `{"n": true}`, invalid},
		{three, `!`, `{"n": [0]}`, invalid},
		{listed, `[ID!]!`, `{"ids": ["lna"]}`, `{"data":{"nodes":[{"id":"lna"}]}`},
		{listed, `[ID!]!`, `{"ids": "lna"}`, `{"data":{"nodes":[{"id":"lna"}]}`},
		{listed, `[ID!]!`, `{"ids": ["lna", null]}`, invalid},
		{listed, `[ID!]!`, `{"ids": []}`, `{"data":{"nodes":[]}`},
		{listed, `[ID!]! = "lna"`, `{}`, `{"data":{"nodes":[{"id":"lna"}]}`},
		{whole, ``, `{"o": {"field": "NAME"}}`, `{"data":{"actors":{"nodes":[{` + first},
		{whole, ``, `{"o": {"field": "NAME", "direction": null}}`, invalid},
		{whole, ``, `{"o": {"direction": "ASC"}}`, invalid},
		{whole, ``, `{"o": {"field": "NAME", "__typename": "ActorOrder"}}`, `"message":"unknown field","path":["variable","o","__typename"]`},
		{whole, ` = {field: NAME, direction: DESC}`, `{}`, `{"data":{"actors":{"nodes":[{` + last},
		{whole, ` = {field: NAME}`, `{}`, `{"data":{"actors":{"nodes":[{` + first},

		// 6.4.1: an argument or a field of an input object whose variable has no value is absent, and has its default; null is an
		// error where the type is not nullable. An item of a list whose variable has no value is null.
		{searched, ``, `{}`, `{"data":{"search":[{`},
		{searched, ``, `{"n": null}`, bad},
		{searched, ` = 0`, `{}`, `{"data":{"search":[]}`},
		{searched, ` = 0`, `{"n": null}`, bad},
		{ordered, ``, `{}`, `{"data":{"actors":{"nodes":[{` + first},
		{ordered, ``, `{"d": null}`, bad},
		{ordered, ``, `{"d": "DESC"}`, `{"data":{"actors":{"nodes":[{` + last},
		{ordered, ` = DESC`, `{}`, `{"data":{"actors":{"nodes":[{` + last},
		{ordered, ` = DESC`, `{"d": null}`, bad},
		{whole, ``, `{}`, `{"data":{"actors":{"nodes":[{`},
		{whole, ``, `{"o": null}`, bad},
		{filtered, ``, `{}`, `{"data":{"actors":{"totalCount":1}}`},
		{filtered, ``, `{"name": null}`, `{"data":{"actors":{"totalCount":1}}`},
		{filtered, ``, `{"name": "nobody"}`, `{"data":{"actors":{"totalCount":0}}`},
		{`query($k: [RelationKind!]%s) { relations(where: {kinds: $k}) { totalCount } }`, ` = []`, `{}`, `{"data":{"relations":{"totalCount":0}}`},
		{`query($k: [RelationKind!]%s) { relations(where: {kinds: $k}) { totalCount } }`, ` = []`, `{"k": null}`, `{"data":{"relations":{"totalCount":17}}`},
		{`{ search(text: "libya", first: null) { score } }`, ``, `{}`, invalid},
		{`{ actors(first: null) { totalCount } }`, ``, `{}`, `first is null: give a number`},
		{`{ actors(first: null, last: 0, where: null, after: null) { nodes { id } } }`, ``, `{}`, `{"data":{"actors":{"nodes":[]}}`},
		{`{ actors(orderBy: {field: NAME, direction: null}) { totalCount } }`, ``, `{}`, invalid},
		{`{ nodes(ids: null) { id } }`, ``, `{}`, invalid},
		{`{ nodes(ids: [null]) { id } }`, ``, `{}`, invalid},

		// 5.8.5: a nullable variable may stand where null may not if either has a default other than null.
		{asked, ``, `{"id": "lna"}`, invalid},
		{asked, `!`, `{"id": "lna"}`, `{"data":{"actor":{"id":"lna"}}`},
		{asked, ` = "lna"`, `{}`, `{"data":{"actor":{"id":"lna"}}`},
		{asked, ` = "lna"`, `{"id": null}`, bad},
		{asked, ` = null`, `{"id": "lna"}`, invalid},
		{searched, ` = null`, `{"n": 0}`, `{"data":{"search":[]}`},
		{searched, ` = null`, `{}`, bad},
		{item, ``, `{"id": "gna"}`, invalid},
		{item, `!`, `{"id": "gna"}`, `{"data":{"nodes":[{"id":"gna"},{"id":"lna"}]}`},
		{item, ` = "gna"`, `{}`, `{"data":{"nodes":[{"id":"gna"},{"id":"lna"}]}`},
		{item, ` = "gna"`, `{"id": null}`, bad},
		{listed, `ID!`, `{"ids": "lna"}`, invalid},
		{listed, `[ID!]`, `{"ids": ["lna"]}`, invalid},
		{listed, `[ID]!`, `{"ids": ["lna"]}`, invalid},
		{listed, `[ID!] = ["lna"]`, `{}`, `{"data":{"nodes":[{"id":"lna"}]}`},
		{listed, `[ID]! = ["lna"]`, `{}`, invalid},
		{`query($x: String!) { actor(id: $x) { id } }`, ``, `{"x": "lna"}`, invalid},
	} {
		query := strings.Replace(tt.query, "%s", tt.as, 1)
		body, err := json.Marshal(map[string]any{"query": query, "variables": json.RawMessage(tt.variables)})
		if err != nil {
			t.Fatal(err)
		}
		if answer := post(handler, string(body)).Body.String(); !strings.Contains(answer, tt.holds) || strings.Contains(tt.holds, `"data"`) && strings.Contains(answer, "errors") {
			t.Errorf("%s with %s: %s\nwant %s", query, tt.variables, answer, tt.holds)
		}
	}
}
