package querytest

import (
	"net/http"
	"net/url"
	"strings"
)

// accepts are the headers of requests by which media types are chosen.
var accepts = []string{
	"", "*/*", "application/json", "application/graphql-response+json", "application/graphql-response+json, application/json;q=0.5",
	"text/html, application/json;q=0.9", "text/event-stream", "text/csv",
}

// A Request is a way to send a query.
type Request struct {
	Query
	// Get is whether to send it by GET.
	Get bool
	// Accept is the header, empty for none.
	Accept string
}

// Request returns a way to send a query.
func (g *Generator) Request() Request {
	r := Request{Query: g.Next(), Get: g.oneIn(3), Accept: accepts[g.rand.IntN(2+g.rand.IntN(len(accepts)-1))]}
	if r.Accept == "text/event-stream" && r.Spoiled == "subscription" {
		r.Accept = "" // it would not end
	}
	return r
}

// HTTP returns the request to a server at an address, such as http://localhost.
func (r Request) HTTP(address string) *http.Request {
	method, body := http.MethodGet, strings.NewReader("")
	address += "/graphql"
	if r.Get {
		values := url.Values{"query": {r.Text}}
		if r.Variables != "" {
			values.Set("variables", r.Variables)
		}
		if r.Operation != "" {
			values.Set("operationName", r.Operation)
		}
		address += "?" + values.Encode()
	} else {
		method, body = http.MethodPost, strings.NewReader(r.body())
	}
	h, err := http.NewRequest(method, address, body)
	if err != nil {
		panic(err) // the address is the caller's
	}
	if !r.Get {
		h.Header.Set("Content-Type", "application/json")
	}
	if r.Accept != "" {
		h.Header.Set("Accept", r.Accept)
	}
	return h
}

// body returns the query as JSON.
func (r Request) body() string {
	parts := []string{`"query":` + quoted(r.Text)}
	if r.Variables != "" {
		parts = append(parts, `"variables":`+r.Variables)
	}
	if r.Operation != "" {
		parts = append(parts, `"operationName":`+quoted(r.Operation))
	}
	return "{" + strings.Join(parts, ",") + "}"
}
