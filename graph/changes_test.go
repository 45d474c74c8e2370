package graph_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"entente/graph/memory"
)

// TestChangingFacts asks which facts questions about changes are about. In 2020, relation r and event e are first reported;
// in 2021, r is disputed, and relation s and event f are first reported. Both events, and r, are of a war.
func TestChangingFacts(t *testing.T) {
	handler := serving(memory.New(mustRead(t, twoYears), time.Unix(0, 0)))
	for name, tt := range map[string]struct{ arguments, want string }{
		"all":                                {``, `e r f r s`},
		"relations":                          {`facts: [RELATION]`, `r r s`},
		"events":                             {`facts: [EVENT]`, `e f`},
		"none":                               {`facts: []`, ``},
		"empty filters":                      {`where: {}, events: {}`, `e r f r s`},
		"an empty filter":                    {`where: {}`, `e r f r s`},
		"known by":                           {`where: {knownBy: "2020"}`, `e r`},
		"known by, of events":                {`events: {knownBy: "2020"}`, `e r`},
		"the earlier day of the reader":      {`where: {knownBy: "2021"}, events: {knownBy: "2020"}`, `e r`},
		"the earlier one, of relations":      {`where: {knownBy: "2020"}, events: {}`, `e r`},
		"a conflict":                         {`where: {conflicts: ["war"]}`, `e r f r`},
		"another conflict":                   {`where: {conflicts: ["other"]}`, ``},
		"no conflict":                        {`where: {conflicts: []}`, ``},
		"a conflict, of events":              {`events: {conflict: "war"}`, `e r f r`},
		"days before everything":             {`where: {until: "2019"}`, ``},
		"a status":                           {`where: {statuses: [DISPUTED]}`, `r`},
		"what events do not have":            {`where: {types: [SUPPORTS]}`, `r r`},
		"what relations do not have":         {`events: {types: [ACCUSE]}`, `e`},
		"events beside restricted relations": {`where: {types: [RECOGNIZES]}, events: {}`, `e f s`},
		"relations beside restricted events": {`where: {}, events: {participants: ["a"]}`, `e r r s`},
		"events of a filter of relations":    {`where: {knownBy: "2020"}, facts: [EVENT]`, `e`},
		"relations of a filter of events":    {`events: {knownBy: "2020"}, facts: [RELATION]`, `r`},
	} {
		t.Run(name, func(t *testing.T) {
			var answer struct {
				Data struct {
					Changes struct {
						Nodes []struct{ Fact struct{ ID string } }
					}
				}
				Errors json.RawMessage
			}
			query := `{changes(from: "2020", to: "2021", axis: KNOWN, first: 9, ` + tt.arguments + `) {nodes {fact {id}}}}`
			if err := json.Unmarshal(ask(t, handler, query), &answer); err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, n := range answer.Data.Changes.Nodes {
				ids = append(ids, n.Fact.ID)
			}
			if got := strings.Join(ids, " "); got != tt.want || answer.Errors != nil {
				t.Errorf("%s: got %q, want %q; errors: %s", tt.arguments, got, tt.want, answer.Errors)
			}
		})
	}
}
