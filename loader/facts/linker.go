package facts

import (
	"fmt"
	"hash/maphash"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
	"entente/loader/internal/suggest"
)

// A linker turns the contents of files into facts that point to each other, and collects the problems that it finds.
type linker struct {
	files []*file
	// ids maps each id to its thing: the first with this explicit id, otherwise the one that it was generated for.
	ids map[string]entry
	// names maps each name and alias, folded, to the actors that have it.
	names map[string][]nameClaim
	// identifiers maps each id in another data set, without a span, to the actors that it stands for.
	identifiers map[alliance.Identifier][]identifierClaim
	// datasets has the description of each directory, by its number.
	datasets map[int]*dataset
	// same maps the parts of the relations without an explicit id to these; blank are relations not yet used.
	same  map[parts]*alliance.Relation
	blank []alliance.Relation
	// stated maps a hash of each statement to it, for facts that have several.
	stated   map[uint64]entry
	seed     maphash.Seed
	problems Problems
	// next is the first number to try for each generated id that is taken.
	next    map[string]int
	suggest *suggest.Finder
	// meant caches guesses by the wanted kind of thing and the unknown id.
	meant map[string]string
	// facts is the result, valid only if there are no problems.
	facts alliance.Facts
}

// A file is a fact file, or a part of it, and the things made from it, parallel to the lists of the document. The things of
// each kind are allocated together, as they are freed together.
type file struct {
	name string
	// dir is the number of its directory.
	dir int
	factfile.Document
	actors    []alliance.Actor
	sources   []alliance.Source
	conflicts []alliance.Conflict
	claims    []claim
	events    []alliance.Event
	// said is what is to be linked of the evidence for each event.
	said [][]said
	// lost is the text of the file if it could not be read completely, otherwise nil.
	lost []byte
}

// An entry is a thing and the position that names it.
type entry struct {
	thing alliance.Node
	file  *file
	at    factfile.Pos
	// clashed reports whether another thing has the same id, which has been reported as a problem.
	clashed bool
}

// String returns the entry as it appears in messages, such as the actor at file:line:column.
func (e entry) String() string {
	return fmt.Sprintf("the %s at %s:%d:%d", noun(e.thing), e.file.name, e.at.Line, e.at.Column)
}

// newLinker returns a linker for parsed files, including the problems found in parsing them. It takes the number of each
// file's directory.
func newLinker(files []factfile.File, parsed []factfile.Parsed, dirs []int) *linker {
	l := &linker{
		ids: map[string]entry{}, names: map[string][]nameClaim{}, identifiers: map[alliance.Identifier][]identifierClaim{},
		datasets: map[int]*dataset{}, same: map[parts]*alliance.Relation{}, stated: map[uint64]entry{}, seed: maphash.MakeSeed(),
		next: map[string]int{}, meant: map[string]string{}, suggest: suggest.NewFinder(300_000),
	}
	for i, p := range parsed {
		f := &file{name: files[i].Name, dir: dirs[i], lost: p.Broken}
		for _, problem := range p.Problems {
			l.report(f, problem.Pos, "%s", problem.Message)
		}
		for j, doc := range p.Documents {
			part := *f
			part.Document = *doc
			p.Documents[j] = nil
			l.files = append(l.files, &part)
		}
	}
	return l
}

// report adds a problem: what is wrong and, in parentheses, what would be right.
func (l *linker) report(f *file, at factfile.Pos, message string, args ...any) {
	l.problems = append(l.problems, Problem{f.name, int(at.Line), int(at.Column), fmt.Sprintf(message, args...)})
}

// link makes the facts. It registers explicit ids first, since they take precedence; then it generates the others from
// them; then everything can point to everything.
func (l *linker) link() {
	for _, f := range l.files {
		l.declare(f)
		l.linkDataset(f)
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

// collect adds the things of a file to the facts; its relations are there since they were made.
func (l *linker) collect(f *file) {
	l.facts.Actors = appendPointers(l.facts.Actors, f.actors)
	l.facts.Sources = appendPointers(l.facts.Sources, f.sources)
	l.facts.Conflicts = appendPointers(l.facts.Conflicts, f.conflicts)
	l.facts.Events = appendPointers(l.facts.Events, f.events)
}

// appendPointers appends a pointer to each thing.
func appendPointers[T any](to []*T, things []T) []*T {
	for i := range things {
		to = append(to, &things[i])
	}
	return to
}

// noun returns the word for a kind of thing. The thing may be a nil pointer.
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
