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
			p.shape.count = rapid.Bool().Draw(t, "count")
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
	page := alliance.PageRequest{WithoutEvidence: rapid.Bool().Draw(t, "bare")}
	date := drawn(t, alliance.MustDate("2020"))
	ids := func() []string { return drawn(t, []string{"a"}) }
	relation := alliance.RelationQuery{
		Of: drawn(t, "a"), Indirect: rapid.Bool().Draw(t, "indirect"), PageRequest: page,
		Direction: rapid.SampledFrom([]alliance.Direction{alliance.In, alliance.Out, alliance.Both}).Draw(t, "direction"),
		Where: alliance.RelationFilter{
			Types: drawn(t, []alliance.RelationType{rapid.SampledFrom(alliance.RelationTypes()).Draw(t, "type")}), KnownBy: date,
			Subjects: ids(), Objects: ids(), Conflict: drawn(t, "c"), Sources: ids(), Statuses: drawn(t, alliance.Statuses()),
		},
	}
	event := alliance.EventQuery{Of: drawn(t, "a"), PageRequest: page, Where: alliance.EventFilter{
		Participants: ids(), Conflict: drawn(t, "c"), KnownBy: date, Place: drawn(t, "Tripoli"),
	}}
	actor := alliance.ActorQuery{Where: alliance.ActorFilter{
		IDs: ids(), Name: drawn(t, "A"), Identifier: drawn(t, &alliance.Identifier{Scheme: "cow", Value: "620"}),
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
