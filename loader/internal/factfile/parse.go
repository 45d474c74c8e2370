package factfile

import (
	"bytes"
	"path"
	"runtime"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/sync/errgroup"
)

// A File is a fact file: JSON if its name ends in .json, otherwise YAML.
type File struct {
	Name string
	// Open returns the text, again each time: what has been read is let go.
	Open func() ([]byte, error)
}

// Parsed is the content of a file and what is wrong with it.
type Parsed struct {
	// Documents are parts of the content, in order, so that each can be let go once it is not needed any more.
	Documents []*Document
	Problems  []Problem
	// Broken is the text of a file that has a syntax error, so that the documents are incomplete, otherwise nil.
	Broken []byte
	broken bool
}

// pieceSize keeps memory small and the overhead of a piece negligible.
const pieceSize = 1 << 20

// Parse reads files and returns their contents in the same order. It uses all processors, also for a single large YAML
// file. The error is that of a file that cannot be opened.
func Parse(files []File) ([]Parsed, error) { return parse(files, pieceSize) }

// parse is [Parse] with pieces of the given size. It reads as many pieces at a time as there are processors.
func parse(files []File, size int) ([]Parsed, error) {
	pieces := make([][]Parsed, len(files))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		cut, err := f.cut(size)
		if err != nil {
			_ = g.Wait() // no piece returns an error
			return nil, err
		}
		pieces[i] = make([]Parsed, len(cut))
		for j, p := range cut {
			cut[j].text = nil
			g.Go(func() error {
				pieces[i][j] = p.read()
				return nil
			})
		}
	}
	_ = g.Wait()
	parsed := make([]Parsed, len(files))
	for i, f := range files {
		var err error
		if parsed[i], err = f.join(pieces[i]); err != nil {
			return nil, err
		}
		pieces[i] = nil
	}
	return parsed, nil
}

// cut returns the pieces of a file. If there are several, each has its text for itself, and can be let go with it.
func (f File) cut(size int) ([]piece, error) {
	whole, err := f.whole()
	if err != nil || whole.json {
		return []piece{whole}, err
	}
	pieces := split(whole.text, size)
	if len(pieces) > 1 {
		for i := range pieces {
			pieces[i].text = bytes.Clone(pieces[i].text)
		}
	}
	return pieces, nil
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
	ok := true
	switch fault, bad := illegible(p.text); {
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
	return Parsed{Documents: d.parts, Problems: d.problems, broken: !ok}
}

// rooted returns root as the root of a whole file: under the key of the piece.
func (p piece) rooted(root *yaml.Node) *yaml.Node {
	if p.key == "" {
		return root
	}
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: p.key}
	return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{key, root}}
}
