package graph

import "entente/graph/alliance"

// Costs are in units, of which one is a value in the answer with its name, a text of [unitBytes], or 40 microseconds of
// one core on the machine that the tables were measured on (BenchmarkCost measures them again). So [DefaultMaxCost] is
// about 16 MB of answer or ten seconds of a core, whichever the query asks for.

// unitBytes is the number of bytes of text in an answer that cost a unit.
const unitBytes = 64

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

// texts holds the typical lengths of texts and of lists of leaves, in bytes. Any other leaf fits the unit of its field.
var texts = map[string]int{
	"Actor.aliases":             128,
	"Actor.description":         256,
	"Relation.summary":          128,
	"Event.title":               128,
	"Event.description":         320,
	"Event.summary":             192,
	"Conflict.description":      256,
	"Evidence.quote":            320,
	"Passage.before":            320,
	"Passage.quote":             320,
	"Passage.after":             320,
	"Source.title":              128,
	"Source.cite":               640,
	"Reason.explanation":        256,
	"Tension.explanation":       256,
	"Change.summary":            192,
	"SearchHit.matched":         128,
	"Dataset.cite":              2048,
	"Collection.description":    640,
	"Collection.authors":        128,
	"__Type.description":        256,
	"__Field.description":       256,
	"__InputValue.description":  256,
	"__EnumValue.description":   128,
	"__Directive.description":   256,
	"__InputValue.defaultValue": 64,
	"__Directive.locations":     64,
	"Similarity.undefined":      128,
}

// A scan is the work of a field that goes through facts of the whole data set whatever the size of its answer.
type scan struct {
	// base is the cost however little there is.
	base int
	// each is the cost of a thousand of the facts.
	each int
	// of returns how many facts there are to go through.
	of func(alliance.Counts) int
}

// cost returns the cost of a scan of a data set.
func (s scan) cost(c alliance.Counts) int {
	return min(s.base+times(s.of(c), s.each)/1_000, costliest)
}

// costliest is the maximum cost of a single scan, as it ends at the deadline. A query may ask for one of these however
// large the data set is.
const costliest = 150_000

// scans holds the work of fields. Memory counts as well as time: balance takes a kilobyte for each relation while it runs.
// Blocs are searched for until the time is over, even among some thousand relations.
var scans = map[string]scan{
	"Query.search":               {50, 1, ofSearched},
	"Query.network":              {20, 20, ofRelations},
	"Query.alignment":            {10, 25, ofRelations},
	"Query.similarity":           {10, 20, ofRelations},
	"Query.paths":                {10, 20, ofRelations},
	"Query.blocs":                {50, 6_000, ofRelations},
	"Query.balance":              {20, 150, ofRelations},
	"Query.changes":              {20, 300, ofDated},
	"StructuralBalance.tensions": {10, 20, ofRelations},
	"Alignment.reasons":          {20, 1, ofRelations},
	"Actor.allies":               {20, 60, ofRelations},
	"Actor.adversaries":          {20, 60, ofRelations},
	"Conflict.sides":             {20, 70, ofLongest},
}

// lists holds how many things there may be to go through for a list that has pages: all of a kind, or those of one thing.
var lists = map[string]func(alliance.Counts) int{
	"Query.actors":       ofActors,
	"Query.relations":    ofRelations,
	"Query.events":       ofEvents,
	"Query.conflicts":    ofConflicts,
	"Query.sources":      ofSources,
	"Actor.supporters":   ofLongest,
	"Actor.supports":     ofLongest,
	"Actor.leaders":      ofLongest,
	"Actor.relations":    ofLongest,
	"Actor.events":       ofLongest,
	"Actor.statements":   ofLongest,
	"Source.evidence":    ofLongest,
	"Conflict.relations": ofLongest,
	"Conflict.events":    ofLongest,
}

// filtered is the work of a list with a filter, or with a count, for which each thing is looked at.
func filtered(of func(alliance.Counts) int) scan { return scan{0, 5, of} }

// sorted is the work of a list in an order that no index has.
func sorted(of func(alliance.Counts) int) scan { return scan{10, 30, of} }

// followed is the work of a list of what is behind an actor, or before and after it.
var followed = scan{10, 10, ofBehind}

func ofActors(c alliance.Counts) int    { return c.Actors }
func ofRelations(c alliance.Counts) int { return max(c.Relations, c.Evidence/2) }
func ofEvents(c alliance.Counts) int    { return max(c.Events, c.Evidence/2) }
func ofConflicts(c alliance.Counts) int { return c.Conflicts }
func ofSources(c alliance.Counts) int   { return c.Sources }
func ofDated(c alliance.Counts) int     { return max(c.Relations+c.Events, c.Evidence/2) }
func ofLongest(c alliance.Counts) int   { return c.Longest }
func ofBehind(c alliance.Counts) int    { return c.Behind }
func ofSearched(c alliance.Counts) int  { return c.Actors + c.Events + c.Conflicts + c.Sources }
