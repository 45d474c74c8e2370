// Package neo4jtest starts real Neo4j servers for tests, from the jars that Maven has.
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
// It is started when the first test asks for it, listens on a free port of 127.0.0.1 only, and ends with the test
// process, however that ends: its standard input is a pipe from it. Each test process has its own, because the Community
// edition has one database, which tests of other packages would write over.
//
// Java 17 or later and Maven are needed once, to fetch the jars into the user's cache directory; then Java only. What is
// missing is said in one line and the test skipped; where the environment has CI, it fails.
//
// The environment may say more:
//   - NEO4J_TEST_URI (with NEO4J_TEST_USERNAME and NEO4J_TEST_PASSWORD): a server that runs; tests empty it of what is
//     entente's.
//   - NEO4J_VERSION: another version than the default, for example 2026.08.1, which needs Java 21 or later.
//   - JAVA_HOME: the Java to run it with.
package neo4jtest

import (
	"bufio"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

//go:embed Neo4j.java
var launcher []byte

// startTimeout is how long a server may take to start, and to stop.
const startTimeout = 2 * time.Minute

// A Server is a running Neo4j.
type Server struct {
	URI, User, Password string

	installation

	dir      string
	settings []string
	process  *exec.Cmd
	stdin    io.Closer
	lines    *bufio.Scanner
}

// errMissing: what is needed to run Neo4j is not on the machine.
var errMissing = errors.New("no Neo4j to test with")

// Shared returns how to get the one server of a test process, which is started when it is first asked for.
func Shared() func(testing.TB) *Server {
	start := sync.OnceValues(func() (*Server, error) {
		if uri := os.Getenv("NEO4J_TEST_URI"); uri != "" {
			user := cmp.Or(os.Getenv("NEO4J_TEST_USERNAME"), "neo4j")
			return &Server{URI: uri, User: user, Password: os.Getenv("NEO4J_TEST_PASSWORD")}, nil
		}
		dir, err := os.MkdirTemp("", "entente-neo4j-")
		if err != nil {
			return nil, err
		}
		return start(dir, usual(), nil, "-Dentente.temporary=true")
	})
	return func(t testing.TB) *Server {
		t.Helper()
		server, err := start()
		check(t, err)
		return server
	}
}

// Start starts a server of the test's own, with settings as `name=value`, and ends it with the test.
func Start(t testing.TB, settings ...string) *Server {
	t.Helper()
	return StartIn(t, t.TempDir(), settings...)
}

// StartIn is [Start] for a server that keeps its data in a directory.
func StartIn(t testing.TB, dir string, settings ...string) *Server {
	t.Helper()
	return ended(t)(start(dir, usual(), settings))
}

// StartNewest is [Start] for the newest version.
func StartNewest(t testing.TB, settings ...string) *Server {
	t.Helper()
	java, err := findJava(21)
	check(t, err)
	return ended(t)(start(t.TempDir(), installation{java, Newest}, settings))
}

// ended returns a function that has a server end with the test.
func ended(t testing.TB) func(*Server, error) *Server {
	return func(server *Server, err error) *Server {
		t.Helper()
		check(t, err)
		t.Cleanup(func() {
			_ = server.Stop()
			if t.Failed() {
				t.Log(server.troubles())
			}
		})
		return server
	}
}

// check skips the test where Neo4j cannot be had, and fails it on any other error, and in CI.
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

// start starts a server that keeps its data in a directory. Options are for Java.
func start(dir string, from installation, settings []string, options ...string) (*Server, error) {
	s := &Server{User: "neo4j", Password: "entente-test", installation: from, dir: dir, settings: settings}
	if err := s.launch("0", options...); err != nil {
		return nil, err
	}
	return s, s.setPassword()
}

// launch starts the process at a port and waits until it answers.
func (s *Server) launch(port string, options ...string) error {
	command, err := s.command(port, options)
	if err != nil {
		return err
	}
	s.process = command
	if s.stdin, err = command.StdinPipe(); err != nil {
		return err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	stderr, err := os.Create(filepath.Join(s.dir, "stderr"))
	if err != nil {
		return err
	}
	command.Stderr = stderr
	if err := errors.Join(command.Start(), stderr.Close()); err != nil {
		return fmt.Errorf("start Neo4j: %w", err)
	}
	timer := time.AfterFunc(startTimeout, func() { _ = command.Process.Kill() })
	defer timer.Stop()
	s.lines = bufio.NewScanner(out)
	for s.lines.Scan() {
		if port, ok := strings.CutPrefix(s.lines.Text(), "ready "); ok {
			s.URI = "bolt://127.0.0.1:" + port
			return nil
		}
	}
	said, err := os.ReadFile(stderr.Name())
	return fmt.Errorf("start Neo4j: %w: %s", errors.Join(command.Wait(), err), said)
}

// Stop ends the server in order; its data stay. It may be called again.
func (s *Server) Stop() error {
	if s.process == nil {
		return nil
	}
	timer := time.AfterFunc(startTimeout, func() { _ = s.process.Process.Kill() })
	defer timer.Stop()
	_ = s.stdin.Close()
	for s.lines.Scan() {
		continue // until it has ended
	}
	err := s.process.Wait()
	s.process = nil
	return err
}

// Restart starts a server that was stopped anew, with its data and at its address. Settings are added to those that it
// had.
func (s *Server) Restart(settings ...string) error {
	s.settings = append(s.settings, settings...)
	return s.launch(s.URI[strings.LastIndexByte(s.URI, ':')+1:])
}

// troubles returns what the log of the server has of errors, and of what caused them.
func (s *Server) troubles() string {
	text, err := os.ReadFile(filepath.Join(s.dir, "data", "logs", "debug.log"))
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

// setPassword changes the password of a new database, as it demands.
func (s *Server) setPassword() error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, "neo4j", ""))
	if err != nil {
		return err
	}
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "system"})
	_, err = session.Run(ctx, "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", map[string]any{"password": s.Password})
	return errors.Join(err, session.Close(ctx), driver.Close(ctx))
}

// command returns the command that runs Neo4j at a port.
func (s *Server) command(port string, extra []string) (*exec.Cmd, error) {
	if _, err := exec.LookPath(s.java); err != nil {
		return nil, fmt.Errorf("%w: there is no Java (install 17 or later, or set NEO4J_TEST_URI)", errMissing)
	}
	lib, err := jars(s.version)
	if err != nil {
		return nil, err
	}
	source := filepath.Join(s.dir, "Neo4j.java")
	if err := os.WriteFile(source, launcher, 0o600); err != nil {
		return nil, err
	}
	options := []string{"-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", filepath.Join(lib, "*")}
	if bench := flag.Lookup("test.bench"); bench != nil && bench.Value.String() != "" {
		// What is run for a minute wants to start fast; what is measured, to run fast.
		options = []string{"-Xmx2g", "-cp", filepath.Join(lib, "*")}
	}
	for _, name := range []string{"java.nio", "java.io", "java.lang", "sun.nio.ch"} {
		options = append(options, "--add-opens=java.base/"+name+"=ALL-UNNAMED")
	}
	arguments := append([]string{source, filepath.Join(s.dir, "data"), port}, s.settings...)
	return exec.Command(s.java, slices.Concat(options, extra, arguments)...), nil
}
