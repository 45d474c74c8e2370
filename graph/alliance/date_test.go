package alliance_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

func TestParseDate(t *testing.T) {
	tests := []struct {
		text        string
		first, last alliance.Day
		prose       string
	}{
		{"2020", 2020_01_01, 2020_12_31, "2020"},
		{"2020-05", 2020_05_01, 2020_05_31, "May 2020"},
		{"2020-02", 2020_02_01, 2020_02_29, "February 2020"},
		{"1900-02", 1900_02_01, 1900_02_28, "February 1900"},
		{"2000-02", 2000_02_01, 2000_02_29, "February 2000"},
		{"2020-05-21", 2020_05_21, 2020_05_21, "21 May 2020"},
		{"0001-01-01", 1_01_01, 1_01_01, "1 January 1"},
		{"9999", 9999_01_01, 9999_12_31, "9999"},
		{"0800", 800_01_01, 800_12_31, "800"},
		{"0000", 1_01, 12_31, "1 BC"},
		{"0000-02", 2_01, 2_29, "February 1 BC"},
		{"-0430", -430_0000 + 1_01, -430_0000 + 12_31, "431 BC"},
		{"-0043-03-15", -43_0000 + 3_15, -43_0000 + 3_15, "15 March 44 BC"},
		{"-9999", -9999_0000 + 1_01, -9999_0000 + 12_31, "10000 BC"},
		{"1066?", 1066_01_01, 1066_12_31, "perhaps 1066"},
		{"2020-05~", 2020_05_01, 2020_05_31, "about May 2020"},
		{"2020-05-21?", 2020_05_21, 2020_05_21, "perhaps 21 May 2020"},
		{"-0430~", -430_0000 + 1_01, -430_0000 + 12_31, "about 431 BC"},
	}
	for _, tt := range tests {
		d, err := alliance.ParseDate(tt.text)
		if err != nil {
			t.Errorf("ParseDate(%q): %v", tt.text, err)
			continue
		}
		if d.String() != tt.text || d.First() != tt.first || d.Last() != tt.last || d.Prose() != tt.prose {
			t.Errorf("ParseDate(%q) = %q, %d to %d, %q; want %d to %d, %q",
				tt.text, d, d.First(), d.Last(), d.Prose(), tt.first, tt.last, tt.prose)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	tests := []struct{ text, message string }{
		{"", `invalid date "": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"20", `invalid date "20": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"May 2020", `invalid date "May 2020": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"2020/05/21", `invalid date "2020/05/21": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"2020-5-21", `invalid date "2020-5-21": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"-020", `invalid date "-020": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"２０２０", `invalid date "２０２０": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"-0000", `invalid date "-0000": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"--430", `invalid date "--430": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"2020%", `invalid date "2020%": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"2020~?", `invalid date "2020~?": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"~2020", `invalid date "~2020": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"2020~-05", `invalid date "2020~-05": write a year, month or day as 2020, 2020-05 or 2020-05-21`},
		{"2020-13~", `invalid date "2020-13~": there is no month 13 (months are 01 to 12)`},
		{"-0001-02-29", `invalid date "-0001-02-29": February -1 has 28 days`},
		{"2020-00", `invalid date "2020-00": months and days begin at 01`},
		{"2020-05-00", `invalid date "2020-05-00": months and days begin at 01`},
		{"2020-13", `invalid date "2020-13": there is no month 13 (months are 01 to 12)`},
		{"2020-02-30", `invalid date "2020-02-30": February 2020 has 29 days`},
		{"2019-02-29", `invalid date "2019-02-29": February 2019 has 28 days`},
		{"2020-04-31", `invalid date "2020-04-31": April 2020 has 30 days`},
	}
	for _, tt := range tests {
		d, err := alliance.ParseDate(tt.text)
		if !errors.Is(err, alliance.ErrInvalidDate) || err.Error() != tt.message {
			t.Errorf("ParseDate(%q) = %v, %v; want the error %s", tt.text, d, err, tt.message)
		}
	}
}

func TestNewDate(t *testing.T) {
	for _, tt := range []struct {
		year, month, day int
		want             string
	}{
		{2020, 0, 0, "2020"}, {2020, 5, 0, "2020-05"}, {2020, 5, 21, "2020-05-21"}, {-430, 3, 31, "-0430-03-31"}, {0, 0, 0, "0000"},
		{10000, 1, 1, "invalid date: there is no year 10000 (years are -9999 to 9999)"},
		{-10000, 1, 1, "invalid date: there is no year -10000 (years are -9999 to 9999)"},
		{2020, 0, 1, "invalid date: there is no month 0 (months are 01 to 12)"},
		{2020, 13, 1, "invalid date: there is no month 13 (months are 01 to 12)"},
		{2020, 4, -1, "invalid date: April 2020 has 30 days"},
	} {
		d, err := alliance.NewDate(tt.year, tt.month, tt.day)
		got := d.String()
		if errors.Is(err, alliance.ErrInvalidDate) {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("NewDate(%d, %d, %d) = %s, want %s", tt.year, tt.month, tt.day, got, tt.want)
		}
	}
}

func TestMustDatePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("MustDate of an invalid date did not panic")
		}
	}()
	alliance.MustDate("yesterday")
}

func TestDateCompare(t *testing.T) {
	ordered := []string{"-9999", "-0431-12-31", "-0430", "0000", "2019", "2020-05-20", "2020-05", "2020-05-31", "2020", "2020-12", "2020-12-31", ""}
	for i, a := range ordered {
		for j, b := range ordered {
			da, db := date(a), date(b)
			if got := da.Compare(db); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("Compare(%q, %q) = %d, want the order of %d and %d", a, b, got, i, j)
			}
			if got := alliance.Earlier(da, db); got != date(ordered[min(i, j)]) {
				t.Errorf("Earlier(%q, %q) = %q", a, b, got)
			}
		}
	}
}

// What qualifies a date does not change its place, nor its days.
func TestDateCompareQualified(t *testing.T) {
	for _, text := range []string{"2020", "2020-05", "-0430-03-31"} {
		for _, mark := range []string{"~", "?"} {
			if plain, marked := date(text), date(text+mark); plain.Compare(marked) != 0 || marked.Compare(plain) != 0 || plain == marked {
				t.Errorf("%q compares with %q as %d", plain, marked, plain.Compare(marked))
			}
		}
	}
}

func TestSpanShares(t *testing.T) {
	tests := []struct {
		from, to, date string
		want           bool
	}{
		{"", "", "2020", true},
		{"2020-05-21", "", "2020-05-20", false},
		{"2020-05-21", "", "2020-05-21", true},
		{"2020-05-21", "", "2020-05", true},
		{"2020-05-21", "", "9999-12-31", true},
		{"", "2020-05", "2020-05-31", true},
		{"", "2020-05", "2020-06", false},
		{"", "2020-05", "-9999", true},
		{"-0430", "-0403", "-0404-12-31", true},
		{"-0430", "-0403", "0000", false},
		{"2020-05-21~", "", "2020-05-20", false},
		{"2019", "2020", "2020-12-31", true},
		{"2019", "2020", "2021-01-01", false},
		{"2019", "2020", "2018-12-31", false},
		{"2020-05-21", "2020-05-21", "2020", true},
		{"2020-05-21", "2020-05-21", "", true},
	}
	for _, tt := range tests {
		span := alliance.Span{From: date(tt.from), To: date(tt.to)}
		if got := span.Shares(date(tt.date)); got != tt.want {
			t.Errorf("span %q to %q shares a day with %q: %t, want %t", tt.from, tt.to, tt.date, got, tt.want)
		}
	}
}

func TestDateText(t *testing.T) {
	for _, text := range []string{"", "2020", "2020-05", "2020-05-21", "-0430-03", "2020~", "2020-05?"} {
		var d alliance.Date
		if err := d.UnmarshalText([]byte(text)); err != nil {
			t.Errorf("UnmarshalText(%q): %v", text, err)
		}
		if out, err := d.MarshalText(); err != nil || string(out) != text {
			t.Errorf("MarshalText of %q = %q, %v", text, out, err)
		}
	}
	var d alliance.Date
	if err := d.UnmarshalText([]byte("soon")); !errors.Is(err, alliance.ErrInvalidDate) {
		t.Errorf("UnmarshalText(soon) = %v, want ErrInvalidDate", err)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2020", "2020-05", "2020-05-21", "2020-02-30", "0000", "", "2020-1", "9999-12-31", "-0430", "-0000", "2020~", "2020?"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := alliance.ParseDate(s)
		if err != nil {
			if !errors.Is(err, alliance.ErrInvalidDate) {
				t.Errorf("ParseDate(%q): %v is not ErrInvalidDate", s, err)
			}
			return
		}
		if d.String() != s || d.First() > d.Last() || d.IsZero() {
			t.Errorf("ParseDate(%q) = %q, %d to %d", s, d, d.First(), d.Last())
		}
		// Package time knows no years before Christ, but they have the days of those 10,000 years later.
		plain := strings.TrimRight(s, "~?")
		if rest, ok := strings.CutPrefix(plain, "-"); ok {
			year, _ := strconv.Atoi(rest[:4])
			plain = fmt.Sprintf("%04d%s", 10000-year, rest[4:])
		}
		if _, err := time.Parse("2006-01-02"[:len(plain)], plain); err != nil {
			t.Errorf("ParseDate takes %q, time.Parse does not: %v", s, err)
		}
	})
}

func ExampleParseDate() {
	d, _ := alliance.ParseDate("2020-05")
	fmt.Println(d, "is from", d.First(), "to", d.Last())
	_, err := alliance.ParseDate("2020-02-30")
	fmt.Println(err)
	// Output:
	// 2020-05 is from 20200501 to 20200531
	// invalid date "2020-02-30": February 2020 has 29 days
}

// dates has cmp compare dates field by field.
var dates = cmp.AllowUnexported(alliance.Date{})

// date parses a date; an empty text is an absent date.
func date(text string) alliance.Date {
	if text == "" {
		return alliance.Date{}
	}
	return alliance.MustDate(text)
}

func TestSpanProse(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{"", "", ""},
		{"2020", "2020", "2020"},
		{"2020-05-20", "2020-05-20", "20 May 2020"},
		{"1980", "1988", "1980 to 1988"},
		{"2020-05-20", "2020-06", "20 May 2020 to June 2020"},
		{"2020", "", "from 2020"},
		{"", "2020-05", "until May 2020"},
		{"2020-05-20", "2020-05", "20 May 2020 to the end of the month"},
		{"2020-05-31", "2020", "31 May 2020 to the end of the year"},
		{"2020-05", "2020-05-20", "the beginning of the month to 20 May 2020"},
		{"2020", "2020-05", "the beginning of the year to May 2020"},
		{"-0430", "-0403~", "431 BC to about 404 BC"},
		{"2020~", "2020~", "about 2020"},
		{"2020~", "", "from about 2020"},
	}
	for _, tt := range tests {
		if got := span(tt.from, tt.to).Prose(); got != tt.want {
			t.Errorf("from %q to %q is %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}

// span returns the span between two dates; an empty one is an open end.
func span(from, to string) alliance.Span {
	return alliance.Span{From: date(from), To: date(to)}
}
