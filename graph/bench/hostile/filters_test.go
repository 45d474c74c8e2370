package hostile

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
)

// filters are texts, days and ids that are asked for.
func filters() []attack {
	const kind = "filters"
	asked := func(query string, value func(n int) string) strike {
		return one(func(n int) message { return askWith("query($v: "+query, `{"v":`+quoted(value(n))+"}") })
	}
	search := func(value func(n int) string) strike {
		return asked(`String!) { search(text: $v, first: 500) { score node { ... on Actor { name } } } }`, value)
	}
	date := func(n int) string {
		dates := []string{"-9999", "9999-99", "0000", "9999", "-0001-02-30", "2020-02-30", "2020-13", "99999", "+2020", "2020-1", "２０２０", "2020~?%", "", " 2020", "2020\n", "-", "1e9", "2020-01-01T00:00:00Z"}
		return dates[n%len(dates)]
	}
	every := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}
	return []attack{
		{kind: kind, name: "search for a word that all have", sizes: []int{1, 5, 20}, strike: search(func(n int) string { return strings.Repeat("army ", n) })},
		{kind: kind, name: "search for all common words", sizes: []int{1}, strike: search(func(int) string {
			return "the of army forces command border northern treaty council movement support government crisis talks popular liberation front"
		})},
		{kind: kind, name: "search for letters", sizes: []int{1, 10, 100}, strike: search(func(n int) string { return times(n, "a ") })},
		{kind: kind, name: "search for nearly a word", sizes: []int{1, 10, 30}, strike: search(func(n int) string { return strings.Repeat("amry ", n) })},
		{kind: kind, name: "search for what is long", sizes: []int{200, 201, 10_000, 900_000}, strike: search(func(n int) string { return strings.Repeat("a", n) })},
		{kind: kind, name: "search for emoji", sizes: []int{1, 40, 10_000}, strike: search(func(n int) string { return strings.Repeat("👩‍👩‍👧", n) })},
		{kind: kind, name: "search for combining marks", sizes: []int{1, 199, 10_000}, strike: search(func(n int) string { return "a" + strings.Repeat("\u0301", n) })},
		{kind: kind, name: "search for what grows when it is normalised", sizes: []int{1, 200, 10_000}, strike: search(func(n int) string { return strings.Repeat("\ufdfa", n) })},
		{kind: kind, name: "search for a pattern", sizes: []int{1, 6, 20}, strike: search(func(n int) string { return strings.Repeat("(a+)+$", n) + ".*[^]" })},
		{kind: kind, name: "search for Lucene's operators", sizes: []int{1, 10, 30}, strike: search(func(n int) string { return strings.Repeat("a~2 *:* [a TO z] ", n)[:min(199, 17*n)] })},
		{kind: kind, name: "search for nothing", sizes: []int{0, 1, 200}, strike: search(func(n int) string { return strings.Repeat(" ", n) })},
		{kind: kind, name: "search for directions and widths of nothing", sizes: []int{1, 100, 199}, strike: search(func(n int) string { return strings.Repeat("\u202e\u200b", n/2) })},
		{kind: kind, name: "asOf", sizes: every, strike: asked(`Date) { relations(where: {asOf: $v}, first: 5) { totalCount nodes { summary } } }`, date)},
		{kind: kind, name: "since", sizes: every, strike: asked(`Date) { relations(where: {since: $v}, first: 5) { totalCount } }`, date)},
		{kind: kind, name: "knownBy", sizes: every, strike: asked(`Date) { relations(where: {knownBy: $v}, first: 5) { totalCount nodes { summary } } }`, date)},
		{kind: kind, name: "changes from", sizes: every, strike: asked(`Date!) { changes(from: $v, to: "9999", first: 5) { totalCount } }`, date)},
		{kind: kind, name: "a long date", sizes: []int{10, 10_000, 900_000}, strike: asked(`Date) { relations(where: {asOf: $v}, first: 5) { totalCount } }`, func(n int) string { return strings.Repeat("9", n) })},
		{kind: kind, name: "a long id", sizes: []int{1_000, 100_000, 900_000}, strike: asked(`ID!) { relation(id: $v) { id } node(id: $v) { id } event(id: $v) { id } }`, func(n int) string { return strings.Repeat("a", n) })},
		{kind: kind, name: "an id of an analysis", sizes: []int{1_000, 100_000, 900_000}, strike: asked(`ID!) { alignment(between: $v, and: "actor-0") { score } }`, func(n int) string { return strings.Repeat("a", n) })},
		{kind: kind, name: "a path as an id", sizes: []int{0, 1, 2}, strike: asked(`ID!) { actor(id: $v) { name } }`, func(n int) string {
			return []string{"../../etc/passwd", "actor-0\x00", "') MATCH (n) DETACH DELETE n //"}[n]
		})},
		{kind: kind, name: "relations with not in not", sizes: []int{1, 8, 9}, strike: query(func(n int) string {
			return "{ relations(where: " + strings.Repeat(`{until: "2015", not: `, n) + "{kinds: [TROOPS]}" + strings.Repeat("}", n) + ", first: 500) { totalCount nodes { summary } } }"
		})},
		{kind: kind, name: "all kinds of all countries", sizes: []int{10, 300, 900}, strike: query(func(n int) string {
			return "{ relations(where: {subjectCountries: [" + times(n, ` "C%d"`) + "], publishers: [" + times(n, ` "Publisher %d"`) + "]}, first: 500) { totalCount } }"
		})},
		{kind: kind, name: "presumed, indirect, of successors", sizes: []int{1, 10, 50}, strike: repeated("{", ` a%[1]d: actor(id: "actor-%[1]d") { supporters(where: {presumed: true}, indirect: true, succession: true, first: 1) { totalCount } }`, "}")},
	}
}

// pages are asked for by cursors, sizes and orders.
func pages() []attack {
	const kind = "pages"
	cursor := func(n int) string {
		forged := []string{"a", "====", "eyJhIjoxfQ==", "\x00", base64.StdEncoding.EncodeToString([]byte("actor:actor-0")), strings.Repeat("QUFB", 200_000), "-1", "null", "{}", strings.Repeat("=", 10_000)}
		return quoted(forged[n])
	}
	numbers := []int{-1 << 31, -1, 0, 500, 501, 1<<31 - 1}
	fields := strings.Fields("relations:ID relations:NAME relations:FIRST_REPORTED relations:LAST_REPORTED relations:INDEPENDENT_SOURCES actors:NAME sources:PUBLISHED sources:TITLE events:FROM")
	return []attack{
		{kind: kind, name: "cursors", sizes: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, strike: one(func(n int) message {
			return askWith("query($v: String) { actors(after: $v) { totalCount } r: relations(before: $v) { totalCount } }", `{"v":`+cursor(n)+"}")
		})},
		{kind: kind, name: "first", sizes: numbers, strike: query(func(n int) string { return fmt.Sprintf("{ relations(first: %d) { nodes { id } } }", n) })},
		{kind: kind, name: "last", sizes: numbers, strike: query(func(n int) string { return fmt.Sprintf("{ relations(last: %d) { nodes { id } } }", n) })},
		{kind: kind, name: "limit", sizes: []int{-1, 0, 500, 5_000, 5_001, 1<<31 - 1}, strike: query(func(n int) string { return fmt.Sprintf("{ network(limit: %d) { nodes { id } edges { id } } }", n) })},
		{kind: kind, name: "depth", sizes: []int{-1, 0, 3, 10, 11, 1<<31 - 1}, strike: query(func(n int) string {
			return fmt.Sprintf(`{ network(around: ["actor-0", "actor-1"], depth: %d) { truncated nodes { id } } }`, n)
		})},
		{kind: kind, name: "orders", sizes: []int{0, 1, 2, 3, 4, 5, 6, 7, 8}, strike: query(func(n int) string {
			list, field, _ := strings.Cut(fields[n], ":")
			return fmt.Sprintf("{ %s(orderBy: {field: %s, direction: DESC}, first: 500) { nodes { id } } }", list, field)
		})},
		{kind: kind, name: "lists in lists", sizes: []int{1, 2, 4, 8}, strike: query(func(n int) string {
			return "{ actors(first: 500) { nodes {" + strings.Repeat(" relations(first: 500) { nodes { subject {", n) + " name" + strings.Repeat(" }}}", n) + " }}}"
		})},
		{kind: kind, name: "small lists in lists", sizes: []int{1, 3, 5, 7}, strike: query(func(n int) string {
			return `{ actor(id: "actor-0") {` + strings.Repeat(" relations(first: 5) { nodes { object {", n) + " name" + strings.Repeat(" }}}", n) + " }}"
		})},
		{kind: kind, name: "all that an answer may have", sizes: []int{50, 250, 500}, strike: query(func(n int) string {
			return fmt.Sprintf("{ relations(first: %d) { nodes { summary periods { from to kinds sources { title } } evidence { quote source { title via { title } } speaker { name } } } } }", n)
		})},
		{kind: kind, name: "evidence of sources", sizes: []int{1, 20, 100}, strike: query(func(n int) string {
			return fmt.Sprintf("{ sources(first: %d) { nodes { cite evidence(first: 500) { nodes { quote fact { summary } } } } } }", n)
		})},
		{kind: kind, name: "filtered lists of a hub", sizes: []int{1, 20, 60, 90}, strike: query(func(n int) string { return hub(n, 0) })},
		{kind: kind, name: "the sides of conflicts", sizes: []int{1, 10, 100}, strike: query(func(n int) string {
			return fmt.Sprintf(`{ conflicts(first: %d) { nodes { sides(where: {until: "2020"}) { party { id } supporters { id } } } } }`, n)
		})},
		{kind: kind, name: "the last page", sizes: []int{1, 500}, strike: query(func(n int) string {
			return fmt.Sprintf("{ relations(last: %d, orderBy: {field: NAME}) { nodes { summary } } }", n)
		})},
		{kind: kind, name: "by GET, a page after another", sizes: []int{10, 200}, strike: inTurn(func(i int) message {
			return get("/graphql?query=" + url.QueryEscape(fmt.Sprintf("{ relations(first: 500, where: {until: \"%d\"}) { nodes { summary } } }", 1950+i%70)))
		})},
	}
}

// hub asks for n filtered lists of an actor that has the most relations, other ones for each client.
func hub(n, client int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d: relations(where: {asOf: "%d-%02d", kinds: [TROOPS]}, first: 1) { totalCount }`, i, 1950+i, client%12+1)
	}
	return `{ actor(id: "actor-0") {` + b.String() + " } }"
}
