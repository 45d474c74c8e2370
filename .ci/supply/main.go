// Supply writes what entente is made of, from its go.mod and the package-lock.json of its pages:
//
//	go run -C .ci/supply . ../..
//
// sbom.cdx.json is a software bill of materials in CycloneDX 1.6, and THIRD_PARTY_LICENSES.md lists every module with its
// licence, and has the texts of those in the programs. Both are the same on every machine, and CI fails if they are not up to
// date. A licence that is not one of those that the project accepts, or cannot be recognised, is an error.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: supply DIR, the directory that has go.mod")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "supply:", err)
		os.Exit(1)
	}
}

// run writes both files into the project's directory.
func run(root string) error {
	modules, imported, err := goComponents(root)
	if err != nil {
		return err
	}
	packages, named, err := npmComponents(root)
	if err != nil {
		return err
	}
	all := slices.Concat(modules, packages)
	if err := refuse(all); err != nil {
		return err
	}
	bom, err := encodeBOM(all, slices.Concat(imported, named))
	if err != nil {
		return err
	}
	for name, text := range map[string]string{"sbom.cdx.json": bom, "THIRD_PARTY_LICENSES.md": notices(all)} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// A component is a Go module or npm package that the project uses.
type component struct {
	ecosystem     ecosystem
	name, version string
	// place is where an npm package is in node_modules: a package may be there in several versions.
	place string
	// shipped is whether it is in the programs or the pages; otherwise only tests, tools or the build use it.
	shipped bool
	// licence is an SPDX expression.
	licence string
	// texts are its licence and its notices, empty for npm packages: the build of the pages collects theirs.
	texts []string
	// algorithm and digest are its checksum as the ecosystem's lock file has it, the digest in hexadecimal.
	algorithm, digest string
	// needs are the keys of the components that it imports.
	needs []string
}

// An ecosystem is where a component comes from, as package URLs name it.
type ecosystem string

const (
	ecosystemGo  ecosystem = "golang"
	ecosystemNPM ecosystem = "npm"
)

// key identifies a component, as a package URL (github.com/package-url/purl-spec).
func (c *component) key() string {
	name := strings.ReplaceAll(c.name, "@", "%40")
	return "pkg:" + string(c.ecosystem) + "/" + name + "@" + c.version
}
