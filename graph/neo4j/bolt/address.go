package bolt

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// schemes are those of addresses: neo4j goes to whichever server of a cluster, bolt to the one that it names; +s is for TLS,
// +ssc for TLS without a certificate that can be checked.
func schemes() []string {
	return []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}
}

// checkAddress returns an error if an address is none that the driver takes, or none by which it reaches a database: what is
// wrong with it, and what to write. An address that may have a password in it is not part of the error.
func checkAddress(uri string) error {
	switch {
	case strings.Contains(uri, "@"):
		return errors.New("neo4j: the address of the database must not have a user or password in it: give them by --user and NEO4J_PASSWORD")
	case strings.TrimSpace(uri) == "":
		return errors.New("neo4j: the address of the database is empty: write, for example, neo4j://localhost:7687")
	case strings.HasPrefix(uri, "bolt+unix://"): // a socket, which has no host
		return nil
	}
	if problem, instead := readAddress(uri).problem(); problem != "" {
		return fmt.Errorf("neo4j at %q: %s: write %s", uri, problem, instead)
	}
	return nil
}

// An address is the parts of an address as people write it, be it right or wrong.
type address struct {
	uri                     string
	scheme, at, path, query string
	host, port              string
}

// readAddress takes an address apart.
func readAddress(uri string) address {
	a := address{uri: uri}
	scheme, rest, ok := strings.Cut(uri, "://")
	if ok {
		a.scheme = strings.ToLower(strings.TrimSpace(scheme))
	} else {
		for _, s := range schemes() {
			uri = strings.TrimPrefix(uri, s+":")
		}
		rest = strings.TrimLeft(uri, "/")
	}
	rest, a.query, _ = strings.Cut(rest, "?")
	end := strings.IndexAny(rest+"/", "/#")
	a.at, a.path = strings.TrimSpace(rest[:end]), strings.Trim(rest[end:], "/# ")
	a.host, a.port = hostPort(a.at)
	return a
}

// problem returns what is wrong with an address and what to write instead, nothing if nothing is wrong.
func (a address) problem() (problem, instead string) {
	right := rightScheme(a.scheme) + "://" + joined(a.host, a.port)
	switch {
	case strings.ContainsFunc(a.uri, func(r rune) bool { return r <= ' ' || r == 0x7f }):
		return "it has a space or a control character in it", right
	case a.scheme == "":
		return "it does not begin with a scheme and ://", right
	case a.scheme == "http" || a.scheme == "https":
		return browserProblem(a.scheme, a.port), right
	case !slices.Contains(schemes(), a.scheme):
		return fmt.Sprintf("%s is no scheme of Neo4j (they are %s)", a.scheme, strings.Join(schemes(), ", ")), right
	case a.host == "":
		return "it has no host", right
	case strings.Contains(a.host, ":") && !strings.HasPrefix(a.at, "["):
		return "an IPv6 address stands in brackets", a.scheme + "://[::1]:7687"
	case !validPort(a.port) || strings.HasSuffix(a.at, ":"):
		return fmt.Sprintf("%q is no port (ports are 1 to 65535)", a.port), right
	case a.path != "":
		return "the database is not part of the address", nameDatabase(right, a.path)
	case strings.HasPrefix(a.query, "database="):
		return "the database is not part of the address", nameDatabase(right, strings.TrimPrefix(a.query, "database="))
	case a.query != "" && strings.HasPrefix(a.scheme, "bolt"):
		return "an address of bolt has nothing after ?", right
	}
	if _, err := url.Parse(a.uri); err != nil {
		return "it is no address", a.scheme + "://localhost:7687"
	}
	return "", ""
}

// rightScheme returns the scheme to write in the place of another.
func rightScheme(scheme string) string {
	switch {
	case slices.Contains(schemes(), scheme):
		return scheme
	case scheme == "https":
		return "neo4j+s"
	default:
		return "neo4j"
	}
}

// hostPort returns the two parts of where a server is, either of which may be missing.
func hostPort(at string) (host, port string) {
	host, port, err := net.SplitHostPort(at)
	if err != nil { // no port, or colons that stand in no brackets
		return strings.Trim(at, "[]"), ""
	}
	return host, port
}

// joined returns the right address of a host and a port: with a port of Bolt where it has one of HTTP or none that can be.
func joined(host, port string) string {
	if host == "" || host == ":" {
		host = "localhost"
	}
	if port == "" || !validPort(port) || isBrowser(port) {
		port = "7687"
	}
	return net.JoinHostPort(host, port)
}

// validPort reports whether a port can be one; an empty one is the usual one.
func validPort(port string) bool {
	n, err := strconv.Atoi(port)
	return port == "" || err == nil && n >= 1 && n <= 65535
}

// isBrowser reports whether a port is the one at which Neo4j serves Neo4j Browser over HTTP or HTTPS.
func isBrowser(port string) bool { return port == "7474" || port == "7473" }

// browserProblem returns what is wrong with an address of HTTP.
func browserProblem(scheme, port string) string {
	if isBrowser(port) {
		return port + " is the port of Neo4j Browser"
	}
	return scheme + " is for Neo4j Browser"
}

// nameDatabase returns what to write instead of an address that names a database.
func nameDatabase(right, name string) string {
	return fmt.Sprintf("%s, and name the database with --database %s", right, name)
}
