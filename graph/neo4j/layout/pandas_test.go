package layout_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"entente/graph/exhaustive"
)

// snippet matches the program in Python of the README, and what it prints.
var snippet = regexp.MustCompile("(?s)```python\n(.*?)```\n\n```text\n(.*?)```")

// python runs a program in an environment of Python with the given variables, and returns what it prints.
func python(t *testing.T, environment, program string, variables ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), filepath.Join(environment, "bin", "python"), "-c", program)
	command.Env = append(os.Environ(), variables...)
	var stderr strings.Builder
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	return string(out)
}

// newEnvironment returns an environment of Python with the packages of the README, or "" if they cannot be had.
func newEnvironment(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "python3", "-m", "venv", dir).CombinedOutput(); err != nil {
		t.Fatalf("python3 -m venv: %v\n%s", err, out)
	}
	pip := exec.CommandContext(t.Context(), filepath.Join(dir, "bin", "pip"),
		"install", "--quiet", "--disable-pip-version-check", "-r", "../testdata/pandas.requirements.txt")
	if out, err := pip.CombinedOutput(); err != nil {
		t.Logf("NOT CHECKED: pandas and neo4j cannot be installed: %v\n%s", err, out)
		return ""
	}
	return dir
}

// TestPandas runs the program in Python of the README, and compares what it prints. With -update, it writes that. It also
// checks what the README says of years that Python does not have.
func TestPandas(t *testing.T) {
	exhaustive.Only(t)
	environment := newEnvironment(t)
	if environment == "" {
		return
	}
	server := database(t)
	open(t, server)
	at := []string{"NEO4J_URI=" + server.URI, "NEO4J_PASSWORD=" + server.Password}
	ran := false
	rewrite(t, snippet, func(match []string) string {
		ran = true
		return strings.TrimSuffix(match[0], match[2]+"```") + python(t, environment, match[1], at...) + "```"
	})
	if !ran {
		t.Error("the README has no program in Python")
	}
	if got := python(t, environment, beforeChrist, at...); got != "BrokenRecordError\n-0043-03-15 -43\n" {
		t.Errorf("of a year before 1, Python prints %q", got)
	}
}

// beforeChrist reads a date of a year that Python does not have: as one, as a text, and its year.
const beforeChrist = `
import os
from neo4j import GraphDatabase
from neo4j.exceptions import BrokenRecordError

with GraphDatabase.driver(os.environ["NEO4J_URI"], auth=("neo4j", os.environ["NEO4J_PASSWORD"])) as driver:
    try:
        driver.execute_query("RETURN date('-0043-03-15') AS day").records[0]["day"].year
    except BrokenRecordError as e:
        print(type(e).__name__)
    row = driver.execute_query("WITH date('-0043-03-15') AS day RETURN toString(day) AS text, day.year AS year").records[0]
    print(row["text"], row["year"])
`
