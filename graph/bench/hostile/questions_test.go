package hostile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"testing"
	"time"

	"entente/graph/generated"
	"entente/graph/querytest"
)

// real are questions as people ask them, in which %d is the number of an actor.
var real = []string{
	`{ actor(id: "actor-%d") { name supporters { nodes { subject { name } kinds from to evidence { stance source { title publisher published } } } } } }`,
	`{ actor(id: "actor-%d") { name type aliases description supports(first: 10) { nodes { object { name } summary } } } }`,
	`{ actors(first: 20, where: {types: [STATE]}, after: null) { nodes { id name supporters(first: 5) { nodes { subject { name } } } } } a: actor(id: "actor-%d") { name } }`,
	`{ network(around: ["actor-%d"], limit: 50) { truncated nodes { id label type degree distance } edges { id source target sign } } }`,
	`{ paths(from: "actor-%d", to: "actor-7", maxLength: 4) { length sign actors { id name } } }`,
	`{ search(text: "northern army %d") { score matched node { ... on Actor { id name aliases } } } }`,
	`{ relations(where: {subjects: ["actor-%d"], since: "2000"}, first: 20) { totalCount nodes { summary status certainty periods { from to } } } }`,
	`{ alignment(between: "actor-%d", and: "actor-3") { sign score direct commonFriends } }`,
	`{ sources(first: 20) { nodes { title published cite } } actor(id: "actor-%d") { events(first: 3) { totalCount } } }`,
	`{ node(id: "actor-%d") { id ... on Actor { relations(first: 10, direction: OUT) { nodes { object { name } } } } } dataset { version actors } }`,
}

// slowest is how long an answer takes at most for its question to be asked in the soak.
const slowest = 250 * time.Millisecond

// questions returns what the server is asked in the soak: real questions and random ones, each of which it answers soon.
func questions(t *testing.T, scope scope, s *server) []message {
	t.Helper()
	var all []message
	for i := range scope.real {
		all = append(all, ask(fmt.Sprintf(real[i%len(real)], 5+i*7%1900)))
	}
	pool, err := querytest.NewPool(func(query string) (json.RawMessage, error) { return answered(t.Context(), s, query) })
	if err != nil {
		t.Fatal(err)
	}
	g := querytest.New(generated.NewExecutableSchema(generated.Config{}).Schema(), pool, 16)
	for range scope.random {
		q := g.Next()
		if m := askWith(q.Text, q.Variables); q.Operation == "" && q.Spoiled == "" {
			all = append(all, m)
		}
	}
	c := newClient(s.url)
	var kept []message
	var took time.Duration
	for _, m := range all {
		if o := c.send(t.Context(), m); o.status == 200 && o.took < slowest && o.err == nil {
			kept = append(kept, m)
			took += o.took
		}
	}
	t.Logf("%d questions, of %d, which take %v one after the other", len(kept), len(all), took)
	return kept
}

// answered returns the data of the answer to a query.
func answered(ctx context.Context, s *server, query string) (json.RawMessage, error) {
	m := ask(query)
	text, err := body(ctx, s.url+m.path, m)
	if err != nil {
		return nil, err
	}
	var answer struct{ Data, Errors json.RawMessage }
	if err := json.Unmarshal(text, &answer); err != nil {
		return nil, err
	}
	if answer.Errors != nil {
		return nil, errors.New(string(answer.Errors))
	}
	return answer.Data, nil
}
