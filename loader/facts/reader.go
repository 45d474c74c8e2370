package facts

import (
	"time"

	"entente/graph/alliance"
	"entente/graph/heap"
	"entente/loader/internal/factfile"
	"entente/loader/mapping"
)

// A Reader reads data sets. The zero Reader is ready to use.
type Reader struct {
	// Strict makes problems of what would be warnings.
	Strict bool
	// MaxFile is how many bytes a file may have; 0 means [DefaultMaxFile].
	MaxFile int64
	// Warn is called with each warning before Read returns, whether or not there are problems, in order of file, line and
	// column; last with one about the archive that the facts are from. Nil ignores them.
	Warn func(Problem)
	// Progress, if it is not nil, is called from time to time with how far reading is, always from the same goroutine.
	Progress func(Progress)
	// Mapped, if it is not nil, takes what each mapping made of its data, also if there are problems.
	Mapped func(mapping.Summary)
	// Took, if it is not nil, is called after each reading with how long it took.
	Took func(time.Duration)
}

// Read reads the data set that the directories make up together. If the files can be read but are wrong, the error is a
// [Problems]. It wraps [ErrNoFiles] if a directory has no fact files, and [ErrOverlap] if a directory is given twice;
// otherwise it is an error of the file system, or says which file is too large or no regular file, or that there are too many.
//
// Fact files are those named .yaml, .yml or .json, and tables, whose names are as the package comment says, including those
// in subdirectories, except JSON Schemas (.schema.json) and hidden files and directories (.name).
func (r *Reader) Read(dirs ...Dir) (*alliance.Facts, error) {
	defer heap.Spare()()
	if r.Took != nil {
		defer func(began time.Time) { r.Took(time.Since(began)) }(time.Now())
	}
	if err := checkOverlap(dirs); err != nil {
		return nil, err
	}
	dirs = r.limited(dirs)
	found, err := listFiles(dirs, r.maxFile())
	if err != nil {
		return nil, err
	}
	l, err := readFiles(found.files, found.dirs, r.reading(dirs))
	if err != nil {
		return nil, err
	}
	parts, err := r.mapped(found.mappings, l.files)
	if err != nil {
		return nil, err
	}
	l.addParts(parts)
	l.link(r.linking(len(l.files)))
	if err := l.proveQuotes(dirs); err != nil {
		return nil, err
	}
	for i, d := range dirs {
		l.doubtFiles(d, func(path string) bool { return found.mappings.Uses(i, path) })
	}
	if problems := r.weigh(summedUp(l.problems, parts), l.warnings.list()); len(problems) > 0 {
		return nil, problems
	}
	return r.compare(dirs, alliance.NewFacts(l.facts))
}

// compare returns facts, and warns if an archive gave others when it was packed.
func (r *Reader) compare(dirs []Dir, f *alliance.Facts) (*alliance.Facts, error) {
	if len(dirs) == 0 {
		return f, nil
	}
	if p, found := repacked(dirs, f); found {
		if problems := r.weigh(nil, Problems{p}); len(problems) > 0 {
			return nil, problems
		}
	}
	return f, nil
}

// mapped returns what the mappings make of their data.
func (r *Reader) mapped(set *mapping.Set, files []*file) ([]mapping.Part, error) {
	parts, summaries, err := set.Map(func(yield func(name string, doc *factfile.Document) bool) {
		for _, f := range files {
			if !yield(f.name, &f.Document) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	for _, s := range summaries {
		if r.Mapped != nil {
			r.Mapped(s)
		}
	}
	return parts, nil
}

// A listing is the files of directories.
type listing struct {
	files []factfile.File
	// dirs has the number of the directory of each file.
	dirs     []int
	mappings *mapping.Set
}

// listFiles lists the files of directories, each of which may have so many bytes.
func listFiles(dirs []Dir, maxFile int64) (*listing, error) {
	var mappings []mapping.File
	perDir := make([][]dirFile, len(dirs))
	for i, d := range dirs {
		files, err := d.files()
		if err == nil {
			err = d.checkFiles(files, maxFile)
		}
		if err != nil {
			return nil, err
		}
		perDir[i] = files
		for _, f := range files {
			if factfile.IsMapping(f.path) {
				mappings = append(mappings, mapping.File{Name: f.file.Name, Path: f.path, FS: d.FS, Dir: i})
			}
		}
	}
	set, err := mapping.Open(mappings)
	if err != nil {
		return nil, err
	}
	l := &listing{mappings: set}
	for i, files := range perDir {
		for _, f := range files {
			if !factfile.IsMapping(f.path) && !set.Uses(i, f.path) {
				l.files, l.dirs = append(l.files, f.file), append(l.dirs, i)
			}
		}
	}
	return l, nil
}

// weigh returns the problems, sorted, with the warnings among them if the reader is strict. Otherwise it passes the
// warnings on.
func (r *Reader) weigh(problems, warnings Problems) Problems {
	if r.Strict {
		for i := range warnings {
			warnings[i].Warning = false
		}
		problems, warnings = append(problems, warnings...), nil
	}
	problems.sort()
	warnings.sort()
	for _, w := range warnings {
		if r.Warn != nil {
			r.Warn(w)
		}
	}
	return problems
}
