package network_test

import (
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/storetest"
)

// pathTexts formats paths as the ids of their relations and their signs.
func pathTexts(paths []network.Path) []string {
	texts := []string{}
	for _, p := range paths {
		texts = append(texts, strings.Join(relationIDs(p.Relations), " ")+" "+string(p.Sign[:3]))
	}
	return texts
}

// TestPaths tests directions, lengths, signs and the number of paths.
func TestPaths(t *testing.T) {
	lines := []string{
		"a supports b", "b supports d", "a supports c", "c supports d", "c recognizes d", "d opposes e", "e supports f",
		"g part_of f", "h supports a denied", "h supports b denied",
	}
	tests := []struct {
		name  string
		route network.Route
		want  []string
	}{
		{"all of one length", network.Route{From: "a", To: "d", MaxLength: 6, First: 5}, []string{
			"a.supports.b b.supports.d POS", "a.supports.c c.recognizes.d POS",
		}},
		{"the first", network.Route{From: "a", To: "d", MaxLength: 6, First: 1}, []string{"a.supports.b b.supports.d POS"}},
		{"none asked for", network.Route{From: "a", To: "d", MaxLength: 6}, []string{}},
		{"against the direction", network.Route{From: "d", To: "a", MaxLength: 6, First: 1}, []string{"b.supports.d a.supports.b POS"}},
		{"directed, not against it", network.Route{From: "d", To: "a", Directed: true, MaxLength: 6, First: 1}, []string{}},
		{"mutual both ways", network.Route{From: "e", To: "d", Directed: true, MaxLength: 6, First: 1}, []string{"d.opposes.e NEG"}},
		{"signs multiply", network.Route{From: "b", To: "f", Directed: true, MaxLength: 6, First: 1}, []string{"b.supports.d d.opposes.e e.supports.f NEG"}},
		{"neutral", network.Route{From: "g", To: "e", MaxLength: 6, First: 1}, []string{"g.part_of.f e.supports.f NEU"}},
		{"just long enough", network.Route{From: "a", To: "e", MaxLength: 3, First: 1}, []string{"a.supports.b b.supports.d d.opposes.e NEG"}},
		{"too long", network.Route{From: "a", To: "e", MaxLength: 2, First: 1}, []string{}},
		{"no length", network.Route{From: "a", To: "b", First: 1}, []string{}},
		{"denials lead nowhere", network.Route{From: "h", To: "a", MaxLength: 6, First: 1}, []string{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := view(lines...).Paths(t.Context(), test.route)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(test.want, pathTexts(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPathsWithDenials includes denied relations.
func TestPathsWithDenials(t *testing.T) {
	where := alliance.RelationFilter{Statuses: alliance.Statuses()}
	v := network.View{Store: storeOf(world("a supports b denied")), Where: where}
	got, err := v.Paths(t.Context(), network.Route{From: "a", To: "b", MaxLength: 1, First: 1})
	if err != nil || len(got) != 1 || got[0].Length() != 1 {
		t.Errorf("%v, %v", got, err)
	}
}

// TestPathsAgainstBruteForce compares paths with those found by trying every relation at every step, on two stores.
func TestPathsAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Facts().Draw(rt, "facts")
		where := filter(facts).Draw(rt, "where")
		ends := rapid.SliceOfNDistinct(rapid.SampledFrom(actorIDs(facts.Actors)), 2, 2, rapid.ID[string]).Draw(rt, "ends")
		route := network.Route{
			From: ends[0], To: ends[1], Directed: rapid.Bool().Draw(rt, "directed"),
			MaxLength: rapid.IntRange(0, 6).Draw(rt, "longest"), First: rapid.IntRange(0, 8).Draw(rt, "first"),
		}
		store := storeOf(facts)
		want := walks(dayByDay(facts, where).ever(), route)
		for _, s := range []alliance.Store{store, &distant{Store: store}} {
			got, err := network.View{Store: s, Where: where}.Paths(t.Context(), route)
			if err != nil {
				rt.Fatal(err)
			}
			if diff := gocmp.Diff(chainTexts(want), chainTexts(got)); diff != "" {
				rt.Error(diff)
			}
			for _, p := range got {
				checkPath(rt, p, route)
			}
		}
	})
}

// chainTexts formats paths as the ids of their actors.
func chainTexts(paths []network.Path) []string {
	texts := []string{}
	for _, p := range paths {
		texts = append(texts, strings.Join(actorIDs(p.Actors), " "))
	}
	return texts
}

// walks returns the shortest walks, found by extending all walks to new actors by one relation at a time, and one of those
// through the same actors.
func walks(relations []*alliance.Relation, q network.Route) []network.Path {
	all := []network.Path{{Actors: []*alliance.Actor{{ID: q.From}}}}
	known := map[string]int{q.From: 0}
	for length := range q.MaxLength {
		var longer, arrived []network.Path
		for _, p := range all {
			at := p.Actors[len(p.Actors)-1].ID
			for _, r := range relations {
				next := end(r, at, q.Directed)
				if next == nil {
					continue
				}
				if before, ok := known[next.ID]; ok && before <= length {
					continue
				}
				known[next.ID] = length + 1
				step := network.Path{Actors: append(slices.Clip(p.Actors), next), Relations: append(slices.Clip(p.Relations), r)}
				if longer = append(longer, step); next.ID == q.To {
					arrived = append(arrived, step)
				}
			}
		}
		if all = longer; len(arrived) > 0 {
			slices.SortFunc(arrived, comparePaths)
			arrived = slices.CompactFunc(arrived, func(a, b network.Path) bool { return comparePaths(a, b) == 0 })
			return arrived[:min(len(arrived), q.First)]
		}
	}
	return nil
}

// end returns the actor to which a relation leads from another, or nil if it does not lead from that.
func end(r *alliance.Relation, from string, directed bool) *alliance.Actor {
	switch {
	case r.Subject.ID == from:
		return r.Object
	case r.Object.ID == from && (!directed || r.Type.Mutual()):
		return r.Subject
	default:
		return nil
	}
}

// comparePaths orders paths step by step.
func comparePaths(a, b network.Path) int {
	return slices.Compare(actorIDs(a.Actors), actorIDs(b.Actors))
}

// checkPath checks that a path leads from one end to the other, by relations that have evidence.
func checkPath(t *rapid.T, p network.Path, q network.Route) {
	if p.Actors[0].ID != q.From || p.Actors[p.Length()].ID != q.To || len(p.Actors) != p.Length()+1 {
		t.Errorf("from %s to %s by %v", q.From, q.To, actorIDs(p.Actors))
	}
	for i, r := range p.Relations {
		if next := end(r, p.Actors[i].ID, q.Directed); next == nil || next.ID != p.Actors[i+1].ID {
			t.Errorf("%s does not lead from %s to %s", r.ID, p.Actors[i].ID, p.Actors[i+1].ID)
		}
		if len(r.Evidence) == 0 {
			t.Errorf("%s has no evidence", r.ID)
		}
	}
}
