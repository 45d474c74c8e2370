package archive

import (
	_ "embed"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"entente/graph/alliance"
)

// spdx lists the identifiers of licences that the schema of the Citation File Format 1.2.0 knows, one a line.
//
//go:embed licenses.txt
var spdx string

// A cited is a work in the Citation File Format: the archive itself, or a data set in it.
type cited struct {
	Version     string   `yaml:"cff-version,omitempty"`
	Message     string   `yaml:"message,omitempty"`
	Type        string   `yaml:"type"`
	Title       string   `yaml:"title"`
	Abstract    string   `yaml:"abstract,omitempty"`
	Authors     []entity `yaml:"authors"`
	DataVersion string   `yaml:"version,omitempty"`
	License     string   `yaml:"license,omitempty"`
	LicenseURL  string   `yaml:"license-url,omitempty"`
	URL         string   `yaml:"url,omitempty"`
	References  []cited  `yaml:"references,omitempty"`
}

// An entity is an author: data sets name them in one text, which may be of a person or not.
type entity struct {
	Name string `yaml:"name"`
}

// citation returns the text of CITATION.cff. It has no date of release: data sets do not say it.
func (a account) citation() ([]byte, error) {
	c := cited{
		Version: "1.2.0", Message: "If you use these data, please cite them as below.", Type: "dataset", Title: a.title(),
		Abstract: a.description(), Authors: entities(a.authors()), DataVersion: a.version, URL: a.url(),
	}
	c.licensed(a.licence())
	if len(a.names) > 1 {
		c.Message = "If you use these data, please cite them as below, and the data sets in them, which are the references."
		for _, set := range a.sets {
			c.References = append(c.References, reference(set))
		}
	}
	return yaml.Marshal(c)
}

// reference returns the citation of one of several data sets.
func reference(set alliance.Collection) cited {
	c := cited{Type: "data", Title: set.TitleOrNone(), Abstract: string(set.Description), Authors: entities(set.Authors)}
	if isAddress(string(set.URL)) {
		c.URL = string(set.URL)
	}
	c.licensed(string(set.License))
	return c
}

// licensed adds a licence. The format knows identifiers of SPDX and addresses; any other is said in words.
func (c *cited) licensed(text string) {
	switch {
	case text == "":
	case slices.Contains(strings.Fields(spdx), text):
		c.License = text
	case isAddress(text):
		c.LicenseURL = text
	default: // any other license would make the file invalid
		c.Abstract = strings.TrimSpace(c.Abstract + "\n\nLicence: " + text)
	}
}

// entities returns authors, of which the format requires one.
func entities(names []string) []entity {
	if len(names) == 0 {
		return []entity{{"anonymous"}}
	}
	all := make([]entity, len(names))
	for i, name := range names {
		all[i] = entity{name}
	}
	return all
}
