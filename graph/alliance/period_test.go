package alliance_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Periods are the longest runs of days with the same kinds and status.
func TestPeriods(t *testing.T) {
	for _, tt := range []struct {
		name       string
		statements []string
		at         string
		want       []string
	}{
		{"yearly rows are one period", []string{"2018 + from=2001 to=2001", "2018 + from=2002 to=2002", "2018 + from=2003 to=2003"}, "",
			[]string{"2001..2003 ASSERTED began ended s0 s1 s2"}},
		{"a year is missing", []string{"2018 + from=2001 to=2001", "2018 + from=2003 to=2003"}, "",
			[]string{"2001..2001 ASSERTED began ended s0", "2003..2003 ASSERTED began ended s1"}},
		{"kinds change", []string{"2018 + from=2001 to=2004 TROOPS", "2018 + from=2003 to=2006 WEAPONS"}, "",
			[]string{
				"2001..2002-12-31 ASSERTED TROOPS began s0", "2003..2004 ASSERTED TROOPS WEAPONS began ended s0 s1",
				"2005-01-01..2006 ASSERTED WEAPONS ended s1",
			}},
		{"the status changes", []string{"2018 ? from=2001 to=2006", "2019 + from=2003 to=2004", "2020 - from=2006 to=2008"}, "",
			[]string{
				"2001..2002-12-31 ALLEGED began s0", "2003..2004 ASSERTED began ended s0 s1", "2005-01-01..2005-12-31 ALLEGED s0",
				"2006-01-01..2006 DISPUTED ended s0 s2", "2007-01-01..2008 DENIED ended s2",
			}},
		{"a kind is denied for a while", []string{"2018 + from=2001 to=2006 TROOPS WEAPONS", "2019 - from=2002 to=2003 TROOPS"}, "",
			[]string{"2001..2006 ASSERTED TROOPS WEAPONS began ended s0 s1"}},
		{"denials of several kinds", []string{"2018 - from=2001 to=2003 TROOPS", "2019 - from=2003 to=2004 WEAPONS"}, "",
			[]string{"2001..2002-12-31 DENIED TROOPS began s0", "2003..2003 DENIED TROOPS WEAPONS began ended s0 s1", "2004-01-01..2004 DENIED WEAPONS ended s1"}},
		{"a source that states twice, one that publishes earlier", []string{"2018 + from=2001 to=2002", "2017 + from=2002 to=2003"}, "",
			[]string{"2001..2003 ASSERTED began ended s1 s0"}},
		{"on no day", []string{"2018 + from=2015 covers=2012"}, "", []string{}},
		{"whatever days are asked for", []string{"2018 + from=2001 to=2002 TROOPS", "2018 + from=2004 to=2005"}, "asOf=2004",
			[]string{"2001..2002 ASSERTED TROOPS began ended s0", "2004..2005 ASSERTED began ended s1"}},
		{"known by a day", []string{"2003-05-21 + from=2001 covers=2010", "2018 + from=2004 to=2005"}, "knownBy=2004",
			[]string{"2001..2004-12-31 ASSERTED began s0"}},
		{"to the last of all days", []string{"2018 + from=9999-12-30 to=9999"}, "presumed", []string{"9999-12-30..9999 ASSERTED began ended s0"}},
		{"before Christ", []string{"2018 + from=-0431 to=-0421", "2018 + from=-0420 to=-0403"}, "",
			[]string{"-0431..-0403 ASSERTED began ended s0 s1"}},
		{"from one era to the other", []string{"2018 + from=-0430 to=-0001", "2018 + from=0000 to=0030"}, "",
			[]string{"-0430..0030 ASSERTED began ended s0 s1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := periods(stated(tt.statements...).Seen(at(tt.at), false))
			if diff := cmp.Diff(tt.want, got); diff != "" && len(tt.want)+len(got) > 0 {
				t.Errorf("periods differ (-want +got):\n%s", diff)
			}
		})
	}
}

// Thousands of statements that overlap have one period.
func TestPeriodsOfMany(t *testing.T) {
	var statements []string
	for year := range 2000 {
		statements = append(statements, fmt.Sprintf("2018 + from=%04d to=%04d", year, year+50))
	}
	if got := periods(stated(statements...)); len(got) != 1 || !strings.HasPrefix(got[0], "0000..2049 ASSERTED began ended s0 ") {
		t.Errorf("overlapping statements have the periods %.200q", got)
	}
}
