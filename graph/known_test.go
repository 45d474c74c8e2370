package graph_test

import (
	"encoding/json"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/loader/facts"
)

// twoYears has facts that one source published in 2020, and that another repeated, added to and denied in 2021.
const twoYears = `
actors: [{id: a, name: A, type: STATE}, {id: b, name: B, type: ARMED_GROUP}]
conflicts: [{id: war, name: War}]
sources:
  - {id: early, title: Early, published: "2020"}
  - {id: late, title: Late, published: "2021", via: early}
relations:
  - {id: r, subject: a, type: SUPPORTS, object: b, conflict: war, evidence: [{source: early, speaker: a}, {source: late, speaker: a, stance: DENIES}]}
  - {id: s, subject: a, type: RECOGNIZES, object: b, evidence: [{source: late}]}
events:
  - {id: e, type: ACCUSE, title: E, from: "2020", conflict: war, participants: [{actor: a, role: INITIATOR}], evidence: [{source: early}]}
  - {id: f, type: REJECT, title: F, from: "2020", conflict: war, references: [{kind: RESPONDS_TO, to: e}], evidence: [{source: late}]}
`

// mustRead reads facts in YAML.
func mustRead(t testing.TB, text string) *alliance.Facts {
	t.Helper()
	found, err := facts.Read(facts.Dir{Name: "test", FS: fstest.MapFS{"a.yaml": {Data: []byte(text)}}})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestKnownByOne asks for single objects, and what is below them, as known on a day.
func TestKnownByOne(t *testing.T) {
	handler := serving(memory.New(mustRead(t, twoYears), time.Unix(0, 0)))
	for name, tt := range map[string]struct{ query, want string }{
		"a relation without its later evidence": {
			`{relation(id: "r", knownBy: "2020") {status lastReported evidence {stance}}}`,
			`{"relation":{"status":"ASSERTED","lastReported":"2020","evidence":[{"stance":"ASSERTS"}]}}`,
		},
		"a relation now": {
			`{relation(id: "r", knownBy: null) {status}}`, `{"relation":{"status":"DISPUTED"}}`,
		},
		"a relation without evidence yet":   {`{relation(id: "s", knownBy: "2020-12-31") {id}}`, `{"relation":null}`},
		"a relation before everything":      {`{relation(id: "r", knownBy: "2020-12-30") {id}}`, `{"relation":null}`},
		"an event without later references": {`{event(id: "e", knownBy: "2020") {referencedBy {kind}}}`, `{"event":{"referencedBy":[]}}`},
		"an event now":                      {`{event(id: "e") {referencedBy {kind}}}`, `{"event":{"referencedBy":[{"kind":"RESPONDS_TO"}]}}`},
		"an event without evidence yet":     {`{event(id: "f", knownBy: "2020") {id}}`, `{"event":null}`},
		"a source not published yet":        {`{source(id: "late", knownBy: "2020") {id}}`, `{"source":null}`},
		"the facts of a source's evidence": {
			`{source(id: "early", knownBy: "2020") {evidence {nodes {fact {id status}}}}}`,
			`{"source":{"evidence":{"nodes":[{"fact":{"id":"e","status":"ASSERTED"}},{"fact":{"id":"r","status":"ASSERTED"}}]}}}`,
		},
		"the relations of a relation's actors": {
			`{relation(id: "r", knownBy: "2020") {subject {relations {nodes {id}} statements {nodes {stance}}}}}`,
			`{"relation":{"subject":{"relations":{"nodes":[{"id":"r"}]},"statements":{"nodes":[{"stance":"ASSERTS"}]}}}}`,
		},
		"a conflict's relations and events": {
			`{node(id: "war", knownBy: "2020") {... on Conflict {relations {nodes {status}} events {totalCount} sides {party {id}}}}}`,
			`{"node":{"relations":{"nodes":[{"status":"ASSERTED"}]},"events":{"totalCount":1},"sides":[{"party":{"id":"b"}}]}}`,
		},
		"an actor's allies": {
			`{node(id: "a", knownBy: "2019") {... on Actor {allies {score}}}}`, `{"node":{"allies":[]}}`,
		},
		"nodes": {
			`{nodes(ids: ["r", "s", "e", "f", "early", "late", "r.late", "a"], knownBy: "2020") {id}}`,
			`{"nodes":[{"id":"r"},null,{"id":"e"},null,{"id":"early"},null,null,{"id":"a"}]}`,
		},
		"a later knownBy below changes nothing": {
			`{node(id: "a", knownBy: "2020") {... on Actor {relations(where: {knownBy: "2022"}) {nodes {status}}}}}`,
			`{"node":{"relations":{"nodes":[{"status":"ASSERTED"}]}}}`,
		},
		"an earlier knownBy below": {
			`{node(id: "a", knownBy: "2021") {... on Actor {relations(where: {knownBy: "2020"}) {totalCount}}}}`,
			`{"node":{"relations":{"totalCount":1}}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var answer struct {
				Data   json.RawMessage
				Errors json.RawMessage
			}
			if err := json.Unmarshal(ask(t, handler, tt.query), &answer); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(answer.Data)); diff != "" || answer.Errors != nil {
				t.Errorf("%s\n(-want +got):\n%serrors: %s", tt.query, diff, answer.Errors)
			}
		})
	}
}
