package parameter

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"entente/graph/alliance"
	"entente/graph/network"
)

// A parser makes a value of what a parameter is given, which is at least one text and none that is empty.
type parser func(given []string) (any, error)

// parsers are those of each type of field.
var parsers = newParsers()

func newParsers() map[reflect.Type]parser {
	p := map[reflect.Type]parser{}
	one(p, alliance.ParseDate)
	one(p, func(s string) (string, error) { return s, nil })
	one(p, yesOrNo)
	one(p, func(s string) (*bool, error) { b, err := yesOrNo(s); return &b, err })
	one(p, whole)
	one(p, func(s string) (*int, error) { n, err := whole(s); return &n, err })
	list(p, func(s string) (string, error) { return s, nil })
	choice(p, alliance.ActorTypes())
	choice(p, alliance.RelationTypes())
	choice(p, alliance.RelationKinds())
	choice(p, alliance.EventTypes())
	choice(p, alliance.Statuses())
	choice(p, alliance.Stances())
	choice(p, network.Ambivalences())
	return p
}

// one adds the parser of single values.
func one[T any](p map[reflect.Type]parser, parse func(string) (T, error)) {
	p[reflect.TypeFor[T]()] = func(given []string) (any, error) {
		if len(given) > 1 {
			return nil, fmt.Errorf("it is given %d times, and can have only one value", len(given))
		}
		return parse(given[0])
	}
}

// list adds the parser of lists.
func list[T any](p map[reflect.Type]parser, parse func(string) (T, error)) {
	p[reflect.TypeFor[[]T]()] = func(given []string) (any, error) {
		var all []T
		for _, text := range given {
			for _, item := range split(text) {
				v, err := parse(item)
				if err != nil {
					return nil, err
				}
				all = append(all, v)
			}
		}
		return all, nil
	}
}

// split returns the items of a list. A comma before a space is part of a name.
func split(text string) []string {
	const inName = "\x00"
	items := strings.Split(strings.ReplaceAll(text, ", ", inName), ",")
	for i := range items {
		items[i] = strings.ReplaceAll(items[i], inName, ", ")
	}
	return items
}

// choice adds the parsers of one, and of several, of the words that a type has.
func choice[T ~string](p map[reflect.Type]parser, words []T) {
	parse := func(word string) (T, error) {
		if i := slices.IndexFunc(words, func(w T) bool { return strings.EqualFold(string(w), word) }); i >= 0 {
			return words[i], nil
		}
		return "", fmt.Errorf("there is no %q (there are %s)", word, joined(words))
	}
	one(p, parse)
	list(p, parse)
}

// joined returns words with commas between them.
func joined[T ~string](words []T) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return strings.Join(texts, ", ")
}

func yesOrNo(s string) (bool, error) {
	b, err := strconv.ParseBool(s)
	if err != nil {
		return false, fmt.Errorf("%q is neither true nor false", s)
	}
	return b, nil
}

func whole(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a whole number", s)
	}
	return n, nil
}
