package hostile

// aliases ask for the same again and again, at last as often as 2,000 tokens allow.
func aliases() []attack {
	const kind = "aliases"
	return []attack{
		{kind: kind, name: "balance", sizes: []int{3, 30, 300}, strike: repeated("{", " a%d: balance { balanced }", "}")},
		{kind: kind, name: "balance, each of other days", sizes: []int{3, 30, 130}, strike: repeated("{", ` a%[1]d: balance(where: {until: "20%02[1]d"}) { balanced }`, "}")},
		{kind: kind, name: "optimal blocs", sizes: []int{1, 20, 200}, rules: rules{long: true}, strike: repeated("{", " a%d: blocs { optimal }", "}")},
		{kind: kind, name: "blocs, each of a count", sizes: []int{1, 10, 20}, rules: rules{long: true}, strike: repeated("{", " a%d: blocs(count: 2, depth: 2) { optimal frustration }", "}")},
		{kind: kind, name: "network", sizes: []int{2, 20, 180}, strike: repeated("{", " a%d: network(limit: 1) { truncated }", "}")},
		{kind: kind, name: "paths", sizes: []int{2, 20, 140}, strike: repeated("{", ` a%[1]d: paths(from: "actor-0", to: "actor-1%[1]d") { length }`, "}")},
		{kind: kind, name: "alignments", sizes: []int{2, 20, 140}, strike: repeated("{", ` a%[1]d: alignment(between: "actor-0", and: "actor-1%[1]d") { score }`, "}")},
		{kind: kind, name: "similarities", sizes: []int{2, 20, 115}, strike: repeated("{", ` a%[1]d: similarity(between: "actor-0", and: "actor-1%[1]d", asOf: "2000") { value }`, "}")},
		{kind: kind, name: "changes", sizes: []int{2, 20, 100}, strike: repeated("{", ` a%d: changes(from: "1900", to: "2030", first: 1) { totalCount }`, "}")},
		{kind: kind, name: "allies of a hub", sizes: []int{2, 20, 180}, strike: repeated(`{ actor(id: "actor-0") {`, " a%d: allies(first: 1) { score }", "}}")},
		{kind: kind, name: "search", sizes: []int{10, 100, 180}, strike: repeated("{", ` a%[1]d: search(text: "army %[1]d") { score }`, "}")},
		{kind: kind, name: "summary", sizes: []int{10, 100, 600}, strike: repeated(`{ relations(first: 500) { nodes {`, " a%d: summary", "}}}")},
		{kind: kind, name: "id", sizes: []int{10, 100, 600}, strike: repeated(`{ relations(first: 500) { nodes {`, " a%d: id", "}}}")},
		{kind: kind, name: "__typename", sizes: []int{10, 500, 10_000}, strike: repeated("{", " a%d: __typename", "}")},
		{kind: kind, name: "counts of relations", sizes: []int{5, 50, 100}, strike: repeated("{", ` a%[1]d: relations(where: {until: "19%02[1]d"}, first: 0) { totalCount }`, "}")},
		{kind: kind, name: "lists in an order", sizes: []int{2, 20, 90}, strike: repeated("{", " a%d: relations(orderBy: {field: NAME}, first: 1) { nodes { id } }", "}")},
		{kind: kind, name: "actors by id", sizes: []int{10, 100, 180}, strike: repeated("{", ` a%[1]d: actor(id: "actor-%[1]d") { name }`, "}")},
		{kind: kind, name: "citations", sizes: []int{2, 50, 600}, strike: repeated("{ sources(first: 500) { nodes {", " a%d: cite", "}}}")},
		{kind: kind, name: "the same field", sizes: []int{10, 300, 5_000}, strike: repeated("{", ` actor(id: "actor-0") { name }`, "}")},
		{kind: kind, name: "the same list", sizes: []int{10, 100, 130}, strike: repeated("{", " relations(first: 500) { nodes { summary evidence { quote } } }", "}")},
	}
}
