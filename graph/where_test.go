package graph

import (
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph/alliance"
)

// TestRelationFilter_KnownBy checks what is known where a filter leaves out what another keeps: that has a date of its own,
// or none and so that of the filter around it, but none later than a field above allows.
func TestRelationFilter_KnownBy(t *testing.T) {
	type filter = alliance.RelationFilter
	known := func(date string, not *filter) *filter {
		f := &filter{Not: not}
		if date != "" {
			f.KnownBy = alliance.MustDate(date)
		}
		return f
	}
	for _, tt := range []struct {
		name, above string
		where       *filter
		want        [3]string
	}{
		{"nowhere", "", known("", known("", known("", nil))), [3]string{"", "", ""}},
		{"outside", "", known("2010", known("", nil)), [3]string{"2010", "", ""}},
		{"inside, later", "", known("2010", known("2015", known("2005", nil))), [3]string{"2010", "2015", "2005"}},
		{"above", "2012", known("", known("", nil)), [3]string{"2012", "", ""}},
		{"above, too", "2012", known("2015", known("2015", known("2010", nil))), [3]string{"2012", "2012", "2010"}},
		{"above, inside only", "2012", known("2010", known("", known("2015", nil))), [3]string{"2010", "", "2012"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx := t.Context()
			if tt.above != "" {
				above := alliance.MustDate(tt.above)
				ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Args: map[string]any{"knownBy": &above}})
			}
			ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Args: map[string]any{"where": tt.where}})
			before := filterText(tt.where)
			f := relationFilter(ctx, tt.where)
			got, i := [3]string{}, 0
			for w := &f; w != nil; w = w.Not {
				got[i] = w.KnownBy.String()
				i++
			}
			if got != tt.want {
				t.Errorf("known by %q, want %q", got, tt.want)
			}
			if after := filterText(tt.where); after != before {
				t.Errorf("the argument became %s", after)
			}
		})
	}
}

// TestFilterText checks that filters have one text if and only if they are equal, whatever filters are in them.
func TestFilterText(t *testing.T) {
	type filter = alliance.RelationFilter
	filters := func() []*filter {
		dated := alliance.Viewpoint{AsOf: alliance.MustDate("2010")}
		return []*filter{
			{}, {Conflict: "a"}, {Conflicts: []string{"a"}}, {Conflicts: []string{}}, {Not: &filter{}}, {Not: &filter{Not: &filter{}}},
			{Not: &filter{Conflict: "a"}}, {Conflict: "a", Not: &filter{}}, {Viewpoint: dated}, {Not: &filter{Viewpoint: dated}},
		}
	}
	for i, f := range filters() {
		for j, g := range filters() {
			if same := filterText(f) == filterText(g); same != (i == j) {
				t.Errorf("filters %d and %d have one text: %t", i, j, same)
			}
		}
	}
}
