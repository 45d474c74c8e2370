package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// schemaCommand prints the JSON Schema of fact files or mappings.
type schemaCommand struct {
	Mapping bool   `help:"The schema of mappings, not of fact files."`
	Output  string `help:"Write to this file instead of standard output." type:"path"`
}

// Run prints the schema, or writes it to the file.
func (c *schemaCommand) Run(to streams) error {
	schema := schemaText
	if c.Mapping {
		schema = mappingSchemaText
	}
	text, err := schema()
	if err != nil {
		return fmt.Errorf("make the schema: %w", err)
	}
	if c.Output != "" {
		return os.WriteFile(c.Output, text, 0o644)
	}
	_, err = to.out.Write(text)
	return err
}

// schemaText returns the JSON Schema (draft 2020-12) of fact files, generated from the structs that they are read into
// and the comments on them.
func schemaText() ([]byte, error) {
	comments, err := commentsOf(factfile.GoSource())
	if err != nil {
		return nil, err
	}
	r := jsonschema.Reflector{
		Anonymous:      true,
		ExpandedStruct: true,
		Mapper:         scalarSchema,
		LookupComment:  func(t reflect.Type, field string) string { return comments[t.Name()+"."+field] },
	}
	s := r.Reflect(&factfile.Document{})
	s.Title = "Fact file of entente"
	describeDatasets(&r, s)
	for p := s.Properties.Oldest(); p != nil; p = p.Next() {
		orNull(p.Value)
	}
	s.Definitions["Relation"].AllOf = relationRules()
	s.Definitions["Event"].AllOf = []*jsonschema.Schema{timelessRule()}
	s.Definitions["Actor"].AllOf = []*jsonschema.Schema{obligationRule()}
	for _, name := range []string{"Dataset", "Span"} {
		s.Definitions[name].MinProperties = new(uint64(1))
	}
	for _, fact := range []string{"Relation", "Event"} {
		evidence, _ := s.Definitions[fact].Properties.Get("evidence")
		evidence.MinItems = new(uint64(1))
	}
	return encodeSchema(s)
}

// encodeSchema returns a schema as a text.
func encodeSchema(s *jsonschema.Schema) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(s)
	return b.Bytes(), err
}

// describeDatasets adds the definition of the description of a data set, to which the schema of its section refers.
func describeDatasets(r *jsonschema.Reflector, s *jsonschema.Schema) {
	d := r.Reflect(&factfile.Dataset{})
	d.Version, d.Definitions = "", nil
	s.Definitions["Dataset"] = d
}

// orNull lets a section of a file be null: it is to be filled in later.
func orNull(section *jsonschema.Schema) {
	switch {
	case section.Type == "array":
		section.Type, section.Extras = "", map[string]any{"type": []string{"array", "null"}}
		return
	case section.Ref == "":
		section.AnyOf = append(section.AnyOf, &jsonschema.Schema{Type: "null"})
		return
	}
	section.AnyOf = []*jsonschema.Schema{{Ref: section.Ref}, {Type: "null"}}
	section.Ref = ""
}

// timelessRule returns the rule that evidence for an event has nothing that only evidence for a relation has.
func timelessRule() *jsonschema.Schema {
	none, fits := jsonschema.NewProperties(), jsonschema.NewProperties()
	for _, key := range []string{"from", "to", "kinds"} {
		none.Set(key, jsonschema.FalseSchema)
	}
	fits.Set("evidence", &jsonschema.Schema{Items: &jsonschema.Schema{Properties: none}})
	return &jsonschema.Schema{Properties: fits}
}

// obligationRule returns the rule that only a coalition or an organization has obligations, and that these are
// obligations of alliances.
func obligationRule() *jsonschema.Schema {
	is, fits, none := jsonschema.NewProperties(), jsonschema.NewProperties(), jsonschema.NewProperties()
	is.Set("type", &jsonschema.Schema{Enum: []any{alliance.Coalition, alliance.Organization}})
	fits.Set("obligations", fittingKinds(alliance.AlliedWith))
	none.Set("obligations", fittingKinds(""))
	return &jsonschema.Schema{
		If:   &jsonschema.Schema{Properties: is},
		Then: &jsonschema.Schema{Properties: fits},
		Else: &jsonschema.Schema{Properties: none},
	}
}

// relationRules returns the rules for keys that depend on the type of a relation: which kinds fit it, also in evidence,
// whether it may or must have a role, and whether it may have an opponent or a coalition.
func relationRules() []*jsonschema.Schema {
	var rules []*jsonschema.Schema
	for _, t := range alliance.RelationTypes() {
		is, fits := jsonschema.NewProperties(), jsonschema.NewProperties()
		is.Set("type", &jsonschema.Schema{Const: t})
		fits.Set("kinds", fittingKinds(t))
		said := jsonschema.NewProperties()
		said.Set("kinds", fittingKinds(t))
		fits.Set("evidence", &jsonschema.Schema{Items: &jsonschema.Schema{Properties: said}})
		if !t.HasRole() {
			fits.Set("role", jsonschema.FalseSchema)
		}
		if !t.HasAgainst() {
			fits.Set("against", jsonschema.FalseSchema)
		}
		if !t.HasCoalition() {
			fits.Set("coalition", jsonschema.FalseSchema)
		}
		then := &jsonschema.Schema{Properties: fits}
		if t == alliance.HoldsOffice {
			then.Required = []string{"role"}
		}
		rules = append(rules, &jsonschema.Schema{
			If:   &jsonschema.Schema{Properties: is, Required: []string{"type"}},
			Then: then,
		})
	}
	return rules
}

// fittingKinds returns the schema for a list of kinds that fit a type of relation. An empty list always fits.
func fittingKinds(t alliance.RelationType) *jsonschema.Schema {
	kinds := alliance.KindsOf(t)
	if len(kinds) == 0 {
		return &jsonschema.Schema{MaxItems: new(uint64(0))}
	}
	item := &jsonschema.Schema{}
	for _, k := range kinds {
		item.Enum = append(item.Enum, k)
	}
	return &jsonschema.Schema{Items: item, UniqueItems: true}
}

// scalarSchema returns the schema of a type that is read from one scalar, or nil for other types. Texts, ids and dates
// may be numbers: YAML reads 2020 as one, and the loader reads it as written.
func scalarSchema(t reflect.Type) *jsonschema.Schema {
	text := func(pattern string) *jsonschema.Schema { return &jsonschema.Schema{Type: "string", Pattern: pattern} }
	switch v := reflect.New(t).Interface().(type) {
	case interface{ Options() []string }:
		s := text("")
		for _, o := range v.Options() {
			s.Enum = append(s.Enum, o)
		}
		return s
	case *factfile.ID, *factfile.Ref:
		return idSchema(factfile.MaxID)
	case *factfile.RelationID:
		return idSchema(factfile.MaxRelationID)
	case *factfile.EvidenceID:
		return idSchema(factfile.MaxEvidenceID)
	case *factfile.Line, *factfile.Prose, *factfile.Verbatim:
		return orNumber(text(`\S`), "number")
	case *factfile.Country:
		return text("^" + factfile.CountryPattern + "$")
	case *factfile.Language:
		return text("^" + factfile.LanguagePattern + "$")
	case *factfile.URL:
		s := text("^" + factfile.URLPattern)
		s.Format = "uri"
		return s
	case *factfile.Date:
		return dateSchema("string", "integer")
	case *factfile.OpenDate:
		return dateSchema("string", "integer", "null")
	case *factfile.Flag:
		return &jsonschema.Schema{Type: "boolean"}
	case *factfile.Same:
		id := scalarSchema(reflect.TypeFor[factfile.Ref]())
		group := &jsonschema.Schema{Type: "array", Items: id, MinItems: new(uint64(2)), UniqueItems: true}
		return &jsonschema.Schema{Type: "array", AnyOf: []*jsonschema.Schema{{Items: group}, {Items: id, MinItems: new(uint64(2)), UniqueItems: true}}}
	case *factfile.Datasets:
		one := &jsonschema.Schema{Ref: "#/$defs/Dataset"}
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one, {Type: "array", Items: one}}}
	case *factfile.Kinds:
		return &jsonschema.Schema{Type: "array", Items: scalarSchema(reflect.TypeFor[factfile.Choice[alliance.RelationKind]]())}
	case *factfile.Latitude:
		return &jsonschema.Schema{Type: "number", Minimum: "-90", Maximum: "90"}
	case *factfile.Longitude:
		return &jsonschema.Schema{Type: "number", Minimum: "-180", Maximum: "180"}
	}
	return nil
}

// idSchema returns the schema of an id of at most so many characters.
func idSchema(most uint64) *jsonschema.Schema {
	s := orNumber(&jsonschema.Schema{Pattern: "^" + alliance.IDPattern + "$", MaxLength: &most}, "number")
	s.Minimum = "0"
	return s
}

// orNumber returns the schema of a text that may also be written as a number. Its other constraints apply to texts
// only.
func orNumber(text *jsonschema.Schema, number string) *jsonschema.Schema {
	text.Type, text.Extras = "", map[string]any{"type": []string{"string", number}}
	return text
}

// dateSchema returns the schema of a date that may have the given types. YAML reads years as numbers, also -0430.
func dateSchema(types ...string) *jsonschema.Schema {
	return &jsonschema.Schema{
		Pattern: `^-?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?]?$`,
		Minimum: "-9999", Maximum: "9999", Extras: map[string]any{"type": types},
	}
}

// commentsOf returns the comments on the structs in a Go source, keyed by Type., and on their fields, keyed by
// Type.Field. The schema library itself would read the source from disk, where an installed program has none.
func commentsOf(source string) (map[string]string, error) {
	parsed, err := parser.ParseFile(token.NewFileSet(), "document.go", source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	comments := map[string]string{}
	line := func(c *ast.CommentGroup) string { return strings.Join(strings.Fields(c.Text()), " ") }
	ast.Inspect(parsed, func(n ast.Node) bool {
		declared, ok := n.(*ast.GenDecl)
		if !ok || declared.Tok != token.TYPE {
			return true
		}
		spec := declared.Specs[0].(*ast.TypeSpec)
		comments[spec.Name.Name+"."] = line(declared.Doc)
		for _, field := range spec.Type.(*ast.StructType).Fields.List {
			for _, name := range field.Names {
				comments[spec.Name.Name+"."+name.Name] = line(field.Doc)
			}
		}
		return false
	})
	return comments, nil
}
