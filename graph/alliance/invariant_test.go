package alliance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// TestStatementsCanBeSplit checks that to split a statement into several of its source that together say the same, or to
// repeat one, changes nothing but where sources are said to see beginnings and ends.
func TestStatementsCanBeSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := rapid.SliceOfN(row(), 1, 5).Draw(t, "statements")
		split := stated(texts(once)...)
		for i, s := range once {
			for range rapid.IntRange(0, 2).Draw(t, "times repeated") {
				add(split, i, s)
			}
			if s.from < s.to && s.from > 0 && rapid.Bool().Draw(t, "split") {
				yearly(split, i, s)
			}
		}
		split.Settle()
		for _, at := range rapid.SliceOfN(viewpoint(), 16, 16).Draw(t, "viewpoints") {
			want, got := said(stated(texts(once)...).Seen(at, true)), said(split.Seen(at, true))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%q at %+v, split (-want +got):\n%s", texts(once), at, diff)
			}
		}
	})
}

// A yearRow is a statement in whole years, 0 where it gives none.
type yearRow struct {
	published, from, to int
	rest                string
}

// row generates statements.
func row() *rapid.Generator[yearRow] {
	return rapid.Custom(func(t *rapid.T) yearRow {
		year := func(name string) int {
			return rapid.SampledFrom([]int{0, 2001, 2002, 2003, 2004, 2005, 2006, 2007}).Draw(t, name)
		}
		s := yearRow{max(2000, year("published")), year("from"), year("to"), ""}
		if s.from > s.to && s.to > 0 {
			s.from, s.to = s.to, s.from
		}
		if covers := year("covers"); covers > 0 {
			s.rest = fmt.Sprintf(" covers=%d", covers)
		}
		for _, k := range []string{" TROOPS", " WEAPONS"} {
			if rapid.Bool().Draw(t, "kind") {
				s.rest += k
			}
		}
		return yearRow{s.published, s.from, s.to, rapid.SampledFrom([]string{"+", "+", "?", "-"}).Draw(t, "stance") + s.rest}
	})
}

// text returns the statement in the notation of [stated].
func (s yearRow) text() string {
	text := fmt.Sprint(s.published, " ", s.rest)
	if s.from > 0 {
		text += fmt.Sprint(" from=", s.from)
	}
	if s.to > 0 {
		text += fmt.Sprint(" to=", s.to)
	}
	return text
}

// texts returns statements in the notation of [stated].
func texts(statements []yearRow) []string {
	list := make([]string, len(statements))
	for i, s := range statements {
		list[i] = s.text()
	}
	return list
}

// add adds a statement of the i-th source to a relation.
func add(r *alliance.Relation, i int, s yearRow) {
	e := stated(s.text()).Evidence[0]
	e.ID = fmt.Sprintf("again%d", len(r.Evidence))
	e.Source = r.Evidence[slices.IndexFunc(r.Evidence, func(e *alliance.Evidence) bool { return e.Source.ID == fmt.Sprint("s", i) })].Source
	r.Evidence = append(r.Evidence, e)
}

// yearly replaces the statements of the i-th source by one for each year of s.
func yearly(r *alliance.Relation, i int, s yearRow) {
	whole := slices.DeleteFunc(slices.Clone(r.Evidence), func(e *alliance.Evidence) bool { return e.Source.ID != fmt.Sprint("s", i) })
	for year := s.from; year <= s.to; year++ {
		add(r, i, yearRow{s.published, year, year, s.rest})
	}
	r.Evidence = slices.DeleteFunc(r.Evidence, func(e *alliance.Evidence) bool { return slices.Contains(whole, e) })
}

// viewpoint generates viewpoints.
func viewpoint() *rapid.Generator[alliance.Viewpoint] {
	return rapid.Custom(func(t *rapid.T) alliance.Viewpoint {
		day := func(name string) alliance.Date {
			return date(rapid.SampledFrom([]string{"", "", "2000", "2002", "2003-06", "2004-12-31", "2005", "2006-01-01", "2008"}).Draw(t, name))
		}
		return alliance.Viewpoint{
			AsOf: day("as of"), Since: day("since"), Until: day("until"), KnownBy: day("known by"), Presumed: rapid.Bool().Draw(t, "presumed"),
		}
	})
}

// said writes what a view says, except for its evidence and where sources see beginnings and ends.
func said(r *alliance.Relation) []string {
	if r == nil {
		return nil
	}
	days := func(s alliance.Span) string { return fmt.Sprint(s.From.First(), "..", s.To.Last()) }
	list := []string{
		fmt.Sprint(r.Status, r.Certainty, r.KindList(), days(r.Span), r.IndependentSources, r.FirstReported, r.LastReported), kindStatuses(r),
	}
	for _, p := range r.Periods() {
		list = append(list, fmt.Sprint(days(p.Span), p.Status, p.Certainty, p.KindList(), strings.Join(ids(p.Sources), " ")))
	}
	return list
}
