package mapping

import (
	"iter"
	"maps"
	"slices"

	"entente/loader/internal/suggest"
)

// A slot is where a name of an expression gets its value from.
type slot struct {
	kind slotKind
	// of is the number of the join; at the number of the column, item or let.
	of, at int
}

type slotKind uint8

const (
	inRow slotKind = iota
	inJoin
	inItem
	inLet
	nowhere // a column that a file of JSON lines could have
)

// A scope has the names that the expressions of a rule may use.
type scope struct {
	slots map[string]slot
	// lists has the names whose values may be other than text.
	lists map[string]bool
	// open says that other names may be columns.
	open bool
}

// newScope returns the scope of the columns of a data file.
func newScope(columns []string, open bool) *scope {
	s := &scope{slots: map[string]slot{}, lists: map[string]bool{}, open: open}
	for i, name := range columns {
		if name != "" {
			s.slots[name] = slot{inRow, 0, i}
			s.lists[name] = open
		}
	}
	return s
}

// addJoin adds the columns of another row.
func (s *scope) addJoin(number int, as string, columns []string, open bool) {
	for i, name := range columns {
		if name != "" {
			s.slots[as+"."+name] = slot{inJoin, number, i}
			s.lists[as+"."+name] = open
		}
	}
}

// add adds a name for a value that may be other than text.
func (s *scope) add(name string, at slot) {
	s.slots[name] = at
	s.lists[name] = true
}

// names yields the names.
func (s *scope) names() iter.Seq[string] { return maps.Keys(s.slots) }

// sorted returns the names in order, for messages.
func (s *scope) sorted() []string { return slices.Sorted(s.names()) }

// meant returns the name that a misspelt one was meant to be, or "".
func (s *scope) meant(name string) string { return suggest.NewFinder(10_000).Closest(name, s.names()) }
