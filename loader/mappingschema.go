package main

import (
	"reflect"

	"github.com/invopop/jsonschema"

	"entente/loader/internal/factfile"
)

// mappingSchemaText returns the JSON Schema (draft 2020-12) of mappings, generated like that of fact files.
func mappingSchemaText() ([]byte, error) {
	comments, err := commentsOf(factfile.MappingSource())
	if err != nil {
		return nil, err
	}
	facts, err := commentsOf(factfile.GoSource())
	if err != nil {
		return nil, err
	}
	m := &mappingReflector{defined: jsonschema.Definitions{}}
	m.Reflector = &jsonschema.Reflector{
		Anonymous: true, Mapper: m.schemaOf,
		LookupComment: func(t reflect.Type, field string) string {
			if c := comments[t.Name()+"."+field]; c != "" {
				return c
			}
			return facts[t.Name()+"."+field]
		},
	}
	return m.text()
}

// A mappingReflector makes the schema of mappings. The library does not know the types behind lists and names of our own, so
// that it notes those that are still to be defined.
type mappingReflector struct {
	*jsonschema.Reflector
	defined jsonschema.Definitions
	wanted  []reflect.Type
}

// text returns the schema as a text.
func (m *mappingReflector) text() ([]byte, error) {
	m.define(reflect.TypeFor[factfile.Mapping]())
	for len(m.wanted) > 0 {
		next := m.wanted[0]
		m.wanted = m.wanted[1:]
		m.define(next)
	}
	for name, union := range map[string]*jsonschema.Schema{
		"Value":           {AnyOf: []*jsonschema.Schema{textOrNumber(), m.refer(reflect.TypeFor[factfile.Case]()), listOf(valueRef())}},
		"DateValue":       {AnyOf: []*jsonschema.Schema{valueRef(), m.refer(reflect.TypeFor[factfile.DateParts]())}},
		"IdentifierValue": {AnyOf: []*jsonschema.Schema{valueRef(), m.refer(reflect.TypeFor[factfile.DatedIdentifier]())}},
		"KindsValue": {AnyOf: []*jsonschema.Schema{
			{Type: "object", AdditionalProperties: textOrNumber()}, listOf(valueRef()),
		}},
	} {
		union.Description = m.LookupComment(unions[name], "")
		m.defined[name] = union
	}
	for len(m.wanted) > 0 {
		next := m.wanted[0]
		m.wanted = m.wanted[1:]
		m.define(next)
	}
	root := m.defined["Mapping"]
	delete(m.defined, "Mapping")
	root.Version, root.Definitions, root.Title = jsonschema.Version, m.defined, "Mapping of entente"
	return encodeSchema(root)
}

// unions are the types that are written in several ways.
var unions = map[string]reflect.Type{
	"Value": reflect.TypeFor[factfile.Value](), "DateValue": reflect.TypeFor[factfile.DateValue](),
	"IdentifierValue": reflect.TypeFor[factfile.IdentifierValue](), "KindsValue": reflect.TypeFor[factfile.KindsValue](),
}

// define adds the definition of a type, and of those in it.
func (m *mappingReflector) define(t reflect.Type) {
	if m.defined[t.Name()] != nil {
		return
	}
	for name, s := range m.ReflectFromType(t).Definitions {
		m.defined[name] = s
	}
}

// schemaOf returns the schema of a type that is not simply a struct, or nil.
func (m *mappingReflector) schemaOf(t reflect.Type) *jsonschema.Schema {
	if unions[t.Name()] == t {
		return &jsonschema.Schema{Ref: "#/$defs/" + t.Name()}
	}
	items, ok := reflect.New(t).Interface().(interface{ Items() (reflect.Type, bool) })
	if !ok {
		return scalarSchema(t)
	}
	item, named := items.Items()
	of := m.refer(item)
	if named {
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "object", AdditionalProperties: of}, {Type: "null"}}}
	}
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{of, listOf(of)}}
}

// refer returns the schema of a type inside another.
func (m *mappingReflector) refer(t reflect.Type) *jsonschema.Schema {
	if s := m.schemaOf(t); s != nil {
		return s
	}
	m.wanted = append(m.wanted, t)
	return &jsonschema.Schema{Ref: "#/$defs/" + t.Name()}
}

// valueRef returns the schema of a value inside another.
func valueRef() *jsonschema.Schema { return &jsonschema.Schema{Ref: "#/$defs/Value"} }

// listOf returns the schema of a list.
func listOf(of *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "array", Items: of}
}

// textOrNumber returns the schema of a template or an expression.
func textOrNumber() *jsonschema.Schema {
	return orNumber(&jsonschema.Schema{Pattern: `\S`}, "number")
}
