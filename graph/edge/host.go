package edge

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// anyHost is the Host that stands for every name.
const anyHost = "*"

// A Host is a name that a server answers to, in lower case and ASCII, without a port. "*" is any name; an empty one is none.
type Host string

// UnmarshalText implements [encoding.TextUnmarshaler].
func (h *Host) UnmarshalText(text []byte) error {
	if len(text) == 0 || string(text) == anyHost {
		*h = Host(text)
		return nil
	}
	name, err := idna.New(idna.MapForLookup(), idna.StrictDomainName(false)).ToASCII(string(text))
	if err != nil || !isHost(name) || strings.ContainsAny(name, ":*") {
		return fmt.Errorf("%q is not the name of a host: write it alone, such as example.org, without scheme, port and path, or * for any", text)
	}
	*h = Host(strings.TrimSuffix(name, "."))
	return nil
}

// hosts are the names that a server answers to.
type hosts struct {
	names      map[string]bool
	any, local bool
}

// hostsOf returns the names as a set.
func hostsOf(names []Host, local bool) hosts {
	all := hosts{names: map[string]bool{}, local: local}
	for _, name := range names {
		all.any = all.any || name == anyHost
		all.names[string(name)] = true
	}
	return all
}

// handler refuses requests for hosts that the server does not answer to.
func (s hosts) handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch name := nameOf(r.Host); {
		case name != "" && !isHost(r.Host):
			refuse(w, http.StatusBadRequest, fmt.Sprintf("%.100q is not a host: send Host: NAME or NAME:PORT", r.Host))
		case !s.has(name):
			refuse(w, http.StatusMisdirectedRequest, fmt.Sprintf(
				"this server does not answer to the name %.100q: if that is its name, start it with --host %.100s (or ENTENTE_HOST); otherwise ask it by its address", name, name))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// has reports whether the server answers to a name. It always does to addresses, to localhost, and to none, as in HTTP/1.0: a
// page has none of these as its own host, unless the machine serves it.
func (s hosts) has(name string) bool {
	if _, err := netip.ParseAddr(name); err == nil || name == "" {
		return true
	}
	return s.any || name == "localhost" || strings.HasSuffix(name, ".localhost") || s.names[name] || s.local && isLocal(name)
}

// isLocal reports whether only a private network can have a name: there is no such domain for who wants one in the public DNS.
func isLocal(name string) bool {
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case name, "internal", "local", "svc":
		return true
	}
	return false
}

// nameOf returns the name in a Host header, without a port, in lower case.
func nameOf(host string) string {
	return strings.TrimSuffix(strings.ToLower((&url.URL{Host: host}).Hostname()), ".")
}

// isHost reports whether a text is a host, with or without a port, and nothing else.
func isHost(text string) bool {
	u, err := url.Parse("http://" + text)
	return err == nil && u.Host == text && u.Hostname() != "" && !strings.ContainsAny(text, "\"'<>(),;&$!= \\")
}
