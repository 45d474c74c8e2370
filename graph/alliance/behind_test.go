package alliance_test

import (
	"fmt"
	"testing"

	"entente/graph/alliance"
)

// TestBehind counts what is behind the whole of a chain of parts, beside a crowd of enemies: exactly, or all there is if the chain is
// so long that it would take long.
func TestBehind(t *testing.T) {
	for parts, want := range map[int]int{1: 0, 2: 2, 300: 2 * 299, 3_000: 2 * (2_999 + 1_000)} {
		actors := make([]*alliance.Actor, parts+1_001)
		for i := range actors {
			actors[i] = &alliance.Actor{ID: fmt.Sprintf("a%06d", i)}
		}
		var relations []*alliance.Relation
		relate := func(subject int, typ alliance.RelationType, object int) {
			relations = append(relations, &alliance.Relation{
				ID: fmt.Sprint("r", len(relations)), Subject: actors[subject], Type: typ, Object: actors[object],
			})
		}
		for i := range parts - 1 {
			relate(i+1, alliance.PartOf, i)
		}
		for i := range 1_000 {
			relate(parts+i, alliance.Opposes, parts+i+1)
		}
		got := alliance.NewFacts(alliance.Facts{Actors: actors, Relations: relations}).Dataset().Behind
		if want = max(want, 2); got != want {
			t.Errorf("a chain of %d: %d ends, want %d", parts, got, want)
		}
	}
}
