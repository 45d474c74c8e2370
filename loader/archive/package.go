package archive

import (
	"cmp"
	"regexp"
	"strings"
)

// descriptor returns the descriptor of an archive with directories at the given paths, without resources.
func (a account) descriptor(paths []string) descriptor {
	d := descriptor{
		Profile: "data-package", Name: strings.Trim(slug(strings.Join(a.names, "-")), "-./"), Title: a.title(), Description: a.description(),
		Homepage: a.url(), Version: a.version, Entente: &reading{format, paths},
	}
	if d.Name == "" {
		d.Name = "facts"
	}
	d.Licenses = licensesOf(a.licence())
	for _, author := range a.authors() {
		d.Contributors = append(d.Contributors, contributor{Title: author, Role: "author"})
	}
	if len(a.names) > 1 {
		for _, c := range a.sets {
			o := origin{Title: c.TitleOrNone(), Licenses: licensesOf(string(c.License))}
			if isAddress(string(c.URL)) {
				o.Path = string(c.URL)
			}
			d.Sources = append(d.Sources, o)
		}
	}
	return d
}

// licenceName is what the name of a license of a data package must look like.
var licenceName = regexp.MustCompile(`^[-a-zA-Z0-9._]+$`)

// licensesOf returns a licence, if there is one, as a data package has it: by its identifier, its address, or its title.
func licensesOf(text string) []license {
	switch {
	case text == "":
		return nil
	case licenceName.MatchString(text):
		return []license{{Name: text}}
	case isAddress(text):
		return []license{{Path: text}}
	default:
		name := strings.Trim(strings.ReplaceAll(slug(text), "/", "-"), "-")
		return []license{{Name: cmp.Or(name, "other"), Title: text}}
	}
}
