package flight

import (
	"net/http"
	"net/netip"
)

// clientBits is the length of the network that is one client in IPv6, where a host chooses its address within it.
const clientBits = 64

// Clients returns a handler whose requests are their clients': see [WithClient]. A client is who has an address or, in IPv6, a
// network.
func Clients(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(WithClient(r.Context(), clientAt(r.RemoteAddr))))
	})
}

// clientAt returns the name of the client at the address of a request. Those whose addresses cannot be told apart are one.
func clientAt(address string) string {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return ""
	}
	addr := at.Addr().Unmap().WithZone("")
	return netip.PrefixFrom(addr, min(addr.BitLen(), clientBits)).Masked().String()
}
