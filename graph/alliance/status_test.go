package alliance_test

import "testing"

// What is left of claims decides about a relation, and of those that name a kind about the kind.
func TestStatus(t *testing.T) {
	for _, tt := range []struct {
		name       string
		statements []string
		at         string
		want       string
		kinds      string
	}{
		{"asserted", []string{"2020 + from=2001 to=2005"}, "", "ASSERTED 2001..2005 e0", ""},
		{"alleged", []string{"2020 ? from=2001 to=2005"}, "", "ALLEGED 2001..2005 e0", ""},
		{"an assertion outweighs allegations", []string{"2019 ? from=2001 to=2005", "2020 + from=2001 to=2005"}, "",
			"ASSERTED 2001..2005 e0 e1", ""},
		{"denied", []string{"2020 - from=2001 to=2005"}, "", "DENIED 2001..2005 e0", ""},
		{"disputed", []string{"2020 + from=2001 to=2005", "2021 - from=2001 to=2005"}, "", "DISPUTED 2001..2005 e0 e1", ""},
		{"denied on some days", []string{"2020 + from=2001 to=2005", "2021 - from=2001 to=2004"}, "", "ASSERTED 2001..2005 e0 e1", ""},
		{"denied on the days asked for", []string{"2020 + from=2001 to=2005", "2021 - from=2001 to=2004"}, "asOf=2003",
			"DISPUTED 2001..2005 e0 e1", ""},
		{"denied but for a day of those asked for", []string{"2020 + from=2001 to=2005", "2021 - from=2001 to=2003-12-30"}, "asOf=2003",
			"ASSERTED 2001..2005 e0 e1", ""},
		{"denied on other days", []string{"2020 + from=2001 to=2005", "2021 - from=2001 to=2004"}, "asOf=2005", "ASSERTED 2001..2005 e0", ""},
		{"denied bit by bit", []string{"2020 + from=2001 to=2005", "2021 - from=2001 to=2002", "2022 - from=2003 to=2005"}, "",
			"DISPUTED 2001..2005 e0 e1 e2", ""},
		{"denied bit by bit, but for a day", []string{"2020 ? from=2001 to=2005", "2021 - from=2001 to=2002-12-30", "2022 - from=2003 to=2005"}, "",
			"ALLEGED 2001..2005 e0 e1 e2", ""},
		{"denials that overlap", []string{"2020 + from=2001 to=2005", "2021 - from=2000 to=2003", "2022 - from=2002 to=2006"}, "",
			"DISPUTED 2001..2005 e0 e1 e2", ""},
		{"only the assertion is denied", []string{"2020 + from=2001 to=2002", "2020 ? from=2004 to=2005", "2021 - from=2001 to=2002"}, "",
			"ALLEGED 2001..2005 e0 e1 e2", ""},

		{"a kind is denied", []string{"2020 + from=2001 to=2005 TROOPS WEAPONS", "2021 - TROOPS"}, "",
			"ASSERTED TROOPS WEAPONS 2001..2005 e0 e1", "TROOPS=DISPUTED WEAPONS=ASSERTED"},
		{"the only kind is denied", []string{"2020 + from=2001 to=2005 TROOPS", "2021 - TROOPS"}, "",
			"DISPUTED TROOPS 2001..2005 e0 e1", "TROOPS=DISPUTED"},
		{"all kinds are denied, one by one", []string{"2020 + from=2001 to=2005 TROOPS WEAPONS", "2021 - TROOPS", "2022 - WEAPONS"}, "",
			"DISPUTED TROOPS WEAPONS 2001..2005 e0 e1 e2", "TROOPS=DISPUTED WEAPONS=DISPUTED"},
		{"all kinds are denied, each at its time",
			[]string{"2020 + from=2001 to=2005 TROOPS WEAPONS", "2021 - from=2001 to=2003 TROOPS", "2022 - from=2004 to=2005 WEAPONS"}, "",
			"ASSERTED TROOPS WEAPONS 2001..2005 e0 e1 e2", "TROOPS=ASSERTED WEAPONS=ASSERTED"},
		{"a kind that nobody claims is denied", []string{"2020 + from=2001 to=2005 WEAPONS", "2021 - TROOPS"}, "",
			"ASSERTED WEAPONS 2001..2005 e0 e1", "TROOPS=DENIED WEAPONS=ASSERTED"},
		{"a kind is denied of a claim without kinds", []string{"2020 + from=2001 to=2005", "2021 - TROOPS"}, "",
			"ASSERTED 2001..2005 e0 e1", "TROOPS=DENIED"},
		{"the relation is denied, and with it each kind", []string{"2020 + from=2001 to=2005 TROOPS", "2021 -"}, "",
			"DISPUTED TROOPS 2001..2005 e0 e1", "TROOPS=DISPUTED"},
		{"only kinds are denied", []string{"2020-05-21 - TROOPS"}, "", "DENIED TROOPS 2020-05-21..2020-05-21 e0", "TROOPS=DENIED"},
		{"a kind asserted, another alleged", []string{"2020 ? from=2001 to=2005 TROOPS WEAPONS", "2020 + from=2001 to=2005 WEAPONS"}, "",
			"ASSERTED TROOPS WEAPONS 2001..2005 e0 e1", "TROOPS=ALLEGED WEAPONS=ASSERTED"},
		{"a kind that another claim keeps", []string{"2020 + from=2001 to=2005 TROOPS", "2020 ? from=2004 to=2009 TROOPS", "2021 - from=2001 to=2006 TROOPS"}, "",
			"ALLEGED TROOPS 2001..2009 e0 e1 e2", "TROOPS=ALLEGED"},
		{"kinds of the days asked for", []string{"2020 + from=2001 to=2003 TROOPS", "2020 + from=2003 to=2005 WEAPONS"}, "asOf=2004",
			"ASSERTED WEAPONS 2001..2005 e1", "WEAPONS=ASSERTED"},
		{"a denial of kinds on other days", []string{"2020 + from=2001 to=2005 TROOPS", "2021 - from=2001 to=2002 TROOPS"}, "asOf=2004",
			"ASSERTED TROOPS 2001..2005 e0", "TROOPS=ASSERTED"},

		{"a claim that holds on no day", []string{"2020 + from=2015 covers=2012 TROOPS"}, "", "ASSERTED TROOPS .. e0", "TROOPS=ASSERTED"},
		{"it is on no day asked for", []string{"2020 + from=2015 covers=2012 TROOPS"}, "since=1000", "", ""},
		{"it is denied, on other days", []string{"2020 + from=2015 covers=2012 TROOPS", "2021 - from=1900 to=1901"}, "",
			"ASSERTED TROOPS .. e0 e1", "TROOPS=ASSERTED"},
		{"kinds of it are denied, on other days", []string{"2020 + from=2015 covers=2012 TROOPS WEAPONS", "2021 - from=1900 to=1901 TROOPS"}, "",
			"ASSERTED TROOPS WEAPONS .. e0 e1", "TROOPS=ASSERTED WEAPONS=ASSERTED"},
		{"it does not count where another claim holds",
			[]string{"2020 ? from=2015 covers=2012 TROOPS", "2020 + from=2001 to=2005 WEAPONS", "2021 - from=2001 to=2005 WEAPONS"}, "",
			"DISPUTED WEAPONS 2001..2005 e0 e1 e2", "WEAPONS=DISPUTED"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			view := stated(tt.statements...).Seen(at(tt.at), true)
			if got := shown(view); got != tt.want {
				t.Errorf("shows %q, want %q", got, tt.want)
			}
			if view == nil {
				return
			}
			if got := kindStatuses(view); got != tt.kinds {
				t.Errorf("kinds are %q, want %q", got, tt.kinds)
			}
		})
	}
}
