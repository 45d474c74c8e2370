// Package layout says how facts are laid out in a Neo4j database: what its nodes and edges are, and what they have. Package
// load writes it, package neo4j reads it, and people ask it in Cypher.
//
// # For people
//
//	(:Actor:State …)       id, name, aliases, description, country, from, to, obligations, wikidata, cow, …
//	(:Relation)            id, type, role, kinds, deniedKinds, from, to, status, sign, sources, firstReported, lastReported
//	(:Event)               id, type, title, mode, description, from, to, place, country, position, status, sources, …
//	(:Conflict)            id, name, description, from, to
//	(:Source)              id, title, publisher, published, coversFrom, coversTo, url, language
//	(:Evidence)            id, stance, quote, locator, from, to, kinds, verified, passage, passageBefore, passageAfter
//
//	(:Actor)-[:SUPPORTS {id, kinds, from, to, starts, ends, status, sign, sources, …}]->(:Actor), and so for each type of relation
//
//	(:Relation)-[:SUBJECT]->(:Actor)        (:Evidence)-[:ABOUT]->(:Relation or :Event)
//	(:Relation)-[:OBJECT]->(:Actor)         (:Evidence)-[:FROM]->(:Source)
//	(:Relation)-[:AGAINST]->(:Actor)        (:Evidence)-[:SPOKEN_BY]->(:Actor)
//	(:Relation)-[:COALITION]->(:Actor)      (:Relation or :Event)-[:IN]->(:Conflict)
//	(:Event)-[:PARTICIPANT {role}]->(:Actor)
//	(:Event)-[:REFERS_TO {kind}]->(:Event)
//	(:Source)-[:VIA]->(:Source)
//
// An actor has a second label for its type, such as ArmedGroup. A fact is a node, because evidence is about it; a relation
// that is not only denied is an edge between its actors too, the plain edge, which people draw, follow and count. The types
// of plain edges are those of relations, and no other edge has one of them. What is said of a relation as a whole (kinds,
// deniedKinds, from, to, status, sign, sources) is what all of its evidence adds up to, on whatever day; starts and ends are the first and
// the last day of each of the periods in which it is claimed to hold, of the same kinds and status throughout, and statuses are
// the status in each, as lists that belong together. Sign is 1 for a friendship,
// -1 for an enmity and 0 for neither; sources is how many independent sources there are.
//
// Dates have the type DATE. One that is partial is there as its first day where something begins, as its last day where
// something ends and for what is published, and says so beside it: fromPrecision is YEAR or MONTH, and absent for a day. A ~
// after it (YEAR~, DAY~) stands for an approximate date, a ? for an uncertain one. An absent end is open.
//
// Evidence is verified, true, if its quote was found word for word in the text of the source: passage is how it stands there,
// between passageBefore and passageAfter. Otherwise it has none of these.
//
// An identifier of an actor is a property named as its scheme: the latest value, where it has had several. A scheme that has
// the name of another property has none.
//
// # Bookkeeping
//
// Labels and properties that begin with _ are bookkeeping. A node with a _digest is one of ours; nodes without it, and all
// other labels, properties and edges on any node, are other people's, and stay. The digest is that of all that is written of a
// thing: its labels, properties, edges, plain edge and, of a fact, evidence. _day and _last are days as numbers, which lists
// are in the order of; _keys are words that stand for names and identifiers; _identifiers are these as they were written;
// _parties are the parties to a conflict; _order is the place of an edge among those of its type from a node.
//
// (:_Dataset {id: 'dataset'}) says what is loaded: its version, and its edition, the number of the load that made it so.
// While a load of many transactions is under way, and after it was cut short, it has loading, the edition that is being made.
// Each load has a number of its own, which is larger than all before, be it after the database was emptied or put back from
// a backup.
//
// (:_Lease) are the nodes that loaders lock each other out by. The one with the id 'heartbeat' has owner, and expires, by
// the database's clock in milliseconds. A load of one transaction sets change, to its edition, right before it
// commits, and done to the same right after; in between it keeps until in the future. Neo4j lets others read while a commit
// is applied, when they may find a part of it: so what was read is of one edition if that was the same before and after, and
// there was no change without done either time, unless until had passed: then the loader is dead, and the transaction was
// committed or rolled back.
package layout
