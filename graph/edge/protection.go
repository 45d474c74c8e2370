package edge

import (
	"net/http"
	"slices"
)

// policy is the Content-Security-Policy of an answer that is no page: it may load nothing, and not be shown in a frame.
const policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// protected sets headers that protect the readers of an answer in a browser, which next may replace. If pages of any origin may
// ask, they may also embed answers without asking as themselves.
func protected(next http.Handler, origins []string) http.Handler {
	resource := "same-origin"
	if slices.Contains(origins, "*") {
		resource = "cross-origin"
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cross-Origin-Resource-Policy", resource)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-cache") // may be kept, but must be asked about
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}
