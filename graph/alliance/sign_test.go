package alliance_test

import (
	"testing"

	"entente/graph/alliance"
)

// TestSign tests that the sign of an alliance depends on what it obliges to on the days asked for.
func TestSign(t *testing.T) {
	growing := []string{"2020 + from=2001 to=2004 NONAGGRESSION", "2020 + from=2003 to=2004 DEFENSE", "2020 - from=2005 to=2005"}
	vague := []string{"2020 + from=2001 to=2004 NONAGGRESSION", "2020 ? from=2004 to=2005"}
	denied := []string{"2020 + from=2001 to=2002 NONAGGRESSION", "2020 - from=2001 to=2003 DEFENSE"}
	for _, tt := range []struct {
		statements []string
		at         string
		want       alliance.Sign
	}{
		{growing, "", alliance.Positive},
		{growing, "asOf=2001", alliance.Neutral},
		{growing, "asOf=2003", alliance.Positive},
		{growing, "since=2001 until=2002", alliance.Neutral},
		{growing, "since=2001 until=2003", alliance.Positive},
		{growing, "asOf=2005", alliance.Positive}, // what is denied does not say what it would oblige to
		{growing[:1], "", alliance.Neutral},
		{vague, "", alliance.Positive},
		{vague, "asOf=2003", alliance.Neutral},
		{vague, "asOf=2004", alliance.Positive},
		{vague, "asOf=2005", alliance.Positive},
		{denied, "", alliance.Neutral},
		{denied, "asOf=2001", alliance.Neutral},
		{denied, "asOf=2003", alliance.Positive},
		{[]string{"2020 - from=2001 NONAGGRESSION"}, "", alliance.Neutral},
		{[]string{"2020 -"}, "", alliance.Positive},
		{[]string{"2010 + from=2001 NONAGGRESSION DEFENSE", "2020 - from=2012 to=2012 DEFENSE"}, "asOf=2013 presumed", alliance.Neutral},
		{[]string{"2010 + from=2001 NONAGGRESSION DEFENSE", "2020 - from=2012 to=2012 DEFENSE"}, "asOf=2011 presumed", alliance.Positive},
		{[]string{"2010 + from=2001 to=2002 NONAGGRESSION", "2020 + from=2001 to=2002 DEFENSE"}, "knownBy=2015", alliance.Neutral},
		{[]string{"2010 + from=2001 to=2002 NONAGGRESSION", "2020 + from=2001 to=2002 DEFENSE"}, "", alliance.Positive},
	} {
		r := stated(tt.statements...)
		r.Type = alliance.AlliedWith
		r.Settle()
		if got := r.Seen(at(tt.at), true).Sign(); got != tt.want {
			t.Errorf("%q at %q: %s, want %s", tt.statements, tt.at, got, tt.want)
		}
		r.Type = alliance.Guarantees
		if got := r.Seen(at(tt.at), true).Sign(); got != alliance.Positive {
			t.Errorf("%q at %q: a guarantee is %s", tt.statements, tt.at, got)
		}
	}
}
