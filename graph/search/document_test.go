package search

import (
	"slices"

	"entente/graph/alliance"
)

// Document returns the distinct words of all texts of a thing, in byte order: name, aliases and description of an
// actor; title, description, place name and mode of an event; name and description of a conflict; title and publisher
// of a source.
func Document(thing alliance.SearchResult) []string {
	var words []string
	for _, text := range texts(thing) {
		words = append(words, Words(text)...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}
