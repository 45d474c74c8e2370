package citation

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente/graph/alliance"
)

// shown is the number of digits of a version, or of a digest, in keys and file names.
const shown = 12

// An Access is when and where data sets were asked for something; the zero Access says neither.
type Access struct {
	Time time.Time
	// Server is the address of the server, without a slash at the end: http://127.0.0.1:8080.
	Server string
}

// OfDataset returns the items of the data sets that are served, in the version that they are served in, at least one. A data
// set that does not say where it can be found is cited at the server. The keys have a colon, which ids of the facts never have.
func OfDataset(d *alliance.Dataset, at Access) []Item {
	taken := map[string]int{}
	var items []Item
	for _, c := range collections(d) {
		i := Item{
			ID: "dataset:" + key(c.TitleOrNone()), Kind: Data, Title: c.TitleOrNone(), Authors: c.Authors, URL: string(c.URL),
			Version: d.Version, Accessed: at.Time, License: string(c.License),
		}
		if i.URL == "" && at.Server != "" {
			i.URL = at.Server + "/"
		}
		if taken[i.ID]++; taken[i.ID] > 1 {
			i.ID = fmt.Sprintf("%s_%d", i.ID, taken[i.ID]) // keys of titles have no underscore
		}
		items = append(items, i)
	}
	return items
}

// OfAnswer returns the item of the answer at a target, an address on the server that begins with a slash, from a version of
// the data sets. Its key is a digest of both.
func OfAnswer(target string, d *alliance.Dataset, at Access) Item {
	i := Item{Kind: Data, URL: at.Server + target, Version: d.Version, Accessed: at.Time}
	sum := sha256.Sum256([]byte(d.Version + " " + target))
	i.ID = "answer:" + hex.EncodeToString(sum[:])[:shown]
	var titles, licenses []string
	for _, c := range collections(d) {
		titles = append(titles, "“"+c.TitleOrNone()+"”")
		for _, a := range c.Authors {
			if !slices.Contains(i.Authors, a) {
				i.Authors = append(i.Authors, a)
			}
		}
		if l := string(c.License); l != "" && !slices.Contains(licenses, l) {
			licenses = append(licenses, l)
		}
	}
	i.Title = what(target) + " from " + strings.Join(titles, ", ")
	i.License = strings.Join(licenses, ", ")
	return i
}

// what returns what is at a target: the name of a file, or an answer.
func what(target string) string {
	route, _, _ := strings.Cut(target, "?")
	if name := path.Base(route); strings.HasPrefix(route, exports) && path.Ext(name) != "" {
		return name
	}
	return "Answer"
}

// collections returns the data sets that are served as they describe themselves; one that says nothing if none does.
func collections(d *alliance.Dataset) []alliance.Collection {
	if len(d.Collections) == 0 {
		return []alliance.Collection{{}}
	}
	return d.Collections
}

// key returns the part of a key that is made from a title: its letters and digits without diacritics, in lower case, with a hyphen between
// words. Only those of ASCII can be in a key; a title that has none is untitled.
func key(title string) string {
	words := strings.FieldsFunc(norm.NFKD.String(strings.ToLower(title)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
	var kept []string
	for _, w := range words {
		w = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, w)
		if w != "" {
			kept = append(kept, w)
		}
	}
	if kept == nil {
		return "untitled"
	}
	return strings.Join(kept, "-")
}
