package edge

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// A BasePath is a path below which a server is known, such as /entente. It begins but does not end with a slash; empty, it is
// the root.
type BasePath string

// UnmarshalText implements [encoding.TextUnmarshaler]. A slash at the end, and a missing one at the beginning, are mended.
func (p *BasePath) UnmarshalText(text []byte) error {
	path := "/" + strings.Trim(string(text), "/")
	if path == "/" {
		*p = ""
		return nil
	}
	if !regexp.MustCompile(`^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$`).MatchString(path) {
		return fmt.Errorf("%q is not a base path: write a path of letters, digits, and any of -._~, such as /entente", text)
	}
	*p = BasePath(path)
	return nil
}

// handler takes the base path away from requests that have it, and redirects from the base path itself to the root below it. A
// request without it was sent past the proxy, or the proxy has taken the path away.
func (p BasePath) handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		public := publicOf(r)
		inner, had := cut(r.URL, public.base)
		inner, also := cut(inner, p)
		if public.base == "" || also && !strings.HasSuffix(string(public.base), string(p)) {
			public.base += p // the proxy speaks of what it took away, and this was left
		}
		if (had || also) && inner.Path == "" {
			to := url.URL{Path: string(public.base) + "/", RawQuery: r.URL.RawQuery}
			http.Redirect(w, r, to.String(), http.StatusPermanentRedirect)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), publicKey{}, public))
		r.URL = inner
		if public.base != "" {
			w = &rebased{w, public.base}
		}
		next.ServeHTTP(w, r)
	})
}

// cut returns an address without a base path, and whether it had that.
func cut(u *url.URL, p BasePath) (*url.URL, bool) {
	below, ok := strings.CutPrefix(u.Path, string(p))
	raw, rawOK := strings.CutPrefix(u.RawPath, string(p))
	if p == "" || !ok || u.RawPath != "" && !rawOK || below != "" && below[0] != '/' {
		return u, false
	}
	without := *u
	without.Path, without.RawPath = below, raw
	return &without, true
}

// A rebased is the writer of an answer below a base path, which it adds to the path that the answer redirects to.
type rebased struct {
	http.ResponseWriter
	base BasePath
}

// WriteHeader implements [http.ResponseWriter].
func (w *rebased) WriteHeader(status int) {
	if to := w.Header().Get("Location"); strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") {
		w.Header().Set("Location", string(w.base)+to)
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap returns the writer for [http.ResponseController].
func (w *rebased) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// publicKey is the context key of a public.
type publicKey struct{}

// A public is how clients address the server, besides its host.
type public struct {
	scheme string
	base   BasePath
}

// publicOf returns how the client of a request addresses the server: as the connection says, if nothing else is known.
func publicOf(r *http.Request) public {
	if p, ok := r.Context().Value(publicKey{}).(public); ok {
		return p
	}
	if r.TLS != nil {
		return public{scheme: "https"}
	}
	return public{scheme: "http"}
}

// Base returns the address of the server as the client of a request knows it, such as https://example.org/entente, without a
// slash at the end. If the client names no host, it is the address that the connection was made to.
func Base(r *http.Request) string {
	host := r.Host
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && nameOf(host) == "" {
		host = local.String()
	}
	p := publicOf(r)
	return p.scheme + "://" + host + string(p.base)
}
