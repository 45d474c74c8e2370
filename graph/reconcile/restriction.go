package reconcile

import (
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/search"
)

// country is the property of queries whose values may be names of states.
const country = "country"

// isCode reports whether a value has the form of an ISO 3166-1 alpha-3 code.
func isCode(value string) bool {
	return len(value) == 3 && strings.Trim(strings.ToUpper(value), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// A tally is what the properties of a query say about a thing.
type tally struct {
	// against counts those that it contradicts.
	against int
	// identifies and misidentifies report whether it has one of the identifiers, and has another of one of the schemes.
	identifies, misidentifies bool
}

// tally compares a thing with the restrictions of a query, and adds the features of the candidate for those that it has
// values for.
func (l *lookup) tally(q *query, thing alliance.Node, c *candidate) (t tally) {
	for _, r := range q.restrictions {
		agrees, knows := l.agrees(q, &r, thing)
		if !knows {
			continue
		}
		c.Features = append(c.Features, feature{"property:" + r.ID, agrees})
		if !agrees {
			t.against++
		}
		if r.scheme != "" {
			t.identifies = t.identifies || agrees
			t.misidentifies = t.misidentifies || !agrees
		}
	}
	return t
}

// agrees reports whether a thing has one of the values of a restriction, and whether it has any for that property.
func (l *lookup) agrees(q *query, r *restriction, thing alliance.Node) (agrees, knows bool) {
	var own []string
	if a, ok := thing.(*alliance.Actor); ok && r.scheme != "" {
		for _, i := range a.Identifiers {
			if i.Scheme == r.scheme && i.Shares(q.asOf) {
				own = append(own, i.Value)
			}
		}
	} else {
		own = r.property.values(thing)
	}
	if r.ID == "name" {
		own = append(own, outlineOf(thing).aliases...)
	}
	return slices.ContainsFunc(own, func(value string) bool { return l.equals(r, value) }), len(own) > 0
}

// equals reports whether a value is one of those of a restriction.
func (l *lookup) equals(r *restriction, value string) bool {
	return slices.ContainsFunc(r.values, func(wanted string) bool {
		switch {
		case r.scheme != "":
			return wanted == value
		case r.ID == country && slices.Contains(l.countries[wanted], value):
			return true
		case r.ID == "type":
			k, err := parseKind(wanted)
			return err == nil && k.ID == value
		}
		return slices.Equal(search.Words(wanted), search.Words(value))
	})
}
