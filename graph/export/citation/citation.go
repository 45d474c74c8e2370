// Package citation writes what a bibliography needs to name the sources of facts, the data sets that are served, and the
// answers that were made from them, as BibTeX, RIS and CSL-JSON.
package citation

import (
	"strings"
	"time"
	"unicode"

	"entente/graph/alliance"
)

// An Item is one entry of a bibliography. Whatever is unknown is empty.
type Item struct {
	// ID is the key by which a text cites the item: the id of a source, or one with a colon, which no id has.
	ID    string
	Kind  Kind
	Title string
	// Authors are names as their data set writes them. Nobody says which part of one is a family name, or whether it is an
	// organisation, so they are never taken apart.
	Authors   []string
	Publisher string
	// Issued is the date of publication.
	Issued        alliance.Date
	URL, Language string
	// Version is the version of the facts, of a data set or an answer.
	Version string
	// Accessed is when a data set or an answer was asked for.
	Accessed time.Time
	License  string
	// Note says what no other field can.
	Note string
}

// A Kind is what an item is, to the extent that the facts say so.
type Kind string

// The kinds.
const (
	// Document is a source of which no address is known.
	Document Kind = "DOCUMENT"
	// Webpage is a source that can be read on the web.
	Webpage Kind = "WEBPAGE"
	// Data is a data set, or an answer made from one.
	Data Kind = "DATA"
)

// notes returns the note of an item, with its licence.
func (i *Item) notes() string {
	var notes []string
	if i.License != "" {
		notes = append(notes, "Licence: "+plain(i.License))
	}
	if i.Note != "" {
		notes = append(notes, plain(i.Note))
	}
	return strings.Join(notes, ". ")
}

// names returns the authors of an item, each on one line.
func (i *Item) names() []string {
	var names []string
	for _, a := range i.Authors {
		if a = plain(a); a != "" {
			names = append(names, a)
		}
	}
	return names
}

// plain returns a text on one line: each run of white space and control characters is one space, and none is at an end.
func plain(text string) string {
	blank := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), blank), " ")
}
