package citation

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"
)

// entryTypes are the BibLaTeX types of the kinds. Styles of the first BibTeX, which do not know the last two, set them as misc.
var entryTypes = map[Kind]string{Document: "misc", Webpage: "online", Data: "dataset"}

// publisherFields are the fields in which the types have who published them.
var publisherFields = map[Kind]string{Document: "howpublished", Webpage: "organization", Data: "publisher"}

// BibTeX writes items for BibLaTeX with biber, in UTF-8, with fields that the styles of the first BibTeX read as well: date
// is for the former, in EDTF, year and month are for the latter. Titles and names are in braces, so that styles leave their
// letters as they are and do not take organisations for people.
func BibTeX(w io.Writer, items []Item) error {
	b := bufio.NewWriter(w)
	for n, i := range items {
		if n > 0 {
			fmt.Fprintln(b)
		}
		fmt.Fprintf(b, "@%s{%s,\n", entryTypes[i.Kind], i.ID)
		for _, f := range bibtexFields(&i) {
			if f[1] != "" {
				fmt.Fprintf(b, "  %s = %s,\n", f[0], f[1])
			}
		}
		fmt.Fprint(b, "}\n")
	}
	return b.Flush()
}

// bibtexFields returns the names and values of the fields of an item; those with an empty value are absent.
func bibtexFields(i *Item) [][2]string {
	var names []string
	for _, a := range i.names() {
		names = append(names, braced(tex(a)))
	}
	fields := [][2]string{
		{"title", braced(braced(tex(i.Title)))},
		{"author", braced(strings.Join(names, " and "))},
		{publisherFields[i.Kind], braced(braced(tex(i.Publisher)))},
	}
	if !i.Issued.IsZero() {
		fields = append(fields, [2]string{"date", braced(i.Issued.String())}, [2]string{"year", braced(yearProse(i.Issued))})
		if m := calendarOf(i.Issued).month; m > 0 {
			fields = append(fields, [2]string{"month", strings.ToLower(time.Month(m).String()[:3])})
		}
	}
	fields = append(fields, [2]string{"url", braced(texURL(i.URL))})
	if !i.Accessed.IsZero() {
		fields = append(fields, [2]string{"urldate", braced(i.Accessed.UTC().Format(time.DateOnly))})
	}
	return append(fields,
		[2]string{"version", braced(tex(i.Version))},
		[2]string{"language", braced(tex(i.Language))},
		[2]string{"note", braced(tex(i.notes()))})
}

// braced returns a value in braces, or "" if it is empty.
func braced(value string) string {
	if value == "" {
		return ""
	}
	return "{" + value + "}"
}

// texSpecials writes the characters that mean something to TeX. Braces have names, since BibTeX counts those that are escaped
// with a backslash as well.
var texSpecials = strings.NewReplacer(
	`\`, `{\textbackslash}`, `{`, `{\textbraceleft}`, `}`, `{\textbraceright}`,
	`~`, `{\textasciitilde}`, `^`, `{\textasciicircum}`,
	`&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`)

// tex returns a text as TeX sets it.
func tex(text string) string { return texSpecials.Replace(plain(text)) }

// texURL returns an address for the url field, which is read verbatim: only what would end it, or is not ASCII, is escaped
// as addresses do.
func texURL(address string) string {
	var b strings.Builder
	for _, c := range []byte(plain(address)) {
		if c <= ' ' || c > '~' || strings.IndexByte(`\{}"`, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
