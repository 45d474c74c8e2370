// Package origin names this server as its clients know it, for the addresses of it that answers have.
package origin

import (
	"net/http"
	"strings"
)

// Of returns the address that a request was sent to, without a path or a slash at the end, such as http://127.0.0.1:8080. A
// proxy that ends TLS says so in X-Forwarded-Proto; of several proxies, the first names what the client used.
func Of(r *http.Request) string {
	forwarded, _, _ := strings.Cut(r.Header.Get("X-Forwarded-Proto"), ",")
	if r.TLS != nil || strings.EqualFold(strings.TrimSpace(forwarded), "https") {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
