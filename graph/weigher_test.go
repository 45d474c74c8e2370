package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"entente/graph/generated"
)

// A branch is a field of a random query, with what is selected below it.
type branch struct {
	field string
	typ   *ast.Definition
	below []*branch
}

// grow draws the selections on a type: fields without required arguments.
func grow(t *rapid.T, schema *ast.Schema, typ *ast.Definition, depth int) []*branch {
	var fields []*ast.FieldDefinition
	for _, f := range typ.Fields {
		required := slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull && a.DefaultValue == nil })
		if leaf := schema.Types[f.Type.Name()].IsLeafType(); !required && !strings.HasPrefix(f.Name, "__") && (leaf || depth > 0) {
			fields = append(fields, f)
		}
	}
	var all []*branch
	for range rapid.IntRange(1, 4).Draw(t, "fields") {
		if len(fields) == 0 {
			return append(all, &branch{field: "__typename"})
		}
		f := rapid.SampledFrom(fields).Draw(t, "field")
		b := &branch{field: f.Name, typ: schema.Types[f.Type.Name()]}
		if f.Arguments.ForName("first") != nil && rapid.Bool().Draw(t, "sized") {
			b.field += fmt.Sprintf("(first:%d)", rapid.IntRange(0, 9).Draw(t, "first"))
		}
		switch b.typ.Kind {
		case ast.Object, ast.Interface:
			b.below = grow(t, schema, b.typ, depth-1)
		case ast.Union:
			b.below = []*branch{{field: "__typename"}}
		default: // a leaf
		}
		all = append(all, b)
	}
	return all
}

// A printer writes branches as a query, each field under an alias of its own.
type printer struct {
	// inFragment reports whether the selections on a type are to be in a fragment.
	inFragment func() bool
	aliases    int
	fragments  []string
}

// selections writes the selections on a type.
func (p *printer) selections(typ string, all []*branch) string {
	var text strings.Builder
	for _, b := range all {
		p.aliases++
		fmt.Fprintf(&text, "a%d:%s", p.aliases, b.field)
		if b.below != nil {
			text.WriteString("{" + p.selections(b.typ.Name, b.below) + "}")
		}
		text.WriteByte(' ')
	}
	if !p.inFragment() {
		return text.String()
	}
	name := fmt.Sprintf("F%d", len(p.fragments))
	p.fragments = append(p.fragments, fmt.Sprintf("fragment %s on %s{%s}", name, typ, text.String()))
	return "...{..." + name + "}"
}

// costOf returns the cost of a query for branches, with some selections in fragments.
func (p printer) costOf(schema *ast.Schema, all []*branch) int {
	query := "{" + p.selections("Query", all) + "}"
	return weigh(schema, gqlparser.MustLoadQueryWithRules(schema, query+strings.Join(p.fragments, " "), nil), nil).cost
}

// TestCostLaws checks what holds of the costs of all queries: what is in a fragment costs what it does without, aliases add up,
// and a field that is left out saves at least nothing.
func TestCostLaws(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	inline := printer{inFragment: func() bool { return false }}
	rapid.Check(t, func(t *rapid.T) {
		all := grow(t, schema, schema.Query, 5)
		cost := inline.costOf(schema, all)
		split := printer{inFragment: func() bool { return rapid.Bool().Draw(t, "in a fragment") }}
		if got := split.costOf(schema, all); got != cost {
			t.Errorf("with fragments, it costs %d, without %d", got, cost)
		}
		if got := inline.costOf(schema, append(all, all...)); got != min(2*cost, 1<<31-1) {
			t.Errorf("twice, it costs %d, once %d", got, cost)
		}
		from := &all
		for (*from)[0].below != nil && rapid.Bool().Draw(t, "deeper") {
			from = &(*from)[0].below
		}
		if *from = (*from)[1:]; len(*from) == 0 {
			*from = []*branch{{field: "__typename"}}
		}
		if got := inline.costOf(schema, all); got > cost {
			t.Errorf("with a field less, it costs %d, before %d", got, cost)
		}
	})
}

// TestWeigherIsLinear weighs fragments that each spread the next one twice, and four times as many.
func TestWeigherIsLinear(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	work := func(n int) float64 {
		query := "{dataset{store} ...F0}"
		for i := range n {
			query += fmt.Sprintf("fragment F%d on Query{actors(first:1){totalCount} ...F%d ...F%d}", i, i+1, i+1)
		}
		document := gqlparser.MustLoadQueryWithRules(schema, query+fmt.Sprintf("fragment F%d on Query{balance{balanced}}", n), nil)
		return testing.AllocsPerRun(3, func() { weigh(schema, document, nil) })
	}
	if once, more := work(25), work(100); more > 5*once {
		t.Errorf("25 fragments take %v allocations, 100 take %v", once, more)
	}
}
