package coding

import (
	"net/http"
	"strings"
)

// Handler returns a handler that answers as next does, but compresses long answers with status 200 that are text and not
// compressed yet, if the client accepts that. It streams: what next writes is sent as it comes, and a flush is one. A tag becomes a
// weak one, as the same facts in another coding are other bytes, and is still found in If-None-Match, which compares weakly.
// An answer that next breaks off with a panic stays without an end, compressed or not.
func Handler(next http.Handler) http.Handler {
	e := &Encoders{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Vary(w.Header(), "Accept-Encoding")
		a := Negotiate(r.Header.Values("Accept-Encoding"))
		if a.Best == None {
			next.ServeHTTP(w, r)
			return
		}
		c := &compressor{ResponseWriter: w, encoders: e, coding: a.Best}
		next.ServeHTTP(c, r) // if it panics, nothing is finished: a part must not pass for the whole
		c.finish()
	})
}

// A compressor holds back the beginning of an answer until it is known whether it is long, and compresses it if so.
type compressor struct {
	http.ResponseWriter
	encoders *Encoders
	coding   string

	status  int
	held    []byte
	decided bool
	to      writer // nil unless the answer is compressed
	done    func()
}

// Unwrap lets [http.ResponseController] set deadlines.
func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// WriteHeader implements [http.ResponseWriter]. The header is sent with the beginning of the body.
func (c *compressor) WriteHeader(status int) {
	switch {
	case status < http.StatusOK: // informational: there will be another
		c.ResponseWriter.WriteHeader(status)
	case c.status == 0:
		c.status = status
		if !c.compressible() {
			_ = c.decide(false) // nothing is held back yet that could fail to be sent
		}
	}
}

// compressible reports whether the answer may be compressed, by its header.
func (c *compressor) compressible() bool {
	h := c.Header()
	media, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	text := strings.HasPrefix(media, "text/") && media != "text/event-stream" ||
		strings.HasPrefix(media, "application/") && hasText(media)
	return c.status == http.StatusOK && text && h.Get("Content-Encoding") == "" && h.Get("Content-Range") == ""
}

// hasText reports whether a media type below application/ is text: JSON, XML, or a bibliography.
func hasText(media string) bool {
	for _, suffix := range []string{"json", "xml", "bibtex", "research-info-systems", "x-ndjson", "javascript"} {
		if strings.HasSuffix(media, suffix) {
			return true
		}
	}
	return false
}

// Write implements [http.ResponseWriter].
func (c *compressor) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.WriteHeader(http.StatusOK)
	}
	if !c.decided {
		if len(c.held)+len(p) < From {
			c.held = append(c.held, p...)
			return len(p), nil
		}
		if err := c.decide(true); err != nil {
			return 0, err
		}
	}
	if c.to != nil {
		return c.to.Write(p)
	}
	return c.ResponseWriter.Write(p)
}

// decide sends the header, and what was held back, as part of a compressed answer or as it is.
func (c *compressor) decide(compress bool) error {
	c.decided = true
	out := c.ResponseWriter.Write
	if h := c.Header(); compress {
		h.Set("Content-Encoding", c.coding)
		h.Del("Content-Length")
		h.Del("Accept-Ranges")
		if tag := h.Get("ETag"); tag != "" && !strings.HasPrefix(tag, "W/") {
			h.Set("ETag", "W/"+tag)
		}
		c.to, c.done = c.encoders.writer(c.coding, c.ResponseWriter)
		out = c.to.Write
	}
	c.ResponseWriter.WriteHeader(c.status)
	if len(c.held) == 0 {
		return nil
	}
	_, err := out(c.held)
	c.held = nil
	return err
}

// FlushError sends what there is so far.
func (c *compressor) FlushError() error {
	if c.status == 0 {
		c.WriteHeader(http.StatusOK)
	}
	if !c.decided {
		if err := c.decide(true); err != nil {
			return err
		}
	}
	if c.to != nil {
		if err := c.to.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(c.ResponseWriter).Flush()
}

// finish ends the answer. An error means that the client is gone.
func (c *compressor) finish() {
	if c.status != 0 && !c.decided {
		_ = c.decide(false)
	}
	if c.to != nil {
		_ = c.to.Close()
		c.done()
	}
}
