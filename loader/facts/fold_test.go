package facts

import "testing"

// Names that a reader takes for the same are the same.
func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"Libyan National Army", "libyan  national army", "Libyan\u00a0National\u3000ARMY", " Libyan National Army "},
		{"LNA", "ＬＮＡ", "lna"},
		{"Café", "Cafe\u0301", "CAFÉ"},
		{"Straße", "STRASSE", "STRAẞE", "straſſe"},
		{"İran", "iran", "IRAN", "i\u0307ran"},
		{"مصر", "ﻣﺼﺮ", "م\u200fصر"},
		{"میخواهم", "می\u200cخواهم"},
		{"Ὀδυσσεύς", "ὈΔΥΣΣΕΎΣ"},
		{"Ⅷ Corps", "VIII corps", "ⅷ CORPS"},
		{"Ĳssel", "ijssel"},
		{"Ελλάς", "ΕΛΛΆΣ"},
		{"ᏣᎳᎩ", "ꮳꮃꭹ"},
	} {
		for _, name := range same[1:] {
			if fold(name) != fold(same[0]) {
				t.Errorf("%q is folded to %q, %q to %q", name, fold(name), same[0], fold(same[0]))
			}
		}
	}
	for _, apart := range [][2]string{{"Iran", "Iraq"}, {"Cafe", "Café"}, {"IRAN", "ıran"}, {"А", "A"}, {"मंत्री", "मत्री"}} {
		if fold(apart[0]) == fold(apart[1]) {
			t.Errorf("%q and %q are both folded to %q", apart[0], apart[1], fold(apart[0]))
		}
	}
	for _, name := range []string{"Straße", "İran", "ＬＮＡ", "ﻣﺼﺮ", "ΐ", "ŉ", "ǰ", "ϓ"} {
		if once := fold(name); fold(once) != once {
			t.Errorf("%q is folded to %q, and that to %q", name, once, fold(once))
		}
	}
}
