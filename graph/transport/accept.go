package transport

import (
	"cmp"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// Media types of answers.
const (
	typeResponse = "application/graphql-response+json"
	typeJSON     = "application/json"
	typeStream   = "text/event-stream"
)

// An acceptance is what a client accepts.
type acceptance struct {
	// media is the media type to answer queries in, empty if the client takes none of ours.
	media string
	// stream is set if the client takes a stream of events, which subscriptions are answered with.
	stream bool
}

// negotiate returns what a client accepts: for queries, the type with the highest q in its Accept, the first of several.
func negotiate(accept []string) acceptance {
	all := strings.Join(accept, ",")
	if strings.TrimSpace(all) == "" {
		return acceptance{media: typeJSON}
	}
	var a acceptance
	best := 0.0
	for part := range strings.SplitSeq(all, ",") {
		named, params, err := mime.ParseMediaType(part)
		if err != nil || !inUTF8(params) {
			continue
		}
		q, err := strconv.ParseFloat(cmp.Or(params["q"], "1"), 64)
		if err != nil || q <= 0 {
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

// inUTF8 reports whether the parameters of a media type name no other charset.
func inUTF8(params map[string]string) bool {
	return params["charset"] == "" || strings.EqualFold(params["charset"], "utf-8")
}

// json returns the media type of an answer that is not a stream.
func (a acceptance) json() string {
	if a.media == typeResponse {
		return typeResponse
	}
	return typeJSON
}

// invalid returns the status of the answer to a query that is invalid. That of [typeJSON] says only whether there was a
// request: so the specification wants it for the sake of older clients.
func (a acceptance) invalid() int {
	if a.media == typeJSON {
		return http.StatusOK
	}
	return http.StatusBadRequest
}
