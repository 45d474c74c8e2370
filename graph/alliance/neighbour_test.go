package alliance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

func TestInfinitive(t *testing.T) {
	var got []string
	for _, typ := range alliance.RelationTypes() {
		got = append(got, typ.Infinitive())
	}
	want := []string{
		"support", "be allied with", "guarantee", "oppose", "recognize", "be part of", "lead", "hold office in", "succeed",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A relation that is seen from one viewpoint can be seen from another.
func TestSeenFrom(t *testing.T) {
	backing := alliance.NewFacts(world()).Relations[2]
	early := backing.Seen(alliance.Viewpoint{KnownBy: date("2020-05-18")}, true)
	for by, want := range map[string]int{"2020-05-17": 0, "2020-05-18": 1, "2020-05-20": 2, "": 3} {
		got := 0
		if seen := early.SeenFrom(alliance.Viewpoint{KnownBy: date(by)}); seen != nil {
			got = len(seen.Evidence)
		}
		if got != want {
			t.Errorf("by %q: %d statements, want %d", by, got, want)
		}
	}
}
