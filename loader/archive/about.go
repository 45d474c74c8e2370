package archive

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// An account is what the data sets of an archive say of themselves, together.
type account struct {
	names   []string // of the directories
	version string
	sets    []alliance.Collection
}

// describe returns what the data sets of facts say of themselves.
func (p *Packing) describe(f *alliance.Facts) account {
	d := f.Dataset()
	return account{p.names, d.Version, d.Collections}
}

// title returns the titles of the data sets; without any, the names of their directories.
func (a account) title() string {
	titles := each(a.sets, func(c alliance.Collection) string { return string(c.Title) })
	if len(titles) == 0 {
		titles = a.names
	}
	return strings.Join(titles, "; ")
}

// description returns the description of the data set. Several are described one after the other, each with its authors and
// licence: what one says is not true of all.
func (a account) description() string {
	if len(a.sets) == 1 && len(a.names) == 1 {
		return string(a.sets[0].Description)
	}
	parts := []string{fmt.Sprintf("Data sets from %d directories, which are read together, in this order: %s.", len(a.names), strings.Join(a.names, ", "))}
	for _, c := range a.sets {
		part := fmt.Sprintf("“%s”", c.TitleOrNone())
		if len(c.Authors) > 0 {
			part += ", by " + strings.Join(c.Authors, "; ")
		}
		part += ", " + licenceOf(c) + "."
		if c.Description != "" {
			part += " " + strings.TrimSpace(string(c.Description))
		}
		parts = append(parts, part)
	}
	if undescribed := len(a.names) - len(a.sets); undescribed > 0 {
		parts = append(parts, fmt.Sprintf("Those of them that do not describe themselves: %d.", undescribed))
	}
	return strings.Join(parts, "\n\n")
}

// authors returns the authors of all data sets, each once.
func (a account) authors() (all []string) {
	for _, c := range a.sets {
		for _, author := range c.Authors {
			if !slices.Contains(all, author) {
				all = append(all, author)
			}
		}
	}
	return all
}

// url returns the address of the data set, or "" if there are several.
func (a account) url() string {
	if len(a.names) > 1 || len(a.sets) != 1 || !isAddress(string(a.sets[0].URL)) {
		return ""
	}
	return string(a.sets[0].URL)
}

// licence returns the licence of all data sets, or "" if they do not all have the same.
func (a account) licence() string {
	all := each(a.sets, func(c alliance.Collection) string { return string(c.License) })
	if len(all) != 1 || slices.ContainsFunc(a.sets, func(c alliance.Collection) bool { return c.License == "" }) || len(a.sets) < len(a.names) {
		return ""
	}
	return all[0]
}

// Warnings returns what the data sets of facts should say of themselves before they are published, a line each.
func (p *Packing) Warnings(f *alliance.Facts) []string {
	var lines []string
	a := p.describe(f)
	if n := len(a.names) - len(a.sets); n > 0 {
		lines = append(lines, fmt.Sprintf("%d of %d directories have no dataset (say under dataset, in a file of each, its title, authors and license)", n, len(a.names)))
	}
	for _, c := range a.sets {
		if c.Title == "" {
			lines = append(lines, "a data set has no title (write one under dataset, so that others can cite it)")
		}
		if c.License == "" {
			lines = append(lines, fmt.Sprintf("%s has no licence, so nobody may reuse it (write one under dataset, such as license: CC-BY-4.0)", c.TitleOrNone()))
		}
	}
	return lines
}

// licenceOf returns what a data set says of its licence.
func licenceOf(c alliance.Collection) string {
	if c.License == "" {
		return "without a licence"
	}
	return "licence " + string(c.License)
}

// each returns what data sets have that is not empty, each once, in order.
func each(sets []alliance.Collection, of func(alliance.Collection) string) (all []string) {
	for _, c := range sets {
		if text := of(c); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// address is what web addresses look like, to the schema of the Citation File Format.
var address = regexp.MustCompile(`^(https|http|ftp|sftp)://[^\s]+$`)

// isAddress reports whether a text is a web address.
func isAddress(text string) bool { return address.MatchString(text) }
