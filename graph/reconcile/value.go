package reconcile

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// errValue reports JSON that is no property value.
var errValue = errors.New("not a text, number, truth value or entity")

// reason returns, for whoever sent JSON, why it is not what it should be. Without an error it is null.
func reason(err error) string {
	if err == nil {
		return "it is null"
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Sprintf("%s is of the type %s, before byte %d", cmp.Or(wrong.Field, "all of it"), wrong.Value, wrong.Offset)
	}
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Sprintf("%v, before byte %d", wrong, wrong.Offset)
	}
	return err.Error()
}

// parseValues returns a property value, or a list of them, as texts without space around them. Of an entity, such as one
// that was reconciled before, it returns the id and the name. Empty texts are left out, as is null.
func parseValues(text json.RawMessage) ([]string, error) {
	if len(text) == 0 {
		return nil, nil
	}
	if text[0] != '[' {
		return parseValue(text)
	}
	var list []json.RawMessage
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, err
	}
	var values []string
	for _, item := range list {
		value, err := parseValue(item)
		if err != nil {
			return nil, err
		}
		values = append(values, value...)
	}
	return values, nil
}

// parseValue returns one value.
func parseValue(text json.RawMessage) ([]string, error) {
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return nil, err
	}
	switch v := value.(type) {
	case nil:
		return nil, nil
	case string:
		return some(strings.TrimSpace(v)), nil
	case bool:
		return []string{strconv.FormatBool(v)}, nil
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}, nil // 365.0 in a table is the number 365
	case map[string]any:
		id, _ := v["id"].(string)
		name, _ := v["name"].(string)
		return append(some(id), some(name)...), nil
	default:
		return nil, errValue
	}
}
