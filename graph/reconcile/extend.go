package reconcile

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"entente/graph/alliance"
	"entente/graph/pace"
	"entente/graph/refusal"
)

// mostRows is the maximum number of things to extend at once.
const mostRows = 1000

// An extension asks for properties of things.
type extension struct {
	IDs        []string `json:"ids"`
	Properties []struct {
		ID string `json:"id"`
	} `json:"properties"`
}

// A value is a value of a property. Dates are texts, since they may be years or months.
type value struct {
	Text string `json:"str"`
}

// extend writes properties of things: which, as meta, and their values, as rows by the ids of things and of properties. A thing
// without the property has no values, nor has an id of no thing.
func extend(ctx context.Context, q question, out *answer) error {
	known, err := q.catalogue.properties(ctx, q)
	if err != nil {
		return err
	}
	asked, wanted, err := parseExtension(q.Form.Get("extend"), known)
	if err != nil {
		return err
	}
	ids := slices.Compact(slices.Sorted(slices.Values(asked.IDs)))
	nodes, err := q.store.Nodes(ctx, ids, alliance.Date{})
	if err != nil {
		return err
	}
	if err := cmp.Or(out.print("{"), out.encodeMember(true, "meta", wanted), out.print(`,"rows":{`)); err != nil {
		return err
	}
	var steps pace.Steps
	for i, n := range nodes {
		if err := steps.TakeAll(ctx, len(wanted)); err != nil {
			return err
		}
		if err := out.encodeMember(i == 0, ids[i], rowOf(n, wanted)); err != nil {
			return err
		}
	}
	return out.print("}}\n")
}

// rowOf returns the values of a thing by the ids of properties.
func rowOf(thing alliance.Node, wanted []property) map[string][]value {
	row := map[string][]value{}
	for _, p := range wanted {
		row[p.ID] = []value{}
		if thing == nil {
			continue
		}
		for _, text := range p.values(thing) {
			row[p.ID] = append(row[p.ID], value{text})
		}
	}
	return row
}

// parseExtension returns what an extension asks for.
func parseExtension(text string, known []property) (*extension, []property, error) {
	var asked extension
	if err := json.Unmarshal([]byte(text), &asked); err != nil {
		return nil, nil, refusal.Errorf(http.StatusBadRequest,
			`"extend" is not a data extension query (%s): send something like {"ids": ["russia"], "properties": [{"id": "country"}]}`, reason(err))
	}
	if len(asked.IDs) > mostRows || len(asked.Properties) > mostProperties {
		return nil, nil, refusal.Errorf(http.StatusRequestEntityTooLarge, "%d ids and %d properties are too many: ask for at most %d and %d at once",
			len(asked.IDs), len(asked.Properties), mostRows, mostProperties)
	}
	wanted := make([]property, 0, len(asked.Properties))
	for _, p := range asked.Properties {
		found, err := findProperty(known, p.ID)
		if err == nil && found.values == nil {
			err = refusal.Errorf(http.StatusBadRequest, "the property %s restricts queries, and has no values: leave it out", found.ID)
		}
		if err != nil {
			return nil, nil, err
		}
		wanted = append(wanted, found)
	}
	return &asked, wanted, nil
}

// A proposal is properties that things of a type may have.
type proposal struct {
	Type       string     `json:"type"`
	Limit      int        `json:"limit,omitempty"`
	Properties []property `json:"properties"`
}

// proposeProperties proposes properties of a type. Only actors have aliases and identifiers.
func proposeProperties(ctx context.Context, q question) (any, error) {
	asked := cmp.Or(q.Form.Get("type"), kinds[0].ID)
	k, err := parseKind(asked)
	if err != nil {
		return nil, err
	}
	limit, err := strconv.Atoi(cmp.Or(q.Form.Get("limit"), "0"))
	if err != nil || limit < 0 {
		return nil, refusal.Errorf(http.StatusBadRequest, `"limit" is %.60q: give a whole number`, q.Form.Get("limit"))
	}
	known, err := q.catalogue.properties(ctx, q)
	if err != nil {
		return nil, err
	}
	answer := proposal{asked, limit, []property{}}
	for _, p := range known {
		actorsOnly := p.scheme != "" || p.ID == "aliases"
		if p.values != nil && (!actorsOnly || k.search() == alliance.SearchActor) && (limit == 0 || len(answer.Properties) < limit) {
			answer.Properties = append(answer.Properties, p)
		}
	}
	return answer, nil
}
