package layout

import (
	"encoding/json"
	"fmt"

	"entente/graph/alliance"
)

// Format is the number of this layout. It changes with every change that a reader, or a load of the same facts, has to know
// of.
const Format = 4

// NewDataset returns the properties of the node that says what is loaded, but for those that a load decides: id, edition,
// loading and loadedAt.
func NewDataset(f *alliance.Facts, d *alliance.Dataset) Properties {
	p := Properties{
		"format": Format, "version": d.Version, "texts": textsDigest(f),
		"actors": d.Actors, "relations": d.Relations, "events": d.Events, "conflicts": d.Conflicts, "sources": d.Sources,
		"evidence": d.Counts.Evidence, "longest": d.Longest, "behind": d.Behind,
		"collections": encodeJSON(d.Collections), "coverage": encodeJSON(d.Coverage),
	}
	m := maker{p: p}
	m.span(d.Span)
	return p
}

// encodeJSON returns what a node has no properties for, as JSON; dates are in it as they were written.
func encodeJSON[T alliance.Collection | alliance.Coverage](list []T) string {
	text, err := json.Marshal(list)
	if err != nil { // neither has anything that could not be marshalled
		panic(fmt.Sprintf("layout: marshal a %T: %v", list, err))
	}
	return string(text)
}

// textsDigest returns a digest of all texts that can be searched for.
func textsDigest(f *alliance.Facts) string {
	var b []byte
	for _, a := range f.Actors {
		b = appendTexts(b, a.ID, a.Name, string(a.Description))
		b = appendTexts(b, a.Aliases...)
	}
	for _, e := range f.Events {
		b = appendTexts(b, e.ID, e.Title, string(e.Description), string(e.Mode))
		if e.Place != nil {
			b = appendTexts(b, e.Place.Name)
		}
	}
	for _, c := range f.Conflicts {
		b = appendTexts(b, c.ID, c.Name, string(c.Description))
	}
	for _, s := range f.Sources {
		b = appendTexts(b, s.ID, s.Title, string(s.Publisher))
	}
	return key(string(b))
}
