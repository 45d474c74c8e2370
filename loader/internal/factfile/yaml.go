package factfile

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v4"
)

// eachYAML calls read with the root of each YAML document in the text. If there is a syntax error, it reports that and
// returns false.
func (d *decoder) eachYAML(text []byte, read func(root *yaml.Node)) bool {
	loader, err := yaml.NewLoader(bytes.NewReader(text))
	if err != nil {
		panic(err) // there are no options that could be wrong
	}
	for {
		var n yaml.Node
		switch err := loader.Load(&n); {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			d.syntax(text, err)
			return false
		}
		if len(n.Content) > 0 && !vacant(n.Content[0]) {
			read(n.Content[0])
		}
	}
}

// vacant reports whether a document has nothing but comments.
func vacant(n *yaml.Node) bool { return n.Tag == "!!null" && n.Value == "" }
