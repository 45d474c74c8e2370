package factfile

import (
	"io"
	"regexp"

	"go.yaml.in/yaml/v4"
)

// Same lists groups of ids, the ids of each group those of one actor. The ids of a single group need no list around it.
type Same []Group

// A Group is the ids of one actor: at least two, unless that has been reported.
type Group struct {
	At  Pos
	IDs []Ref
}

// read adds the groups of a list.
func (s *Same) read(d *decoder, _ string, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		d.report(d.pos(n), "same is %s, not a list (list the ids of each actor in a list of their own: [[first, second]])", formOf(n))
		return
	}
	lists := 0
	for _, item := range n.Content {
		if item.Kind == yaml.SequenceNode {
			lists++
		}
	}
	if lists == 0 && len(n.Content) > 0 {
		s.add(d, n)
		return
	}
	for _, item := range n.Content {
		switch {
		case d.foreign(item):
		case item.Kind != yaml.SequenceNode:
			d.report(d.pos(item), "found %s, not a list (list the ids of each actor in a list of their own: [first, second])", formOf(item))
		default:
			s.add(d, item)
		}
	}
}

// add adds the group in a list of ids.
func (s *Same) add(d *decoder, n *yaml.Node) {
	g := Group{At: d.pos(n)}
	if len(n.Content) < 2 {
		d.report(g.At, "same needs at least two ids (list all ids of the actor, or delete the entry)")
	}
	for _, item := range n.Content {
		var id Ref
		if !d.foreign(item) {
			id.scan(d, "id", d.word(item))
			g.IDs = append(g.IDs, id)
		}
	}
	*s = append(*s, g)
}

// sameKey matches how files say what actors are the same, as people and programs write them.
var sameKey = regexp.MustCompile(`same["']?[ \t]*:`)

// MentionsSame reports whether a file that is no table seems to say that actors are the same, without reading it as what it
// is: it may be wrong in either way. A file that cannot be read says nothing.
func (f File) MentionsSame() bool {
	in, err := f.stream()
	if err != nil {
		return false
	}
	defer func() { _ = in.Close() }()
	const overlap = 64
	text := make([]byte, pieceSize)
	for kept := 0; ; {
		n, err := io.ReadFull(in, text[kept:])
		if sameKey.Match(text[:kept+n]) {
			return true
		}
		if err != nil {
			return false
		}
		kept = copy(text, text[len(text)-overlap:])
	}
}
