package factfile

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// flow reads a value in brackets, braces or quotes, or within brackets or braces, from an offset of the line on. It returns
// the offset behind it.
func (p *plainReader) flow(at int) (*yaml.Node, int) {
	switch c := p.content[at]; {
	case c == '"' || c == '\'':
		return p.quoted(at)
	case c == '[':
		return p.list(at)
	case c == '{':
		return p.object(at)
	case !beginsPlain(c):
		return p.fail(), at
	}
	length := strings.IndexAny(p.content[at:], ",[]{}")
	if length < 0 {
		return p.fail(), at
	}
	text := strings.TrimRight(p.content[at:at+length], " ")
	if colon := strings.LastIndexByte(text, ':'); colon == len(text)-1 || strings.Contains(text, ": ") {
		return p.fail(), at
	}
	return p.plain(text, at), at + len(text)
}

// quoted reads a text in quotes.
func (p *plainReader) quoted(at int) (*yaml.Node, int) {
	quote := p.content[at]
	length := strings.IndexByte(p.content[at+1:], quote)
	end := at + length + 2
	if length < 0 || end < len(p.content) && strings.IndexByte(" ,]}", p.content[end]) < 0 {
		return p.fail(), at
	}
	n := p.node(yaml.ScalarNode, "!!str", at)
	n.Value, n.Style = p.content[at+1:end-1], yaml.DoubleQuotedStyle
	if quote == '\'' {
		n.Style = yaml.SingleQuotedStyle
	} else if strings.IndexByte(n.Value, '\\') >= 0 {
		return p.fail(), at
	}
	return n, end
}

// list reads a list in brackets.
func (p *plainReader) list(at int) (*yaml.Node, int) {
	n := p.node(yaml.SequenceNode, "!!seq", at)
	return p.members(n, at, ']', func(at int) int {
		item, end := p.flow(at)
		p.open = append(p.open, item)
		return end
	})
}

// object reads a mapping in braces.
func (p *plainReader) object(at int) (*yaml.Node, int) {
	n := p.node(yaml.MappingNode, "!!map", at)
	return p.members(n, at, '}', func(at int) int {
		key, value, ok := cutKey(p.content[at:])
		if value += at; !ok || value == len(p.content) {
			p.fail()
			return at
		}
		k := p.node(yaml.ScalarNode, "!!str", at)
		k.Value = key
		v, end := p.flow(value)
		p.open = append(p.open, k, v)
		return end
	})
}

// members reads what is between brackets or braces, each by a call of read, which returns the offset behind it.
func (p *plainReader) members(n *yaml.Node, at int, closing byte, read func(at int) int) (*yaml.Node, int) {
	n.Style = yaml.FlowStyle
	from := len(p.open)
	if p.depth++; p.depth > maxDepth {
		return p.fail(), at
	}
	defer func() { p.depth-- }()
	at = p.space(at + 1)
	if p.is(at, closing) {
		return p.close(n, from), at + 1
	}
	for at < len(p.content) && !p.odd {
		at = p.space(read(at))
		switch {
		case p.is(at, closing):
			return p.close(n, from), at + 1
		case !p.is(at, ','):
			return p.fail(), at
		}
		at = p.space(at + 1)
	}
	return p.fail(), at
}

// space returns the offset of the next character of the line that is no space.
func (p *plainReader) space(at int) int {
	for p.is(at, ' ') {
		at++
	}
	return at
}

// is reports whether the line has a character at an offset.
func (p *plainReader) is(at int, c byte) bool { return at < len(p.content) && p.content[at] == c }
