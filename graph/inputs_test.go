package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/generated"
)

// objects holds a query for an object of each type that has fields with arguments: %s is the selection on the object.
var objects = map[string]string{
	"Query":             `%s`,
	"Actor":             `actor(id: "lna") { %s }`,
	"Relation":          `relation(id: "russia.supports.lna") { %s }`,
	"Event":             `event(id: "berlin-conference-2020") { %s }`,
	"Conflict":          `conflict(id: "libya-2014") { %s }`,
	"Source":            `source(id: "article-2020-05") { %s }`,
	"Dataset":           `dataset { %s }`,
	"StructuralBalance": `balance { %s }`,
	"Alignment":         `alignment(between: "russia", and: "uae") { %s }`,
}

// A place is where a variable may stand for a non-null value: an argument of a field, or an item of a list or a field
// of an input object in one.
type place struct {
	typ     *ast.Type
	path    []any
	literal string // the argument's value: %s is the variable
}

// placesIn returns the places in a value of a type; of a filter inside a filter, only those in the first one.
func placesIn(schema *ast.Schema, p place) (all []place) {
	if p.typ.NonNull {
		all = append(all, p)
	}
	if p.typ.Elem != nil {
		item := place{p.typ.Elem, append(p.path[:len(p.path):len(p.path)], 0.0), fmt.Sprintf(p.literal, "[%s]")}
		return append(all, placesIn(schema, item)...)
	}
	for _, f := range schema.Types[p.typ.NamedType].Fields {
		if slices.Contains(p.path, any("not")) && f.Name == "not" {
			continue
		}
		others := ""
		for _, other := range schema.Types[p.typ.NamedType].Fields {
			if other != f && other.Type.NonNull && other.DefaultValue == nil {
				others += fmt.Sprintf(", %s: %s", other.Name, example(schema, other.Type))
			}
		}
		inside := place{f.Type, append(p.path[:len(p.path):len(p.path)], f.Name), fmt.Sprintf(p.literal, "{"+f.Name+": %s"+others+"}")}
		all = append(all, placesIn(schema, inside)...)
	}
	return all
}

// example returns a value of a type.
func example(schema *ast.Schema, t *ast.Type) string {
	switch t.Name() {
	case "ID", "String":
		return `"x"`
	case "Date":
		return `"2020"`
	case "Int":
		return "1"
	case "Boolean":
		return "true"
	default:
		return schema.Types[t.Name()].EnumValues[0].Name
	}
}

// TestNulls passes null in a variable for every non-null place where a default makes validation let it pass.
func TestNulls(t *testing.T) {
	schema, handler := generated.NewExecutableSchema(generated.Config{}).Schema(), libya(t)
	defaults := 0
	for _, object := range schema.Types {
		for _, f := range object.Fields {
			if object.Kind != ast.Object || strings.HasPrefix(object.Name, "__") || strings.HasPrefix(f.Name, "__") {
				continue
			}
			for _, a := range f.Arguments {
				if a.DefaultValue != nil {
					defaults++
				}
				for _, p := range placesIn(schema, place{a.Type, []any{a.Name}, a.Name + ": %s"}) {
					t.Run(object.Name+"."+f.Name+"("+p.literal+")", func(t *testing.T) { checkNull(t, schema, handler, object, f, a, p) })
				}
			}
		}
	}
	if defaults < 25 {
		t.Errorf("only %d arguments have a default", defaults)
	}
}

// checkNull passes null at a place in an argument of a field of an object.
func checkNull(t *testing.T, schema *ast.Schema, handler http.Handler, object *ast.Definition, f *ast.FieldDefinition, a *ast.ArgumentDefinition, p place) {
	reach, ok := objects[object.Name]
	if !ok {
		t.Fatalf("no query for an object of type %s", object.Name)
	}
	arguments := []string{fmt.Sprintf(p.literal, "$v")}
	for _, other := range f.Arguments {
		if other != a && other.Type.NonNull && other.DefaultValue == nil {
			arguments = append(arguments, other.Name+": "+example(schema, other.Type))
		}
	}
	nullable := *p.typ
	nullable.NonNull = false
	declared := nullable.String()
	if a.DefaultValue == nil || len(p.path) > 1 { // otherwise validation lets the variable have no default
		declared += " = " + example(schema, p.typ)
	}
	field := f.Name + "(" + strings.Join(arguments, ", ") + ")"
	if schema.Types[f.Type.Name()].IsCompositeType() {
		field += " { __typename }"
	}
	query := "query($v: " + declared + ") { " + fmt.Sprintf(reach, field) + " }"
	body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"v": nil}})
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Errors []struct {
			Message    string
			Path       []any
			Extensions struct{ Code string }
		}
	}
	text := post(handler, string(body)).Body.String()
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Errors) != 1 {
		t.Fatalf("%s\n%s", query, text)
	}
	got := answer.Errors[0]
	want := "null for an argument of type " + p.typ.String()
	if got.Message != want || got.Extensions.Code != "BAD_USER_INPUT" || !strings.HasSuffix(fmt.Sprint(got.Path), strings.TrimPrefix(fmt.Sprint(p.path), "[")) {
		t.Errorf("%s\n%s\nwant %s at %v", query, text, want, p.path)
	}
}

// TestNullConditions passes null for the condition of a directive.
func TestNullConditions(t *testing.T) {
	handler := libya(t)
	const refused = `"code":"BAD_USER_INPUT"`
	for _, tt := range []struct{ query, holds string }{
		{`query($x: Boolean = true) { dataset { store @skip(if: $x) } }`, refused},
		{`query($x: Boolean = true) { dataset { store @include(if: $x) } }`, refused},
		{`query($x: Boolean = true) { dataset @skip(if: $x) { store } }`, refused},
		{`query($x: Boolean = true) { ... @include(if: $x) { dataset { store } } }`, refused},
		{`query($x: Boolean = true) { ...F @skip(if: $x) } fragment F on Query { dataset { store } }`, refused},
		{`query($x: Boolean = true) { ...F } fragment F on Query { dataset { store @skip(if: $x) } }`, refused},
		{`query($x: Boolean = true) { __schema { types { name @skip(if: $x) } } }`, refused},
		{`query A { dataset @skip(if: {}) { store } }`, `{} for an argument of type Boolean!: if of @skip`},
		{`query A { actor(id: "lna") { id @skip(if: true) name @include(if: true) } }`, `"data":{"actor":{"name":"Libyan National Army"}}`},
		{`query A { dataset { store } } query B($x: Boolean!) { ...F } fragment F on Query { dataset { store @skip(if: $x) } }`, `"data":{"dataset":{"store":"embedded"}}`},
	} {
		body, err := json.Marshal(map[string]any{"query": tt.query, "operationName": operation(tt.query), "variables": map[string]any{"x": nil}})
		if err != nil {
			t.Fatal(err)
		}
		if text := post(handler, string(body)).Body.String(); !strings.Contains(text, tt.holds) || strings.Count(text, `"message"`) > 1 {
			t.Errorf("%s\n%s", tt.query, text)
		}
	}
}

// TestEnumsInVariables passes enum values in variables.
func TestEnumsInVariables(t *testing.T) {
	handler := libya(t)
	const (
		list   = `query($t: [RelationType!]) { relations(where: {types: $t}) { totalCount } }`
		one    = `query($t: RelationType!) { relations(where: {types: [$t]}) { totalCount } }`
		filter = `query($t: RelationFilter) { relations(where: $t) { totalCount } }`
	)
	for _, tt := range []struct{ query, value, holds string }{
		{list, `["OPPOSES"]`, `"totalCount":1`},
		{list, `"OPPOSES"`, `"totalCount":1`},
		{list, `null`, `"totalCount":17`},
		{list, `["OPPOSES", "Opposes"]`, `"message":"Opposes is not a valid RelationType","path":["variable","t",1]`},
		{list, `"opposes"`, `opposes is not a valid RelationType`},
		{one, `"OPPOSES"`, `"totalCount":1`},
		{one, `"opposes"`, `"message":"opposes is not a valid RelationType","path":["variable","t"]`},
		{filter, `{"types": ["OPPOSES"], "statuses": "ASSERTED", "against": null}`, `"totalCount":1`},
		{filter, `{"types": ["OPPOSES"], "statuses": "Asserted"}`, `"path":["variable","t","statuses"]`},
		{filter, `{"conflict": "asserted"}`, `"totalCount":0`},
	} {
		text := post(handler, fmt.Sprintf(`{"query": %q, "variables": {"t": %s}}`, tt.query, tt.value)).Body.String()
		if !strings.Contains(text, tt.holds) {
			t.Errorf("%s\n%s\n%s, want %s", tt.query, tt.value, text, tt.holds)
		}
	}
}

// TestNested passes values nested so deep that reading them would take long.
func TestNested(t *testing.T) {
	handler := libya(t)
	for _, tt := range []struct {
		open, close string
		times       int
		holds       string
	}{
		{`{"not":`, `}`, 8, `"totalCount":17`},
		{`{"not":`, `}`, 9, `"message":"not is nested more than 8 deep","path":["relations","where","not"]`},
		{`{"not":`, `}`, 31, `"message":"not is nested more than 8 deep`},
		{`{"not":`, `}`, 32, `"message":"the value of variable $w is nested more than 32 deep","path":["variable","w"],"extensions":{"code":"BAD_USER_INPUT"}`},
		{`{"subjects":[`, `]}`, 16, `nested more than 32 deep`},
		{`{"not":`, `}`, 9_000, `nested more than 64 deep`}, // so says who reads the body
	} {
		value := strings.Repeat(tt.open, tt.times) + "{}" + strings.Repeat(tt.close, tt.times)
		begin := time.Now()
		text := post(handler, `{"query": "query($w: RelationFilter) { relations(where: $w) { totalCount } }", "variables": {"w": `+value+`}}`).Body.String()
		if took := time.Since(begin); !strings.Contains(text, tt.holds) || took > time.Second {
			t.Errorf("%d times %s: %s after %v, want %s", tt.times, tt.open, text, took, tt.holds)
		}
	}
}

// operation returns the name of the operation to run: A if there is one.
func operation(query string) string {
	if strings.HasPrefix(query, "query A") {
		return "A"
	}
	return ""
}
