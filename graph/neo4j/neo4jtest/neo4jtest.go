// Package neo4jtest starts real Neo4j servers for tests, from the jars in Maven's repositories.
//
// A test package shares one:
//
//	var database = neo4jtest.Shared()
//
//	func TestX(t *testing.T) {
//		server := database(t)
//		…
//	}
//
// One Java process, the host, runs the servers of all test processes on a machine, each with its own data. The first
// test process that needs the host starts it, which takes ten seconds; another server in it takes one. The host listens
// on 127.0.0.1 only. A server ends with the test process that started it, however that ends, and the host ends a minute
// after the last server. A test whose server may break the host gets its own host ([StartAlone]).
//
// Maven is needed once, to fetch the jars into the user's cache directory; Java 17 or later is needed always. If
// something is missing, the test is skipped with a message that names it, or fails if the environment variable CI is
// set.
//
// Environment variables may change what is used:
//   - NEO4J_TEST_URI (with NEO4J_TEST_USERNAME and NEO4J_TEST_PASSWORD): a server that is already running; test
//     processes take turns using it, and delete entente's data from it.
//   - NEO4J_VERSION: a version other than the default, for example 2026.08.1, which needs Java 21 or later.
//   - JAVA_HOME: the Java to run it with.
package neo4jtest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// timeout is how long a server may take to start or stop on a busy machine.
const timeout = 5 * time.Minute

// A Server is a running Neo4j.
type Server struct {
	URI, User, Password string

	dir      string
	settings []string
	host     *connection
}

// errMissing reports that something needed to run Neo4j is not on the machine.
var errMissing = errors.New("no Neo4j to test with")

// Shared returns a function that returns the shared server of a test process, which the first call starts.
func Shared() func(testing.TB) *Server {
	get := sync.OnceValues(func() (*Server, error) {
		if uri := os.Getenv("NEO4J_TEST_URI"); uri != "" {
			return external(uri)
		}
		dir, err := os.MkdirTemp("", "entente-neo4j-")
		if err != nil {
			return nil, err
		}
		host, err := join(usual())
		if err != nil {
			return nil, errors.Join(err, os.Remove(dir))
		}
		if err := host.deleteAtEnd(dir); err != nil {
			return nil, err
		}
		return start(host, dir)
	})
	return func(t testing.TB) *Server {
		t.Helper()
		server, err := get()
		check(t, err)
		return server
	}
}

// external waits until no other test process uses the server that the environment names, and returns it. It remains in
// use until the process ends.
func external(uri string) (*Server, error) {
	digest := sha256.Sum256([]byte(uri))
	lock := flock.New(filepath.Join(os.TempDir(), "entente-neo4j-"+hex.EncodeToString(digest[:8])+".turn"))
	if err := lock.Lock(); err != nil {
		return nil, err
	}
	user := cmp.Or(os.Getenv("NEO4J_TEST_USERNAME"), "neo4j")
	return &Server{URI: uri, User: user, Password: os.Getenv("NEO4J_TEST_PASSWORD")}, nil
}

// Start starts a server for one test, with settings as `name=value`, and stops it when the test ends.
func Start(t testing.TB, settings ...string) *Server {
	t.Helper()
	return StartIn(t, t.TempDir(), settings...)
}

// StartIn is [Start] with the given directory for the server's data.
func StartIn(t testing.TB, dir string, settings ...string) *Server {
	t.Helper()
	host, err := join(usual())
	check(t, err)
	return stopWith(t)(start(host, dir, settings...))
}

// StartAlone is [StartIn] with a host for this server alone, since the test may break it.
func StartAlone(t testing.TB, dir string, settings ...string) *Server {
	t.Helper()
	host, err := launch(usual(), dir)
	check(t, err)
	return stopWith(t)(start(host, dir, settings...))
}

// StartNewest is [Start] with the newest version of Neo4j.
func StartNewest(t testing.TB, settings ...string) *Server {
	t.Helper()
	java, err := findJava(21)
	check(t, err)
	host, err := join(installation{java, Newest})
	check(t, err)
	return stopWith(t)(start(host, t.TempDir(), settings...))
}

// stopWith returns a function that has a started server stop when the test ends.
func stopWith(t testing.TB) func(*Server, error) *Server {
	return func(server *Server, err error) *Server {
		t.Helper()
		check(t, err)
		t.Cleanup(func() {
			_ = server.Stop()
			_ = server.host.close()
			if t.Failed() {
				t.Log(server.logErrors())
			}
		})
		return server
	}
}

// check fails the test if there is an error. If Neo4j is missing, it skips the test instead, except in CI.
func check(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case errors.Is(err, errMissing) && os.Getenv("CI") == "":
		t.Skip(err)
	default:
		t.Fatal(err)
	}
}

// start starts a server with its data in dir.
func start(host *connection, dir string, settings ...string) (*Server, error) {
	s := &Server{User: "neo4j", Password: "entente-test", dir: dir, settings: settings, host: host}
	port, err := s.host.start(s.data(), "0", settings)
	if err != nil {
		return nil, errors.Join(err, host.close())
	}
	s.URI = "bolt://127.0.0.1:" + port
	return s, s.setPassword()
}

// data returns the directory of the server's data.
func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// Stop shuts the server down and keeps its data. It may be called more than once.
func (s *Server) Stop() error { return s.host.stop() }

// Restart starts a stopped server again, with the same data and address. The settings are added to the previous ones.
func (s *Server) Restart(settings ...string) error {
	s.settings = append(s.settings, settings...)
	_, err := s.host.start(s.data(), s.URI[strings.LastIndexByte(s.URI, ':')+1:], s.settings)
	return err
}

// logErrors returns the errors in the server's log, with their causes.
func (s *Server) logErrors() string {
	text, err := os.ReadFile(filepath.Join(s.data(), "logs", "debug.log"))
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, " ERROR ") || strings.HasPrefix(line, "Caused by:") {
			b.WriteString(line)
		}
	}
	return "errors of Neo4j: " + cmp.Or(b.String(), "none")
}

// setPassword changes the password of a new database, which Neo4j requires.
func (s *Server) setPassword() error {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, "neo4j", ""))
	if err != nil {
		return err
	}
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "system"})
	_, err = session.Run(ctx, "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", map[string]any{"password": s.Password})
	if err := errors.Join(err, session.Close(ctx), driver.Close(ctx)); err != nil {
		return fmt.Errorf("set the password of a new Neo4j: %w", err)
	}
	return nil
}
