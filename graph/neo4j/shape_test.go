package neo4j

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// TestShapes checks that every question that can be asked has one of the shapes whose statements are planned at start.
func TestShapes(t *testing.T) {
	all := shapes()
	rapid.Check(t, func(t *rapid.T) {
		for _, p := range drawPlans(t) {
			if !slices.Contains(all, p.shape) {
				t.Fatalf("no shape is %+v", p.shape)
			}
		}
	})
	statements := map[string]shape{}
	for _, s := range all {
		if same, ok := statements[s.cypher()]; ok {
			t.Errorf("%+v and %+v are one statement", same, s)
		}
		statements[s.cypher()] = s
	}
}

// drawPlans draws a question of each kind of list, and returns how it is put.
func drawPlans(t *rapid.T) []plan {
	ids := func() []string { return drawn(t, []string{"a"}) }
	relation := relationQuery{RelationQuery: alliance.RelationQuery{
		Of: drawn(t, "a"), Direction: rapid.SampledFrom([]alliance.Direction{alliance.In, alliance.Out, alliance.Both, alliance.Opponent}).Draw(t, "direction"),
		Where: alliance.RelationFilter{
			Types: drawn(t, alliance.RelationTypes()), Coalitions: ids(), Subjects: ids(), Objects: ids(), Conflict: drawn(t, "c"), Conflicts: ids(),
		},
	}, actors: []string{"a"}}
	event := alliance.EventQuery{Of: drawn(t, "a"), Where: alliance.EventFilter{
		Participants: ids(), Conflict: drawn(t, "c"), Place: drawn(t, "Tripoli"),
	}}
	actor := alliance.ActorQuery{Where: alliance.ActorFilter{
		IDs: ids(), Name: drawn(t, "A"), Identifier: drawn(t, &alliance.IdentifierFilter{Scheme: "cow", Value: "620"}),
	}}
	said := alliance.EvidenceQuery{
		Source: drawn(t, "s"), Speaker: drawn(t, "a"), Where: alliance.EvidenceFilter{Sources: ids(), Speakers: ids()},
	}
	var plans []plan
	add := func(p plan, _ alliance.PageRequest) { plans = append(plans, p) }
	add(planRelations(&relation))
	add(planEvents(&event))
	add(planActors(&actor))
	add(planEvidence(&said))
	add(planConflicts(&alliance.ConflictQuery{}))
	add(planSources(&alliance.SourceQuery{}))
	return plans
}

// drawn draws a value or none.
func drawn[T any](t *rapid.T, v T) T {
	if rapid.Bool().Draw(t, "there") {
		return v
	}
	var none T
	return none
}
