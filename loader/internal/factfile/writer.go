package factfile

import (
	"bufio"
	"io"
	"reflect"
)

// A Writer writes a fact file, thing by thing, with keys in the order of their declaration and without those that are left
// out. Errors are those of Close.
type Writer struct {
	to *bufio.Writer
	*encoder
	syntax
	buffer []byte
	// sections is the number of sections, and items that of the things in the last.
	sections, items int
}

// A syntax is how a fact file is written: YAML or JSON. Each method appends to a text.
type syntax interface {
	// section begins a section: a list, or what a single value is.
	section(to []byte, key string, first, list bool) []byte
	// item appends a thing in a list, and value the value of a section.
	item(to []byte, w *written, first bool) []byte
	value(to []byte, w *written) []byte
	// endSection ends a list, and end the file; empty says that it has no section.
	endSection(to []byte) []byte
	end(to []byte, empty bool) []byte
}

// NewYAML returns a writer of a YAML file, which begins with a comment of one line.
func NewYAML(to io.Writer, comment string) *Writer {
	w := &Writer{to: bufio.NewWriterSize(to, 1<<16), encoder: newEncoder(), syntax: yamlSyntax{}}
	w.flush(append(append([]byte("# "), comment...), '\n'))
	return w
}

// NewJSON returns a writer of a JSON file, which has each thing on a line of its own.
func NewJSON(to io.Writer) *Writer {
	return &Writer{to: bufio.NewWriterSize(to, 1<<16), encoder: newEncoder(), syntax: jsonSyntax{}}
}

// flush writes what has been appended. It keeps no error: the buffer does.
func (w *Writer) flush(text []byte) {
	w.buffer = text[:0]
	_, _ = w.to.Write(text)
}

// Section begins a list of things under a key. It ends with EndSection.
func (w *Writer) Section(key string) {
	w.flush(w.section(w.buffer, key, w.sections == 0, true))
	w.sections, w.items = w.sections+1, 0
}

// Item writes a thing of the list: a pointer to a struct of a [Document].
func (w *Writer) Item(thing any) {
	item := w.object(reflect.ValueOf(thing).Elem())
	w.flush(w.item(w.buffer, &item, w.items == 0))
	w.items++
}

// EndSection ends the list.
func (w *Writer) EndSection() { w.flush(w.endSection(w.buffer)) }

// Datasets writes the section that describes the data set, unless it describes none.
func (w *Writer) Datasets(d Datasets) {
	item, ok := w.datasets(d)
	if !ok {
		return
	}
	w.flush(w.section(w.buffer, "dataset", w.sections == 0, false))
	w.flush(w.syntax.value(w.buffer, &item))
	w.sections++
}

// Close ends the file, and returns the first error of writing.
func (w *Writer) Close() error {
	w.flush(w.end(w.buffer, w.sections == 0))
	return w.to.Flush()
}
