package main

import (
	"errors"
	"io"

	"entente/graph/alliance"
	"entente/loader/diff"
)

// errDiffer is what --exit-code ends with if the data sets differ.
var errDiffer = errors.New("the data sets differ")

// diffCommand compares two data sets.
type diffCommand struct {
	Old string `arg:"" help:"Directory of fact files, or archive, as they were."`
	New string `arg:"" help:"Directory of fact files, or archive, as they are."`
	fileFlags
	JSON     bool `name:"json" help:"Print JSON lines: first the versions and counts, then what happened to each thing."`
	ExitCode bool `help:"Exit with status 1 if the data sets differ, and 0 if they do not."`
}

// Run prints what differs. Warnings about the facts are for check to print.
func (c *diffCommand) Run(to streams) error {
	old, err := c.read(c.Old, to.err)
	if err != nil {
		return err
	}
	now, err := c.read(c.New, to.err)
	if err != nil {
		return err
	}
	d, show := diff.Between(old, now), diff.Print
	if c.JSON {
		show = diff.PrintJSON
	}
	if err := show(to.out, d); err != nil {
		return err
	}
	if c.ExitCode && !d.Empty() {
		return errDiffer
	}
	return nil
}

// read reads one of the data sets.
func (c *diffCommand) read(path string, to io.Writer) (*alliance.Facts, error) {
	opened, err := c.openPaths([]string{path})
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	limitMemory(opened.Dirs, true)
	found, err := c.readFacts(opened.Dirs, false, " in "+path+": nothing was compared", to)
	if err != nil {
		return nil, err
	}
	return found.facts, nil
}
