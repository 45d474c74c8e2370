package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	doubtful   = "actors: [{id: a, name: A, type: STATE, to: 9999-12-31}]\n"
	endless    = ":1:44: warning: to 9999-12-31 is how data sets write that there is no end (leave it out: what has no end goes on)\n"
	strictly   = ":1:44: to 9999-12-31 is how data sets write that there is no end (leave it out: what has no end goes on)\n"
	misspelt   = "sources: [{id: s, title: S, publisehd: 2020}]\n"
	unknownKey = ":2:29: unknown key \"publisehd\" (did you mean \"published\"?)\n"
)

// Warnings are printed beside the summary or after the problems; strictly taken, they are problems.
func TestCheckWarnings(t *testing.T) {
	one, both := write(t, doubtful), write(t, doubtful+misspelt)
	for _, tt := range []struct {
		name string
		args []string
		want outcome
	}{
		{"a warning", []string{"check", one}, outcome{Err: one + "/facts.yaml" + endless + "1 warning\n"}},
		{"strict", []string{"check", "--strict", one}, outcome{Err: one + "/facts.yaml" + strictly + "1 problem\n", Exit: 1}},
		{"a problem, too", []string{"check", both}, outcome{Err: both + "/facts.yaml" + unknownKey + both + "/facts.yaml" + endless + "1 problem, 1 warning\n", Exit: 1}},
		{"a problem, too, strict", []string{"check", "--strict", both}, outcome{Err: both + "/facts.yaml" + strictly + both + "/facts.yaml" + unknownKey + "2 problems\n", Exit: 1}},
		{"load, strict", []string{"load", "--strict", one}, outcome{Err: one + "/facts.yaml" + strictly + "1 problem: nothing was loaded\n", Exit: 1}},
		{"load, with a problem", []string{"load", both}, outcome{Err: both + "/facts.yaml" + unknownKey + both + "/facts.yaml" + endless + "1 problem, 1 warning: nothing was loaded\n", Exit: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := runLoader(tt.args...)
			if summarized := strings.HasPrefix(got.Out, "actors   "); summarized != (tt.want.Exit == 0) {
				t.Errorf("printed %q", got.Out)
			}
			got.Out = ""
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// What is loaded is warned of, too.
func TestLoadWarnings(t *testing.T) {
	server := database(t)
	t.Setenv("NEO4J_URI", server.URI)
	t.Setenv("NEO4J_USERNAME", server.User)
	t.Setenv("NEO4J_PASSWORD", server.Password)
	dir := write(t, doubtful)
	got := runLoader("load", dir)
	if got.Exit != 0 || !strings.Contains(got.Err, dir+"/facts.yaml"+endless) {
		t.Errorf("got %+v", got)
	}
}
