package alliance

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// A List is what things of one kind are listed in: all of them and parts of them, in one order.
type List uint8

// The lists.
const (
	ActorList List = 1 + iota
	RelationList
	EventList
	ConflictList
	SourceList
	EvidenceList
)

// String returns what is listed, for example "actors".
func (l List) String() string {
	switch l {
	case ActorList:
		return "actors"
	case RelationList:
		return "relations"
	case EventList:
		return "events"
	case ConflictList:
		return "conflicts"
	case SourceList:
		return "sources"
	case EvidenceList:
		return "evidence"
	default:
		return ""
	}
}

// byDay reports whether the list is ordered by day, and not by id alone.
func (l List) byDay() bool { return l == EventList || l == SourceList || l == EvidenceList }

// A Position is the place of a thing in the order of its list: by day, then by id. Every list of things of one kind has
// the same order, so that a position outlives what stood at it.
type Position struct {
	// Day is 0 in lists that are ordered by id alone.
	Day  Day
	List List
	ID   string
}

// Positioned is what can be listed.
type Positioned interface{ Position() Position }

// Compare orders positions in one list.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.Day, q.Day), strings.Compare(p.ID, q.ID))
}

// IsZero reports whether p is before every list.
func (p Position) IsZero() bool { return p.ID == "" }

// Cursor returns the position as an opaque text, empty for the zero position. It says nothing but the position, so it
// stays good when the facts are loaded anew.
func (p Position) Cursor() string {
	if p.IsZero() {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(p.List.String() + ":" + strconv.Itoa(int(p.Day)) + ":" + p.ID))
}

// ParseCursor returns the position that [Position.Cursor] made a cursor of. A text that it did not make, or of a position in
// another list, is an error that wraps [ErrInvalidCursor].
func ParseCursor(list List, cursor string) (Position, error) {
	if cursor == "" {
		return Position{}, nil
	}
	// Whatever is wrong with the form does not survive being made into a cursor again.
	text, _ := base64.RawURLEncoding.Strict().DecodeString(cursor)
	name, rest, _ := strings.Cut(string(text), ":")
	number, id, _ := strings.Cut(rest, ":")
	day, _ := strconv.ParseInt(number, 10, 32)
	p := Position{Day: Day(day), List: list, ID: id}
	switch {
	case p.Cursor() == cursor && ValidID(id) && (day == 0 || list.byDay() && p.Day.valid()):
		return p, nil
	case name != list.String() && isList(name):
		return Position{}, fmt.Errorf("%w %.40q: it is of a list of %s, not of %v (pass on a cursor of an earlier page of the same list)", ErrInvalidCursor, cursor, name, list)
	default:
		return Position{}, fmt.Errorf("%w %.40q: pass on the endCursor, or the cursor of an edge, of an earlier page", ErrInvalidCursor, cursor)
	}
}

// isList reports whether there is a list of what is called so.
func isList(name string) bool {
	for l := ActorList; l <= EvidenceList; l++ {
		if l.String() == name {
			return true
		}
	}
	return false
}
