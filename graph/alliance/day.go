package alliance

import "time"

// A Day is a calendar day as a number that sorts by date: year·10000 + month·100 + day, for example 20200521 for 21 May
// 2020 and -4299669 for 31 March of the year -430. In lists that have no order by day it is 0.
type Day int32

const (
	// FirstDay is earlier than the days of every Date: the beginning of an open span.
	FirstDay Day = -1_0000_0000
	// LastDay is later than the days of every Date: the end of an open span.
	LastDay Day = 9999_12_31 + 1
)

// valid reports whether the day is in the calendar, or is [FirstDay] or [LastDay].
func (d Day) valid() bool { return d == FirstDay || d == LastDay || !d.Date().IsZero() }

// parts returns the year, month and day.
func (d Day) parts() (year, month, day int) {
	year = int(d) / 10000
	rest := int(d) % 10000
	if rest < 0 {
		year-- // rounded down: 30 June of the year -1 is -1·10000 + 630
		rest += 10000
	}
	return year, rest / 100, rest % 100
}

// Date returns the day as a date, the zero Date if it is not in the calendar.
func (d Day) Date() Date {
	year, month, day := d.parts()
	if year < minYear || year > maxYear || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Date{}
	}
	return newDate(year, month, day, exact)
}

// Time returns the midnight, in UTC, at which the day begins. The day must be in the calendar.
func (d Day) Time() time.Time {
	year, month, day := d.parts()
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// Next returns the day after one that is in the calendar; after the last of them comes [LastDay], and after that a day
// later still.
func (d Day) Next() Day {
	year, month, day := d.parts()
	switch {
	case d >= LastDay-1 || day < daysIn(year, month):
		return d + 1
	case month < 12:
		return Day(year*10000 + (month+1)*100 + 1)
	default:
		return Day((year+1)*10000 + 101)
	}
}

// Prev returns the day before one that is in the calendar or at most one day later; before the first of them comes
// [FirstDay].
func (d Day) Prev() Day {
	year, month, day := d.parts()
	switch {
	case d <= minYear*10000+101:
		return FirstDay
	case d >= LastDay || day > 1:
		return d - 1
	case month > 1:
		return Day(year*10000 + (month-1)*100 + daysIn(year, month-1))
	default:
		return Day((year-1)*10000 + 1231)
	}
}

// days are the days from first to last, none if last is before first.
type days struct{ first, last Day }

// always are all days.
func always() days { return days{FirstDay, LastDay} }

// never are no days.
func never() days { return days{LastDay, FirstDay} }

// days returns the days of the span.
func (s Span) days() days { return days{s.From.First(), s.To.Last()} }

// empty reports whether there is no day.
func (d days) empty() bool { return d.first > d.last }

// meets reports whether a day is in both.
func (d days) meets(e days) bool { return !d.within(e).empty() }

// within returns the days that are in both.
func (d days) within(e days) days { return days{max(d.first, e.first), min(d.last, e.last)} }

// has reports whether the day is one of them.
func (d days) has(day Day) bool { return d.first <= day && day <= d.last }
