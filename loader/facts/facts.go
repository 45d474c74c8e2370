// Package facts reads data sets: directories of fact files, in YAML or JSON.
//
// [Read] either returns the facts, linked and complete, or everything that is wrong with the files: nothing is loaded
// from a data set that has a problem. The format is described by the JSON Schema that `go run ./loader schema` prints.
//
// # Ids
//
// Ids are unique over everything in a data set: actors, sources, conflicts, relations, events and evidence. Those of
// relations and of evidence may be left out. A relation then gets `subject.type.object` in lower case, as
// russia.supports.lna, of a mutual relation with the actor first whose id sorts first; evidence gets the id of its fact
// and of its source, as russia.supports.lna.reuters-2020. Where that is taken, .2, .3 and so on follow, in the order of
// directories, of the paths of files in them, and of things in a file. An id that is written out always stands, wherever
// it comes.
//
// # What is wrong
//
// With a file: bytes that are not UTF-8, control characters, syntax; YAML's anchors, aliases, merge keys and tags, which
// part a fact from its words. Several documents in one YAML file are right, and so is a file with nothing in it.
//
// With a thing: keys that are unknown, missing or given twice; values of another form than the key wants; texts that are
// empty or have lost a character; dates that are not in the calendar, and ends before beginnings; half of a position;
// facts without evidence; evidence that is there twice.
//
// With a relation: kinds, a role or an opponent that do not fit its type, an office without the role that names it; a subject that leads or holds an office and is
// not a person; an actor on two sides of it.
//
// With things together: ids that are taken, unknown, or of something else than is wanted; a name, an alias or an
// identifier that two actors share, or one has twice (case and space make no difference); sources that took their
// reports from each other in a circle, or came before the one that they took theirs
// from; references from an event to itself, to one that came later, or round in a circle; a participant or a reference that
// is there twice.
package facts

import (
	"io/fs"
	"os"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A Dir is a directory of fact files.
type Dir struct {
	// Name is put before the names of files in messages.
	Name string
	FS   fs.FS
	// path is where the directory is in the operating system, "" where it is not.
	path string
}

// Open returns the directory at a path of the operating system. Whether it is there, [Read] will say.
func Open(path string) Dir { return Dir{path, os.DirFS(path), path} }

// Read reads the data set that the directories make up together. The error is a [Problems] where the files could be
// read but are not right; it wraps [ErrNoFiles] where there are none, and [ErrOverlap] where a directory is given twice,
// and else says what the file system did.
//
// Fact files are those named .yaml, .yml or .json, in sub-directories too, but for JSON Schemas (.schema.json) and for
// what is hidden (.name).
func Read(dirs ...Dir) (*alliance.Facts, error) {
	if err := checkOverlap(dirs); err != nil {
		return nil, err
	}
	var files []factfile.File
	for _, d := range dirs {
		found, err := d.files()
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	l := newLinker(files, factfile.Parse(files))
	l.link()
	if len(l.problems) > 0 {
		l.problems.sort()
		return nil, l.problems
	}
	return alliance.NewFacts(l.facts), nil
}
