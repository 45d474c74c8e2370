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
