package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What differs, or not, and the exit status of each way to ask.
func TestDiff(t *testing.T) {
	old, now, broken := "diff/testdata/old", "diff/testdata/new", write(t, "actors: [{id: a}]")
	golden := func(name string) string {
		text, err := os.ReadFile(filepath.Join("diff", "testdata", name+".golden"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, tt := range []struct {
		args []string
		out  string
		err  string
		exit int
	}{
		{[]string{old, now}, golden("text"), "", 0},
		{[]string{now, old}, golden("back"), "", 0},
		{[]string{"--json", old, now}, golden("json"), "", 0},
		{[]string{"--exit-code", old, now}, golden("text"), "the data sets differ\n", 1},
		{[]string{"--exit-code", old, old}, golden("none"), "", 0},
		{[]string{"--json", "--exit-code", old, old}, golden("nonejson"), "", 0},
		{[]string{old, broken}, "", "in " + broken + ": nothing was compared\n", 1},
		{[]string{broken, now}, "", "in " + broken + ": nothing was compared\n", 1},
		{[]string{old, filepath.Join(old, "none")}, "", "none", 1},
	} {
		got := runLoader(append([]string{"diff"}, tt.args...)...)
		if got.Out != tt.out || !strings.Contains(got.Err, tt.err) || tt.err == "" && got.Err != "" || got.Exit != tt.exit {
			t.Errorf("%q: exit %d, want %d; error %q, want %q in it; output:\n%s\nwant:\n%s", tt.args, got.Exit, tt.exit, got.Err, tt.err, got.Out, tt.out)
		}
	}
}
