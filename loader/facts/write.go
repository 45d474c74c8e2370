package facts

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// JSON returns facts as a JSON fact file: see [WriteJSON].
func JSON(f *alliance.Facts) ([]byte, error) {
	var b bytes.Buffer
	err := WriteJSON(&b, f)
	return b.Bytes(), err
}

// WriteJSON writes facts as a JSON fact file with explicit ids, in which each piece of evidence says all that it states.
// Read again, the facts have the same version, and are written as the same bytes.
func WriteJSON(to io.Writer, f *alliance.Facts) error {
	w := factfile.NewJSON(to)
	for _, s := range sections(f) {
		s.write(w)
	}
	return w.Close()
}

// WriteYAML writes facts as the YAML files of a directory: what [WriteJSON] writes, with a file for each kind of thing
// that there is. It creates and closes them one after the other, and ends with the first error. Each file names the version
// of the facts in a comment.
func WriteYAML(f *alliance.Facts, create func(name string) (io.WriteCloser, error)) error {
	comment := "Facts of version " + f.Dataset().Version
	for _, s := range sections(f) {
		if s.number == 0 && s.key != "actors" { // a directory must have a file
			continue
		}
		if err := s.writeFile(comment, create); err != nil {
			return fmt.Errorf("%s.yaml: %w", s.key, err)
		}
	}
	return nil
}

// A section is a part of a fact file.
type section struct {
	key    string
	number int
	write  func(*factfile.Writer)
}

// sections returns what facts have, in the order of fact files.
func sections(f *alliance.Facts) []section {
	w := newWriter(f)
	described := section{"dataset", len(f.Collections), func(to *factfile.Writer) { to.Datasets(writtenCollections(f.Collections)) }}
	return []section{
		described,
		sectionOf("actors", f.Actors, w.actor),
		sectionOf("sources", f.Sources, w.source),
		sectionOf("conflicts", f.Conflicts, writtenConflict),
		sectionOf("relations", f.Relations, writtenRelation),
		sectionOf("events", f.Events, writtenEvent),
	}
}

// sectionOf returns a section with things, which are made into those of a fact file one by one.
func sectionOf[T, W any](key string, things []T, written func(T) *W) section {
	return section{key, len(things), func(to *factfile.Writer) {
		if len(things) == 0 {
			return
		}
		to.Section(key)
		for _, thing := range things {
			to.Item(written(thing))
		}
		to.EndSection()
	}}
}

// writeFile writes a file with the section alone.
func (s *section) writeFile(comment string, create func(name string) (io.WriteCloser, error)) error {
	file, err := create(s.key + ".yaml")
	if err != nil {
		return err
	}
	w := factfile.NewYAML(file, comment)
	s.write(w)
	return errors.Join(w.Close(), file.Close())
}

// Check returns an error if [Read] would find problems in a fact file of these facts. It describes the first problem
// and counts the others. Names that several actors have are no problem: the facts do not tell whether their files allow
// it.
func Check(f *alliance.Facts) error {
	text, err := JSON(f)
	if err != nil {
		return err
	}
	files := []factfile.File{{Name: "facts.json", Open: func() ([]byte, error) { return text, nil }}}
	l, err := readFiles(files, []int{0}, nil)
	if err != nil {
		return err
	}
	l.link(func() {})
	switch n := len(l.problems); n {
	case 0:
		return nil
	case 1:
		return errors.New(l.problems[0].Message)
	default:
		l.problems.sort()
		return fmt.Errorf("%s (and %d more)", l.problems[0].Message, n-1)
	}
}
