package graph

// sizeArguments lists the arguments that bound the number of items of a field: a number, or a list of ids to look up. A
// field with `last` has a page of the default size if neither it nor `first` is given.
var sizeArguments = []string{"first", "last", "limit", "ids"}

// typicalItems holds the assumed number of items of each list without such an argument. Any other field counts as one
// item, such as the nodes of a connection, which are counted at the field that takes the page size.
var typicalItems = map[string]int{
	"Actor.identifiers":      3,
	"Relation.evidence":      4,
	"Relation.kindStatuses":  3,
	"Relation.periods":       3,
	"Period.sources":         3,
	"Event.participants":     4,
	"Event.references":       3,
	"Event.referencedBy":     3,
	"Event.evidence":         4,
	"Conflict.sides":         4,
	"Side.supporters":        10,
	"Network.nodes":          1, // the limit argument of the network counts nodes and edges
	"Network.edges":          1,
	"Reason.actors":          3,
	"Reason.ties":            2,
	"Reason.relations":       4,
	"Reason.days":            2,
	"Tie.bases":              1,
	"Tie.days":               2,
	"Tie.relations":          2,
	"Tie.despite":            1,
	"Path.actors":            4,
	"Path.relations":         4,
	"Path.days":              1,
	"Partition.blocs":        1, // their actors count
	"Partition.frustrated":   100,
	"Bloc.actors":            100,
	"Tension.actors":         3,
	"Tension.ties":           3,
	"Tension.relations":      4,
	"Tension.days":           2,
	"Dataset.collections":    3,
	"Dataset.coverage":       9,
	"Similarity.commitments": 50,
	"Change.evidence":        3,
	"Commitment.relations":   3,

	// Introspection: averages over all types, many of which have no fields or no values.
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

// analyses holds the work of the fields that scan relations of the whole data set whatever the size of their answer, in
// hundredths of a full scan. Balance scans all relations once, which takes about a second for 250,000 of them on one
// core; blocs are searched for until the time is over.
var analyses = map[string]int{
	"Query.network":              50,
	"Query.alignment":            10,
	"Query.similarity":           10,
	"Query.paths":                10,
	"Query.blocs":                costliest,
	"Query.balance":              100,
	"Query.changes":              300,
	"StructuralBalance.tensions": 50,
	"Alignment.reasons":          1,
	"Actor.allies":               100,
	"Actor.adversaries":          100,
}

// sorting is the work of a list of all things of a kind in an order that no index has. By name, 250,000 relations take a
// tenth of a second.
const sorting = 25

// costliest is the work of the most expensive analysis. A query may ask for one of these however large the data set is.
const costliest = 400
