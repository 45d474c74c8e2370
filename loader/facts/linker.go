package facts

import (
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
	"entente/loader/internal/suggest"
	"entente/loader/mapping"
)

// A linker turns the contents of files into facts that point to each other, and collects the problems that it finds.
type linker struct {
	files []*file
	// held says that all files are read before anything in them is declared.
	held bool
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
	// bare has the relations that leave their evidence to another table, and what they say of themselves.
	bare map[*alliance.Relation]bare
	// stated maps a hash of each statement to it, for facts that have several.
	stated map[uint64]entry
	seed   maphash.Seed
	// lost are the ids that may be those of what could not be read.
	lost map[string]bool
	// texted are the sources that have a text, quoted is the evidence with a quote from these.
	texted map[*alliance.Source]bool
	quoted []quoted
	// passed is the evidence that comes with its passage.
	passed   []passed
	problems Problems
	warnings *warnings
	merged
	// steps are the entries that may be part of circles, by type.
	steps map[alliance.RelationType][]step
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
	// added are the aliases and identifiers that a data file gives actors.
	added []mapping.Added
	// said is what is to be linked of the evidence for each event.
	said [][]said
	// apart has the evidence that stands apart from its fact.
	apart []apart
	// table reports whether the file is a table, whose rows may leave their evidence to another.
	table bool
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

// newLinker returns a linker without files.
func newLinker() *linker {
	return &linker{
		ids: map[string]entry{}, names: map[string][]nameClaim{}, identifiers: map[alliance.Identifier][]identifierClaim{},
		datasets: map[int]*dataset{}, same: map[parts]*alliance.Relation{}, stated: map[uint64]entry{}, seed: maphash.MakeSeed(),
		bare: map[*alliance.Relation]bare{}, lost: map[string]bool{}, warnings: newWarnings(), steps: map[alliance.RelationType][]step{},
		merged: newMerged(), texted: map[*alliance.Source]bool{},
		next: map[string]int{}, meant: map[string]string{}, suggest: suggest.NewFinder(300_000),
	}
}

// readFiles returns a linker with what is in files, of which it takes the numbers of their directories. Things are declared as
// they are read, and what the files say besides is let go. If it turns out that this cannot be, as a file says that actors are
// the same or is not as plain as it seemed, it reads the files again.
func readFiles(files []factfile.File, dirs []int, progress func(bytes int64)) (*linker, error) {
	files = slices.Clone(files)
	held := slices.ContainsFunc(files, func(f factfile.File) bool { return !factfile.IsTable(f.Name) && f.MentionsSame() })
	for {
		l := newLinker()
		l.held = held
		err := l.read(files, dirs, progress)
		split, broken := errors.AsType[*factfile.SplitError](err)
		switch {
		case broken:
			files[split.File].Whole = true
		case errors.Is(err, errHold):
			held = true
		default:
			return l, err
		}
	}
}

// errHold reports that actors are the same in a relation that was declared already.
var errHold = errors.New("actors are the same that were declared as others")

// read reads files, of which it takes the numbers of their directories, and declares what is in them: it registers explicit
// ids first, since they take precedence. Tables come last: by then it is known which actors are the same, and ids are
// generated from those that replace others.
func (l *linker) read(files []factfile.File, dirs []int, progress func(bytes int64)) error {
	var texts, tables batch
	for i, f := range files {
		if factfile.IsTable(f.Name) {
			tables.add(f, i, dirs[i])
		} else {
			texts.add(f, i, dirs[i])
		}
	}
	before, read := int64(0), int64(0)
	done := func(bytes int64) {
		if read = before + bytes; progress != nil {
			progress(read)
		}
	}
	if err := l.readTexts(&texts, done); err != nil {
		return err
	}
	before = read
	return factfile.Read(tables.files, func(i int, p factfile.Parsed) {
		for _, f := range l.take(&tables, i, p) {
			l.declare(f)
		}
	}, done)
}

// readTexts reads the files that are no tables. It declares each part as it comes, unless it is to hold them all.
func (l *linker) readTexts(texts *batch, done func(bytes int64)) error {
	late := false
	err := factfile.Read(texts.files, func(i int, p factfile.Parsed) {
		parts := l.take(texts, i, p)
		late = late || slices.ContainsFunc(parts, func(f *file) bool { return len(f.Same) > 0 })
		for _, f := range parts {
			if !l.held && !late {
				l.declareText(f)
			}
		}
	}, done)
	if split, ok := errors.AsType[*factfile.SplitError](err); ok {
		return &factfile.SplitError{File: texts.numbers[split.File]}
	}
	if err != nil {
		return err
	}
	if late && !l.held {
		return errHold
	}
	l.linkSame()
	for _, f := range l.files {
		if l.held {
			l.declareText(f)
		}
	}
	return nil
}

// declareText declares what is in a file that is no table.
func (l *linker) declareText(f *file) {
	l.declare(f)
	l.linkDataset(f)
}

// A batch is files that are read together, with their numbers among all and those of their directories.
type batch struct {
	files         []factfile.File
	numbers, dirs []int
}

// add adds a file.
func (b *batch) add(f factfile.File, number, dir int) {
	b.files, b.numbers, b.dirs = append(b.files, f), append(b.numbers, number), append(b.dirs, dir)
}

// take adds a part of what a file of a batch has, and returns it.
func (l *linker) take(b *batch, number int, p factfile.Parsed) []*file {
	name := b.files[number].Name
	f := &file{name: name, dir: b.dirs[number], lost: p.Broken, table: factfile.IsTable(name)}
	for _, problem := range p.Problems {
		l.report(f, problem.Pos, "%s", problem.Message)
	}
	l.warnOf(f, p)
	for _, id := range p.Lost {
		l.lost[id] = true
	}
	var parts []*file
	for j, doc := range p.Documents {
		part := *f
		part.Document = *doc
		p.Documents[j] = nil
		parts = append(parts, &part)
	}
	l.files = append(l.files, parts...)
	return parts
}

// report adds a problem: what is wrong and, in parentheses, what would be right.
func (l *linker) report(f *file, at factfile.Pos, message string, args ...any) {
	l.problems = append(l.problems, problemAt(f, at, message, args...))
}

// problemAt returns a problem at a position of a file.
func problemAt(f *file, at factfile.Pos, message string, args ...any) Problem {
	return Problem{File: f.name, Line: int(at.Line), Column: int(at.Column), Message: fmt.Sprintf(message, args...)}
}

// link makes the facts of the files that were read. It generates the ids that are not explicit; then everything can point
// to everything. It calls step for each file in each of its steps.
func (l *linker) link(step func()) {
	each := func(do ...func(*file)) {
		for _, f := range l.files {
			for _, do := range do {
				do(f)
			}
			step()
		}
	}
	l.replaceIDs()
	each(l.nameRelations)
	each(l.attach)
	each(l.checkBare, l.nameEvidence, l.linkActors, l.linkSources, l.linkConflicts)
	for _, f := range l.files {
		l.linkAdded(f)
	}
	l.joinMerged()
	each(l.checkSame)
	each(l.linkRelations, l.linkEvents, l.linkApart)
	l.takePassages()
	l.checkVia()
	l.checkPublished()
	l.checkReferences()
	l.doubtCircles()
	for _, f := range l.files {
		l.collect(f)
	}
	l.dropMerged()
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
