package transport_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/live"
)

// TestTag checks which answers have a tag, and that it is that of one answer only.
func TestTag(t *testing.T) {
	e := editions(t)
	const query = `query A($n: Int! = 3) { actors(first: $n) { nodes { name } } } query B { dataset { version } }`
	get := func(more ...string) string {
		values := url.Values{"query": {query}, "operationName": {"A"}}
		for i := 0; i < len(more); i += 2 {
			values.Set(more[i], more[i+1])
		}
		return "/graphql?" + values.Encode()
	}
	newer := "Accept: application/graphql-response+json"
	handlers := map[string]http.Handler{
		"old": graph.NewHandler(live.New(e[0]), graph.Deadline), "new": graph.NewHandler(live.New(e[1]), graph.Deadline),
		"kept": graph.NewHandler(live.New(e[0]), graph.Deadline, graph.KeepAnswers(1<<20)),
	}
	seen := map[string]string{}
	for _, tt := range []struct {
		name, of string
		r        *http.Request
		tagged   bool
	}{
		{"a query", "old", request("GET", get(), ""), true},
		{"of newer facts", "new", request("GET", get(), ""), true},
		{"another operation", "old", request("GET", get("operationName", "B"), ""), true},
		{"variables", "old", request("GET", get("variables", `{"n":4}`), ""), true},
		{"another type", "old", request("GET", get(), "", newer), true},
		{"another coding", "old", request("GET", get(), "", "Accept-Encoding: gzip"), true},
		{"POST", "old", request("POST", "/graphql", `{"query":"{dataset{store}}"}`, asJSON), false},
		{"an invalid query", "old", request("GET", get("query", "{x}"), ""), false},
		{"an error", "old", request("GET", get("variables", `{"n":100000}`), ""), false},
		{"a stream", "old", request("GET", get(), "", asStream), false},
	} {
		first := send(handlers[tt.of], tt.r.Clone(t.Context()))
		tag := first.header.Get("ETag")
		if (tag != "") != tt.tagged || tt.tagged && first.header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: tag %s, %v", tt.name, tag, first.header)
		}
		if other := seen[tag]; other != "" && tt.tagged {
			t.Errorf("%s has the tag of %s", tt.name, other)
		}
		seen[tag] = tt.name
	}
	want := send(handlers["old"], request("GET", get(), "")).header.Get("ETag")
	for range 2 { // run, and kept
		if got := send(handlers["kept"], request("GET", get(), "")).header.Get("ETag"); got != want {
			t.Errorf("with kept answers: tag %s, want %s", got, want)
		}
	}
}

// TestNotModified checks that a client that has an answer is told so, with no body, and others get the answer.
func TestNotModified(t *testing.T) {
	e := editions(t)
	facts := live.New(e[0])
	for name, handler := range map[string]http.Handler{
		"run": graph.NewHandler(facts, graph.Deadline), "kept": graph.NewHandler(facts, graph.Deadline, graph.KeepAnswers(1<<20)),
	} {
		target := "/graphql?query=" + url.QueryEscape(`{ actors(first: 3) { nodes { name } } }`)
		tag := send(handler, request("GET", target, "")).header.Get("ETag")
		for _, tt := range []struct {
			header string
			status int
		}{
			{tag, 304}, {"W/" + tag, 304}, {`"other", ` + tag, 304}, {"*", 304}, {`"other"`, 200}, {strings.Trim(tag, `"`), 200}, {"", 200},
		} {
			for _, method := range []string{"GET", "HEAD"} {
				got := send(handler, request(method, target, "", "If-None-Match: "+tt.header))
				if got.status != tt.status || got.header.Get("ETag") != tag || got.header.Get("Vary") == "" || (tt.status == 304) != (got.body == "") {
					t.Errorf("%s, %s with %s: %d %v %.100s", name, method, tt.header, got.status, got.header, got.body)
				}
			}
		}
		bad := "/graphql?query=" + url.QueryEscape(`{ actors(first: 100000) { nodes { name } } }`)
		if got := send(handler, request("GET", bad, "", "If-None-Match: *")); got.status != 200 || got.header.Get("ETag") != "" {
			t.Errorf("%s: an error: %d %v", name, got.status, got.header)
		}
		if got := send(handler, request("POST", "/graphql", `{"query":"{dataset{store}}"}`, asJSON, "If-None-Match: *")); got.status != 200 {
			t.Errorf("%s: POST: %d", name, got.status)
		}
	}
	handler := graph.NewHandler(facts, graph.Deadline)
	target := "/graphql?query=" + url.QueryEscape(`{ dataset { version } }`)
	tag := send(handler, request("GET", target, "")).header.Get("ETag")
	facts.Replace(e[1])
	if got := send(handler, request("GET", target, "", "If-None-Match: "+tag)); got.status != 200 || got.header.Get("ETag") == tag {
		t.Errorf("newer facts: %d %v", got.status, got.header)
	}
}
