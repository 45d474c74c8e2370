package neo4j

// A shape is what queries have in common that go into one statement.
type shape struct {
	kind kind
	path path
	// limit is the most things that one query lists.
	limit int
}

// A kind is what queries ask for.
type kind uint8

const (
	editions kind = iota
	datasets
	allTexts
	things
	actors
	relations
	events
	conflicts
	sources
	evidence
)

// A path is how the candidates for an answer are found.
type path uint8

const (
	everything path = iota
	byID
	byKey
	byEnds
	byOpponents
	byConflict
	byParticipants
	bySources
	bySpeakers
)

// shapes returns every shape that a question can have, but for its limit: by them, all statements that read.
func shapes() []shape {
	all := []shape{{kind: editions}, {kind: datasets}, {kind: allTexts}, {kind: things}}
	for _, of := range []struct {
		kind  kind
		paths []path
	}{
		{actors, []path{everything, byID, byKey}},
		{conflicts, []path{everything}},
		{sources, []path{everything}},
		{evidence, []path{everything, bySources, bySpeakers}},
		{events, []path{everything, byParticipants, byConflict}},
		{relations, []path{everything, byEnds, byOpponents, byConflict}},
	} {
		for _, p := range of.paths {
			all = append(all, shape{kind: of.kind, path: p})
		}
	}
	return all
}
