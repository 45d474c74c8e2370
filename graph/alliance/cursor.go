package alliance

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A List identifies the lists of one kind of thing, all of which have the same default order.
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

// A Position is the place of a thing in the default order of its list: by day, then by id. All lists of one kind of
// thing have the same default order, so a position stays valid when the thing at it is gone.
type Position struct {
	// Day is 0 in lists ordered by id alone.
	Day  Day
	List List
	ID   string
}

// A SortKey is where a thing is in a list of any order: what the order compares, and the id.
type SortKey struct {
	// Position has the day that the order compares, 0 if it compares none.
	Position
	// Sources is the number of independent sources if the order compares these.
	Sources int
	// Name is the name or title that the order compares, Then the name that it compares after that: of relations, the
	// object's.
	Name, Then string
}

// Positioned is implemented by everything that can be listed.
type Positioned interface {
	// Position returns the place in the default order.
	Position() Position
	// SortKey returns the key in the order by a field, the default one if the list has no such order.
	SortKey(by OrderField) SortKey
}

// Compare compares positions in the same list.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.Day, q.Day), strings.Compare(p.ID, q.ID))
}

// IsZero reports whether p is before every list.
func (p Position) IsZero() bool { return p.ID == "" }

// Cursor returns the key, of a list in the order, as an opaque string, empty for the zero key. It encodes nothing
// but the key, so it remains valid after the facts are reloaded.
func (k SortKey) Cursor(o Order) string {
	if k.IsZero() {
		return ""
	}
	key := strconv.Itoa(int(k.Day))
	switch o.Field {
	case ByName, ByTitle:
		key = k.Name
		if k.List == RelationList {
			key += nameSeparator + k.Then
		}
	case ByIndependentSources:
		key = strconv.Itoa(k.Sources)
	}
	return base64.RawURLEncoding.EncodeToString([]byte(o.list(k.List) + ":" + key + ":" + k.ID))
}

// ParseCursor returns the key encoded in a cursor of a list in an order, the zero key if it is empty. If the text
// was not made by [SortKey.Cursor], or is a cursor of another list or order, the error wraps [ErrInvalidCursor].
func ParseCursor(l List, o Order, cursor string) (SortKey, error) {
	if cursor == "" {
		return SortKey{}, nil
	}
	// Decoding errors need no check: a malformed cursor differs from the cursor of what it decodes to.
	text, _ := base64.RawURLEncoding.Strict().DecodeString(cursor)
	of, rest, _ := strings.Cut(string(text), ":")
	colon := max(strings.LastIndexByte(rest, ':'), 0)
	k := parseKey(l, o.Field, rest[:colon])
	k.ID = strings.TrimPrefix(rest[colon:], ":")
	switch name, field, _ := strings.Cut(of, " by "); {
	case k.Cursor(o) == cursor && ValidID(k.ID) && k.fits(o.In(l).Field):
		return k, nil
	case name != l.String() && isList(name):
		return SortKey{}, fmt.Errorf("%w %.40q: it is from a list of %s, not of %v (pass a cursor from an earlier page of the same list)",
			ErrInvalidCursor, cursor, name, l)
	case of != o.list(l) && name == l.String() && isOrder(field):
		return SortKey{}, fmt.Errorf("%w %.40q: it is from a list of %s, not of %s (pass the same orderBy as for the page that it is from, or begin anew without a cursor)",
			ErrInvalidCursor, cursor, ordered(of), ordered(o.list(l)))
	default:
		return SortKey{}, fmt.Errorf("%w %.40q: pass the endCursor of an earlier page or the cursor of one of its edges",
			ErrInvalidCursor, cursor)
	}
}

// nameSeparator separates names in cursors. It is in no name.
const nameSeparator = "\x00"

// parseKey returns a key with what an order by the field compares, from its text in a cursor.
func parseKey(l List, by OrderField, key string) (k SortKey) {
	k.List = l
	switch by {
	case ByName, ByTitle:
		k.Name, k.Then, _ = strings.Cut(key, nameSeparator)
	case ByIndependentSources:
		k.Sources, _ = strconv.Atoi(key)
	default:
		day, _ := strconv.ParseInt(key, 10, 32)
		k.Day = Day(day)
	}
	return k
}

// fits reports whether a list ordered by the field may have the key.
func (k SortKey) fits(by OrderField) bool {
	if by.byDay(k.List) {
		return k.Day.valid()
	}
	return k.Day == 0 && k.Sources >= 0 && utf8.ValidString(k.Name+k.Then)
}

// ordered returns a list and its order, as a cursor names them, for a message.
func ordered(list string) string {
	if name, order, ok := strings.Cut(list, " by "); ok {
		return name + " ordered by " + order
	}
	return list + " in the usual order"
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

// isOrder reports whether text is what the name of a list in an order ends with: nothing, or a field and perhaps DESC.
func isOrder(text string) bool {
	switch field := OrderField(strings.TrimSuffix(text, " DESC")); field {
	case "", ByID, ByName, ByTitle, ByPublished, ByFrom, ByFirstReported, ByLastReported, ByIndependentSources:
		return true
	default:
		return false
	}
}
