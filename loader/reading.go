package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"entente/graph/alliance"
	"entente/graph/amount"
	"entente/loader/facts"
	"entente/loader/mapping"
)

// A reading is a data set, what is suspicious in it, and what mappings made of their data.
type reading struct {
	facts    *alliance.Facts
	warnings facts.Problems
	mapped   []mapping.Summary
}

// fileFlags say which files are read.
type fileFlags struct {
	MaxFile amount.Limit `env:"ENTENTE_MAX_FILE" default:"256MiB" placeholder:"SIZE" help:"Refuse files that are larger, in archives unpacked (${default}); a file in .gz, and all of an archive, may have 4 GiB unpacked."`
}

// readFacts reads a data set. If there are problems, the error lists them, the warnings, and the number of both, with what
// follows from that. It shows how far it is on a stream.
func (f *fileFlags) readFacts(dirs []facts.Dir, strict bool, follows string, to io.Writer) (*reading, error) {
	var found reading
	bar := newProgress(to)
	reader := facts.Reader{
		Strict: strict, MaxFile: int64(f.MaxFile), Progress: bar.read,
		Warn:   func(p facts.Problem) { found.warnings = append(found.warnings, p) },
		Mapped: func(s mapping.Summary) { found.mapped = append(found.mapped, s) },
	}
	var err error
	found.facts, err = reader.Read(dirs...)
	bar.end()
	problems, ok := errors.AsType[facts.Problems](err)
	if !ok {
		return &found, err
	}
	lines, number := []string{problems.Error()}, count(len(problems), "problem")
	if len(found.warnings) > 0 {
		lines, number = append(lines, found.warnings.Error()), number+", "+count(len(found.warnings), "warning")
	}
	return nil, errors.New(strings.Join(append(lines, number+follows), "\n"))
}

// printWarnings prints warnings, if there are any.
func printWarnings(to io.Writer, warnings facts.Problems) {
	if len(warnings) > 0 {
		fmt.Fprintln(to, warnings)
	}
}

// count returns a number with its noun, such as 1 problem or 2 problems.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
