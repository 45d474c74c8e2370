package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"entente/fixtures"
	"entente/graph/program"
)

// mappingCommand prints a mapping of a known data set.
type mappingCommand struct {
	Name string `arg:"" optional:"" help:"Name of the mapping. Default: list them."`
}

// mappingSuffix is what names of mappings end in.
const mappingSuffix = ".mapping.yaml"

// Run prints the mapping, or lists all with what they are for.
func (c *mappingCommand) Run(to streams) error {
	if c.Name == "" {
		return listMappings(to)
	}
	text, err := fs.ReadFile(fixtures.Mappings(), strings.TrimSuffix(c.Name, mappingSuffix)+mappingSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("no mapping %q (%s mapping lists them)", c.Name, program.Loader())
	}
	if err == nil {
		_, err = to.out.Write(text)
	}
	return err
}

// listMappings prints the names of the mappings, and the first line of each.
func listMappings(to streams) error {
	files, err := fs.Glob(fixtures.Mappings(), "*"+mappingSuffix)
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := fs.ReadFile(fixtures.Mappings(), file)
		if err != nil {
			return err
		}
		first, _, _ := strings.Cut(string(text), "\n")
		fmt.Fprintf(to.out, "%-24s %s\n", strings.TrimSuffix(file, mappingSuffix), strings.TrimPrefix(first, "# "))
	}
	return nil
}
