package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/live"
)

// What is packed is checked and served as the directories are.
func TestPack(t *testing.T) {
	dir := write(t, "dataset: {title: T, license: CC0-1.0}\nactors: [{id: a, name: A, type: STATE}]\n")
	for _, dirs := range [][]string{nil, {dir}, {"../fixtures/great-powers", dir}} {
		file := filepath.Join(t.TempDir(), "archive.zip")
		o := runLoader(append([]string{"pack", "--output", file}, dirs...)...)
		if o.Exit != 0 || !strings.Contains(o.Out, " into "+file+", from ") {
			t.Fatalf("pack %v: %+v", dirs, o)
		}
		version := strings.Fields(o.Out)[2]
		want, got := runLoader(append([]string{"check"}, dirs...)...), runLoader("check", file)
		if got.Exit != 0 || got.Out != want.Out || !strings.Contains(got.Out, version) {
			t.Errorf("check of the archive: %+v, of the directories: %+v", got, want)
		}
		b, err := live.OpenPaths(t.Context(), []string{file}, live.FileOptions{Strict: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := b.Version(); got != version {
			t.Errorf("served version %s, packed %s", got, version)
		}
		b.Close()
	}
}

// What has no licence is packed, and said.
func TestPackWarns(t *testing.T) {
	o := runLoader("pack", "--output", filepath.Join(t.TempDir(), "archive.zip"))
	if want := "warning: Libya in one article of May 2020 has no licence, "; o.Exit != 0 || !strings.HasPrefix(o.Err, want) {
		t.Errorf("%+v, want %q", o, want)
	}
}

// What is wrong is listed as by check, and nothing is written.
func TestPackFails(t *testing.T) {
	doubtful := write(t, "actors: [{id: a, name: A, type: STATE, to: 9999-12-31}]\n")
	for _, tt := range []struct {
		name, want string
		args       []string
	}{
		{"a problem", "facts.yaml:1:1: ", []string{write(t, "!")}},
		{"how many", "1 problem: nothing was packed", []string{write(t, "!")}},
		{"a warning", "1 problem: nothing was packed", []string{"--strict", doubtful}},
		{"no directory", "no such file or directory", []string{"nowhere"}},
		{"no archive", "open nowhere.zip: no such file or directory", []string{"nowhere.zip"}},
		{"a name that is not served", "write one that ends in .zip", []string{doubtful, "--output", "archive.tar"}},
		{"a folder that is not there", "no such file or directory", []string{doubtful, "--output", filepath.Join(t.TempDir(), "none", "a.zip")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := t.TempDir()
			o := runLoader(append([]string{"pack", "--output", filepath.Join(out, "a.zip")}, tt.args...)...)
			if o.Exit != 1 || o.Out != "" || !strings.Contains(o.Err, tt.want) {
				t.Errorf("%+v, want %q", o, tt.want)
			}
			if entries, err := os.ReadDir(out); err != nil || len(entries) > 0 {
				t.Errorf("wrote %v", entries)
			}
		})
	}
}

// Problems of an archive that check finds are named by the files in it.
func TestCheckArchive(t *testing.T) {
	file := filepath.Join(t.TempDir(), "broken.zip")
	if err := os.WriteFile(file, []byte("!"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"check", "load", "pack"} {
		args := []string{command, file}
		if command == "pack" {
			args = append(args, "--output", file)
		}
		if o := runLoader(args...); o.Exit != 1 || !strings.HasPrefix(o.Err, file+": it is not a complete zip file") || strings.Count(o.Err, "\n") != 1 {
			t.Errorf("%s: %+v", command, o)
		}
	}
}
