package factfile

import (
	"cmp"
	"strings"

	"entente/graph/alliance"
)

// The forms of dates that spreadsheets and other programs write.
const (
	dayFirst  = `(\d{1,2})\.(\d{1,2})\.(\d{4})`
	anyOrder  = `(\d{1,2})[/-](\d{1,2})[/-](\d{4})`
	yearFirst = `(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})`
	digits    = `(\d{4})(\d{2})(\d{2})`
	timed     = `(\d{4}-\d{2}-\d{2})[ T][0-9:.]+Z?`
	decimal   = `(\d{4})\.0+`
	monthName = `[A-Z][a-z]{2}[- ]\d{2,4}`
)

// missing is what programs write where a value is missing.
const missing = `(?i:null|na|n/a|nan|none|nat|-|\.|-9+)`

// asDate returns advice on how to write a date that has another form: what to write, or "" if it could be anything.
func (d *decoder) asDate(s string) string {
	submatch := func(pattern string) []string { return d.pattern(pattern).FindStringSubmatch(s) }
	if m := submatch(decimal); m != nil {
		return m[1]
	}
	if m := submatch(timed); m != nil {
		return m[1]
	}
	if m := submatch(dayFirst); m != nil {
		return isoDate(m[3], m[2], m[1])
	}
	for _, pattern := range [2]string{yearFirst, digits} {
		if m := submatch(pattern); m != nil {
			return isoDate(m[1], m[2], m[3])
		}
	}
	if m := submatch(anyOrder); m != nil {
		british, american := isoDate(m[3], m[2], m[1]), isoDate(m[3], m[1], m[2])
		if british != "" && american != "" && british != american {
			return british + ", or " + american + " if the month is first"
		}
		return cmp.Or(british, american)
	}
	if submatch(monthName) != nil {
		return "it as 2020 or 2020-05 in a column that is formatted as text: a spreadsheet has changed it"
	}
	return ""
}

// isoDate returns the date with these parts, or "" if there is none.
func isoDate(year, month, day string) string {
	two := func(s string) string { return strings.Repeat("0", 2-len(s)) + s }
	date := year + "-" + two(month) + "-" + two(day)
	if _, err := alliance.ParseDate(date); err != nil {
		return ""
	}
	return date
}
