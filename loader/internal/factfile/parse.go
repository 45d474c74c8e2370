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
	Text []byte
}

// Parsed is the content of a file and what is wrong with it. If Broken, the file has a syntax error and the document is
// incomplete.
type Parsed struct {
	Document Document
	Problems []Problem
	Broken   bool
}

// pieceSize keeps memory small and the overhead of a piece negligible.
const pieceSize = 1 << 20

// Parse reads files and returns their contents in the same order. It uses all processors, also for a single large YAML
// file.
func Parse(files []File) []Parsed { return parse(files, pieceSize) }

// parse is [Parse] with pieces of the given size. It reads as many pieces at a time as there are processors.
func parse(files []File, size int) []Parsed {
	pieces := make([][]Parsed, len(files))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		cut := f.cut(size)
		pieces[i] = make([]Parsed, len(cut))
		for j, p := range cut {
			g.Go(func() error {
				pieces[i][j] = p.read()
				return nil
			})
		}
	}
	_ = g.Wait() // no piece returns an error
	parsed := make([]Parsed, len(files))
	for i, f := range files {
		parsed[i] = f.join(pieces[i])
		pieces[i] = nil
	}
	return parsed
}

// cut returns the pieces of a file.
func (f File) cut(size int) []piece {
	if strings.EqualFold(path.Ext(f.Name), ".json") {
		return []piece{f.whole()}
	}
	return split(f.whole().text, size)
}

// whole returns the file as one piece, without the byte order mark that some editors write.
func (f File) whole() piece {
	return piece{json: strings.EqualFold(path.Ext(f.Name), ".json"), text: bytes.TrimPrefix(f.Text, []byte("\ufeff"))}
}

// join joins the pieces of a file. If one of several is broken, it reads the file as a whole.
func (f File) join(pieces []Parsed) Parsed {
	if len(pieces) == 1 {
		return pieces[0]
	}
	if slices.ContainsFunc(pieces, func(p Parsed) bool { return p.Broken }) {
		return f.whole().read()
	}
	var all Parsed
	for i, p := range pieces {
		all.Problems = append(all.Problems, p.Problems...)
		all.Document.add(&p.Document)
		pieces[i] = Parsed{}
	}
	return all
}

// read reads a piece.
func (p piece) read() (parsed Parsed) {
	d := newDecoder(p.before)
	switch fault, bad := illegible(p.text); {
	case bad:
		d.problems, parsed.Broken = []Problem{fault}, true
	case p.json:
		parsed.Broken = !d.decodeJSON(p.text, &parsed.Document)
	default:
		parsed.Broken = !d.eachYAML(p.text, func(root *yaml.Node) { d.document(p.rooted(root), &parsed.Document) })
	}
	parsed.Problems = d.problems
	return parsed
}

// rooted returns root as the root of a whole file: under the key of the piece.
func (p piece) rooted(root *yaml.Node) *yaml.Node {
	if p.key == "" {
		return root
	}
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: p.key}
	return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{key, root}}
}

// add appends the contents of another document.
func (d *Document) add(e *Document) {
	if e.Dataset != nil {
		d.Dataset = e.Dataset
	}
	d.Actors = append(d.Actors, e.Actors...)
	d.Sources = append(d.Sources, e.Sources...)
	d.Conflicts = append(d.Conflicts, e.Conflicts...)
	d.Relations = append(d.Relations, e.Relations...)
	d.Events = append(d.Events, e.Events...)
}
