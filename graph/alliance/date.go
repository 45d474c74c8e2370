package alliance

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Date is a calendar date that may be partial: a year, a month of a year, or a day (ISO 8601-1, reduced precision),
// in the proleptic Gregorian calendar. A partial date stands for every day in it. Years before Christ are astronomical:
// year 0 is 1 BC. A date may be qualified as approximate or uncertain (EDTF, ISO 8601-2); it is compared, and its days
// are counted, as if it were not.
//
// The zero Date means that there is no date: it is an open end of a span, and no restriction in a filter.
type Date struct {
	year int16
	// marked is the month, and from markShift on the mark.
	marked, day uint8
}

// markShift is the number of bits of a month.
const markShift = 4

// A mark is how a date is qualified. That of an absent date is 0.
type mark uint8

// The marks.
const (
	exact mark = 1 + iota
	approximate
	uncertain
)

// minYear and maxYear are the first and the last year of a Date.
const minYear, maxYear = -9999, 9999

// newDate returns the date with the given parts, which must be in the calendar.
func newDate(year, month, day int, m mark) Date {
	return Date{int16(year), uint8(month) | uint8(m)<<markShift, uint8(day)}
}

// month returns the month, 0 for a year alone.
func (d Date) month() int { return int(d.marked & (1<<markShift - 1)) }

// mark returns how the date is qualified.
func (d Date) mark() mark { return mark(d.marked >> markShift) }

// NewDate returns the date with the given year (-9999 to 9999), month (0 for a year alone) and day (0 for a year alone
// or a month). If there is no such date, the error wraps [ErrInvalidDate].
func NewDate(year, month, day int) (Date, error) {
	if f := fault(year, month, day); f != "" {
		return Date{}, fmt.Errorf("%w: %s", ErrInvalidDate, f)
	}
	return newDate(year, month, day, exact), nil
}

// fault returns why there is no date with the given year, month and day, or "" if there is.
func fault(year, month, day int) string {
	switch {
	case year < minYear || year > maxYear:
		return fmt.Sprintf("there is no year %d (years are -9999 to 9999)", year)
	case month == 0 && day == 0:
		return ""
	case month < 1 || month > 12:
		return fmt.Sprintf("there is no month %d (months are 01 to 12)", month)
	case day < 0 || day > daysIn(year, month):
		return fmt.Sprintf("%s %d has %d days", time.Month(month), year, daysIn(year, month))
	default:
		return ""
	}
}

// ParseDate parses `2020`, `2020-05` or `2020-05-21`, with a `-` before it if the year is before the year 0, as in
// `-0430`; a `~` at the end says that the date is approximate, a `?` that it is uncertain. For anything else, and for
// days that are not in the calendar, the error wraps [ErrInvalidDate].
func ParseDate(s string) (Date, error) {
	digits, m := s, exact
	if rest, ok := strings.CutSuffix(s, "~"); ok {
		digits, m = rest, approximate
	} else if rest, ok := strings.CutSuffix(s, "?"); ok {
		digits, m = rest, uncertain
	}
	digits, negative := strings.CutPrefix(digits, "-")
	parts, ok := dateParts(digits)
	if !ok || negative && parts[0] == 0 {
		return Date{}, fmt.Errorf("%w %q: write a year, month or day as 2020, 2020-05 or 2020-05-21", ErrInvalidDate, s)
	}
	if len(digits) >= 7 && parts[1] == 0 || len(digits) == 10 && parts[2] == 0 {
		return Date{}, fmt.Errorf("%w %q: months and days begin at 01", ErrInvalidDate, s)
	}
	if negative {
		parts[0] = -parts[0]
	}
	if f := fault(parts[0], parts[1], parts[2]); f != "" {
		return Date{}, fmt.Errorf("%w %q: %s", ErrInvalidDate, s, f)
	}
	return newDate(parts[0], parts[1], parts[2], m), nil
}

// dateParts returns the year, month and day in a text of the form 0000, 0000-00 or 0000-00-00, 0 for each that it lacks.
func dateParts(s string) (parts [3]int, ok bool) {
	const layout = "0000-00-00"
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return parts, false
	}
	for i := range len(s) {
		if layout[i] == '-' {
			if s[i] != '-' {
				return parts, false
			}
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			return parts, false
		}
		part := min(max(i-2, 0)/3, 2)
		parts[part] = parts[part]*10 + int(s[i]-'0')
	}
	return parts, true
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
func (d Date) IsZero() bool { return d == Date{} }

// String returns the date in the format of [ParseDate], or "" if it is absent.
func (d Date) String() string { return string(d.Append(nil)) }

// Append appends the date to b in the format of [Date.String].
func (d Date) Append(b []byte) []byte {
	if d.IsZero() {
		return b
	}
	y := int(d.year)
	if y < 0 {
		b, y = append(b, '-'), -y
	}
	b = append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10))
	for _, n := range [2]int{d.month(), int(d.day)} {
		if n > 0 {
			b = append(b, '-', byte('0'+n/10), byte('0'+n%10))
		}
	}
	switch d.mark() {
	case approximate:
		b = append(b, '~')
	case uncertain:
		b = append(b, '?')
	}
	return b
}

// First returns the first day of the date, or [FirstDay] if it is absent.
func (d Date) First() Day {
	if d.IsZero() {
		return FirstDay
	}
	return Day(int(d.year)*10000 + max(d.month(), 1)*100 + max(int(d.day), 1))
}

// Last returns the last day of the date, or [LastDay] if it is absent.
func (d Date) Last() Day {
	if d.IsZero() {
		return LastDay
	}
	month, day := d.month(), int(d.day)
	if month == 0 {
		month = 12
	}
	if day == 0 {
		day = daysIn(int(d.year), month)
	}
	return Day(int(d.year)*10000 + month*100 + day)
}

// Compare compares dates by last day, then by first day: if two end on the same day, the more precise one is later.
// An absent date is later than all others.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Last(), e.Last()), cmp.Compare(d.First(), e.First()))
}

// Prose returns the date as written in English prose, for example "2020", "May 2020", "21 May 2020", "about 431 BC" or
// "perhaps 1066", or "" if it is absent.
func (d Date) Prose() string {
	if d.IsZero() {
		return ""
	}
	prose := strconv.Itoa(int(d.year))
	if d.year <= 0 {
		prose = strconv.Itoa(1-int(d.year)) + " BC"
	}
	if d.month() > 0 {
		prose = time.Month(d.month()).String() + " " + prose
	}
	if d.day > 0 {
		prose = strconv.Itoa(int(d.day)) + " " + prose
	}
	switch d.mark() {
	case approximate:
		prose = "about " + prose
	case uncertain:
		prose = "perhaps " + prose
	}
	return prose
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
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	default:
		return 31
	}
}

// A Span is the time from the first day of From to the last day of To, inclusive; an absent end is open.
type Span struct{ From, To Date }

// Shares reports whether the span has a day in common with d. It is true for every span if d is absent.
func (s Span) Shares(d Date) bool { return d.IsZero() || s.Overlaps(Span{d, d}) }

// Overlaps reports whether the spans have a day in common.
func (s Span) Overlaps(t Span) bool {
	return s.From.First() <= t.To.Last() && t.From.First() <= s.To.Last()
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
	if d.month() == 0 {
		return "year"
	}
	return "month"
}
