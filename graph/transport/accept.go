package transport

import (
	"cmp"
	"iter"
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

// An acceptance is the media types and the content encodings that a client accepts.
type acceptance struct {
	// media is the media type for answers to queries, empty if the client accepts none of ours.
	media string
	// stream is set if the client accepts a stream of events, the only answer to subscriptions.
	stream bool
	encodings
}

// encodings are the content encodings that a client accepts.
type encodings struct {
	// best is the one that the client prefers or, of several, the shortest: [encodingNone], [encodingGzip] or [encodingZstd].
	best string
	// plain is set if answers may be sent as they are.
	plain bool
}

// negotiate returns what a client accepts: for queries, the first of the types with the highest q in its Accept
// headers.
func negotiate(header http.Header) acceptance {
	a := acceptance{encodings: negotiateEncoding(header.Values("Accept-Encoding"))}
	if strings.TrimSpace(strings.Join(header.Values("Accept"), "")) == "" {
		a.media = typeJSON
		return a
	}
	best := 0.0
	for named, q := range preferences(header.Values("Accept")) {
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

// negotiateEncoding returns the content encodings in Accept-Encoding headers, which RFC 9110 (section 12.5.3) describes. A
// client that says nothing gets answers as they are: it may not know about encodings.
func negotiateEncoding(accept []string) encodings {
	q := map[string]float64{}
	for named, value := range preferences(accept) {
		q[named] = value
	}
	of := func(name string, unnamed float64) float64 {
		if value, named := q[name]; named {
			return value
		}
		if value, named := q["*"]; named && name != encodingZstd { // who takes anything may be too old for zstd
			return value
		}
		return unnamed
	}
	e := encodings{plain: of("identity", 1) > 0}
	most := q["identity"]
	for _, name := range []string{encodingZstd, encodingGzip} {
		if value := of(name, 0); value > 0 && (value > most || value == most && e.best == encodingNone) {
			e.best, most = name, value
		}
	}
	return e
}

// preferences returns what is named in headers such as Accept, each with its q, and leaves out what is malformed or not in
// UTF-8.
func preferences(headers []string) iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		for part := range strings.SplitSeq(strings.Join(headers, ","), ",") {
			named, params, err := mime.ParseMediaType(part)
			if err != nil || !inUTF8(params) {
				continue
			}
			q, err := strconv.ParseFloat(cmp.Or(params["q"], "1"), 64)
			if err == nil && !yield(named, q) {
				return
			}
		}
	}
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
