package citation

import (
	"net/http"
	"net/url"
	"strings"

	"entente/graph/refusal"
)

// The routes whose answers can be cited by their own address.
const (
	graphQL = "/graphql"
	exports = "/export/"
)

// parseAnswer returns the address of an answer on the server with an address, without the server's own path. The host of a full
// address must be the server's.
func parseAnswer(address, server string) (*url.URL, error) {
	own, err := url.Parse(server)
	if err != nil {
		return nil, refusal.Errorf(http.StatusBadRequest, "the server is asked at %s, which is not an address: %v", server, err)
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, refusal.Errorf(http.StatusBadRequest, "url=%s: not an address: %v", address, err)
	}
	if u.Host != "" && !strings.EqualFold(u.Host, own.Host) {
		return nil, refusal.Errorf(http.StatusBadRequest, "url=%s: an address on another server, whose answers this one cannot cite: leave out all before the path, or write %s", address, own.Host)
	}
	if inner, ok := strings.CutPrefix(u.Path, own.Path); ok && strings.HasPrefix(inner, "/") {
		u.Path, u.RawPath = inner, ""
	}
	if _, err := url.ParseQuery(u.RawQuery); err != nil || !citable(u) {
		return nil, refusal.Errorf(http.StatusBadRequest, "url=%s: name an address on this server that has an answer: /graphql?query=… or /export/…, percent-encoded", address)
	}
	return u, nil
}

// targetOf returns an address from the slash on, written in one way however it was encoded.
func targetOf(u *url.URL) string {
	return (&url.URL{Path: u.Path, RawQuery: u.Query().Encode()}).RequestURI()
}

// citable reports whether an address on this server is that of an answer.
func citable(u *url.URL) bool {
	if u.Path == graphQL {
		return u.Query().Get("query") != ""
	}
	return strings.HasPrefix(u.Path, exports) && u.Path != exports
}
