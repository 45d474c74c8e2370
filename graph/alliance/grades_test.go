package alliance_test

import (
	"fmt"
	"testing"

	"entente/graph/alliance"
)

// TestGrades finds the status of a relation and of its kinds on each day.
func TestGrades(t *testing.T) {
	r := stretched(
		spanned(alliance.Asserts, "2010", "2011", alliance.Weapons, alliance.Troops), spanned(alliance.Denies, "2011", "2011", alliance.Troops),
		spanned(alliance.Alleges, "2011", "2013", alliance.Funding), spanned(alliance.Denies, "2013", "2013"),
		spanned(alliance.Denies, "2014", "2014", alliance.Troops),
	)
	for _, test := range []struct{ on, want string }{
		{"2010", "ASSERTED TROOPS ASSERTED WEAPONS ASSERTED"},
		{"2011", "ASSERTED TROOPS DISPUTED WEAPONS ASSERTED FUNDING ALLEGED"},
		{"2012", "ALLEGED FUNDING ALLEGED"},
		{"2013", "DISPUTED FUNDING DISPUTED"},
		{"2014", "DENIED TROOPS DENIED"},
		{"2016", ""},
	} {
		if got := graded(r, alliance.MustDate(test.on)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.on, got, test.want)
		}
	}
}

// TestGradesWithoutDenials finds the same whether or not somebody denies the relation on other days.
func TestGradesWithoutDenials(t *testing.T) {
	claims := func() []*alliance.Evidence {
		return []*alliance.Evidence{
			spanned(alliance.Asserts, "2010", "2011", alliance.Weapons), spanned(alliance.Alleges, "2011", "2013", alliance.Weapons, alliance.Troops),
			spanned(alliance.Asserts, "2013-05", ""),
		}
	}
	plain, denied := stretched(claims()...), stretched(append(claims(), spanned(alliance.Denies, "1990", "1990"))...)
	for _, on := range []string{"2009", "2010", "2011", "2012", "2013-04", "2013-05", "2020", "2021"} {
		if one, other := graded(plain, alliance.MustDate(on)), graded(denied, alliance.MustDate(on)); one != other {
			t.Errorf("%s: %s without, %s with the denial", on, one, other)
		}
	}
}

// graded returns the status of a relation, and of its kinds, on days of a date.
func graded(r *alliance.Relation, on alliance.Date) (text string) {
	days := alliance.Span{From: on, To: on}.Set()
	whole, kinds := r.Grades()
	status, any := whole.Best(days)
	if !any {
		return ""
	}
	text = string(status)
	for _, k := range alliance.RelationKinds() {
		grades := kinds[k]
		if status, any := grades.Best(days); any {
			text += fmt.Sprint(" ", k, " ", status)
		}
	}
	return text
}

// TestGradesTogether combines grades.
func TestGradesTogether(t *testing.T) {
	one, _ := stretched(spanned(alliance.Asserts, "2010", "2012")).Grades()
	other, _ := stretched(spanned(alliance.Alleges, "2011", "2013")).Grades()
	both, either := one.And(&other), alliance.UnionOfGrades([]alliance.Grades{one, other})
	for _, test := range []struct {
		name string
		days alliance.DaySet
		want string
	}{
		{"both alleged", both.Exactly(alliance.Alleged), "[{2011-01-01 2012-12-31}]"},
		{"both asserted", both.Exactly(alliance.Asserted), "[]"},
		{"either alleged", either.Exactly(alliance.Alleged), "[{2013-01-01 2013-12-31}]"},
		{"either at least alleged", either.AtLeast(alliance.Alleged), "[{2010-01-01 2013-12-31}]"},
		{"within", func() alliance.DaySet {
			g := either.Within(one.AtLeast(alliance.Asserted))
			return g.AtLeast(alliance.Denied)
		}(), "[{2010-01-01 2012-12-31}]"},
	} {
		if got := fmt.Sprint(test.days.Spans()); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}
