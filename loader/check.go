package main

import (
	"errors"
	"fmt"

	"entente/fixtures"
	"entente/loader/facts"
)

// checkCommand checks a data set.
type checkCommand struct {
	Dirs []string `arg:"" optional:"" name:"dir" help:"Directories of fact files that make up the data set together. Default: the bundled facts."`
}

// Run prints a summary of the data set. The error lists all of its problems and their number.
func (c *checkCommand) Run(to streams) error {
	dirs := c.dirs()
	limitMemory(dirs, false)
	loaded, err := facts.Read(dirs...)
	if problems, ok := errors.AsType[facts.Problems](err); ok {
		return fmt.Errorf("%w\n%s", problems, count(len(problems), "problem"))
	}
	if err != nil {
		return err
	}
	return summarize(to.out, loaded)
}

// dirs returns the directories to check.
func (c *checkCommand) dirs() []facts.Dir {
	if len(c.Dirs) == 0 {
		return []facts.Dir{{Name: "fixtures/libya-2020", FS: fixtures.Libya()}}
	}
	dirs := make([]facts.Dir, len(c.Dirs))
	for i, path := range c.Dirs {
		dirs[i] = facts.Open(path)
	}
	return dirs
}

// count returns a number with its noun, such as 1 problem or 2 problems.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
