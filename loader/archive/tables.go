package archive

import (
	"context"
	"io"
	"strings"
	"time"

	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/export/table"
	"entente/graph/memory"
)

// tablesPath is the directory of the tables in an archive: for readers without this program. Nothing is read from them again.
const tablesPath = "tables/"

// packedTables are the tables that an archive has.
func packedTables() []string {
	return []string{
		"actors.csv", "relations.csv", "periods.csv", "statements.csv", "events.csv", "conflicts.csv", "sources.csv",
	}
}

// tables returns the facts as tables with their Table Schemas.
func tables(f *alliance.Facts) ([]member, error) {
	store := memory.New(f, time.Time{})
	var list []member
	for _, name := range packedTables() {
		kind, err := export.KindOf(name)
		if err != nil {
			return nil, err
		}
		write, err := kind.Prepare(&export.Question{Store: store, Dataset: f.Dataset(), Name: name})
		if err != nil {
			return nil, err
		}
		list = append(list, member{path: tablesPath + name, data: piped(write), schema: schemaOf(kind.Fields)})
	}
	return list, nil
}

// piped returns the source of a file as it is written, so that it is never in memory as a whole.
func piped(write export.Write) source {
	return func() (io.ReadCloser, error) {
		from, to := io.Pipe()
		go func() { to.CloseWithError(write(context.Background(), to)) }()
		return from, nil
	}
}

// A tableSchema is a Table Schema (Frictionless Data).
type tableSchema struct {
	Fields     []schemaField `json:"fields"`
	PrimaryKey []string      `json:"primaryKey,omitempty"`
}

// A schemaField is a field of a Table Schema.
type schemaField struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

// schemaOf returns the Table Schema of a table. Days are strings there, since its dates begin with the year 1.
func schemaOf(fields []table.Field) tableSchema {
	var s tableSchema
	for _, f := range fields {
		field := schemaField{f.Name, string(f.Type), f.Doc}
		switch f.Type {
		case table.Date:
			field.Type = string(table.String)
		case table.List:
			field.Type, field.Description = string(table.String), strings.TrimSuffix(f.Doc, ".")+", with | between them."
		}
		s.Fields = append(s.Fields, field)
	}
	if s.Fields[0].Name == "id" {
		s.PrimaryKey = []string{"id"}
	}
	return s
}
