package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// pages is the directory of the pages, from the project's.
const pages = "graph/web"

// folder is where npm installs packages, in the project's directory and in those of packages.
const folder = "node_modules/"

// A lockedPackage is what package-lock.json tells of a package.
type lockedPackage struct {
	Version, Integrity, License string
	Dependencies                map[string]string
	// DevDependencies are what the pages themselves are built with.
	DevDependencies map[string]string
}

// npmComponents returns the npm packages that the pages are built with, and the keys of those that they name.
func npmComponents(root string) (all []component, direct []string, err error) {
	text, err := os.ReadFile(filepath.Join(root, pages, "package-lock.json"))
	if err != nil {
		return nil, nil, err
	}
	var lock struct{ Packages map[string]lockedPackage }
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, nil, fmt.Errorf("package-lock.json: %w", err)
	}
	bundled, err := os.ReadFile(filepath.Join(root, pages, "dist", "licenses.txt"))
	if err != nil {
		return nil, nil, err
	}
	for _, place := range slices.Sorted(maps.Keys(lock.Packages)) {
		if place == "" {
			continue // the pages themselves
		}
		c, err := npmComponent(place, lock.Packages[place])
		if err != nil {
			return nil, nil, err
		}
		title := fmt.Sprintf("%s %s (", c.name, c.version)
		c.shipped = strings.HasPrefix(string(bundled), title) || strings.Contains(string(bundled), "\n\n"+title)
		all = append(all, c)
	}
	for _, name := range slices.Sorted(maps.Keys(lock.Packages[""].DevDependencies)) {
		at := slices.IndexFunc(all, func(c component) bool { return c.place == folder+name })
		direct = append(direct, all[at].key())
	}
	return linked(all, lock.Packages), direct, nil
}

// npmComponent returns a package at a place in node_modules.
func npmComponent(place string, p lockedPackage) (component, error) {
	algorithm, encoded, _ := strings.Cut(p.Integrity, "-")
	digest, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || algorithm != "sha512" {
		return component{}, fmt.Errorf("package-lock.json: %s has the checksum %q, which is not one of SHA-512", place, p.Integrity)
	}
	return component{
		ecosystem: ecosystemNPM, name: place[strings.LastIndex(place, folder)+len(folder):], version: p.Version, place: place,
		licence: p.License, algorithm: "SHA-512", digest: hex.EncodeToString(digest),
	}, nil
}

// linked returns the packages with what they need, each once though it may be installed at several places.
func linked(all []component, locked map[string]lockedPackage) []component {
	keys := map[string]string{}
	for _, c := range all {
		keys[c.place] = c.key()
	}
	for i := range all {
		for _, name := range slices.Sorted(maps.Keys(locked[all[i].place].Dependencies)) {
			if key, ok := keys[installed(all[i].place, name, keys)]; ok {
				all[i].needs = append(all[i].needs, key)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b component) int { return strings.Compare(a.key(), b.key()) })
	return slices.CompactFunc(all, func(a, b component) bool { return a.key() == b.key() })
}

// installed returns the place of the package that one at a place finds under a name: the nearest above it.
func installed(place, name string, places map[string]string) string {
	for {
		if at := path.Join(place, folder, name); places[at] != "" {
			return at
		}
		if place == "" {
			return ""
		}
		above := max(strings.LastIndex(place, "/"+folder), 0)
		place = place[:above]
	}
}
