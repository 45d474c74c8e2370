package bench

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/bench/launch"
)

// A setting is what columns are started for.
type setting struct {
	scope
	// server is the program; files, the directory of the facts.
	server, files string
	facts         *alliance.Facts
}

// newSetting builds the server and writes the facts.
func newSetting(t *testing.T, s scope) *setting {
	t.Helper()
	f := launch.Facts(s.actors, s.relations)
	return &setting{scope: s, server: launch.Build(t, "entente"), files: launch.Write(t, f), facts: f}
}

// overFiles starts a server over the files, with answers kept in so much memory.
func (s *setting) overFiles(t *testing.T, name, program, keep string) *process {
	t.Helper()
	return startOurs(t, name, []string{"ENTENTE_KEEP_ANSWERS=" + keep}, program, "--facts="+s.files, "--watch=false")
}

// A test case is a question with variables, whose answers are of usual size.
type testCase struct {
	*question
	variants []variables
	// data are the answers' data, as JSON; size is the mean size of the answers in bytes.
	data []any
	size int
}

// cases chooses, of the candidates for each question, those whose answers are of middling size. It also returns what a
// peer has to know, and the version of the facts.
func (s *setting) cases(t *testing.T, p *process) (all []*testCase, in input, version string) {
	t.Helper()
	for _, q := range questions() {
		var candidates []asked
		for i := range s.candidates {
			v := q.variables(i, s.actors)
			text := body(t, q.query, v.cursored())
			candidates = append(candidates, asked{q.name, v, text, answer(t, p, text)})
		}
		slices.SortStableFunc(candidates, func(a, b asked) int { return len(a.Answer) - len(b.Answer) })
		c := &testCase{question: q}
		for _, a := range candidates[(s.candidates-s.variants)/2:][:s.variants] {
			data, of := parsed(t, p.Name, a.Answer)
			c.variants, c.data, c.size, version = append(c.variants, a.Variables), append(c.data, data), c.size+len(a.Answer)/s.variants, of
			a.Variables = a.Variables.cursored()
			in.Asked = append(in.Asked, a)
		}
		all = append(all, c)
	}
	return all, in, version
}

// parsed returns the data of a server's answer, and the version of the facts if it names one. Errors in the answer fail the test.
func parsed(t *testing.T, server string, text []byte) (data any, version string) {
	t.Helper()
	var a struct {
		Data       any
		Errors     json.RawMessage
		Extensions struct{ Dataset string }
	}
	if err := json.Unmarshal(text, &a); err != nil || a.Errors != nil || a.Data == nil {
		t.Fatalf("%s does not answer (%v): %.500s", server, err, text)
	}
	return a.Data, a.Extensions.Dataset
}

// plain returns a copy of data in a form that all peers have in common: a list in place of an object with a list of nodes,
// an object in place of a list of one, and evidence in one order: @neo4j/graphql has none by what nodes are linked to.
func plain(data any) any {
	switch d := data.(type) {
	case map[string]any:
		if nodes, ok := d["nodes"]; ok && len(d) == 1 {
			return plain(nodes)
		}
		fields := map[string]any{}
		for name, value := range d {
			fields[name] = plain(value)
		}
		if list, ok := fields["evidence"].([]any); ok {
			slices.SortFunc(list, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		}
		return fields
	case []any:
		if len(d) == 1 {
			return plain(d[0])
		}
		var items []any
		for _, value := range d {
			items = append(items, plain(value))
		}
		return items
	}
	return data
}

// A column is a server that is compared.
type column struct {
	*process
	// body returns the request for a question, nil if the server has no answer; if the function is nil, it is entente's.
	body func(testing.TB, *question, variables) []byte
	// partial reports whether the answer to a question is not the whole one; if it is nil, all are.
	partial func(*question) bool
}

// incomplete reports whether the answer to a question is not the whole one.
func (c *column) incomplete(q *question) bool { return c.partial != nil && c.partial(q) }

// bodies returns the requests for a question, none if the server has no answer.
func (c *column) bodies(t testing.TB, asked *testCase) (list [][]byte) {
	t.Helper()
	for _, v := range asked.variants {
		text := body(t, asked.query, v.cursored())
		if c.body != nil {
			text = c.body(t, asked.question, v)
		}
		if text != nil {
			list = append(list, text)
		}
	}
	return list
}

// check compares the answers of a column with entente's: exactly, if they are to the same request.
func (c *column) check(t *testing.T, asked *testCase) {
	t.Helper()
	for i, text := range c.bodies(t, asked) {
		got, _ := parsed(t, c.Name, answer(t, c.process, text))
		want := asked.data[i]
		if c.body != nil {
			got, want = plain(got), plain(want)
		}
		if diff := cmp.Diff(want, got); diff != "" && !c.incomplete(asked.question) {
			t.Fatalf("%s has another answer to %s than entente (-want +got):\n%.3000s", c.Name, text, diff)
		}
	}
}
