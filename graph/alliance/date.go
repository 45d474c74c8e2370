package alliance

import (
	"cmp"
	"fmt"
	"strconv"
	"time"
)

// A Date is a calendar date that may be partial: a year, a month of a year, or a day (ISO 8601-1, reduced precision).
// A partial date stands for every day in it. The zero Date means that there is no date: it is an open end of a span,
// and no restriction in a filter.
type Date struct {
	year       int16
	month, day uint8
}

// A Day is a calendar day as a number that sorts by date: year, month and day in decimal digits, for example 20200521
// for 21 May 2020. 0 is no day, and sorts before every other.
type Day int32

// LastDay is later than the days of every Date: the end of an open span.
const LastDay Day = 9999_12_31 + 1

// valid reports whether the day is in the calendar, or is [LastDay].
func (d Day) valid() bool {
	date, err := NewDate(int(d)/10000, int(d)/100%100, int(d)%100)
	return err == nil && date.First() == d || d == LastDay
}

// NewDate returns the date with the given year (1 to 9999), month (0 for a year alone) and day (0 for a year alone or
// a month). If there is no such date, the error wraps [ErrInvalidDate].
func NewDate(year, month, day int) (Date, error) {
	d := Date{int16(year), uint8(month), uint8(day)}
	text := func() string {
		if day == 0 {
			return fmt.Sprintf("%04d-%02d", year, month)
		}
		return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	}
	switch {
	case year < 1 || year > 9999:
		return Date{}, fmt.Errorf("%w: year %d (years are 0001 to 9999)", ErrInvalidDate, year)
	case month == 0 && day == 0:
		return d, nil
	case month < 1 || month > 12:
		return Date{}, fmt.Errorf("%w %q: there is no month %d (months are 01 to 12)", ErrInvalidDate, text(), month)
	case day < 0 || day > daysIn(year, month):
		return Date{}, fmt.Errorf("%w %q: %s %d has %d days", ErrInvalidDate, text(), time.Month(month), year, daysIn(year, month))
	}
	return d, nil
}

// ParseDate parses `2020`, `2020-05` or `2020-05-21`. For anything else, and for days that are not in the proleptic
// Gregorian calendar, the error wraps [ErrInvalidDate].
func ParseDate(s string) (Date, error) {
	parts := [3]int{}
	layout := "0000-00-00"
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return Date{}, malformed(s)
	}
	for i := range len(s) {
		if layout[i] == '-' {
			if s[i] != '-' {
				return Date{}, malformed(s)
			}
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			return Date{}, malformed(s)
		}
		part := min(max(i-2, 0)/3, 2)
		parts[part] = parts[part]*10 + int(s[i]-'0')
	}
	if len(s) >= 7 && parts[1] == 0 || len(s) == 10 && parts[2] == 0 {
		return Date{}, fmt.Errorf("%w %q: months and days begin at 01", ErrInvalidDate, s)
	}
	return NewDate(parts[0], parts[1], parts[2])
}

// malformed returns the error for a text that does not have the form of a date.
func malformed(s string) error {
	return fmt.Errorf("%w %q: write a year, month or day as 2020, 2020-05 or 2020-05-21", ErrInvalidDate, s)
}

// MustDate is like [ParseDate] but panics if the date is invalid. It is meant for constants.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether d is absent.
func (d Date) IsZero() bool { return d.year == 0 }

// String returns the date in the format of [ParseDate], or "" if it is absent.
func (d Date) String() string { return string(d.Append(nil)) }

// Append appends the date to b in the format of [Date.String].
func (d Date) Append(b []byte) []byte {
	if d.IsZero() {
		return b
	}
	y := int(d.year)
	b = append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10))
	for _, n := range [2]uint8{d.month, d.day} {
		if n == 0 {
			break
		}
		b = append(b, '-', '0'+n/10, '0'+n%10)
	}
	return b
}

// First returns the first day of the date, or 0 if it is absent.
func (d Date) First() Day {
	if d.IsZero() {
		return 0
	}
	return Day(d.year)*10000 + Day(max(d.month, 1))*100 + Day(max(d.day, 1))
}

// Last returns the last day of the date, or [LastDay] if it is absent.
func (d Date) Last() Day {
	if d.IsZero() {
		return LastDay
	}
	month, day := int(d.month), int(d.day)
	if month == 0 {
		month = 12
	}
	if day == 0 {
		day = daysIn(int(d.year), month)
	}
	return Day(d.year)*10000 + Day(month)*100 + Day(day)
}

// Compare compares dates by last day, then by first day: if two end on the same day, the more precise one is later.
// An absent date is later than all others.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Last(), e.Last()), cmp.Compare(d.First(), e.First()))
}

// Prose returns the date as written in English prose, for example "2020", "May 2020" or "21 May 2020", or "" if it is
// absent.
func (d Date) Prose() string {
	switch {
	case d.IsZero():
		return ""
	case d.month == 0:
		return strconv.Itoa(int(d.year))
	case d.day == 0:
		return fmt.Sprintf("%s %d", time.Month(d.month), d.year)
	default:
		return fmt.Sprintf("%d %s %d", d.day, time.Month(d.month), d.year)
	}
}

// MarshalText implements [encoding.TextMarshaler].
func (d Date) MarshalText() ([]byte, error) { return d.Append(nil), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]; an empty text is an absent date.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}

// Earlier returns the date that ends first; an absent date is later than all others.
func Earlier(a, b Date) Date {
	if b.Compare(a) < 0 {
		return b
	}
	return a
}

// daysIn returns the number of days in a month.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// A Span is the time from the first day of From to the last day of To, inclusive; an absent end is open.
type Span struct{ From, To Date }

// Shares reports whether the span has a day in common with d. It is true for every span if d is absent.
func (s Span) Shares(d Date) bool {
	return d.IsZero() || s.From.First() <= d.Last() && d.First() <= s.To.Last()
}

// Prose returns the span as written in English prose about something that lasts: "2020", "May 2020 to 2021", "20 May
// 2020 to the end of the month", "from 2020", "until 2020", or "" if both ends are open.
func (s Span) Prose() string {
	from, to := s.From.Prose(), s.To.Prose()
	switch {
	case from == to:
		return from
	case to == "":
		return "from " + from
	case from == "":
		return "until " + to
	case s.To.contains(s.From):
		to = "the end of the " + s.To.unit()
	case s.From.contains(s.To):
		from = "the beginning of the " + s.From.unit()
	}
	return from + " to " + to
}

// contains reports whether every day of e is a day of d.
func (d Date) contains(e Date) bool { return d.First() <= e.First() && e.Last() <= d.Last() }

// unit returns the precision of a partial date: month or year.
func (d Date) unit() string {
	if d.month == 0 {
		return "year"
	}
	return "month"
}
