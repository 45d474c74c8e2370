package transport

import (
	"net/http"
	"strings"

	"entente/graph/coding"
)

// Media types of responses.
const (
	typeResponse = "application/graphql-response+json"
	typeJSON     = "application/json"
	typeStream   = "text/event-stream"
)

// An acceptance is the media types and the content encodings that a client accepts.
type acceptance struct {
	// media is the media type for answers to queries, empty if the client accepts none of ours.
	media string
	// stream is set if the client accepts a stream of events, the only answer to subscriptions.
	stream bool
	coding coding.Accepted
}

// negotiate returns what a client accepts: for queries, the first of the types with the highest q in its Accept
// headers.
func negotiate(header http.Header) acceptance {
	a := acceptance{coding: coding.Negotiate(header.Values("Accept-Encoding"))}
	if strings.TrimSpace(strings.Join(header.Values("Accept"), "")) == "" {
		a.media = typeJSON
		return a
	}
	best := 0.0
	for named, q := range coding.Preferences(header.Values("Accept")) {
		if q <= 0 {
			continue
		}
		switch named {
		case typeResponse:
		case typeJSON, "*/*", "application/*":
			named = typeJSON
		case typeStream:
			a.stream = true
		default:
			continue
		}
		if q > best {
			a.media, best = named, q
		}
	}
	return a
}

// json returns the media type of an answer that is not a stream.
func (a acceptance) json() string {
	if a.media == typeResponse {
		return typeResponse
	}
	return typeJSON
}

// invalid returns the status of the answer to an invalid query. With [typeJSON], it is OK for any well-formed request,
// as the specification requires for legacy clients.
func (a acceptance) invalid() int {
	if a.media == typeJSON {
		return http.StatusOK
	}
	return http.StatusBadRequest
}
