package archive

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// A Packing is a data set on its way into an archive. It notes which files reading uses: only reading itself knows which
// texts sources name, and which data mappings use.
type Packing struct {
	dirs []facts.Dir
	// read has what was read of each directory, names the name that it has in the archive.
	read  []*recorder
	names []string
}

// New returns the packing of the data set that directories make up together.
func New(dirs ...facts.Dir) *Packing {
	p := &Packing{names: dirNames(dirs)}
	for _, d := range dirs {
		r := newRecorder(d.FS)
		d.FS = r
		p.dirs, p.read = append(p.dirs, d), append(p.read, r)
	}
	return p
}

// Dirs returns the directories, to read the facts from that are then written.
func (p *Packing) Dirs() []facts.Dir { return p.dirs }

// Files returns the number of files that reading has used.
func (p *Packing) Files() (n int) {
	for _, r := range p.read {
		n += len(r.files())
	}
	return n
}

// paths returns the paths of the directories in the archive.
func (p *Packing) paths() []string {
	paths := make([]string, len(p.names))
	for i, name := range p.names {
		paths[i] = path.Join(factsPath, name)
	}
	return paths
}

// A member is a file of an archive other than its descriptor.
type member struct {
	path string
	data source
	// schema is the Table Schema of a table, or nil.
	schema any
}

// members returns the files of the archive of facts: those that they were read from, in the order of reading, and those
// that are made from them.
func (p *Packing) members(f *alliance.Facts) ([]member, error) {
	var list []member
	for i, dir := range p.paths() {
		for _, name := range p.read[i].files() {
			list = append(list, member{path: path.Join(dir, name), data: fileOf(p.read[i].fsys, name)})
		}
	}
	made, err := p.generated(f)
	return append(list, made...), err
}

// generated returns the files that are made from the facts. What else an archive shall have is to be added here: the
// descriptor lists it, and opening checks it.
func (p *Packing) generated(f *alliance.Facts) ([]member, error) {
	about := p.describe(f)
	cited, err := about.citation()
	if err != nil {
		return nil, fmt.Errorf("make %s: %w", citationPath, err)
	}
	list, err := tables(f)
	return append(list,
		member{path: citationPath, data: textOf(cited)},
		member{path: readmePath, data: textOf(about.readme())}), err
}

// dirNames returns the names of directories in an archive: the last ones of their paths, with numbers after those that
// are taken. Names that differ in case only are one in some file systems, where the archive may be unzipped.
func dirNames(dirs []facts.Dir) []string {
	names, taken := make([]string, len(dirs)), map[string]bool{}
	for i, d := range dirs {
		base := baseName(d.Name)
		names[i] = base
		for n := 2; taken[strings.ToLower(names[i])]; n++ {
			names[i] = fmt.Sprintf("%s-%d", base, n)
		}
		taken[strings.ToLower(names[i])] = true
	}
	return names
}

// baseName returns the last name of a path without what a path in a zip file cannot have everywhere.
func baseName(dir string) string {
	if absolute, err := filepath.Abs(dir); err == nil {
		dir = absolute
	}
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\/:*?"<>|~`, r) {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(filepath.Base(dir), "-"))
	name = strings.ReplaceAll(strings.Trim(name, ". "), "..", ".")
	if strings.Trim(name, "-") == "" {
		return "facts"
	}
	return name
}
