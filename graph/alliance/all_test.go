package alliance_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"entente/graph/alliance"
)

// TestAll walks a list of five actors in pages of two, whose third one may fail.
func TestAll(t *testing.T) {
	failure := errors.New("gone")
	for _, tt := range []struct {
		stop  string
		fails bool
		want  []string
		pages int
	}{
		{"", false, []string{"a", "b", "c", "d", "e"}, 3},
		{"", true, []string{"a", "b", "c", "d", "gone"}, 3},
		{"c", true, []string{"a", "b", "c"}, 2},
	} {
		pages := 0
		list := func(_ context.Context, requests []alliance.PageRequest) ([]alliance.Page[*alliance.Actor], error) {
			pages++
			if tt.fails && pages == 3 {
				return nil, failure
			}
			var page alliance.Page[*alliance.Actor]
			for _, id := range []string{"a", "b", "c", "d", "e"} {
				switch {
				case id <= requests[0].After.ID:
				case len(page.Nodes) == requests[0].First:
					page.HasNext = true
				default:
					page.Nodes = append(page.Nodes, &alliance.Actor{ID: id})
				}
			}
			return []alliance.Page[*alliance.Actor]{page}, nil
		}
		var got []string
		for a, err := range alliance.All(t.Context(), 2, list, func(r alliance.PageRequest) alliance.PageRequest { return r }) {
			if err != nil {
				got = append(got, fmt.Sprint(err))
				continue
			}
			if got = append(got, a.ID); a.ID == tt.stop {
				break
			}
		}
		if !slices.Equal(got, tt.want) || pages != tt.pages {
			t.Errorf("stop at %q, fails %v: %v in %d pages, want %v in %d", tt.stop, tt.fails, got, pages, tt.want, tt.pages)
		}
	}
}
