// Package edge is what stands between a network and the handlers: it decides which requests they see, and what a browser may do
// with the answers.
//
// # Who asks
//
// A request passes if a program sends it, or a browser on behalf of a page of this server, of an allowed origin, or of its
// user, who followed a link or wrote the address. Others are refused: no page of another site may have a browser fetch
// from a server that only the browser can reach, even if it could not read the answer. Browsers say who asks in
// Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/), but only to servers at https and on their own machine; a program does not
// send it. What a page has a browser fetch from others passes, and cannot be read. [http.CrossOriginProtection] lets every GET pass,
// which is how GraphQL is asked here, so it is no help.
//
// A page can also give the server a name of its own, by having the name resolve to the server's address once the page is
// loaded (DNS rebinding). Then the browser takes both for the same origin. So the host of a request must be an address or
// localhost, which no page can claim, or be listed.
//
// # Behind a proxy
//
// What a trusted proxy forwards replaces what the connection says: behind the edge, RemoteAddr is the client's address, Host is
// the one that the client asked for, and the path is without the base path. [Base] returns the address under which clients
// know the server.
package edge

import (
	"net/http"
)

// A Config says what a server is called, and who may ask it.
type Config struct {
	// Hosts are the names that the server answers to, besides its addresses and localhost.
	Hosts []Host
	// Local has the server answer to names in which there is no dot, too, and to those below internal, local and svc: only a private
	// network has them, such as that of a Kubernetes cluster.
	Local bool
	// Origins are those whose pages may ask, as browsers send them; "*" is any.
	Origins []string
	// Proxies are trusted to forward what they say of their clients.
	Proxies []Proxy
	// Addresses has the log name the address of a proxy that is not trusted, which may be a client's.
	Addresses bool
	// BasePath is the path below which the server is known to clients. A proxy may, but need not, take it away.
	BasePath BasePath
	// Framed are the paths that pages of other sites may show in a frame.
	Framed []string
}

// Handler answers as next does, but only requests that pass. Every answer has a Content-Security-Policy that allows nothing, and
// other headers for browsers, unless next replaces them.
func Handler(next http.Handler, c Config) http.Handler {
	if origins := originsOf(c.Origins); origins != nil {
		next = sites{origins.OriginAllowed, c.Framed}.handler(origins.Handler(next))
	} else {
		next = sites{noOrigin, c.Framed}.handler(next)
	}
	next = c.BasePath.handler(next)
	next = hostsOf(c.Hosts, c.Local).handler(next)
	next = proxies(c.Proxies).handler(next, c.Addresses)
	return protected(next, c.Origins)
}

// refuse answers a request that does not pass with a line of text.
func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, message, status)
}
