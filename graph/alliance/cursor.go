package alliance

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// A List identifies the lists of one kind of thing, all of which have the same order.
type List uint8

// The lists, one for each kind of thing.
const (
	ActorList List = 1 + iota
	RelationList
	EventList
	ConflictList
	SourceList
	EvidenceList
)

// String returns the name of what is listed, for example "actors".
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

// byDay reports whether the list is ordered by day and then by id, rather than by id alone.
func (l List) byDay() bool { return l == EventList || l == SourceList || l == EvidenceList }

// A Position is the place of a thing in the order of its list: by day, then by id. All lists of one kind of thing
// have the same order, so a position stays valid when the thing at it is gone.
type Position struct {
	// Day is 0 in lists ordered by id alone.
	Day  Day
	List List
	ID   string
}

// Positioned is implemented by everything that can be listed.
type Positioned interface{ Position() Position }

// Compare compares positions in the same list.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.Day, q.Day), strings.Compare(p.ID, q.ID))
}

// IsZero reports whether p is before every list.
func (p Position) IsZero() bool { return p.ID == "" }

// Cursor returns the position as an opaque string, empty for the zero position. It encodes nothing but the position,
// so it remains valid after the facts are reloaded.
func (p Position) Cursor() string {
	if p.IsZero() {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(p.List.String() + ":" + strconv.Itoa(int(p.Day)) + ":" + p.ID))
}

// ParseCursor returns the position encoded in a cursor, the zero position if it is empty. If the text was not made by
// [Position.Cursor], or is a cursor of another list, the error wraps [ErrInvalidCursor].
func ParseCursor(list List, cursor string) (Position, error) {
	if cursor == "" {
		return Position{}, nil
	}
	// Decoding errors need no check: a malformed cursor differs from the cursor of what it decodes to.
	text, _ := base64.RawURLEncoding.Strict().DecodeString(cursor)
	name, rest, _ := strings.Cut(string(text), ":")
	number, id, _ := strings.Cut(rest, ":")
	day, _ := strconv.ParseInt(number, 10, 32)
	p := Position{Day: Day(day), List: list, ID: id}
	switch {
	case p.Cursor() == cursor && ValidID(id) && (list.byDay() && p.Day.valid() || !list.byDay() && day == 0):
		return p, nil
	case name != list.String() && isList(name):
		return Position{}, fmt.Errorf("%w %.40q: it is from a list of %s, not of %v (pass a cursor from an earlier page of the same list)",
			ErrInvalidCursor, cursor, name, list)
	default:
		return Position{}, fmt.Errorf("%w %.40q: pass the endCursor of an earlier page or the cursor of one of its edges",
			ErrInvalidCursor, cursor)
	}
}

// isList reports whether name is the name of a list.
func isList(name string) bool {
	for l := ActorList; l <= EvidenceList; l++ {
		if l.String() == name {
			return true
		}
	}
	return false
}
