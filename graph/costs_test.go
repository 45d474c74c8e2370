package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/generated"
)

// fieldsOf returns the fields of all objects of a schema, including introspection, by `Type.field`.
func fieldsOf(schema *ast.Schema) map[string]*ast.FieldDefinition {
	fields := map[string]*ast.FieldDefinition{}
	for _, t := range schema.Types {
		for _, f := range t.Fields {
			if t.Kind == ast.Object {
				fields[t.Name+"."+f.Name] = f
			}
		}
	}
	return fields
}

// TestCostsAreComplete checks that the table has exactly the lists of objects that have no size argument.
func TestCostsAreComplete(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	fields := fieldsOf(schema)
	for name, f := range fields {
		sized := slices.ContainsFunc(sizeArguments, func(argument string) bool { return f.Arguments.ForName(argument) != nil })
		items, ok := typicalItems[name]
		if ok && (sized || f.Type.Elem == nil || items < 1) {
			t.Errorf("%s, with %d items: it has a size argument, is no list, or costs nothing", name, items)
		}
		leaves := schema.Types[f.Type.Name()].IsLeafType()
		if f.Type.Elem != nil && !sized && !ok && !leaves && !strings.Contains(name, "Connection.") {
			t.Errorf("%s is a list of unknown length", name)
		}
	}
	for name := range typicalItems {
		if fields[name] == nil {
			t.Errorf("there is no field %s", name)
		}
	}
	for name, work := range analyses {
		if fields[name] == nil || work < 1 || work > costliest {
			t.Errorf("%s, with %d hundredths: there is no such field, or it costs nothing, or too much", name, work)
		}
	}
}

// TestWeigh weighs queries with variables.
func TestWeigh(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, tt := range []struct {
		query     string
		variables map[string]any
		want      weight
	}{
		{`{dataset{store}}`, nil, weight{2, 2, 0}},
		{`{actors{nodes{id}}}`, nil, weight{3, 1 + 50*2, 0}},
		{`{actors(first:0){nodes{id}}}`, nil, weight{3, 1, 0}},
		{`query($n:Int!){actors(first:$n){nodes{id name}}}`, map[string]any{"n": int64(7)}, weight{3, 1 + 7*3, 0}},
		{`query($n:Int){actors(first:$n){nodes{id}}}`, nil, weight{3, 1 + 50*2, 0}},
		{`{actors(last:7){nodes{id}}}`, nil, weight{3, 1 + 7*2, 0}},
		{`{actors(first:7,orderBy:{field:NAME}){nodes{relations(first:2,orderBy:{field:NAME}){totalCount}}}}`, nil, weight{4, 1 + 7*(1+1+2), 25}},
		{`{actors(first:9,last:7){nodes{id}} a:actors(first:7,last:9){nodes{id}}}`, nil, weight{3, 2 * (1 + 7*2), 0}},
		{`query($n:Int){actors(first:$n,last:null){nodes{id}}}`, map[string]any{"n": nil}, weight{3, 1 + 50*2, 0}},
		{`query($n:Int){actors(first:$n,last:3){nodes{id}}}`, nil, weight{3, 1 + 3*2, 0}},
		{`{actors(first:2147483647){nodes{id}}}`, nil, weight{3, 1<<31 - 1, 0}},
		{`query($n:Int!){actors(first:$n){totalCount}}`, map[string]any{"n": 3.0}, weight{2, 1 + 3, 0}},
		{`{nodes(ids:["a","b"]){id}}`, nil, weight{2, 1 + 2, 0}},
		{`{nodes(ids:"a"){id}}`, nil, weight{2, 1 + 1, 0}},
		{`{network(limit:5){nodes{id} edges{id}}}`, nil, weight{3, 1 + 5*(1+1+1+1), 50}},
		{`{node(id:"a"){...on Fact{evidence{id}}}}`, nil, weight{3, 1 + 1 + 4, 0}},
		{`{balance{balanced tensions{nodes{actors{id}}}} a:balance{balanced} blocs{optimal}}`, nil, weight{5, 1 + 1 + 1 + 20*(1+1+3*1) + 2 + 2, 50 + 100 + 100 + 400}},
		{`{actors(first:3){nodes{allies(first:1){with{adversaries(first:1){score}}}}}}`, nil, weight{6, 1 + 3*(1+1+1+1+1), 3 * 200}},
		{`{alignment(between:"a",and:"b"){score}...B} fragment B on Query{paths(from:"a",to:"b"){length} network{truncated}}`, nil, weight{2, 2 + 1 + 5 + 1 + 500, 70}},
		{`{node(id:"a"){...A ...A}} fragment A on Actor{id}`, nil, weight{2, 1 + 1 + 1, 0}},
		{`{actors(first:500){nodes{relations(first:500){nodes{subject{relations(first:500){nodes{subject{relations(first:500){nodes{id}}}}}}}}}}}`, nil, weight{11, 1<<31 - 1, 0}},
	} {
		t.Run(tt.query, func(t *testing.T) {
			document := gqlparser.MustLoadQueryWithRules(schema, tt.query, nil)
			w := weigher{schema: schema, variables: tt.variables, fragments: map[*ast.FragmentDefinition]weight{}}
			if got := w.weigh(document.Operations[0].SelectionSet); got != tt.want {
				t.Errorf("it weighs %+v, want %+v", got, tt.want)
			}
		})
	}
}
