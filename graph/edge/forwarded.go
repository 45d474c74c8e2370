package edge

import (
	"fmt"
	"mime"
	"net/http"
	"net/netip"
	"strings"
)

// A forwarded is what proxies say of the requests that they received, each the nearest proxy last.
type forwarded struct {
	clients, hosts, protos, prefixes []string
}

// forwardedOf returns what the headers say: X-Forwarded-For and its likes or, if there is none of those, Forwarded (RFC 7239).
func forwardedOf(h http.Header) (f forwarded, err error) {
	f = forwarded{
		clients: list(h, "X-Forwarded-For"), hosts: list(h, "X-Forwarded-Host"),
		protos: list(h, "X-Forwarded-Proto"), prefixes: list(h, "X-Forwarded-Prefix"),
	}
	if f.clients != nil || f.hosts != nil || f.protos != nil {
		return f, nil
	}
	for _, element := range split(strings.Join(h.Values("Forwarded"), ",")) {
		_, pairs, err := mime.ParseMediaType("forwarded;" + element)
		if err != nil {
			return f, fmt.Errorf("%.100q is not an element of Forwarded (RFC 7239): %w", element, err)
		}
		f.clients = append(f.clients, pairs["for"])
		f.hosts = append(f.hosts, pairs["host"])
		f.protos = append(f.protos, pairs["proto"])
	}
	return f, nil
}

// list returns the elements of a header that is a list.
func list(h http.Header, name string) (elements []string) {
	for _, value := range h.Values(name) {
		for element := range strings.SplitSeq(value, ",") {
			if element = strings.TrimSpace(element); element != "" {
				elements = append(elements, element)
			}
		}
	}
	return elements
}

// split returns the elements of a list in which commas may be quoted.
func split(list string) (elements []string) {
	quoted, escaped := false, false
	for _, element := range strings.FieldsFunc(list, func(c rune) bool {
		switch {
		case escaped:
			escaped = false
		case c == '"':
			quoted = !quoted
		case c == '\\':
			escaped = quoted
		}
		return c == ',' && !quoted
	}) {
		if element = strings.TrimSpace(element); element != "" {
			elements = append(elements, element)
		}
	}
	return elements
}

// parseNode returns the address of a node, and its port, 0 if it has none. It has no address if it is unknown or hidden.
func parseNode(node string) (netip.AddrPort, bool) {
	if withPort, err := netip.ParseAddrPort(node); err == nil {
		return netip.AddrPortFrom(withPort.Addr().Unmap(), withPort.Port()), true
	}
	addr, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(node, "["), "]"))
	return netip.AddrPortFrom(addr.Unmap(), 0), err == nil
}
