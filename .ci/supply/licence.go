package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// accepted are the licences under which the project uses others' work. All let it be passed on with programs under any
// licence; MPL-2.0 asks that changes to its own files are published, and none are made.
var accepted = []string{
	"0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MPL-2.0", "Python-2.0",
	"Unlicense", "Zlib",
}

// ofDocuments is how the names of licences end that are for documents only, beside those for code.
const ofDocuments = ".docs"

// legal matches the names of files with licences and notices.
var legal = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense|notice)`)

// minCoverage is the share of a text, in percent, that must be a known licence for the text to be one. Copyright lines are not.
const minCoverage = 70

// readLicence returns the licence of what is in a directory, as an SPDX expression, and the texts of it and of notices.
func readLicence(dir string) (expression string, texts []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", nil, err
	}
	var found []string
	for _, e := range entries {
		if e.IsDir() || !legal.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ofDocuments) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", nil, err
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
		found = append(found, recognise(text)...)
	}
	slices.Sort(found)
	return strings.Join(slices.Compact(found), " AND "), texts, nil
}

// recognise returns the SPDX identifiers of the licences that a text consists of.
func recognise(text []byte) []string {
	cover := licensecheck.Scan(text)
	if cover.Percent < minCoverage {
		return nil
	}
	var found []string
	for _, m := range cover.Match {
		if !m.IsURL {
			found = append(found, m.ID)
		}
	}
	return found
}

// refuse returns an error that names every component whose licence is not accepted.
func refuse(all []component) error {
	var problems []error
	for _, c := range all {
		for _, id := range strings.FieldsFunc(c.licence, func(r rune) bool { return strings.ContainsRune(" ()", r) }) {
			if id != "AND" && id != "OR" && !slices.Contains(accepted, id) {
				problems = append(problems, fmt.Errorf("%s %s has the licence %s, which is not accepted", c.name, c.version, id))
			}
		}
		if c.licence == "" {
			problems = append(problems, fmt.Errorf("%s %s has no licence that can be recognised", c.name, c.version))
		}
	}
	return errors.Join(problems...)
}
