package edge

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/rs/cors"
)

// preflightAge is how long a browser may remember what pages may send, in seconds. Chromium remembers nothing for longer.
const preflightAge = 2 * 60 * 60

// originsOf returns what tells browsers that pages of some origins may read answers, nil if there are none. They may send any
// header, since answers do not depend on who asks, on cookies or on secrets: what is asked for in a preflight is listed in its
// answer, since "*" would not stand for Authorization.
func originsOf(list []string) *cors.Cors {
	list = slices.DeleteFunc(slices.Clone(list), func(o string) bool { return o == "" })
	if len(list) == 0 {
		return nil
	}
	return cors.New(cors.Options{
		AllowedOrigins: list,
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders: []string{"*"},
		ExposedHeaders: []string{
			"Entente-Dataset", "Entente-Query", "Entente-Request", "Entente-Stale",
			"Allow", "Content-Disposition", "ETag", "Location", "Retry-After", "X-Request-Id",
		},
		MaxAge:              preflightAge,
		AllowPrivateNetwork: true,
	})
}

// CheckOrigins returns an error if one of the origins is not as a browser would send it: it would never match. An empty one is
// ignored, since it comes from an empty environment variable.
func CheckOrigins(origins []string) error {
	for _, o := range origins {
		if o != "" && o != "*" && !isOrigin(o) {
			return fmt.Errorf("--allow-origin %q is not an origin: write scheme://host or scheme://host:port with nothing after it, such as https://example.org, or * for any", o)
		}
	}
	return nil
}

// isOrigin reports whether a text is an origin other than null.
func isOrigin(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && strings.EqualFold(text, u.Scheme+"://"+u.Host)
}
