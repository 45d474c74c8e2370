package alliance

import "slices"

// A DaySet is a set of calendar days, as runs in order with at least one day between any two. The zero DaySet is empty.
// Sets are values: no method changes one, and results may share memory with the operands.
type DaySet []days

// AllDays returns the set of all days.
func AllDays() DaySet { return DaySet{always()} }

// Empty reports whether there is no day in the set.
func (s DaySet) Empty() bool { return len(s) == 0 }

// Equal reports whether both sets have the same days.
func (s DaySet) Equal(t DaySet) bool { return slices.Equal(s, t) }

// Last returns the last day of the set, and whether there is any.
func (s DaySet) Last() (Day, bool) {
	if len(s) == 0 {
		return 0, false
	}
	return s[len(s)-1].last, true
}

// Final returns the set of the last day alone, the empty set if there is none.
func (s DaySet) Final() DaySet {
	if len(s) == 0 {
		return nil
	}
	last := s[len(s)-1].last
	return DaySet{{last, last}}
}

// Dated returns the set without a run that begins after the last day of the calendar, as what is presumed to follow a denial
// of all days until then does: no date is in it.
func (s DaySet) Dated() DaySet {
	if n := len(s); n > 0 && s[n-1].first == LastDay {
		return s[:n-1]
	}
	return s
}

// Hull returns the days from the first to the last of the set.
func (s DaySet) Hull() DaySet {
	if len(s) < 2 {
		return s
	}
	return DaySet{{s[0].first, s[len(s)-1].last}}
}

// Spans returns the longest spans of days in the set, in order. A side that is open is absent. A run that begins after the
// last day of the calendar, as what is presumed does after a denial of all days until then, has no dates, and is no span.
func (s DaySet) Spans() []Span {
	spans := make([]Span, 0, len(s))
	for _, run := range s {
		if run.first < LastDay {
			spans = append(spans, Span{run.first.Date(), run.last.Date()})
		}
	}
	return spans
}

// Meets reports whether a day is in both sets.
func (s DaySet) Meets(t DaySet) bool {
	for len(s) > 0 && len(t) > 0 {
		switch {
		case s[0].last < t[0].first:
			s = s[1:]
		case t[0].last < s[0].first:
			t = t[1:]
		default:
			return true
		}
	}
	return false
}

// Share reports whether a day is in all three sets.
func (s DaySet) Share(t, u DaySet) bool {
	if len(s) == 1 && len(t) == 1 {
		both := s[0].within(t[0])
		return !both.empty() && DaySet{both}.Meets(u)
	}
	return s.And(t).Meets(u)
}

// And returns the days that are in both sets.
func (s DaySet) And(t DaySet) DaySet {
	switch {
	case len(s) == 1 && len(t) == 1 && s[0].within(t[0]) == s[0]:
		return s
	case len(s) == 1 && len(t) == 1 && t[0].within(s[0]) == t[0]:
		return t
	}
	var both DaySet
	for len(s) > 0 && len(t) > 0 {
		if common := s[0].within(t[0]); !common.empty() {
			both = append(both, common)
		}
		if s[0].last < t[0].last {
			s = s[1:]
		} else {
			t = t[1:]
		}
	}
	return both
}

// Or returns the days that are in one of the sets.
func (s DaySet) Or(t DaySet) DaySet {
	switch {
	case len(s) == 0:
		return t
	case len(t) == 0:
		return s
	case len(s) == 1 && len(t) == 1 && s[0].within(t[0]) == t[0]:
		return s
	}
	either := make(DaySet, 0, len(s)+len(t))
	return append(append(either, s...), t...).joined()
}

// Without returns the days of s that are not in t.
func (s DaySet) Without(t DaySet) DaySet {
	if !s.Meets(t) {
		return s
	}
	var left DaySet
	for _, run := range s {
		for len(t) > 0 && t[0].last < run.first {
			t = t[1:]
		}
		for _, gone := range t {
			if gone.first > run.last {
				break
			}
			if gone.first > run.first {
				left = append(left, days{run.first, gone.first.Prev()})
			}
			run.first = gone.last.Next()
		}
		if !run.empty() {
			left = append(left, run)
		}
	}
	return left
}

// UnionOf returns the days that are in any of the sets.
func UnionOf(sets []DaySet) DaySet {
	if len(sets) == 1 {
		return sets[0]
	}
	var all DaySet
	for _, s := range sets {
		all = append(all, s...)
	}
	return all.joined()
}

// joined returns the set of the days in runs that are in any order and may overlap. It changes the list that it is given.
func (s DaySet) joined() DaySet { return DaySet(runs(s)) }

// Around returns the longest runs of days in s of which t has a day.
func (s DaySet) Around(t DaySet) DaySet {
	var around DaySet
	for _, run := range s {
		if (DaySet{run}).Meets(t) {
			around = append(around, run)
		}
	}
	return around
}
