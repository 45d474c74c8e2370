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
		ctx := r.Context()
		if client := ClientAt(r.RemoteAddr); client.IsValid() {
			ctx = WithClient(ctx, client.String())
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// ClientAt returns the client at the address of a request, as its network. Those whose addresses cannot be told apart are one, which
// is not valid.
func ClientAt(address string) netip.Prefix {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return netip.Prefix{}
	}
	addr := at.Addr().Unmap().WithZone("")
	return netip.PrefixFrom(addr, min(addr.BitLen(), clientBits)).Masked()
}
