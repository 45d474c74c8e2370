package storetest

import (
	"math"
	"strconv"
	"strings"
	"time"

	"entente/graph/alliance"
)

// The oracle counts days as package time has them: from 1 January 1970, which is day 0.
const (
	// never is earlier, and always later, than every day there is.
	never, always = math.MinInt32, math.MaxInt32
	// afterwards is the day after the last day of every date, and stands for all days to come.
	afterwards = 2932897
)

// A stretch is the days from the first to the last; it is empty if the first is later.
type stretch struct{ first, last int }

// has reports whether the day is in the stretch.
func (s stretch) has(day int) bool { return s.first <= day && day <= s.last }

// empty reports whether there is no day in the stretch.
func (s stretch) empty() bool { return s.first > s.last }

// within returns the days that are in both stretches.
func (s stretch) within(t stretch) stretch {
	return stretch{max(s.first, t.first), min(s.last, t.last)}
}

// daysOf returns the days of a date, or all days if it is absent.
func daysOf(d alliance.Date) stretch {
	text := strings.TrimRight(d.String(), "~?")
	if text == "" {
		return stretch{never, always}
	}
	digits, before := strings.CutPrefix(text, "-")
	parts := [3]int{}
	fields := strings.Split(digits, "-")
	for i, field := range fields {
		parts[i], _ = strconv.Atoi(field) // a Date is valid
	}
	year, month, day := parts[0], parts[1], parts[2]
	if before {
		year = -year
	}
	switch len(fields) {
	case 1:
		return stretch{dayNumber(year, 1, 1), dayNumber(year+1, 1, 0)}
	case 2:
		return stretch{dayNumber(year, month, 1), dayNumber(year, month+1, 0)}
	default:
		return stretch{dayNumber(year, month, day), dayNumber(year, month, day)}
	}
}

// daysOver returns the days of a span; an absent end is open.
func daysOver(s alliance.Span) stretch { return stretch{daysOf(s.From).first, daysOf(s.To).last} }

// dayNumber returns the number of a day, which may be before the first or after the last of the month.
func dayNumber(year, month, day int) int {
	const seconds = 24 * 60 * 60
	return int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / seconds)
}

// dateOf returns a day as a date; it is absent for days that no date has.
func dateOf(day int) alliance.Date {
	t := time.Unix(0, 0).UTC().AddDate(0, 0, day)
	d, err := alliance.NewDate(t.Year(), int(t.Month()), t.Day())
	if err != nil {
		return alliance.Date{}
	}
	return d
}

// isoDay returns the day as the domain writes it in positions: 21 May 2020 is 20200521.
func isoDay(day int) alliance.Day {
	if day == never {
		return alliance.FirstDay
	}
	t := time.Unix(0, 0).UTC().AddDate(0, 0, day)
	return alliance.Day(t.Year()*10000 + int(t.Month())*100 + t.Day())
}

// shareDay reports whether a span and a date have a day in common.
func shareDay(s alliance.Span, d alliance.Date) bool { return !daysOver(s).within(daysOf(d)).empty() }

// isAbsent reports whether there is no date.
func isAbsent(d alliance.Date) bool { return d == alliance.Date{} }
