package factfile

import (
	"strings"

	"golang.org/x/text/language"
)

// countries has the officially assigned codes of ISO 3166-1 alpha-3 (2024), and XKX, which the European Union and the
// World Bank use for Kosovo. No library has exactly these: golang.org/x/text follows CLDR, which also has codes of
// former states and for private use.
const countries = `
	ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM
	BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR
	CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB
	GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA
	JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA
	MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
	NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS
	SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON
	TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE
`

// withdrawn has the codes of former states and areas that ISO 3166-3 lists (1974 to 2024), and ROM, which was Romania's
// until 2002. ATF is not among them: it is assigned again.
const withdrawn = `
	AFI ANT ATB ATN BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB NTZ PCI PCZ PUS RHO ROM SCG SKM SUN TMP VDR WAK
	YMD YUG ZAR
`

// A Country is looked up, as misspelling a code rarely gives another.
func (t *Country) scan(d *decoder, key string, w word) {
	t.Text = d.own(d.line(key, w))
	if t.Value == "" || isCountry(t.Value) {
		return
	}
	advice := better(CountryCode(t.Value), "write an alpha-3 code that ISO 3166 assigns or has withdrawn, such as LBY or SUN, or leave it out")
	d.report(t.At, "%.60q is not a country code (%s)", t.Value, advice)
}

// isCountry reports whether s is a country code.
func isCountry(s string) bool {
	return len(s) == 3 && !strings.ContainsAny(s, " \t\n") && (strings.Contains(countries, s) || strings.Contains(withdrawn, s))
}

// CountryCode returns the alpha-3 code that a text stands for, or "": one in small letters, of two letters or of digits, or
// one that others use for Kosovo.
func CountryCode(s string) string {
	s = strings.ToUpper(s)
	switch {
	case len(s) > 3:
		return ""
	case isCountry(s):
		return s
	case s == "XK" || s == "XKK" || s == "KOS" || s == "UNK":
		return "XKX"
	}
	region, err := language.ParseRegion(s)
	if err != nil {
		return ""
	}
	for _, r := range []language.Region{region, region.Canonicalize()} {
		if isCountry(r.ISO3()) {
			return r.ISO3()
		}
	}
	return ""
}
