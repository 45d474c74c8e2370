package edge

import (
	"fmt"
	"net/http"
	"slices"
)

// sites are the other sites whose pages may ask.
type sites struct {
	// listed reports whether pages of the origin of a request may ask. If any may, the request need not name it.
	listed func(*http.Request) bool
	// framed are the paths that any page may show in a frame.
	framed []string
}

// noOrigin lists none.
func noOrigin(*http.Request) bool { return false }

// handler refuses requests that a browser sends on behalf of other sites.
func (s sites) handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.allows(r) {
			next.ServeHTTP(w, r)
			return
		}
		from := r.Header.Get("Origin")
		if !isOrigin(from) {
			from = "ORIGIN"
		}
		refuse(w, http.StatusForbidden, fmt.Sprintf(
			"pages of other origins may not ask this server: if they should, start it with --allow-origin %.100s (or ENTENTE_ALLOW_ORIGIN)", from))
	})
}

// allows reports whether a request is not on behalf of another site, or of one that may ask, or follows a link.
func (s sites) allows(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return s.listed(r) || s.navigates(r)
}

// navigates reports whether a request is for a page to show, in the place of another or in a frame where that is allowed. The
// site that linked to it cannot read it.
func (s sites) navigates(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.Header.Get("Sec-Fetch-Mode") != "navigate" {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Dest") {
	case "document":
		return true
	case "iframe", "frame":
		return slices.Contains(s.framed, r.URL.Path)
	}
	return false
}
