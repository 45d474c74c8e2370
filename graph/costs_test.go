package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/generated"
)

// fieldsOf calls visit with every field of an object in the schema, those of introspection too, by its name with its type's.
func fieldsOf(schema *ast.Schema, visit func(name string, f *ast.FieldDefinition)) {
	for _, t := range schema.Types {
		for _, f := range t.Fields {
			if t.Kind == ast.Object {
				visit(t.Name+"."+f.Name, f)
			}
		}
	}
}

// TestCostsAreComplete checks that the table has every list of objects that has no size of its own, and nothing else.
func TestCostsAreComplete(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	counted := map[string]bool{}
	fieldsOf(schema, func(name string, f *ast.FieldDefinition) {
		sized := slices.ContainsFunc(sizing, func(argument string) bool { return f.Arguments.ForName(argument) != nil })
		items, ok := usual[name]
		if counted[name] = ok; ok && (sized || f.Type.Elem == nil || items < 1) {
			t.Errorf("%s, with %d items: it has a size of its own, is no list, or costs nothing", name, items)
		}
		leaves := schema.Types[f.Type.Name()].IsLeafType() && name != "__Directive.locations"
		if f.Type.Elem != nil && !sized && !ok && !leaves && !strings.Contains(name, "Connection.") {
			t.Errorf("%s is a list of unknown length", name)
		}
	})
	for name := range usual {
		if !counted[name] {
			t.Errorf("there is no field %s", name)
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
		{`{dataset{store}}`, nil, weight{2, 2}},
		{`{actors{nodes{id}}}`, nil, weight{3, 1 + 50*2}},
		{`{actors(first:0){nodes{id}}}`, nil, weight{3, 1}},
		{`query($n:Int!){actors(first:$n){nodes{id name}}}`, map[string]any{"n": int64(7)}, weight{3, 1 + 7*3}},
		{`query($n:Int){actors(first:$n){nodes{id}}}`, nil, weight{3, 1 + 50*2}},
		{`query($n:Int!){actors(first:$n){totalCount}}`, map[string]any{"n": 3.0}, weight{2, 1 + 3}},
		{`{nodes(ids:["a","b"]){id}}`, nil, weight{2, 1 + 2}},
		{`{nodes(ids:"a"){id}}`, nil, weight{2, 1 + 1}},
		{`{network(limit:5){nodes{id} edges{id}}}`, nil, weight{3, 1 + 5*(1+1+1+1)}},
		{`{node(id:"a"){...on Fact{evidence{id}}}}`, nil, weight{3, 1 + 1 + 4}},
		{`{node(id:"a"){...A ...A}} fragment A on Actor{id}`, nil, weight{2, 1 + 1 + 1}},
		{`{actors(first:500){nodes{relations(first:500){nodes{subject{relations(first:500){nodes{subject{relations(first:500){nodes{id}}}}}}}}}}}`, nil, weight{11, 1<<31 - 1}},
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
