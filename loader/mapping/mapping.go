// Package mapping turns the rows of data sets into facts, as a mapping beside them says: without code, and with every
// problem at its row. README.md is its guide; package factfile has its format.
//
// Map reads a data file once for each rule. A rule is compiled for the columns of the file: expressions by
// github.com/expr-lang/expr, which is small, typed, cannot loop, and knows texts and lists; templates by
// github.com/valyala/fasttemplate. A row becomes the structs that a fact file would be read into, with the positions of its
// cells, so that whatever checks fact files checks rows, too.
//
// An actor that a row looks up is found in an index of all actors of all fact files and mappings that are read together. What
// became of it is remembered by the cells that it depends on: most data sets name few actors in many rows.
package mapping

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"

	"entente/loader/internal/factfile"
)

// A File is a mapping of a directory of fact files.
type File struct {
	// Name is its name in messages, Path that in FS.
	Name, Path string
	FS         fs.FS
	// Dir is the number of its directory.
	Dir int
}

// A Part is what was made of some rows, or what a mapping says itself. Its positions are in the file with its name.
type Part struct {
	Name     string
	Dir      int
	Document *factfile.Document
	Problems []factfile.Problem
	// Added are names and identifiers of actors of any file.
	Added []Added
}

// An Added is an alias or an identifier that rows give an actor.
type Added struct {
	Actor string
	Alias factfile.Line
	// Shared says that the actor shares its names.
	Shared     bool
	Identifier *factfile.Identifier
}

// rowsPerPart is how many rows make a part, so that it can be let go once it is linked.
const rowsPerPart = 4096

// A mapping is one that is applied.
type mapping struct {
	File
	format   *factfile.Mapping
	problems *collector
	data     []*dataFile
	// uses has the paths of data files and tables.
	uses map[string]bool
	// tableFiles has the file of each table by its name, tables what was read of files.
	tableFiles map[string]*dataFile
	tables     map[string]*table
	// compiled has each rule for each header.
	compiled map[string]*rule
	// broken has the files that cannot be read to the end.
	broken map[string]bool
	// faulty says that the mapping has a mistake, so that it is not applied.
	faulty    bool
	index     *index
	summary   Summary
	relations map[uint64]struct{}
	seed      maphash.Seed
	parts     []Part
	unmatched map[string]*Unmatched
	found     map[string]map[string]bool
	rowsOf    map[string]int
}

// A Set is the mappings of all directories that are read together.
type Set struct{ mappings []*mapping }

// Open reads mappings and finds their data files. The error is that of a file that cannot be read.
func Open(files []File) (*Set, error) {
	s := &Set{}
	for _, f := range files {
		m, err := open(f)
		if err != nil {
			return nil, err
		}
		s.mappings = append(s.mappings, m)
	}
	return s, nil
}

// Uses reports whether a file of a directory is a data file or table of a mapping, and so no fact file.
func (s *Set) Uses(dir int, path string) bool {
	return slices.ContainsFunc(s.mappings, func(m *mapping) bool { return m.Dir == dir && m.uses[path] })
}

// Map applies the mappings. It takes what the fact files have that are read together, with their names. The error is that of a file that
// cannot be read; what is wrong with files is in the parts.
//
// It takes three rounds: first it makes the actors that no rule has to find, in any mapping; then it finds those of code books,
// which state no facts; then the others, in the order of directories and mappings.
func (s *Set) Map(files iter.Seq2[string, *factfile.Document]) ([]Part, []Summary, error) {
	if len(s.mappings) == 0 {
		return nil, nil, nil
	}
	index := newIndex()
	for name, doc := range files {
		index.addDocument(name, doc)
	}
	for _, m := range s.mappings {
		m.index = index
		index.addDocument(m.Name, m.format.Rest())
	}
	if err := s.rounds(); err != nil {
		return nil, nil, err
	}
	var parts []Part
	var summaries []Summary
	for _, m := range s.mappings {
		own := Part{Name: m.Name, Dir: m.Dir, Document: m.format.Rest(), Problems: m.problems.summed()}
		parts = append(append(parts, own), m.parts...)
		summaries = append(summaries, m.summed())
	}
	return parts, summaries, nil
}

// rounds applies the mappings.
func (s *Set) rounds() error {
	for _, m := range s.mappings {
		if err := m.round(true); err != nil {
			return err
		}
	}
	for _, codes := range []bool{true, false} {
		for _, m := range s.mappings {
			if m.isCodeBook() != codes {
				continue
			}
			if err := m.round(false); err != nil {
				return err
			}
		}
	}
	return nil
}

// isCodeBook reports whether a mapping makes actors alone: others look them up.
func (m *mapping) isCodeBook() bool {
	return !slices.ContainsFunc(m.format.Rules, func(r factfile.Rule) bool { return len(r.Relations) > 0 || len(r.Events) > 0 })
}

// open reads a mapping, and finds its data files.
func open(f File) (*mapping, error) {
	m := &mapping{
		File: f, problems: newCollector(), tables: map[string]*table{}, compiled: map[string]*rule{}, broken: map[string]bool{}, uses: map[string]bool{},
		tableFiles: map[string]*dataFile{},
		relations:  map[uint64]struct{}{}, seed: maphash.MakeSeed(), unmatched: map[string]*Unmatched{}, found: map[string]map[string]bool{},
		rowsOf:  map[string]int{},
		summary: Summary{File: f.Name, Found: map[string]int{}},
	}
	raw, problems, err := factfile.ParseMapping(factfile.File{Name: f.Name, Open: func() ([]byte, error) { return fs.ReadFile(f.FS, f.Path) }})
	if err != nil {
		return nil, unread(f.Name, err)
	}
	m.format = raw
	for _, p := range problems {
		m.problems.report(p)
	}
	if len(problems) > 0 {
		for _, pattern := range raw.Data.List {
			paths, _ := Glob(m.FS, m.Path, pattern.Value) // what cannot be found is not what is wrong here
			for _, p := range paths {
				m.uses[p] = true
			}
		}
		m.format = &factfile.Mapping{}
		return m, nil
	}
	for i := range raw.Rules {
		m.summary.Rules = append(m.summary.Rules, RuleSummary{Name: ruleName(raw, i)})
	}
	for _, pattern := range raw.Data.List {
		for _, d := range m.glob(pattern) {
			if !slices.ContainsFunc(m.data, func(other *dataFile) bool { return other.path == d.path }) {
				m.data = append(m.data, d)
			}
		}
	}
	for _, d := range m.data {
		m.summary.Data = append(m.summary.Data, d.name)
	}
	for _, e := range raw.Tables.Entries {
		if files := m.glob(e.Value); len(files) > 0 {
			m.tableFiles[e.Name.Value] = files[0]
		}
	}
	return m, nil
}

// ruleName returns the name of a rule for the summary.
func ruleName(m *factfile.Mapping, i int) string {
	if name := m.Rules[i].Name.Value; name != "" {
		return name
	}
	return fmt.Sprintf("rule %d", i+1)
}

// report reports a problem of the mapping.
func (m *mapping) report(at factfile.Pos, message string, args ...any) {
	p := problemf(at, message, args...)
	m.problems.add(p.Message, shown, p)
}

// glob returns the files that match a pattern, which is relative to the mapping.
func (m *mapping) glob(pattern factfile.Line) (files []*dataFile) {
	paths, err := Glob(m.FS, m.Path, pattern.Value)
	switch {
	case err != nil:
		m.report(pattern.At, "%.60q is no pattern of file names (%v)", pattern.Value, err)
	case len(paths) == 0:
		m.report(pattern.At, "no file %.60q (put it in the directory of the mapping, or correct the name)", pattern.Value)
	}
	for _, p := range paths {
		m.uses[p] = true
		name := path.Join(strings.TrimSuffix(m.Name, m.Path), p)
		files = append(files, &dataFile{fsys: m.FS, path: p, name: name})
	}
	return files
}

// Glob returns the files that match a pattern, relative to the mapping at a path.
func Glob(fsys fs.FS, mapping, pattern string) ([]string, error) {
	return fs.Glob(fsys, path.Join(path.Dir(mapping), pattern))
}

// round applies the rules to all data files: in the first round those that need no other mapping.
func (m *mapping) round(first bool) error {
	if first {
		if err := m.compileAll(); err != nil {
			return err
		}
	}
	if m.faulty {
		return nil
	}
	for number := range m.format.Rules {
		for _, d := range m.data {
			if m.broken[d.path] || !m.isFor(&m.format.Rules[number], d) {
				continue
			}
			if err := m.runOver(d, number, first); err != nil {
				return err
			}
		}
	}
	return nil
}

// compileAll compiles all rules for the columns of the files that they are for. A mapping with a mistake is not applied: what
// it would make of its rows would look like mistakes in them.
func (m *mapping) compileAll() error {
	for _, d := range m.data {
		r, end, err := d.rows()
		if b, ok := errors.AsType[badFile](err); ok {
			m.parts = append(m.parts, Part{Name: d.name, Dir: m.Dir, Document: &factfile.Document{}, Problems: []factfile.Problem{b.Problem}})
			m.broken[d.path] = true
			continue
		}
		if err != nil {
			return unread(d.name, err)
		}
		for number := range m.format.Rules {
			if m.isFor(&m.format.Rules[number], d) {
				m.rule(r, d, number)
			}
		}
		end()
	}
	m.faulty = len(m.problems.problems) > 0
	return nil
}

// unread returns an error that says which file could not be read. The name in the file system's error is relative to its directory.
func unread(name string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return fmt.Errorf("read %s: %w", name, err)
}

// runOver applies a rule to a data file.
func (m *mapping) runOver(d *dataFile, number int, first bool) error {
	f := m.newRun(d, first)
	if err := f.file(number); err != nil {
		b, ok := errors.AsType[badFile](err)
		if !ok {
			return unread(d.name, err)
		}
		f.problems.report(b.Problem)
		m.broken[d.path] = true
	}
	f.flush()
	if problems := f.problems.summed(); len(problems) > 0 {
		m.parts = append(m.parts, Part{Name: d.name, Dir: m.Dir, Document: &factfile.Document{}, Problems: problems})
	}
	m.parts = append(m.parts, f.parts...)
	return nil
}

// newRun returns a run over a data file.
func (m *mapping) newRun(d *dataFile, first bool) *run {
	problems := newCollector()
	return &run{
		writer: newWriter(problems), mapping: m, index: m.index, data: d, problems: problems, summary: &m.summary, only: first,
		unmatchedBy: m.unmatched, entries: map[parts]int{}, part: &Part{Name: d.name, Dir: m.Dir, Document: &factfile.Document{}},
	}
}

// file applies a rule to all rows, if it is for this round.
func (f *run) file(number int) error {
	r, end, err := f.data.rows()
	if err != nil {
		return err
	}
	defer end()
	p := f.mapping.rule(r, f.data, number)
	if !f.takes(p) {
		return nil
	}
	for n := 1; ; n++ {
		record, err := r.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		f.apply(p, record)
		if n%rowsPerPart == 0 {
			f.flush()
		}
		f.tally()
	}
}

// takes reports whether a rule is applied in this round.
func (f *run) takes(p *rule) bool {
	if !f.only {
		return p.finds()
	}
	return !p.finds() || slices.ContainsFunc(p.actors, func(a *actorProgram) bool { return len(a.ways) == 0 })
}

// tally counts a row once.
func (f *run) tally() {
	f.rows++
	f.mapping.rowsOf[f.data.path] = max(f.mapping.rowsOf[f.data.path], f.rows)
}

// flush ends a part.
func (f *run) flush() {
	f.parts = append(f.parts, *f.part)
	clear(f.entries)
	f.part = &Part{Name: f.data.name, Dir: f.mapping.Dir, Document: &factfile.Document{}}
}

// document returns what the current part has of facts.
func (f *run) document() *factfile.Document { return f.part.Document }

// where returns a position of the data file for messages.
func (f *run) where(at factfile.Pos) string {
	return fmt.Sprintf("%s:%d:%d", f.data.name, at.Line, at.Column)
}

// rule returns a rule for the columns of a data file.
func (m *mapping) rule(r rows, d *dataFile, number int) *rule {
	raw := &m.format.Rules[number]
	key := fmt.Sprint(number, "\x00", strings.Join(r.columns(), "\x00"))
	if len(raw.Join.List) > 0 {
		key += "\x00" + d.path // it may be with the file itself
	}
	if m.compiled[key] == nil {
		c := &compiler{scope: newScope(r.columns(), r.open()), report: m.report, values: factfile.NewScanner()}
		m.compiled[key] = c.rule(m, number, raw, d)
	}
	return m.compiled[key]
}

// isFor reports whether a rule is for a data file.
func (m *mapping) isFor(raw *factfile.Rule, d *dataFile) bool {
	if len(raw.Data.List) == 0 {
		return true
	}
	return slices.ContainsFunc(raw.Data.List, func(pattern factfile.Line) bool {
		ok, err := path.Match(path.Join(path.Dir(m.Path), pattern.Value), d.path)
		return ok && err == nil
	})
}

// table returns the table that a join is in, or nil if there is none, which is reported.
func (m *mapping) table(c *compiler, raw *factfile.Join, self *dataFile) *table {
	f := self
	if raw.In.Value != "" {
		if m.format.Tables.Get(raw.In.Value) == nil {
			c.report(raw.In.At, "unknown table %.60q (name its file under tables)", raw.In.Value)
			return nil
		}
		if f = m.tableFiles[raw.In.Value]; f == nil {
			return nil
		}
	}
	if t := m.tables[f.path]; t != nil {
		return t
	}
	t, err := readTable(f)
	if err != nil {
		c.report(raw.At, "%s cannot be read: %v", f.name, err)
		return nil
	}
	m.tables[f.path] = t
	return t
}

// summed returns the summary.
func (m *mapping) summed() Summary {
	s := m.summary
	for _, rows := range m.rowsOf {
		s.Rows += rows
	}
	s.Relations = len(m.relations)
	for _, u := range m.unmatched {
		s.Unmatched = append(s.Unmatched, *u)
	}
	slices.SortFunc(s.Unmatched, func(a, b Unmatched) int { return strings.Compare(a.Text, b.Text) })
	return s
}
