package hostile

import (
	"net/url"
	"strings"
)

// bodies are what is sent as JSON, and as what is not.
func bodies() []attack {
	const kind = "bodies"
	of := func(body func(n int) string) strike {
		return one(func(n int) message { return post("/graphql", "application/json", body(n)) })
	}
	return []attack{
		{kind: kind, name: "empty objects in a batch", sizes: []int{2, 1_000, 300_000}, strike: of(func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat("{},", n), ",") + "]" }), rules: rules{want: []int{400, 413}}},
		{kind: kind, name: "a batch of analyses", sizes: []int{2, 100, 10_000}, strike: of(func(n int) string {
			return "[" + strings.TrimSuffix(strings.Repeat(`{"query":"{ balance { balanced } }"},`, n), ",") + "]"
		}), rules: rules{want: []int{400, 413}}},
		{kind: kind, name: "deep arrays", sizes: []int{100, 10_000, 1_000_000}, strike: of(func(n int) string { return strings.Repeat("[", n) })},
		{kind: kind, name: "deep objects", sizes: []int{100, 10_000, 150_000}, strike: of(func(n int) string { return strings.Repeat(`{"a":`, n) })},
		{kind: kind, name: "deep extensions", sizes: []int{100, 9_000, 150_000}, strike: of(func(n int) string {
			return `{"query":"{ __typename }","extensions":` + strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n) + "}"
		})},
		{kind: kind, name: "the same key", sizes: []int{2, 1_000, 40_000}, strike: of(func(n int) string {
			return "{" + strings.TrimSuffix(strings.Repeat(`"query":"{ __typename }",`, n), ",") + "}"
		})},
		{kind: kind, name: "keys", sizes: []int{100, 10_000, 60_000}, strike: of(func(n int) string { return `{"query":"{ __typename }"` + times(n, `,"k%d":1`) + "}" })},
		{kind: kind, name: "a long key", sizes: []int{1_000, 100_000, 1_000_000}, strike: of(func(n int) string { return `{"` + strings.Repeat("k", n) + `":1}` })},
		{kind: kind, name: "keys in another case", sizes: []int{1}, strike: of(func(int) string { return `{"Query":"{ __typename }"}` }), rules: rules{want: []int{400}}},
		{kind: kind, name: "invalid UTF-8 in a query", sizes: []int{1, 1_000, 100_000}, strike: of(func(n int) string { return `{"query":"{ __typename #` + strings.Repeat("\xff", n) + `\n}"}` }), rules: rules{want: []int{400}}},
		{kind: kind, name: "NULs", sizes: []int{1, 100_000, 1_000_000}, strike: of(func(n int) string { return strings.Repeat("\x00", n) })},
		{kind: kind, name: "spaces", sizes: []int{1, 100_000, 1_000_000}, strike: of(func(n int) string { return strings.Repeat(" ", n) })},
		{kind: kind, name: "too large", sizes: []int{1 << 20, 4 << 20, 64 << 20}, strike: of(func(n int) string { return `{"query":"` + strings.Repeat("a", n) + `"}` })},
		{kind: kind, name: "after the end", sizes: []int{1, 1_000, 40_000}, strike: of(func(n int) string { return strings.Repeat(`{"query":"{ __typename }"}`, n) })},
		{kind: kind, name: "cut off", sizes: []int{1, 10, 24}, strike: of(func(n int) string { return `{"query":"{ __typename }"}`[:n] })},
		{kind: kind, name: "another media type", sizes: []int{0, 1, 2, 3, 4, 5}, strike: one(func(n int) message {
			types := []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "application/xml", "application/json; charset=utf-16", ""}
			return post("/graphql", types[n], `{"query":"{ __typename }"}`)
		}), rules: rules{want: []int{400, 415}}},
		{kind: kind, name: "long media types", sizes: []int{100, 5_000, 50_000}, strike: one(func(n int) message {
			return post("/graphql", "application/json"+times(n/10, "; p%d=vvvv"), `{"query":"{ __typename }"}`)
		})},
		{kind: kind, name: "parts of a form", sizes: []int{10, 1_000, 10_000}, strike: one(func(n int) message {
			return post("/graphql", "multipart/form-data; boundary=a", times(n, "--a\r\nContent-Disposition: form-data; name=\"%d\"\r\n\r\n1\r\n")+"--a--")
		})},
		{kind: kind, name: "compressed", sizes: []int{1}, strike: one(func(int) message {
			return post("/graphql", "application/json", "\x1f\x8b\x08\x00").with("Content-Encoding", "gzip")
		})},
		{kind: kind, name: "persisted queries that nobody knows", sizes: []int{10, 1_000, 5_000}, strike: inTurn(func(i int) message {
			return post("/graphql", "application/json", times(1, `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"`)+digest(unheard(i))+`"}}}`)
		})},
		{kind: kind, name: "persisted queries, registered", sizes: []int{10, 1_000, 5_000}, strike: inTurn(func(i int) message {
			text := unheard(i)
			return post("/graphql", "application/json", `{"query":`+quoted(text)+`,"extensions":{"persistedQuery":{"version":1,"sha256Hash":"`+digest(text)+`"}}}`)
		})},
		{kind: kind, name: "persisted queries with a wrong digest", sizes: []int{1, 100, 1_000}, strike: inTurn(func(i int) message {
			return post("/graphql", "application/json", `{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"`+digest(unheard(i))+`"}}}`)
		})},
		{kind: kind, name: "queries by GET", sizes: []int{100, 5_000, 60_000}, strike: one(func(n int) message {
			return get("/graphql?query=" + url.QueryEscape("{ __typename #"+strings.Repeat("a", n)+"\n}"))
		})},
		{kind: kind, name: "parameters by GET", sizes: []int{10, 1_000, 6_000}, strike: one(func(n int) message { return get("/graphql?query={__typename}" + times(n, "&p%d=1")) })},
		{kind: kind, name: "queries by GET, all different", sizes: []int{100, 1_000, 10_000}, strike: inTurn(func(i int) message {
			return get("/graphql?query=" + url.QueryEscape(unheard(i)))
		})},
		{kind: kind, name: "long queries, all different", sizes: []int{10, 100, 1_000}, strike: inTurn(func(i int) message {
			return ask("{ __typename #" + strings.Repeat("x", 8_000) + digest(unheard(i)) + "\n}")
		})},
	}
}
