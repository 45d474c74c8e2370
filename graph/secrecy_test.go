package graph_test

import (
	"strings"
	"testing"
	"time"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/loader/facts"
)

// TestIntrospectionOff asks a server that does not tell its schema.
func TestIntrospectionOff(t *testing.T) {
	found, err := facts.Read(facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(found, time.Unix(0, 0))
	secret := graph.NewHandler(live.New(live.Edition{Store: func() alliance.Store { return store }}), graph.Deadline, graph.Introspection(false))
	open := serving(store)
	const disabled, suggests = `"code":"INTROSPECTION_DISABLED"`, "Did you mean"
	for _, tt := range []struct{ query, secret, open string }{
		{`{__schema{queryType{name}}}`, disabled, `"queryType":{"name":"Query"}`},
		{`{dataset{store} a:__type(name:"Actor"){name}}`, disabled, `"a":{"name":"Actor"}`},
		{`{...F} fragment F on Query{...{__schema{queryType{name}}}}`, disabled, `"queryType":{"name":"Query"}`},
		{`{__typename dataset{__typename}}`, `{"__typename":"Query","dataset":{"__typename":"Dataset"}}`, `{"__typename":"Query","dataset":{"__typename":"Dataset"}}`},
		{`{actor(id:"lna"){nam}}`, `Cannot query field`, suggests},
		{`{actor(idd:"lna"){name}}`, `Unknown argument`, suggests},
		{`{...on Querry{dataset{store}}}`, `Unknown type`, `Unknown type`},
		{`{search(text:"a",types:ACTORS){score}}`, `"code":"GRAPHQL_VALIDATION_FAILED"`, suggests},
		{`{actors(where:{nam:"a"}){totalCount}}`, `"code":"GRAPHQL_VALIDATION_FAILED"`, suggests},
		{`{actor(id:"lna")}`, `must have a selection`, suggests},
	} {
		if answer := string(ask(t, secret, tt.query)); !strings.Contains(answer, tt.secret) || strings.Contains(answer, suggests) {
			t.Errorf("secret, %s: %s", tt.query, answer)
		}
		if answer := string(ask(t, open, tt.query)); !strings.Contains(answer, tt.open) {
			t.Errorf("open, %s: %s", tt.query, answer)
		}
	}
}
