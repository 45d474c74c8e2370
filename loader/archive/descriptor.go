package archive

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// A descriptor is the datapackage.json of an archive.
type descriptor struct {
	Profile      string        `json:"profile"`
	Name         string        `json:"name"`
	Title        string        `json:"title"`
	Description  string        `json:"description,omitempty"`
	Homepage     string        `json:"homepage,omitempty"`
	Version      string        `json:"version"`
	Licenses     []license     `json:"licenses,omitempty"`
	Contributors []contributor `json:"contributors,omitempty"`
	Sources      []origin      `json:"sources,omitempty"`
	// Entente is nil in data packages that are no archives.
	Entente   *reading   `json:"entente"`
	Resources []resource `json:"resources"`
}

// A reading is how the facts of an archive are read.
type reading struct {
	Format int `json:"format"`
	// Directories are in the order of reading.
	Directories []string `json:"directories"`
}

// A license is one of a data package.
type license struct {
	Name  string `json:"name,omitempty"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title,omitempty"`
}

// A contributor is one of a data package.
type contributor struct {
	Title string `json:"title"`
	Role  string `json:"role"`
}

// An origin is one of several data sets that a data package was made from. Its licence is its own.
type origin struct {
	Title    string    `json:"title"`
	Path     string    `json:"path,omitempty"`
	Licenses []license `json:"licenses,omitempty"`
}

// A resource is what a descriptor says of a file.
type resource struct {
	Name      string `json:"name"`
	Path      string `json:"path"`
	Format    string `json:"format"`
	Mediatype string `json:"mediatype"`
	Bytes     int64  `json:"bytes"`
	Hash      string `json:"hash"`
	Profile   string `json:"profile"`
	// Type is table for what has a schema; otherwise file, so that frictionless-py compares digests, and does not take what is
	// as its authors wrote it for tables that must be regular, or YAML for descriptors.
	Type   string `json:"type"`
	Schema any    `json:"schema,omitempty"`
}

// newResource returns what a descriptor says of a file with a size and a SHA-256 digest. Its name follows.
func newResource(m member, size int64, sum string) resource {
	r := resource{Path: m.path, Bytes: size, Hash: "sha256:" + sum, Profile: "data-resource", Type: "file", Schema: m.schema}
	if m.schema != nil {
		r.Profile, r.Type = "tabular-data-resource", "table"
	}
	r.Format = strings.ToLower(strings.TrimPrefix(path.Ext(m.path), "."))
	r.Mediatype = mediatype(r.Format)
	return r
}

// mediatype returns the media type of files of a format. It does not ask the operating system, which differs.
func mediatype(format string) string {
	known := map[string]string{
		"yaml": "application/yaml", "yml": "application/yaml", "cff": "application/yaml", "json": "application/json",
		"jsonl": "application/jsonl", "ndjson": "application/x-ndjson", "csv": "text/csv", "tsv": "text/tab-separated-values",
		"gz": "application/gzip", "txt": "text/plain", "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml",
	}
	if t := known[format]; t != "" {
		return t
	}
	return "application/octet-stream"
}

// unnameable is what the name of a resource or a package cannot have.
var unnameable = regexp.MustCompile(`[^a-z0-9._/-]+`)

// slug returns a text as the name of a resource or package.
func slug(text string) string { return unnameable.ReplaceAllString(strings.ToLower(text), "-") }

// nameResources names resources by their paths, with numbers after names that are taken.
func nameResources(list []resource) {
	taken := map[string]bool{}
	for i := range list {
		base := slug(list[i].Path)
		list[i].Name = base
		for n := 2; taken[list[i].Name]; n++ {
			list[i].Name = fmt.Sprintf("%s-%d", base, n)
		}
		taken[list[i].Name] = true
	}
}
