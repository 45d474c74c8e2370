package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const mappingSchemaFile = "../fixtures/mapping.schema.json"

// compiledMapping returns the compiled schema of mappings.
func compiledMapping(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(mappingSchemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The checked-in schema is the one that the loader prints.
func TestMappingSchemaIsUpToDate(t *testing.T) {
	printed := runLoader("schema", "--mapping")
	if printed.Exit != 0 {
		t.Fatal(printed.Err)
	}
	golden(t, mappingSchemaFile, printed.Out)
}

// The schema accepts the mappings that come with the project.
func TestMappingSchemaAccepts(t *testing.T) {
	s := compiledMapping(t)
	files, err := filepath.Glob("../fixtures/mappings/*.mapping.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		v, err := document(read(t, file))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// The schema rejects what has the wrong form; only the loader knows the columns.
func TestMappingSchemaRejects(t *testing.T) {
	s := compiledMapping(t)
	const relation = `{subject: "{a}", type: OPPOSES, object: "{b}", evidence: {source: s}`
	for _, text := range []string{
		"rules: []", "data: a.csv", "data: a.csv\nrules: {}", "data: a.csv\nrules: [{were: a}]",
		"data: a.csv\nrules: [{relations: [{subject: a, type: b, object: c}]}]",
		"data: a.csv\nrules: [{relations: [" + relation + ", from: {month: 3}}]}]",
		"data: a.csv\nrules: [{relations: [" + relation + ", kinds: {WEAPONS: [w]}}]}]",
		"data: a.csv\nrules: [{actors: {a: {make: {id: a}}}}]",
		"data: a.csv\nrules: [{join: {as: b}}]",
	} {
		v, err := document(strings.TrimSpace(text))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(v) == nil {
			t.Errorf("accepted:\n%s", text)
		}
	}
	v, err := document("data: a.csv\nrules: [{relations: [" + relation + "}]}]")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("what differs from a rejected one is rejected, too: %v", err)
	}
}
