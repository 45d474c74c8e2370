package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/alliance"
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

// within holds the lists that are parts of one thing, which are at hand with it.
var within = map[string]bool{"Relation.evidence": true, "Event.evidence": true}

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
	for name, s := range scans {
		if fields[name] == nil || s.base < 0 || s.each < 1 {
			t.Errorf("%s, with %d and %d: there is no such field, or it costs nothing", name, s.base, s.each)
		}
	}
	for name := range lists {
		if fields[name] == nil {
			t.Errorf("there is no list %s", name)
		}
	}
	for name := range texts {
		if f := fields[name]; f == nil || !schema.Types[f.Type.Name()].IsLeafType() {
			t.Errorf("%s has a length: there is no such field, or it is not a leaf", name)
		}
	}
	for name, f := range fields {
		goes := f.Arguments.ForName("where") != nil || f.Arguments.ForName("first") != nil && strings.HasSuffix(f.Type.Name(), "Connection")
		if lists[name] == nil && scans[name].of == nil && goes && !within[name] {
			t.Errorf("%s has a filter or a count that costs nothing", name)
		}
		if _, ok := texts[name]; !ok && f.Type.Elem != nil && f.Type.Name() == "String" {
			t.Errorf("%s is a list of texts of unknown length", name)
		}
	}
}

// thousands is the size of a data set with a thousand actors and relations, 400 of one actor, and nothing else. Half of
// their ends are behind one actor.
var thousands = alliance.Counts{Actors: 1_000, Relations: 1_000, Longest: 400, Behind: 1_000}

// weigh weighs the first operation of a document about thousands.
func weigh(schema *ast.Schema, document *ast.QueryDocument, variables map[string]any) weight {
	w := newWeigher(schema, variables, func() alliance.Counts { return thousands })
	return w.weigh(document.Operations[0].SelectionSet)
}

// TestWeigh weighs queries with variables.
func TestWeigh(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	const balance, network, paths, blocs, allies = 170, 40, 30, 6_050, 80 // of thousands
	for _, tt := range []struct {
		query     string
		variables map[string]any
		want      weight
	}{
		{`{dataset{store}}`, nil, weight{2, 1, 2}},
		{`{actors{nodes{id}}}`, nil, weight{3, 1, 1 + 50*2}},
		{`{actors(first:0){nodes{id}}}`, nil, weight{3, 1, 1}},
		{`query($n:Int!){actors(first:$n){nodes{id name}}}`, map[string]any{"n": int64(7)}, weight{3, 1, 1 + 7*3}},
		{`query($n:Int){actors(first:$n){nodes{id}}}`, nil, weight{3, 1, 1 + 50*2}},
		{`{actors(last:7){nodes{id}}}`, nil, weight{3, 1, 1 + 7*2}},
		{`{actors(first:7,orderBy:{field:NAME}){nodes{relations(first:2,orderBy:{field:NAME}){totalCount}}}}`, nil, weight{4, 1, 40 + 1 + 7*(1+2+22+1+2)}},
		{`{actor(id:"a"){relations(first:2,where:{}){nodes{id}}}}`, nil, weight{4, 1, 1 + 2 + 1 + 2*2}},
		{`{source(id:"s"){evidence(first:2){...A}}} fragment A on EvidenceConnection{...B ...B} fragment B on EvidenceConnection{totalCount}`, nil, weight{3, 1, 1 + 2 + 1 + 2*2}},
		{`query($x:Boolean!){actor(id:"a"){supporters(first:2,indirect:$x){nodes{id}}}}`, map[string]any{"x": true}, weight{4, 1, 1 + 20 + 1 + 2*2}},
		{`{actor(id:"a"){supporters(first:2,indirect:true,orderBy:{field:NAME},where:{}){nodes{id}}}}`, nil, weight{4, 1, 1 + 20 + 5 + 40 + 1 + 2*2}},
		{`{node(id:"a",knownBy:"2020"){...A} b:node(id:"a"){...A}} fragment A on Actor{relations(first:2){nodes{id}}}`, nil, weight{4, 2, 2*(1+1+2*2) + 2}},
		{`query($s:[ID!]){relations(first:2,where:{sources:$s}){nodes{id}}}`, map[string]any{"s": make([]any, 250)}, weight{3, 1, 5 + 2*5 + 1 + 2*2}},
		{`query($s:[ID!]){balance(where:{not:{sources:$s}}){balanced}}`, map[string]any{"s": make([]any, 100)}, weight{2, 1, balance + 5 + 1 + 1}},
		{`{relations(first:2,where:{knownBy:"2020"}){nodes{subject{events(first:2){nodes{id}}}}}}`, nil, weight{6, 1, 5 + 1 + 2*(1+1+2+1+2*2)}},
		{`query($x:Boolean!){actor(id:"a"){supports(first:2,succession:$x){nodes{id}}}}`, map[string]any{"x": false}, weight{4, 1, 1 + 1 + 2*2}},
		{`{actors(first:9,last:7){nodes{id}} a:actors(first:7,last:9){nodes{id}}}`, nil, weight{3, 2, 2 * (1 + 7*2)}},
		{`query($n:Int){actors(first:$n,last:null){nodes{id}}}`, map[string]any{"n": nil}, weight{3, 1, 1 + 50*2}},
		{`query($n:Int){actors(first:$n,last:3){nodes{id}}}`, nil, weight{3, 1, 1 + 3*2}},
		{`{actors(first:2147483647){nodes{id}}}`, nil, weight{3, 1, 1<<31 - 1}},
		{`query($n:Int!){actors(first:$n){totalCount}}`, map[string]any{"n": 3.0}, weight{2, 1, 5 + 1 + 3}},
		{`{actors(where:{}){nodes{id}}}`, nil, weight{3, 1, 5 + 1 + 50*2}},
		{`query($w:ActorFilter){actors(where:$w){nodes{id}}}`, nil, weight{3, 1, 1 + 50*2}},
		{`{nodes(ids:["a","b"]){id}}`, nil, weight{2, 1, 1 + 2}},
		{`{nodes(ids:"a"){id}}`, nil, weight{2, 1, 1 + 1}},
		{`{network(limit:5){nodes{id} edges{id}}}`, nil, weight{3, 1, network + 1 + 5*(1+1+1+1)}},
		{`{node(id:"a"){...on Fact{evidence{id}}}}`, nil, weight{3, 1, 1 + 1 + 4}},
		{`{relation(id:"a"){summary evidence{quote}}}`, nil, weight{3, 1, 1 + 3 + 1 + 4*6}},
		{`{node(id:"a"){` + strings.Repeat("a", 128) + `:id}}`, nil, weight{2, 1, 1 + 3}},
		{`{balance{balanced tensions{nodes{actors{id}}}} a:balance{balanced} blocs{optimal}}`, nil,
			weight{5, 3, (balance + 1 + 1 + 30 + 1 + 20*(1+1+3*1)) + (balance + 2) + (blocs + 2)}},
		{`{actors(first:3){nodes{allies(first:1){with{adversaries(first:1){score}}}}}}`, nil, weight{6, 1, 1 + 3*(1+allies+1+1+allies+1+1)}},
		{`{alignment(between:"a",and:"b"){score}...B} fragment B on Query{paths(from:"a",to:"b"){length} network{truncated}}`, nil,
			weight{2, 3, (35 + 2) + (paths + 1 + 5) + (network + 1 + 500)}},
		{`{node(id:"a"){...A ...A}} fragment A on Actor{id}`, nil, weight{2, 1, 1 + 1 + 1}},
		{`query($x:Boolean!){dataset @skip(if:$x){store} a:dataset @include(if:$x){store} ...@skip(if:true){b:dataset{store}}}`, map[string]any{"x": true}, weight{2, 1, 2}},
		{`{actors(first:500){nodes{relations(first:500){nodes{subject{relations(first:500){nodes{subject{relations(first:500){nodes{id}}}}}}}}}}}`, nil, weight{11, 1, 1<<31 - 1}},
	} {
		t.Run(tt.query, func(t *testing.T) {
			document := gqlparser.MustLoadQueryWithRules(schema, tt.query, nil)
			if got := weigh(schema, document, tt.variables); got != tt.want {
				t.Errorf("it weighs %+v, want %+v", got, tt.want)
			}
		})
	}
}

// TestCostliest names the field that costs the most.
func TestCostliest(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, tt := range []struct {
		query, want string
		cost        int
	}{
		{`{dataset{store} mine:actors(first:9){nodes{id relations(first:100){nodes{id summary}}}}}`, "mine.nodes.relations.nodes.summary", 9 * 100 * 3},
		{`{a:balance{balanced} b:balance{balanced}}`, "a", 172},
		{`{dataset{store} ...F} fragment F on Query{dataset{version} ...on Query{b:balance{balanced}}}`, "b", 172},
		{`{dataset{store}}`, "dataset.store", 1},
	} {
		document := gqlparser.MustLoadQueryWithRules(schema, tt.query, nil)
		w := newWeigher(schema, nil, func() alliance.Counts { return thousands })
		path, cost := w.costliest(document.Operations[0].SelectionSet)
		if got := strings.Join(path, "."); got != tt.want || cost != tt.cost {
			t.Errorf("%s: %s has %d, want %s with %d", tt.query, got, cost, tt.want, tt.cost)
		}
	}
}
