package factfile

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A plainReader reads lists in the YAML that programs and most people write, five times as fast as the YAML library and in
// the same memory again and again: lines of keys and items, each value on one line, without comments, escapes or anything
// else that needs YAML to be understood in full. It gives up on any other text, which the library then reads: it must accept
// nothing that means something else to the library, and need not accept much.
type plainReader struct {
	// text is what was not read yet.
	text string
	// content is the current line without its indentation, number and indent are its number and indentation. An item's
	// content is a line of its own. After the last line the indentation is negative.
	content string
	number  uint32
	indent  int
	// odd reports whether the text is not plain, depth is the number of brackets and braces that are open.
	odd   bool
	depth int
	// nodes and children have room for what nodes are made of, of which the first used are in use; open are the children of
	// nodes that are being read.
	nodes    [][]yaml.Node
	used     int
	children [][]*yaml.Node
	room     int
	open     []*yaml.Node
	// tags has the tag of each word that might be a number, a boolean or null.
	tags map[string]string
}

// newPlainReader returns a reader.
func newPlainReader() *plainReader { return &plainReader{tags: map[string]string{}} }

// read returns the root of a text, or false if that is not a plain list. The nodes are valid until the next call.
func (p *plainReader) read(text string) (root *yaml.Node, ok bool) {
	p.text, p.number, p.odd, p.used, p.room, p.open = text, 0, false, 0, 0, p.open[:0]
	p.next()
	if p.indent < 0 || !p.atItem() {
		return nil, false
	}
	root = p.sequence()
	p.odd = p.odd || p.indent >= 0
	return root, !p.odd
}

// next moves to the next line that is not blank.
func (p *plainReader) next() {
	for p.text != "" && !p.odd {
		line, rest, _ := strings.Cut(p.text, "\n")
		p.text = rest
		p.number++
		p.content = strings.TrimLeft(line, " ")
		p.indent = len(line) - len(p.content)
		if p.content != "" {
			p.odd = !plainLine(p.content)
			return
		}
	}
	p.content, p.indent = "", -1
}

// plainLine reports whether a line has no comment, and no space but between words.
func plainLine(line string) bool {
	if line[len(line)-1] == ' ' || strings.IndexByte(line, '\t') >= 0 || strings.IndexByte(line, '\r') >= 0 {
		return false
	}
	hash := strings.IndexByte(line, '#')
	return hash < 0 || hash > 0 && !strings.Contains(line, " #")
}

// atItem reports whether the line is an item of a list.
func (p *plainReader) atItem() bool { return strings.HasPrefix(p.content, "- ") }

// fail gives up.
func (p *plainReader) fail() *yaml.Node {
	p.odd = true
	return nil
}

// sequence reads the items from the current line on that have its indentation.
func (p *plainReader) sequence() *yaml.Node {
	n, indent, from := p.node(yaml.SequenceNode, "!!seq", 0), p.indent, len(p.open)
	for !p.odd && p.indent == indent && p.atItem() {
		p.content, p.indent = p.content[2:], indent+2
		if p.atItem() || p.content[0] == ' ' {
			return p.fail()
		}
		if _, _, isKey := cutKey(p.content); isKey {
			p.open = append(p.open, p.mapping())
			continue
		}
		p.open = append(p.open, p.inline(0))
		p.next()
		if p.indent > indent { // the value goes on
			return p.fail()
		}
	}
	return p.close(n, from)
}

// mapping reads the keys from the current line on that have its indentation.
func (p *plainReader) mapping() *yaml.Node {
	n, indent, from := p.node(yaml.MappingNode, "!!map", 0), p.indent, len(p.open)
	for !p.odd && p.indent == indent {
		key, value, ok := cutKey(p.content)
		if !ok {
			return p.fail()
		}
		k := p.node(yaml.ScalarNode, "!!str", 0)
		k.Value = key
		p.open = append(p.open, k)
		if value < len(p.content) {
			p.open = append(p.open, p.inline(value))
			p.next()
		} else {
			p.open = append(p.open, p.below(indent))
		}
		if p.indent > indent { // the value goes on
			return p.fail()
		}
	}
	return p.close(n, from)
}

// below reads the value of a key with an indentation that is on the lines after it.
func (p *plainReader) below(indent int) *yaml.Node {
	p.next()
	_, _, isKey := cutKey(p.content)
	switch {
	case p.indent >= indent && p.atItem():
		return p.sequence()
	case p.indent > indent && isKey:
		return p.mapping()
	default:
		return p.fail()
	}
}

// cutKey returns the key that a line begins with, and the offset of its value, which is the end of the line if there is none.
func cutKey(line string) (key string, value int, ok bool) {
	end := 0
	for end < len(line) && isLetter(line[end]) {
		end++
	}
	if end == 0 || end == len(line) || line[end] != ':' {
		return "", 0, false
	}
	value = end + 1
	if value < len(line) && line[value] != ' ' {
		return "", 0, false
	}
	for value < len(line) && line[value] == ' ' {
		value++
	}
	return line[:end], value, true
}

// isLetter reports whether a character is a letter of ASCII.
func isLetter(c byte) bool { return 'a' <= c|' ' && c|' ' <= 'z' }

// inline reads a value from an offset to the end of the line.
func (p *plainReader) inline(at int) *yaml.Node {
	if strings.IndexByte(`"'[{`, p.content[at]) >= 0 {
		n, end := p.flow(at)
		if end != len(p.content) {
			return p.fail()
		}
		return n
	}
	text := p.content[at:]
	if !beginsPlain(text[0]) || strings.Contains(text, ": ") || text[len(text)-1] == ':' {
		return p.fail()
	}
	return p.plain(text, at)
}

// beginsPlain reports whether a text without quotes may begin with a character.
func beginsPlain(c byte) bool { return isLetter(c) || isDigit(c) || c >= utf8.RuneSelf }

// isDigit reports whether a character is a digit.
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// plain returns a text without quotes at an offset of the line.
func (p *plainReader) plain(text string, at int) *yaml.Node {
	n := p.node(yaml.ScalarNode, "!!str", at)
	n.Value = text
	const longest = len("false")
	if isDigit(text[0]) && !isDate(text) || len(text) <= longest {
		n.Tag = p.tag(text)
	}
	return n
}

// isDate reports whether a text looks like a month or a day: nothing else in YAML does.
func isDate(text string) bool {
	const layout = "0000-00-00"
	if len(text) != len("0000-00") && len(text) != len(layout) {
		return false
	}
	for i := range len(text) {
		if layout[i] == '-' && text[i] != '-' || layout[i] == '0' && !isDigit(text[i]) {
			return false
		}
	}
	return true
}

// tag returns the tag of a text without quotes.
func (p *plainReader) tag(text string) string {
	if tag, ok := p.tags[text]; ok {
		return tag
	}
	text = strings.Clone(text) // which is part of a longer one
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil || len(n.Content) != 1 || n.Content[0].Value != text {
		p.odd = true
		return ""
	}
	if len(p.tags) < maxTags {
		p.tags[text] = n.Content[0].Tag
	}
	return n.Content[0].Tag
}

// maxTags is the maximum number of tags that are remembered.
const maxTags = 10_000

// close gives a node its children, those of the open ones from an index on.
func (p *plainReader) close(n *yaml.Node, from int) *yaml.Node {
	n.Content = p.childrenOf(len(p.open) - from)
	copy(n.Content, p.open[from:])
	p.open = p.open[:from]
	return n
}

// childrenOf returns room for so many children of a node: a part of a block, or, if it is more than a block has, of its own.
func (p *plainReader) childrenOf(count int) []*yaml.Node {
	if count > blockSize {
		return make([]*yaml.Node, count)
	}
	block := p.room / blockSize
	if p.room%blockSize+count > blockSize {
		block++
		p.room = block * blockSize
	}
	if block == len(p.children) {
		p.children = append(p.children, make([]*yaml.Node, blockSize))
	}
	at := p.room % blockSize
	p.room += count
	return p.children[block][at : at+count : at+count]
}

// blockSize is how many nodes and children are allocated together.
const blockSize = 1 << 10

// node returns a node at an offset of the line.
func (p *plainReader) node(kind yaml.Kind, tag string, at int) *yaml.Node {
	block := p.used / blockSize
	if block == len(p.nodes) {
		p.nodes = append(p.nodes, make([]yaml.Node, blockSize))
	}
	n := &p.nodes[block][p.used%blockSize]
	p.used++
	column := p.indent + utf8.RuneCountInString(p.content[:at]) + 1
	*n = yaml.Node{Kind: kind, Tag: tag, Line: int(p.number), Column: column}
	return n
}
