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

	"entente/graph/exhaustive"
	"entente/graph/neo4j/neo4jtest"
)

// project reads docker-compose.yml as Compose does, with only the given environment.
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
			t.Errorf("%s has more privileges than it needs: %+v", name, s)
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

// TestComposeFacts checks that FACTS is mounted as a directory, whatever form its path has.
func TestComposeFacts(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for facts, want := range map[string]string{
		"": filepath.Join(here, "fixtures/libya-2020"), "my-facts": filepath.Join(here, "my-facts"),
		"./my-facts": filepath.Join(here, "my-facts"), "../facts": filepath.Join(here, "../facts"), "/srv/facts": "/srv/facts",
	} {
		p, err := project("NEO4J_PASSWORD=swordfish", "FACTS="+facts)
		if err != nil {
			t.Errorf("FACTS=%s: %v", facts, err)
			continue
		}
		if v := p.Services["loader"].Volumes[0]; v.Type != types.VolumeTypeBind || v.Source != want || !v.ReadOnly {
			t.Errorf("FACTS=%s mounts %+v, want the directory %s", facts, v, want)
		}
	}
}

// dockerfile returns the text in Dockerfile that matches the pattern's first group.
func dockerfile(t *testing.T, pattern string) (found []string) {
	t.Helper()
	text, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range regexp.MustCompile(pattern).FindAllSubmatch(text, -1) {
		found = append(found, string(match[1]))
	}
	if len(found) == 0 {
		t.Fatalf("nothing in Dockerfile matches %s", pattern)
	}
	return found
}

// TestDockerfile checks that images are built from fixed versions.
func TestDockerfile(t *testing.T) {
	for _, image := range dockerfile(t, `FROM (\S+)`) {
		if image != "scratch" && !regexp.MustCompile(`:\d+\.\d+\.\d+$`).MatchString(image) {
			t.Errorf("built from %s, which is not a fixed version", image)
		}
	}
}

// TestComposeServices runs the services of docker-compose.yml, with their commands and environment, outside containers:
// the build, the health check, the loader twice, and the server.
func TestComposeServices(t *testing.T) {
	exhaustive.Only(t)
	neo := neo4jtest.Start(t)
	p, err := project("NEO4J_PASSWORD=" + neo.Password)
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	build := dockerfile(t, `RUN (CGO_ENABLED=0 go build .*)`)[0]
	run(t, exec.Command("sh", "-c", strings.ReplaceAll(build, " /out/ ", " "+bin+"/ ")))

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
		t.Errorf("the loader printed:\n%s", out)
	}
	if out := run(t, service("loader")); !strings.Contains(out, "nothing to do") {
		t.Errorf("the loader, run again, printed:\n%s", out)
	}
	checkServer(t, service("server"))
}

// replaced returns texts with the replacements made.
func replaced(by *strings.Replacer, texts []string) []string {
	var all []string
	for _, text := range texts {
		all = append(all, by.Replace(text))
	}
	return all
}

// checkServer starts a server, queries it, and stops it as Compose does.
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
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "endpoint    "); ok {
			body, _ := get(t, url+"?query={actor(id:%22haftar%22){name}dataset{store}}")
			if want := `{"data":{"actor":{"name":"Khalifa Haftar"},"dataset":{"store":"neo4j"}}`; !strings.HasPrefix(body, want) {
				t.Errorf("the server answers %s, want %s", body, want)
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

// run runs a command and returns its output.
func run(t *testing.T, c *exec.Cmd) string {
	t.Helper()
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", c, err, out)
	}
	return string(out)
}
