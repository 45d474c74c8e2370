package citation

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"time"

	"entente/graph/alliance"
	"entente/graph/coding"
	"entente/graph/edge"
	"entente/graph/refusal"
	"entente/graph/room"
	"entente/graph/steady"
)

// Facts are what is cited. They may be replaced at any time.
type Facts interface {
	// Store returns the store for one request: it answers all calls from one version of the facts, or fails with an error
	// that wraps [alliance.ErrChanged].
	Store() alliance.Store
}

// A Check returns an error if the answer at an address on the server, which is that of /graphql?query=… or /export/…, cannot be made
// from a store: a [*refusal.Error], or an error of the store.
type Check func(ctx context.Context, s alliance.Store, address *url.URL) error

// attempts is how often a citation is begun anew if the facts change in the meantime.
const attempts = 3

// deadline is how long it may take to make a citation, as long as the answer to a query.
const deadline = 10 * time.Second

// Handler answers GET and HEAD of any path with citations: of the data sets or, if the query has source=ID, actor=ID,
// relation=ID or event=ID, each as often as one likes, of these sources and of those of the evidence for the others, before
// the data sets; or, if it has url=ADDRESS, of the answer at an address on this server. The format is that of format=bibtex,
// ris or csl, otherwise the one that the Accept headers prefer. Only an answer that passes the check is cited. Every item of a data set or an answer has the version of
// the facts, which is also in the header Entente-Dataset. What is wrong with a request is told in a line of text: 400 for a
// wrong parameter, 404 for an id that nothing has, 406 for a media type that there is not, 503 if the facts cannot be reached, it
// takes more than ten seconds, or there is no room for it.
func Handler(f Facts, check Check, now func() time.Time, rooms *room.Rooms) http.Handler {
	c := &citer{facts: f, check: check, now: now, rooms: rooms}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		coding.Vary(w.Header(), "Accept")
		if !reads(r) {
			w.Header().Set("Allow", "GET, HEAD")
			refuse(w, r, refusal.Errorf(http.StatusMethodNotAllowed, "citations are read with GET or HEAD, not %s", r.Method))
			return
		}
		q, err := parseRequest(r)
		if err != nil {
			refuse(w, r, err)
			return
		}
		c.serve(w, r, q)
	})
}

// Negotiate returns a handler that answers as next does, but with the citation of an answer if the Accept headers of a GET or
// HEAD of /graphql?query=… or /export/… name a media type of citations and prefer nothing to it. An answer that does not pass
// the check is refused.
func Negotiate(next http.Handler, f Facts, check Check, now func() time.Time, rooms *room.Rooms) http.Handler {
	c := &citer{facts: f, check: check, now: now, rooms: rooms}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !reads(r) || !citable(r.URL) {
			next.ServeHTTP(w, r)
			return
		}
		coding.Vary(w.Header(), "Accept")
		format, ok := preferred(r.Header)
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		c.serve(w, r, &request{format: format, media: format.MediaType(), answer: r.URL})
	})
}

// reads reports whether a request only asks.
func reads(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// A citer answers requests for citations.
type citer struct {
	facts    Facts
	check    Check
	now      func() time.Time
	rooms    *room.Rooms
	encoders coding.Encoders
}

// serve answers a request.
func (c *citer) serve(w http.ResponseWriter, r *http.Request, q *request) {
	at := Access{Time: c.now().UTC(), Server: edge.Base(r)}
	ctx, cancel := context.WithTimeout(r.Context(), deadline)
	defer cancel()
	var items []Item
	var d alliance.Dataset
	var err error
	for range attempts {
		if items, d, err = c.items(ctx, q, at); !errors.Is(err, alliance.ErrChanged) {
			break
		}
	}
	if err != nil {
		refuse(w, r, err)
		return
	}
	text := q.format.String(items)
	place := c.rooms.Answer(r.RemoteAddr)
	defer place.Clear()
	if err := place.Take(len(text)); err != nil {
		refuse(w, r, err)
		return
	}
	h := w.Header()
	body := c.encoders.Finish(h, r.Header, []byte(text)) // all of it: a slow client would hold what compresses
	sum := sha256.Sum256([]byte(d.Version + q.media + h.Get("Content-Encoding") + text))
	h.Set("Content-Type", q.media)
	if q.media == plainText {
		h.Set("Content-Type", plainText+"; charset=utf-8")
	}
	h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": q.file(&d)}))
	h.Set("Entente-Dataset", d.Version)
	h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(steady.NewResponse(w), r, "", time.Time{}, bytes.NewReader(body))
}

// items returns the items that a request asks for, and the data set that they are from.
func (c *citer) items(ctx context.Context, q *request, at Access) (items []Item, d alliance.Dataset, err error) {
	s := c.facts.Store()
	if q.answer != nil {
		if err := c.check(ctx, s, q.answer); err != nil {
			return nil, d, err
		}
	}
	return q.items(ctx, s, at)
}

// refuse answers a request with an error, in a line of text.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.DeadlineExceeded) {
		err = refusal.Errorf(http.StatusServiceUnavailable, "the citation took too long to make: ask for fewer ids at once, or try again later")
	}
	refusal.Send(w, r, err, "the citation could not be made")
}

// file returns the name of the file that answers a request.
func (q *request) file(d *alliance.Dataset) string {
	subject := cmp.Or(q.subject, "answer")
	return "entente-" + subject + "-" + d.Version[:min(shown, len(d.Version))] + q.format.extension()
}
