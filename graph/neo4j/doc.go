// Package neo4j answers from facts in a Neo4j database (5.26 or later). Package layout says how they are laid out there,
// and what loads promise to those who read; package load writes them; package bolt reaches the database.
//
// # Who decides
//
// Of relations, the database decides what evidence has no say in: ends, type, conflict, opponent, coalition, and that no claim
// holds on a day that is asked for. Which of the candidates hold, as known by a day, of which kinds and status, follows from
// their evidence, by rules that are in package alliance alone: a store reads candidates with all of their evidence, in the
// order of the list and in ever larger batches, until it has a page of those that the query keeps, or has counted all. The
// same goes for what was known of events by a day, and for what Cypher does not compare as Go does: names and places.
// Relations that lead to others' (SUCCEEDS, LEADS, PART_OF) are followed in the same way, one statement a step for all queries
// together.
//
// # One edition
//
// Every statement looks at what is loaded before and after it answers. An answer counts if its edition is the same both times,
// and no load was under way. If a load of one transaction was being committed, of which a part may have been seen, the
// statement is put anew a few milliseconds later, for as long as the caller waits. While a load of many transactions is under
// way, and after it was cut short, the error is [ErrLoading].
//
// An edition never changes, so that what was read of it stays true, and is kept: actors, sources and conflicts, see cache, and
// relations by actor, see neighbours. Those of most actors are few, and read whole whatever a page asks of them, so that the
// next question about the same actor, of another day or kind, is answered from what is kept. If [Options.Copy] is set and there
// are at most two million things, all of them are read into memory, in the background. From then on one question of a
// request is put to the database, together with those of all requests that wait at the same time: which edition is there? If
// it is the one of the copy, the copy answers, also while another edition is being loaded. So an answer is that of the
// database at the time of the request, and there is none while the database is away.
//
// A request that begins ([alliance.Begin]) does not wait for that: the copy, or what is kept, of the edition that was current
// last answers meanwhile. If it turns out not to be current, or the database is away, the request is run again, and waits.
//
// # What others alter
//
// What is in the database need not be what a loader wrote. Nodes without a _digest are others', and not read. Whoever reads a
// node of ours looks whether each value is one that could have been written, and each edge is there that must be, once;
// otherwise the answer is an error that wraps [ErrAltered], names what is broken and says what to do. Answers that do not
// touch it are given all the same, and no copy is made of facts that are broken, or whose digest is not that of the data set.
package neo4j
