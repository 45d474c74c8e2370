package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// file is a built file, served in the best coding that a client accepts.
//
// [http.FileServerFS] does not support codings. Of the libraries that do, statigz writes entity tags without quotes,
// handles only one tag in If-None-Match, and treats gzip;q=0 as a preference: hence these few lines around
// [http.ServeContent], which implements the rest correctly (HEAD, ranges, preconditions).
type file struct {
	// media is the Content-Type.
	media string
	// cache is the Cache-Control.
	cache string
	// forms holds the compressed forms, best first, and then the file as it is.
	forms []form
}

// form is a file in one content coding, "" for none. Each form has its own entity tag, because a strong one identifies
// responses that are the same byte for byte (RFC 9110 §8.8.3), and those in different codings are not.
type form struct {
	coding  string
	etag    string
	content []byte
}

// coding is a content coding (RFC 9110 §8.4.1) and the extension of files in it.
type coding struct{ name, ext string }

// codings returns the codings in which files are built, best first: Brotli is a fifth smaller, but browsers accept it
// only over TLS and from localhost.
func codings() []coding { return []coding{{"br", ".br"}, {"gzip", ".gz"}} }

// isCoded reports whether a file is the coded form of another.
func isCoded(name string) bool {
	for _, c := range codings() {
		if path.Ext(name) == c.ext {
			return true
		}
	}
	return false
}

// open reads a file and its coded forms, if any. A file with a hash of its content in its name never changes and may be
// cached for a year, the longest that caches support; any other is revalidated each time, by its entity tag.
func open(built fs.FS, name string) (*file, error) {
	f := &file{media: mediaType(name), cache: "no-cache"}
	if strings.HasPrefix(name, "dist/assets/") {
		f.cache = "public, max-age=31536000, immutable"
	}
	for _, c := range append(codings(), coding{}) {
		content, err := fs.ReadFile(built, name+c.ext)
		if c.name != "" && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		f.forms = append(f.forms, form{coding: c.name, etag: tag(content), content: content})
	}
	return f, nil
}

// tag returns the strong entity tag of content: 128 bits of its SHA-256, quoted.
func tag(content []byte) string {
	sum := sha256.Sum256(content)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
}

// mediaType returns the Content-Type of a file. Unlike [mime.TypeByExtension], it does not depend on the system.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	default:
		return "application/octet-stream"
	}
}

// ServeHTTP implements [http.Handler]. It responds in the best coding that the client accepts, with 304 if the client
// has that already.
func (f *file) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	best := f.best(r.Header.Values("Accept-Encoding"))
	h := w.Header()
	h.Set("Content-Type", f.media)
	h.Set("Cache-Control", f.cache)
	h.Add("Vary", "Accept-Encoding")
	h.Set("ETag", best.etag)
	if best.coding != "" {
		h.Set("Content-Encoding", best.coding)
		h.Set("Content-Length", strconv.Itoa(len(best.content))) // http.ServeContent omits it from coded responses
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(best.content))
}

// best returns the first form that a client accepts, or the file as it is if it accepts no other.
func (f *file) best(accept []string) form {
	last := len(f.forms) - 1
	for _, candidate := range f.forms[:last] {
		if accepts(accept, candidate.coding) {
			return candidate
		}
	}
	return f.forms[last]
}

// accepts reports whether Accept-Encoding allows a coding (RFC 9110 §12.5.3): by name, otherwise by *, with a weight
// above 0.
func accepts(header []string, coding string) bool {
	other := false
	for part := range strings.SplitSeq(strings.Join(header, ","), ",") {
		name, params, _ := strings.Cut(part, ";")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case coding:
			return weight(params) > 0
		case "*":
			other = weight(params) > 0
		}
	}
	return other
}

// weight returns the parameter q: 1 if there are no parameters, 0 if they are invalid.
func weight(params string) float64 {
	name, value, found := strings.Cut(params, "=")
	if !found {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 0
	}
	return q
}
