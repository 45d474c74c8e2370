package facts

import (
	"fmt"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
	"entente/loader/internal/suggest"
)

// A linker makes facts that point at each other of what files say, and collects what is wrong with that.
type linker struct {
	files []*file
	// ids has which thing each id is that of: the first that has it written out, or else the one that it was made up for.
	ids map[string]entry
	// names has which actor a name or alias, folded, stands for.
	names map[string]entry
	// identifiers has which actor an id in another data set stands for.
	identifiers map[alliance.Identifier]entry
	problems    Problems
	// next is the number to try first where an id that is made up is taken.
	next map[string]int
	// kinds has the one slice for each set of kinds.
	kinds   map[uint32][]alliance.RelationKind
	suggest *suggest.Finder
	// meant has what ids that nothing has were taken to mean, after what was wanted of them.
	meant map[string]string
	// facts is what comes of it; it is of use only where there are no problems.
	facts alliance.Facts
}

// A file is a fact file and the things that are made of it, aligned with the lists of the document. The things of one
// kind are in one piece of memory: they come and go together.
type file struct {
	name string
	factfile.Document
	actors    []alliance.Actor
	sources   []alliance.Source
	conflicts []alliance.Conflict
	relations []alliance.Relation
	events    []alliance.Event
	// lost is the text of a file that could not be read whole, nil for others.
	lost []byte
}

// An entry is a thing and where it was named.
type entry struct {
	thing alliance.Node
	file  *file
	at    factfile.Pos
	// clashed is whether another thing has the same id, which has been reported.
	clashed bool
}

// String returns the entry as messages speak of it: the actor at file:line:column.
func (e entry) String() string {
	return fmt.Sprintf("the %s at %s:%d:%d", noun(e.thing), e.file.name, e.at.Line, e.at.Column)
}

// newLinker returns a linker for files that have been parsed, and takes over the problems that were found in them.
func newLinker(files []factfile.File, parsed []factfile.Parsed) *linker {
	l := &linker{
		ids: map[string]entry{}, names: map[string]entry{}, identifiers: map[alliance.Identifier]entry{}, next: map[string]int{},
		kinds: map[uint32][]alliance.RelationKind{}, meant: map[string]string{},
		suggest: suggest.NewFinder(300_000),
	}
	for i, p := range parsed {
		f := &file{name: files[i].Name, Document: p.Document}
		if p.Broken {
			f.lost = files[i].Text
		}
		for _, problem := range p.Problems {
			l.report(f, problem.Pos, "%s", problem.Message)
		}
		l.files = append(l.files, f)
	}
	return l
}

// report adds a problem: what is wrong, and in brackets what would be right.
func (l *linker) report(f *file, at factfile.Pos, message string, args ...any) {
	l.problems = append(l.problems, Problem{f.name, int(at.Line), int(at.Column), fmt.Sprintf(message, args...)})
}

// link makes the facts. Ids that are written out come first, since they stand wherever they come; then those that are
// made up of them; then everything can point at everything.
func (l *linker) link() {
	for _, f := range l.files {
		l.declare(f)
	}
	for _, f := range l.files {
		l.nameRelations(f)
	}
	for _, f := range l.files {
		l.nameEvidence(f)
		l.linkActors(f)
		l.linkSources(f)
		l.linkConflicts(f)
	}
	for _, f := range l.files {
		l.linkRelations(f)
		l.linkEvents(f)
	}
	l.checkVia()
	l.checkPublished()
	l.checkReferences()
	for _, f := range l.files {
		l.collect(f)
	}
}

// collect adds what was made of a file to the facts.
func (l *linker) collect(f *file) {
	l.facts.Actors = appendPointers(l.facts.Actors, f.actors)
	l.facts.Sources = appendPointers(l.facts.Sources, f.sources)
	l.facts.Conflicts = appendPointers(l.facts.Conflicts, f.conflicts)
	l.facts.Relations = appendPointers(l.facts.Relations, f.relations)
	l.facts.Events = appendPointers(l.facts.Events, f.events)
}

// appendPointers appends a pointer to each thing.
func appendPointers[T any](to []*T, things []T) []*T {
	for i := range things {
		to = append(to, &things[i])
	}
	return to
}

// noun returns what a thing is called, whether or not it is nil.
func noun(n alliance.Node) string {
	switch n.(type) {
	case *alliance.Actor:
		return "actor"
	case *alliance.Source:
		return "source"
	case *alliance.Conflict:
		return "conflict"
	case *alliance.Relation:
		return "relation"
	case *alliance.Event:
		return "event"
	default:
		return "evidence"
	}
}
