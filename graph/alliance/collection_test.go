package alliance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// What sources cover, by type of relation: from the first day that one of them covers or states, to the last day that
// one of them covers.
func TestCoverage(t *testing.T) {
	for _, tt := range []struct {
		name       string
		statements []string
		covers     string // from when the first source does
		want       string
	}{
		{"to publication, from the first day stated", []string{"2020-05-21 + from=2001 to=2005"}, "", "2001-01-01..2020-05-21"},
		{"to what is covered", []string{"2020 + from=2001 to=2005 covers=2012"}, "", "2001-01-01..2012-12-31"},
		{"from what is covered", []string{"2020 + from=2001 to=2005 covers=2012"}, "1975", "1975-01-01..2012-12-31"},
		{"no dates", []string{"2020-05-21 +"}, "", "2020-05-21..2020-05-21"},
		{"the future is not covered", []string{"2020-05-21 + from=2025 to=2030"}, "", "2020-05-21..2020-05-21"},
		{"several sources, denials too", []string{"2010 + from=2005 covers=2008", "2012 - from=1990 to=1991", "2009-05 ? from=2001"}, "",
			"1990-01-01..2012-12-31"},
	} {
		r := stated(tt.statements...)
		r.Evidence[0].Source.Covers.From = date(tt.covers)
		got := alliance.NewFacts(alliance.Facts{Actors: []*alliance.Actor{r.Subject, r.Object}, Relations: []*alliance.Relation{r}}).Dataset().Coverage
		if len(got) != 1 || got[0].Type != alliance.Supports || written(got[0].Span) != tt.want {
			t.Errorf("%s: coverage is %v, want %s", tt.name, got, tt.want)
		}
	}
}

// Coverage is in the order of the schema, of the types that there are; collections are those that were read.
func TestCoverageOfTypes(t *testing.T) {
	f := world()
	f.Collections = []alliance.Collection{{Title: "Libya", Authors: []string{"A. Author"}, Covers: span("2011", "2020")}, {}}
	d := alliance.NewFacts(f).Dataset()
	var types []alliance.RelationType
	for _, c := range d.Coverage {
		types = append(types, c.Type)
	}
	if diff := cmp.Diff([]alliance.RelationType{alliance.Supports, alliance.Opposes, alliance.Leads}, types); diff != "" {
		t.Errorf("types with coverage differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(f.Collections, d.Collections, dates); diff != "" {
		t.Errorf("collections differ (-want +got):\n%s", diff)
	}
	if none := alliance.NewFacts(alliance.Facts{}).Dataset().Coverage; none == nil || len(none) > 0 {
		t.Errorf("coverage of nothing is %v, want an empty list", none)
	}
}
