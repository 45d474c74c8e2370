package hostile

import (
	"fmt"
	"net/http"
	"strings"
)

// simple is a query by GET.
const simple = "/graphql?query={__typename}"

// headers are sent by many, long and odd.
func headers() []attack {
	const kind = "headers"
	of := func(name string, value func(n int) string) strike {
		return one(func(n int) message { return get(simple).with(name, value(n)) })
	}
	list := func(part string) func(int) string {
		return func(n int) string { return strings.TrimSuffix(times(n, part+","), ",") }
	}
	return []attack{
		{kind: kind, name: "many", sizes: []int{100, 2_000, 20_000}, strike: raw(func(n int) string {
			return "GET " + simple + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + times(n, "X-H%d: 1\r\n") + "\r\n"
		})},
		{kind: kind, name: "the same", sizes: []int{100, 2_000, 20_000}, strike: raw(func(n int) string {
			return "GET " + simple + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + times(n, "Accept: application/json\r\n") + "\r\n"
		})},
		{kind: kind, name: "a long one", sizes: []int{1_000, 60_000, 1_000_000}, strike: raw(func(n int) string {
			return "GET " + simple + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + strings.Repeat("x", n) + "\r\n\r\n"
		})},
		{kind: kind, name: "a long address", sizes: []int{1_000, 60_000, 1_000_000}, strike: raw(func(n int) string {
			return "GET " + simple + "&a=" + strings.Repeat("x", n) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
		})},
		{kind: kind, name: "a long path", sizes: []int{1_000, 10_000, 50_000}, strike: one(func(n int) message { return get("/" + strings.Repeat("a/", n/2)) })},
		{kind: kind, name: "dots in a path", sizes: []int{3, 1_000, 10_000}, strike: raw(func(n int) string {
			return "GET /" + strings.Repeat("../", n) + "etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
		})},
		{kind: kind, name: "cookies", sizes: []int{10, 1_000, 5_000}, strike: of("Cookie", func(n int) string { return times(n, "c%d=1; ") })},
		{kind: kind, name: "Accept", sizes: []int{10, 1_000, 3_000}, strike: of("Accept", list("text/x%d;q=0.%[1]d"))},
		{kind: kind, name: "Accept, known types", sizes: []int{10, 1_000, 3_000}, strike: of("Accept", list("application/json;q=0.5"))},
		{kind: kind, name: "Accept, malformed", sizes: []int{10, 1_000, 30_000}, strike: of("Accept", func(n int) string { return strings.Repeat(";,=\"", n) })},
		{kind: kind, name: "Accept-Encoding", sizes: []int{10, 1_000, 5_000}, strike: of("Accept-Encoding", list("gzip;q=0.%d"))},
		{kind: kind, name: "Accept-Encoding, odd", sizes: []int{0, 1, 2, 3, 4, 5, 6}, strike: of("Accept-Encoding", func(n int) string {
			return []string{"gzip;q=0, identity;q=0, *;q=0", "*;q=1e9", "br;q=-1", "zstd;q=NaN", ",,,,", "GZIP;Q=1", "gzip;gzip;gzip"}[n]
		})},
		{kind: kind, name: "Range", sizes: []int{1, 100, 1_000}, strike: one(func(n int) message {
			return get("/schema.graphqls").with("Range", "bytes="+strings.TrimSuffix(times(n, "%[1]d-,"), ","))
		})},
		{kind: kind, name: "Range over pages", sizes: []int{1, 100, 1_000}, strike: one(func(n int) message {
			return get("/").with("Range", "bytes="+strings.TrimSuffix(times(n, "0-,"), ","))
		})},
		{kind: kind, name: "If-None-Match", sizes: []int{1, 1_000, 10_000}, strike: of("If-None-Match", list(`"%d"`))},
		{kind: kind, name: "X-Forwarded-For", sizes: []int{1, 1_000, 5_000}, strike: of("X-Forwarded-For", list("10.0.0.1"))},
		{kind: kind, name: "Forwarded, odd", sizes: []int{0, 1, 2, 3}, strike: one(func(n int) message {
			value := []string{"javascript:alert(1)", "evil.example", "[::1", "a\"><script>"}[n]
			return get("/cite?url=/graphql").with("X-Forwarded-Host", value).with("X-Forwarded-Proto", value).with("Forwarded", "host="+value)
		})},
		{kind: kind, name: "traceparent", sizes: []int{0, 1, 2}, strike: of("Traceparent", func(n int) string {
			return []string{"00-" + strings.Repeat("f", 32) + "-" + strings.Repeat("f", 16) + "-01", strings.Repeat("0", 50_000), "ff-x"}[n]
		})},
		{kind: kind, name: "X-Request-Id", sizes: []int{10, 1_000, 50_000}, strike: of("X-Request-Id", func(n int) string { return strings.Repeat("\t\"a", n/3) })},
		{kind: kind, name: "Expect", sizes: []int{1, 1_000}, strike: one(func(n int) message { return ask("{ __typename }").with("Expect", strings.Repeat("1", n)) })},
		{kind: kind, name: "methods", sizes: []int{0, 1, 2, 3, 4, 5, 6}, strike: raw(func(n int) string {
			method := []string{"PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "PROPFIND"}[n]
			return fmt.Sprintf("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", method, simple)
		}), rules: rules{want: []int{200, 204, 400, 404, 405, 501}}},
		{kind: kind, name: "HEAD", sizes: []int{0, 1, 2, 3}, strike: one(func(n int) message {
			paths := []string{"/graphql?query={balance{balanced}}", "/export/statements.csv", "/reconcile", "/cite"}
			return message{http.MethodHead, paths[n], "", nil}
		})},
		{kind: kind, name: "a long method", sizes: []int{10, 1_000, 50_000}, strike: raw(func(n int) string {
			return strings.Repeat("M", n) + " / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
		})},
	}
}

// browsers send what pages of other sites have them send.
func browsers() []attack {
	const kind = "browsers"
	foreign := rules{want: []int{400, 403, 421}}
	return []attack{
		{kind: kind, name: "a name that was bound to this address", sizes: []int{0, 1, 2, 3}, strike: one(func(n int) message {
			return get(simple).with("Host", []string{"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example"}[n])
		}), rules: foreign},
		{kind: kind, name: "such a name, for every path", sizes: []int{0, 1, 2, 3, 4, 5}, strike: one(func(n int) message {
			paths := []string{"/", "/export/actors.csv", "/schema.graphqls", "/reconcile", "/cite?url=/graphql", "/playground"}
			return get(paths[n]).with("Host", "evil.example")
		}), rules: foreign},
		{kind: kind, name: "malformed hosts", sizes: []int{0, 1, 2, 3}, strike: raw(func(n int) string {
			host := []string{"a b", "[::1", strings.Repeat("a", 10_000), "a\x01b"}[n]
			return "GET " + simple + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"
		}), rules: foreign},
		{kind: kind, name: "no host, or two", sizes: []int{0, 2}, strike: raw(func(n int) string {
			return "GET " + simple + " HTTP/1.1\r\n" + strings.Repeat("Host: 127.0.0.1\r\n", n) + "\r\n"
		}), rules: foreign},
		{kind: kind, name: "a whole address with another host", sizes: []int{1}, strike: raw(func(int) string {
			return "GET http://evil.example" + simple + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
		}), rules: foreign},
		{kind: kind, name: "a script of another site by GET", sizes: []int{0, 1, 2}, strike: one(func(n int) message {
			return get([]string{simple, "/export/actors.csv", "/reconcile"}[n]).with("Sec-Fetch-Site", "cross-site").with("Sec-Fetch-Mode", "no-cors").with("Sec-Fetch-Dest", "script")
		}), rules: foreign},
		{kind: kind, name: "a script of another site by POST", sizes: []int{0, 1, 2}, strike: one(func(n int) message {
			mediaType := []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a"}[n]
			return post("/graphql", mediaType, `{"query":"{ __typename }"}`).with("Sec-Fetch-Site", "cross-site").with("Origin", "https://evil.example")
		}), rules: rules{want: []int{400, 403, 415}}},
		{kind: kind, name: "preflights", sizes: []int{1, 100, 2_000}, strike: one(func(n int) message {
			return message{http.MethodOptions, "/graphql", "", nil}.with("Origin", "https://evil.example").with("Access-Control-Request-Method", "POST").
				with("Access-Control-Request-Headers", strings.TrimSuffix(times(n, "x-h%d,"), ","))
		})},
		{kind: kind, name: "a null origin", sizes: []int{1}, strike: one(func(int) message { return get(simple).with("Origin", "null").with("Sec-Fetch-Site", "cross-site") }), rules: foreign},
	}
}
