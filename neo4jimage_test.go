package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/graph/neo4j/neo4jtest"
)

// startNeo4j runs a service of Neo4j's image at two addresses, as the entry point of the image does: it makes settings
// of the variables NEO4J_…, gives a new database the password in NEO4J_AUTH, and runs the command that Neo4j's own
// launcher prints, which refuses settings that Neo4j does not know.
func startNeo4j(t *testing.T, out outside, service container, bolt, browser string) *process {
	t.Helper()
	home, jars := t.TempDir(), neo4jJars(t)
	if err := os.Symlink(jars, filepath.Join(home, "lib")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(home, "conf"), 0o755); err != nil {
		t.Fatal(err)
	}
	settings := "server.bolt.listen_address=" + bolt + "\nserver.http.listen_address=" + browser + "\n"
	for name, value := range service.env {
		name = strings.NewReplacer("__", "_", "_", ".").Replace(strings.TrimPrefix(name, "NEO4J_"))
		settings += name + "=" + value + "\n"
	}
	write(t, filepath.Join(home, "conf", "neo4j.conf"), settings)
	java := func(args ...string) *exec.Cmd {
		c := exec.Command("java", append([]string{"-cp", filepath.Join(jars, "*")}, args...)...)
		c.Env = append(os.Environ(), "NEO4J_HOME="+home, "NEO4J_CONF="+filepath.Join(home, "conf"))
		return c
	}
	output(t, java("org.neo4j.cli.AdminTool", "dbms", "set-initial-password", initialPassword(t, out, service)))
	console := strings.Fields(output(t, java("org.neo4j.server.startup.Neo4jCommand", "console", "--dry-run")))
	return begin(t, exec.Command(console[0], console[1:]...))
}

// initialPassword returns the password that a service passes to the image's entry point.
func initialPassword(t *testing.T, out outside, service container) string {
	t.Helper()
	const entrypoint = "tini -g -- /startup/docker-entrypoint.sh neo4j"
	command := service.command[len(service.command)-1]
	if !strings.HasSuffix(command, entrypoint) {
		t.Fatalf("%q does not end in what the image runs, %s", command, entrypoint)
	}
	shell := slices.Clone(service.command)
	shell[len(shell)-1] = strings.TrimSuffix(command, entrypoint) + "printenv NEO4J_AUTH"
	auth := strings.TrimSpace(output(t, out.run(service.instead(shell))))
	password, ok := strings.CutPrefix(auth, "neo4j/")
	if !ok {
		t.Fatalf("NEO4J_AUTH is %q, want neo4j/PASSWORD", auth)
	}
	return password
}

// neo4jJars returns the folder with Neo4j, which neo4jtest fetches.
func neo4jJars(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	jars := filepath.Join(cache, "entente-neo4j", neo4jtest.Version)
	if _, err := os.Stat(filepath.Join(jars, ".complete")); err != nil {
		neo4jtest.Start(t)
	}
	return jars
}
