package citation

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"entente/graph/alliance"
	"entente/graph/coding"
	"entente/graph/edge"
	"entente/graph/flight"
	"entente/graph/refusal"
	"entente/graph/room"
	"entente/graph/steady"
)

// Facts are what is cited. They may be replaced at any time.
type Facts interface {
	// Store returns the store for one request: it answers all calls from one version of the facts, or fails with an error
	// that wraps [alliance.ErrChanged].
	Store() alliance.Store
	// Remote reports whether calls to the store have to wait for a database.
	Remote() bool
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
// takes more than ten seconds, or there is no room for it. Evidence is gone through as light work of a group: 503 if it cannot be.
func Handler(f Facts, check Check, now func() time.Time, work *flight.Group, rooms *room.Rooms) http.Handler {
	c := &citer{facts: f, check: check, now: now, work: work, rooms: rooms}
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
	facts Facts
	check Check
	now   func() time.Time
	// work is what evidence is gone through as part of; nil if only answers are cited.
	work     *flight.Group
	rooms    *room.Rooms
	encoders coding.Encoders
}

// serve answers a request.
func (c *citer) serve(w http.ResponseWriter, r *http.Request, q *request) {
	out := c.rooms.Buffer(r.RemoteAddr)
	defer out.Clear()
	d, err := c.write(r.Context(), q, Access{Time: c.now().UTC(), Server: edge.Base(r)}, out)
	if err != nil {
		refuse(w, r, err)
		return
	}
	h := w.Header()
	text := out.Text()
	body := c.encoders.Finish(h, r.Header, text) //nolint:contextcheck // all of it: a slow client would hold what compresses
	sum := sha256.New()
	_, _ = io.WriteString(sum, d.Version+q.media+h.Get("Content-Encoding"))
	_, _ = sum.Write(text)
	h.Set("Content-Type", q.media)
	if q.media == plainText {
		h.Set("Content-Type", plainText+"; charset=utf-8")
	}
	h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": q.file(&d)}))
	h.Set("Entente-Dataset", d.Version)
	h.Set("ETag", `"`+hex.EncodeToString(sum.Sum(nil)[:8])+`"`)
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(steady.NewResponse(w), r, "", time.Time{}, bytes.NewReader(body))
}

// write writes what a request asks for, from one version of the facts, and returns their data set.
func (c *citer) write(ctx context.Context, q *request, at Access, out *room.Buffer) (d alliance.Dataset, err error) {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	for range attempts {
		if d, err = c.attempt(ctx, q, at, out); !errors.Is(err, alliance.ErrChanged) {
			break
		}
	}
	return d, err
}

// attempt is write, but fails if the facts change.
func (c *citer) attempt(ctx context.Context, q *request, at Access, out *room.Buffer) (d alliance.Dataset, err error) {
	s := c.facts.Store()
	leave, err := c.enter(ctx, s, q)
	if err != nil {
		return d, err
	}
	defer leave()
	if q.answer != nil {
		if err := c.check(ctx, s, q.answer); err != nil {
			return d, err
		}
	}
	items, d, err := q.items(ctx, s, at)
	if err != nil {
		return d, err
	}
	return d, q.format.Write(out, items)
}

// enter waits for a slot if evidence is to be gone through, unless there are few facts or a database does it, and returns what gives
// the slot back.
func (c *citer) enter(ctx context.Context, s alliance.Store, q *request) (leave func(), err error) {
	none := func() {}
	if !q.derived() || c.facts.Remote() {
		return none, nil
	}
	d, err := s.Dataset(ctx)
	if err != nil || d.Small() {
		return none, err
	}
	return c.work.EnterLight(ctx, nil)
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
