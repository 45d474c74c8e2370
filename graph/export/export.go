// Package export writes what leaves the program as files: tables of actors, relations, statements, events and sources, and
// networks. The same files come from the server at /export/NAME and from `go run ./loader export NAME`.
//
// A file is made from one version of the facts and names it, with the question that it answers. Its order is that of the
// lists of a [alliance.Store], so that the same question about the same facts gives the same bytes.
package export

import (
	"context"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
	"entente/graph/export/table"
)

// A Question is what a file is asked for.
type Question struct {
	// Store answers from one version of the facts, which Dataset describes.
	Store   alliance.Store
	Dataset alliance.Dataset
	// Name is the name of the file, such as relations.csv.
	Name string
	// Parameters are the filters and options, by their names in the address.
	Parameters url.Values
	// MaxRows is the most rows of a table that is longer than the facts, which are to be counted before any of them is made.
	// Zero is no limit.
	MaxRows int
}

// decode sets the fields of what into points at from the parameters: see [parameter.Decode].
func (q *Question) decode(into any) error { return parameter.Decode(q.Parameters, into) }

// Target returns the address of the file on a server, without scheme and host: with the parameters that are given, in the
// order of their names.
func (q *Question) Target() string {
	given := url.Values{}
	for name, values := range q.Parameters {
		if values = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" }); len(values) > 0 {
			given[name] = values
		}
	}
	target := "/export/" + q.Name
	if len(given) > 0 {
		target += "?" + given.Encode()
	}
	return target
}

// metadata say what a file is made from, for formats that have a place for them.
func (q *Question) metadata() map[string]string {
	return map[string]string{"entente.dataset": q.Dataset.Version, "entente.query": q.Target()}
}

// A Kind is a kind of file.
type Kind struct {
	// Name is the name of the file, such as relations.csv.
	Name      string
	MediaType string
	// Doc says what is in the file, in one sentence.
	Doc string
	// Heavy is set if it takes long before its first byte, or between one and the next.
	Heavy bool
	// Parameters are the names of the parameters that it takes, sorted.
	Parameters []string
	// Fields are the columns of a table, without those that parameters add; nil of other files.
	Fields []table.Field
	// Prepare checks a question and returns what writes the file. The error is a [*parameter.Error] if a parameter is
	// wrong. It is cheap: facts are read only when the file is written.
	Prepare func(q *Question) (Write, error)
}

// Write writes a file. It returns errors of the store and of the writer unchanged.
type Write func(ctx context.Context, w io.Writer) error

// Kinds returns all kinds of files, in the order in which people look for them.
func Kinds() []Kind {
	return slices.Concat(
		kindsOf(actors()), kindsOf(relations()), kindsOf(periods()), kindsOf(statements()), kindsOf(events()),
		kindsOf(conflicts()), kindsOf(sources()), kindsOf(dyads()), networks(),
	)
}

// KindOf returns the kind of file with a name. The error is a [*NameError].
func KindOf(name string) (*Kind, error) {
	kinds := Kinds()
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return nil, &NameError{name}
	}
	return &kinds[i], nil
}

// A NameError is the name of a file that there is not.
type NameError struct{ Name string }

// Error implements error.
func (e *NameError) Error() string {
	return "there is no " + e.Name + " to export (there are " + Choices() + ")"
}

// Choices returns the names of all files, such as actors.{csv,jsonl,parquet}.
func Choices() string {
	var choices []string
	for _, e := range entries() {
		var endings []string
		for _, k := range e.Files {
			endings = append(endings, strings.TrimPrefix(path.Ext(k.Name), "."))
		}
		choices = append(choices, e.Name+".{"+strings.Join(endings, ",")+"}")
	}
	return strings.Join(choices, ", ")
}
