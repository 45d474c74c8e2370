package citation

import (
	"strings"

	"entente/graph/alliance"
)

// OfSource returns the item of a source. Its note names the sources through which the report came, from the nearest to the
// origin.
func OfSource(s *alliance.Source) Item {
	i := Item{
		ID: s.ID, Kind: Document, Title: s.Title, Publisher: string(s.Publisher),
		Issued: s.Published, URL: string(s.URL), Language: string(s.Language), Note: via(s),
	}
	if i.URL != "" {
		i.Kind = Webpage
	}
	return i
}

// via returns the note on where a source has its report from, or "" if the report is its own.
func via(s *alliance.Source) string {
	var chain []string
	for s = s.Via; s != nil; s = s.Via {
		chain = append(chain, named(s))
	}
	if chain == nil {
		return ""
	}
	return "Reported via " + strings.Join(chain, ", via ")
}

// named returns a source as a note names it.
func named(s *alliance.Source) string {
	var about []string
	if s.Publisher != "" {
		about = append(about, string(s.Publisher))
	}
	about = append(about, s.Published.Prose())
	return "“" + s.Title + "” (" + strings.Join(about, ", ") + ")"
}
