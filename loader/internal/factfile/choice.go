package factfile

import (
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"entente/graph/alliance"
)

// A Choice is one of the values of E and its position.
type Choice[E ~string] struct {
	Value E
	At    Pos
}

// Options returns all values of E, in the order of the GraphQL schema.
func (c *Choice[E]) Options() []string {
	switch any(c.Value).(type) {
	case alliance.ActorType:
		return texts(alliance.ActorTypes())
	case alliance.RelationType:
		return texts(alliance.RelationTypes())
	case alliance.RelationKind:
		return texts(alliance.RelationKinds())
	case alliance.Stance:
		return texts(alliance.Stances())
	case alliance.EventType:
		return texts(alliance.EventTypes())
	case alliance.ParticipantRole:
		return texts(alliance.ParticipantRoles())
	case alliance.EventReferenceKind:
		return texts(alliance.EventReferenceKinds())
	default:
		panic("factfile: no list of values for this choice")
	}
}

// texts returns a list as texts.
func texts[E ~string](list []E) []string {
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = string(e)
	}
	return out
}

// A Choice must be written as in GraphQL, in capitals; the error for another spelling names the right one.
func (c *Choice[E]) scan(d *decoder, key string, w word) {
	text := d.line(key, w)
	c.At = text.At
	if text.Value == "" {
		return
	}
	options := d.optionsOf(c)
	if i := slices.Index(options, text.Value); i >= 0 {
		c.Value = E(options[i]) // not text.Value, which can then be freed
		return
	}
	if meant := d.suggest.Closest(text.Value, slices.Values(options)); meant != "" {
		d.report(c.At, "unknown %s %.60q (did you mean %s?)", key, text.Value, meant)
		return
	}
	d.report(c.At, "unknown %s %.60q (write one of %s)", key, text.Value, strings.Join(options, ", "))
}

// optioned is any [Choice].
type optioned interface{ Options() []string }

// optionsOf returns c.Options(), which it calls once for each type.
func (d *decoder) optionsOf(c optioned) []string {
	t := reflect.TypeOf(c)
	if d.options[t] == nil {
		d.options[t] = c.Options()
	}
	return d.options[t]
}

// Kinds are those of a relation, or those that evidence names. They have a position unless they were left out, also if
// there are none. If one of them is wrong, they are not valid.
type Kinds struct {
	List  []Choice[alliance.RelationKind]
	At    Pos
	Valid bool
}

// read reads kinds from a list.
func (k *Kinds) read(d *decoder, key string, n *yaml.Node) {
	k.At = d.pos(n)
	before := len(d.problems)
	d.list(key, n, reflect.ValueOf(&k.List).Elem())
	k.Valid = len(d.problems) == before
}
