package factfile

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// TestCountries checks the codes against CLDR, which has every assigned code and more. ISO 3166-1 assigns 249.
func TestCountries(t *testing.T) {
	codes := strings.Fields(countries)
	if len(codes) != 249+1 || !slices.IsSorted(codes) {
		t.Errorf("%d codes, sorted %t", len(codes), slices.IsSorted(codes))
	}
	regions := map[language.Region]string{}
	for _, code := range codes {
		region, err := language.ParseRegion(code)
		switch other := regions[region]; {
		case code == "XKX":
		case err != nil || !region.IsCountry() || region.Canonicalize() != region || region.ISO3() != code:
			t.Errorf("%s is %v, %v", code, region, err)
		case other != "":
			t.Errorf("%s is %s", code, other)
		}
		regions[region] = code
	}
}

// TestWithdrawn checks the codes of former countries against CLDR, which has some of them. ISO 3166-3 lists 31, of which
// one is assigned again.
func TestWithdrawn(t *testing.T) {
	codes := strings.Fields(withdrawn)
	if len(codes) != 31-1+1 || !slices.IsSorted(codes) {
		t.Errorf("%d codes, sorted %t", len(codes), slices.IsSorted(codes))
	}
	known := 0
	for _, code := range codes {
		if strings.Contains(countries, code) {
			t.Errorf("%s is assigned", code)
		}
		if region, err := language.ParseRegion(code); err == nil && region.ISO3() == code {
			known++
		}
	}
	if known < 20 {
		t.Errorf("CLDR has %d of them", known)
	}
}

func TestCountryCode(t *testing.T) {
	for given, want := range map[string]string{
		"XK": "XKX", "xkk": "XKX", "KOS": "XKX", "UNK": "XKX", "UK": "GBR", "gb": "GBR", "gbr": "GBR", "Sun": "SUN", "SU": "SUN",
		"DD": "DDR", "EU": "", "EUE": "", "XXX": "", "Qatar": "", "A B": "", "1": "", "826": "GBR", "..": "",
	} {
		if got := CountryCode(given); got != want {
			t.Errorf("%s: got %q, want %q", given, got, want)
		}
	}
}
