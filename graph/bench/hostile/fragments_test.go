package hostile

import (
	"fmt"
	"strings"
)

// fragments are written once and used more often.
func fragments() []attack {
	const kind = "fragments"
	return []attack{
		{kind: kind, name: "doubling", sizes: []int{8, 16, 30}, strike: query(func(n int) string { return "{ ...f0 }" + linked(n, "...f%[1]d ...f%[1]d", "__typename") })},
		{kind: kind, name: "doubling with fields", sizes: []int{8, 16, 30}, strike: query(func(n int) string {
			return "{ ...f0 }" + linked(n, "a%[1]d: __typename ...f%[1]d b%[1]d: __typename ...f%[1]d", "__typename")
		})},
		{kind: kind, name: "doubling levels", sizes: []int{2, 5, 12}, strike: query(levels)},
		{kind: kind, name: "a cycle of one", sizes: []int{1, 50, 300}, strike: repeated("{ ...f0 }", " fragment f%[1]d on Query { ...f%[1]d }", "")},
		{kind: kind, name: "a ring", sizes: []int{2, 50, 300}, strike: query(func(n int) string { return "{ ...f0 }" + linked(n, "...f%d", "...f0") })},
		{kind: kind, name: "rings through all", sizes: []int{3, 10, 25}, strike: query(func(n int) string {
			all := times(n, " ...f%d")
			return "{ ...f0 }" + times(n, " fragment f%d on Query {"+all+" }")
		})},
		{kind: kind, name: "unused", sizes: []int{10, 100, 1_000}, strike: repeated("{ __typename }", " fragment f%d on Query { __typename }", "")},
		{kind: kind, name: "a long chain", sizes: []int{10, 100, 1_000}, strike: query(func(n int) string { return "{ ...f0 }" + linked(n, "...f%d", "__typename") })},
		{kind: kind, name: "spread again and again", sizes: []int{10, 300, 5_000}, strike: repeated("fragment f on Query { dataset { version } } {", " ...f", "}")},
		{kind: kind, name: "unknown", sizes: []int{10, 300, 5_000}, strike: repeated("{", " ...f%d", "}")},
		{kind: kind, name: "of the same name", sizes: []int{10, 100, 1_000}, strike: repeated("{ ...f }", " fragment f on Query { __typename }", "")},
		{kind: kind, name: "on unknown types", sizes: []int{10, 100, 1_000}, strike: repeated("{ __typename }", " fragment f%[1]d on Nothing%[1]d { __typename }", "")},
		{kind: kind, name: "inline, nested", sizes: []int{10, 100, 1_000}, strike: query(func(n int) string {
			return "{" + times(n, " ... on Query {") + " __typename" + times(n, "}") + "}"
		})},
		{kind: kind, name: "inline, side by side", sizes: []int{10, 300, 5_000}, strike: repeated("{", " ... { __typename }", "}")},
		{kind: kind, name: "inline, of two types", sizes: []int{5, 50, 150}, strike: repeated(`{ nodes(ids: ["actor-0", "relation-0"]) {`, " ... on Actor { a%[1]d: name } ... on Relation { a%[1]d: summary }", "}}")},
	}
}

// linked returns fragments f0 to fn on the query, each with a part in which %[1]d is the number of the next; the last has another.
func linked(n int, part, last string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query { %s }", i, fmt.Sprintf(part, i+1))
	}
	fmt.Fprintf(&b, " fragment f%d on Query { %s }", n, last)
	return b.String()
}

// levels returns a query that is twice as large with each level, and goes a step further in the graph.
func levels(n int) string {
	var b strings.Builder
	b.WriteString(`{ actor(id: "actor-0") { ...f0 } }`)
	for i := range n {
		fmt.Fprintf(&b, " fragment f%[1]d on Actor { a: supporters(first: 2) { nodes { subject { ...f%[2]d } } } b: supports(first: 2) { nodes { object { ...f%[2]d } } } }", i, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Actor { name }", n)
	return b.String()
}
