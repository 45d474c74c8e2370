package reconcile

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph/alliance"
	"entente/graph/refusal"
	"entente/graph/search"
)

// Limits of a batch of queries, and of each of them. The worst batch within them takes about a second with 700 actors.
const (
	mostQueries    = 500
	mostProperties = 20
	mostValues     = 20
	mostCandidates = 100
	// someCandidates is how many candidates there are if a query does not limit them.
	someCandidates = 10
)

// A rawQuery is a query as it is sent.
type rawQuery struct {
	Query      string          `json:"query"`
	Type       json.RawMessage `json:"type"`
	TypeStrict string          `json:"type_strict"`
	Limit      *float64        `json:"limit"`
	Properties []struct {
		PID string          `json:"pid"`
		V   json.RawMessage `json:"v"`
	} `json:"properties"`
}

// A query asks for candidates.
type query struct {
	// readings are the ways to read its text; none if that has no words.
	readings []reading
	types    []kind
	strict   strictness
	limit    int
	// asOf is the time at which candidates exist, if any.
	asOf         alliance.Date
	restrictions []restriction
}

// A reading is a way to read the text of a query: as a name, or as one with a year at the end, at which its bearer existed.
type reading struct {
	text string
	// words are those of the text.
	words []string
	asOf  alliance.Date
}

// dated is a name with a year at the end: Russia 1900, Russia (1900).
var dated = regexp.MustCompile(`^(.*\pL.*?)[\s,]+\(?([0-9]{4})\)?$`)

// readingsOf returns the ways to read a text, given the time that the query asks for besides.
func readingsOf(text string, at alliance.Date) []reading {
	words := search.Words(text)
	if len(words) == 0 {
		return nil
	}
	list := []reading{{text, words, at}}
	if parts := dated.FindStringSubmatch(strings.TrimSpace(text)); parts != nil && at.IsZero() {
		if year, err := alliance.ParseDate(parts[2]); err == nil {
			list = append(list, reading{parts[1], search.Words(parts[1]), year})
		}
	}
	return list
}

// A restriction is a property with the values that a candidate should have one of.
type restriction struct {
	property
	values []string
}

// A strictness is how the types of a query restrict candidates.
type strictness string

// The strictnesses: candidates are of any of the types, of all, or those that are of none count less.
const (
	anyType    strictness = "any"
	allTypes   strictness = "all"
	shouldType strictness = "should"
)

// parseBatch returns the queries of a batch by their keys.
func parseBatch(text string) (map[string]json.RawMessage, error) {
	var batch map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &batch); err != nil || batch == nil {
		return nil, refusal.Errorf(http.StatusBadRequest,
			`the batch is not a JSON object of queries (%s): send something like {"q0": {"query": "Russia"}}`, reason(err))
	}
	if len(batch) > mostQueries {
		return nil, refusal.Errorf(http.StatusRequestEntityTooLarge, "%d queries are too many: send at most %d at once", len(batch), mostQueries)
	}
	return batch, nil
}

// parseQuery returns a query. Fields that it does not know are ignored, as clients send some of older versions.
func parseQuery(text json.RawMessage, known []property) (*query, error) {
	var raw rawQuery
	if err := json.Unmarshal(text, &raw); err != nil {
		return nil, refusal.Errorf(http.StatusBadRequest, `this is not a query (%s): send something like {"query": "Russia"}`, reason(err))
	}
	if n := utf8.RuneCountInString(raw.Query); n > search.MaxText {
		return nil, refusal.Errorf(http.StatusBadRequest, `"query" has %d characters: shorten it to %d`, n, search.MaxText)
	}
	q := &query{}
	for _, set := range []func(*rawQuery) error{q.setLimit, q.setTypes, func(r *rawQuery) error { return q.setProperties(r, known) }} {
		if err := set(&raw); err != nil {
			return nil, err
		}
	}
	q.readings = readingsOf(raw.Query, q.asOf)
	if len(q.readings) == 0 && len(q.identifiers()) == 0 {
		return nil, refusal.Errorf(http.StatusBadRequest, `there is nothing to look for: give a name as "query", or an identifier as a property`)
	}
	return q, nil
}

// setLimit sets the maximum number of candidates.
func (q *query) setLimit(raw *rawQuery) error {
	q.limit = someCandidates
	if raw.Limit == nil {
		return nil
	}
	if *raw.Limit < 1 || *raw.Limit != float64(int64(*raw.Limit)) {
		return refusal.Errorf(http.StatusBadRequest, `"limit" is %v: give a whole number from 1 to %d`, *raw.Limit, mostCandidates)
	}
	q.limit = int(min(*raw.Limit, mostCandidates))
	return nil
}

// setTypes sets the types and how strict they are.
func (q *query) setTypes(raw *rawQuery) error {
	names, err := parseValues(raw.Type)
	if err != nil {
		return refusal.Errorf(http.StatusBadRequest, `"type" is neither a text nor a list of texts: give ids of types, such as %s`, idsOf(kinds))
	}
	for _, name := range names {
		k, err := parseKind(name)
		if err != nil {
			return err
		}
		q.types = append(q.types, k)
	}
	switch s := strictness(raw.TypeStrict); s {
	case "":
		q.strict = anyType
	case anyType, allTypes, shouldType:
		q.strict = s
	default:
		return refusal.Errorf(http.StatusBadRequest, `unknown "type_strict" %.60q: choose among any, all, should`, raw.TypeStrict)
	}
	return nil
}

// setProperties sets the restrictions.
func (q *query) setProperties(raw *rawQuery, known []property) error {
	if len(raw.Properties) > mostProperties {
		return refusal.Errorf(http.StatusBadRequest, "%d properties are too many: give at most %d", len(raw.Properties), mostProperties)
	}
	for _, r := range raw.Properties {
		p, err := findProperty(known, r.PID)
		if err != nil {
			return err
		}
		values, err := parseValues(r.V)
		if err != nil || len(values) > mostValues {
			return refusal.Errorf(http.StatusBadRequest, `"v" of the property %s is not a value, nor a list of at most %d: give texts or numbers`, p.ID, mostValues)
		}
		if err := q.restrict(p, values); err != nil {
			return err
		}
	}
	return nil
}

// restrict adds a restriction. An empty cell of a table restricts nothing.
func (q *query) restrict(p property, values []string) error {
	switch {
	case len(values) == 0:
	case p.ID == asOf:
		d, err := alliance.ParseDate(values[0])
		if err != nil || len(values) > 1 {
			return refusal.Errorf(http.StatusBadRequest, "asOf is %.60q: give one year, month or day, such as 1900, 1900-05 or 1900-05-21", strings.Join(values, ", "))
		}
		q.asOf = d
	default:
		if i := slices.IndexFunc(q.restrictions, func(r restriction) bool { return r.ID == p.ID }); i >= 0 {
			q.restrictions[i].values = append(q.restrictions[i].values, values...)
			return nil
		}
		q.restrictions = append(q.restrictions, restriction{p, values})
	}
	return nil
}

// identifiers returns the identifiers that the query asks for.
func (q *query) identifiers() []alliance.IdentifierFilter {
	var list []alliance.IdentifierFilter
	for _, r := range q.restrictions {
		for _, v := range r.values {
			if r.scheme != "" {
				list = append(list, alliance.IdentifierFilter{Scheme: r.scheme, Value: v, AsOf: q.asOf})
			}
		}
	}
	return list
}
