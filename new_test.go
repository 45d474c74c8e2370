package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestNew types what someone types who begins: the loader writes a first data set, and the commands that it prints check
// and serve it.
func TestNew(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "it's mine, my facts")
	var commands []string
	for line := range strings.Lines(output(t, exec.Command("go", "run", "./loader", "new", dir))) {
		if command, ok := strings.CutPrefix(strings.TrimSpace(line), "go run "); ok {
			commands = append(commands, command)
		}
	}
	if len(commands) != 2 {
		t.Fatalf("got the commands %q, want two", commands)
	}
	if text := output(t, exec.Command("sh", "-c", "go run "+commands[0])); !strings.HasPrefix(text, "dataset ") {
		t.Errorf("%s printed:\n%s", commands[0], text)
	}
	args := strings.Split(strings.TrimSpace(output(t, exec.Command("sh", "-c", `printf '%s\n' `+commands[1]))), "\n")
	s := start(t, parse(args[1:]))
	for query, holds := range map[string]string{
		`{relations(where:{types:[SUPPORTS]}){nodes{status%20kindStatuses{kind%20status}}}}`: `"nodes":[{"status":"ASSERTED","kindStatuses":[{"kind":"TROOPS","status":"DISPUTED"},{"kind":"WEAPONS","status":"ASSERTED"}]}]`,
		`{actor(id:%22exampleland%22){allies(where:{asOf:%222015%22}){with{id}}}}`:           `{"allies":[{"with":{"id":"samplia"}}]}`,
		`{events{totalCount}}`: `"totalCount":2`,
	} {
		if body, _ := get(t, s.url+"/graphql?query="+query); !strings.Contains(body, holds) {
			t.Errorf("%s: got %s", query, body)
		}
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}
