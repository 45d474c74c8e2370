// Package neo4j keeps facts in a Neo4j database (5.26 or later): [DB.Load] writes them, a [Store] answers from them.
//
// # Nodes and edges
//
// Every node of this package has the label Entente and the properties gen and id, together unique. Its second label says
// what it is: Actor (with a third for its type, such as ArmedGroup), Source, Conflict, Relation, Event or Evidence. A
// fact is a node, because evidence is about it:
//
//	(:Relation)-[:SUBJECT]->(:Actor)        (:Evidence)-[:ABOUT]->(:Relation or :Event)
//	(:Relation)-[:OBJECT]->(:Actor)         (:Evidence)-[:FROM]->(:Source)
//	(:Relation)-[:AGAINST]->(:Actor)        (:Evidence)-[:SPOKEN_BY]->(:Actor)
//	(:Relation)-[:COALITION]->(:Actor)      (:Relation or :Event)-[:IN]->(:Conflict)
//	(:Event)-[:PARTICIPANT {role}]->(:Actor)
//	(:Event)-[:INVOKES {kind}]->(:Event)
//	(:Source)-[:VIA]->(:Source)
//
// For people, each relation is an edge between its actors too, such as
// (:Actor)-[:SUPPORTS {id, kinds, from, to, status, …}]->(:Actor), written in the same statement. Kinds, span and status, of
// the edge and of the node, are what all the evidence for the relation adds up to, on whatever day.
//
// Dates are there as they were written. Where lists are in the order of a day, or are searched by days, these are there too,
// as numbers. Evidence for a relation has the span and kinds that its source gives, a source what it covers; the Dataset node
// has the collections and the coverage of the facts, as JSON. The digest of a node is that of all it says; by it a load tells
// what changes.
//
// There is one constraint, entente_id; one index for each kind of list, in the order of the list; and the full-text index
// entente_words. All are made once, where they are not there.
//
// # Who decides
//
// Of relations, the database decides what evidence has no say in: ends, type, conflict, opponent, coalition. Which of the
// candidates hold on a day, as known by a day, of which kinds and status, follows from their evidence, by rules that are in
// package alliance alone: a store reads candidates with all of their evidence, in the order of the list and in ever larger
// batches, until it has a page of those that the query keeps, or has counted all. The same goes for what was known of events
// by a day, and for identifiers of actors at a time. Relations that lead to others' (SUCCEEDS, LEADS, PART_OF) are followed
// in the same way, one statement a step for all queries together.
//
// # Generations
//
// Readers see the old facts until the new ones are complete, and lose nothing whenever a load ends. This does not take
// one transaction for all, which would not fit in memory. The facts of a load are a generation: all its nodes have its
// number as gen. The node (:Entente:Current {gen: 0, id: "current"}) has the number of the generation that counts. A load
//
//  1. takes the lease,
//  2. deletes generations other than the current one, which loads that were cut short left behind,
//  3. writes a new generation in batches, and last its (:Entente:Dataset), which says of what version it is,
//  4. makes it the current one: one property of one node is set, in one transaction,
//  5. deletes the generation before.
//
// Where the database has the version already, the load ends before it writes. Cut short before step 4, a load leaves what
// was there before as the current generation; afterwards, what it should be. In both cases there may be nodes that nobody
// reads, and the next load deletes them. The number of a generation is never used again, be it after the database was
// emptied or put back from a backup, and a generation does not change while it is the current one.
//
// Every statement that reads finds the current generation, reads its nodes only, and looks again which one is current. If
// it is another one by then, old nodes may be missing from what was read, and the question is asked anew; so that each
// answer is of one generation.
//
// # The lease
//
// One loader writes at a time. Its name and a time are in (:Entente:Loader {gen: 0, id: "loader"}), and it moves that
// time, by the server's clock, before it passes; a loader that finds the lease taken waits until it is given back, or the
// time has passed. What could harm another loader (to delete a generation, to make one current) is done in transactions
// that first look whether the lease is still their own, and lock its node: a loader that was held up for so long that
// another took over can only write nodes that nobody will read.
//
// # The copy
//
// As a generation does not change while it is the current one, what was read of it stays true. Where [Config.Copy] is set
// and there are at most two million things, the store reads all of them into memory when it comes upon a generation, in the
// background. From then on the first question of a request is put to the database together with those of all requests that
// wait at the same time: which generation is the current one? Where that is the one of the copy, the copy answers. So an
// answer is that of the database at the time of the request, and there is none while the database is away. Until there is
// a copy, and without one, statements answer.
//
// # What others alter
//
// What is in the database need not be what a loader wrote. Whoever reads it looks whether each value is one that could
// have been written; otherwise the answer is an error that wraps [ErrAltered], names what is broken and says to load again.
// Answers that do not touch it are given all the same, and no copy is made of facts that are broken, or whose digest is not
// that of the data set. A load of the facts that the database has already first compares every node and edge with what it
// would write, by a digest of each, and writes all of them anew where one differs; so whatever became of them is mended.
// Properties, labels and nodes of others do not count.
//
// # What is touched
//
// Only nodes with the label Entente and a gen are read, written and deleted. Others keep what they have, whatever their
// labels and ids. Edges that others make between their nodes and those of this package are lost when facts change, because
// the nodes are new then: keep the id instead. Constraints of others on nodes with the labels above, such as a unique id
// of Actor, do not allow two generations, and make a load fail.
package neo4j
