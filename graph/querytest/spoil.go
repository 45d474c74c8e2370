package querytest

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// spoils are what can be wrong with a query. Those of [spoilt] are wrong with a value of it, the others with its text.
var spoils = slices.Concat(
	slices.Repeat([]string{"date", "range", "cursor", "null in a variable"}, 5),
	[]string{"actor", "enum in a variable", "type in a variable", "no value of a variable", "literal", "null"},
	[]string{"field", "argument", "leaf", "cut off", "fragment", "variable", "subscription", "mutation", "deep", "cost"},
)

// misspell are the functions that spoil the text of a query.
var misspell = map[string]func(*Generator, string) string{
	"field":        replace("{", "{nothing "),
	"argument":     replace("(", "(nothing: 1, "),
	"leaf":         replace("}", " dataset {version {x}}}"),
	"cut off":      func(g *Generator, text string) string { return text[:g.rand.IntN(len(text))] },
	"fragment":     replace("{", "{...Nothing "),
	"variable":     replace("(", "(id: $nothing, "),
	"subscription": func(*Generator, string) string { return "subscription {datasetLoaded {version}}" },
	"mutation":     func(*Generator, string) string { return "mutation {load {version}}" },
	"deep": func(*Generator, string) string {
		return `{actor(id: "russia")` + strings.Repeat("{supports {nodes {object ", 9) + "{id}" + strings.Repeat("}}}", 9) + "}"
	},
	"cost": func(*Generator, string) string {
		return "{actors(first: 500) {nodes {relations(first: 500) {nodes {evidence {id}}}}}}"
	},
}

// replace returns a function that replaces one occurrence of a text, or adds it at the end if there is none.
func replace(old, by string) func(*Generator, string) string {
	return func(g *Generator, text string) string {
		parts := strings.Split(text, old)
		if len(parts) == 1 {
			return text + by
		}
		at := 1 + g.rand.IntN(len(parts)-1)
		return strings.Join(parts[:at], old) + by + strings.Join(parts[at:], old)
	}
}

// suits reports whether a value of a type, for an argument or a field of an input, can be wrong in a way.
func suits(spoil string, t *ast.Type, at string) bool {
	switch spoil {
	case "date":
		return t.Name() == "Date"
	case "range":
		return t.Name() == "Int"
	case "cursor":
		return strings.Contains(at, "(after)") || strings.Contains(at, "(before)")
	default:
		return spoil == "null in a variable" && t.NonNull
	}
}

// spoilt returns a wrong value in place of one, if the query is to be spoiled so, sometimes once more.
func (b *builder) spoilt(v input, t *ast.Type, at string) (wrong input, ok bool) {
	if b.spoil == "" || b.spoiled && !b.oneIn(3) || b.oneIn(3) || b.rooted && !b.oneIn(5) {
		return nil, false
	}
	d := b.schema.Types[t.Name()]
	switch {
	case b.spoil == "date" && d.Name == "Date":
		wrong = pick(b.Generator, []string{"2020-02-30", "yesterday", "2020-13", "20200521", ""})
	case b.spoil == "range" && d.Name == "Int":
		wrong = pick(b.Generator, []int{-1, 501, 9999, 2147483647})
	case b.spoil == "cursor" && (at == "after" || at == "before"):
		wrong = pick(b.Generator, []string{"x", "YWN0b3JzOjA6cnVzc2lh", "cmVsYXRpb25zOjA6YQ", "~~~"})
	case b.spoil == "actor" && d.Name == "ID" && t.Elem == nil:
		wrong = "nobody-there"
	case b.spoil == "literal" && t.Elem == nil:
		wrong = pick(b.Generator, []input{1, "text", enum("NAME"), list{}, object{}, 1.5, true})
	case b.spoil == "null" && t.NonNull:
		wrong = nil
	default:
		return b.spoiltVariable(v, t, d)
	}
	b.spoiled = true
	return wrong, true
}

// spoiltVariable is [builder.spoilt] with what is wrong with a variable.
func (b *builder) spoiltVariable(v input, t *ast.Type, d *ast.Definition) (wrong input, ok bool) {
	def := definition{name: b.name("w"), typ: t.String(), value: v}
	switch {
	case b.spoil == "null in a variable" && t.NonNull:
		def.typ, def.byDefault, def.value = nullable(t), literal(v), nil
	case b.spoil == "enum in a variable" && d.Kind == ast.Enum:
		def.value = "nothing"
	case b.spoil == "type in a variable":
		def.value = pick(b.Generator, []input{true, 7, 1.5, "text", list{1}, object{{"x", 1}}})
	case b.spoil == "no value of a variable" && t.NonNull:
		def.absent = true
	default:
		return nil, false
	}
	b.spoiled = true
	return b.define(def), true
}
