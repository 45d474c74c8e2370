package neo4j

// A shape is what queries have in common that go into one statement.
type shape struct {
	kind kind
	path path
	// filtered says that rare restrictions are to be looked at too; count, that the whole list is to be counted; bare,
	// that evidence is not wanted; indirect, that the actors behind the one asked about count too.
	filtered, count, bare, indirect bool
	// limit is the most things that one query lists.
	limit int
}

// A kind is what queries ask for.
type kind uint8

const (
	generations kind = iota
	datasets
	allTexts
	things
	walked
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
	outOf
	intoOf
	mutualOutOf
	mutualIntoOf
	bothOf
	byEnds
	bySubjects
	byConflict
	byParticipants
	bySources
	bySpeakers
)

// shapes returns every shape that a question can have, but for its limit: by them, all statements that read.
func shapes() []shape {
	all := []shape{{kind: generations}, {kind: datasets}, {kind: allTexts}, {kind: things}, {kind: walked}}
	for _, of := range []struct {
		kind  kind
		paths []path
	}{
		{actors, []path{everything, byID, byKey}},
		{conflicts, []path{everything}},
		{sources, []path{everything}},
		{evidence, []path{everything, bySources, bySpeakers}},
		{events, []path{everything, byParticipants, byConflict}},
		{relations, []path{everything, outOf, intoOf, mutualOutOf, mutualIntoOf, bothOf, byEnds, bySubjects, byConflict}},
	} {
		for _, p := range of.paths {
			all = append(all, variants(shape{kind: of.kind, path: p})...)
		}
	}
	return all
}

// variants returns a shape of a list with every combination of what may be added to it.
func variants(s shape) []shape {
	all := []shape{s}
	add := func(may bool, with func(*shape)) {
		if !may {
			return
		}
		for _, v := range all {
			with(&v)
			all = append(all, v)
		}
	}
	add(true, func(s *shape) { s.count = true })
	add(s.kind == events || s.kind == relations, func(s *shape) { s.bare = true })
	add(s.kind == relations, func(s *shape) { s.filtered = true })
	add(s.kind == relations && s.path.ofOne(), func(s *shape) { s.indirect = true })
	return all
}

// ofOne reports whether the candidates are relations of one actor, and perhaps of those behind it.
func (p path) ofOne() bool {
	switch p {
	case outOf, intoOf, mutualOutOf, mutualIntoOf, bothOf:
		return true
	default:
		return false
	}
}
