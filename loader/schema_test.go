package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"entente/graph/alliance"
	"entente/loader/facts"
)

const schemaFile = "../fixtures/facts.schema.json"

// The checked-in schema is the one that the loader prints.
func TestSchemaIsUpToDate(t *testing.T) {
	printed := runLoader("schema")
	if printed.Exit != 0 {
		t.Fatal(printed.Err)
	}
	golden(t, schemaFile, printed.Out)
	file := filepath.Join(t.TempDir(), "schema.json")
	if got := runLoader("schema", "--output", file); got != (outcome{}) {
		t.Errorf("--output: got %+v", got)
	}
	golden(t, schemaFile, read(t, file))
}

// read returns the text of a file.
func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// compiled returns the compiled schema.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// document returns the first document of a YAML or JSON text as an editor reads it: by YAML 1.2, in which a date is a
// string. It returns an error if the text is not YAML or JSON.
func document(text string) (any, error) {
	if strings.HasPrefix(text, "{") {
		return jsonschema.UnmarshalJSON(strings.NewReader(text))
	}
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(text), &root); err != nil {
		return nil, err
	}
	return value(root.Content[0]), nil
}

// value returns a node as a JSON value.
func value(n *yaml.Node) any {
	switch {
	case n.Kind == yaml.AliasNode:
		return value(n.Alias)
	case n.Kind == yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, value(item))
		}
		return list
	case n.Kind == yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			object[n.Content[i].Value] = value(n.Content[i+1])
		}
		return object
	case n.Tag == "!!null":
		return nil
	case n.Tag == "!!bool":
		return n.Value == "true"
	case n.Tag == "!!int" || n.Tag == "!!float":
		if number, err := strconv.ParseFloat(n.Value, 64); err == nil && n.Value != ".nan" {
			return number
		}
	}
	return n.Value
}

// The schema accepts what the loader accepts.
func TestSchemaAccepts(t *testing.T) {
	s := compiled(t)
	for _, pattern := range []string{"../fixtures/*/*.yaml", "testdata/summary/*.yaml", "facts/testdata/base/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, ".mapping.yaml") {
				continue
			}
			v, err := document(read(t, file))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(v); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	for _, text := range []string{
		"{}", "actors:", "events: []",
		"sources: [{id: a, title: A, published: 2020}]",
		"sources: [{id: a, title: A, published: 2020-05-21, url: https://example.org/a, language: ar-LY}]",
		"actors: [{id: a, name: A, type: STATE, identifiers: [{scheme: cow, value: 365, from: 1816, to: 1917-11-07}], from: -0430, to: 0009~}]",
		"dataset: {title: A, authors: [B], covers: {from: 1871, to: 1914}}",
		"dataset: [{title: A}, {license: CC0-1.0, covers: {from: 1871}}]",
		"events: [{id: a, type: AID, title: A, evidence: [{source: s, quote: q, passage: {before: 'a ', quote: q, after: .}}]}]",
		`{"conflicts": [{"id": "a", "name": "حفتر", "from": "2020-05"}]}`,
		"same: [[ucdp.123, cow.365], [a, 630, b]]", "same: [a, b]",
	} {
		v, err := document(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// The schema rejects files of the wrong form. Only the loader can reject the rest: what follows from several facts
// together, and from how YAML or JSON is read.
func TestSchemaRejects(t *testing.T) {
	found := map[string]bool{}
	for _, name := range strings.Fields(`actor-life against-does-not-fit bad-id coalition-does-not-fit country country-meant covers dataset dataset-empty
		dataset-list dates duplicate-kind empty-item empty-values event-statement evidence-unresolved json-dates key-of-another-type
		obligations relation-garbled shared-identifier shared-name statement-dates statement-kinds
		kind-does-not-fit role-does-not-fit json-deep key-not-a-text language list-wanted mapping-wanted merge-key missing-keys misspelt-required-key nested-list no-evidence
		not-a-mapping not-a-mapping-text passage place place-text text-wanted unknown-key unknown-ids unknown-section
		unknown-values url url-of-another-kind office-without-role json-not-an-object json-problems`) {
		found[name] = true
	}
	s := compiled(t)
	files, err := filepath.Glob("facts/testdata/bad/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name, ext := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)), filepath.Ext(file)
		v, err := document(read(t, file))
		if ext == ".golden" || err != nil {
			continue
		}
		if rejected := s.Validate(v) != nil; rejected != found[name] {
			t.Errorf("%s: rejected is %v, want %v", name, rejected, found[name])
		}
		delete(found, name)
	}
	if len(found) > 0 {
		t.Errorf("no such files: %v", found)
	}
}

// The schema and the loader agree on which kinds, roles and opponents fit each type of relation, and on empty lists.
func TestSchemaAgrees(t *testing.T) {
	s := compiled(t)
	check := func(text string) {
		t.Helper()
		v, err := document(text)
		if err != nil {
			t.Fatal(err)
		}
		_, wrong := facts.Read(facts.Open("facts/testdata/base"), facts.Dir{FS: fstest.MapFS{"a.yaml": {Data: []byte(text)}}})
		if invalid := s.Validate(v); (invalid != nil) != (wrong != nil) {
			t.Errorf("%s\nthe schema returns %v, the loader %v", text, invalid, wrong)
		}
	}
	for _, relation := range alliance.RelationTypes() {
		start := fmt.Sprintf("relations: [{evidence: [{source: tass-2020}], subject: haftar, object: lna, type: %s", relation)
		for _, keys := range []string{"", "kinds: []", "kinds:", "role: ruler", "against: gna", "coalition: pact", "to: null", "conflict: libya-2014", "from: 2020"} {
			check(start + ", " + keys + "}]")
		}
		for _, kind := range alliance.RelationKinds() {
			check(fmt.Sprintf("%s, kinds: [%s]}]", start, kind))
			check(strings.Replace(start, "source: ", fmt.Sprintf("kinds: [%s], source: ", kind), 1) + "}]")
		}
		for _, keys := range []string{"from: 2020", "from:", "to: 2020~", "to: null", "to: ''", "from: -0430", "kinds: []", "kinds:"} {
			check(strings.Replace(start, "source: ", keys+", source: ", 1) + "}]")
			check("events: [{id: a, type: AID, title: A, evidence: [{source: tass-2020, " + keys + "}]}]")
		}
	}
	for _, actor := range alliance.ActorTypes() {
		for _, keys := range []string{"obligations: []", "obligations: [DEFENSE]", "obligations: [TROOPS]", "obligations: [OFFENSE, OFFENSE]"} {
			check(fmt.Sprintf("actors: [{id: a, name: A, type: %s, %s}]", actor, keys))
		}
	}
	for _, value := range []string{"true", "false", "", "'true'", "1", "[]"} {
		check("actors: [{id: a, name: A, type: STATE, sharedName: " + value + "}]")
	}
	for _, covers := range []string{"{}", "", "2020", "{from: 2020}", "{to: null}", "{from: 1e9}", "[]", "{since: 2020}"} {
		check("dataset: {covers: " + covers + "}")
		check("sources: [{id: a, title: A, published: 2020, covers: " + covers + "}]")
	}
	for _, value := range []string{"7", "0.5", "-1", "'7'", "A", "true", "2020-05-21", "~", "[]", "''"} {
		start := "relations: [{subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020, "
		check(start + "quote: " + value + "}]}]")
		check(start + "locator: " + value + "}]}]")
		for _, key := range []string{"id", "title", "publisher", "url", "language"} {
			thing := map[string]string{"id": "a", "title": "A", "published": "2020"}
			thing[key] = value
			var keys []string
			for k, v := range thing {
				keys = append(keys, k+": "+v)
			}
			check("sources: [{" + strings.Join(keys, ", ") + "}]")
		}
		for _, key := range []string{"country", "description", "aliases"} {
			check("actors: [{id: a, name: A, type: STATE, " + key + ": " + value + "}]")
		}
	}
	for _, list := range []string{"dataset", "actors", "sources", "conflicts", "relations", "events", "same"} {
		for _, empty := range []string{"", " []", " {}", " ''"} {
			check(list + ":" + empty)
		}
	}
	for _, groups := range []string{"[[lna, gna]]", "[lna, gna]", "[[lna, gna], [pact, russia]]", "[lna]", "[[lna], [gna]]", "[lna, [gna, pact]]", "[[lna, lna]]", "lna", "{}", "[[]]", "[[lna, null]]"} {
		check("same: " + groups)
	}
	for _, key := range []string{"title:", "title: A", "authors:", "authors: []", "authors: A", "license: 7", "url: A"} {
		check("dataset: {" + key + "}")
	}
	for _, key := range []string{"aliases:", "aliases: []", "identifiers:", "identifiers: []", "description:", "country:"} {
		check("actors: [{id: a, name: A, type: STATE, " + key + "}]")
	}
	for _, key := range []string{"participants:", "participants: []", "references:", "references: []", "place:", "from:", "evidence: []", "evidence:"} {
		evidence := "evidence: [{source: tass-2020}], "
		if strings.HasPrefix(key, "evidence") {
			evidence = ""
		}
		check("events: [{id: a, type: AID, title: A, " + evidence + key + "}]")
	}
}

// Every key has a description.
func TestSchemaDescribes(t *testing.T) {
	s := compiled(t)
	seen := map[*jsonschema.Schema]bool{}
	var check func(where string, s *jsonschema.Schema)
	check = func(where string, s *jsonschema.Schema) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		for key, p := range s.Properties {
			if p.Description == "" {
				t.Errorf("%s.%s has no description", where, key)
			}
			check(where+"."+key, p)
		}
		check(where, s.Ref)
		check(where, s.Items2020)
	}
	check("", s)
	if s.Description == "" {
		t.Error("the file has no description")
	}
}
