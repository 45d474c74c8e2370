package edge

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
)

// A Proxy is a network whose hosts are trusted proxies. The zero Proxy is none.
type Proxy struct{ netip.Prefix }

// UnmarshalText implements [encoding.TextUnmarshaler]: a network, or one address.
func (p *Proxy) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Proxy{}
		return nil
	}
	if addr, err := netip.ParseAddr(string(text)); err == nil {
		addr = addr.Unmap().WithZone("")
		*p = Proxy{netip.PrefixFrom(addr, addr.BitLen())}
		return nil
	}
	network, err := netip.ParsePrefix(string(text))
	if err != nil {
		return fmt.Errorf("%q is not a network: write it as 10.0.0.0/8 or fd00::/8, or one address", text)
	}
	*p = Proxy{network.Masked()}
	return nil
}

// proxies are the networks of trusted proxies.
type proxies []Proxy

// trust reports whether an address is that of a trusted proxy.
func (all proxies) trust(addr netip.Addr) bool {
	addr = addr.Unmap().WithZone("")
	return slices.ContainsFunc(all, func(p Proxy) bool { return p.IsValid() && p.Contains(addr) })
}

// handler replaces what the connection says of the client by what trusted proxies forward. They must set or remove the
// headers that clients send. If one forwards that is not trusted, the log has that once, with its address if addresses are logged.
func (all proxies) handler(next http.Handler, addresses bool) http.Handler {
	var once sync.Once
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer, err := netip.ParseAddrPort(r.RemoteAddr)
		if err != nil || !all.trust(peer.Addr()) {
			if r.Header.Get("X-Forwarded-Proto") != "" || r.Header.Get("Forwarded") != "" {
				once.Do(func() { disbelieve(r, addresses) })
			}
			next.ServeHTTP(w, r)
			return
		}
		forwarded, err := all.forward(r, peer)
		if err != nil {
			refuse(w, http.StatusBadRequest, err.Error())
			return
		}
		next.ServeHTTP(w, forwarded)
	})
}

// disbelieve logs that what a request forwards counts for nothing. Its address may be that of a client which only claims to forward.
func disbelieve(r *http.Request, addresses bool) {
	const message = "forwarded headers are ignored: if this is your proxy, name it with --trusted-proxy"
	if addresses {
		slog.WarnContext(r.Context(), message, "address", r.RemoteAddr)
		return
	}
	slog.WarnContext(r.Context(), message+" (--log-addresses logs its address here)")
}

// forward returns a request as its client sent it to the first trusted proxy. The client is the last address in the list of
// those passed through that is not a trusted proxy's: what stands before it is said by nobody who is trusted.
func (all proxies) forward(r *http.Request, peer netip.AddrPort) (*http.Request, error) {
	said, err := forwardedOf(r.Header)
	if err != nil {
		return nil, err
	}
	depth := 0
	for i, client := range slices.Backward(said.clients) {
		depth = len(said.clients) - 1 - i
		addr, ok := parseNode(client)
		if !ok {
			break // hidden, or unknown even to the proxy, which stands for it
		}
		if peer = addr; !all.trust(addr.Addr()) {
			break
		}
	}
	p := publicOf(r)
	if proto := strings.ToLower(at(said.protos, depth)); proto == "https" || proto == "http" {
		p.scheme = proto
	}
	if err := p.base.UnmarshalText([]byte(at(said.prefixes, depth))); err != nil {
		return nil, fmt.Errorf("X-Forwarded-Prefix: %w", err)
	}
	r = r.WithContext(context.WithValue(r.Context(), publicKey{}, p))
	r.RemoteAddr = peer.String()
	if host := at(said.hosts, depth); isHost(host) {
		r.Host = host
	} else if host != "" {
		return nil, fmt.Errorf("%.100q, as a proxy forwards it, is not a host", host)
	}
	return r, nil
}

// at returns what the proxy at a depth said, counted from the last; one that overwrites what others said before it speaks for
// them.
func at(said []string, depth int) string {
	if len(said) == 0 {
		return ""
	}
	return said[max(0, len(said)-1-depth)]
}
