// Package facts reads data sets: directories of fact files, in YAML or JSON.
//
// [Read] returns either the facts, linked and complete, or everything that is wrong with the files: a data set that has
// a problem is not read in part. The format is described by the JSON Schema that `go run ./loader schema` prints.
//
// # Statements
//
// What an entry under relations says of itself, its from, to and kinds, is what each piece of its evidence says that does
// not say otherwise, field by field; null dates and an empty list of kinds say otherwise, too. Entries without an id that
// have the same type, subject, object, role, against, conflict and coalition are one relation with the evidence of all
// of them, whatever files and directories they are in; the order of the ends of a mutual relation makes no difference.
//
// Each directory may describe itself, in one of its files, under the key dataset. An end of the time that a source covers,
// if the source leaves it out, is that of the data set of the directory that the source is in.
//
// # Ids
//
// Ids are unique across everything in a data set: actors, sources, conflicts, relations, events and evidence. Relations
// and evidence may leave them out. A relation then gets the id `subject.type.object` in lower case, such as
// russia.supports.lna; in a mutual relation, the actor whose id sorts first comes first. Evidence gets the ids of its
// fact and its source, such as russia.supports.lna.reuters-2020. If that id is taken, .2, .3 and so on are appended, in
// the order of directories, paths of files within them, and things within a file. An explicit id takes precedence over
// a generated one, wherever it occurs.
//
// # Problems
//
// Read reports the following problems.
//
// In a file: bytes that are not UTF-8, control characters, syntax errors; YAML anchors, aliases, merge keys and tags,
// which separate a fact from its words. A YAML file may have several documents, and a file may be empty.
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
// a cycle; a participant or a reference given twice.
//
// Statements outside of the lives of their actors are no problem: lives cut them short.
package facts

import (
	"io/fs"
	"os"
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A Dir is a directory of fact files.
type Dir struct {
	// Name is the prefix of file names in messages.
	Name string
	FS   fs.FS
	// path is the directory's path in the operating system, or "" if it has none.
	path string
}

// Open returns the directory at a path of the operating system. If it does not exist, [Read] returns an error.
func Open(path string) Dir { return Dir{path, os.DirFS(path), path} }

// Read reads the data set that the directories make up together. If the files can be read but are wrong, the error is a
// [Problems]. It wraps [ErrNoFiles] if a directory has no fact files, and [ErrOverlap] if a directory is given twice;
// otherwise it is an error of the file system.
//
// Fact files are those named .yaml, .yml or .json, including those in subdirectories, except JSON Schemas
// (.schema.json) and hidden files and directories (.name).
func Read(dirs ...Dir) (*alliance.Facts, error) {
	if err := checkOverlap(dirs); err != nil {
		return nil, err
	}
	var files []factfile.File
	var in []int
	for i, d := range dirs {
		found, err := d.files()
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
		in = append(in, slices.Repeat([]int{i}, len(found))...)
	}
	parsed, err := factfile.Parse(files)
	if err != nil {
		return nil, err
	}
	l := newLinker(files, parsed, in)
	l.link()
	if len(l.problems) > 0 {
		l.problems.sort()
		return nil, l.problems
	}
	return alliance.NewFacts(l.facts), nil
}
