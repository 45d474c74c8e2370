package main

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// healthyTimeout is how long a program may take until it is healthy.
const healthyTimeout = 2 * time.Minute

// A container is a command and the environment that it has in a container.
type container struct {
	command []string
	env     map[string]string
}

// instead returns the container with another command.
func (c container) instead(command []string) container { return container{command, c.env} }

// An outside runs containers' commands outside of them.
type outside struct {
	// bin is the folder with the programs of the image.
	bin string
	// places turns files and addresses in containers into those outside.
	places *strings.Replacer
}

// newOutside builds the programs of the image as Dockerfile does.
func newOutside(t *testing.T, places *strings.Replacer) outside {
	t.Helper()
	bin := t.TempDir()
	build := dockerfile(t, `(CGO_ENABLED=0 go build .*)`)[0]
	output(t, exec.Command("sh", "-c", strings.ReplaceAll(build, " /out/ ", " "+bin+"/ ")))
	return outside{bin, places}
}

// run returns a container's command, to be run outside: a program of the image, or one of this machine.
func (o outside) run(c container) *exec.Cmd {
	var args []string
	for _, arg := range c.command {
		args = append(args, o.places.Replace(arg))
	}
	if strings.HasPrefix(args[0], "/") {
		args[0] = filepath.Join(o.bin, c.command[0])
	}
	run := exec.Command(args[0], args[1:]...)
	run.Env = []string{"PATH=" + os.Getenv("PATH")}
	for name, value := range c.env {
		run.Env = append(run.Env, name+"="+o.places.Replace(value))
	}
	return run
}

// knows checks that a program of the image names each variable in its help, but for Go's own.
func (o outside) knows(t *testing.T, program string, variables map[string]string, help ...string) {
	t.Helper()
	text := output(t, exec.Command(filepath.Join(o.bin, program), help...))
	for name := range variables {
		if name != "GOMEMLIMIT" && !strings.Contains(text, "$"+name+")") {
			t.Errorf("%s does not know the variable %s", program, name)
		}
	}
}

// A process is a running program.
type process struct {
	*exec.Cmd
	// log is the file that it prints to.
	log string
	// ended is closed when it has ended, with err.
	ended chan struct{}
	err   error
}

// begin starts a program, which is killed when the test ends.
func begin(t *testing.T, c *exec.Cmd) *process {
	t.Helper()
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	c.Stdout, c.Stderr = log, log
	if err := errors.Join(c.Start(), log.Close()); err != nil {
		t.Fatal(err)
	}
	p := &process{Cmd: c, log: log.Name(), ended: make(chan struct{})}
	go func() {
		defer close(p.ended)
		p.err = c.Wait()
	}()
	t.Cleanup(func() {
		_ = c.Process.Kill()
		<-p.ended
	})
	return p
}

// printed returns what the program has printed.
func (p *process) printed(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(p.log)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// waitFor waits until a health check succeeds, and fails if the program ends before.
func (p *process) waitFor(t *testing.T, check func() *exec.Cmd) {
	t.Helper()
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	late := time.After(healthyTimeout)
	for {
		text, err := check().CombinedOutput()
		if err == nil {
			return
		}
		select {
		case <-again.C:
		case <-p.ended:
			t.Fatalf("%s ended: %v\n%s", p.Path, p.err, p.printed(t))
		case <-late:
			t.Fatalf("%s is not healthy after %s: %v: %s\n%s", p.Path, healthyTimeout, err, text, p.printed(t))
		}
	}
}

// stop ends the program as Compose and Kubernetes do.
func (p *process) stop(t *testing.T) {
	t.Helper()
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if <-p.ended; p.err != nil {
		t.Errorf("stopping %s: %v\n%s", p.Path, p.err, p.printed(t))
	}
}

// serves checks that the server at an address answers from a database with the bundled facts.
func serves(t *testing.T, address string) {
	t.Helper()
	body, _ := get(t, "http://"+address+"/graphql?query={actor(id:%22haftar%22){name}dataset{store}}")
	if want := `{"data":{"actor":{"name":"Khalifa Haftar"},"dataset":{"store":"neo4j"}}`; !strings.HasPrefix(body, want) {
		t.Errorf("the server answers %s, want %s", body, want)
	}
}

// freeAddress returns an address of this machine that nothing listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// output runs a command and returns what it prints.
func output(t *testing.T, c *exec.Cmd) string {
	t.Helper()
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", c, err, out)
	}
	return string(out)
}
