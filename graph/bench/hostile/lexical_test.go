package hostile

import (
	"fmt"
	"strings"
)

// lexical attacks are about the letters of a query.
func lexical() []attack {
	const kind = "letters"
	return []attack{
		{kind: kind, name: "braces", sizes: []int{1_000, 100_000, 1_000_000}, strike: repeated("", "{", "")},
		{kind: kind, name: "brackets", sizes: []int{1_000, 100_000, 1_000_000}, strike: repeated("{ a(b: ", "[", "")},
		{kind: kind, name: "nested objects", sizes: []int{100, 10_000, 300_000}, strike: repeated("{ a(b: ", "{c:", "")},
		{kind: kind, name: "nested lists, closed", sizes: []int{100, 900, 50_000}, strike: query(func(n int) string {
			return "{ nodes(ids: " + strings.Repeat("[", n) + strings.Repeat("]", n) + ") { id } }"
		})},
		{kind: kind, name: "nested types of variables", sizes: []int{100, 900, 50_000}, strike: query(func(n int) string {
			return "query($v: " + strings.Repeat("[", n) + "ID" + strings.Repeat("]", n) + ") { __typename }"
		})},
		{kind: kind, name: "nested fields", sizes: []int{30, 900, 100_000}, strike: query(func(n int) string { return strings.Repeat("{a", n) + strings.Repeat("}", n) })},
		{kind: kind, name: "nested not", sizes: []int{8, 100, 600}, strike: query(func(n int) string {
			return "{ relations(where: " + strings.Repeat("{not: ", n) + "{}" + strings.Repeat("}", n) + ", first: 1) { totalCount } }"
		})},
		{kind: kind, name: "tokens", sizes: []int{1_990, 2_010, 200_000}, strike: repeated("{ __typename", " x", "}")},
		{kind: kind, name: "commas", sizes: []int{1_000, 100_000, 1_000_000}, strike: repeated("{ __typename", ",", "}")},
		{kind: kind, name: "spaces", sizes: []int{1_000, 100_000, 1_000_000}, strike: repeated("{ __typename", " ", "}")},
		{kind: kind, name: "lines", sizes: []int{1_000, 100_000, 500_000}, strike: repeated("{ __typename", "\n", "}")},
		{kind: kind, name: "comments", sizes: []int{1_000, 50_000, 300_000}, strike: repeated("{ __typename", "#\n", "}")},
		{kind: kind, name: "one long comment", sizes: []int{1_000, 100_000, 1_000_000}, strike: repeated("{ __typename #", "x", "\n}")},
		{kind: kind, name: "a long name", sizes: []int{1_000, 100_000, 1_000_000}, strike: repeated("{ ", "a", "}")},
		{kind: kind, name: "a long alias", sizes: []int{1_000, 100_000, 1_000_000}, strike: repeated("{ ", "a", ": __typename }")},
		{kind: kind, name: "a long name of an operation", sizes: []int{1_000, 100_000, 1_000_000}, strike: repeated("query ", "Q", "{ __typename }")},
		{kind: kind, name: "a long string", sizes: []int{1_000, 100_000, 1_000_000}, strike: repeated(`{ actor(id: "`, "a", `") { name } }`)},
		{kind: kind, name: "a long block string", sizes: []int{1_000, 100_000, 300_000}, strike: repeated(`{ actor(id: """`, "\n  a", `""") { name } }`)},
		{kind: kind, name: "escapes", sizes: []int{1_000, 30_000, 150_000}, strike: repeated(`{ actor(id: "`, `\u0041`, `") { name } }`)},
		{kind: kind, name: "escapes of six digits", sizes: []int{1, 1_000, 50_000}, strike: repeated(`{ actor(id: "`, `\u{1F600}`, `") { name } }`)},
		{kind: kind, name: "lone surrogates", sizes: []int{1, 1_000, 100_000}, strike: repeated(`{ actor(id: "`, `\uD800`, `") { name } }`)},
		{kind: kind, name: "a string without an end", sizes: []int{1, 100_000, 1_000_000}, strike: repeated(`{ actor(id: "`, `a`, ``)},
		{kind: kind, name: "a block string without an end", sizes: []int{1, 100_000, 1_000_000}, strike: repeated(`{ actor(id: """`, `a`, ``)},
		{kind: kind, name: "a long integer", sizes: []int{20, 10_000, 100_000}, strike: repeated(`{ actors(first: 1`, `0`, `) { totalCount } }`)},
		{kind: kind, name: "a long float", sizes: []int{20, 10_000, 100_000}, strike: repeated(`{ actors(first: 1.`, `0`, `) { totalCount } }`)},
		{kind: kind, name: "a large exponent", sizes: []int{3, 10, 1_000}, strike: repeated(`{ actors(first: 1e`, `9`, `) { totalCount } }`)},
		{kind: kind, name: "byte order marks", sizes: []int{1, 1_000, 100_000}, strike: repeated("", "\ufeff", "{ __typename }")},
		{kind: kind, name: "NULs", sizes: []int{1, 1_000, 100_000}, strike: repeated("{ __typename", "\x00", "}")},
		{kind: kind, name: "operations", sizes: []int{10, 100, 600}, strike: repeated("", " query Q%d { __typename }", "")},
		{kind: kind, name: "operations of the same name", sizes: []int{10, 100, 600}, strike: repeated("", " query Q { __typename }", "")},
		{kind: kind, name: "definitions of types", sizes: []int{1, 100, 600}, strike: repeated("{ __typename }", " type T%d { a: Int }", "")},
		{kind: kind, name: "mutations and subscriptions", sizes: []int{1, 50, 300}, strike: repeated("subscription {", " a%d: datasetLoaded { version }", "}")},
	}
}

// variables are what a query is asked with.
func variables() []attack {
	const kind = "variables"
	id := func(value func(n int) string) strike {
		return one(func(n int) message { return askWith(`query($v: ID!) { actor(id: $v) { name } }`, `{"v":`+value(n)+`}`) })
	}
	ids := func(value func(n int) string) strike {
		return one(func(n int) message {
			return askWith(`query($v: [ID!]!) { nodes(ids: $v) { id } }`, `{"v":`+value(n)+`}`)
		})
	}
	return []attack{
		{kind: kind, name: "many", sizes: []int{10, 100, 490}, strike: one(func(n int) message {
			return askWith("query("+times(n, "$v%d: ID ")+") { __typename }", "{}")
		})},
		{kind: kind, name: "many that nobody declared", sizes: []int{100, 10_000, 60_000}, strike: one(func(n int) message {
			return askWith("{ __typename }", "{"+strings.TrimSuffix(times(n, `"v%d":1,`), ",")+"}")
		})},
		{kind: kind, name: "undefined", sizes: []int{10, 100, 240}, strike: repeated("{", ` a%[1]d: actor(id: $v%[1]d) { name }`, "}")},
		{kind: kind, name: "deep lists", sizes: []int{30, 10_000, 400_000}, strike: ids(func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) })},
		{kind: kind, name: "deep objects", sizes: []int{30, 10_000, 150_000}, strike: id(func(n int) string { return strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n) })},
		{kind: kind, name: "a deep not", sizes: []int{8, 100, 20_000}, strike: one(func(n int) message {
			return askWith(`query($v: RelationFilter) { relations(where: $v, first: 1) { totalCount } }`, `{"v":`+strings.Repeat(`{"not":`, n)+"{}"+strings.Repeat("}", n)+"}")
		})},
		{kind: kind, name: "a long list of ids", sizes: []int{500, 1_001, 60_000}, strike: ids(func(n int) string { return "[" + strings.TrimSuffix(times(n, `"actor-%d",`), ",") + "]" })},
		{kind: kind, name: "a long list in many aliases", sizes: []int{2, 10, 100}, strike: one(func(n int) message {
			return askWith(`query($v: [ID!]!) {`+times(n, ` a%d: nodes(ids: $v) { id }`)+"}", `{"v":[`+strings.TrimSuffix(times(1_000, `"actor-%d",`), ",")+`]}`)
		})},
		{kind: kind, name: "a long filter", sizes: []int{100, 1_000, 50_000}, strike: one(func(n int) message {
			return askWith(`query($v: [ID!]) { relations(where: {subjects: $v}, first: 500) { totalCount } }`, `{"v":[`+strings.TrimSuffix(times(n, `"actor-%d",`), ",")+`]}`)
		})},
		{kind: kind, name: "a long string", sizes: []int{1_000, 100_000, 1_000_000}, strike: id(func(n int) string { return quoted(strings.Repeat("a", n)) })},
		{kind: kind, name: "NULs", sizes: []int{1, 1_000, 100_000}, strike: id(func(n int) string { return quoted(strings.Repeat("\x00", n)) })},
		{kind: kind, name: "lone surrogates", sizes: []int{1, 1_000, 100_000}, strike: id(func(n int) string { return `"` + strings.Repeat(`\ud800`, n) + `"` })},
		{kind: kind, name: "invalid UTF-8", sizes: []int{1, 1_000, 100_000}, strike: id(func(n int) string { return `"` + strings.Repeat("\xff", n) + `"` }), rules: rules{want: []int{400}}},
		{kind: kind, name: "large numbers", sizes: []int{20, 1_000, 100_000}, strike: id(func(n int) string { return strings.Repeat("9", n) })},
		{kind: kind, name: "large exponents", sizes: []int{3, 100, 100_000}, strike: id(func(n int) string { return "1e" + strings.Repeat("9", n) })},
		{kind: kind, name: "wrong types", sizes: []int{0, 1, 2, 3, 4}, strike: id(func(n int) string { return []string{"true", "[[]]", "{}", "1.5", "null"}[n] })},
		{kind: kind, name: "not an object", sizes: []int{0, 1, 2, 3}, strike: one(func(n int) message {
			return askWith("{ __typename }", []string{"[]", `"{}"`, "1", "true"}[n])
		})},
		{kind: kind, name: "nulls for what has a default", sizes: []int{1, 10, 100}, strike: one(func(n int) message {
			return askWith("query($v: Int) {"+times(n, ` a%d: search(text: "a", first: $v) { score }`)+"}", `{"v":null}`)
		})},
		{kind: kind, name: "large pages", sizes: []int{-1 << 31, -1, 501, 1<<31 - 1, 1 << 31, 1 << 53}, strike: one(func(n int) message {
			return askWith("query($v: Int) { actors(first: $v) { totalCount } }", fmt.Sprintf(`{"v":%d}`, n))
		})},
	}
}
