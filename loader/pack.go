package main

import (
	"fmt"
	"strings"

	"entente/loader/archive"
)

// packCommand writes a data set into one archive.
type packCommand struct {
	Dirs   []string `arg:"" optional:"" name:"dir" help:"Directories of fact files that make up the data set together. Default: the bundled facts."`
	Output string   `required:"" placeholder:"FILE" help:"Archive to write, such as archive.zip. One that is there is replaced."`
	fileFlags
	Strict bool `help:"Take warnings for problems: write nothing if there are any."`
}

// Run reads the data set, writes the archive and prints what is in it. The error lists all problems of the data set.
func (c *packCommand) Run(to streams) error {
	if !strings.HasSuffix(strings.ToLower(c.Output), ".zip") {
		return fmt.Errorf("--output %s: an archive is a zip file, and is served by that name: write one that ends in .zip", c.Output)
	}
	opened, err := c.openPaths(c.Dirs)
	if err != nil {
		return err
	}
	defer opened.Close()
	limitMemory(opened.Dirs, true)
	packing := archive.New(opened.Dirs...)
	found, err := c.readFacts(packing.Dirs(), c.Strict, ": nothing was packed", to.err)
	if err != nil {
		return err
	}
	printWarnings(to.err, found.warnings)
	for _, warning := range packing.Warnings(found.facts) {
		fmt.Fprintln(to.err, "warning:", warning)
	}
	if err := packing.WriteFile(c.Output, found.facts); err != nil {
		return err
	}
	_, err = fmt.Fprintf(to.out, "packed version %s into %s, from %s\n", found.facts.Dataset().Version, c.Output, count(packing.Files(), "file"))
	return err
}
