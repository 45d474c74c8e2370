package bolt_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
)

// TestPermanent asks servers by addresses that do not fit them: what is said is what is wrong and what to write, at once,
// however long the driver would have tried again.
func TestPermanent(t *testing.T) {
	plain, secure := shared(t), startSecure(t)
	_, plainAt, _ := strings.Cut(plain.URI, "://")
	_, secureAt, _ := strings.Cut(secure.URI, "://")
	pageAt := listen(t, func(conn net.Conn) { _, _ = io.WriteString(conn, "HTTP/1.1 400 Bad Request\r\n\r\n") })
	right := plain.Password
	for _, test := range []struct {
		uri, user, password, database string
		want                          error
		says                          string
		permanent                     bool
	}{
		{"bolt://" + plainAt, "neo4j", right, "", nil, "", false},
		{"bolt+ssc://" + secureAt, "neo4j", right, "", nil, "", false},
		{"bolt://" + plainAt, "neo4j", "wrong", "", bolt.ErrAuth, "", true},
		{"bolt://" + plainAt, "neo4j", right, "none", bolt.ErrNoDatabase, "", true},
		{"bolt+s://" + plainAt, "neo4j", right, "", bolt.ErrTLS, "the server has none at this port: write bolt://" + plainAt, true},
		{"neo4j+ssc://" + plainAt, "neo4j", right, "", bolt.ErrTLS, "write neo4j://" + plainAt, true},
		{"neo4j://" + secureAt, "neo4j", right, "", bolt.ErrTLS, "the server asks for it: write neo4j+s://" + secureAt + ", or neo4j+ssc://" + secureAt, true},
		{"neo4j+s://" + secureAt, "neo4j", right, "", bolt.ErrCertificate, "or write neo4j+ssc://" + secureAt, true},
		{"bolt+s://" + secureAt, "neo4j", right, "", bolt.ErrCertificate, "failed to verify certificate", true},
		{"bolt://" + pageAt, "neo4j", right, "", bolt.ErrHTTP, "write bolt://" + pageAt, true},
		{"neo4j://no-such-host.invalid", "neo4j", right, "", bolt.ErrHost, "check the address", false},
		{"neo4j://127.0.0.1:1", "neo4j", right, "", alliance.ErrUnavailable, "connection refused", false},
	} {
		for _, fast := range []bool{false, true} {
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			db, err := bolt.Open(ctx, bolt.Config{
				URI: test.uri, User: test.user, Password: test.password, Database: test.database,
				FailFast: fast, RetryTime: permanentTime(test.permanent),
			})
			cancel()
			if err == nil {
				_ = db.Close(t.Context())
			}
			if !errors.Is(err, test.want) || bolt.Permanent(err) != test.permanent {
				t.Errorf("%s: error %v, permanent: %t; want %v, %t", test.uri, err, bolt.Permanent(err), test.want, test.permanent)
			}
			if err != nil && (!errors.Is(err, alliance.ErrUnavailable) || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "\n")) {
				t.Errorf("%s: error %v, want one line that wraps ErrUnavailable with %q", test.uri, err, test.says)
			}
		}
	}
}

// permanentTime returns how long the driver may try again: longer than tests may take if it must not.
func permanentTime(permanent bool) time.Duration {
	if permanent {
		return time.Hour
	}
	return time.Millisecond
}

// startSecure starts a server that takes only TLS, with a certificate that nobody vouches for.
func startSecure(t *testing.T) *neo4jtest.Server {
	t.Helper()
	dir := t.TempDir()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"localhost"}}
	certificate, err := x509.CreateCertificate(rand.Reader, about, about, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{
		"private.key": {Type: "PRIVATE KEY", Bytes: key}, "public.crt": {Type: "CERTIFICATE", Bytes: certificate},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	server := neo4jtest.Start(t)
	if err := errors.Join(server.Stop(), server.Restart("server.bolt.tls_level=REQUIRED", "dbms.ssl.policy.bolt.enabled=true",
		"dbms.ssl.policy.bolt.client_auth=NONE", "dbms.ssl.policy.bolt.base_directory="+dir)); err != nil {
		t.Fatal(err)
	}
	return server
}

// TestRefusedWhileUp changes the password while a database is away and comes back: it says so, and stays away.
func TestRefusedWhileUp(t *testing.T) {
	server := neo4jtest.Start(t)
	wire := neo4jtest.NewWire(t, server)
	db := open(t, bolt.Config{URI: wire.URI, User: server.User, Password: server.Password})
	if err := db.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	admin := open(t, bolt.Config{URI: server.URI, User: server.User, Password: server.Password, Database: "system"})
	if _, err := admin.Write(t.Context(), "ALTER CURRENT USER SET PASSWORD FROM $old TO 'another-one'", map[string]any{"old": server.Password}); err != nil {
		t.Fatal(err)
	}
	wire.Cut()
	if _, err := ask(t, db, quick); !errors.Is(err, alliance.ErrUnavailable) || bolt.Permanent(err) {
		t.Errorf("error %v, want one of the connection", err)
	}
	wire.Join()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for !errors.Is(db.Away(), bolt.ErrAuth) {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			t.Fatalf("away: %v, want %v", db.Away(), bolt.ErrAuth)
		}
	}
}
