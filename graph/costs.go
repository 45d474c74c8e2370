package graph

// sizing are the arguments that say how many items a field answers at most: a number, or a list of ids to look up.
var sizing = []string{"first", "limit", "ids"}

// usual has how many items each list without such an argument is taken to have. A field that is not in it counts as one,
// such as the nodes of a connection, which are counted where the page is asked for.
var usual = map[string]int{
	"Actor.identifiers":    3,
	"Relation.evidence":    4,
	"Event.participants":   4,
	"Event.references":     3,
	"Event.referencedBy":   3,
	"Event.evidence":       4,
	"Conflict.sides":       4,
	"Side.supporters":      10,
	"Network.nodes":        1, // counted by the limit of the network, as the edges are
	"Network.edges":        1,
	"Alignment.reasons":    10,
	"Reason.relations":     4,
	"Path.actors":          4,
	"Path.relations":       4,
	"Partition.blocs":      1, // it is their actors that count
	"Partition.frustrated": 100,
	"Bloc.actors":          100,
	"Tension.actors":       4,
	"Tension.relations":    4,

	// Introspection: of what a type has, the average of all types, most of which have no fields, or no values.
	"__Schema.types":        80,
	"__Schema.directives":   4,
	"__Directive.locations": 4,
	"__Directive.args":      2,
	"__Type.fields":         5,
	"__Type.enumValues":     2,
	"__Type.inputFields":    2,
	"__Type.possibleTypes":  2,
	"__Type.interfaces":     2,
	"__Field.args":          2,
}

// analyses are the fields that go through relations of the whole data set whatever they answer, and the share of it that
// the time they take corresponds to, in hundredths: balance goes through all relations once, which takes a second or so for
// 250,000 of them on one core; blocs are sought until the time is over.
var analyses = map[string]int{
	"Query.network":              50,
	"Query.alignment":            10,
	"Query.paths":                10,
	"Query.blocs":                dearest,
	"Query.balance":              100,
	"StructuralBalance.tensions": 50,
	"Actor.allies":               100,
	"Actor.adversaries":          100,
}

// dearest is what the dearest analysis costs. However large a data set is, it may be asked for one of them.
const dearest = 400
