package factfile

import (
	"bytes"
	"io"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A File is a fact file: a table if [IsTable] says so by its name, JSON if that ends in .json, otherwise YAML.
type File struct {
	Name string
	// Open returns the text, again each time: what has been read is let go.
	Open func() ([]byte, error)
	// Stream returns the text of a table, which may be larger than memory, again each time. If it is nil, Open does.
	Stream func() (io.ReadCloser, error)
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
	// stray has the first value in each column without a name.
	stray map[int]Pos
}

// pieceSize keeps memory small and the overhead of a piece negligible.
const pieceSize = 1 << 20

// Read reads files, and passes what each has to take, with the number of the file, in order: a table in many parts, so
// that not all of it need be in memory, another file in one. It uses all processors, also for a single large table or
// YAML file, and reads on while take runs. Progress, unless it is nil, is called with the number of bytes that have been
// read. The error is that of a file that cannot be opened or read.
func Read(files []File, take func(file int, p Parsed), progress func(read int64)) error {
	return read(files, pieceSize, take, progress)
}

// cutText passes the pieces of a file that is no table to add, with their numbers of bytes, until that returns false. If
// there are several, each has its text for itself, and can be let go with it.
func (f File) cutText(size int, add func(piece, int64) bool) error {
	whole, err := f.whole()
	if err != nil {
		return err
	}
	if whole.json {
		add(whole, int64(len(whole.text)))
		return nil
	}
	pieces := split(whole.text, size)
	for i := range pieces {
		p := pieces[i]
		if len(pieces) > 1 {
			p.text = bytes.Clone(p.text)
		}
		if !add(p, int64(len(p.text))) {
			return nil
		}
	}
	return nil
}

// whole returns the file as one piece, without the byte order mark that some editors write.
func (f File) whole() (piece, error) {
	text, err := f.Open()
	json := strings.EqualFold(path.Ext(f.Name), ".json")
	return piece{json: json, text: bytes.TrimPrefix(text, []byte("\ufeff"))}, err
}

// join joins the pieces of a file. If one of several is broken, it reads the file as a whole.
func (f File) join(pieces []Parsed) (Parsed, error) {
	if slices.ContainsFunc(pieces, func(p Parsed) bool { return p.broken }) {
		return f.joinBroken(pieces)
	}
	var all Parsed
	for _, p := range pieces {
		all.Problems = append(all.Problems, p.Problems...)
		all.Warnings = append(all.Warnings, p.Warnings...)
		all.Unlisted += p.Unlisted
		all.Lost = append(all.Lost, p.Lost...)
		all.Documents = append(all.Documents, p.Documents...)
	}
	return all, nil
}

// joinBroken is join for a file of which a piece is broken.
func (f File) joinBroken(pieces []Parsed) (Parsed, error) {
	whole, err := f.whole()
	if err != nil {
		return Parsed{}, err
	}
	text, parsed := whole.text, pieces[0]
	if len(pieces) > 1 {
		parsed = whole.read()
	}
	if parsed.broken {
		parsed.Broken = text
	}
	return parsed, nil
}

// read reads a piece, and lets go its text.
func (p *piece) read() Parsed {
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
	default:
		ok = d.eachYAML(p.text, func(root *yaml.Node) { d.document(p.rooted(root), &d.doc) })
	}
	d.part()
	return Parsed{
		Documents: d.parts, Problems: d.problems, Warnings: d.warnings, Unlisted: d.unlisted, Lost: d.lost, broken: !ok, stray: d.stray,
	}
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
