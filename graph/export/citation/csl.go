package citation

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// cslTypes are the CSL types of the kinds. Which documents are newspaper articles, the facts do not say.
var cslTypes = map[Kind]string{Document: "document", Webpage: "webpage", Data: "dataset"}

// A cslItem is an item in the words of the schema csl-data.json of CSL 1.0.2.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	Version   string    `json:"version,omitempty"`
	Language  string    `json:"language,omitempty"`
	Note      string    `json:"note,omitempty"`
}

// A cslName is a name that is not taken apart.
type cslName struct {
	Literal string `json:"literal"`
}

// A cslDate is a date. Its year is that of historians: -431 is 431 BC.
type cslDate struct {
	Parts [][]int `json:"date-parts"`
	// Circa is set if the date is approximate or uncertain, which CSL does not tell apart.
	Circa bool `json:"circa,omitempty"`
}

// CSLJSON writes items as an array of the JSON that citation processors of the Citation Style Language read, one after another.
func CSLJSON(w io.Writer, items []Item) error {
	b := bufio.NewWriter(w)
	var one bytes.Buffer
	e := json.NewEncoder(&one)
	e.SetEscapeHTML(false)
	e.SetIndent("  ", "  ")
	fmt.Fprint(b, "[")
	for n := range items {
		if n > 0 {
			fmt.Fprint(b, ",")
		}
		one.Reset()
		if err := e.Encode(cslOf(&items[n])); err != nil {
			return err
		}
		fmt.Fprintf(b, "\n  %s", bytes.TrimSpace(one.Bytes()))
	}
	fmt.Fprint(b, "\n]\n")
	return b.Flush()
}

// cslOf returns an item in the words of CSL.
func cslOf(i *Item) cslItem {
	c := cslItem{
		ID: i.ID, Type: cslTypes[i.Kind], Title: plain(i.Title), Publisher: plain(i.Publisher),
		URL: plain(i.URL), Version: plain(i.Version), Language: plain(i.Language), Note: i.notes(),
	}
	for _, a := range i.names() {
		c.Author = append(c.Author, cslName{a})
	}
	if !i.Issued.IsZero() {
		c.Issued = cslIssued(calendarOf(i.Issued))
	}
	if !i.Accessed.IsZero() {
		year, month, day := i.Accessed.UTC().Date()
		c.Accessed = &cslDate{Parts: [][]int{{year, int(month), day}}}
	}
	return c
}

// cslIssued returns a date in the words of CSL.
func cslIssued(c calendar) *cslDate {
	parts := []int{c.historical()}
	if c.month > 0 {
		parts = append(parts, c.month)
	}
	if c.day > 0 {
		parts = append(parts, c.day)
	}
	return &cslDate{Parts: [][]int{parts}, Circa: c.rough}
}
