package main

import (
	"fmt"

	"entente/fixtures"
	"entente/loader/facts"
)

// checkCommand checks a data set.
type checkCommand struct {
	Dirs   []string `arg:"" optional:"" name:"dir" help:"Directories of fact files that make up the data set together. Default: the bundled facts."`
	Strict bool     `help:"Take warnings for problems: what is suspicious but may be right, too, is an error."`
}

// Run prints a summary of the data set, and its warnings and their number to standard error. The error lists all of its
// problems.
func (c *checkCommand) Run(to streams) error {
	dirs := c.dirs()
	limitMemory(dirs, false)
	found, err := readFacts(dirs, c.Strict, "", to.err)
	if err != nil {
		return err
	}
	printWarnings(to.err, found.warnings)
	if err := summarize(to.out, found.facts); err != nil {
		return err
	}
	for _, s := range found.mapped {
		fmt.Fprint(to.out, s.String())
	}
	if len(found.warnings) > 0 {
		fmt.Fprintln(to.err, count(len(found.warnings), "warning"))
	}
	return nil
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
