package factfile

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"

	"entente/graph/alliance"
)

// lose notes the ids that may be in a node that is not read, or is read without its id: that it cannot be referred to has
// the same reason, which has been reported.
func (d *decoder) lose(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode {
		id := strings.ToLower(strings.Join(strings.Fields(n.Value), "-"))
		if len(id) <= MaxID && alliance.ValidID(id) {
			d.lost = append(d.lost, id)
		}
	}
	for _, child := range n.Content {
		d.lose(child)
	}
}

// named reports whether things of a type must have an id.
func named(t reflect.Type) bool {
	id, ok := t.FieldByName("ID")
	return ok && id.Tag.Get("json") == "id"
}
