package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// systems are the operating systems that the programs are built for. Each may take other modules.
var systems = []string{"linux", "darwin", "windows"}

// A goPackage is what `go list -json` tells of a package.
type goPackage struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Module     *struct {
		Path, Version, Dir, Sum string
		Main                    bool
	}
}

// goComponents returns the Go modules of which packages are built or tested, and Go's own library, and the keys of those that
// the project's own packages import.
func goComponents(root string) (all []component, direct []string, err error) {
	library, err := goLibrary(root)
	if err != nil {
		return nil, nil, err
	}
	var project component
	g := goModules{&project, map[string]*component{library.name: library}}
	for _, system := range systems {
		if err := g.list(root, system, true, ".", "./loader"); err != nil {
			return nil, nil, err
		}
		if err := g.list(root, system, false, "-test", "./...", "tool"); err != nil {
			return nil, nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(g.found)) {
		c := g.found[name]
		c.needs = distinct(c.needs)
		all = append(all, *c)
	}
	return all, distinct(project.needs), nil
}

// distinct returns the texts, sorted and each once.
func distinct(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}

// goModules collects modules by their paths, beside the project itself.
type goModules struct {
	project *component
	found   map[string]*component
}

// list adds the modules of what the arguments name for `go list`, and of all that it imports.
func (g goModules) list(root, system string, shipped bool, arguments ...string) error {
	packages, err := listPackages(root, system, arguments)
	if err != nil {
		return err
	}
	module := map[string]*component{}
	for _, p := range packages {
		if module[p.ImportPath], err = g.add(p, shipped); err != nil {
			return err
		}
	}
	for _, p := range packages {
		from := module[p.ImportPath]
		for _, imported := range p.Imports {
			if to := module[imported]; to != nil && to != from && to != g.project {
				from.needs = append(from.needs, to.key())
			}
		}
	}
	return nil
}

// add adds the module of a package and returns it.
func (g goModules) add(p goPackage, shipped bool) (*component, error) {
	switch {
	case p.Standard:
		return g.found[standard], nil
	case p.Module == nil || p.Module.Main: // go list gives programs of tests no module
		return g.project, nil
	}
	c, ok := g.found[p.Module.Path]
	if !ok {
		licence, texts, err := readLicence(p.Module.Dir)
		if err != nil {
			return nil, err
		}
		digest, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(p.Module.Sum, "h1:"))
		if err != nil {
			return nil, fmt.Errorf("the checksum of %s: %w", p.Module.Path, err)
		}
		c = &component{
			ecosystem: ecosystemGo, name: p.Module.Path, version: p.Module.Version, licence: licence, texts: texts,
			algorithm: "SHA-256", digest: hex.EncodeToString(digest),
		}
		g.found[p.Module.Path] = c
	}
	c.shipped = c.shipped || shipped
	return c, nil
}

// listPackages returns the packages that arguments name for `go list`, and all that they import, on an operating system.
func listPackages(root, system string, arguments []string) ([]goPackage, error) {
	list := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Standard,Imports,Module"}, arguments...)...)
	list.Dir, list.Stderr = root, os.Stderr
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0", "GOFLAGS=-mod=readonly")
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", list, err)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return packages, nil
		case err != nil:
			return nil, fmt.Errorf("%s: %w", list, err)
		}
		packages = append(packages, p)
	}
}

// standard is the name of Go's standard library in package URLs.
const standard = "std"

// builder matches the image that builds the programs, with the version of Go.
var builder = regexp.MustCompile(`(?m)^FROM golang:(\S+) AS build$`)

// goLibrary returns Go's standard library, in the version that images are built with.
func goLibrary(root string) (*component, error) {
	dockerfile, err := os.ReadFile(filepath.Join(root, "Dockerfile"))
	if err != nil {
		return nil, err
	}
	version := builder.FindSubmatch(dockerfile)
	if version == nil {
		return nil, errors.New("the Dockerfile does not say which version of Go builds the programs")
	}
	where, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	licence, texts, err := readLicence(strings.TrimSpace(string(where)))
	return &component{
		ecosystem: ecosystemGo, name: standard, version: string(version[1]), shipped: true, licence: licence, texts: texts,
	}, err
}
