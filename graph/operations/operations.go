// Package operations reads trusted documents: the only ones that a server answers that was started with them. A client asks one by
// its text or by its id, in one of the ways in which Apollo, Relay and urql do that.
package operations

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// A Set is trusted documents. It is safe for concurrent use once all are added.
type Set struct {
	schema *ast.Schema
	tokens int
	byID   map[string]string
	forms  map[form]bool
	names  map[string]bool
}

// New returns an empty set of documents of a schema, each of at most the given number of tokens.
func New(schema *ast.Schema, tokens int) *Set {
	return &Set{schema, tokens, map[string]string{}, map[form]bool{}, map[string]bool{}}
}

// Names returns the names of the operations in the set, sorted.
func (s *Set) Names() []string { return slices.Sorted(maps.Keys(s.names)) }

// Len returns the number of different documents in the set.
func (s *Set) Len() int { return len(s.forms) }

// Find returns the document with an id, if there is one: that of a manifest, or the SHA-256 of a document, in hexadecimal.
func (s *Set) Find(id string) (document string, ok bool) {
	document, ok = s.byID[id]
	return document, ok
}

// Trusts reports whether a document is in the set. It may be laid out in another way, have its fragments in another order, and
// ask for __typename anywhere.
func (s *Set) Trusts(document string) bool {
	f, ok := formOf(document, s.tokens)
	return ok && s.forms[f]
}

// add adds a document that is valid, under its digest and perhaps another id. An id stands for one document only.
func (s *Set) add(document, id string) error {
	sum := sha256.Sum256([]byte(document))
	s.byID[hex.EncodeToString(sum[:])] = document
	if id != "" {
		if other, taken := s.byID[id]; taken && other != document {
			return fmt.Errorf("id %q stands for two different documents: give each its own", id)
		}
		s.byID[id] = document
	}
	f, ok := formOf(document, s.tokens)
	if !ok {
		return fmt.Errorf("the document has more than %d tokens: split it", s.tokens)
	}
	s.forms[f] = true
	parsed, err := s.parse(id, document)
	if err != nil {
		return err
	}
	for _, o := range parsed.Operations {
		if o.Name != "" {
			s.names[o.Name] = true
		}
	}
	return nil
}

// parse parses a document, which need not be complete.
func (s *Set) parse(name, document string) (*ast.QueryDocument, error) {
	parsed, err := parser.ParseQueryWithTokenLimit(&ast.Source{Name: name, Input: document}, s.tokens)
	if err != nil {
		return nil, located(name, err)
	}
	return parsed, nil
}

// check checks a complete document.
func (s *Set) check(name string, document *ast.QueryDocument) error {
	var all []error
	for _, err := range validator.ValidateWithRules(s.schema, document, rules.NewDefaultRules()) {
		all = append(all, located(name, err))
	}
	return errors.Join(all...)
}

// located returns an error in a document with its position, as FILE:LINE:COLUMN.
func located(name string, err error) error {
	wrong, ok := errors.AsType[*gqlerror.Error](err)
	if !ok || len(wrong.Locations) == 0 {
		return fmt.Errorf("%s: %w", name, err)
	}
	file, _ := wrong.Extensions["file"].(string)
	at := wrong.Locations[0]
	return fmt.Errorf("%s:%d:%d: %s", cmp.Or(file, name), at.Line, at.Column, wrong.Message)
}

// alone returns the document of one operation with the fragments that it uses.
func alone(o *ast.OperationDefinition, fragments map[string]*ast.FragmentDefinition) *ast.QueryDocument {
	used := map[string]bool{}
	document := &ast.QueryDocument{Operations: ast.OperationList{o}}
	var walk func(ast.SelectionSet)
	walk = func(selections ast.SelectionSet) {
		for _, selection := range selections {
			switch selection := selection.(type) {
			case *ast.Field:
				walk(selection.SelectionSet)
			case *ast.InlineFragment:
				walk(selection.SelectionSet)
			case *ast.FragmentSpread:
				f := fragments[selection.Name]
				if f == nil || used[f.Name] {
					continue // the check of the document says what is missing
				}
				used[f.Name] = true
				document.Fragments = append(document.Fragments, f)
				walk(f.SelectionSet)
			}
		}
	}
	walk(o.SelectionSet)
	slices.SortFunc(document.Fragments, func(f, g *ast.FragmentDefinition) int { return strings.Compare(f.Name, g.Name) })
	return document
}

// print returns the text of a document.
func print(document *ast.QueryDocument) string {
	var out bytes.Buffer
	formatter.NewFormatter(&out).FormatQueryDocument(document)
	return out.String()
}
