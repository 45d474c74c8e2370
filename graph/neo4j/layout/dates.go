package layout

import (
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
)

// A Side is which day of a partial date stands for it.
type Side bool

// The sides: the first day, of a date on which something begins, and the last, of all others.
const (
	First Side = false
	Last  Side = true
)

// date adds a date unless it is absent: the day that stands for it and, if the date is partial or qualified, its precision.
func (m *maker) date(name string, d alliance.Date, side Side) {
	if d.IsZero() {
		return
	}
	day := d.First()
	if side == Last {
		day = d.Last()
	}
	m.day(name, day)
	if precision := precisionOf(d); precision != "" {
		m.text(name+"Precision", precision)
	}
}

// span adds the ends of a span.
func (m *maker) span(s alliance.Span) {
	m.date("from", s.From, First)
	m.date("to", s.To, Last)
}

// The lengths of dates as texts, without a sign and a mark.
const yearLength, monthLength = len("2020"), len("2020-05")

// precisionOf returns the precision of a date, "" for a day that is neither approximate nor uncertain.
func precisionOf(d alliance.Date) string {
	var buffer [len("-2020-05-21~")]byte
	text := d.Append(buffer[:0])
	if text[0] == '-' {
		text = text[1:]
	}
	mark := ""
	if last := text[len(text)-1]; last == '~' || last == '?' {
		mark, text = string(rune(last)), text[:len(text)-1]
	}
	switch {
	case len(text) == yearLength:
		return "YEAR" + mark
	case len(text) == monthLength:
		return "MONTH" + mark
	case mark != "":
		return "DAY" + mark
	}
	return ""
}

// ReadDate returns the date that a day with a precision stands for. The error is for people who altered one of them.
func ReadDate(day neo4j.Date, precision string, side Side) (alliance.Date, error) {
	t := day.Time()
	year, month, dayOfMonth := t.Year(), int(t.Month()), t.Day()
	mark := ""
	if n := len(precision); n > 0 && (precision[n-1] == '~' || precision[n-1] == '?') {
		mark, precision = precision[n-1:], precision[:n-1]
	}
	switch precision {
	case "YEAR":
		month, dayOfMonth = 0, 0
	case "MONTH":
		dayOfMonth = 0
	case "DAY", "":
	default:
		return alliance.Date{}, fmt.Errorf("its precision is %.60q, which is none", precision+mark)
	}
	d, err := alliance.NewDate(year, month, dayOfMonth)
	if err == nil && mark != "" {
		d, err = alliance.ParseDate(d.String() + mark)
	}
	if err != nil {
		return alliance.Date{}, err
	}
	if stands := standsFor(d, side); stands != day {
		return alliance.Date{}, fmt.Errorf("it is %s, which does not stand for the date %s", t.Format(time.DateOnly), d)
	}
	return d, nil
}

// standsFor returns the day that stands for a date.
func standsFor(d alliance.Date, side Side) neo4j.Date {
	if side == Last {
		return DateOf(d.Last())
	}
	return DateOf(d.First())
}

// DateOf returns a day, which must be in the calendar, as the driver takes it.
func DateOf(d alliance.Day) neo4j.Date {
	year, rest := int(d)/10000, int(d)%10000
	if rest < 0 {
		year, rest = year-1, rest+10000
	}
	return neo4j.DateOf(time.Date(year, time.Month(rest/100), rest%100, 0, 0, 0, 0, time.UTC))
}

// openEnd stands in a list of the ends of periods, which cannot have none, for one that is open.
const openEnd alliance.Day = 9999_12_31

// periods adds the periods of a relation in which somebody claims that it holds, with its status in each.
func (m *maker) periods(r *alliance.Relation) {
	var days [8]alliance.Day
	var words [4]alliance.Status
	starts, ends, statuses := days[:0:4], days[4:4], words[:0]
	for _, p := range r.Periods() {
		if p.Status != alliance.Denied {
			starts, ends = append(starts, max(p.From.First(), -openEnd)), append(ends, min(p.To.Last(), openEnd))
			statuses = append(statuses, p.Status)
		}
	}
	m.days("starts", starts)
	m.days("ends", ends)
	putList(m, "statuses", statuses)
}
