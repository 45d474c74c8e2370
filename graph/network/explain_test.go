package network_test

import (
	"testing"

	"entente/graph/alliance"
)

// TestExplanation tests a sentence for each rule and direction.
func TestExplanation(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  string
	}{
		{"both, since when", []string{"a supports x 2020/", "b supports x 2020/"}, "Both support the Libyan National Army (from 2020)."},
		{"each since when", []string{"a supports x 2018/", "b supports x 2014/2020-05"}, "Both support the Libyan National Army (Russia: from 2018, known to 31 December 2020; the United Arab Emirates: 2014 to May 2020)."},
		{"one since when", []string{"a supports x", "b supports x alleged /2020"}, "Both support the Libyan National Army (the United Arab Emirates: alleged, until 2020)."},
		{"the other since when", []string{"a supports x 2020/2020", "b supports x"}, "Both support the Libyan National Army (Russia: 2020)."},
		{"both disputed", []string{"a supports x disputed", "b supports x disputed"}, "Both support the Libyan National Army (disputed)."},
		{"allies", []string{"a allied_with x", "x allied_with b"}, "Both are allied with the Libyan National Army."},
		{"enemies", []string{"a opposes x", "x opposes b"}, "Both oppose the Libyan National Army."},
		{"recognition", []string{"a recognizes x", "b recognizes x"}, "Both recognize the Libyan National Army."},
		{"guarantees", []string{"a guarantees x 1879/", "b guarantees x 1879/"}, "Both guarantee the Libyan National Army (from 1879, known to 31 December 2020)."},
		{"guaranteed", []string{"x guarantees a", "b supports x"}, "Russia is guaranteed by the Libyan National Army, which the United Arab Emirates supports."},
		{"backer", []string{"x supports a", "x supports b"}, "The Libyan National Army supports both Russia and the United Arab Emirates."},
		{"backer and backed", []string{"x supports a", "b supports x"}, "Russia is supported by the Libyan National Army, which the United Arab Emirates supports."},
		{"backed and backer", []string{"a recognizes x", "x recognizes b"}, "Russia recognizes the Libyan National Army, which recognizes the United Arab Emirates."},
		{"recognized", []string{"x recognizes a", "b supports x"}, "Russia is recognized by the Libyan National Army, which the United Arab Emirates supports."},
		{"two verbs", []string{"a supports x 2018/", "b recognizes x"}, "Russia supports the Libyan National Army (from 2018, known to 31 December 2020), which the United Arab Emirates recognizes."},
		{"friend of enemy", []string{"a supports x", "b opposes x"}, "Russia supports the Libyan National Army, which opposes the United Arab Emirates."},
		{"proxies", []string{"a supports x", "x opposes y", "b supports y 2019-11/"}, "Russia supports the Libyan National Army, which opposes the Government of National Accord, which the United Arab Emirates supports (from November 2019, known to 31 December 2020)."},
		{"a person", []string{"a supports p", "b opposes p"}, "Russia supports Khalifa Haftar, who opposes the United Arab Emirates."},
		{"a person, backed", []string{"a allied_with p", "b supports p"}, "Russia is allied with Khalifa Haftar, whom the United Arab Emirates supports."},
		{"direct", []string{"b supports a"}, "The United Arab Emirates supports Russia."},
		{"direct, from here", []string{"a supports b alleged"}, "Russia supports the United Arab Emirates (alleged)."},
		{"direct, mutual", []string{"b opposes a"}, "Russia opposes the United Arab Emirates."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			named := []string{
				"actor STATE a Russia", "actor STATE b United Arab Emirates", "actor ARMED_GROUP x Libyan National Army",
				"actor GOVERNMENT y Government of National Accord", "actor PERSON p Khalifa Haftar",
			}
			got, err := view(append(named, test.lines...)...).Alignment(t.Context(), "a", "b")
			if err != nil || len(got.Reasons) != 1 {
				t.Fatalf("%v, %v", got, err)
			}
			if said := got.Reasons[0].Explanation(); said != test.want {
				t.Errorf("got  %s\nwant %s", said, test.want)
			}
		})
	}
}

// TestExplanationOfPresumption explains by relations that are only presumed to go on.
func TestExplanationOfPresumption(t *testing.T) {
	v := view("a supports x 2018/", "b supports x 2014/2022")
	v.Where.Viewpoint = alliance.Viewpoint{AsOf: date("2021"), Presumed: true}
	got, err := v.Alignment(t.Context(), "a", "b")
	if err != nil || len(got.Reasons) != 1 {
		t.Fatalf("%v, %v", got, err)
	}
	want := "Both support x (a: from 2018, known to 31 December 2020, presumed; b: 2014 to 2022)."
	if said := got.Reasons[0].Explanation(); said != want {
		t.Errorf("got  %s\nwant %s", said, want)
	}
}
