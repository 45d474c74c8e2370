package citation

import (
	"strconv"
	"strings"

	"entente/graph/alliance"
)

// A calendar is a date taken apart: month and day are 0 if the date is not that precise.
type calendar struct {
	year, month, day int
	// rough is set if the date is approximate or uncertain.
	rough bool
}

// calendarOf takes apart a date that is not absent.
func calendarOf(d alliance.Date) calendar {
	exact := strings.TrimRight(d.String(), "~?")
	c := calendar{rough: exact != d.String()}
	digits, negative := strings.CutPrefix(exact, "-")
	for i, part := range strings.Split(digits, "-") {
		n, _ := strconv.Atoi(part) // digits, by the notation of dates
		*[]*int{&c.year, &c.month, &c.day}[i] = n
	}
	if negative {
		c.year = -c.year
	}
	return c
}

// historical returns the year as historians count it, without a year 0: -431 for 431 BC, the year -430 of a date.
func (c calendar) historical() int {
	if c.year <= 0 {
		return c.year - 1
	}
	return c.year
}

// yearProse returns the year of a date in English prose, for example "1871", "about 1066" or "431 BC".
func yearProse(d alliance.Date) string {
	prose := strconv.Itoa(calendarOf(d).historical())
	if bc, ok := strings.CutPrefix(prose, "-"); ok {
		prose = bc + " BC"
	}
	if before, _, ok := strings.Cut(d.Prose(), " "); ok && (before == "about" || before == "perhaps") {
		prose = before + " " + prose
	}
	return prose
}
