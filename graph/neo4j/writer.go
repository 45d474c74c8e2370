package neo4j

import (
	"context"
	"maps"
	"slices"
	"strings"
)

const (
	// writeSize is how many things are written in one statement, and dropSize deleted.
	writeSize = 20_000
	dropSize  = 20_000
)

// A writer writes things into one generation, in batches. Things of one kind come after each other.
type writer struct {
	run      runner
	gen      int64
	size     int
	progress func(n int)

	label   string
	rows    []any
	pending int
	// written gets how the batch before went, of so many things; it is nil where there is none.
	written <-chan error
	writing int
	// via and invoking are the sources and events that refer to others of their kind, which may come after them.
	via, invoking []any
}

// newWriter returns a writer of batches of about the given size.
func newWriter(run runner, gen int64, size int, progress func(n int)) *writer {
	return &writer{run: run, gen: gen, size: size, progress: progress}
}

// add adds a thing to the batch, after that has been written where it is full or of another kind.
func (w *writer) add(ctx context.Context, n node) error {
	if n.label != w.label || w.pending >= w.size {
		if err := w.flush(ctx); err != nil {
			return err
		}
		w.label = n.label
	}
	w.rows = append(w.rows, w.row(n))
	w.pending += 1 + len(n.evidence)
	return nil
}

// row returns the parameters that a thing is written with.
func (w *writer) row(n node) map[string]any {
	n.p["gen"] = w.gen
	row := map[string]any{"p": map[string]any(n.p)}
	if n.evidence != nil {
		list := make([]any, len(n.evidence))
		for i, e := range n.evidence {
			e["gen"] = w.gen
			list[i] = map[string]any(e)
		}
		row["evidence"] = list
	}
	switch n.label {
	case "Actor":
		row["label"] = typeLabel(n.p["type"].(string))
	case "Relation":
		row["edge"] = edge(n.p)
	case "Event":
		row["participants"] = participants(n.p)
	}
	return row
}

// typeLabel returns the label of a type of actor: ArmedGroup for ARMED_GROUP.
func typeLabel(typ string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(typ, "_") {
		b.WriteString(word[:1] + strings.ToLower(word[1:]))
	}
	return b.String()
}

// edge returns the properties of the edge between two actors that stands for a relation: what people want to see, and
// what is needed to follow it.
func edge(relation properties) map[string]any {
	e := maps.Clone(map[string]any(relation))
	for _, name := range []string{"gen", "digest", "type", "subject", "object", "independent"} {
		delete(e, name)
	}
	return e
}

// participants returns the participants of an event.
func participants(event properties) []any {
	ids, _ := event["participants"].([]string)
	roles, _ := event["roles"].([]string)
	list := make([]any, len(ids))
	for i := range ids {
		list[i] = map[string]any{"actor": ids[i], "role": roles[i]}
	}
	return list
}

// flush has the batch written, while the next one is made.
func (w *writer) flush(ctx context.Context) error {
	if len(w.rows) == 0 {
		return nil
	}
	if err := w.wait(); err != nil {
		return err
	}
	statements, done := w.statements(), make(chan error, 1)
	go func() {
		for _, s := range statements {
			if err := w.put(ctx, s.cypher, s.rows); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	w.written, w.writing = done, w.pending
	w.rows, w.pending = nil, 0
	return nil
}

// wait waits until the batch before is written.
func (w *writer) wait() error {
	if w.written == nil {
		return nil
	}
	err := <-w.written
	w.written = nil
	if err == nil && w.progress != nil {
		w.progress(w.writing)
	}
	return err
}

// A statement is run for rows.
type statement struct {
	cypher string
	rows   []any
}

// statements returns what writes the things of the batch, and what links them to things before.
func (w *writer) statements() []statement {
	switch w.label {
	case "Actor":
		return []statement{{actorsStatement, w.rows}}
	case "Conflict":
		return []statement{{conflictsStatement, w.rows}}
	case "Source":
		w.via = having(w.via, w.rows, "via")
		return []statement{{sourcesStatement, w.rows}}
	case "Relation":
		return []statement{{relationsStatement, w.rows}}
	default:
		w.invoking = having(w.invoking, w.rows, "invoked")
		return []statement{{eventsStatement, w.rows}}
	}
}

// having appends the rows of things that have a property.
func having(list, rows []any, property string) []any {
	for _, r := range rows {
		if p := r.(map[string]any)["p"].(map[string]any); p[property] != nil {
			list = append(list, map[string]any{"p": p})
		}
	}
	return list
}

// close writes what is left, and the links between things of one kind.
func (w *writer) close(ctx context.Context) error {
	if err := w.flush(ctx); err != nil {
		return err
	}
	if err := w.wait(); err != nil {
		return err
	}
	for batch := range slices.Chunk(w.via, w.size) {
		if err := w.put(ctx, viaStatement, batch); err != nil {
			return err
		}
	}
	for batch := range slices.Chunk(w.invoking, w.size) {
		if err := w.put(ctx, invokesStatement, batch); err != nil {
			return err
		}
	}
	return nil
}

// put runs a statement for rows, unless there are none.
func (w *writer) put(ctx context.Context, cypher string, rows []any) error {
	if len(rows) == 0 {
		return nil
	}
	_, err := w.run(ctx, cypher, map[string]any{"gen": w.gen, "rows": rows})
	return err
}
