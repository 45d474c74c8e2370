package hostile

import "strings"

// directives are on everything.
func directives() []attack {
	const kind = "directives"
	return []attack{
		{kind: kind, name: "unknown", sizes: []int{10, 300, 1_900}, strike: repeated("{ __typename", " @d%d", "}")},
		{kind: kind, name: "unknown, of long names", sizes: []int{1, 10, 100}, strike: query(func(n int) string { return "{ __typename @" + times(n, "long_name_") + " }" })},
		{kind: kind, name: "the same unknown", sizes: []int{10, 300, 1_900}, strike: repeated("{ __typename", " @d", "}")},
		{kind: kind, name: "skip repeated", sizes: []int{10, 100, 390}, strike: repeated("{ __typename", " @skip(if: false)", "}")},
		{kind: kind, name: "include on every field", sizes: []int{10, 100, 240}, strike: repeated("{", " a%d: __typename @include(if: true)", "}")},
		{kind: kind, name: "include by variables", sizes: []int{10, 100, 150}, strike: one(func(n int) message {
			return askWith("query("+times(n, "$v%d: Boolean! ")+") {"+times(n, " a%[1]d: __typename @include(if: $v%[1]d)")+"}", "{"+strings.TrimSuffix(times(n, `"v%d":true,`), ",")+"}")
		})},
		{kind: kind, name: "skip that hides analyses", sizes: []int{3, 30, 150}, strike: repeated("{ __typename", " a%d: balance @skip(if: true) { balanced }", "}")},
		{kind: kind, name: "defer", sizes: []int{2, 100, 300}, strike: repeated("{", " ... @defer { __typename }", "}")},
		{kind: kind, name: "on fragments and operations", sizes: []int{5, 100, 400}, strike: query(func(n int) string {
			many := times(n, " @d")
			return "query Q" + many + " { ...f" + many + " } fragment f on Query" + many + " { __typename }"
		})},
		{kind: kind, name: "oneOf, deprecated, specifiedBy in a query", sizes: []int{1, 100, 300}, strike: repeated("{ __typename", ` @oneOf @deprecated(reason: "x") @specifiedBy(url: "x")`, "}")},
	}
}

// overlaps make validation compare every field with every other.
func overlaps() []attack {
	const kind = "overlaps"
	return []attack{
		{kind: kind, name: "the same name for two fields", sizes: []int{10, 300, 600}, strike: repeated("{", " a: __typename a: dataset { version }", "}")},
		{kind: kind, name: "the same name with other arguments", sizes: []int{10, 100, 300}, strike: repeated("{", ` a: actor(id: "%d") { name }`, "}")},
		{kind: kind, name: "equal fields", sizes: []int{10, 500, 1_900}, strike: repeated("{", " a: __typename", "}")},
		{kind: kind, name: "equal fields, nested", sizes: []int{2, 6, 10}, strike: query(func(n int) string {
			text := "name"
			for range n {
				text = "supporters { nodes { subject { " + text + " } } }"
			}
			return `{ actor(id: "actor-0") { ` + text + " " + text + " " + text + " } }"
		})},
		{kind: kind, name: "fragments against fragments", sizes: []int{5, 30, 100}, strike: query(func(n int) string {
			return "{" + times(n, " ...f%d") + "}" + times(n, " fragment f%[1]d on Query { a: __typename b: __typename c%[1]d: __typename }")
		})},
		{kind: kind, name: "conflicts in fragments", sizes: []int{5, 30, 100}, strike: query(func(n int) string {
			return "{" + times(n, " ...f%d") + "}" + times(n, ` fragment f%[1]d on Query { a: actor(id: "%[1]d") { name } b: node(id: "%[1]d") { id } }`)
		})},
		{kind: kind, name: "unknown fields", sizes: []int{10, 500, 1_900}, strike: repeated("{", " nothing%d", "}")},
		{kind: kind, name: "unknown fields, nearly known", sizes: []int{10, 500, 1_900}, strike: repeated("{", " actorz%d", "}")},
		{kind: kind, name: "unknown arguments", sizes: []int{10, 300, 600}, strike: repeated("{ actor(", " argument%d: 1", ") { name } }")},
		{kind: kind, name: "unknown fields of an input", sizes: []int{10, 300, 600}, strike: repeated("{ relations(where: {", " field%d: 1", "}) { totalCount } }")},
		{kind: kind, name: "leaves with selections", sizes: []int{5, 100, 380}, strike: repeated("{", " __typename { a }", "}")},
	}
}

// introspections ask for the schema.
func introspections() []attack {
	const kind = "introspection"
	around := func(before, part, inner, after string) strike {
		return query(func(n int) string { return before + times(n, part+" {") + inner + times(n, "}") + after })
	}
	return []attack{
		{kind: kind, name: "ofType", sizes: []int{5, 20, 500}, strike: around("{ __schema { types { fields { type {", " ofType", " name", "}}}}}")},
		{kind: kind, name: "circle", sizes: []int{1, 3, 9}, strike: query(func(n int) string {
			return "{ __schema { types { " + times(n, "fields { type { ") + "name" + times(n, " } }") + " } } }"
		})},
		{kind: kind, name: "circle through arguments", sizes: []int{1, 2, 5}, strike: query(func(n int) string {
			return "{ __schema { types { " + times(n, "fields { args { type { inputFields { type { ") + "name" + times(n, " } } } } }") + " } } }"
		})},
		{kind: kind, name: "circle through possibleTypes", sizes: []int{1, 3, 8}, strike: query(func(n int) string {
			return `{ __type(name: "Node") { ` + times(n, "possibleTypes { interfaces { ") + "name" + times(n, " } }") + " } }"
		})},
		{kind: kind, name: "the schema again and again", sizes: []int{2, 20, 100}, strike: repeated("{", " a%d: __schema { types { name fields { name description } } }", "}")},
		{kind: kind, name: "types by name", sizes: []int{10, 100, 240}, strike: repeated("{", ` a%d: __type(name: "Actor") { fields { name } }`, "}")},
	}
}
