package factfile

import (
	"path"
	"reflect"
	"strings"
)

// An Apart is evidence that stands apart from its fact: a row of evidence.csv.
type Apart struct {
	At Pos `json:"-"`
	// Fact is the id of a relation or an event.
	Fact Ref `json:"fact"`
	// Evidence is one piece.
	Evidence []Evidence `json:"evidence"`
}

// IsTable reports whether a file of this name is a table of facts: actors.csv, sources.csv, conflicts.csv, relations.csv,
// events.csv or evidence.csv, with anything and a dot before it, and with .gz after it if it is compressed.
func IsTable(name string) bool {
	key, ok := tableKey(name)
	return ok && sectionOf(key) >= 0
}

// tableKey returns what the rows of the table of this name should be, and reports whether it is a table at all.
func tableKey(name string) (string, bool) {
	base, _ := strings.CutSuffix(strings.ToLower(path.Base(name)), ".gz")
	stem, ok := strings.CutSuffix(base, ".csv")
	return stem[strings.LastIndexByte(stem, '.')+1:], ok
}

// sectionOf returns the index of the field of Document that the rows of a table are read into, or -1 if there is no such
// table.
func sectionOf(key string) int {
	t := reflect.TypeFor[Document]()
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name == "-" {
			name = "evidence"
		}
		if name == key && t.Field(i).Type.Kind() == reflect.Slice {
			return i
		}
	}
	return -1
}

// A table is what the pieces of a table have in common.
type table struct {
	// section is the index of the field of Document that the rows are read into.
	section   int
	delimiter rune
	// columns has the columns in the order of the file; nil for one that is not to be read.
	columns []*column
	// unnamed has the columns without a name, which must have no values either.
	unnamed map[int]Pos
}
