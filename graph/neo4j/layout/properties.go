package layout

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
)

// Properties are those of a node or an edge: texts, true, whole and decimal numbers, dates, points, and lists of texts and of
// dates. What is absent is not in them.
type Properties map[string]any

// Digest is the name of the property that says that a node is one of ours.
const Digest = "_digest"

// NameKey returns the word in _keys that stands for a name in lower case.
func NameKey(lower string) string { return key("name", lower) }

// IdentifierKey returns the word in _keys that stands for an id in another data set.
func IdentifierKey(scheme, value string) string { return key("id", scheme, value) }

// key returns a word, which needs no analysis, that stands for texts.
func key(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:10])
}

// name begins a property whose value is of a kind.
func (m *maker) name(name string, kind byte) { m.b = append(appendText(m.b, name), kind) }

// text adds a text.
func (m *maker) text(name, text string) {
	m.name(name, 's')
	m.b = appendText(m.b, text)
	if m.p != nil {
		m.p[name] = text
	}
}

// put adds a text unless it is absent.
func put[T ~string](m *maker, name string, text T) {
	if text != "" {
		m.text(name, string(text))
	}
}

// putList adds a list of texts unless it is empty.
func putList[T ~string](m *maker, name string, list []T) {
	if len(list) == 0 {
		return
	}
	m.name(name, 'l')
	m.b = binary.AppendUvarint(m.b, uint64(len(list)))
	for _, s := range list {
		m.b = appendText(m.b, string(s))
	}
	if m.p != nil {
		texts := make([]string, len(list))
		for i, s := range list {
			texts[i] = string(s)
		}
		m.p[name] = texts
	}
}

// number adds a whole number.
func (m *maker) number(name string, n int) {
	m.name(name, 'i')
	m.b = binary.AppendVarint(m.b, int64(n))
	if m.p != nil {
		m.p[name] = n
	}
}

// flag adds true. What is not so is absent.
func (m *maker) flag(name string) {
	m.name(name, 't')
	if m.p != nil {
		m.p[name] = true
	}
}

// day adds a date that is a day.
func (m *maker) day(name string, d alliance.Day) {
	m.name(name, 'd')
	m.b = binary.AppendVarint(m.b, int64(d))
	if m.p != nil {
		m.p[name] = DateOf(d)
	}
}

// days adds a list of dates that are days.
func (m *maker) days(name string, list []alliance.Day) {
	m.name(name, 'e')
	m.b = binary.AppendUvarint(m.b, uint64(len(list)))
	for _, d := range list {
		m.b = binary.AppendVarint(m.b, int64(d))
	}
	if m.p != nil {
		dates := make([]neo4j.Date, len(list))
		for i, d := range list {
			dates[i] = DateOf(d)
		}
		m.p[name] = dates
	}
}

// point adds a point.
func (m *maker) point(name string, p neo4j.Point2D) {
	m.name(name, 'p')
	m.b = binary.BigEndian.AppendUint64(m.b, math.Float64bits(p.X))
	m.b = binary.BigEndian.AppendUint64(m.b, math.Float64bits(p.Y))
	if m.p != nil {
		m.p[name] = p
	}
}

// appendTexts appends texts and how many there are.
func appendTexts(b []byte, texts ...string) []byte {
	b = binary.AppendUvarint(b, uint64(len(texts)))
	for _, s := range texts {
		b = appendText(b, s)
	}
	return b
}

// appendText appends a text and its length.
func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
