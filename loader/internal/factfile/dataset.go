package factfile

import (
	"reflect"

	"go.yaml.in/yaml/v4"
)

// Datasets are what a directory says of the data set that it has: one description, or a list of those of several that were
// joined.
type Datasets struct {
	At     Pos
	List   []Dataset
	Joined bool
}

// read reads a description or a list. Another document of the file may have done so already.
func (s *Datasets) read(d *decoder, key string, n *yaml.Node) {
	if !s.At.Absent() {
		d.report(d.pos(n), "%s is given twice (join them, or delete one: the other is at line %d, column %d)", key, s.At.Line, s.At.Column)
		return
	}
	s.At = d.pos(n)
	if s.Joined = n.Kind == yaml.SequenceNode; s.Joined {
		d.list(key, n, reflect.ValueOf(&s.List).Elem())
		return
	}
	s.List = make([]Dataset, 1)
	d.object(n, reflect.ValueOf(&s.List[0]).Elem())
}
