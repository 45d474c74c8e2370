package facts

import (
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
	"entente/loader/internal/suggest"
	"entente/loader/quotes"
)

// A proof is a text with the quotes from the sources that it is the text of.
type proof struct {
	dir  *Dir
	path string
	// first is the first source that names it; that is where problems of the text itself are reported.
	first  entry
	quotes []quoted
}

// A quoted is evidence with a quote from a source that has a text.
type quoted struct {
	evidence *alliance.Evidence
	file     *file
	at       factfile.Pos
}

// proveQuotes looks for each quote from a source that has a text in the text, and keeps where it stands. Texts are read
// several at a time, each once, and let go.
func (l *linker) proveQuotes(dirs []Dir) error {
	proofs := l.proofs(dirs)
	found := make([]Problems, len(proofs))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range proofs {
		g.Go(func() (err error) {
			found[i], err = p.prove()
			return err
		})
	}
	err := g.Wait()
	l.problems = append(l.problems, slices.Concat(found...)...)
	return err
}

// A place is that of a text: the number of a directory, and the path in it.
type place struct {
	dir  int
	path string
}

// proofs returns the texts that sources have, in the order in which they name them, with the quotes from these.
func (l *linker) proofs(dirs []Dir) []*proof {
	var list []*proof
	at, of := map[place]*proof{}, map[*alliance.Source]*proof{}
	for _, f := range l.files {
		for i := range f.Sources {
			raw := f.Sources[i].Text
			if raw.Value == "" {
				continue
			}
			name, problem := textPath(dirs[f.dir].within(f.name), raw.Value)
			if problem != "" {
				l.report(f, raw.At, "text %.100q %s", raw.Value, problem)
				continue
			}
			p := at[place{f.dir, name}]
			if p == nil {
				p = &proof{dir: &dirs[f.dir], path: name, first: entry{file: f, at: raw.At}}
				at[place{f.dir, name}] = p
				list = append(list, p)
			}
			of[&f.sources[i]] = p
		}
	}
	for _, q := range l.quoted {
		if p := of[q.evidence.Source]; p != nil {
			p.quotes = append(p.quotes, q)
		}
	}
	return list
}

// prove returns a problem for each quote that is not in the text, or one for the text. The error is of a text that is there
// but cannot be read.
func (p *proof) prove() (Problems, error) {
	text, err := p.read()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Problems{p.first.problem("text %.100q does not exist%s", p.path, p.advice())}, nil
	case err != nil && errors.As(err, new(*fs.PathError)):
		return nil, p.dir.readError(p.path, err)
	case err != nil:
		return Problems{p.first.problem("text %.100q: %v", p.path, err)}, nil
	}
	var found Problems
	for _, q := range p.quotes {
		passage, err := text.Find(string(q.evidence.Quote))
		if err != nil {
			found = append(found, entry{file: q.file, at: q.at}.problem("the quote is not in %.100s: %v", path.Join(p.dir.Name, p.path), err))
			continue
		}
		q.evidence.Passage = &passage
	}
	return found, nil
}

// read reads the text, unless it is too large.
func (p *proof) read() (*quotes.Text, error) {
	info, err := fs.Stat(p.dir.FS, p.path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("it is a directory (name the file in it)")
	case info.Size() > quotes.MaxSize:
		return nil, quotes.ErrSize
	}
	file, err := fs.ReadFile(p.dir.FS, p.path)
	if err != nil {
		return nil, err
	}
	return quotes.Parse(p.path, file)
}

// textPath returns the path in the data set of a text that a file names, or what is wrong with it.
func textPath(file, text string) (name, problem string) {
	name = path.Join(path.Dir(file), text)
	hidden := func(part string) bool { return strings.HasPrefix(part, ".") && part != ".." }
	switch {
	case strings.Contains(text, "://"):
		return "", "is a web address (save the page beside the facts, and name the file)"
	case strings.Contains(text, `\`):
		return "", `has a \ (write / between directories)`
	case path.IsAbs(text) || len(text) > 1 && text[1] == ':':
		return "", "is an absolute path (write it relative to this file)"
	case !fs.ValidPath(name):
		return "", "is outside of the data set (put it in its directory)"
	case slices.ContainsFunc(strings.Split(name, "/"), hidden):
		return "", "is hidden (leave out the . at the beginning of the name)"
	case !quotes.Is(name):
		return "", "is neither plain text nor HTML (save it as .txt, .html, .htm or .xhtml)"
	}
	return name, ""
}

// advice returns which file may be meant by a text that does not exist, in parentheses.
func (p *proof) advice() string {
	file := p.dir.within(p.first.file.name)
	if written := strings.TrimPrefix(p.path, path.Dir(file)+"/"); written != p.path {
		if _, err := fs.Stat(p.dir.FS, written); err == nil {
			return " (paths are relative to the file that has them: write " + strings.Repeat("../", strings.Count(file, "/")) + written + ")"
		}
	}
	entries, _ := fs.ReadDir(p.dir.FS, path.Dir(p.path)) // without them nothing is suggested
	names := func(yield func(string) bool) {
		for _, e := range entries {
			if quotes.Is(e.Name()) && !yield(e.Name()) {
				return
			}
		}
	}
	if near := suggest.NewFinder(10_000).Closest(path.Base(p.path), names); near != "" {
		return " (did you mean " + path.Join(path.Dir(p.path), near) + "?)"
	}
	return " (save the article there, or correct the path: it is relative to this file)"
}

// problem returns a problem at an entry.
func (e entry) problem(message string, args ...any) Problem {
	return problemAt(e.file, e.at, message, args...)
}
