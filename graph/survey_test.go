package graph

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"entente/graph/generated"
)

// each returns n texts, one after the other.
func each(n int, text func(int) string) string {
	var all strings.Builder
	for i := range n {
		all.WriteString(text(i) + " ")
	}
	return all.String()
}

// numbered returns a function that returns a text with numbers in it.
func numbered(format string) func(int) string {
	return func(i int) string { return strings.ReplaceAll(format, "%d", strconv.Itoa(i)) }
}

// slow returns documents of at most size tokens that take the longest to validate, for each rule that takes more than linear time.
func slow(size int) map[string]string {
	deep := min(size/4, 180)
	mesh := 1
	for mesh*mesh*2 < size/2 {
		mesh++
	}
	return map[string]string{
		"one field again and again":  "{" + each(size-4, numbered("__typename")) + "}",
		"fields that conflict":       "{" + each(size/3-2, func(i int) string { return "a:" + []string{"dataset", "__typename"}[i%2] }) + "}",
		"lists of fields again":      "{" + each(size/32, func(int) string { return "actors{nodes{" + strings.Repeat("id ", 25) + "}}" }) + "}",
		"fields of all fragments":    "{" + each(size/32, numbered("...f%d")) + "}" + each(size/32, numbered("fragment f%d on Query{"+strings.Repeat("__typename ", 23)+"}")),
		"nested inline fragments":    "{" + strings.Repeat("...{__typename ", deep) + "__typename" + strings.Repeat("}", deep) + "}",
		"inline fragments in a row":  "{" + each(size/4-1, numbered("...{__typename}")) + "}",
		"operations with a fragment": each(size/14, numbered("query q%d{...f}")) + "fragment f on Query{" + each(size/2-10, numbered("__typename")) + "}",
		"many fragments in one":      "{" + each(size/9, numbered("...f%d")) + "}" + each(size/9, numbered("fragment f%d on Query{a%d:__typename}")),
		"a chain of fragments":       "{...f0}" + each(size/8-2, func(i int) string { return fmt.Sprintf("fragment f%d on Query{...f%d}", i, i+1) }) + fmt.Sprintf("fragment f%d on Query{__typename}", size/8-2),
		"a mesh of fragments": "{" + each(mesh, numbered("...f%d")) + "}" + each(mesh, func(i int) string {
			return fmt.Sprintf("fragment f%d on Query{__typename %s}", i, each(mesh-1-i, func(j int) string { return fmt.Sprintf("...f%d", i+1+j) }))
		}),
		"fragments that spread all": "{" + each(mesh, numbered("...f%d")) + "}" + each(mesh, numbered("fragment f%d on Query{__typename "+each(mesh*2/3, numbered("...f%d"))+"}")),
		"unknown fields":            "{" + each(size-4, numbered("relation%d")) + "}",
		"unknown arguments":         "{actors(" + each(size/3-4, numbered("firs%d:1")) + "){totalCount}}",
		"unknown enum values":       "{search(text:\"a\",types:[" + each(size-20, numbered("ACTO%d")) + "]){score}}",
		"unknown fields of inputs":  "{actors(where:{" + each(size/3-9, numbered("nam%d:1")) + "}){totalCount}}",
		"unknown directives":        "{dataset " + each(size/2-4, numbered("@d%d")) + "{store}}",
		"directives again":          "{dataset " + each(size/7-2, numbered("@skip(if:true)")) + "{store}}",
		"variables and their uses":  "query(" + each(size/8, numbered("$v%d:ID!")) + "){nodes(ids:[" + each(size/5, func(int) string { return fmt.Sprintf("$v%d", size/8-1) }) + "]){id}}",
		"unused variables":          "query(" + each(size/4-4, numbered("$v%d:Int")) + "){__typename}",
		"arguments again":           "{actors(" + each(size/3-4, numbered("first:1")) + "){totalCount}}",
		"fields of an input again":  "{actors(where:{" + each(size/3-9, numbered("name:1")) + "}){totalCount}}",
		"many operations":           each(size/5-1, numbered("query q%d{__typename}")),
		"a long field":              "{" + strings.Repeat("x", size*50) + "}",
		"a long argument":           "{actors(" + strings.Repeat("x", size*50) + ":1){totalCount}}",
		"a long enum value":         "{search(text:\"a\",types:" + strings.Repeat("X", size*50) + "){score}}",
		"a long type":               "{...on " + strings.Repeat("X", size*50) + "{id}}",
		"a long number":             "{actors(first:" + strings.Repeat("9", size*50) + "){totalCount}}",
		"a deep list":               "{nodes(ids:" + strings.Repeat("[", deep) + strings.Repeat("]", deep) + "){id}}",
		"a deep object":             "{actors(where:" + strings.Repeat("{not:", deep) + "{}" + strings.Repeat("}", deep) + "){totalCount}}",
		"a string of many lines":    `{search(text:"""` + strings.Repeat(" \n", size*20) + `"""){score}}`,
		"many comments":             "{dataset{store}}" + strings.Repeat("#\n", size-10),
	}
}

// BenchmarkValidation parses and validates the largest of each kind of slow documents that is admitted.
func BenchmarkValidation(b *testing.B) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, name := range slices.Sorted(maps.Keys(slow(100))) {
		size := maxTokens
		for size > 100 && admit(slow(size)[name]) != nil {
			size -= size / 20
		}
		query := slow(size)[name]
		b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(name, " ", "-"), size), func(b *testing.B) {
			for b.Loop() {
				document, err := parser.ParseQuery(&ast.Source{Input: query})
				if err != nil {
					b.Fatal(err)
				}
				_ = newSurvey(document).check()
				_ = validator.ValidateWithRules(schema, document, nil)
			}
		})
	}
}

// admit returns the error for a query that is refused before validation.
func admit(query string) error {
	a := admission{graphql.NoCache[*ast.QueryDocument]{}, new(tally)}
	if err := a.MutateOperationParameters(nil, &graphql.RawParams{Query: query}); err != nil { //nolint:staticcheck // the context is for the cache
		return err
	}
	return nil
}

// TestAdmission admits documents within the limits, and refuses others.
func TestAdmission(t *testing.T) {
	for query, want := range map[string]string{
		"{" + each(173, numbered("__typename")) + "}": "",
		"{" + each(174, numbered("__typename")) + "}": "the query has more than 15000 pairs",
		"{dataset{" + each(80, numbered("...f%d")) + "}}" + each(80, numbered("fragment f%d on Dataset{store version actors}")): "",
		"{" + each(300, numbered("a%d:__typename")) + "}":                                                                       "",
		"{" + each(301, numbered("a%d:__typename")) + "}":                                                                       "the query has more than 300 aliases",
		"{dataset" + each(200, numbered("@d%d")) + "{store}}":                                                                   "",
		"{dataset" + each(201, numbered("@d%d")) + "{store}}":                                                                   "the query has more than 200 directives",
		"{" + each(600, numbered("f%d")) + "}":                                                                                  "",
		"{" + each(601, numbered("f%d")) + "}":                                                                                  "the query has more than 600 fields",
		"{" + each(2000, numbered("f%d")) + "}":                                                                                 "exceeded token limit of 2000",
		"{" + strings.Repeat("x", 250) + "}":                                                                                    "",
		"{" + strings.Repeat("x", 251) + "}":                                                                                    "has 251 bytes, at most 250 are allowed in a name",
		"{actors(first:" + strings.Repeat("1", 251) + "){totalCount}}":                                                          "in a name or a number",
		`{search(text:"` + strings.Repeat("x", 90_000) + `"){score}}`:                                                           "",
		`{search(text:"` + strings.Repeat("x", 100_000) + `"){score}}`:                                                          "at most 100000 are allowed",
		"{...a} fragment a on Query{...b} fragment b on Query{...a}":                                                            "",
		"{" + strings.Repeat("[", 99_000):                                                                                       "Expected Name, found [",
		"{...f0}" + each(30, func(i int) string {
			return fmt.Sprintf("fragment f%d on Query{a:dataset{...f%d} b:dataset{...f%d}}", i, i+1, i+1)
		}): "more than 10000 fields, counting those of fragments",
	} {
		got := ""
		if err := admit(query); err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) || want == "" && got != "" || len(got) > 300 {
			t.Errorf("%.60s: %.400q, want %q", query, got, want)
		}
	}
}
