package bolt

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"

	"entente/graph/alliance"
)

// An endpoint is where a server is, and how it is spoken to there.
type endpoint struct {
	network, address string
	secure           bool // by TLS
	anyone           bool // whatever its certificate is
}

// endpointOf returns the endpoint that a right address leads to.
func endpointOf(uri string) endpoint {
	u, err := url.Parse(uri)
	switch {
	case err != nil: // which the driver says, too
		return endpoint{}
	case u.Scheme == "bolt+unix":
		return endpoint{network: "unix", address: u.Path}
	}
	_, security, secure := strings.Cut(u.Scheme, "+")
	return endpoint{"tcp", net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), "7687")), secure, security == "ssc"}
}

// hello is how Bolt begins: its magic number, and four versions of which the server chooses one; see the handshake in
// https://neo4j.com/docs/bolt/current/bolt/handshake/.
const hello = "\x60\x60\xb0\x17" + "\x00\x08\x08\x05" + "\x00\x02\x04\x04" + "\x00\x00\x00\x03" + "\x00\x00\x00\x00"

// knock returns nil if somebody answers in Bolt. It asks for nothing, so that a server answers however busy it is.
func (e endpoint) knock(ctx context.Context) error {
	conn, err := new(net.Dialer).DialContext(ctx, e.network, e.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	if e.secure {
		host, _, _ := net.SplitHostPort(e.address)
		secured := tls.Client(conn, &tls.Config{ServerName: host, InsecureSkipVerify: e.anyone, MinVersion: tls.VersionTLS12})
		if err := secured.HandshakeContext(ctx); err != nil {
			return err
		}
		conn = secured
	}
	if _, err := io.WriteString(conn, hello); err != nil {
		return err
	}
	var chosen [4]byte
	if _, err := io.ReadFull(conn, chosen[:]); err != nil {
		return err
	}
	if string(chosen[:]) == "HTTP" {
		return ErrHTTP
	}
	return nil
}

// diagnose knocks, and returns nil if a server answers; otherwise what is wrong, with what to write where that helps. The
// error wraps [alliance.ErrUnavailable].
func (db *DB) diagnose(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, connectTimeout)
	defer cancel()
	e := endpointOf(db.config.URI)
	switch err := e.knock(ctx); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return noAnswer(connectTimeout)
	case errors.Is(err, ErrHTTP):
		return fmt.Errorf("%w: write %s", err, db.instead(""))
	case untrusted(err):
		return fmt.Errorf("%w: %s: have this machine trust its issuer (SSL_CERT_FILE names a file of issuers), or write %s to take any certificate",
			ErrCertificate, line(err), db.instead("+ssc"))
	case unknownHost(err):
		return fmt.Errorf("%w: %s", ErrHost, line(err))
	case ended(err) && e.otherwise().knock(ctx) == nil:
		if e.secure {
			return fmt.Errorf("%w: the server has none at this port: write %s", ErrTLS, db.instead(""))
		}
		return fmt.Errorf("%w: the server asks for it: write %s, or %s if nobody vouches for its certificate",
			ErrTLS, db.instead("+s"), db.instead("+ssc"))
	default:
		return fmt.Errorf("%w: %s", alliance.ErrUnavailable, line(err))
	}
}

// instead returns the address with another kind of TLS, and a port of Bolt in the place of one of HTTP.
func (db *DB) instead(security string) string {
	a := readAddress(db.config.URI)
	scheme, _, _ := strings.Cut(a.scheme, "+")
	return scheme + security + "://" + joined(a.host, a.port)
}

// otherwise returns the endpoint with TLS where it has none, whatever the certificate, and without it where it has.
func (e endpoint) otherwise() endpoint {
	e.secure, e.anyone = !e.secure, true
	return e
}

// untrusted reports whether an error is about the certificate of a server.
func untrusted(err error) bool {
	_, verified := errors.AsType[*tls.CertificateVerificationError](err)
	_, unknown := errors.AsType[x509.UnknownAuthorityError](err)
	return verified || unknown
}

// unknownHost reports whether an error is that there is no such host.
func unknownHost(err error) bool {
	failed, ok := errors.AsType[*net.DNSError](err)
	return ok && failed.IsNotFound
}

// ended reports whether somebody took a connection and ended it, or answered in another language, as who speaks TLS and who
// does not do to each other.
func ended(err error) bool {
	_, plain := errors.AsType[tls.RecordHeaderError](err)
	_, alert := errors.AsType[tls.AlertError](err)
	dial, network := errors.AsType[*net.OpError](err)
	return plain || alert || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		network && dial.Op != "dial" && !dial.Timeout()
}
