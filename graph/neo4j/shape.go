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
