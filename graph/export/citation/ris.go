package citation

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"entente/graph/alliance"
)

// risTypes are the RIS types of the kinds.
var risTypes = map[Kind]string{Document: "GEN", Webpage: "ELEC", Data: "DATA"}

// RIS writes items as records of tagged lines, in UTF-8. A date that RIS has no digits for, because it is approximate,
// uncertain or before Christ, is also in words, in the part of DA that is for other information.
func RIS(w io.Writer, items []Item) error {
	b := bufio.NewWriter(w)
	for n, i := range items {
		if n > 0 {
			fmt.Fprint(b, "\r\n")
		}
		for _, l := range risLines(&i) {
			if text := plain(l[1]); text != "" {
				fmt.Fprintf(b, "%s  - %s\r\n", l[0], text)
			}
		}
		fmt.Fprint(b, "ER  - \r\n")
	}
	return b.Flush()
}

// risLines returns the tags and values of an item; those with an empty value are absent.
func risLines(i *Item) [][2]string {
	lines := [][2]string{{"TY", risTypes[i.Kind]}, {"ID", i.ID}, {"TI", i.Title}}
	for _, a := range i.names() {
		lines = append(lines, [2]string{"AU", a})
	}
	lines = append(lines, [2]string{"PB", i.Publisher})
	if !i.Issued.IsZero() {
		lines = append(lines, [2]string{"PY", risYear(i.Issued)}, [2]string{"DA", risDate(i.Issued)})
	}
	lines = append(lines, [2]string{"UR", i.URL}, [2]string{"LA", i.Language}, [2]string{"ET", i.Version})
	if !i.Accessed.IsZero() {
		lines = append(lines, [2]string{"Y2", i.Accessed.UTC().Format("2006/01/02")})
	}
	return append(lines, [2]string{"N1", i.notes()})
}

// risYear returns the year of a date in four digits, with a minus before them for the years before year 0.
func risYear(d alliance.Date) string {
	c := calendarOf(d)
	if c.year < 0 {
		return fmt.Sprintf("-%04d", -c.year)
	}
	return fmt.Sprintf("%04d", c.year)
}

// risDate returns a date as YYYY/MM/DD/other information, with nothing between the slashes for what is not known.
func risDate(d alliance.Date) string {
	c := calendarOf(d)
	parts := []string{risYear(d), twoDigits(c.month), twoDigits(c.day)}
	if c.rough || c.year <= 0 {
		parts = append(parts, d.Prose())
	}
	return strings.Join(parts, "/")
}

// twoDigits returns a month or a day in two digits, or "" for 0.
func twoDigits(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%02d", n)
}
