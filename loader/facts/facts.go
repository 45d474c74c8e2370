// Package facts reads data sets: directories of fact files, in YAML or JSON, and of tables in CSV.
//
// [Read] returns either the facts, linked and complete, or everything that is wrong with the files: a data set that has
// a problem is not read in part. The format is described by the JSON Schema that `go run ./loader schema` prints.
//
// # Tables
//
// A table has a row for each thing of one kind, by its name: actors.csv, sources.csv, conflicts.csv, relations.csv,
// events.csv, evidence.csv. Its columns are named as the keys in YAML, in any order; an empty cell is a key that is left
// out. Lists have bars between their items, \| being a bar in an item. Keys of an object are columns of their own, such
// as covers.from, and objects in a list have colons between their values, in the order of the keys: russia:INITIATOR,
// FOLLOWS:event-id, cow:365, with a span cow:365@1922..1991; a column identifiers.cow has values of that scheme.
//
// A row of relations.csv is a statement: an entry with one piece of evidence, in the columns source, stance, speaker, quote
// and locator. A row of events.csv may have one, too. Rows with one id are one relation if their parts agree. A row of
// evidence.csv is evidence for a fact, by its id, from any file. A relation or an event may leave its evidence to such rows
// by giving no source; what such a row says of a relation is then what each of these says that does not say otherwise,
// if only by null for no date, or [] for no kind.
//
// Delimiters are commas, semicolons or tabs, as the first row has them.
//
// # Mappings
//
// A mapping says how the rows of data files beside it become facts: package mapping describes it. Its problems, and those of
// facts that rows make, are at the rows, those that are alike summed up.
//
// # Statements
//
// What an entry under relations says of itself, its from, to and kinds, is what each piece of its evidence says that does
// not say otherwise, field by field; null dates and an empty list of kinds say otherwise, too. Entries without an id that
// have the same type, subject, object, role, against, conflict and coalition are one relation with the evidence of all
// of them, whatever files and directories they are in; the order of the ends of a mutual relation makes no difference.
//
// Each directory may describe itself, in one of its files, under the key dataset. An end of the time that a source covers,
// if the source leaves it out, is that of the data set of the directory that the source is in. A list describes several data
// sets that were joined, from which sources take nothing.
//
// # Same actors
//
// A file may say under same that actors with several ids are one. It has the first id; the others, wherever they are
// referred to, stand for it, and can be given to nothing else. Its name is the first's, and the names of the others are
// aliases; it has the identifiers of all, of one that is given several times for the same days the first; any other value
// is that of the first in the list that has one. Values that differ are a warning, except for those that cannot be: a
// person that is something else, a life that ends before it begins, obligations of what is no treaty or alliance. Then
// what relations have in common is found by the ids that they have now, and so are their generated ids.
//
// # Ids
//
// Ids are unique across everything in a data set: actors, sources, conflicts, relations, events and evidence. Relations
// and evidence may leave them out. A relation then gets the id `subject.type.object` in lower case, such as
// russia.supports.lna; in a mutual relation, the actor whose id sorts first comes first. Evidence gets the ids of its
// fact and its source, such as russia.supports.lna.reuters-2020. If that id is taken, .2, .3 and so on are appended: first
// in what is in YAML and JSON, then in tables, then in what mappings make; within these in the order of directories, paths
// of files within them, and things within a file. An explicit id takes precedence over a generated one, wherever it occurs.
//
// # Texts
//
// A source may have a text, a file beside the facts. Each quote from the source is looked for in it, and evidence gets the
// passage where it stands. Texts are read again for each Read, and nothing else is kept of them. Without the text, evidence may
// bring the passage along, in which its quote must stand.
//
// # Writing
//
// [WriteYAML] and [WriteJSON] write facts as fact files that are read as the same facts, with the same version.
//
// # Problems
//
// Read reports the following problems.
//
// In a file: bytes that are not UTF-8, control characters, syntax errors; YAML anchors, aliases, merge keys and tags,
// which separate a fact from its words. A YAML file may have several documents, and a file may be empty. In a table:
// columns that are unknown, missing or given twice, once each; values in columns without a name, or beyond the last.
//
// In a thing: keys that are unknown, missing or given twice; values of the wrong form; texts that are empty or have
// lost a character; dates that do not exist, and ends before beginnings, also of the life of an actor; a latitude or
// longitude without the other; facts without evidence; evidence given twice, also in several entries for one relation;
// obligations of an actor that is no coalition or organization.
//
// In a relation or its evidence: kinds, a role, an opponent or a coalition that do not fit its type; an office without a
// role to name it; a subject that leads or holds an office but is not a person; a coalition that is another type of actor;
// an actor on two sides of it. In evidence for an event: dates and kinds, which only statements of relations have.
//
// Between things: ids that are taken, unknown, or of the wrong kind of thing; a name of an actor that another has as its
// name or an alias, unless both allow it by sharedName; an identifier that two actors share, or one has twice, on the same
// day; a name that an actor has twice (ignoring case and space); two descriptions of a directory; sources whose vias form
// a cycle, or that were published before their via; references from an event to itself or to a later event, or that form
// a cycle; a participant or a reference given twice; an id under same that no actor has, or that two entries replace by two others.
//
// In a source: a text that is outside of its directory, hidden, missing, empty, neither plain text nor HTML, not UTF-8 or
// larger than 50 MB; in evidence from a source that has a text, a quote that does not stand in it word for word, as package
// quotes describes; in other evidence with a passage, a quote that does not stand in that, or none.
//
// # Warnings
//
// What is suspicious but may be right is a warning, which a [Reader] passes on; a strict one makes a problem of it. No
// warning follows from a problem. Of each kind, and of each relation, only the first are listed; these count the others.
//
// In a file: text without quotes that ` #word` cuts short, as YAML takes it for a comment. A comment has a space after its
// # and is no reason to warn.
//
// Of dates: an end from 2099 on, such as 9999-12-31, and the beginnings 0001-01-01 and -9999, which stand for no date in
// other data sets; a statement that begins or ends after its source was published, or begins after what its source covers;
// an event that began after all of its sources were published. A source that covers later days, as a treaty does, counts as
// published on the last of them.
//
// Between things: a statement that is wholly outside of the life of an actor in it (unless it is of SUCCEEDS) or of the
// conflict of its relation; an event outside of a participant's life; an identifier outside of its actor's life; PART_OF,
// and LEADS, in a circle that holds on one day, and SUCCEEDS in any circle.
//
// In a name of an actor: a Cyrillic or Greek letter in a Latin word, where it looks like a Latin one.
//
// In a directory: a link to another directory, which is not read.
//
// # Characters
//
// Texts are UTF-8 and kept in NFC. In names and all other texts of one line, characters that cannot be seen are problems,
// such as U+200B ZERO WIDTH SPACE and U+00AD SOFT HYPHEN, and so are those that change the order in which text is shown.
// Right are joiners between letters of scripts that need them and in emoji, spaces of no width between words of Thai, Lao,
// Khmer and Burmese, and marks of direction inside a text with letters from right to left. Descriptions and quotes may have
// what their sources have, except overrides, embeddings and isolates that are not closed on their line, and tags. No text may
// consist of nothing that can be seen. Names are compared without regard to case, space, width and other compatibility
// forms: ＬＮＡ is lna.
package facts

import (
	"io/fs"

	"entente/graph/alliance"
	"entente/graph/regular"
)

// A Dir is a directory of fact files.
type Dir struct {
	// Name is the prefix of file names in messages.
	Name string
	FS   fs.FS
	// Packed is the archive that the directory is in, or nil.
	Packed *Packed
	// path is the directory's path in the operating system, or "" if it has none.
	path string
}

// Open returns the directory at a path of the operating system. If it does not exist, [Read] returns an error.
func Open(path string) Dir { return Dir{Name: path, FS: regular.Dir(path), path: path} }

// Read is [Reader.Read] of the zero Reader: it ignores warnings.
func Read(dirs ...Dir) (*alliance.Facts, error) { return (&Reader{}).Read(dirs...) }
