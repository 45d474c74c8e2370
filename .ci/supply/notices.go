package main

import (
	"fmt"
	"strings"
)

// introduction begins the list of licences.
const introduction = `# Licences of others' work in entente

Written by ` + "`go run -C .ci/supply . ../..`" + ` from go.mod and graph/web/package-lock.json; CI fails if it is not up to date.
The texts for what is in the pages are in graph/web/dist/licenses.txt, which the server serves at /licenses.txt; those for
the Go modules in the programs are below. sbom.cdx.json lists the same with checksums.
`

// notices returns the list of all components with their licences, and the texts of those in the programs.
func notices(all []component) string {
	var out strings.Builder
	out.WriteString(introduction)
	table(&out, "In the programs", all, func(c *component) bool { return c.shipped && c.ecosystem == ecosystemGo })
	table(&out, "In the pages", all, func(c *component) bool { return c.shipped && c.ecosystem == ecosystemNPM })
	table(&out, "To build and test", all, func(c *component) bool { return !c.shipped })
	out.WriteString("\n## Texts\n")
	for _, c := range all {
		if !c.shipped || len(c.texts) == 0 {
			continue
		}
		fmt.Fprintf(&out, "\n### %s %s\n", c.name, c.version)
		for _, text := range c.texts {
			fmt.Fprintf(&out, "\n````text\n%s\n````\n", text)
		}
	}
	return out.String()
}

// table writes a table of the components of one kind.
func table(out *strings.Builder, title string, all []component, is func(*component) bool) {
	fmt.Fprintf(out, "\n## %s\n\n| module | version | licence |\n| --- | --- | --- |\n", title)
	for i := range all {
		if c := &all[i]; is(c) {
			fmt.Fprintf(out, "| %s | %s | %s |\n", c.name, c.version, c.licence)
		}
	}
}
