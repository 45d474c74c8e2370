package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"

	"entente/graph/neo4j/neo4jtest"
)

// database is the Neo4j of this package's tests.
var database = neo4jtest.Shared()

// project reads docker-compose.yml as Compose does, with this environment only.
func project(environment ...string) (*types.Project, error) {
	options, err := cli.NewProjectOptions([]string{"docker-compose.yml"}, cli.WithEnv(environment))
	if err != nil {
		return nil, err
	}
	return options.LoadProject(context.Background())
}

func TestComposeFile(t *testing.T) {
	if _, err := project(); err == nil || !strings.Contains(err.Error(), "give the database a password") {
		t.Errorf("without a password: %v", err)
	}
	p, err := project("NEO4J_PASSWORD=swordfish")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"loader", "server"} {
		s := p.Services[name]
		if s.User != "65532:65532" || !s.ReadOnly || len(s.CapDrop) != 1 || s.CapDrop[0] != "ALL" ||
			len(s.SecurityOpt) != 1 || s.SecurityOpt[0] != "no-new-privileges:true" {
			t.Errorf("%s may do more than it needs to: %+v", name, s)
		}
		for _, image := range regexp.MustCompile(`FROM (\S+)`).FindAllStringSubmatch(s.Build.DockerfileInline, -1) {
			if image[1] != "scratch" && !regexp.MustCompile(`:\d+\.\d+\.\d+$`).MatchString(image[1]) {
				t.Errorf("%s is built from %s, which is no fixed version", name, image[1])
			}
		}
	}
	if image := p.Services["neo4j"].Image; image != "neo4j:"+neo4jtest.Version+"-community" {
		t.Errorf("the database is %s, but %s is tested", image, neo4jtest.Version)
	}
	after := func(service, other, condition string) {
		t.Helper()
		if d, ok := p.Services[service].DependsOn[other]; !ok || d.Condition != condition {
			t.Errorf("%s depends on %s as %+v, want %s", service, other, d, condition)
		}
	}
	after("loader", "neo4j", types.ServiceConditionHealthy)
	after("server", "loader", types.ServiceConditionCompletedSuccessfully)
}

// TestComposeServices runs what docker-compose.yml runs, with its commands and environment, outside of containers:
// the build, the health check, the loader twice, and the server.
func TestComposeServices(t *testing.T) {
	neo := database(t)
	p, err := project("NEO4J_PASSWORD=" + neo.Password)
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	built := regexp.MustCompile(`RUN (CGO_ENABLED=0 go build .*)`).FindStringSubmatch(p.Services["server"].Build.DockerfileInline)
	run(t, exec.Command("sh", "-c", strings.ReplaceAll(built[1], " /out/ ", " "+bin+"/ ")))

	bolt := strings.TrimPrefix(neo.URI, "bolt://")
	outside := strings.NewReplacer("neo4j://neo4j:7687", neo.URI, "0.0.0.0:8080", "127.0.0.1:0",
		"/facts", p.Services["loader"].Volumes[0].Source, "127.0.0.1/7687", strings.Replace(bolt, ":", "/", 1))
	check := p.Services["neo4j"].HealthCheck.Test
	run(t, exec.Command(check[1], replaced(outside, check[2:])...))
	service := func(name string) *exec.Cmd {
		s := p.Services[name]
		c := exec.Command(filepath.Join(bin, s.Entrypoint[0]), replaced(outside, append(s.Entrypoint[1:], s.Command...))...)
		for variable, value := range s.Environment {
			c.Env = append(c.Env, variable+"="+outside.Replace(*value))
		}
		return c
	}
	if out := run(t, service("loader")); !strings.Contains(out, "loaded version ") && !strings.Contains(out, "nothing to do") {
		t.Errorf("the loader said:\n%s", out)
	}
	if out := run(t, service("loader")); !strings.Contains(out, "nothing to do") {
		t.Errorf("the loader, run again, said:\n%s", out)
	}
	checkServer(t, service("server"))
}

// replaced returns texts with what is different outside of containers.
func replaced(by *strings.Replacer, texts []string) []string {
	var all []string
	for _, text := range texts {
		all = append(all, by.Replace(text))
	}
	return all
}

// checkServer starts a server, asks it, and stops it as Compose does.
func checkServer(t *testing.T, server *exec.Cmd) {
	t.Helper()
	server.Stderr = os.Stderr
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill() })
	said := bufio.NewScanner(out)
	for said.Scan() {
		if url, ok := strings.CutPrefix(said.Text(), "endpoint    "); ok {
			body, _ := get(t, url+"?query={actor(id:%22haftar%22){name}dataset{store}}")
			if want := `{"data":{"actor":{"name":"Khalifa Haftar"},"dataset":{"store":"neo4j"}}`; !strings.HasPrefix(body, want) {
				t.Errorf("the server says %s, want %s", body, want)
			}
			break
		}
	}
	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, out)
	if err := server.Wait(); err != nil {
		t.Errorf("stopping: %v", err)
	}
}

// run runs a command and returns what it prints.
func run(t *testing.T, c *exec.Cmd) string {
	t.Helper()
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", c, err, out)
	}
	return string(out)
}
