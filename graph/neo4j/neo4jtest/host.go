package neo4jtest

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

//go:embed Neo4j.java
var launcher []byte

// idle is how long a host without clients waits for another test process before it ends.
const idle = time.Minute

// A connection is a test's connection to a host. The host runs one server for each connection, which ends with it.
type connection struct {
	conn net.Conn
	in   *bufio.Reader
	// process is the process of a host for this connection alone, otherwise nil.
	process *exec.Cmd
}

// join connects to the shared host of an installation, starting it if necessary.
func join(from installation) (*connection, error) {
	command, err := from.command()
	if err != nil {
		return nil, err
	}
	// A host is identified by everything that it is started with: another checkout may have another launcher.
	digest := sha256.Sum256(append([]byte(strings.Join(command, "\x00")), launcher...))
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("entente-neo4j-host-%d-%s", os.Getuid(), hex.EncodeToString(digest[:8])))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(dir, "lock"))
	if err := lock.Lock(); err != nil {
		return nil, fmt.Errorf("wait for the test process that starts Neo4j: %w", err)
	}
	defer lock.Unlock()
	portFile := filepath.Join(dir, "port")
	if port, err := os.ReadFile(portFile); err == nil {
		if c, err := connect(string(port)); err == nil {
			return c, nil
		}
	}
	host, port, err := run(command, dir, idle)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(host.Process.Release(), os.WriteFile(portFile, []byte(port), 0o600)); err != nil {
		return nil, err
	}
	return connect(port)
}

// launch starts a host for one connection, with which it ends. The host keeps its files in dir.
func launch(from installation, dir string) (*connection, error) {
	command, err := from.command()
	if err != nil {
		return nil, err
	}
	host, port, err := run(command, dir, 0)
	if err != nil {
		return nil, err
	}
	c, err := connect(port)
	if err != nil {
		return nil, errors.Join(err, host.Process.Kill(), host.Wait())
	}
	c.process = host
	return c, nil
}

// run starts a host, which ends once nobody has been connected for as long as idle, and returns its port. The host may
// outlive this process, so its standard error is a file, not a pipe.
func run(command []string, dir string, idle time.Duration) (host *exec.Cmd, port string, err error) {
	source := filepath.Join(dir, "Neo4j.java")
	if err := os.WriteFile(source, launcher, 0o600); err != nil {
		return nil, "", err
	}
	log, err := os.Create(filepath.Join(dir, "stderr"))
	if err != nil {
		return nil, "", err
	}
	host = exec.Command(command[0], slices.Concat(command[1:], []string{source, strconv.Itoa(int(idle.Seconds()))})...)
	host.Stderr = log
	host.Dir = dir
	out, err := host.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	defer out.Close()
	if err := errors.Join(host.Start(), log.Close()); err != nil {
		return nil, "", fmt.Errorf("start Neo4j: %w", err)
	}
	timer := time.AfterFunc(timeout, func() { _ = host.Process.Kill() })
	defer timer.Stop()
	line, err := bufio.NewReader(out).ReadString('\n')
	port, ok := strings.CutPrefix(strings.TrimSpace(line), "host ")
	if err != nil || !ok {
		logged, _ := os.ReadFile(log.Name())
		return nil, "", fmt.Errorf("start Neo4j: %w: %s%s", errors.Join(err, host.Process.Kill(), host.Wait()), line, logged)
	}
	return host, port, nil
}

// connect connects to the host at a port.
func connect(port string) (*connection, error) {
	conn, err := net.DialTimeout("tcp", "127.0.0.1:"+port, timeout)
	if err != nil {
		return nil, err
	}
	c := &connection{conn: conn, in: bufio.NewReader(conn)}
	if greeting, err := c.reply(); err != nil || greeting[0] != "neo4j" {
		return nil, errors.Join(fmt.Errorf("the program that listens on port %s is not a Neo4j host: %q", port, greeting), err, conn.Close())
	}
	return c, nil
}

// start starts a server and returns its port. It first stops the connection's current server, if any.
func (c *connection) start(data, port string, settings []string) (string, error) {
	reply, err := c.request(append([]string{"start", data, port}, settings...)...)
	if err != nil {
		return "", fmt.Errorf("start Neo4j: %w", err)
	}
	return reply[1], nil
}

// stop stops the connection's server, if any.
func (c *connection) stop() error {
	if c == nil {
		return nil // the server is external
	}
	if _, err := c.request("stop"); err != nil {
		return fmt.Errorf("stop Neo4j: %w", err)
	}
	return nil
}

// deleteAtEnd has the host delete a directory when the connection ends.
func (c *connection) deleteAtEnd(dir string) error {
	_, err := c.request("temporary", dir)
	return err
}

// close ends the connection and its server, and waits for the host to end if it runs for this connection alone.
func (c *connection) close() error {
	err := c.conn.Close()
	if c.process == nil {
		return err
	}
	timer := time.AfterFunc(timeout, func() { _ = c.process.Process.Kill() })
	defer timer.Stop()
	return errors.Join(err, c.process.Wait())
}

// request sends a request and returns the parts of the reply.
func (c *connection) request(parts ...string) ([]string, error) {
	if err := c.conn.SetDeadline(time.Now().Add(timeout)); err != nil {
		return nil, err
	}
	if _, err := io.WriteString(c.conn, strings.Join(parts, "\t")+"\n"); err != nil {
		return nil, err
	}
	return c.reply()
}

// reply reads the parts of a reply.
func (c *connection) reply() ([]string, error) {
	line, err := c.in.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("the Neo4j host has ended: %w", err)
	}
	parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
	if parts[0] == "failed" {
		return nil, errors.New(strings.Join(parts[1:], " "))
	}
	return parts, nil
}

// command returns the command that runs a host, without the file and the argument of the launcher.
func (i installation) command() ([]string, error) {
	java, err := exec.LookPath(i.java)
	if err != nil {
		return nil, fmt.Errorf("%w: Java is not installed (install 17 or later, or set NEO4J_TEST_URI)", errMissing)
	}
	lib, err := jars(i.version)
	if err != nil {
		return nil, err
	}
	// Most of the work is planning statements, which produces a lot of garbage.
	options := []string{"-Xms1g", "-Xmx2g", "-Xmn600m", "-XX:+UseSerialGC"}
	for _, name := range []string{"java.nio", "java.io", "java.lang", "sun.nio.ch"} {
		options = append(options, "--add-opens=java.base/"+name+"=ALL-UNNAMED")
	}
	return slices.Concat([]string{java}, options, []string{"-cp", filepath.Join(lib, "*")}), nil
}
