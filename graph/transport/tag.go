package transport

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"entente/graph/build"
)

// tagOf returns the entity tag of the answer to a question: the same for the same bytes, and only for them. It is known before
// the question is answered, but only good answers are sent with one, so that a client that has it has had a good answer.
func tagOf(q *question, media string, from Edition) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %d %q %q %q %q %q %t", build.ID(), from.Version, from.Store, from.LoadedAt,
		media, q.query, q.operation, q.variables, q.coding.Best, q.coding.Plain)
	return `"` + hex.EncodeToString(h.Sum(nil)[:16]) + `"`
}

// reads reports whether a request only asks, so that its answer may be validated.
func (x exchange) reads() bool { return x.r.Method == http.MethodGet || x.r.Method == http.MethodHead }

// has reports whether the client says that it has the answer with a tag (RFC 9110, section 13.1.2), or any answer if that is
// enough.
func (x exchange) has(tag string, any bool) bool {
	for part := range strings.SplitSeq(strings.Join(x.r.Header.Values("If-None-Match"), ","), ",") {
		part = strings.TrimSpace(part)
		if strings.TrimPrefix(part, "W/") == tag || any && part == "*" {
			return true
		}
	}
	return false
}

// unchanged answers that the client has the answer to a question already, if it has, and reports whether it did. Nothing is run
// for that: the newest edition is asked for, and nothing else.
func (h *HTTP) unchanged(ctx context.Context, x exchange, asked *question) bool {
	if asked == nil || !x.reads() || !strings.Contains(x.r.Header.Get("If-None-Match"), `"`) {
		return false
	}
	from, known := h.Edition(ctx)
	if !known {
		return false
	}
	tag := tagOf(asked, x.accepts.json(), from)
	if !x.has(tag, false) {
		return false
	}
	x.notModified(tag)
	return true
}

// tag returns the tag of a good answer from an edition, or none if the request does not only ask.
func (x exchange) tag(asked *question, from Edition) string {
	if !x.reads() {
		return ""
	}
	return tagOf(asked, x.accepts.json(), from)
}

// sendTagged sends an answer, with its tag if it has one, or says that the client has it.
func (x exchange) sendTagged(f *finished, tag string) {
	switch {
	case tag == "":
		x.send(f)
	case x.has(tag, true):
		x.notModified(tag)
	default:
		x.describe(tag)
		x.send(f)
	}
}

// notModified says that the client has the answer with a tag.
func (x exchange) notModified(tag string) {
	x.describe(tag)
	x.w.WriteHeader(http.StatusNotModified)
}

// describe sets the headers of an answer that may be kept, if it is validated each time.
func (x exchange) describe(tag string) {
	x.w.Header().Set("ETag", tag)
	x.w.Header().Set("Cache-Control", "no-cache")
}
