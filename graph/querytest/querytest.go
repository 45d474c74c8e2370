// Package querytest makes random GraphQL queries about the facts that a server has, to find out whether two servers
// give the same answers.
//
// Most queries have data, and some lead to errors, since those must not change either. The queries of a seed are always
// the same. What was asked least often is asked more often, so that some hundred queries ask for all that the schema has.
package querytest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// A Query is a request for an answer.
type Query struct {
	// Text is the document, and Operation the name of the operation in it, empty if there is only one.
	Text, Operation string
	// Variables is a JSON object, or empty.
	Variables string
	// Spoiled says what is wrong with the query. It is empty if the query should be valid.
	Spoiled string
}

// String returns what a reader needs to send the query by hand.
func (q Query) String() string {
	s := q.Text
	if q.Operation != "" {
		s += "\noperation: " + q.Operation
	}
	if q.Variables != "" {
		s += "\nvariables: " + q.Variables
	}
	if q.Spoiled != "" {
		s += "\nspoiled: " + q.Spoiled
	}
	return s
}

// A Generator makes queries.
type Generator struct {
	// Coverage is what the queries so far have asked for.
	Coverage *Coverage

	schema *ast.Schema
	pool   *Pool
	rand   *rand.Rand
	// ambiguous are the names of fields that differ in type among the types of an interface or a union.
	ambiguous map[string]bool
	// recent are queries with variables, and values are values that variables had, by the types of the variables.
	recent []recent
	values map[string][]input
}

// New returns a generator of queries about what is in a pool. The seed determines the queries.
func New(schema *ast.Schema, pool *Pool, seed uint64) *Generator {
	return &Generator{
		Coverage: NewCoverage(schema), schema: schema, pool: pool, rand: rand.New(rand.NewPCG(seed, 15)),
		ambiguous: ambiguous(schema), values: map[string][]input{},
	}
}

// ambiguous returns the names of fields that have another type in other types that the same abstract type can be.
func ambiguous(schema *ast.Schema) map[string]bool {
	names := map[string]bool{}
	for _, abstract := range schema.Types {
		if !abstract.IsAbstractType() {
			continue
		}
		types := map[string]string{}
		for _, t := range schema.GetPossibleTypes(abstract) {
			for _, f := range t.Fields {
				if other, ok := types[f.Name]; ok && other != f.Type.String() {
					names[f.Name] = true
				}
				types[f.Name] = f.Type.String()
			}
		}
	}
	return names
}

// spoiledOneIn is how many queries there are for each one that is spoiled.
const spoiledOneIn = 5

// Next returns another query.
func (g *Generator) Next() Query {
	q := g.next()
	g.Coverage.Add(q)
	return q
}

// next is Next without counting what the query asks for.
func (g *Generator) next() Query {
	if len(g.recent) > 0 && g.oneIn(8) {
		return g.anew(pick(g, g.recent))
	}
	b := &builder{
		Generator: g, left: 6 + g.rand.IntN(60), fragments: map[string][]*fragment{}, written: map[string]string{},
	}
	if g.oneIn(spoiledOneIn) {
		b.spoil = pick(g, spoils)
	}
	q := b.document()
	if s, ok := misspell[b.spoil]; ok {
		q.Text, q.Spoiled = s(g, q.Text), b.spoil
	}
	if q.Spoiled == "" && g.oneIn(10) {
		q.Text = replace("{", "{ # a comment }\n,")(g, q.Text)
	}
	if q.Spoiled == "" && len(b.variables) > 0 {
		g.recent = append(g.recent, recent{q, b.variables})
	}
	return q
}

// oneIn reports true once in n times.
func (g *Generator) oneIn(n int) bool { return g.rand.IntN(n) == 0 }

// pick returns one of several choices.
func pick[T any](g *Generator, choices []T) T { return choices[g.rand.IntN(len(choices))] }

// rarest returns one of several choices, rather one that was asked for less often.
func rarest[T any](g *Generator, choices []T, name func(T) string) T {
	total := 0.0
	weights := make([]float64, len(choices))
	for i, c := range choices {
		weights[i] = 1 / (.2 + float64(g.Coverage.Asked[name(c)]))
		if strings.Contains(name(c), ".__") { // introspection is the same about all facts
			weights[i] /= 4
		}
		total += weights[i]
	}
	at := g.rand.Float64() * total
	for i, w := range weights {
		if at -= w; at <= 0 {
			return choices[i]
		}
	}
	return choices[len(choices)-1]
}

// A builder makes one query.
type builder struct {
	*Generator
	// left is how many fields the query may still have.
	left int
	// names counts the names that were made up.
	names int
	// spoil is what is to be wrong with the query, and spoiled whether it is.
	spoil   string
	spoiled bool

	// rooted is whether the arguments of a root field are being written.
	rooted bool

	variables   []definition
	definitions []string
	// fragments are the finished fragments by their types.
	fragments map[string][]*fragment
	// written are the names and arguments of fields by their paths, at which another must not have others.
	written map[string]string
}

// name returns a new name.
func (b *builder) name(prefix string) string {
	b.names++
	return fmt.Sprintf("%s%d", prefix, b.names)
}

// document returns the query.
func (b *builder) document() Query {
	root := scope{typ: b.schema.Query, depth: maxDepth, items: 1}
	body := b.selections(root)
	q := Query{Variables: valuesOf(b.variables)}
	if b.spoiled {
		q.Spoiled = b.spoil
	}
	head := ""
	if len(b.variables) > 0 || b.oneIn(3) {
		q.Operation = "Q"
		head = "query Q" + heads(b.variables)
	}
	parts := append([]string{head + body}, b.definitions...)
	if q.Operation != "" && b.oneIn(4) {
		parts = append(parts, "query Other {other: __typename}")
	} else if b.oneIn(2) {
		q.Operation = ""
	}
	b.rand.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	q.Text = strings.TrimSpace(strings.Join(parts, "\n"))
	return q
}
