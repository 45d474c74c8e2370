package storetest

import (
	"time"

	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// choose draws one of the choices; it shrinks towards the first.
func choose[E any](t *rapid.T, choices []E) E { return rapid.SampledFrom(choices).Draw(t, "choice") }

// number draws a number from low to high, inclusive; the ends are more probable, and it shrinks towards low.
func number(t *rapid.T, low, high int) int {
	choices := make([]int, 0, high-low+1)
	for n := low; n <= high; n++ {
		choices = append(choices, n)
	}
	return choose(t, choices)
}

// oneIn draws true about once in n times; it shrinks towards false.
func oneIn(t *rapid.T, n int) bool { return number(t, 0, n-1) == n-1 }

// some draws at most limit of the choices, without repetition, in any order.
func some[E any](t *rapid.T, limit int, choices []E) []E {
	n := min(number(t, 0, limit), len(choices))
	if n == 0 {
		return nil
	}
	return rapid.Permutation(choices).Draw(t, "some")[:n]
}

// date draws a date of any precision, mostly from a few years so that dates meet, now and then at the ends of time or
// before Christ; some are qualified.
func date(t *rapid.T) alliance.Date {
	year := choose(t, []int{2020, 2019, 2021, 2020, 2018})
	if oneIn(t, 40) {
		year = choose(t, []int{1, 9999, 1999, -430, 0, -9999})
	}
	month, day := 0, 0
	if number(t, 0, 3) > 0 {
		month = choose(t, []int{1, 2, 5, 12})
	}
	if month > 0 && number(t, 0, 2) > 0 {
		last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		day = choose(t, []int{1, last, 15, last - 1, 2})
	}
	d, err := alliance.NewDate(year, month, day)
	if err != nil {
		panic(err) // unreachable: these days exist
	}
	if oneIn(t, 8) {
		return alliance.MustDate(d.String() + choose(t, []string{"~", "?"}))
	}
	return d
}

// span draws a span of any kind: open at one end or both, of several days or one.
func span(t *rapid.T) alliance.Span {
	var s alliance.Span
	if number(t, 0, 2) > 0 {
		s.From = date(t)
	}
	if number(t, 0, 2) > 0 {
		s.To = date(t)
	}
	if daysOver(s).empty() {
		s.From, s.To = s.To, s.From
	}
	return s
}
