package reconcile

import (
	"cmp"
	"encoding/json"
	"fmt"

	"entente/graph/room"
)

// An answer is the body of an answer, with the version of the facts that it is from unless that is unknown. Errors of writing are
// that there is no room for more.
type answer struct {
	*room.Buffer
	version string
}

// print writes text.
func (a *answer) print(text string) error {
	_, err := a.Write([]byte(text))
	return err
}

// encode writes a value as JSON.
func (a *answer) encode(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Errorf("encode an answer: %w", err)) // answers are texts, numbers and lists of them
	}
	_, err = a.Write(text)
	return err
}

// encodeMember writes a member of a JSON object, after a comma unless it is the first.
func (a *answer) encodeMember(first bool, name string, v any) error {
	if !first {
		if err := a.print(","); err != nil {
			return err
		}
	}
	return cmp.Or(a.encode(name), a.print(":"), a.encode(v))
}
