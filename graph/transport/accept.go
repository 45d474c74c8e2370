package transport

import (
	"cmp"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// Media types of responses.
const (
	typeResponse = "application/graphql-response+json"
	typeJSON     = "application/json"
	typeStream   = "text/event-stream"
)

// An acceptance is the media types that a client accepts.
type acceptance struct {
	// media is the media type for answers to queries, empty if the client accepts none of ours.
	media string
	// stream is set if the client accepts a stream of events, the only answer to subscriptions.
	stream bool
}

// negotiate returns what a client accepts: for queries, the first of the types with the highest q in its Accept
// headers.
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

// inUTF8 reports whether the parameters of a media type name no charset other than UTF-8.
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

// invalid returns the status of the answer to an invalid query. With [typeJSON], it is OK for any well-formed request,
// as the specification requires for legacy clients.
func (a acceptance) invalid() int {
	if a.media == typeJSON {
		return http.StatusOK
	}
	return http.StatusBadRequest
}
