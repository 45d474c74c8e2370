package factfile

import (
	"bytes"
	"io"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A File is a fact file: a table if [IsTable] says so by its name, JSON if that ends in .json, otherwise YAML.
type File struct {
	Name string
	// Open returns the text, again each time: what has been read is let go.
	Open func() ([]byte, error)
	// Stream returns the text of a table, which may be larger than memory, or of YAML, again each time. If it is nil, Open does.
	Stream func() (io.ReadCloser, error)
	// Whole has YAML be read in one piece: see [SplitError].
	Whole bool
}

// Parsed is a part of the content of a file and what is wrong with it.
type Parsed struct {
	// Documents are parts of the content, in order, so that each can be let go once it is not needed any more.
	Documents []*Document
	Problems  []Problem
	// Warnings are what is suspicious but may be right, Unlisted the number of more such things.
	Warnings []Problem
	Unlisted int
	// Lost are the ids that may be those of what could not be read.
	Lost []string
	// Broken is the text of a file that has a syntax error, so that the documents are incomplete, otherwise nil.
	Broken []byte
	broken bool
	// split reports whether it is one of several parts of a YAML file.
	split bool
	// stray has the first value in each column without a name.
	stray map[int]Pos
}

// pieceSize keeps memory small and the overhead of a piece negligible.
const pieceSize = 1 << 20

// Read reads files, and passes what each has to take, with the number of the file, in order: a table and a large YAML file
// in many parts, so that not all of it need be in memory, another file in one. It uses all processors, also for a single
// large file, and reads on while take runs. Progress, unless it is nil, is called with the number of bytes that have been
// read. The error is that of a file that cannot be opened or read, or a [SplitError].
func Read(files []File, take func(file int, p Parsed), progress func(read int64)) error {
	return read(files, pieceSize, take, progress)
}

// cutText passes the pieces of file i, which is no table, to add, with their numbers of bytes, until that returns false.
func (f File) cutText(i, size int, add func(piece, int64) bool) error {
	if !f.Whole && !f.json() {
		split, err := f.cutPlain(i, size, add)
		if split || err != nil {
			return err
		}
	}
	whole, err := f.whole()
	if err != nil {
		return err
	}
	add(whole, int64(len(whole.text)))
	return nil
}

// cutPlain is cutText for a YAML file that can be split. It reports whether the file is.
func (f File) cutPlain(i, size int, add func(piece, int64) bool) (split bool, err error) {
	in, err := f.stream()
	if err != nil {
		return false, err
	}
	defer func() { _ = in.Close() }()
	s := splitter{in: unmarked(in), size: size}
	counted := int64(0)
	plain := s.split(func(p piece) bool {
		read := in.read - counted
		counted = in.read
		return add(p, read)
	})
	if !plain && s.passed {
		return false, &SplitError{i}
	}
	return plain, nil
}

// unmarked returns a text without the byte order mark that some editors write.
func unmarked(in io.Reader) io.Reader {
	begin := make([]byte, len(byteOrderMark))
	n, err := io.ReadFull(in, begin)
	if err == nil && string(begin) == byteOrderMark {
		return in
	}
	return io.MultiReader(bytes.NewReader(begin[:n]), in)
}

// byteOrderMark is what some editors write before a text.
const byteOrderMark = "\ufeff"

// json reports whether a file is JSON.
func (f File) json() bool { return strings.EqualFold(path.Ext(f.Name), ".json") }

// whole returns the file as one piece, without a byte order mark.
func (f File) whole() (piece, error) {
	text, err := f.Open()
	return piece{json: f.json(), text: bytes.TrimPrefix(text, []byte(byteOrderMark))}, err
}

// complete completes a part of file i, which is no table.
func (f File) complete(i int, p Parsed) (Parsed, error) {
	switch {
	case !p.broken:
		return p, nil
	case p.split:
		return p, &SplitError{i}
	}
	whole, err := f.whole()
	p.Broken = whole.text
	return p, err
}

// read reads a piece, and lets go its text. The reader is not in use elsewhere.
func (p *piece) read(plain *plainReader) Parsed {
	d := newDecoder(p.before)
	d.problems = p.faults
	ok := !p.faulty
	switch fault, bad := p.unreadable(); {
	case p.faulty:
	case p.table != nil:
		ok = d.decodeTable(p)
	case bad:
		d.problems, ok = []Problem{fault}, false
	case p.json && len(bytes.TrimSpace(p.text)) == 0:
	case p.json:
		text := newStream(p.text)
		p.text = nil
		ok = d.decodeJSON(text)
	case p.key != "" && p.decodePlain(d, plain):
	default:
		ok = d.eachYAML(p.text, func(root *yaml.Node) { d.document(p.rooted(root), &d.doc) })
	}
	d.part()
	return Parsed{
		Documents: d.parts, Problems: d.problems, Warnings: d.warnings, Unlisted: d.unlisted, Lost: d.lost,
		broken: !ok, split: p.key != "", stray: d.stray,
	}
}

// decodePlain reads a piece of a YAML file, and reports whether it is plain.
func (p *piece) decodePlain(d *decoder, plain *plainReader) bool {
	root, ok := plain.read(string(p.text))
	if ok {
		d.borrowed = true
		d.document(p.rooted(root), &d.doc)
	}
	return ok
}

// unreadable returns why a piece cannot be read in its language, if that can be told without it.
func (p *piece) unreadable() (Problem, bool) {
	if fault, bad := illegible(p.text); bad {
		return fault, true
	}
	return unmerged(p.text)
}

// rooted returns root as the root of a whole file: under the key of the piece.
func (p piece) rooted(root *yaml.Node) *yaml.Node {
	if p.key == "" {
		return root
	}
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: p.key}
	return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{key, root}}
}
