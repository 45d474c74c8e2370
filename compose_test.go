package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/google/go-cmp/cmp"

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
	for _, environment := range [][]string{nil, {"NEO4J_PASSWORD="}} {
		if _, err := project(environment...); err == nil || !strings.Contains(err.Error(), "give the database a password of at least 8 characters") {
			t.Errorf("with the environment %q: %v", environment, err)
		}
	}
	p, err := project("NEO4J_PASSWORD=swordfish")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"loader", "server"} {
		s := p.Services[name]
		if s.User != "65532:65532" || !slices.Equal(s.CapDrop, []string{"ALL"}) || !slices.Equal(s.SecurityOpt, []string{"no-new-privileges:true"}) {
			t.Errorf("%s has more privileges than it needs: %+v", name, s)
		}
	}
	if image := p.Services["neo4j"].Image; image != "neo4j:"+neo4jtest.Version+"-community" {
		t.Errorf("the database is %s, but %s is tested", image, neo4jtest.Version)
	}
	after := func(service, condition string) {
		t.Helper()
		if d := p.Services[service].DependsOn; len(d) != 1 || d["neo4j"].Condition != condition {
			t.Errorf("%s depends on %+v, want on neo4j as %s alone", service, d, condition)
		}
	}
	after("loader", types.ServiceConditionHealthy)
	after("server", types.ServiceConditionStarted)
}

// TestComposeSecret checks that the password is in the secret alone, which Compose puts only into containers that can be
// written to.
func TestComposeSecret(t *testing.T) {
	p, err := project("NEO4J_PASSWORD=swordfish")
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range p.Services {
		if len(s.Secrets) != 1 || s.Secrets[0].Target != "/run/secrets/password" || s.ReadOnly {
			t.Errorf("%s has the secrets %+v, read-only: %t", name, s.Secrets, s.ReadOnly)
		}
	}
	text, err := p.WithoutUnnecessaryResources().MarshalYAML()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "swordfish") {
		t.Errorf("docker compose config would print the password:\n%s", text)
	}
}

// TestComposePorts checks that only this machine reaches the ports.
func TestComposePorts(t *testing.T) {
	p, err := project("NEO4J_PASSWORD=swordfish")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, name := range p.ServiceNames() {
		for _, port := range p.Services[name].Ports {
			got = append(got, fmt.Sprintf("%s %s:%s:%d", name, port.HostIP, port.Published, port.Target))
		}
	}
	want := []string{"neo4j 127.0.0.1:7474:7474", "neo4j 127.0.0.1:7687:7687", "server 127.0.0.1:8080:8080"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("published ports (-want +got):\n%s", diff)
	}
}

// TestComposeHosts checks that other services may ask the server by its name.
func TestComposeHosts(t *testing.T) {
	p, err := project("NEO4J_PASSWORD=swordfish")
	if err != nil {
		t.Fatal(err)
	}
	if host := p.Services["server"].Environment["ENTENTE_HOST"]; host == nil || *host != "server" {
		t.Errorf("the server answers to the name %v", host)
	}
}

// TestComposeMemory gives the database and the server other memory, and checks that what the database has without fits into its
// container, and that the server's has a limit.
func TestComposeMemory(t *testing.T) {
	usual, err := project("NEO4J_PASSWORD=swordfish")
	if err != nil {
		t.Fatal(err)
	}
	bytes := func(setting string) (n types.UnitBytes) {
		if err := n.DecodeMapstructure(*usual.Services["neo4j"].Environment[setting]); err != nil {
			t.Fatal(err)
		}
		return n
	}
	heap, pages := bytes("NEO4J_server_memory_heap_max__size"), bytes("NEO4J_server_memory_pagecache_size")
	if rest := usual.Services["neo4j"].MemLimit - heap - pages; rest < 1<<30 {
		t.Errorf("%d bytes are left for the rest of Java, want 1 GiB", rest)
	}
	if one := bytes("NEO4J_db_memory_transaction_max"); one >= heap*7/10 {
		t.Errorf("a transaction may have %d bytes, all that Neo4j lets all of them have", one)
	}
	p, err := project("NEO4J_PASSWORD=swordfish", "NEO4J_HEAP=4g", "NEO4J_PAGECACHE=3g", "NEO4J_TRANSACTION=2g", "NEO4J_MEMORY=9g", "SERVER_MEMORY=3g")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for name, value := range p.Services["neo4j"].Environment {
		got[name] = *value
	}
	want := map[string]string{
		"NEO4J_server_memory_heap_initial__size": "4g", "NEO4J_server_memory_heap_max__size": "4g",
		"NEO4J_server_memory_pagecache_size": "3g", "NEO4J_db_memory_transaction_max": "2g",
	}
	if diff := cmp.Diff(want, got); diff != "" || p.Services["neo4j"].MemLimit != 9<<30 {
		t.Errorf("memory limit %d, settings (-want +got):\n%s", p.Services["neo4j"].MemLimit, diff)
	}
	if before, after := usual.Services["server"].MemLimit, p.Services["server"].MemLimit; before != 1536<<20 || after != 3<<30 {
		t.Errorf("the server may have %d bytes, %d with SERVER_MEMORY=3g", before, after)
	}
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

// TestComposeServices runs the services of docker-compose.yml outside containers, with their commands, environment,
// secret and health checks: the server before there is a database, the database, and the loader twice.
func TestComposeServices(t *testing.T) {
	exhaustive.Only(t)
	p, err := project("NEO4J_PASSWORD=entente-test")
	if err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(t.TempDir(), "password")
	write(t, secret, p.Environment[p.Secrets["password"].Environment])
	bolt, browser, listen := freeAddress(t), freeAddress(t), freeAddress(t)
	out := newOutside(t, strings.NewReplacer("/run/secrets/password", secret, "/facts", p.Services["loader"].Volumes[0].Source,
		"neo4j:7687", bolt, "127.0.0.1:7474", browser, "0.0.0.0:8080", listen))
	service := func(name string) container {
		s := p.Services[name]
		c := container{command: slices.Concat(s.Entrypoint, s.Command), env: map[string]string{}}
		for variable, value := range s.Environment {
			c.env[variable] = *value
		}
		return c
	}
	check := func(name string) container { return service(name).instead(p.Services[name].HealthCheck.Test[1:]) }

	server := begin(t, out.run(service("server")))
	database := startNeo4j(t, out, service("neo4j"), bolt, browser)
	database.waitFor(t, func() *exec.Cmd { return out.run(check("neo4j")) })
	if text, err := out.run(check("server")).CombinedOutput(); err == nil || !strings.Contains(string(text), "503 Service Unavailable: not ready") {
		t.Errorf("without facts, the server's health check prints %q, %v", text, err)
	}
	if text := output(t, out.run(service("loader"))); !strings.Contains(text, "loaded version ") {
		t.Errorf("the loader printed:\n%s", text)
	}
	server.waitFor(t, func() *exec.Cmd { return out.run(check("server")) })
	if text := output(t, out.run(service("loader"))); !strings.Contains(text, "nothing to do") {
		t.Errorf("the loader, run again, printed:\n%s", text)
	}
	serves(t, listen)
	server.stop(t)
	out.knows(t, "/loader", service("loader").env, "load", "--help")
	out.knows(t, "/entente", service("server").env, "--help")
}
