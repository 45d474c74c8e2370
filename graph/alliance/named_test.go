package alliance_test

import (
	"strings"
	"testing"

	"entente/graph/alliance"
)

// TestNamed uses names as spelled in data sets of states and of parties to conflicts.
func TestNamed(t *testing.T) {
	tests := []struct {
		typ  alliance.ActorType
		want string // with the article, if any, in lower case
	}{
		{alliance.State, "Russia"},
		{alliance.State, "the United Arab Emirates"},
		{alliance.State, "the United Kingdom"},
		{alliance.State, "the United States of America"},
		{alliance.State, "the People's Republic of China"},
		{alliance.State, "the Orange Free State"},
		{alliance.State, "the Gambia"},
		{alliance.State, "the Bahamas"},
		{alliance.State, "the Maldives"},
		{alliance.State, "the Holy See"},
		{alliance.State, "Vatican City"},
		{alliance.State, "the UAE"},

		// Words after a comma or in brackets do not count.
		{alliance.State, "Russia (Soviet Union)"},
		{alliance.State, "Turkey (Ottoman Empire)"},
		{alliance.State, "Congo, Democratic Republic of (Zaire)"},
		{alliance.State, "Korea, Republic of"},
		{alliance.State, "Yemen (Arab Republic of Yemen)"},
		{alliance.State, "Yemen, People's Republic of"},
		{alliance.State, "Macedonia (Former Yugoslav Republic of)"},
		{alliance.State, "Vietnam, Republic of"},
		{alliance.State, "the Soviet Union (Russia)"},

		{alliance.Government, "the Government of National Accord"},
		{alliance.Government, "the House of Representatives"},
		{alliance.Government, "the White House"},
		{alliance.Government, "the Kremlin"},
		{alliance.ArmedGroup, "the Libyan National Army"},
		{alliance.ArmedGroup, "the Islamic State"},
		{alliance.ArmedGroup, "the Muslim Brotherhood"},
		{alliance.ArmedGroup, "the Maute group"},
		{alliance.ArmedGroup, "the Taliban"},
		{alliance.ArmedGroup, "the Revolutionary Forces of 1 April"},
		{alliance.ArmedGroup, "the Lord's Resistance Army"},
		{alliance.ArmedGroup, "God's Army"},
		{alliance.ArmedGroup, "God’s Army"},
		{alliance.ArmedGroup, "Force 17"},
		{alliance.ArmedGroup, "Hamas"},
		{alliance.ArmedGroup, "the PKK"},
		{alliance.ArmedGroup, "M23"},
		{alliance.ArmedGroup, "UNITA"},
		{alliance.Organization, "the United Nations Security Council"},
		{alliance.Organization, "the European Commission"},
		{alliance.Organization, "the World Bank"},
		{alliance.Organization, "the International Criminal Court"},
		{alliance.Organization, "the UN"},
		{alliance.Organization, "NATO"},
		{alliance.Organization, "The Elders"},
		{alliance.Organization, "Chatham House"},
		{alliance.Coalition, "the Central Powers"},
		{alliance.Coalition, "the Triple Entente"},

		{alliance.Person, "Khalifa Haftar"},
		{alliance.Person, "Army Smith"},
		{alliance.Person, "the Foreign Minister of Russia"},
		{alliance.Person, "the Special Envoy to Libya"},
		{alliance.Person, "King Hussein of Jordan"},
		{alliance.Person, "King"},

		{alliance.State, ""},
		{alliance.State, "(Zaire)"},
	}
	for _, tt := range tests {
		name := strings.TrimPrefix(tt.want, "the ")
		if got := alliance.Named(actor("x", name, tt.typ)); got != tt.want {
			t.Errorf("Named(%s %q) = %q, want %q", tt.typ, name, got, tt.want)
		}
	}
	if got := alliance.Named(actor("x", "the Elders", alliance.Organization)); got != "the Elders" {
		t.Errorf("a name that already has an article becomes %q", got)
	}
}
