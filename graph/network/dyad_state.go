package network

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"entente/graph/alliance"
)

// A DyadState is a state in a year, with its code.
type DyadState struct {
	*alliance.Actor
	// Code is its identifier in the scheme asked for; its id if none is.
	Code string
}

// An UnknownSchemeError is a scheme in which no state has an identifier.
type UnknownSchemeError struct {
	Scheme string
	// Known are those in which some state has one, sorted.
	Known []string
}

// Error implements error.
func (e *UnknownSchemeError) Error() string {
	return fmt.Sprintf("no state has an identifier in the scheme %q (there are %s)", e.Scheme, cmp.Or(strings.Join(e.Known, ", "), "none at all"))
}

// ErrNoStates means that there are no pairs of states: no actor is of the type STATE.
var ErrNoStates = errors.New("no actor is of the type STATE")

// checkScheme returns [ErrNoStates] if there are no states, and an [*UnknownSchemeError] if a scheme is asked for in which none
// has an identifier.
func checkScheme(states []*alliance.Actor, scheme string) error {
	if len(states) == 0 {
		return ErrNoStates
	}
	known := map[string]bool{}
	for _, a := range states {
		for _, i := range a.Identifiers {
			known[i.Scheme] = true
		}
	}
	if scheme == "" || known[scheme] {
		return nil
	}
	return &UnknownSchemeError{scheme, slices.Sorted(maps.Keys(known))}
}

// coded returns the states that have a code of the scheme in a year, ordered by code: by number if both are numbers, which
// come before all others. Without a scheme their ids are their codes.
//
// Each state has one code in a year, and each code is one state's. If a state has several, or several have one, as when a
// successor takes it over, it goes to where it stands on the most days of the year, while the state lives; of equals, to
// where it stands last; then to the first id. A state for which no code is left is not among them.
func coded(states []*alliance.Actor, scheme string, year alliance.Date) []DyadState {
	var list []DyadState
	if scheme == "" {
		for _, a := range states {
			list = append(list, DyadState{a, a.ID})
		}
		return list
	}
	actors, codes := map[*alliance.Actor]bool{}, map[string]bool{}
	for _, c := range codings(states, scheme, year) {
		if !actors[c.Actor] && !codes[c.Code] {
			actors[c.Actor], codes[c.Code] = true, true
			list = append(list, c.DyadState)
		}
	}
	slices.SortFunc(list, func(a, b DyadState) int { return compareCodes(a.Code, b.Code) })
	return list
}

// A coding is a code that stands for a state on some days of a year.
type coding struct {
	DyadState
	days int
	last alliance.Day
}

// codings returns the codes of all states, those that stand longest first.
func codings(states []*alliance.Actor, scheme string, year alliance.Date) []coding {
	var list []coding
	for _, a := range states {
		for _, i := range a.Identifiers {
			if i.Scheme != scheme {
				continue
			}
			days := i.Set().And(a.Set()).And(alliance.Span{From: year, To: year}.Set())
			if last, any := days.Last(); any {
				list = append(list, coding{DyadState{a, i.Value}, days.Count(), last})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b coding) int {
		return cmp.Or(cmp.Compare(b.days, a.days), cmp.Compare(b.last, a.last), strings.Compare(a.ID, b.ID), compareCodes(a.Code, b.Code))
	})
	return list
}

// compareCodes orders codes: numbers by value, before other texts.
func compareCodes(a, b string) int {
	m, errA := strconv.Atoi(a)
	n, errB := strconv.Atoi(b)
	switch {
	case errA == nil && errB == nil:
		return cmp.Or(cmp.Compare(m, n), strings.Compare(a, b))
	case errA == nil:
		return -1
	case errB == nil:
		return 1
	default:
		return strings.Compare(a, b)
	}
}
