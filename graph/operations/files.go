package operations

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// largest is the length of the largest file that is read, in bytes.
const largest = 16 << 20

// Add adds the documents in the files below a directory: in NAME.graphql and NAME.gql, operations and the fragments that they use,
// which may be in other files; in NAME.json, a manifest, either Apollo's or, as Relay writes it, an object with the document for
// each id. Other files are none of ours. Name is how errors call the directory; they tell file, line and column, all at once. An
// operation must be in one place of all NAME.graphql in a folder. Other folders may be those of other programs, with operations of the
// same names. So may manifests, which are kept of each release of a program that is in use.
func (s *Set) Add(name string, dir fs.FS) error {
	sources, manifests, err := readAll(name, dir)
	if err != nil {
		return err
	}
	var wrong []error
	wrong = append(wrong, s.addSources(sources))
	for _, file := range slices.Sorted(maps.Keys(manifests)) {
		wrong = append(wrong, s.addManifest(file, manifests[file]))
	}
	return errors.Join(wrong...)
}

// readAll reads the files of documents and of manifests.
func readAll(name string, dir fs.FS) (sources, manifests map[string]string, err error) {
	sources, manifests = map[string]string{}, map[string]string{}
	err = fs.WalkDir(dir, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		into := sources
		switch path.Ext(file) {
		case ".graphql", ".gql":
		case ".json":
			into = manifests
		default:
			return nil
		}
		into[path.Join(name, file)], err = read(dir, file)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read operations in %s: %w", name, err)
	}
	return sources, manifests, nil
}

// read reads a file. What is not a regular one could be waited for in vain.
func read(dir fs.FS, file string) (string, error) {
	info, err := fs.Stat(dir, file)
	if err != nil {
		return "", err
	}
	switch {
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is not a regular file", file)
	case info.Size() > largest:
		return "", fmt.Errorf("%s is longer than %d bytes", file, largest)
	}
	text, err := fs.ReadFile(dir, file)
	return string(text), err
}

// addSources adds the operations in files, each with the fragments that it uses, and each file that is complete by itself.
func (s *Set) addSources(texts map[string]string) error {
	var wrong []error
	documents, fragments := map[string]*ast.QueryDocument{}, map[string]*ast.FragmentDefinition{}
	files := slices.Sorted(maps.Keys(texts))
	for _, file := range files {
		document, err := s.parse(file, texts[file])
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		documents[file] = document
		for _, f := range document.Fragments {
			if fragments[f.Name] == nil {
				fragments[f.Name] = f
			}
		}
	}
	defined := map[string]places{}
	for _, file := range files {
		if d := documents[file]; d != nil {
			folder := path.Dir(file)
			if defined[folder] == nil {
				defined[folder] = places{}
			}
			wrong = append(wrong, s.addFile(file, texts[file], d, fragments, defined[folder]))
		}
	}
	return errors.Join(wrong...)
}

// places are where the operations in a folder are defined, by their names or, without one, their documents.
type places map[string]string

// define notes where an operation is defined, which is an error if it is elsewhere as well.
func (p places) define(o *ast.OperationDefinition, document, at string) error {
	switch other, twice := p[cmp.Or(o.Name, document)]; {
	case twice && o.Name != "":
		return fmt.Errorf("operation %q is also at %s: give each a name of its own, or delete one", o.Name, other)
	case twice:
		return fmt.Errorf("the same operation, without a name, is also at %s: delete one", other)
	}
	p[cmp.Or(o.Name, document)] = at
	return nil
}

// addFile adds the operations of a file. Fragments of its own come before those of other files.
func (s *Set) addFile(file, text string, document *ast.QueryDocument, others map[string]*ast.FragmentDefinition, defined places) error {
	fragments := maps.Clone(others)
	for _, f := range document.Fragments {
		fragments[f.Name] = f
	}
	var wrong []error
	for _, o := range document.Operations {
		one := alone(o, fragments)
		if err := s.check(file, one); err != nil {
			wrong = append(wrong, err)
			continue
		}
		text, at := print(one), fmt.Sprintf("%s:%d", file, o.Position.Line)
		if err := errors.Join(defined.define(o, text, at), s.add(text, "")); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", at, err))
		}
	}
	// The file may be sent as it is, and one of its operations named.
	if err := errors.Join(wrong...); err != nil || len(document.Operations) == 0 || s.check(file, document) != nil {
		return err
	}
	return s.add(text, "")
}

// addManifest adds the documents of a manifest.
func (s *Set) addManifest(file, text string) error {
	listed, err := readManifest([]byte(text))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	var wrong []error
	for _, id := range slices.Sorted(maps.Keys(listed)) {
		at := fmt.Sprintf("%s, in %q", file, id)
		document, err := s.parse(at, listed[id])
		if err == nil {
			err = s.check(at, document)
		}
		if err == nil {
			err = s.add(listed[id], id)
		}
		wrong = append(wrong, err)
	}
	return errors.Join(wrong...)
}

// readManifest returns the documents of a manifest by their ids.
func readManifest(text []byte) (map[string]string, error) {
	var apollo struct {
		Format     string
		Version    int
		Operations []struct{ ID, Body string }
	}
	if err := json.Unmarshal(text, &apollo); err != nil || apollo.Format == "" {
		listed := map[string]string{}
		if err := json.Unmarshal(text, &listed); err != nil {
			return nil, fmt.Errorf("not a manifest: neither Apollo's nor an object of documents by id: %w", err)
		}
		return listed, nil
	}
	if apollo.Format != "apollo-persisted-query-manifest" || apollo.Version != 1 {
		return nil, fmt.Errorf("its format is %q, version %d: apollo-persisted-query-manifest, version 1, is supported", apollo.Format, apollo.Version)
	}
	listed := map[string]string{}
	for i, o := range apollo.Operations {
		if _, twice := listed[o.ID]; o.ID == "" || o.Body == "" || twice {
			return nil, fmt.Errorf("operations[%d] needs an id of its own and a body", i)
		}
		listed[o.ID] = o.Body
	}
	return listed, nil
}
