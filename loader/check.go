package main

import (
	"fmt"

	"entente/fixtures"
	"entente/loader/archive"
	"entente/loader/facts"
)

// checkCommand checks a data set.
type checkCommand struct {
	Dirs []string `arg:"" optional:"" name:"dir" help:"Directories of fact files, or archives, that make up the data set together. Default: the bundled facts."`
	fileFlags
	Strict bool `help:"Take warnings for problems: what is suspicious but may be right, too, is an error."`
}

// Run prints a summary of the data set, and its warnings and their number to standard error. The error lists all of its
// problems.
func (c *checkCommand) Run(to streams) error {
	opened, err := c.openPaths(c.Dirs)
	if err != nil {
		return err
	}
	defer opened.Close()
	limitMemory(opened.Dirs, false)
	found, err := c.readFacts(opened.Dirs, c.Strict, "", to.err)
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

// openPaths opens the directories and archives of a command, or without any the bundled facts.
func (f *fileFlags) openPaths(paths []string) (*archive.Opened, error) {
	if len(paths) == 0 {
		return &archive.Opened{Dirs: []facts.Dir{{Name: "fixtures/libya-2020", FS: fixtures.Libya()}}}, nil
	}
	return archive.Opener{MaxFile: int64(f.MaxFile)}.Open(paths...)
}
